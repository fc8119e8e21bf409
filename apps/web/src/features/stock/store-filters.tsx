import { storeKinds as kindsOfStore, stockFigures } from '@lianfang/domain/supply'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { StoreListSearch } from '../../app/search-supply.js'
import { useStock } from '../../i18n/stock.js'
import { OneOf } from '../../ui/one-of.js'
import { TypedSearch } from '../../ui/typed-search.js'
import { useKinds } from '../supply/use-kinds.js'
import { changeSearch } from './change-search.js'

type Props = { readonly search: StoreListSearch; readonly children: ReactNode }
type Change = Parameters<typeof changeSearch<StoreListSearch>>[1]

/** Name, kind of store, what it has, whose own, closed ones; they live in the address. */
export const StoreFilters = ({ search, children }: Props) => {
  const { stores: words, figures, storeKinds } = useStock()
  const { kinds, nameOf } = useKinds()
  const navigate = useNavigate()
  const set = (change: Change, replace = false): void =>
    void navigate({ to: '/stores', search: changeSearch(search, change), replace, resetScroll: false })
  return (
    <div className="filters">
      <TypedSearch
        label={words.search}
        value={search.text ?? ''}
        main
        onSettled={(text) => set({ text: text === '' ? undefined : text }, true)}
      />
      <OneOf
        label={words.kind}
        any={words.anyKind}
        value={search.storeKind}
        options={kindsOfStore.map((one) => [one, storeKinds[one]] as const)}
        onChange={(storeKind) => set({ storeKind })}
      />
      <OneOf
        label={words.has}
        any={words.anyHas}
        value={search.has}
        options={kinds.map((one) => [one.code, nameOf(one)] as const)}
        onChange={(has) => set({ has, ...(has === undefined ? { figure: undefined } : {}) })}
      />
      {search.has !== undefined && (
        <OneOf
          label={words.figure}
          any={figures.onHand}
          value={search.figure === 'onHand' ? undefined : search.figure}
          options={stockFigures.filter((one) => one !== 'onHand').map((one) => [one, figures[one]] as const)}
          onChange={(figure) => set({ figure })}
        />
      )}
      <button
        type="button"
        className="chip"
        aria-pressed={search.own === 'yes'}
        onClick={() => set({ own: search.own === 'yes' ? undefined : 'yes' })}
      >
        {words.own}
      </button>
      <button
        type="button"
        className="chip"
        aria-pressed={search.closed === 'yes'}
        onClick={() => set({ closed: search.closed === 'yes' ? undefined : 'yes' })}
      >
        {words.showClosed}
      </button>
      {children}
    </div>
  )
}
