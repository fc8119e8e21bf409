import { Link, Outlet, useParams, useSearch } from '@tanstack/react-router'
import { type Reply, urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi, usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useI18n } from '../../i18n/i18n.js'
import { useSupply } from '../../i18n/supply.js'
import { PagedList } from '../../ui/counted-list.js'
import { FileLinks } from '../../ui/file-links.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { useMay } from '../session/session.js'
import { EnterpriseFilters } from './enterprise-filters.js'
import { KindTotals } from './kind-totals.js'
import { TotalsStrip } from './totals-strip.js'

type Row = Reply<'enterprise.list'>['rows'][number]
type Kind = Reply<'kind.list'>['rows'][number]

const Reporting = ({ row }: { readonly row: Row }) => {
  const words = useSupply()
  const { language, number } = useI18n()
  const { freshness, lastDay, openDoubts } = row.reporting
  return (
    <>
      <span className={`tag ${freshness === 'silent' ? 'tag-alarm' : ''}`}>{words.freshness[freshness]}</span>
      {openDoubts > 0 && <span className="tag tag-alarm">{words.enterprises.doubts(number(openDoubts))}</span>}
      {lastDay !== null && (
        <div className="muted small num">{words.enterprises.lastReport(formatDay(lastDay, language))}</div>
      )}
    </>
  )
}

type LineProps = { readonly row: Row; readonly kinds: readonly Kind[]; readonly open: boolean }

const Line = ({ row, kinds, open }: LineProps) => {
  const words = useSupply()
  const { language, number } = useI18n()
  const search = useSearch({ from: '/enterprises' })
  const named = row.kinds.map((code) => {
    const kind = kinds.find((one) => one.code === code)
    return language === 'zh-CN' ? (kind?.name ?? code) : (kind?.nameEn ?? code)
  })
  const { workforceBack: back, workforceOf: of, obstacles } = row.reporting
  return (
    <tr className={open ? 'is-open' : ''}>
      <th scope="row" className="cell-line">
        <Link to="/enterprises/$id" params={{ id: row.id }} search={search} data-row resetScroll={false}>
          {language === 'en' && row.nameEn !== null ? row.nameEn : row.name}
        </Link>
        <div className="muted small">
          {row.county.code === row.place.code ? row.county.name : `${row.county.name} ${row.place.name}`}
        </div>
      </th>
      <td>
        <Reporting row={row} />
      </td>
      <td>{named.join(language === 'zh-CN' ? '、' : ', ')}</td>
      <td className="num">{back === null || of === null ? '—' : words.enterprises.back(number(back), number(of))}</td>
      <td className="col-wide">
        {obstacles.map((one) => words.obstacles[one]).join(language === 'zh-CN' ? '、' : ', ')}
      </td>
      <td>
        {row.liaison === null ? (
          <span className="muted">{words.enterprises.noLiaison}</span>
        ) : (
          <>
            {row.liaison.name} <span className="num small">{row.liaison.phone}</span>
          </>
        )}
      </td>
    </tr>
  )
}

type TableProps = { readonly rows: readonly Row[]; readonly kinds: readonly Kind[]; readonly openId: string | null }

const EnterpriseTable = ({ rows, kinds, openId }: TableProps) => {
  const { enterprises: words } = useSupply()
  return (
    <TableBox label={words.caption} tall>
      <table className="table table-rows">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.report}</th>
            <th scope="col">{words.kinds}</th>
            <th scope="col">{words.workforce}</th>
            <th scope="col" className="col-wide">
              {words.obstacle}
            </th>
            <th scope="col">{words.liaison}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.id} row={row} kinds={kinds} open={row.id === openId} />
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

/** Enterprises of a place: who reported, who is silent, what is doubted, what there is of each kind (E1). */
export const EnterprisesPage = () => {
  const { enterprises: words } = useSupply()
  const { language } = useI18n()
  const may = useMay()
  const place = usePlace()
  const search = useSearch({ from: '/enterprises' })
  const { id = null } = useParams({ strict: false })
  const { place: _place, ...filter } = search
  const kinds = useApi('kind.list', {}, { staleTime: 300_000 })
  const totals = useApi(
    'enterprise.totals',
    { query: { place: placeInUrl(place) } },
    { keep: 'previous', refetchInterval: 30_000 },
  )
  const query = usePages('enterprise.list', { query: { ...filter, place: placeInUrl(place), limit: 100 } })
  const file = (format: 'xlsx' | 'csv'): string =>
    urlOf('enterprise.export', { query: { ...filter, place: placeInUrl(place), format, language } })
  const catalogue = kinds.data?.rows ?? []
  const filtered = Object.keys(filter).length > 0
  return (
    <div className={`split ${id === null ? '' : 'has-panel'}`}>
      <Page
        title={words.title}
        error={query.error}
        aside={totals.data === undefined ? undefined : words.intro(formatDay(totals.data.owedDay, language))}
        actions={
          may('enterprise.manage') && (
            <Link to="/enterprises/$id" params={{ id: 'new' }} search={search} className="btn btn-main">
              {words.add}
            </Link>
          )
        }
      >
        <Loaded query={totals} rows={2}>
          {(now) => <TotalsStrip totals={now} search={search} />}
        </Loaded>
        <EnterpriseFilters search={search} kinds={catalogue}>
          <FileLinks urlOf={file} />
        </EnterpriseFilters>
        <PagedList
          query={query}
          skeleton={10}
          empty={<EmptyState title={filtered ? words.emptyFilter : words.empty}>{words.emptyHint}</EmptyState>}
        >
          {(rows) => <EnterpriseTable rows={rows} kinds={catalogue} openId={id} />}
        </PagedList>
        {totals.data !== undefined && totals.data.kinds.length > 0 && (
          <KindTotals totals={totals.data} kinds={catalogue} search={search} />
        )}
      </Page>
      <Outlet />
    </div>
  )
}
