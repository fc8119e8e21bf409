import { type FormEvent, useRef, useState } from 'react'
import { useWords } from '../../i18n/i18n.js'
import { Choice, focusFirstWrong } from '../../ui/form.js'
import type { EntryAsRecorded, Said, SaidHeld } from './entry-as-recorded.js'
import { correctSaid } from './more-later.js'
import type { FollowupCommand, RecordedPerson } from './outbox-state.js'
import { type Channel, useRecord } from './use-record.js'

type Outcome = FollowupCommand['outcome']

type Props = {
  readonly person: RecordedPerson
  readonly entryId: string
  /** The entry as recorded, where it is known; prefilled. */
  readonly entry: EntryAsRecorded | null
  readonly onDone: () => void
}

const channels = ['phone', 'visit', 'video', 'message'] as const

/** What the entry should have said: also that there was nothing to record. What was taken back can only be put in again. */
const useOutcomes = (entry: EntryAsRecorded | null) => {
  const { followup: words, person } = useWords()
  const contact: readonly { readonly value: Outcome; readonly label: string }[] = [
    { value: 'reached', label: words.reached },
    { value: 'unanswered', label: person.entry.attempt },
  ]
  return entry?.outcome === 'withdrawn' ? contact : [...contact, { value: 'withdrawn' as const, label: words.mistake }]
}

/** Where the code of what it should say could not be fetched. */
const asItWas = (entry: EntryAsRecorded | null): Said => ({
  spo2Percent: entry?.spo2Percent ?? null,
  temperatureC: entry?.temperatureC ?? null,
  breathsPerMinute: entry?.breathsPerMinute ?? null,
  atRest: entry?.atRest ?? null,
  warmHand: entry?.warmHand ?? null,
  onOxygen: entry?.onOxygen ?? null,
  signs: [...(entry?.signs ?? [])],
  symptoms: entry?.symptoms ?? null,
  unwell: entry?.unwell ?? null,
  answeredBy: entry?.answeredBy ?? null,
  note: entry?.note ?? null,
})

/** A wrong entry is corrected by a new fact, which may say that it never happened; the old one stays visible. */
export const CorrectForm = ({ person, entryId, entry, onDone }: Props) => {
  const { followup: words, person: personWords } = useWords()
  const record = useRecord(() => undefined)
  const outcomes = useOutcomes(entry)
  const [channel, setChannel] = useState<Channel>(entry?.channel ?? 'phone')
  const [outcome, setOutcome] = useState<Outcome>(entry?.outcome === 'unanswered' ? 'unanswered' : 'reached')
  const held = useRef<SaidHeld>({ said: () => asItWas(entry), forget: () => undefined })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const said = held.current.said()
    if (said === null) {
      focusFirstWrong(event.currentTarget)
      return
    }
    const { note = null, ...told } = said
    const talkSeconds = entry?.talkSeconds ?? null
    const reached = outcome === 'reached' ? { ...told, talkSeconds, began: entry?.at } : {}
    record({ person, channel, outcome, corrects: entryId, ...reached, note })
    held.current.forget()
    onDone()
  }
  return (
    <form className="stack record" onSubmit={submit} noValidate>
      <p className="muted">{outcome === 'withdrawn' ? words.mistakeHint : words.correctHint}</p>
      <Choice legend={words.outcome} name="outcome" value={outcome} options={outcomes} onChange={setOutcome} />
      {outcome !== 'withdrawn' && (
        <Choice
          legend={words.channel}
          name="channel"
          value={channel}
          options={channels.map((value) => ({ value, label: personWords.channels[value] }))}
          onChange={setChannel}
        />
      )}
      <correctSaid.Screen person={person} entryId={entryId} entry={entry} outcome={outcome} into={held} />
      <button type="submit" className="btn btn-main btn-big">
        {outcome === 'withdrawn' ? words.mistakeSend : words.correctSend}
      </button>
    </form>
  )
}
