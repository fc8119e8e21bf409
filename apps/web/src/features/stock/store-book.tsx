import { movementKinds } from '@lianfang/domain/supply'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { urlOf } from '../../api/client.js'
import { usePages } from '../../api/use-api.js'
import { type StoreSearch, storeListSearch } from '../../app/search-supply.js'
import { useI18n } from '../../i18n/i18n.js'
import { useStock } from '../../i18n/stock.js'
import { PagedList } from '../../ui/counted-list.js'
import { FileLinks } from '../../ui/file-links.js'
import { TextField } from '../../ui/form.js'
import { OneOf } from '../../ui/one-of.js'
import { EmptyState } from '../../ui/states.js'
import { TypedSearch } from '../../ui/typed-search.js'
import { useKinds } from '../supply/use-kinds.js'
import { changeSearch } from './change-search.js'
import { MovementTable } from './movement-table.js'
import { OneMovement } from './one-movement.js'
import type { Store } from './store-form.js'

type Change = Parameters<typeof changeSearch<StoreSearch>>[1]
type Props = { readonly store: Store }

/** The filters of the address as the routes of the book take them. */
const bookFilter = ({ kind, item, what, reference, from, until }: StoreSearch) => ({
  ...(kind === undefined ? {} : { kind }),
  ...(item === undefined ? {} : { item }),
  ...(what === undefined ? {} : { what }),
  ...(reference === undefined ? {} : { reference }),
  ...(from === undefined ? {} : { from }),
  ...(until === undefined ? {} : { until }),
})

const OneItem = ({ store }: Props) => {
  const { book: words } = useStock()
  const kept = storeListSearch(useSearch({ from: '/stores' }))
  return (
    <p className="note between">
      <span>{words.oneItem}</span>
      <Link to="/stores/$id" params={{ id: store.id }} search={{ ...kept, tab: 'book' }} resetScroll={false}>
        {words.allItems}
      </Link>
    </p>
  )
}

const Filters = ({ store }: Props) => {
  const { book: words, stock, movements } = useStock()
  const { language } = useI18n()
  const { kinds, nameOf } = useKinds()
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
    urlOf('movement.export', { params: { id: store.id }, query: { ...bookFilter(search), format, language } })
  return (
    <div className="filters">
      <OneOf
        label={words.what}
        any={words.any}
        value={search.what}
        options={movementKinds.map((one) => [one, movements[one]] as const)}
        onChange={(what) => set({ what })}
      />
      <OneOf
        label={stock.kind}
        any={stock.anyKind}
        value={search.kind}
        options={kinds.map((one) => [one.code, nameOf(one)] as const)}
        onChange={(kind) => set({ kind })}
      />
      <TypedSearch
        label={words.reference}
        value={search.reference ?? ''}
        maxLength={80}
        onSettled={(text) => set({ reference: text === '' ? undefined : text }, true)}
      />
      <TextField
        label={words.from}
        type="date"
        value={search.from ?? ''}
        onChange={(day) => set({ from: day === '' ? undefined : day }, true)}
      />
      <TextField
        label={words.until}
        type="date"
        value={search.until ?? ''}
        onChange={(day) => set({ until: day === '' ? undefined : day }, true)}
      />
      <FileLinks urlOf={file} />
    </div>
  )
}

const Movements = ({ store }: Props) => {
  const { book: words } = useStock()
  const search = useSearch({ from: '/stores' })
  const filter = bookFilter(search)
  const query = usePages('movement.list', { params: { id: store.id }, query: { ...filter, limit: 50 } })
  const filtered = Object.keys(filter).length > 0
  return (
    <div className="stack">
      {search.item !== undefined && <OneItem store={store} />}
      <Filters store={store} />
      <PagedList
        query={query}
        skeleton={8}
        empty={
          filtered ? (
            <EmptyState title={words.emptyFilter} />
          ) : (
            <EmptyState title={words.empty}>{words.emptyHint}</EmptyState>
          )
        }
      >
        {(rows) => <MovementTable store={store} rows={rows} />}
      </PagedList>
    </div>
  )
}

/** The book of a store (E9), newest first; or one movement whole. */
export const StoreBook = ({ store }: Props) => {
  const { movement } = useSearch({ from: '/stores' })
  return movement === undefined ? (
    <Movements store={store} />
  ) : (
    <OneMovement key={movement} store={store} id={movement} />
  )
}
