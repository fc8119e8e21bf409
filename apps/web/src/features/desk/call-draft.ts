import { nobodyKnown, type Triage, triage } from '@lianfang/domain/care'
import type { AlarmValues, DeskValues } from '@lianfang/domain/policy'
import type { ArgsOf } from '../../api/client.js'
import { typedNumber } from '../../ui/typed-number.js'

export type CallBody = ArgsOf<'call.record'>['body']

export const blank = {
  number: '',
  caller: '',
  /** What was typed to find somebody on the ledger. */
  search: '',
  other: '',
  said: '',
  spo2: '',
  temperature: '',
  breaths: '',
  /** For how many days medicine lasts, and what is missing. */
  medicineDays: '',
  medicineMissing: '',
  redFlags: [] as CallBody['redFlags'],
  dayFlags: [] as CallBody['dayFlags'],
  signs: [] as CallBody['signs'],
}
export type Draft = typeof blank

// As much as the route takes.
const mostDays = 400
const aboutLength = 100

/** Whom a call is about who was not chosen from the ledger: what was typed to find them, and where they were written down. */
export const aboutOf = ({ search, other }: Pick<Draft, 'search' | 'other'>): string => {
  const [looked, written] = [search.trim(), other.trim()]
  if (looked === '' || written.includes(looked)) return written
  return `${looked} ${written}`.trim().slice(0, aboutLength)
}

/** Somebody was looked for on the ledger, not chosen, and not written down either. */
export const isUnchosen = ({ search, other }: Pick<Draft, 'search' | 'other'>): boolean =>
  search.trim() !== '' && other.trim() === ''

/** A reading as typed: nothing, a number in its range, or wrong. */
export const readingOf = (text: string, least: number, most: number): number | null | 'wrong' => {
  const value = typedNumber(text)
  if (value === null) return null
  return Number.isFinite(value) && value >= least && value <= most ? Math.round(value * 10) / 10 : 'wrong'
}

export const spo2Of = (draft: Pick<Draft, 'spo2'>) => {
  const read = readingOf(draft.spo2, 50, 100)
  return typeof read === 'number' ? Math.round(read) : read
}
export const temperatureOf = (draft: Pick<Draft, 'temperature'>) => readingOf(draft.temperature, 30, 45)

export const breathsOf = (draft: Pick<Draft, 'breaths'>) => {
  const read = readingOf(draft.breaths, 4, 120)
  return typeof read === 'number' ? Math.round(read) : read
}

/** What was typed of medicine, where it is said to run out; nothing else of the form asks for it. */
export const medicineOf = (
  draft: Pick<Draft, 'dayFlags' | 'medicineDays' | 'medicineMissing'>,
): CallBody['medicine'] | 'wrong' => {
  if (!draft.dayFlags.includes('medicineOut')) return null
  const days = typedNumber(draft.medicineDays)
  if (days !== null && !(Number.isInteger(days) && days >= 0 && days <= mostDays)) return 'wrong'
  const note = draft.medicineMissing.trim()
  return { daysLeft: days, note: note === '' ? null : note }
}

const known = (read: number | null | 'wrong'): number | null => (read === 'wrong' ? null : read)

type Judging = {
  readonly draft: Draft
  readonly desk: DeskValues
  /** Null while the rules are not loaded: then only what was ticked of the red flags counts. */
  readonly alarms: AlarmValues | null
}

/**
 * What the call comes to as far as it is typed, by the server's own rule (K4). Neither kind nor usual SpO2 moves it: a sign counts
 * for whomever it was ticked, and nobody asks a caller for oxygen. The server knows the last SpO2, the fever and the age besides:
 * its answer may be graver than this one, and stands.
 */
export const judgeDraft = ({ draft, desk, alarms }: Judging): Triage['outcome'] => {
  const { redFlags, dayFlags, signs } = draft
  // A danger sign is one by any list, so that it needs no loaded rule either.
  if (alarms === null) return redFlags.length + signs.length > 0 ? 'emergency' : 'advice'
  const answers = {
    redFlags,
    dayFlags,
    signs,
    spo2Percent: known(spo2Of(draft)),
    temperatureC: known(temperatureOf(draft)),
    breathsPerMinute: known(breathsOf(draft)),
  }
  return triage(answers, nobodyKnown, { desk, alarms }).outcome
}
