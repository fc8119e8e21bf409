import { type RefObject, useEffect, useState } from 'react'
import { useWords } from '../../i18n/i18n.js'
import { WorseChoice } from '../alarms/worse-choice.js'
import { useKeptDraft } from '../session/kept-draft.js'
import type { EntryAsRecorded, SaidHeld } from './entry-as-recorded.js'
import { AnsweredChoice, HowWas, MoreReadings } from './more-readings.js'
import { NoteField } from './note-field.js'
import type { FollowupCommand, RecordedPerson } from './outbox-state.js'
import { ReadingFields } from './reading-fields.js'
import { nothingSeen, parseReadings, type Readings, readingsFrom, type Seen, seenWith } from './readings.js'
import type { RecordInput } from './use-record.js'

const seenIn = (entry: EntryAsRecorded | null): Seen => ({
  atRest: entry?.atRest ?? null,
  warmHand: entry?.warmHand ?? null,
  onOxygen: entry?.onOxygen ?? null,
  signs: entry?.signs ?? nothingSeen.signs,
  symptoms: entry?.symptoms ?? null,
})

type Typed = {
  readonly readings: Readings
  readonly seen: Seen
  readonly unwell: boolean | null
  readonly chosen: NonNullable<RecordInput['worse']> | null
  readonly answeredBy: NonNullable<RecordInput['answeredBy']> | null
  readonly note: string
}

const typedIn = (entry: EntryAsRecorded | null): Typed => ({
  readings: readingsFrom(entry ?? {}),
  seen: seenIn(entry),
  unwell: entry?.unwell ?? null,
  chosen: null,
  answeredBy: entry?.answeredBy ?? null,
  note: entry?.note ?? '',
})

type Props = {
  readonly person: RecordedPerson
  readonly entryId: string
  readonly entry: EntryAsRecorded | null
  readonly outcome: FollowupCommand['outcome']
  /** Where the form finds what is said when it is sent. */
  readonly into: RefObject<SaidHeld>
}

/** What an entry should have said. Not well after all: asked for what is asked of everybody who is not well (K5). */
export const CorrectSaid = ({ person, entryId, entry, outcome, into }: Props) => {
  const { followup: words } = useWords()
  const { draft, set } = useKeptDraft<Typed>(`correct.${entryId}`, typedIn(entry))
  const { readings, seen, unwell, chosen, answeredBy, note } = draft
  const [checked, setChecked] = useState(false)
  // Who told of symptoms is asked for them again, also where the entry itself ended the daily contact.
  const asked = entry?.symptoms == null ? person : { ...person, daily: true }
  const asksKind = unwell === true && asked.daily !== true
  const worse = asksKind ? chosen : null
  const signs = [...new Set(worse === 'worsening' ? [...seen.signs, 'diseaseWorse' as const] : seen.signs)]
  const parsed = parseReadings(readings)
  const saysNothing =
    unwell === true &&
    entry?.unwell !== true &&
    worse === null &&
    note.trim() === '' &&
    Object.values(readings).every((text) => text === '') &&
    signs.length === 0 &&
    seen.symptoms === null
  const said: SaidHeld['said'] = () => {
    setChecked(true)
    if (outcome !== 'reached') return { note }
    if (!parsed.ok || saysNothing) return null
    const { spo2Percent, temperatureC, breathsPerMinute } = parsed
    const numbers = { spo2Percent, temperatureC, breathsPerMinute }
    return { ...numbers, ...seenWith(spo2Percent, { ...seen, signs }), unwell, worse, answeredBy, note }
  }
  useEffect(() => {
    into.current = { said, forget: () => set(null) }
  })
  const well = entry?.unwell === false ? false : null
  const asksState = outcome === 'reached' && unwell === true && entry?.unwell !== true
  return (
    <>
      {outcome === 'reached' && (
        <>
          <HowWas value={unwell === true} onChange={(now) => set({ unwell: now ? true : well })} />
          {asksKind && (
            <WorseChoice red={person.red === true} value={chosen} onChange={(next) => set({ chosen: next })} />
          )}
          <AnsweredChoice value={answeredBy} onChange={(next) => set({ answeredBy: next })} />
          <ReadingFields readings={readings} checked={checked} onChange={(next) => set({ readings: next })} />
          <MoreReadings
            person={asked}
            asksQuality={readings.spo2 !== ''}
            asksWorse={!asksKind}
            seen={seen}
            onChange={(next) => set({ seen: next })}
          />
        </>
      )}
      <NoteField
        value={note}
        onChange={(next) => set({ note: next })}
        {...(asksState ? { state: true, error: checked && saysNothing ? words.stateMissing : null } : {})}
      />
    </>
  )
}
