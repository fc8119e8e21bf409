import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { deskStates, type RequestListSearch } from '../../app/search-deals.js'
import { useDeals } from '../../i18n/deals.js'
import { useRequests } from '../../i18n/requests.js'
import { OneOf } from '../../ui/one-of.js'
import { Select } from '../../ui/select.js'
import { TypedSearch } from '../../ui/typed-search.js'
import { useGoodsWords } from '../deals/use-many.js'
import { changeSearch } from '../stock/change-search.js'

type Props = { readonly search: RequestListSearch; readonly children: ReactNode }
type Change = Parameters<typeof changeSearch<RequestListSearch>>[1]

/** Hospital, kind, state, what is still to be assigned, order; they live in the address. */
export const RequestFilters = ({ search, children }: Props) => {
  const { list: words } = useRequests()
  const { requestStates: names } = useDeals()
  const { open: kinds, nameOf } = useGoodsWords()
  const navigate = useNavigate()
  const set = (change: Change, replace = false): void =>
    void navigate({ to: '/requests', search: changeSearch(search, change), replace, resetScroll: false })
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
        value={search.kind}
        options={kinds.map((one) => [one.code, nameOf(one)] as const)}
        onChange={(kind) => set({ kind })}
      />
      <OneOf
        label={words.state}
        any={words.anyState}
        value={search.standing}
        options={deskStates.map((one) => [one, names[one]] as const)}
        onChange={(standing) => set({ standing })}
      />
      <Select
        label={words.sort}
        value={search.sort ?? 'urgency'}
        options={(['urgency', 'newest'] as const).map((one) => [one, words.sorts[one]] as const)}
        onChange={(sort) => set({ sort: sort === 'newest' ? 'newest' : undefined })}
      />
      <button
        type="button"
        className="chip"
        aria-pressed={search.ended === undefined}
        onClick={() => set({ ended: search.ended === undefined ? 'yes' : undefined })}
      >
        {words.open}
      </button>
      <button
        type="button"
        className="chip"
        aria-pressed={search.unmet === 'yes'}
        onClick={() => set({ unmet: search.unmet === 'yes' ? undefined : 'yes' })}
      >
        {words.unmet}
      </button>
      {children}
    </div>
  )
}
