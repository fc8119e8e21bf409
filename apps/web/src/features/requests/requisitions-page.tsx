import { requisitionStates } from '@lianfang/domain/supply'
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type Reply, urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { type RequisitionListSearch, requisitionListSearch } from '../../app/search-deals.js'
import { usePlace } from '../../app/use-place.js'
import { useDeals } from '../../i18n/deals.js'
import { useI18n } from '../../i18n/i18n.js'
import { useRequests } from '../../i18n/requests.js'
import { PagedList } from '../../ui/counted-list.js'
import { FileLinks } from '../../ui/file-links.js'
import { OneOf } from '../../ui/one-of.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { TypedSearch } from '../../ui/typed-search.js'
import { useGoodsWords } from '../deals/use-many.js'
import { useMay } from '../session/session.js'
import { changeSearch } from '../stock/change-search.js'

type Row = Reply<'requisition.list'>['rows'][number]
type LineProps = { readonly row: Row; readonly search: RequisitionListSearch; readonly open: boolean }

const Line = ({ row, search, open }: LineProps) => {
  const { seizing: words } = useRequests()
  const { requisitionStates: states, papers, listEnd } = useDeals()
  const { language } = useI18n()
  const { named, many } = useGoodsWords()
  return (
    <tr className={open ? 'is-open' : ''}>
      <th scope="row" className="cell-line">
        <Link to="/requisitions/$id" params={{ id: row.id }} search={search} data-row resetScroll={false}>
          {row.owner.name}
        </Link>
        <div className="muted small">{row.county.name}</div>
      </th>
      <td>{named(row.kind)}</td>
      <td className="n" data-label={words.quantity}>
        {many(row.quantity, row.kind)}
      </td>
      <td>
        <span className="tag">{states[row.state]}</span>
        {row.overdue && <span className="tag tag-alarm">{words.overdueTag}</span>}
      </td>
      <td className="col-wide">
        {row.orderNumber}
        <div className="muted small">{row.authority}</div>
      </td>
      <td className="num" data-label={words.returnDay}>
        {row.returnDay === null ? '' : formatDay(row.returnDay, language)}
      </td>
      <td>{row.state === 'ordered' && row.missing.map((one) => papers[one]).join(listEnd)}</td>
    </tr>
  )
}

type TableProps = {
  readonly rows: readonly Row[]
  readonly search: RequisitionListSearch
  readonly openId: string | null
}

const RequisitionTable = ({ rows, search, openId }: TableProps) => {
  const { seizing: words, list } = useRequests()
  return (
    <TableBox label={words.caption} tall>
      <table className="table table-rows">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.owner}</th>
            <th scope="col">{list.kind}</th>
            <th scope="col" className="n">
              {words.quantity}
            </th>
            <th scope="col">{words.state}</th>
            <th scope="col" className="col-wide">
              {words.order}
            </th>
            <th scope="col">{words.returnDay}</th>
            <th scope="col">{words.missing}</th>
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

type Change = Parameters<typeof changeSearch<RequisitionListSearch>>[1]

const Filters = ({ search, children }: { readonly search: RequisitionListSearch; readonly children: ReactNode }) => {
  const { seizing: words, list } = useRequests()
  const { requisitionStates: states } = useDeals()
  const { open: kinds, nameOf } = useGoodsWords()
  const navigate = useNavigate()
  const set = (change: Change, replace = false): void =>
    void navigate({ to: '/requisitions', search: changeSearch(search, change), replace, resetScroll: false })
  return (
    <div className="filters">
      <TypedSearch
        label={words.search}
        value={search.text ?? ''}
        main
        onSettled={(text) => set({ text: text === '' ? undefined : text }, true)}
      />
      <OneOf
        label={list.kind}
        any={list.anyKind}
        value={search.kind}
        options={kinds.map((one) => [one.code, nameOf(one)] as const)}
        onChange={(kind) => set({ kind })}
      />
      <OneOf
        label={words.state}
        any={words.anyState}
        value={search.standing}
        options={requisitionStates.map((one) => [one, states[one]] as const)}
        onChange={(standing) => set({ standing })}
      />
      <button
        type="button"
        className="chip"
        aria-pressed={search.overdue === 'yes'}
        onClick={() => set({ overdue: search.overdue === 'yes' ? undefined : 'yes' })}
      >
        {words.overdue}
      </button>
      {children}
    </div>
  )
}

/** Requisitions of owners of a place, with the papers that each still lacks (E3). */
export const RequisitionsPage = () => {
  const { seizing: words } = useRequests()
  const { language } = useI18n()
  const may = useMay()
  const place = usePlace()
  const search = requisitionListSearch(useSearch({ from: '/requisitions' }))
  const { id = null } = useParams({ strict: false })
  const { place: _place, standing, ...rest } = search
  const filter = { ...rest, ...(standing === undefined ? {} : { state: standing }) }
  const asked = { ...filter, place: placeInUrl(place) }
  const query = usePages('requisition.list', { query: { ...asked, limit: 100 } })
  const file = (format: 'xlsx' | 'csv'): string =>
    urlOf('requisition.export', { query: { ...asked, format, language } })
  return (
    <div className={`split ${id === null ? '' : 'has-panel'}`}>
      <Page
        title={words.title}
        error={query.error}
        aside={words.intro}
        actions={
          may('requisition.manage') && (
            <Link to="/requisitions/$id" params={{ id: 'new' }} search={search} className="btn btn-main">
              {words.add}
            </Link>
          )
        }
      >
        <Filters search={search}>
          <FileLinks urlOf={file} />
        </Filters>
        <PagedList
          query={query}
          skeleton={8}
          empty={
            Object.keys(filter).length > 0 ? (
              <EmptyState title={words.emptyFilter} />
            ) : (
              <EmptyState title={words.empty}>{words.emptyHint}</EmptyState>
            )
          }
        >
          {(rows) => <RequisitionTable rows={rows} search={search} openId={id} />}
        </PagedList>
      </Page>
      <Outlet />
    </div>
  )
}
