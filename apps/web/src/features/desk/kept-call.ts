import { serverNow } from '../../api/client.js'
import { sheetKeys } from '../session/sign-out.js'
import type { Person } from './about.js'
import { blank, type Draft } from './call-draft.js'

/** Under which id a call went out, and what it said then: sent again unchanged it is the same call. */
export type Sent = { readonly id: string; readonly key: string }
/** A call that was begun and not recorded: what was typed, about whom, and how it was sent if it was. */
export type KeptCall = {
  readonly sent: Sent | null
  readonly draft: Draft
  readonly person: Person | null
  readonly at: number
}

// The tab's own store, by account, emptied at sign-out: a caller speaks once, and what was said stands nowhere else yet. It
// outlives a reload, another page and a session that ran out, and goes with the tab. No address and no log has any of it.
const keyOf = (account: string, place: string): string => `${sheetKeys}call.${account}.${place}`

// Who comes back after a night takes up another call.
const keptMs = 12 * 3_600_000

const isKept = (value: unknown): value is KeptCall =>
  typeof value === 'object' &&
  value !== null &&
  ['sent', 'draft', 'person', 'at'].every((name) => name in value) &&
  'at' in value &&
  typeof value.at === 'number'

const isBlank = ({ draft, person }: Pick<KeptCall, 'draft' | 'person'>): boolean =>
  person === null && JSON.stringify(draft) === JSON.stringify(blank)

export const keptCall = (account: string, place: string): KeptCall | null => {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(account, place)) ?? 'null')
    if (!isKept(kept) || serverNow() - kept.at > keptMs) return null
    // A version of the form that asked less: what it lacks is empty.
    return { ...kept, draft: { ...blank, ...kept.draft } }
  } catch {
    return null // a browser without a store: what was typed lasts as long as the page
  }
}

/** Keeps what was typed; null, and a form with nothing in it, take it away. */
export const keepCall = (account: string, place: string, kept: Omit<KeptCall, 'at'> | null): void => {
  try {
    if (kept === null || isBlank(kept)) sessionStorage.removeItem(keyOf(account, place))
    else sessionStorage.setItem(keyOf(account, place), JSON.stringify({ ...kept, at: serverNow() }))
  } catch {
    // as above
  }
}
