import { useState } from 'react'
import { serverNow } from '../../api/client.js'
import { useSession } from './session.js'
import { sheetKeys } from './sign-out.js'

type Kept = { readonly text: string; readonly at: number }

// The tab's own store, by account, emptied at sign-out, as with a call that was begun: what somebody said stands nowhere else yet,
// and a session may run out while it is typed. Whoever comes back after a night writes another note.
const keptMs = 12 * 3_600_000
const keyOf = (account: string, what: string): string => `${sheetKeys}note.${account}.${what}`

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' &&
  value !== null &&
  'text' in value &&
  typeof value.text === 'string' &&
  'at' in value &&
  typeof value.at === 'number'

const keptNote = (key: string): string => {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    return isKept(kept) && serverNow() - kept.at <= keptMs ? kept.text : ''
  } catch {
    return '' // a browser without a store: what was typed lasts as long as the page
  }
}

const keepNote = (key: string, text: string): void => {
  try {
    if (text === '') sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify({ text, at: serverNow() } satisfies Kept))
  } catch {
    // as above
  }
}

/**
 * The text of a note that outlives a session that runs out: the same account finds it again in this tab. `what` names the form and
 * whom it is about, by ids. Setting it to nothing, once it was sent, takes it away.
 */
export const useKeptNote = (what: string): readonly [string, (text: string) => void] => {
  const key = keyOf(useSession().account.id, what)
  const [text, setText] = useState(() => keptNote(key))
  return [
    text,
    (next) => {
      setText(next)
      keepNote(key, next)
    },
  ]
}
