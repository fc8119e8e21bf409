import { useEffect, useRef } from 'react'
import { type MedicineTyped, nothingTold } from '../medicine/medicine-state.js'
import { forgetDraft, useKeptDraft } from '../session/kept-draft.js'
import type { RecordedPerson } from './outbox-state.js'
import { nothingSeen, type Readings, readingsFrom, type Seen } from './readings.js'
import type { Channel, RecordInput } from './use-record.js'

/** What is done about a disease that is worse and on no record. */
export type Missing = 'add' | 'asIs'

/** How somebody was reached and who answered: asked above the details. */
export type Talk = { readonly channel: Channel; readonly answeredBy: NonNullable<RecordInput['answeredBy']> | null }

type Typed = {
  readonly readings: Readings
  readonly seen: Seen
  readonly note: string
  readonly medicine: MedicineTyped
  readonly worse: 'infection' | 'worsening' | null
  readonly missing: Missing
  /** Null: as the form above it has it. */
  readonly talk: Talk | null
}

const nothingTyped: Typed = {
  readings: readingsFrom({}),
  seen: nothingSeen,
  note: '',
  medicine: nothingTold,
  worse: null,
  missing: 'asIs',
  talk: null,
}

const formOf = (person: string): string => `record.${person}`

/** After a talk with somebody was recorded: what was typed before is not offered for the next. */
export const forgetRecord = (account: string, person: string): void => forgetDraft(account, formOf(person))

/** Nothing that is not asked of this person any more, or it would be sent unseen. */
const asked = (typed: Typed, daily: boolean): Typed =>
  daily
    ? { ...typed, worse: null }
    : { ...typed, seen: { ...typed.seen, symptoms: null }, medicine: { ...typed.medicine, guided: null } }

type Above = { readonly talk: Talk; readonly onTalk: (talk: Talk) => void }

/** What is typed of one person, as it is found again; how they were reached is kept with it and given back to the form above. */
export const useRecordDraft = (person: RecordedPerson, { talk, onTalk }: Above) => {
  const { draft, found, set } = useKeptDraft(formOf(person.id), nothingTyped)
  const { channel, answeredBy } = talk
  const opened = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows what is chosen above, and gives back once
  useEffect(() => {
    const first = !opened.current
    opened.current = true
    if (first && draft.talk !== null) onTalk(draft.talk)
    else if (!first || found) set({ talk: { channel, answeredBy } })
  }, [channel, answeredBy])
  return {
    typed: asked(draft, person.daily === true),
    type: (change: Partial<Typed>): void => set({ ...change, talk: { channel, answeredBy } }),
    /** Back to the buttons above, where it may be chosen anew how they were reached. */
    fold: (): void => set({ talk: null }),
  }
}
