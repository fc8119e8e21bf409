import { useState } from 'react'
import { useSession } from './session.js'
import { sheetKeys } from './sign-out.js'

/**
 * The text of a note that outlives a session that runs out: the same account finds it again in this tab, until it is sent or
 * signed out. `what` names the form and whom it is about, by ids; `start` is what stood there before anything was typed. Null forgets it.
 */
export const useKeptNote = (what: string, start = ''): readonly [string, (text: string | null) => void] => {
  const key = `${sheetKeys}note.${useSession().account.id}.${what}`
  // A browser without a store: what was typed lasts as long as the page.
  const stored = <T>(run: () => T): T | undefined => {
    try {
      return run()
    } catch {
      return undefined
    }
  }
  const [text, setText] = useState(() => stored(() => sessionStorage.getItem(key)) ?? start)
  return [
    text,
    (next) => {
      setText(next ?? start)
      stored(() => (next === null ? sessionStorage.removeItem(key) : sessionStorage.setItem(key, next)))
    },
  ]
}
