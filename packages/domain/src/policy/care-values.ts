import type { AlarmValues, EpisodeValues } from './alarm-values.js'
import type { DeskValues } from './desk-values.js'
import type { RuleId } from './types.js'

export type Tier = 'red' | 'yellow' | 'green'
export type AgeBand = 'under65' | 'from65' | 'from80'
/** The three disease classes of the colour criteria. */
export type CountedDisease = 'none' | 'stable' | 'unstable'
/** The three vaccination classes of the colour criteria. */
export type CountedVaccination = 'none' | 'partial' | 'full'
/** Why someone is contacted more often than their tier asks for. */
export type DueFlag = 'livingAlone' | 'onlyWithDisabledChildren' | KindFlag | 'episode'
/** Kinds of people with a longest gap of their own, beside how somebody lives. */
export type KindFlag = 'dialysis' | 'pregnant' | 'disabled' | 'childInDifficulties'

/** One of the 27 combinations with the colour the criteria give it; null where the criteria say nothing. */
export type TableEntry = {
  readonly age: AgeBand
  readonly disease: CountedDisease
  readonly vaccination: CountedVaccination
  readonly tier: Tier | null
}

export type ScorePoints = {
  readonly age: Readonly<Record<AgeBand, number>>
  readonly disease: Readonly<Record<CountedDisease, number>>
  readonly vaccination: Readonly<Record<CountedVaccination, number>>
}

/** Values for the colour of a person. Ages in whole years. */
export type TierValues = {
  readonly middleFromYears: number
  readonly oldestFromYears: number
  readonly table: readonly TableEntry[]
  readonly points: ScorePoints
  /** Points from which the score is yellow, and red. */
  readonly yellowFrom: number
  readonly redFrom: number
  /** What an unknown fact counts as. */
  readonly unknownAs: {
    readonly age: AgeBand
    readonly disease: CountedDisease
    readonly vaccination: CountedVaccination
  }
}

/** What one tier or flag owes a person. */
export type Duty = {
  /** Two-way follow-ups within the window; 0 = only the gap counts. */
  readonly perWindow: number
  readonly longestGapHours: number
  readonly countRuleId: RuleId
  readonly gapRuleId: RuleId
}

/** Values of the due engine. */
export type DueValues = {
  readonly windowHours: number
  readonly byTier: Readonly<Record<'red' | 'yellow', Duty>>
  readonly byFlag: Readonly<Record<DueFlag, Duty>>
  /** Tiers with routine follow-up. */
  readonly dutyTiers: readonly Tier[]
  /** After so many unanswered attempts on so many different days someone goes there. */
  readonly visitAfterAttempts: number
  readonly visitAfterDays: number
  readonly episode: EpisodeValues
  /** Pauses and their ends (K20), in hours. */
  readonly life: {
    readonly askAgainHours: number
    readonly offerAgainHours: number
    readonly afterDischargeHours: number
  }
}

/** Who somebody is besides: never the colour. All but `child` change what is due; two change which signs are asked for. */
export type PersonKind =
  | 'livingAlone'
  | 'onlyWithDisabledChildren'
  | 'dialysis'
  | 'disabled'
  | 'pregnant'
  | 'child'
  | 'childInDifficulties'

/** Words of ledger cells, as written in ledgers (compared without spaces, in half-width and lower case). */
export type WordValues = {
  readonly vaccination: Readonly<Record<CountedVaccination, readonly string[]>>
  readonly noDisease: readonly string[]
  readonly stable: readonly string[]
  readonly unstable: readonly string[]
  readonly dialysis: readonly string[]
  readonly livingAlone: readonly string[]
  readonly notAlone: readonly string[]
  readonly onlyWithDisabledChildren: readonly string[]
  /** A cell that contains one of these words says the kind. */
  readonly kinds: Readonly<Record<PersonKind, readonly string[]>>
}

export type Range = { readonly least: number; readonly most: number }
export type ReadingValues = { readonly spo2Percent: Range; readonly temperatureC: Range }
export type ClockValues = { readonly toleranceMinutes: number }
/** Emergency access of viewers to one person. */
export type AccessValues = {
  readonly openHours: number
  /** People whom one viewer may have open together. The program holds one; any other value closes the gate. */
  readonly atOnce: 1
  readonly reasonLetters: number
}
/** Personal links for readings from home (K8). */
export type HomeLinkValues = { readonly validDays: number; readonly readingsADay: number }
/** Rounds of care homes (K21). */
export type RoundValues = {
  readonly gapHours: number
  /** How long a late round is the township's alone. */
  readonly countyAfterHours: number
}
/** Alarms that somebody took up and nobody ended (K5). */
export type HeldValues = { readonly againAfterHours: number }
/** Checks of recorded work (K3). */
export type CheckValues = {
  readonly sharePercent: number
  /** Days for which a drawn follow-up waits to be called back. */
  readonly callbackDays: number
  readonly burst: { readonly talks: number; readonly minutes: number }
  readonly sameReadings: number
}
/** The league of verified work (K6). */
export type LeagueValues = {
  readonly windowDays: number
  /** Call-backs answered, fewer of which allow no verdict. */
  readonly leastCallbacks: number
  /** How sure one wants to be of what is believed, in percent above 50 and below 100. */
  readonly confidencePercent: number
}
/** Medicine that runs out, and how long a disease record is fresh (K6, K9). */
export type MedicineValues = {
  readonly shortAtDays: number
  readonly closeWithinHours: number
  readonly freshDays: number
}
/** Hours overdue after which team, township and county answer for a follow-up (K3). */
export type LateValues = { readonly afterHours: readonly [team: number, township: number, county: number] }
/** The usual SpO2 that a doctor sets (K5): its range, and the days it holds at most. */
export type BaselineValues = { readonly spo2Percent: Range; readonly validDays: number }
/** Households (K1). */
export type HouseholdValues = { readonly mostPeople: number }
/** Grid teams (K2). */
export type TeamValues = { readonly peopleAMember: number }
/** The population register (K1). */
export type RegisterValues = { readonly jumpPercent: number }
export type CellValues = { readonly least: number }

/** A group of values, or the rules that are closed and so refuse the step that needs them. */
export type Gate<Values> =
  | { readonly state: 'open'; readonly values: Values }
  | { readonly state: 'closed'; readonly ruleIds: readonly RuleId[] }

/** The values of care in force, by the step that needs them: one closed rule refuses its own step, not the others. */
export type CareValues = {
  readonly tier: Gate<TierValues>
  readonly due: Gate<DueValues>
  readonly words: Gate<WordValues>
  readonly cells: Gate<CellValues>
  readonly clock: Gate<ClockValues>
  readonly readings: Gate<ReadingValues>
  readonly alarms: Gate<AlarmValues>
  readonly homeLinks: Gate<HomeLinkValues>
  readonly rounds: Gate<RoundValues>
  readonly baseline: Gate<BaselineValues>
  readonly households: Gate<HouseholdValues>
  readonly teams: Gate<TeamValues>
  readonly checks: Gate<CheckValues>
  readonly late: Gate<LateValues>
  readonly league: Gate<LeagueValues>
  readonly held: Gate<HeldValues>
  readonly desk: Gate<DeskValues>
  readonly medicine: Gate<MedicineValues>
  readonly register: Gate<RegisterValues>
  readonly access: Gate<AccessValues>
}
