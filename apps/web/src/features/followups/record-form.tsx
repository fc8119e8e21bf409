import { type FormEvent, useState } from 'react'
import { useWords } from '../../i18n/i18n.js'
import { Choice } from '../../ui/form.js'
import { NoteField, ReadingFields } from './reading-fields.js'
import { parseReadings, readingsFrom } from './readings.js'
import { type Channel, type RecordInput, useRecord } from './use-record.js'

const channels = ['phone', 'visit', 'video', 'message'] as const

type Props = {
  readonly person: { readonly id: string; readonly name: string }
  readonly mode: 'call' | 'visit'
  readonly onDone: () => void
  readonly onCorrect: (personId: string, commandId: string) => void
  /** Opens with the readings, when somebody comes to report rather than to tick off. */
  readonly withReadings?: boolean
}

/** All well: one tap. No answer: one tap. Readings and words only for those who need them. */
export const RecordForm = ({ person, mode, onDone, onCorrect, withReadings = false }: Props) => {
  const { followup: words, person: personWords } = useWords()
  const record = useRecord(onCorrect)
  const [channel, setChannel] = useState<Channel>(mode === 'visit' ? 'visit' : 'phone')
  const [open, setOpen] = useState(withReadings)
  const [readings, setReadings] = useState(readingsFrom(null, null))
  const [note, setNote] = useState('')
  const [checked, setChecked] = useState(false)
  const parsed = parseReadings(readings)

  const send = (input: Pick<RecordInput, 'outcome' | 'spo2Percent' | 'temperatureC' | 'note'>): void => {
    record({ person, channel, ...input })
    onDone()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setChecked(true)
    if (!parsed.ok) return
    send({ outcome: 'reached', spo2Percent: parsed.spo2Percent, temperatureC: parsed.temperatureC, note })
  }
  const well = { phone: words.well, visit: words.wellVisit, video: words.wellOther, message: words.wellOther }
  const missed = {
    phone: words.unanswered,
    visit: words.unansweredVisit,
    video: words.unanswered,
    message: words.unansweredOther,
  }
  return (
    <form className="stack record" onSubmit={submit} noValidate>
      {!open && (
        <button type="button" className="btn btn-main btn-big btn-well" onClick={() => send({ outcome: 'reached' })}>
          {well[channel]}
        </button>
      )}
      {!open && (
        <div className="record-two">
          <button type="button" className="btn btn-big" onClick={() => send({ outcome: 'unanswered' })}>
            {missed[channel]}
          </button>
          <button type="button" className="btn btn-big" onClick={() => setOpen(true)}>
            {words.withReadings}
          </button>
        </div>
      )}
      <Choice
        legend={words.channel}
        name="channel"
        value={channel}
        options={channels.map((value) => ({ value, label: personWords.channels[value] }))}
        onChange={setChannel}
      />
      {open && (
        <>
          <ReadingFields readings={readings} checked={checked} onChange={setReadings} />
          <NoteField value={note} onChange={setNote} />
          <button type="submit" className="btn btn-main btn-big">
            {words.send}
          </button>
        </>
      )}
    </form>
  )
}
