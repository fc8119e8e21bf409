import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type Reply, urlOf } from '../../api/client.js'
import { useApi, usePages } from '../../api/use-api.js'
import { type StoreSearch, stockShows } from '../../app/search-supply.js'
import { useI18n } from '../../i18n/i18n.js'
import { useStock } from '../../i18n/stock.js'
import { PagedList } from '../../ui/counted-list.js'
import { FileLinks } from '../../ui/file-links.js'
import { OneOf } from '../../ui/one-of.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { TypedSearch } from '../../ui/typed-search.js'
import { useKinds } from '../supply/use-kinds.js'
import { changeSearch } from './change-search.js'
import { FigureCells, FigureHeads } from './figure-cells.js'
import { StockTable } from './stock-table.js'
import type { Store } from './store-form.js'

type Kinds = Reply<'stock.kinds'>
type Change = Parameters<typeof changeSearch<StoreSearch>>[1]

const days = ['7', '30', '90', '180', '365'] as const

/** Figures of each kind; each opens the items behind it. */
const ByKind = ({ store, of }: { readonly store: Store; readonly of: Kinds }) => {
  const { stock: words } = useStock()
  const { language } = useI18n()
  const { named, unitOf } = useKinds()
  const search = useSearch({ from: '/stores' })
  return (
    <section className="stack">
      <p className="muted small">{words.ofDay(formatDay(of.day, language))}</p>
      <TableBox label={words.byKind} maxHeight={360}>
        <table className="table">
          <caption>{words.byKind}</caption>
          <thead>
            <tr>
              <th scope="col">{words.kind}</th>
              <FigureHeads />
            </tr>
          </thead>
          <tbody>
            {of.rows.map((row) => (
              <tr key={row.kind}>
                <th scope="row">
                  {named(row.kind)} <span className="muted small">{unitOf(row.kind)}</span>
                  {row.firstExpiry !== null && (
                    <div className="muted small">{words.firstExpiry(formatDay(row.firstExpiry, language))}</div>
                  )}
                </th>
                <FigureCells
                  of={row}
                  link={(figure, text) => (
                    <Link
                      to="/stores/$id"
                      params={{ id: store.id }}
                      search={changeSearch<StoreSearch>(search, {
                        kind: row.kind,
                        show: stockShows.find((one) => one === figure),
                        within: undefined,
                        code: undefined,
                      })}
                      className="quiet-link"
                      resetScroll={false}
                    >
                      {text}
                    </Link>
                  )}
                />
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </section>
  )
}

type FilterProps = { readonly store: Store; readonly kinds: Kinds }

const Filters = ({ store, kinds }: FilterProps) => {
  const { stock: words, figures } = useStock()
  const { language } = useI18n()
  const { named } = useKinds()
  const search = useSearch({ from: '/stores' })
  const navigate = useNavigate()
  const set = (change: Change, replace = false): void =>
    void navigate({
      to: '/stores/$id',
      params: { id: store.id },
      search: changeSearch<StoreSearch>(search, change),
      replace,
      resetScroll: false,
    })
  const file = (format: 'xlsx' | 'csv'): string =>
    urlOf('stock.export', { params: { id: store.id }, query: { ...itemFilter(search), format, language } })
  const spans =
    search.within === undefined || days.some((one) => one === search.within) ? days : [...days, search.within]
  return (
    <div className="filters">
      <TypedSearch
        label={words.text}
        value={search.code ?? ''}
        maxLength={40}
        onSettled={(text) => set({ code: text === '' ? undefined : text }, true)}
      />
      <OneOf
        label={words.kind}
        any={words.anyKind}
        value={search.kind}
        options={kinds.rows.map(({ kind }) => [kind, named(kind)] as const)}
        onChange={(kind) => set({ kind })}
      />
      <OneOf
        label={words.show}
        any={words.all}
        value={search.show}
        options={stockShows.map((one) => [one, figures[one]] as const)}
        onChange={(show) => set({ show })}
      />
      <OneOf
        label={words.within}
        any={words.anyExpiry}
        value={search.within}
        options={spans.map((one) => [one, words.withinDays(one)] as const)}
        onChange={(within) => set({ within })}
      />
      <FileLinks urlOf={file} />
    </div>
  )
}

/** The filters of the address as the routes of stock take them. */
const itemFilter = ({ kind, show, within, code }: StoreSearch) => ({
  ...(kind === undefined ? {} : { kind }),
  ...(show === undefined ? {} : { show }),
  ...(within === undefined ? {} : { within: Number(within) }),
  ...(code === undefined ? {} : { text: code }),
})

const Items = ({ store, kinds }: FilterProps) => {
  const { stock: words } = useStock()
  const filter = itemFilter(useSearch({ from: '/stores' }))
  const query = usePages('stock.list', { params: { id: store.id }, query: { ...filter, limit: 100 } })
  return (
    <section className="stack">
      <h3>{words.items}</h3>
      <Filters store={store} kinds={kinds} />
      <PagedList query={query} skeleton={6} empty={<EmptyState title={words.emptyFilter} />}>
        {(rows) => <StockTable store={store} rows={rows} />}
      </PagedList>
    </section>
  )
}

/** What a store has (E9): of each kind, then item by item with the reason for each unit that is not available. */
export const StoreStock = ({ store }: { readonly store: Store }) => {
  const { stock: words } = useStock()
  const query = useApi('stock.kinds', { params: { id: store.id } }, { keep: 'previous' })
  return (
    <Loaded query={query}>
      {(kinds) =>
        kinds.rows.length === 0 ? (
          <EmptyState title={words.empty}>{words.emptyHint}</EmptyState>
        ) : (
          <div className="stack-wide">
            <ByKind store={store} of={kinds} />
            <Items store={store} kinds={kinds} />
          </div>
        )
      }
    </Loaded>
  )
}
