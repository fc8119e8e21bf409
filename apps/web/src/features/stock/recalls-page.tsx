import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { Reply } from '../../api/client.js'
import { usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { type RecallListSearch, recallListSearch, recallStandings } from '../../app/search-supply.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { useStock } from '../../i18n/stock.js'
import { PagedList } from '../../ui/counted-list.js'
import { Moment } from '../../ui/moment.js'
import { OneOf } from '../../ui/one-of.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { useMay } from '../session/session.js'
import { useKinds } from '../supply/use-kinds.js'
import { useRecallText } from './recall-text.js'

type Row = Reply<'recall.list'>['rows'][number]
type Standing = NonNullable<RecallListSearch['recalls']>

type LineProps = { readonly row: Row; readonly open: boolean }

const Line = ({ row, open }: LineProps) => {
  const { recalls: words } = useStock()
  const { named } = useKinds()
  const placeName = usePlaceName()
  const textOf = useRecallText()
  const search = recallListSearch(useSearch({ from: '/recalls' }))
  return (
    <tr className={open ? 'is-open' : ''}>
      <th scope="row" className="cell-line">
        <Link to="/recalls/$id" params={{ id: row.id }} search={search} data-row resetScroll={false}>
          {named(row.kind)}
        </Link>
        <div className="muted small">{textOf(row)}</div>
      </th>
      <td>
        <span className={`tag ${row.lifted === null ? 'tag-alarm' : ''}`}>
          {row.lifted === null ? words.open : words.lifted}
        </span>
      </td>
      <td>{placeName(row.place)}</td>
      <td className="col-wide">{row.reason}</td>
      <td className="cell-line">
        {words.byAt(row.by)}{' '}
        <span className="muted small">
          <Moment at={row.at} />
        </span>
      </td>
    </tr>
  )
}

const RecallTable = ({ rows, openId }: { readonly rows: readonly Row[]; readonly openId: string | null }) => {
  const { recalls: words } = useStock()
  return (
    <TableBox label={words.caption} tall>
      <table className="table table-rows">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.of}</th>
            <th scope="col">{words.standing}</th>
            <th scope="col">{words.place}</th>
            <th scope="col" className="col-wide">
              {words.reason}
            </th>
            <th scope="col">{words.by}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.id} row={row} open={row.id === openId} />
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

const queryOf = (standing: Standing | undefined): { readonly open?: string } => {
  switch (standing) {
    case undefined:
      return { open: 'yes' }
    case 'lifted':
      return { open: 'no' }
    case 'all':
      return {}
  }
}

const Empty = ({ standing }: { readonly standing: Standing | undefined }) => {
  const { recalls: words } = useStock()
  if (standing === 'lifted') return <EmptyState title={words.emptyLifted} />
  return <EmptyState title={standing === 'all' ? words.emptyAll : words.empty}>{words.emptyHint}</EmptyState>
}

/** Recalls that touch the reader (E9): those in force, unless others are asked for. */
export const RecallsPage = () => {
  const { recalls: words } = useStock()
  const may = useMay()
  const search = recallListSearch(useSearch({ from: '/recalls' }))
  const navigate = useNavigate()
  const { id = null } = useParams({ strict: false })
  const standing = search.recalls
  const query = usePages('recall.list', { query: { ...queryOf(standing), limit: 100 } })
  const go = (recalls: Standing | undefined): void => {
    const { recalls: _gone, ...others } = search
    void navigate({
      to: '/recalls',
      search: recalls === undefined ? others : { ...others, recalls },
      resetScroll: false,
    })
  }
  return (
    <div className={`split ${id === null ? '' : 'has-panel'}`}>
      <Page
        title={words.title}
        error={query.error}
        aside={words.intro}
        actions={
          may('recall.manage') && (
            <Link to="/recalls/$id" params={{ id: 'new' }} search={search} className="btn btn-main">
              {words.add}
            </Link>
          )
        }
      >
        <div className="filters">
          <OneOf
            label={words.standing}
            any={words.open}
            value={standing}
            options={recallStandings.map((one) => [one, words[one]] as const)}
            onChange={go}
          />
        </div>
        <PagedList query={query} skeleton={8} empty={<Empty standing={standing} />}>
          {(rows) => <RecallTable rows={rows} openId={id} />}
        </PagedList>
      </Page>
      <Outlet />
    </div>
  )
}
