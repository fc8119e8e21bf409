import { type FormEvent, useRef, useState } from 'react'
import { useWords } from '../../i18n/i18n.js'
import { Choice, focusFirstWrong } from '../../ui/form.js'
import { answeredChoice, correctNote, howWas, moreReadings, readingFields } from './more-later.js'
import type { NoteHeld } from './note-field.js'
import type { FollowupCommand, RecordedPerson } from './outbox-state.js'
import { nothingSeen, parseReadings, readingsFrom, type Seen, seenWith } from './readings.js'
import { type Channel, useRecord } from './use-record.js'

type Outcome = FollowupCommand['outcome']

/** What an entry says, as the timeline or the page that recorded it knows it. */
type EntryAsRecorded = {
  readonly channel: Channel | null
  readonly outcome: Outcome | null
  readonly spo2Percent?: number | null | undefined
  readonly temperatureC?: number | null | undefined
  readonly breathsPerMinute?: number | null | undefined
  readonly atRest?: boolean | null | undefined
  readonly warmHand?: boolean | null | undefined
  readonly onOxygen?: boolean | null | undefined
  readonly signs?: Seen['signs'] | undefined
  readonly symptoms?: Seen['symptoms'] | undefined
  readonly unwell?: boolean | null | undefined
  readonly answeredBy?: FollowupCommand['answeredBy']
  readonly talkSeconds?: number | null | undefined
  readonly note?: string | null | undefined
}

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

const seenIn = (entry: EntryAsRecorded | null): Seen => ({
  atRest: entry?.atRest ?? null,
  warmHand: entry?.warmHand ?? null,
  onOxygen: entry?.onOxygen ?? null,
  signs: entry?.signs ?? nothingSeen.signs,
  symptoms: entry?.symptoms ?? null,
})

/** A wrong entry is corrected by a new fact, which may say that it never happened; the old one stays visible. */
export const CorrectForm = ({ person, entryId, entry, onDone }: Props) => {
  const { followup: words, person: personWords } = useWords()
  const record = useRecord(() => undefined)
  const outcomes = useOutcomes(entry)
  const [channel, setChannel] = useState<Channel>(entry?.channel ?? 'phone')
  const [outcome, setOutcome] = useState<Outcome>(entry?.outcome === 'unanswered' ? 'unanswered' : 'reached')
  const [readings, setReadings] = useState(readingsFrom(entry ?? {}))
  const [seen, setSeen] = useState(() => seenIn(entry))
  const [unwell, setUnwell] = useState(entry?.unwell ?? null)
  const well = entry?.unwell === false ? false : null
  // Who told of symptoms is asked for them again, also where the entry itself ended the daily contact.
  const asked = entry?.symptoms == null ? person : { ...person, daily: true }
  const [answeredBy, setAnsweredBy] = useState(entry?.answeredBy ?? null)
  const start = entry?.note ?? ''
  // As the entry had it, where the code of the field could not be fetched.
  const held = useRef<NoteHeld>({ text: start, forget: () => undefined })
  const [checked, setChecked] = useState(false)
  const parsed = parseReadings(readings)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setChecked(true)
    if (outcome === 'reached' && !parsed.ok) {
      focusFirstWrong(event.currentTarget)
      return
    }
    const { spo2Percent, temperatureC, breathsPerMinute } = parsed
    const said = {
      spo2Percent,
      temperatureC,
      breathsPerMinute,
      ...seenWith(spo2Percent, seen),
      unwell,
      answeredBy,
      talkSeconds: entry?.talkSeconds ?? null,
    }
    record({
      person,
      channel,
      outcome,
      ...(outcome === 'reached' ? said : {}),
      note: held.current.text,
      corrects: entryId,
    })
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
      {outcome === 'reached' && (
        <>
          <howWas.Screen value={unwell === true} onChange={(now) => setUnwell(now ? true : well)} />
          <answeredChoice.Screen value={answeredBy} onChange={setAnsweredBy} />
          <readingFields.Screen readings={readings} checked={checked} onChange={setReadings} />
          <moreReadings.Screen person={asked} asksQuality={readings.spo2 !== ''} seen={seen} onChange={setSeen} />
        </>
      )}
      <correctNote.Screen entryId={entryId} start={start} into={held} />
      <button type="submit" className="btn btn-main btn-big">
        {outcome === 'withdrawn' ? words.mistakeSend : words.correctSend}
      </button>
    </form>
  )
}
