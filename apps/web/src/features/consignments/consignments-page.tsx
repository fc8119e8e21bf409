import { legModes } from '@lianfang/domain/supply'
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import {
  type ConsignmentListSearch,
  consignmentListSearch,
  consignmentShows,
  filterOfShow,
} from '../../app/search-consignments.js'
import { usePlace } from '../../app/use-place.js'
import { useConsignments } from '../../i18n/consignments.js'
import { useI18n } from '../../i18n/i18n.js'
import { PagedList } from '../../ui/counted-list.js'
import { FileLinks } from '../../ui/file-links.js'
import { Moment } from '../../ui/moment.js'
import { OneOf } from '../../ui/one-of.js'
import { Select } from '../../ui/select.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { TypedSearch } from '../../ui/typed-search.js'
import { useGoodsWords } from '../deals/use-many.js'
import { useMay } from '../session/session.js'
import { changeSearch } from '../stock/change-search.js'
import { Gone } from './gone.js'
import { Marks } from './marks.js'
import type { ConsignmentRow } from './types.js'
import '../deals/deals.css'

type LineProps = { readonly row: ConsignmentRow; readonly search: ConsignmentListSearch; readonly open: boolean }

const Line = ({ row, search, open }: LineProps) => {
  const words = useConsignments()
  const { named, many } = useGoodsWords()
  const at = row.arrivedAt ?? row.expectedAt
  return (
    <tr className={open ? 'is-open' : ''}>
      <th scope="row" className="cell-line">
        <Link to="/consignments/$id" params={{ id: row.id }} search={search} data-row resetScroll={false}>
          {words.fromTo(row.from?.name ?? row.party ?? '', row.to.name)}
        </Link>
        <div className="muted small">
          {row.reference} {row.modes.map((mode) => words.modes[mode]).join(' · ')}
        </div>
      </th>
      <td>
        {row.kinds.map((one) => (
          <div key={one.kind}>
            {named(one.kind)} <span className="num">{many(one.quantity, one.kind)}</span>
          </div>
        ))}
      </td>
      <td>
        <Marks row={row} />
      </td>
      <td className="col-wide">{row.next}</td>
      <td className="num" data-label={words.list.expected}>
        {at !== null && <Moment at={at} exact />}
      </td>
      <td className="num col-wide">{row.heardAt !== null && <Moment at={row.heardAt} />}</td>
    </tr>
  )
}

type TableProps = {
  readonly rows: readonly ConsignmentRow[]
  readonly search: ConsignmentListSearch
  readonly openId: string | null
}

const ConsignmentTable = ({ rows, search, openId }: TableProps) => {
  const { list: words } = useConsignments()
  return (
    <TableBox label={words.caption} tall>
      <table className="table table-rows">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.way}</th>
            <th scope="col">{words.goods}</th>
            <th scope="col">{words.state}</th>
            <th scope="col" className="col-wide">
              {words.next}
            </th>
            <th scope="col">{words.expected}</th>
            <th scope="col" className="col-wide">
              {words.heard}
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

type Change = Parameters<typeof changeSearch<ConsignmentListSearch>>[1]
type FilterProps = { readonly search: ConsignmentListSearch; readonly children: ReactNode }

/** On the way, late, undecided, arrived; kind, mode, order; they live in the address. */
const Filters = ({ search, children }: FilterProps) => {
  const words = useConsignments()
  const { open: kinds, nameOf } = useGoodsWords()
  const navigate = useNavigate()
  const set = (change: Change, replace = false): void =>
    void navigate({ to: '/consignments', search: changeSearch(search, change), replace, resetScroll: false })
  return (
    <div className="filters">
      <TypedSearch
        label={words.list.search}
        value={search.text ?? ''}
        main
        onSettled={(text) => set({ text: text === '' ? undefined : text }, true)}
      />
      <OneOf
        label={words.list.kind}
        any={words.list.anyKind}
        value={search.kind}
        options={kinds.map((one) => [one.code, nameOf(one)] as const)}
        onChange={(kind) => set({ kind })}
      />
      <OneOf
        label={words.list.mode}
        any={words.list.anyMode}
        value={search.mode}
        options={legModes.map((one) => [one, words.modes[one]] as const)}
        onChange={(mode) => set({ mode })}
      />
      <Select
        label={words.list.sort}
        value={search.sort ?? 'expected'}
        options={(['expected', 'newest', 'urgency'] as const).map((one) => [one, words.list.sorts[one]] as const)}
        onChange={(sort) => set({ sort: sort === 'expected' ? undefined : sort })}
      />
      {consignmentShows.map((one) => (
        <button
          key={one}
          type="button"
          className="chip"
          aria-pressed={search.show === one}
          onClick={() => set({ show: search.show === one ? undefined : one })}
        >
          {words.list.shows[one]}
        </button>
      ))}
      {children}
    </div>
  )
}

/** Consignments from and to a place (E5): where they are, which are late, which wait for a person's choice. */
export const ConsignmentsPage = () => {
  const { list: words } = useConsignments()
  const { language } = useI18n()
  const may = useMay()
  const place = usePlace()
  const search = consignmentListSearch(useSearch({ from: '/consignments' }))
  const { id = null } = useParams({ strict: false })
  const { place: _place, show, ...rest } = search
  const asked = { ...rest, ...filterOfShow(show), place: placeInUrl(place) }
  const query = usePages('consignment.list', { query: { ...asked, limit: 100 } })
  const file = (format: 'xlsx' | 'csv'): string =>
    urlOf('consignment.export', { query: { ...asked, format, language } })
  const isFiltered = show !== undefined || Object.keys(rest).length > 0
  return (
    <div className={`split ${id === null ? '' : 'has-panel'}`}>
      <Page
        title={words.title}
        error={query.error}
        aside={words.intro}
        actions={
          may('consignment.manage') && (
            <Link to="/consignments/$id" params={{ id: 'new' }} search={search} className="btn btn-main">
              {words.add}
            </Link>
          )
        }
      >
        <Filters search={search}>
          <FileLinks urlOf={file} />
        </Filters>
        <Gone of={{ place: placeInUrl(place) }} />
        <PagedList
          query={query}
          skeleton={10}
          empty={
            isFiltered ? (
              <EmptyState title={words.emptyFilter} />
            ) : (
              <EmptyState title={words.empty}>{words.emptyHint}</EmptyState>
            )
          }
        >
          {(rows) => <ConsignmentTable rows={rows} search={search} openId={id} />}
        </PagedList>
      </Page>
      <Outlet />
    </div>
  )
}
