import {
  type CounterDelta,
  countedOf,
  type DiseaseClass,
  deltasBetween,
  dueOf,
  heldFlags,
  type LivingClass,
  mustRefer,
  type NextDue,
  type Standing,
  standingAfter,
  type TierOverride,
  type VaccinationClass,
} from '@lianfang/domain/care'
import type { DueValues, PersonKind, Tier, TierValues } from '@lianfang/domain/policy'
import type { Day, Instant } from '@lianfang/domain/shared'
import type { Ill } from '../alarms/refer.js'
import { type LifeRow, lifeOfRow } from '../people/life-row.js'
import { liftedOf, rankOf } from '../people/record.js'
import { type SinceRow, sinceOfRow } from '../people/since-row.js'

/** What tier and due moment of a person follow from. */
export type Row = LifeRow &
  SinceRow & {
    readonly id: string
    readonly township: string
    readonly village: string | null
    readonly team: string | null
    readonly birth_day: Day | null
    readonly birth_year: number | null
    readonly disease_class: DiseaseClass
    readonly vaccination_class: VaccinationClass
    readonly tier: Tier
    readonly waiting_tier: Tier | null
    readonly provisional: readonly string[]
    readonly score: number
    readonly tier_since: Instant
    readonly duty_since: Instant
    readonly living: LivingClass
    readonly kinds: readonly PersonKind[]
    readonly override: TierOverride | null
    readonly episode_since: Instant | null
    /** A referral has been asked for since what they have began. */
    readonly referral_asked: boolean
    readonly two_way_at: readonly Instant[]
    readonly attempts_at: readonly Instant[]
    readonly due_at: Instant | null
    readonly rule_id: string
    readonly mode: NextDue['mode']
    readonly rank: number
    readonly lifted: 'yellow' | 'green' | null
  }

export type Renewed = { readonly row: Row; readonly standing: Standing; readonly due: NextDue }

export const sameTier = ({ row, standing }: Renewed): boolean =>
  row.tier === standing.tier && row.waiting_tier === standing.waiting && row.score === standing.assessment.score

export const newRank = ({ row, standing }: Pick<Renewed, 'row' | 'standing'>): number =>
  rankOf({
    tier: standing.tier,
    contact: row.two_way_at.length === 0 ? 'never' : 'reached',
    life: lifeOfRow(row),
    daily: row.episode_since !== null,
  })

export const newLifted = ({ row, standing }: Pick<Renewed, 'row' | 'standing'>) =>
  liftedOf({ tier: standing.tier, life: lifeOfRow(row), daily: row.episode_since !== null })

export const sameDue = ({ row, standing, due }: Renewed): boolean =>
  row.rank === newRank({ row, standing }) &&
  row.lifted === newLifted({ row, standing }) &&
  row.due_at === due.dueAt &&
  row.rule_id === due.ruleId &&
  row.mode === due.mode

export const sameAs = (one: Renewed): boolean => sameTier(one) && sameDue(one)

type Values = { readonly tier: TierValues; readonly due: DueValues }
export type With = { readonly values: Values; readonly now: Instant; readonly zone: string; readonly cause: string }

/** A person's standing and due moment as the given values have them; pure. */
export const renewOne = (row: Row, { values, now, zone, cause }: With): Renewed => {
  const standing = standingAfter({
    basis: {
      birth: { day: row.birth_day, year: row.birth_year },
      disease: row.disease_class,
      vaccination: row.vaccination_class,
    },
    current: { tier: row.tier, tierSince: row.tier_since, dutySince: row.duty_since, override: row.override },
    values: values.tier,
    now,
    zone,
    cause,
  })
  const state = { twoWayAt: row.two_way_at, attemptsAt: row.attempts_at }
  const flags = heldFlags(row, { ...sinceOfRow(row), episodeSince: row.episode_since })
  const due = dueOf({
    standing,
    takenInAt: row.taken_in_at,
    flags,
    life: lifeOfRow(row),
    state,
    values: values.due,
    zone,
  })
  return { row, standing, due }
}

/** The person as an alarm sees them after the renewal. */
export const illOf = ({ row, standing }: Renewed): Ill => ({
  ...{ person: row.id, township: row.township, village: row.village, team: row.team },
  ...{ tier: standing.tier, life: lifeOfRow(row), episodeSince: row.episode_since },
})

/** Red and infected, and nobody has been told so: also where nothing of the person changes. */
export const lacksReferral = (one: Renewed): boolean => {
  const ill = illOf(one)
  return !one.row.referral_asked && mustRefer({ ...ill, life: ill.life.status })
}

/** What a renewal moves in the counters. */
export const deltasOf = ({ row, standing, due }: Renewed): readonly CounterDelta[] => {
  const place = { township: row.township, village: row.village, team: row.team }
  const reached = row.two_way_at.length > 0
  const was = { tier: row.tier, waiting: row.waiting_tier, provisional: row.provisional.length > 0 }
  const is = { ...standing, provisional: was.provisional }
  const before = countedOf({ place, standing: was, reached, dueAt: row.due_at })
  return deltasBetween(before, countedOf({ place, standing: is, reached, dueAt: due.dueAt }))
}
