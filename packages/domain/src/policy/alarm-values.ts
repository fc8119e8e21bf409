import type { RuleId } from './types.js'

/** Signs that mean danger whatever is measured (K5). The first two are everybody's, then a child's, then in pregnancy. */
export const dangerSigns = [
  'dyspnoea',
  'diseaseWorse',
  'lethargy',
  'refusesFeeds',
  'keepsVomiting',
  'keepsDiarrhoea',
  'convulsions',
  'stridor',
  'headache',
  'palpitations',
  'breathless',
  'abdominalPain',
  'bleedingOrFluid',
  'fetalMovement',
] as const
export type DangerSign = (typeof dangerSigns)[number]

/** Values of alarms (K5). SpO2 in percent, breaths a minute, degrees Celsius. */
export type AlarmValues = {
  readonly spo2: {
    readonly alarmAt: number
    readonly neverSilentUnder: number
    readonly fallPoints: number
    /** How old a reading may be to be compared with. */
    readonly fallWithinDays: number
  }
  readonly breaths: {
    readonly fastFrom: number
    readonly underTwoMonths: number
    readonly underOneYear: number
    readonly underFiveYears: number
  }
  readonly fever: { readonly overC: number; readonly days: number }
  readonly signs: {
    readonly all: readonly DangerSign[]
    readonly child: readonly DangerSign[]
    readonly pregnant: readonly DangerSign[]
  }
  readonly climb: {
    /** Minutes after which it climbs to township, county, and the county's leader on duty. */
    readonly afterMinutes: readonly [number, number, number]
    readonly halfUnderSpo2: number
  }
  readonly referral: { readonly offerAgainHours: number }
}

/** Values of an infection or a worsening of a disease (K5). */
export type EpisodeValues = {
  /** Daily contact. */
  readonly longestGapHours: number
  readonly gapRuleId: RuleId
  /** Days without symptoms after which monitoring ends by itself. */
  readonly endsAfterDays: number
}
