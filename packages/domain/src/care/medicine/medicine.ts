import type { MedicineValues } from '../../policy/index.js'
import { addHours, type Instant } from '../../shared/index.js'
import { isGone, type LifeState } from '../life/life-state.js'

/** What a person or the family says of the disease and the medicine. Null: not said. */
export type MedicineSaid = {
  /** For how many days the medicine at hand still lasts. */
  readonly daysLeft: number | null
  readonly control: 'stable' | 'unstable' | null
  /** Whether medicine against the infection or the worsening is taken as a doctor said. */
  readonly guided: boolean | null
  /** Something is missing; true also where its name was lost on the way. */
  readonly missing: boolean
  /** What is missing, in words. */
  readonly note: string | null
}

type TellingRefusal = 'medicine-nothing' | 'medicine-gone'
type ClosingRefusal = 'medicine-closed' | 'medicine-days' | 'medicine-note'
export type MedicineRefusal = TellingRefusal | ClosingRefusal

export type MedicineDecision =
  | { readonly outcome: 'recorded'; readonly request: 'opens' | 'isOpen' | 'none' }
  | { readonly outcome: 'refused'; readonly reason: TellingRefusal }

const named = ({ missing, note }: MedicineSaid): boolean => missing || (note ?? '').trim() !== ''

const wants = (said: MedicineSaid, values: MedicineValues): boolean =>
  (said.daysLeft !== null && said.daysLeft <= values.shortAtDays) || named(said)

type Telling = {
  readonly said: MedicineSaid
  readonly openRequest: boolean
  readonly life: LifeState
  /** Told before what is known of the medicine now: a paper entered in the evening, a phone that was without a network. */
  readonly older?: boolean
}

/**
 * What becomes of what was told about medicine: too little left, or something named as missing, asks the township, once
 * for as long as the request is open (CARE-MED-1; K6, K9).
 */
export const decideMedicine = (
  { said, openRequest, life, older = false }: Telling,
  values: MedicineValues,
): MedicineDecision => {
  if (isGone(life)) return { outcome: 'refused', reason: 'medicine-gone' }
  const { daysLeft, control, guided } = said
  const silent = daysLeft === null && control === null && guided === null && !named(said)
  if (silent) return { outcome: 'refused', reason: 'medicine-nothing' }
  // Little left this morning asks for nothing where medicine was brought at noon.
  if (!wants(older ? { ...said, daysLeft: null } : said, values)) return { outcome: 'recorded', request: 'none' }
  return { outcome: 'recorded', request: openRequest ? 'isOpen' : 'opens' }
}

/** When a request that nobody has closed is late and stands before the county as well (CARE-MED-2). */
export const requestLateAt = (askedAt: Instant, values: MedicineValues): Instant =>
  addHours(askedAt, values.closeWithinHours)

/** How a request ended. `supplied` and `longPrescription` say for how many days. */
export const requestEnds = ['supplied', 'longPrescription', 'sentOn', 'notNeeded'] as const
export type RequestEnd = (typeof requestEnds)[number]

export type ClosingDecision =
  | { readonly outcome: 'recorded' }
  | { readonly outcome: 'refused'; readonly reason: ClosingRefusal }

type Closing = {
  readonly open: boolean
  readonly how: RequestEnd
  readonly daysLeft: number | null
  readonly note: string | null
}

/** A request is closed by name: with medicine for so many days, or with words that say where to or why not. */
export const decideClosing = ({ open, how, daysLeft, note }: Closing): ClosingDecision => {
  if (!open) return { outcome: 'refused', reason: 'medicine-closed' }
  const given = how === 'supplied' || how === 'longPrescription'
  if (given && (daysLeft === null || daysLeft < 1)) return { outcome: 'refused', reason: 'medicine-days' }
  if (!given && (note ?? '').trim() === '') return { outcome: 'refused', reason: 'medicine-note' }
  return { outcome: 'recorded' }
}

/** The latest that was said of each, with its moment. */
export type DiseaseRecord = {
  readonly daysAt: Instant | null
  readonly controlAt: Instant | null
}

const DAY_HOURS = 24

/** Whether control and medicine were both told within the days of CARE-MED-3 (K6 (5)); exactly so long ago is fresh. */
export const isFresh = ({ daysAt, controlAt }: DiseaseRecord, now: Instant, values: MedicineValues): boolean => {
  if (daysAt === null || controlAt === null) return false
  const since = addHours(now, -values.freshDays * DAY_HOURS)
  return daysAt >= since && controlAt >= since
}
