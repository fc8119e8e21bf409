import type { BodyInput, RouteOf } from '@lianfang/contract'
import { clockMoment, parseClock, readSignLetters } from '@lianfang/domain/care'
import { addDays, parseDay } from '@lianfang/domain/shared'
import { parseReadings } from '../followups/readings.js'
import type { SheetRow } from './use-sheets.js'

/** What was typed of one line, in the order of the paper's boxes. */
export type Draft = {
  readonly outcome: '' | 'reached' | 'unanswered'
  readonly clock: string
  readonly channel: 'phone' | 'visit'
  readonly spo2: string
  readonly temperature: string
  readonly breaths: string
  readonly days: string
  readonly signs: string
  readonly note: string
}
export type Cell = keyof Draft

export const blankDraft: Draft = {
  ...{ outcome: '', clock: '', channel: 'phone' },
  ...{ spo2: '', temperature: '', breaths: '', days: '', signs: '', note: '' },
}

/** Empty, but for how the paper asked for it. */
export const emptyDraft = ({ due }: Pick<SheetRow, 'due'>): Draft => ({
  ...blankDraft,
  channel: due.mode === 'visit' ? 'visit' : 'phone',
})

/** Whether anything was typed: how somebody was contacted says nothing alone. */
export const isSaid = (draft: Draft): boolean =>
  draft.outcome !== '' ||
  [draft.clock, draft.spo2, draft.temperature, draft.breaths, draft.days, draft.signs, draft.note].some(
    (text) => text.trim() !== '',
  )

type FaultName = 'outcome' | 'unanswered' | 'clock' | 'future' | 'spo2' | 'temperature' | 'breaths' | 'days' | 'signs'
export type Faults = Readonly<Partial<Record<Cell, FaultName>>>

export type On = {
  readonly day: string
  readonly zone: string
  readonly now: number
  /** When the paper came out of the printer: nothing was written on it before. */
  readonly printedAt: number
}

/**
 * The moment of a line; null when no clock shows what was typed. A time of the clock that lies before the printing is one of
 * the next day: lists are printed in the evening for the morning.
 */
const momentOf = ({ clock }: Draft, { day, zone, printedAt }: On): number | null => {
  const minutes = parseClock(clock)
  const on = parseDay(day)
  if (minutes === null || on === null) return null
  const at = clockMoment(on, minutes, zone)
  return at + 60_000 > printedAt ? at : clockMoment(addDays(on, 1), minutes, zone)
}

const clockFault = (draft: Draft, on: On): FaultName | null => {
  const at = momentOf(draft, on)
  if (at === null) return 'clock'
  return at > on.now ? 'future' : null
}

const daysOf = ({ days }: Draft): number | null => (days.trim() === '' ? null : Number(days))
const daysWrong = (days: number | null): boolean =>
  days !== null && !(Number.isInteger(days) && days >= 0 && days <= 400)

/** What is wrong with a line, by its box; a line of which nothing was said has nothing wrong. */
export const faultsOf = (draft: Draft, on: On): Faults => {
  if (!isSaid(draft)) return {}
  const read = parseReadings(draft)
  const measured = [read.spo2Percent, read.temperatureC, read.breathsPerMinute].some((value) => value !== null)
  const signs = readSignLetters(draft.signs)
  const told = measured || draft.signs.trim() !== ''
  const outcome = draft.outcome === '' ? 'outcome' : draft.outcome === 'unanswered' && told ? 'unanswered' : null
  const clock = clockFault(draft, on)
  return {
    ...(outcome === null ? {} : { outcome }),
    ...(clock === null ? {} : { clock }),
    ...(read.spo2Wrong ? { spo2: 'spo2' } : {}),
    ...(read.temperatureWrong ? { temperature: 'temperature' } : {}),
    ...(read.breathsWrong ? { breaths: 'breaths' } : {}),
    ...(daysWrong(daysOf(draft)) ? { days: 'days' } : {}),
    ...(signs === null ? { signs: 'signs' } : {}),
  } as const
}

type Commands = {
  readonly followup: BodyInput<RouteOf<'followup.record'>>
  readonly medicine: BodyInput<RouteOf<'medicine.say'>> | null
}

/**
 * A line as the commands that it is, under the ids that the sheet keeps for it: the same line typed again is the same
 * command. Null for a line with a fault, or of which nothing was said.
 */
export const commandsOf = (
  row: Pick<SheetRow, 'followup' | 'medicine' | 'personId'>,
  draft: Draft,
  on: On,
): Commands | null => {
  const moment = momentOf(draft, on)
  if (draft.outcome === '' || moment === null || Object.keys(faultsOf(draft, on)).length > 0) return null
  const { spo2Percent, temperatureC, breathsPerMinute } = parseReadings(draft)
  const at = new Date(moment).toISOString()
  const note = draft.note.trim()
  const { channel, outcome } = draft
  const readings = { spo2Percent, temperatureC, breathsPerMinute }
  const days = daysOf(draft)
  return {
    followup: {
      ...{ id: row.followup, personId: row.personId, at, channel, outcome },
      ...{ ...readings, signs: [...(readSignLetters(draft.signs) ?? [])], note: note === '' ? null : note },
    },
    medicine: days === null ? null : { id: row.medicine, at, daysLeft: days },
  }
}
