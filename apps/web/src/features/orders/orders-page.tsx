import { orderStates } from '@lianfang/domain/supply'
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { type OrderListSearch, orderListSearch } from '../../app/search-grassroots.js'
import { usePlace } from '../../app/use-place.js'
import { useI18n } from '../../i18n/i18n.js'
import { useOrders } from '../../i18n/orders.js'
import { PagedList } from '../../ui/counted-list.js'
import { FileLinks } from '../../ui/file-links.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import type { OrderRow } from '../grassroots/types.js'
import { useMay } from '../session/session.js'
import { changeSearch } from '../stock/change-search.js'
import { useYuan } from './use-yuan.js'

type LineProps = { readonly row: OrderRow; readonly search: OrderListSearch; readonly open: boolean }

const Line = ({ row, search, open }: LineProps) => {
  const words = useOrders()
  const { number } = useI18n()
  const yuan = useYuan()
  return (
    <tr className={open ? 'is-open' : ''}>
      <th scope="row" className="cell-line">
        <Link to="/orders/$id" params={{ id: row.id }} search={search} data-row resetScroll={false}>
          {row.name}
        </Link>
        <div className="muted small">
          {row.county.name} · {words.list.size(number(row.clinics), number(row.lines))}
        </div>
      </th>
      <td>
        <span className="tag">{words.states[row.state]}</span>
      </td>
      <td data-label={words.list.fund}>
        {row.fund === null ? <span className="muted">{words.list.noFund}</span> : row.fund.name}
      </td>
      <td className="num" data-label={words.list.cost}>
        {yuan(row.costFen)}
      </td>
      <td className="col-wide">
        {words.proposedBy(row.proposedBy)}
        {row.approvedBy !== null && <div>{words.approvedBy(row.approvedBy)}</div>}
      </td>
    </tr>
  )
}

type TableProps = {
  readonly rows: readonly OrderRow[]
  readonly search: OrderListSearch
  readonly openId: string | null
}

const OrderTable = ({ rows, search, openId }: TableProps) => {
  const { caption, list: words } = useOrders()
  return (
    <TableBox label={caption} tall>
      <table className="table table-rows">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.fund}</th>
            <th scope="col">{words.cost}</th>
            <th scope="col" className="col-wide">
              {words.who}
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

/** Joint orders of the counties of a place, newest first (E10). */
export const OrdersPage = () => {
  const words = useOrders()
  const { language } = useI18n()
  const may = useMay()
  const place = usePlace()
  const navigate = useNavigate()
  const search = orderListSearch(useSearch({ from: '/orders' }))
  const { id = null } = useParams({ strict: false })
  const { orderState: state } = search
  const asked = { place: placeInUrl(place), ...(state === undefined ? {} : { state }) }
  const query = usePages('order.list', { query: { ...asked, limit: 100 } })
  const file = (format: 'xlsx' | 'csv'): string => urlOf('order.export', { query: { ...asked, format, language } })
  const of = search.place === undefined ? {} : { place: search.place }
  const choose = (one: OrderListSearch['orderState']): void =>
    void navigate({ to: '/orders', search: changeSearch(search, { orderState: one }), resetScroll: false })
  return (
    <div className={`split ${id === null ? '' : 'has-panel has-wide-panel'}`}>
      <Page
        title={words.title}
        error={query.error}
        aside={words.intro}
        actions={
          <>
            <Link to="/orders/$id" params={{ id: 'funds' }} search={search} className="btn">
              {words.funds}
            </Link>
            {may('order.write') && (
              <Link to="/grassroots/$id" params={{ id: 'order' }} search={of} className="btn btn-main">
                {words.propose}
              </Link>
            )}
          </>
        }
      >
        <div className="filters">
          {orderStates.map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={state === one}
              onClick={() => choose(state === one ? undefined : one)}
            >
              {words.states[one]}
            </button>
          ))}
          <FileLinks urlOf={file} />
        </div>
        <PagedList
          query={query}
          skeleton={8}
          empty={
            state === undefined ? (
              <EmptyState title={words.list.empty}>{words.list.emptyHint}</EmptyState>
            ) : (
              <EmptyState title={words.list.emptyFilter} />
            )
          }
        >
          {(rows) => <OrderTable rows={rows} search={search} openId={id} />}
        </PagedList>
      </Page>
      <Outlet />
    </div>
  )
}
