import { useRef, useState } from 'react'
import { serverNow } from '../../api/client.js'
import { useSession } from './session.js'
import { sheetKeys } from './sign-out.js'

// The tab's own store, by account, emptied at sign-out. Who comes back after a day measures and asks anew.
const keptMs = 24 * 3_600_000

const keyOf = (account: string, what: string): string => `${sheetKeys}draft.${account}.${what}`

type Kept<T> = { readonly at: number; readonly draft: Partial<T> }

const read = <T extends object>(key: string): Partial<T> | null => {
  try {
    // Written below, under this key only.
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Kept<T> | null
    return kept === null || !(serverNow() - kept.at < keptMs) ? null : kept.draft
  } catch {
    return null // a browser without a store: what was typed lasts as long as the page
  }
}

const write = (key: string, draft: object | null): void => {
  try {
    if (draft === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify({ at: serverNow(), draft }))
  } catch {
    // as above
  }
}

/** Forgets what was typed in a form from outside of it. */
export const forgetDraft = (account: string, what: string): void => write(keyOf(account, what), null)

type Change<T> = Partial<T> | ((now: T) => Partial<T>) | null

type Draft<T> = {
  readonly draft: T
  /** Whether it was typed before this page was opened, and not forgotten since. */
  readonly found: boolean
  /** Null forgets it. */
  readonly set: (change: Change<T>) => void
}

/**
 * What is typed into a form: the same account finds it again in this tab for a day, also after another page, a reload or a
 * session that ran out, until it is sent or signed out. `what` names the form and whom it is about, by ids; null: nothing is
 * kept. `start` is what stands there before anything is typed.
 */
export const useKeptDraft = <T extends object>(what: string | null, start: T): Draft<T> => {
  const { account } = useSession()
  const key = what === null ? null : keyOf(account.id, what)
  const [{ first, kept }] = useState(() => ({ first: start, kept: key === null ? null : read<T>(key) }))
  // A version of the form that asked less: what it lacks is as at the start.
  const [draft, setDraft] = useState<T>({ ...first, ...kept })
  const [found, setFound] = useState(kept !== null)
  const latest = useRef(draft)
  const set = (change: Change<T>): void => {
    const now = latest.current
    latest.current = change === null ? first : { ...now, ...(typeof change === 'function' ? change(now) : change) }
    if (change === null) setFound(false)
    setDraft(latest.current)
    const blank = JSON.stringify(latest.current) === JSON.stringify(first)
    if (key !== null) write(key, blank ? null : latest.current)
  }
  return { draft, found, set }
}
