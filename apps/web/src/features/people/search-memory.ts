import { useSyncExternalStore } from 'react'

// Names, numbers and phones searched for live in memory only: never in an address, never on the disk.
let text = ''
const listeners = new Set<() => void>()

export const setSearchText = (next: string): void => {
  text = next
  for (const tell of listeners) tell()
}

const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

export const useSearchText = (): string => useSyncExternalStore(subscribe, () => text)
