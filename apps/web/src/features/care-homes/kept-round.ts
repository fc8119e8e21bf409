import { sheetKeys } from '../session/sign-out.js'
import { type Draft, saysNothing } from './round-draft.js'

type Drafts = Readonly<Record<string, Draft>>
/** A round that was begun and not saved: the id under which it will be sent, and what was typed by resident. */
export type KeptRound = { readonly id: string; readonly drafts: Drafts }

// As with sheets and notes: the tab's own store, emptied at sign-out.
const keyOf = (account: string, home: string): string => `${sheetKeys}round.${account}.${home}`

const isKept = (value: unknown): value is KeptRound =>
  typeof value === 'object' && value !== null && 'id' in value && 'drafts' in value && typeof value.drafts === 'object'

export const keptRound = (account: string, home: string): KeptRound | null => {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(account, home)) ?? 'null')
    return isKept(kept) ? kept : null
  } catch {
    return null // a browser without a store: what was typed lasts as long as the page
  }
}

/** Keeps what was typed of forty people over a way to another page and back; null takes it away. */
export const keepRound = (account: string, home: string, round: KeptRound | null): void => {
  try {
    const key = keyOf(account, home)
    if (round === null || Object.values(round.drafts).every(saysNothing)) {
      sessionStorage.removeItem(key)
      return
    }
    sessionStorage.setItem(key, JSON.stringify(round))
  } catch {
    // as above
  }
}
