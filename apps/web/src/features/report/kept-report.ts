import { serverNow } from '../../api/client.js'
import { sheetKeys } from '../session/sign-out.js'
import type { Draft } from './draft.js'

/** Under which id a report went out, and what it said then: sent again unchanged it is the same command. */
export type Sent = { readonly id: string; readonly said: string }
export type KeptReport = {
  readonly draft: Draft
  readonly sent: Sent | null
  /** The report of the day that it would put right; null: there was none. */
  readonly onto: string | null
  readonly at: number
}
export type Of = { readonly account: string; readonly enterprise: string; readonly day: string }

// As with sheets, notes and calls: the tab's own store, by account, emptied at sign-out. It outlives a reload, another page and
// a session that ran out; what an enterprise makes is nobody else's to find on a borrowed phone.
const keyOf = ({ account, enterprise, day }: Of): string => `${sheetKeys}report.${account}.${enterprise}.${day}`

// Figures typed for a day belong to that day: after so long somebody begins anew.
const keptMs = 3 * 86_400_000

const isKept = (value: unknown): value is KeptReport =>
  typeof value === 'object' &&
  value !== null &&
  'draft' in value &&
  typeof value.draft === 'object' &&
  'at' in value &&
  typeof value.at === 'number'

export const keptReport = (of: Of): KeptReport | null => {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(of)) ?? 'null')
    return isKept(kept) && serverNow() - kept.at < keptMs ? kept : null
  } catch {
    return null // a browser without a store: what was typed lasts as long as the page
  }
}

/** Keeps what was typed of a day; null takes it away. */
export const keepReport = (of: Of, kept: Omit<KeptReport, 'at'> | null): void => {
  try {
    if (kept === null) sessionStorage.removeItem(keyOf(of))
    else sessionStorage.setItem(keyOf(of), JSON.stringify({ ...kept, at: serverNow() }))
  } catch {
    // as above
  }
}
