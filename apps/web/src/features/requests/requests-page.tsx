import { Link, Outlet, useParams, useSearch } from '@tanstack/react-router'
import { urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi, usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { type RequestListSearch, requestListSearch } from '../../app/search-deals.js'
import { usePlace } from '../../app/use-place.js'
import { useDeals } from '../../i18n/deals.js'
import { useI18n } from '../../i18n/i18n.js'
import { useRequests } from '../../i18n/requests.js'
import { PagedList } from '../../ui/counted-list.js'
import { FileLinks } from '../../ui/file-links.js'
import { Moment } from '../../ui/moment.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { useUrgencyWords } from '../deals/request-facts.js'
import { RequestMark } from '../deals/request-mark.js'
import type { RequestRow } from '../deals/types.js'
import { useGoodsWords } from '../deals/use-many.js'
import { useName } from '../facilities/use-name.js'
import { RequestFilters } from './request-filters.js'
import '../deals/deals.css'

type LineProps = { readonly row: RequestRow; readonly search: RequestListSearch; readonly open: boolean }

const Line = ({ row, search, open }: LineProps) => {
  const { list: words } = useRequests()
  const { gates, listEnd } = useDeals()
  const { number } = useI18n()
  const nameOf = useName()
  const { named, many } = useGoodsWords()
  const urgencyWords = useUrgencyWords()
  const { county, place } = row.hospital
  return (
    <tr className={open ? 'is-open' : ''}>
      <th scope="row" className="cell-line">
        <Link to="/requests/$id" params={{ id: row.id }} search={search} data-row resetScroll={false}>
          {nameOf(row.hospital)}
        </Link>
        <div className="muted small">{county.code === place.code ? county.name : `${county.name} ${place.name}`}</div>
      </th>
      <td>
        {named(row.kind)} <RequestMark row={row} />
        <div className="muted small">{urgencyWords(row)}</div>
      </td>
      <td className="n" data-label={words.requested}>
        {many(row.requested, row.kind)}
      </td>
      <td className="n" data-label={words.verified}>
        {row.verified === null ? '' : number(row.verified)}
      </td>
      <td className="n" data-label={words.left}>
        {row.verified === null ? '' : number(row.left)}
      </td>
      <td className="col-wide">{row.missingGates.map((gate) => gates[gate]).join(listEnd)}</td>
      <td className="col-wide">{row.approvedAt !== null && <Moment at={row.approvedAt} />}</td>
    </tr>
  )
}

type TableProps = Omit<LineProps, 'row' | 'open'> & {
  readonly rows: readonly RequestRow[]
  readonly openId: string | null
}

const RequestTable = ({ rows, search, openId }: TableProps) => {
  const { list: words } = useRequests()
  return (
    <TableBox label={words.caption} tall>
      <table className="table table-rows">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.hospital}</th>
            <th scope="col">{words.kindUrgency}</th>
            <th scope="col" className="n">
              {words.requested}
            </th>
            <th scope="col" className="n">
              {words.verified}
            </th>
            <th scope="col" className="n">
              {words.left}
            </th>
            <th scope="col" className="col-wide">
              {words.gates}
            </th>
            <th scope="col" className="col-wide">
              {words.approved}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.id} row={row} search={search} open={row.id === openId} />
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

/** Hospitals that repeatedly asked for more than they need: a problem, told above the list, each opening its requests. */
const Overstated = ({ place }: { readonly place: string }) => {
  const { over: words } = useRequests()
  const { number, language } = useI18n()
  const nameOf = useName()
  const query = useApi('request.overstated', { query: { place: placeInUrl(place) } }, { staleTime: 60_000 })
  const found = query.data
  if (found === undefined || found.rows.length === 0) return null
  return (
    <details className="note note-warn">
      <summary>
        <strong>{words.title(number(found.rows.length))}</strong>{' '}
        <span className="muted">{words.since(formatDay(found.since, language), number(found.times))}</span>
      </summary>
      <ul className="stack">
        {found.rows.map(({ hospital, times, requested, computed }) => (
          <li key={hospital.id}>
            <Link to="/requests" search={(now) => ({ ...placeOf(now), text: hospital.name, ended: 'yes' as const })}>
              {nameOf(hospital)}
            </Link>{' '}
            <span className="num">{words.one(number(times), number(requested), number(computed))}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

const placeOf = ({ place }: { readonly place?: string }): { readonly place?: string } =>
  place === undefined ? {} : { place }

/** Hospital requests of a place, the most urgent first (E3). */
export const RequestsPage = () => {
  const { list: words } = useRequests()
  const { language } = useI18n()
  const place = usePlace()
  const search = requestListSearch(useSearch({ from: '/requests' }))
  const { id = null } = useParams({ strict: false })
  const { place: _place, ended, standing, ...rest } = search
  const filter = { ...rest, ...(standing === undefined ? {} : { state: standing }) }
  const isOpen = ended === undefined && standing === undefined
  const asked = { ...filter, ...(isOpen ? { open: 'yes' } : {}), place: placeInUrl(place) }
  const query = usePages('request.list', { query: { ...asked, limit: 100 } })
  const file = (format: 'xlsx' | 'csv'): string => urlOf('request.export', { query: { ...asked, format, language } })
  const filtered = Object.keys(filter).length > 0 || ended !== undefined
  return (
    <div className={`split ${id === null ? '' : 'has-panel has-wide-panel'}`}>
      <Page
        title={words.title}
        error={query.error}
        aside={words.intro}
        actions={
          <Link to="/requests/$id" params={{ id: 'people' }} search={search} className="btn">
            {words.toPeople}
          </Link>
        }
      >
        <Overstated place={place} />
        <RequestFilters search={search}>
          <FileLinks urlOf={file} />
        </RequestFilters>
        <PagedList
          query={query}
          skeleton={10}
          empty={
            filtered ? (
              <EmptyState title={words.emptyFilter} />
            ) : (
              <EmptyState title={words.empty}>{words.emptyHint}</EmptyState>
            )
          }
        >
          {(rows) => <RequestTable rows={rows} search={search} openId={id} />}
        </PagedList>
      </Page>
      <Outlet />
    </div>
  )
}
