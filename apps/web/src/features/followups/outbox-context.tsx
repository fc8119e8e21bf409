import type { Language } from '@lianfang/contract'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from 'react'
import { useI18n } from '../../i18n/i18n.js'
import type { Messages } from '../../i18n/zh-CN.js'
import { formatDay, formatInstant } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { useZone } from '../../ui/zone.js'
import { answerReading } from '../alarms/told.js'
import { useSession } from '../session/session.js'
import { type Answered, type Outbox, openOutbox } from './outbox.js'
import type { OutboxEntry } from './outbox-state.js'
import { applyAnswer } from './today-cache.js'

/** What was not kept of each kind of entry, in words. */
const lostNote = {
  followup: 'noteLost',
  life: 'lifeNoteLost',
  takeBack: 'lifeNoteLost',
  medicine: 'medicineNoteLost',
  episode: 'noteLost',
} as const

/** What is due next, where the entry ended daily monitoring (K5). */
const endedOf = ({ what, answer }: Answered) =>
  what === 'followup' && answer?.outcome === 'recorded' && answer.result.monitoringEnded === true
    ? answer.result.due
    : null

/** Of a day that lies before the beginning, both days. */
const daysOf = ({ command, answer }: Answered, { followup }: Messages, language: Language): string | null => {
  if (answer?.outcome !== 'refused' || !('day' in answer) || !answer.day || !('kind' in command)) return null
  const told = 'day' in command ? command.day : null
  return told ? followup.lifeDayBefore(formatDay(told, language), formatDay(answer.day, language)) : null
}

const Context = createContext<Outbox | null>(null)

/** Opens the outbox of whoever is signed in and tells what came of each command. */
export const OutboxProvider = ({ children }: { readonly children: ReactNode }) => {
  const client = useQueryClient()
  const { account } = useSession()
  const toast = useToast()
  const { words, shared, language } = useI18n()
  const zone = useZone()
  const outbox = useMemo(() => {
    const told = { answer: (_entry: OutboxEntry, _answered: Answered): void => undefined }
    return { told, box: openOutbox(account.id, (entry, answered) => told.answer(entry, answered)) }
  }, [account.id])
  useEffect(() => {
    outbox.told.answer = (entry, answered) => {
      applyAnswer(client, answered)
      const { answer } = answered
      if (answered.what === 'followup') answerReading(answered.command, answered.answer)
      // What a check withdrew stands as a line until somebody has read it.
      if (answer?.outcome === 'refused' && !('checked' in answer)) {
        const reasons: Readonly<Record<string, string>> = shared.refusals
        toast({ text: daysOf(answered, words, language) ?? reasons[answer.reason] ?? words.errors.notSaved })
      }
      const ended = endedOf(answered)
      if (ended !== null) {
        const due = ended.dueAt === null ? null : formatInstant(ended.dueAt, zone, language)
        toast({ text: words.followup.monitoringEnded(due), more: true })
      }
      if (answer?.outcome === 'stale') toast({ text: words.followup.stale })
      // Without an answer it had arrived before, with its note.
      if (entry.noteLost && answer !== null) toast({ text: words.followup[lostNote[entry.what]] })
    }
  }, [client, language, outbox, shared, toast, words, zone])
  useEffect(() => () => outbox.box.close(), [outbox])
  return <Context.Provider value={outbox.box}>{children}</Context.Provider>
}

export const useOutbox = (): Outbox => {
  const outbox = useContext(Context)
  if (outbox === null) throw new Error('no outbox here')
  return outbox
}

export const useOutboxEntries = (): readonly OutboxEntry[] => {
  const outbox = useOutbox()
  return useSyncExternalStore(outbox.subscribe, outbox.entries)
}
