import type { PeopleSearch } from '../../app/search-params.js'

/** A list of people as an address names it; the place is that of the page, named or the role's own. */
export type ListKey = { readonly place: string; readonly filters: string }

/** Which list an address asks for, apart from who is searched for in it. */
export const listKeyOf = (place: string, { tier, state, team }: PeopleSearch): ListKey => ({
  place,
  filters: [tier, state, team].map((part) => part ?? '').join('/'),
})

type Asked = {
  /** The list that stood there when the search was typed. */
  readonly typedOver: ListKey | null
  /** The list shown until now; null when the page was just come to. */
  readonly before: ListKey | null
  readonly now: ListKey
}

/**
 * Whether a search outlives a change of the list. Who comes by a link or presses a filter asks for that list and not for
 * somebody looked for before; who only goes to another place with the search open looks for the same person there.
 */
export const searchGoesOn = ({ typedOver, before, now }: Asked): boolean => {
  if (typedOver !== null && typedOver.place === now.place && typedOver.filters === now.filters) return true
  return before !== null && before.filters === now.filters
}
