import type { StockFigure } from '@lianfang/domain/supply'
import { Link, Outlet, useParams, useSearch } from '@tanstack/react-router'
import { type Reply, urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { type StoreListSearch, type StoreSearch, stockShows, storeListSearch } from '../../app/search-supply.js'
import { usePlace } from '../../app/use-place.js'
import { useI18n } from '../../i18n/i18n.js'
import { useStock } from '../../i18n/stock.js'
import { PagedList } from '../../ui/counted-list.js'
import { FileLinks } from '../../ui/file-links.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { useName } from '../facilities/use-name.js'
import { useMay } from '../session/session.js'
import { FigureCells, FigureHeads } from './figure-cells.js'
import { StoreFilters } from './store-filters.js'

type Row = Reply<'store.list'>['rows'][number]

/** A store that is opened from a figure of a kind opens on its stock of that kind. */
const openOn = (search: StoreListSearch): StoreSearch => {
  if (search.has === undefined) return search
  const show = stockShows.find((one) => one === search.figure)
  return { ...search, tab: 'stock', kind: search.has, ...(show === undefined ? {} : { show }) }
}

const wideFor = (figure: StockFigure = 'onHand'): readonly StockFigure[] =>
  (['onHand', 'held', 'expired', 'reserved'] as const).filter((one) => one !== figure)

type LineProps = { readonly row: Row; readonly search: StoreListSearch; readonly open: boolean }

const Line = ({ row, search, open }: LineProps) => {
  const { stores: words, storeKinds } = useStock()
  const { language } = useI18n()
  const nameOf = useName()
  const { county, place, closedOn, keepers, stock } = row
  return (
    <tr className={open ? 'is-open' : ''}>
      <th scope="row" className="cell-line">
        <Link to="/stores/$id" params={{ id: row.id }} search={openOn(search)} data-row resetScroll={false}>
          {nameOf(row)}
        </Link>
        <div className="muted small">{county.code === place.code ? county.name : `${county.name} ${place.name}`}</div>
        {closedOn !== null && <span className="tag">{words.closedSince(formatDay(closedOn, language))}</span>}
      </th>
      <td>{storeKinds[row.kind]}</td>
      {stock !== null && <FigureCells of={stock} wide={wideFor(search.figure)} />}
      <td>
        {keepers.length === 0 ? (
          <span className="muted">{words.noKeeper}</span>
        ) : (
          keepers.map(({ name, phone }) => (
            <div key={`${name} ${phone}`}>
              {name} <span className="num small">{phone}</span>
            </div>
          ))
        )}
      </td>
    </tr>
  )
}

type TableProps = { readonly rows: readonly Row[]; readonly search: StoreListSearch; readonly openId: string | null }

const StoreTable = ({ rows, search, openId }: TableProps) => {
  const { stores: words } = useStock()
  return (
    <TableBox label={words.caption} tall>
      <table className="table table-rows">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.kind}</th>
            {search.has !== undefined && <FigureHeads wide={wideFor(search.figure)} />}
            <th scope="col">{words.keepers}</th>
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

/** Stores of a place (E9): where they are, who keeps them; those that have any of a kind, with what they have. */
export const StoresPage = () => {
  const { stores: words } = useStock()
  const { language } = useI18n()
  const may = useMay()
  const place = usePlace()
  const search = storeListSearch(useSearch({ from: '/stores' }))
  const { id = null } = useParams({ strict: false })
  const { place: _place, storeKind, ...rest } = search
  const filter = { ...rest, ...(storeKind === undefined ? {} : { kind: storeKind }) }
  const query = usePages('store.list', { query: { ...filter, place: placeInUrl(place), limit: 100 } })
  const file = (format: 'xlsx' | 'csv'): string =>
    urlOf('store.export', { query: { ...filter, place: placeInUrl(place), format, language } })
  const filtered = Object.keys(filter).length > 0
  return (
    <div className={`split ${id === null ? '' : 'has-panel has-wide-panel'}`}>
      <Page
        title={words.title}
        error={query.error}
        aside={words.intro}
        actions={
          may('store.manage') && (
            <Link to="/stores/$id" params={{ id: 'new' }} search={search} className="btn btn-main">
              {words.add}
            </Link>
          )
        }
      >
        <StoreFilters search={search}>
          <FileLinks urlOf={file} />
        </StoreFilters>
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
          {(rows) => <StoreTable rows={rows} search={search} openId={id} />}
        </PagedList>
      </Page>
      <Outlet />
    </div>
  )
}
