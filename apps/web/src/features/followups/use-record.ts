import { useQueryClient } from '@tanstack/react-query'
import { v7 as uuidv7 } from 'uuid'
import { serverNow } from '../../api/client.js'
import { useWords } from '../../i18n/i18n.js'
import { useToast } from '../../ui/toast.js'
import { useOutbox } from './outbox-context.js'
import type { FollowupCommand } from './outbox-state.js'
import { applyCommand } from './today-cache.js'

export type Channel = FollowupCommand['channel']

export type RecordInput = {
  readonly person: { readonly id: string; readonly name: string }
  readonly channel: Channel
  readonly outcome: FollowupCommand['outcome']
  readonly spo2Percent?: number | null
  readonly temperatureC?: number | null
  readonly note?: string | null
  readonly corrects?: string | null
}

/** Records a follow-up: the id is made here, the list changes at once, the command goes out on its own. */
export const useRecord = (onUndo: (personId: string, commandId: string) => void): ((input: RecordInput) => void) => {
  const client = useQueryClient()
  const outbox = useOutbox()
  const toast = useToast()
  const { followup: words } = useWords()
  return ({ person, ...input }) => {
    const id = uuidv7()
    const command: FollowupCommand = {
      id,
      personId: person.id,
      at: new Date(serverNow()).toISOString(),
      channel: input.channel,
      outcome: input.outcome,
      spo2Percent: input.spo2Percent ?? null,
      temperatureC: input.temperatureC ?? null,
      note: input.note === '' ? null : (input.note ?? null),
      corrects: input.corrects ?? null,
    }
    outbox.add(command)
    applyCommand(client, command)
    const undo = (): void => {
      // Not tried yet: it never happened. Else it may have arrived, and only a new fact corrects a fact.
      if (outbox.entries().some((entry) => entry.command.id === id && entry.attempts === 0) && outbox.remove(id)) {
        void client.invalidateQueries({ queryKey: ['followup.today'] })
      } else onUndo(person.id, id)
    }
    if (input.corrects) return toast({ text: words.corrected })
    const text = input.outcome === 'reached' ? words.recorded(person.name) : words.recordedAttempt(person.name)
    toast({ text, action: { label: words.undo, run: undo } })
  }
}
