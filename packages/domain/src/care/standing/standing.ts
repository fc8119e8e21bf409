import type { DueValues, Tier, TierValues } from '../../policy/index.js'
import { ageOn, type Day, dayIn, type Instant } from '../../shared/index.js'
import type { CountedPerson } from '../counters/index.js'
import type { FollowupState, HeldFlag, NextDue } from '../followups/index.js'
import { nextDue } from '../followups/index.js'
import { isGone, type LifeState } from '../life/index.js'
import type { DiseaseClass, TierAssessment, TierOverride, VaccinationClass } from '../tier/index.js'
import { assessTier, decideTierChange } from '../tier/index.js'

/** Birth as known: a day, only a year, or nothing. */
export type Birth = { readonly day: Day | null; readonly year: number | null }

export type TierBasis = {
  readonly birth: Birth
  readonly disease: DiseaseClass
  readonly vaccination: VaccinationClass
}

/** Where a person stands: tier, since when, what waits for a medic. */
export type Standing = {
  readonly tier: Tier
  readonly assessment: TierAssessment
  readonly waiting: Tier | null
  readonly waitingCause: string | null
  readonly tierSince: Instant
  readonly dutySince: Instant
  /** The change to write into the history; null when the tier stays. */
  readonly change: { readonly from: Tier | null; readonly to: Tier; readonly cause: string } | null
}

export type StandingNow = Pick<Standing, 'tier' | 'tierSince' | 'dutySince'> & {
  readonly override: TierOverride | null
}

/** Age today: exact from a birth day; from a birth year the age reached in this year (the older, safer reading). */
export const ageToday = (birth: Birth, today: Day): number | null => {
  if (birth.day !== null) return ageOn(birth.day, today)
  return birth.year === null ? null : Number(today.slice(0, 4)) - birth.year
}

type Assess = {
  readonly basis: TierBasis
  readonly current: StandingNow | null
  readonly values: TierValues
  readonly now: Instant
  readonly zone: string
  readonly cause: string
  /** A lower tier that a medic has just confirmed. */
  readonly confirmed?: Tier
}

/** Assesses a person anew and decides what becomes of the tier (K1): upgrades at once, downgrades wait for a medic. */
export const standingAfter = ({ basis, current, values, now, zone, cause, confirmed }: Assess): Standing => {
  const today = dayIn(now, zone)
  const facts = { ageYears: ageToday(basis.birth, today), disease: basis.disease, vaccination: basis.vaccination }
  const assessment = assessTier(facts, values)
  const change = decideTierChange({
    current: current?.tier ?? null,
    assessed: assessment,
    override: current?.override ?? null,
    today,
  })
  const tier = confirmed ?? change.tier
  const waits = confirmed === undefined && change.outcome === 'downgradeWaits'
  const moved = current === null || tier !== current.tier
  const wasDuty = current !== null && current.tier !== 'green'
  return {
    tier,
    assessment,
    waiting: waits ? change.proposed : null,
    waitingCause: waits ? cause : null,
    tierSince: moved ? now : current.tierSince,
    dutySince: moved && !wasDuty ? now : (current?.dutySince ?? now),
    change: moved ? { from: current?.tier ?? null, to: tier, cause } : null,
  }
}

type DueOf = {
  readonly standing: Pick<Standing, 'tier' | 'tierSince' | 'dutySince'>
  readonly takenInAt: Instant
  readonly flags: readonly HeldFlag[]
  /** Living here when left out: nobody is taken in dead. */
  readonly life?: LifeState
  readonly state: Pick<FollowupState, 'twoWayAt' | 'attemptsAt'>
  readonly values: DueValues
  readonly zone: string
}

/** The next due follow-up of a person who stands so. */
export const dueOf = ({ standing, takenInAt, flags, life, state, values, zone }: DueOf): NextDue =>
  nextDue(
    {
      tier: standing.tier,
      takenInAt,
      dutySince: standing.dutySince,
      tierSince: standing.tierSince,
      twoWayAt: state.twoWayAt,
      attemptsAt: state.attemptsAt,
      flags,
      zone,
      ...(life === undefined ? {} : { life }),
    },
    values,
  )

type Counted = {
  readonly place: { readonly township: string; readonly village: string | null; readonly team: string | null }
  readonly standing: Pick<Standing, 'tier' | 'waiting'> & { readonly provisional: boolean }
  readonly reached: boolean
  readonly dueAt: Instant | null
}

/** The person as the counters see them, being on the ledger. */
export const countedOf = ({ place, standing, reached, dueAt }: Counted): CountedPerson => ({
  place: place.village ?? place.township,
  team: place.team,
  tier: standing.tier,
  provisional: standing.provisional,
  waiting: standing.waiting !== null,
  reached,
  dueAt,
})

/** The same of somebody who may have died or moved away: then nothing is counted. */
export const countedInLife = (life: LifeState, counted: Counted): CountedPerson | null =>
  isGone(life) ? null : countedOf(counted)
