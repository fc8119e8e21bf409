import type { AlarmValues, DangerSign, PersonKind, RuleId } from '../../policy/index.js'

/** What was measured and seen at one moment. Null = not measured; an empty list = asked, and none. */
export type Reading = {
  readonly spo2Percent: number | null
  /** Measured while on oxygen; null = not said. */
  readonly onOxygen: boolean | null
  readonly temperatureC: number | null
  /** Breaths counted over a whole minute. */
  readonly breathsPerMinute: number | null
  readonly signs: readonly DangerSign[]
}

/** What is known of the person beside the reading. */
export type Watched = {
  /** Null where the age is not known: then the limits of an adult hold, and every sign counts. */
  readonly ageMonths: number | null
  readonly kinds: readonly PersonKind[]
  /** The SpO2 that a doctor found usual for this person, while it is in force. */
  readonly usualSpo2Percent: number | null
  /** The last SpO2 before this one, where it is recent enough to compare with (CARE-ALARM-10). */
  readonly lastSpo2Percent: number | null
  /** Days in a row with a temperature over the limit, this reading included. */
  readonly feverDays: number
}

export type AlarmCode = 'spo2Low' | 'spo2Danger' | 'spo2Fell' | 'breathsFast' | 'feverLasts' | 'sign' | 'deskCall'
export type AlarmReason = {
  readonly code: AlarmCode
  readonly ruleId: RuleId
  readonly sign?: DangerSign
  /** Of a fall: the SpO2 before it, so that both values are read together. */
  readonly fromSpo2Percent?: number
}

export type ReadingVerdict =
  | { readonly outcome: 'quiet' }
  | {
      readonly outcome: 'alarm'
      readonly reasons: readonly AlarmReason[]
      /** Climbs in half the time. */
      readonly urgent: boolean
    }

type Judge = (reading: Reading, watched: Watched, values: AlarmValues) => AlarmReason | null

// A doctor's baseline takes the place of the common limit, and of nothing else: under 88 %, on oxygen and after a fall it says
// nothing, or a machine would keep still over somebody who is dying at their usual number. It was found in room air: where nobody
// asked (a home reading, a call, a paper), it could as well be 90 % on oxygen, and the common limit holds.
const spo2Low: Judge = ({ spo2Percent, onOxygen }, { usualSpo2Percent }, { spo2 }) => {
  if (spo2Percent === null) return null
  const own = usualSpo2Percent !== null && onOxygen === false
  const low = own ? spo2Percent < usualSpo2Percent && spo2Percent <= spo2.alarmAt : spo2Percent <= spo2.alarmAt
  return low ? { code: 'spo2Low', ruleId: 'CARE-ALARM-1' } : null
}

const spo2Danger: Judge = ({ spo2Percent }, _watched, { spo2 }) =>
  spo2Percent !== null && spo2Percent < spo2.neverSilentUnder ? { code: 'spo2Danger', ruleId: 'CARE-ALARM-2' } : null

const spo2Fell: Judge = ({ spo2Percent }, { lastSpo2Percent }, { spo2 }) =>
  spo2Percent !== null && lastSpo2Percent !== null && lastSpo2Percent - spo2Percent >= spo2.fallPoints
    ? { code: 'spo2Fell', ruleId: 'CARE-ALARM-3', fromSpo2Percent: lastSpo2Percent }
    : null

const MONTHS_PER_YEAR = 12

/** Breaths a minute from which breathing is fast: by age for the small (WHO, IMCI), one limit for everybody else. */
export const fastFrom = (ageMonths: number | null, { breaths }: AlarmValues): number => {
  if (ageMonths === null || ageMonths >= 5 * MONTHS_PER_YEAR) return breaths.fastFrom
  if (ageMonths < 2) return breaths.underTwoMonths
  return ageMonths < MONTHS_PER_YEAR ? breaths.underOneYear : breaths.underFiveYears
}

const breathsFast: Judge = ({ breathsPerMinute }, { ageMonths }, values) => {
  if (breathsPerMinute === null || breathsPerMinute < fastFrom(ageMonths, values)) return null
  const small = ageMonths !== null && ageMonths < 5 * MONTHS_PER_YEAR
  return { code: 'breathsFast', ruleId: small ? 'CARE-ALARM-11' : 'CARE-ALARM-4' }
}

const feverLasts: Judge = ({ temperatureC }, { feverDays }, { fever }) =>
  temperatureC !== null && temperatureC > fever.overC && feverDays >= fever.days
    ? { code: 'feverLasts', ruleId: 'CARE-ALARM-6' }
    : null

const judges: readonly Judge[] = [spo2Low, spo2Danger, spo2Fell, breathsFast, feverLasts]

const CHILD_UNDER_MONTHS = 18 * MONTHS_PER_YEAR

/** The signs to ask for: everybody's, a child's and a pregnant woman's. */
export const signsFor = ({ ageMonths, kinds }: Pick<Watched, 'ageMonths' | 'kinds'>, { signs }: AlarmValues) => {
  const child = kinds.includes('child') || (ageMonths !== null && ageMonths < CHILD_UNDER_MONTHS)
  return [...signs.all, ...(child ? signs.child : []), ...(kinds.includes('pregnant') ? signs.pregnant : [])]
}

const ruleOfSign = (sign: DangerSign, { signs }: AlarmValues): RuleId => {
  if (signs.all.includes(sign)) return 'CARE-ALARM-7'
  return signs.child.includes(sign) ? 'CARE-ALARM-8' : 'CARE-ALARM-9'
}

// Fast for the smallest is fast for everybody.
const anybody: Watched = { ageMonths: 0, kinds: [], usualSpo2Percent: null, lastSpo2Percent: null, feverDays: 0 }

/** Whether a reading raises an alarm whoever it is of: told where nothing may be known of the person (K8, CARE-HOME-3). */
export const isLowForAnybody = (reading: Reading, values: AlarmValues): boolean =>
  judgeReading(reading, anybody, values).outcome === 'alarm'

/**
 * Whether a reading raises an alarm, and why (K5; docs/rules/care.md, Alarms). Every reason is named, not the first alone. A
 * sign that was ticked counts for whoever it was ticked: the list decides what is asked, not what is believed.
 */
export const judgeReading = (reading: Reading, watched: Watched, values: AlarmValues): ReadingVerdict => {
  const measured = judges.map((judge) => judge(reading, watched, values)).filter((reason) => reason !== null)
  const seen = reading.signs.map((sign): AlarmReason => ({ code: 'sign', ruleId: ruleOfSign(sign, values), sign }))
  const reasons = [...measured, ...seen]
  if (reasons.length === 0) return { outcome: 'quiet' }
  const urgent = reading.spo2Percent !== null && reading.spo2Percent < values.climb.halfUnderSpo2
  return { outcome: 'alarm', reasons, urgent }
}
