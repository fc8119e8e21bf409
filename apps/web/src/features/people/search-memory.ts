import { useSyncExternalStore } from 'react'
import type { ListKey } from './search-goes-on.js'

// Names, numbers and phones searched for live in memory only: never in an address, never on the disk.
let text = ''
let typedOver: ListKey | null = null
const listeners = new Set<() => void>()

export const setSearchText = (next: string): void => {
  text = next
  for (const tell of listeners) tell()
}

/** The list that a search was typed over; null where none was. */
export const searchedList = (): ListKey | null => (text.trim() === '' ? null : typedOver)

/** The search that is open belongs to this list from now on. */
export const searchIn = (list: ListKey): void => {
  typedOver = list
}

const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

export const useSearchText = (): string => useSyncExternalStore(subscribe, () => text)
