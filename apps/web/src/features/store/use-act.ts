import { v7 as uuidv7 } from 'uuid'
import { useKeptDraft } from '../session/kept-draft.js'
import { type Act, type ActDraft, blankAct, blankLine } from './draft.js'
import { bodyOf } from './read-line.js'
import { useSendOnce } from './send-once.js'
import { useToday } from './use-store.js'

/** What is typed of one thing to do in one store, kept over another page, a reload and a session that ran out. */
export const useAct = (store: string, act: Act) => {
  const kept = useKeptDraft<ActDraft>(`store.${store}.${act}`, blankAct)
  const today = useToday()
  const { draft, set } = kept
  const send = useSendOnce({
    store,
    route: `stock.${act}`,
    sent: draft.sent,
    keep: (sent) => set({ sent }),
    forget: () => set(null),
  })
  const submit = (): void => {
    const consignment = act !== 'send' ? '' : draft.consignment === '' ? uuidv7() : draft.consignment
    const day = draft.day === '' ? today : draft.day
    // From now on they are what was said: a repeat after midnight is still of the same day.
    set({ consignment, day })
    send.mutate(bodyOf(act, { ...draft, day }, { day, consignment }))
  }
  return { ...kept, today, send, submit }
}

/** A line while it is typed; null: a new one. */
export const useLine = (store: string, act: Act, at: number | null, start = blankLine) =>
  useKeptDraft(`store.${store}.${act}.line.${at ?? 'new'}`, start)
