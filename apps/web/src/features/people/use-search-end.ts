import { useLayoutEffect, useRef, useState } from 'react'
import type { PeopleSearch } from '../../app/search-params.js'
import { type ListKey, listKeyOf, searchGoesOn } from './search-goes-on.js'
import { searchedList, searchIn, setSearchText } from './search-memory.js'

/** Ends a search when another list is asked for; answers whether that has just been done. */
export const useSearchEnd = (place: string, search: PeopleSearch): boolean => {
  const [ended, setEnded] = useState(false)
  const before = useRef<ListKey | null>(null)
  const now = listKeyOf(place, search)
  const key = `${now.place} ${now.filters}`
  // Before the page is painted: the old search is not seen over the new list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each list, which the key names
  useLayoutEffect(() => {
    const typedOver = searchedList()
    const ends = typedOver !== null && !searchGoesOn({ typedOver, before: before.current, now })
    if (ends) setSearchText('')
    setEnded(ends)
    before.current = now
    searchIn(now)
  }, [key])
  return ended
}
