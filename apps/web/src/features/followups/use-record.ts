import { useQueryClient } from '@tanstack/react-query'
import { v7 as uuidv7 } from 'uuid'
import { serverNow } from '../../api/client.js'
import { useWords } from '../../i18n/i18n.js'
import { useToast } from '../../ui/toast.js'
import { tellReading } from '../alarms/told.js'
import type { MedicineSaid } from '../medicine/medicine-state.js'
import { secondsSinceDial } from './dialled.js'
import { rememberRecorded } from './just-recorded.js'
import { useOutbox } from './outbox-context.js'
import type { FollowupCommand, RecordedPerson } from './outbox-state.js'
import { applyCommand } from './today-cache.js'

export type Channel = FollowupCommand['channel']

type Told = Pick<
  FollowupCommand,
  | 'temperatureC'
  | 'spo2Percent'
  | 'breathsPerMinute'
  | 'atRest'
  | 'warmHand'
  | 'onOxygen'
  | 'signs'
  | 'symptoms'
  | 'unwell'
  | 'answeredBy'
  | 'talkSeconds'
>

export type RecordInput = Told & {
  readonly person: RecordedPerson
  readonly channel: Channel
  readonly outcome: FollowupCommand['outcome']
  readonly note?: string | null
  readonly corrects?: string | null
  /** What somebody who is not well is reported to have: a fact of its own beside the follow-up. */
  readonly worse?: 'infection' | 'worsening' | null
  /** Since when, where an entry is put right: the moment of that entry. */
  readonly began?: string | undefined
  /** What was told of the disease and the medicine: a fact of its own beside the follow-up. */
  readonly medicine?: MedicineSaid | null
  /** Others of the household whom the same call found well; each gets a record of their own. */
  readonly together?: readonly RecordedPerson[]
}

/** Records a follow-up: the id is made here, the list changes at once, the command goes out on its own. */
export const useRecord = (onCorrect: (personId: string, commandId: string) => void): ((input: RecordInput) => void) => {
  const client = useQueryClient()
  const outbox = useOutbox()
  const toast = useToast()
  const { followup: words } = useWords()
  const send = (person: RecordedPerson, command: FollowupCommand): void => {
    rememberRecorded({ person, command })
    tellReading({ person, command })
    outbox.add({ what: 'followup', command })
    applyCommand(client, command)
  }
  return ({ person, note, corrects, together = [], medicine = null, worse = null, began, ...input }) => {
    const id = uuidv7()
    const command: FollowupCommand = {
      id,
      personId: person.id,
      at: new Date(serverNow()).toISOString(),
      ...(input.outcome === 'reached' && !corrects ? { talkSeconds: secondsSinceDial(person.id) } : {}),
      ...input,
      note: note === '' ? null : (note ?? null),
      corrects: corrects ?? null,
    }
    send(person, command)
    if (medicine !== null)
      outbox.add({ what: 'medicine', command: { id: uuidv7(), personId: person.id, at: command.at, ...medicine } })
    // After the follow-up, which is then judged as a talk of before: the report begins the daily contact.
    if (worse !== null) {
      const report = {
        id: uuidv7(),
        personId: person.id,
        kind: worse,
        at: began ?? command.at,
        note: command.note ?? null,
      }
      outbox.add({ what: 'episode', command: report })
    }
    // What was measured or said is about the first alone; ids made one after the other keep the order of sending.
    const { at, channel } = command
    for (const other of together)
      send(other, { id: uuidv7(), personId: other.id, at, channel, outcome: 'reached', call: id })
    const reported = worse === null ? null : words.recordedWorse(person.name)
    if (corrects)
      return toast({
        text: reported ?? (input.outcome === 'withdrawn' ? words.takenBack(person.name) : words.corrected),
      })
    const reached =
      together.length > 0 ? words.recordedTogether(person.name, together.length) : words.recorded(person.name)
    const text = input.outcome === 'reached' ? (reported ?? reached) : words.recordedAttempt(person.name)
    toast({ text, action: { label: words.correctIt, run: () => onCorrect(person.id, id) } })
  }
}
