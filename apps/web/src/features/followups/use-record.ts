import { useQueryClient } from '@tanstack/react-query'
import { v7 as uuidv7 } from 'uuid'
import { serverNow } from '../../api/client.js'
import { useWords } from '../../i18n/i18n.js'
import { useToast } from '../../ui/toast.js'
import { rememberRecorded } from './just-recorded.js'
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
export const useRecord = (onCorrect: (personId: string, commandId: string) => void): ((input: RecordInput) => void) => {
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
    rememberRecorded({ person: { id: person.id, name: person.name }, command })
    outbox.add({ what: 'followup', command })
    applyCommand(client, command)
    if (input.corrects)
      return toast({ text: input.outcome === 'withdrawn' ? words.takenBack(person.name) : words.corrected })
    const text = input.outcome === 'reached' ? words.recorded(person.name) : words.recordedAttempt(person.name)
    toast({ text, action: { label: words.correctIt, run: () => onCorrect(person.id, id) } })
  }
}
