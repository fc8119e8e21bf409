import { type FormEvent, useState } from 'react'
import type { Reply } from '../../api/client.js'
import { useWords } from '../../i18n/i18n.js'
import { Choice } from '../../ui/form.js'
import { NoteField, ReadingFields } from './reading-fields.js'
import { parseReadings, readingsFrom } from './readings.js'
import { type Channel, useRecord } from './use-record.js'

type Entry = Reply<'person.read'>['timeline'][number]
type Outcome = 'reached' | 'unanswered'
type Props = {
  readonly person: { readonly id: string; readonly name: string }
  readonly entryId: string
  /** The entry as recorded, where it is known; prefilled. */
  readonly entry: Entry | null
  readonly onDone: () => void
}

const channels = ['phone', 'visit', 'video', 'message'] as const

/** A wrong entry is corrected by a new fact; the old one stays visible. */
export const CorrectForm = ({ person, entryId, entry, onDone }: Props) => {
  const { followup: words, person: personWords } = useWords()
  const record = useRecord(() => undefined)
  const [channel, setChannel] = useState<Channel>(entry?.channel ?? 'phone')
  const [outcome, setOutcome] = useState<Outcome>(entry?.kind === 'attempt' ? 'unanswered' : 'reached')
  const [readings, setReadings] = useState(readingsFrom(entry?.spo2Percent ?? null, entry?.temperatureC ?? null))
  const [note, setNote] = useState(entry?.note ?? '')
  const [checked, setChecked] = useState(false)
  const parsed = parseReadings(readings)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setChecked(true)
    if (outcome === 'reached' && !parsed.ok) return
    const values = outcome === 'reached' ? parsed : { spo2Percent: null, temperatureC: null }
    const { spo2Percent, temperatureC } = values
    record({ person, channel, outcome, spo2Percent, temperatureC, note, corrects: entryId })
    onDone()
  }
  return (
    <form className="stack record" onSubmit={submit} noValidate>
      <p className="muted">{words.correctHint}</p>
      <Choice
        legend={words.outcome}
        name="outcome"
        value={outcome}
        options={[
          { value: 'reached', label: words.reached },
          { value: 'unanswered', label: words.unanswered },
        ]}
        onChange={setOutcome}
      />
      <Choice
        legend={words.channel}
        name="channel"
        value={channel}
        options={channels.map((value) => ({ value, label: personWords.channels[value] }))}
        onChange={setChannel}
      />
      {outcome === 'reached' && <ReadingFields readings={readings} checked={checked} onChange={setReadings} />}
      <NoteField value={note} onChange={setNote} />
      <button type="submit" className="btn btn-main btn-big">
        {words.correctSend}
      </button>
    </form>
  )
}
