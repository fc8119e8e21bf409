import { type FormEvent, useState } from 'react'
import { useWords } from '../../i18n/i18n.js'
import { focusFirstWrong } from '../../ui/form.js'
import { NoDiseaseAsk } from '../alarms/no-disease-ask.js'
import { useUsual } from '../alarms/usual.js'
import { UsualLine } from '../alarms/usual-line.js'
import { WorseChoice } from '../alarms/worse-choice.js'
import { medicineFields } from '../medicine/medicine-later.js'
import { parseMedicine } from '../medicine/medicine-state.js'
import { MoreReadings } from './more-readings.js'
import { NoteField } from './note-field.js'
import type { RecordedPerson } from './outbox-state.js'
import { ReadingFields } from './reading-fields.js'
import { parseReadings, type Seen, seenWith } from './readings.js'
import { type Missing, type Talk, useRecordDraft } from './record-draft.js'
import type { RecordInput } from './use-record.js'

export { CorrectSaid } from './correct-said.js'
export { forgetRecord } from './record-draft.js'

export type Open = 'readings' | 'notWell'
export type Said = Omit<RecordInput, 'person' | 'channel' | 'corrects'>

/** What may be asked about: a slip is put right first. */
const wellOf = (read: ReturnType<typeof parseReadings>) => ({
  spo2Percent: read.spo2Wrong ? null : read.spo2Percent,
  temperatureC: read.temperatureWrong ? null : read.temperatureC,
})

type DetailsProps = {
  readonly person: RecordedPerson
  readonly what: Open
  /** How they were reached, asked above; what was chosen with what is found again is given back. */
  readonly talk: Talk
  readonly onTalk: (talk: Talk) => void
  readonly onSend: (said: Said, missing: Missing) => void
  /** Whether a disease can be added to the record from here. */
  readonly adds: boolean
  /** Back to the buttons; left out where nothing else is offered. */
  readonly onBack?: (() => void) | undefined
}

/** Readings and words. Who is not well has at least one of them, or the record would tell nobody anything. */
export const RecordDetails = ({ person, what, onSend, onBack, adds, ...above }: DetailsProps) => {
  const { followup: words } = useWords()
  const { typed, type, fold } = useRecordDraft(person, above)
  const { readings, seen, note, medicine, worse, missing } = typed
  const [checked, setChecked] = useState(false)
  // "The old illness is worse" is asked once: chosen as what it is, it is the danger sign as well.
  const asksKind = person.daily !== true
  const notWell = what === 'notWell' || worse !== null
  const signs = new Set(worse === 'worsening' ? [...seen.signs, 'diseaseWorse' as const] : seen.signs)
  const shown: Seen = { ...seen, signs: [...signs] }
  const told = parseMedicine(medicine)
  const parsed = parseReadings(readings)
  const measured = Object.values(readings).some((text) => text !== '')
  const saysNothing =
    what === 'notWell' &&
    worse === null &&
    note.trim() === '' &&
    !measured &&
    seen.signs.length === 0 &&
    !seen.symptoms &&
    told.said === null
  const lacks = signs.has('diseaseWorse') && person.noDisease === true
  const well = { ...wellOf(parsed), onOxygen: seen.onOxygen, usualSpo2Percent: useUsual(person)?.spo2Percent ?? null }
  const kind = { red: person.red === true, value: worse, onChange: (kind: typeof worse) => type({ worse: kind }) }
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setChecked(true)
    if (!parsed.ok || told.wrong || saysNothing) focusFirstWrong(event.currentTarget)
    else {
      const { spo2Percent, temperatureC, breathsPerMinute } = parsed
      const numbers = { spo2Percent, temperatureC, breathsPerMinute }
      const said = { ...numbers, ...seenWith(spo2Percent, shown), note, medicine: told.said }
      onSend({ outcome: 'reached', ...said, ...(notWell ? { unwell: true, worse } : {}) }, lacks ? missing : 'asIs')
    }
  }
  return (
    <form className="stack record" onSubmit={submit} noValidate>
      {what === 'notWell' && <h2>{words.notWellTitle}</h2>}
      {asksKind && what === 'notWell' && <WorseChoice {...kind} />}
      <UsualLine person={person} />
      <ReadingFields readings={readings} checked={checked} onChange={(next) => type({ readings: next })} />
      {asksKind && what === 'readings' && <WorseChoice {...kind} well={well} />}
      <MoreReadings
        person={person}
        asksQuality={readings.spo2 !== ''}
        asksWorse={!asksKind || what === 'readings'}
        seen={seen}
        onChange={(next) => type({ seen: next })}
      />
      {lacks && adds && <NoDiseaseAsk value={missing} onChange={(next) => type({ missing: next })} />}
      <medicineFields.Screen
        daily={person.daily === true}
        medicine={medicine}
        checked={checked}
        onChange={(next) => type({ medicine: next })}
      />
      <NoteField
        value={note}
        onChange={(next) => type({ note: next })}
        {...(what === 'notWell' ? { state: true, error: checked && saysNothing ? words.stateMissing : null } : {})}
      />
      <button type="submit" className="btn btn-main btn-big">
        {words.send}
      </button>
      {onBack !== undefined && (
        <button
          type="button"
          className="btn btn-quiet"
          onClick={() => {
            fold()
            onBack()
          }}
        >
          {words.otherResult}
        </button>
      )}
    </form>
  )
}
