import type { DueValues, MedicineValues, Tier } from '../../policy/index.js'
import { addHours, type Instant } from '../../shared/index.js'
import type { LifeStatus } from '../life/life-state.js'
import { isFresh } from '../medicine/medicine.js'

/** The six in place (六个落实到位), in the notice's order (K6). Points 1 and 2 are of villages, the others of people. */
export const sixPoints = [1, 2, 3, 4, 5, 6] as const
export type SixPoint = (typeof sixPoints)[number]
export const personPoints = [3, 4, 5, 6] as const
export type PersonPoint = (typeof personPoints)[number]

/** Which number of the population register the ledger is held against (K6, second point). */
export type RegisterBasis = 'over65' | 'residents'
type Registered = { readonly residents: number | null; readonly over65: number | null }

/**
 * What the ledger of a place stands against. The key people of 65 and over stand against the residents of that age where the
 * register knows them of every village; else all key people against all residents, who are never all key people; null where a
 * village is not in the register, since a denominator with a hole flatters.
 */
export const registerBasis = (villages: readonly Registered[]): RegisterBasis | null => {
  if (villages.length === 0 || villages.some((v) => v.residents === null)) return null
  return villages.every((v) => v.over65 !== null) ? 'over65' : 'residents'
}

export type SixPerson = {
  readonly tier: Tier
  readonly life: LifeStatus
  /** Since when follow-ups have been owed without a break or a pause. */
  readonly dutySince: Instant
  /** Both 24-hour numbers that hold today were told. */
  readonly told: boolean
  readonly twoWayAt: readonly Instant[]
  readonly daysAt: Instant | null
  readonly controlAt: Instant | null
  readonly episodeSince: Instant | null
  /** A referral of this infection or worsening, or a doctor's decision against one. */
  readonly referred: boolean
  /** Medicine is taken as a doctor said, told since the infection or worsening began. */
  readonly guided: boolean
}

/** What is asked of a person at a point, and whether it is so; null where nothing is asked. */
export type SixAnswer = { readonly inPlace: boolean } | null

type Values = { readonly due: DueValues; readonly medicine: MedicineValues }

const countedTalks = (p: SixPerson, now: Instant, { windowHours }: DueValues): number =>
  p.twoWayAt.filter((at) => at > addHours(now, -windowHours)).length

const talked = (p: SixPerson, now: Instant, { due }: Values): SixAnswer => {
  if (p.tier === 'green' || !due.dutyTiers.includes(p.tier) || p.life !== 'here') return null
  // Owed for less than a whole window: the count has not begun.
  if (p.dutySince > addHours(now, -due.windowHours)) return null
  return { inPlace: countedTalks(p, now, due) >= due.byTier[p.tier].perWindow }
}

/** Followed daily: talked to within the gap, or ill for no longer than it. */
const daily = (p: SixPerson, since: Instant, now: Instant, { due }: Values): boolean => {
  const from = addHours(now, -due.episode.longestGapHours)
  return since >= from || (p.twoWayAt[0] ?? since) >= from
}

const handled = (p: SixPerson, now: Instant, values: Values): SixAnswer => {
  // In hospital they are where a referral leads, and a refusal is not put right by the team: as at the fourth point.
  if (p.episodeSince === null || p.life !== 'here') return null
  const treated = p.tier === 'red' ? p.referred : p.tier === 'yellow' ? p.guided : true
  return { inPlace: treated && daily(p, p.episodeSince, now, values) }
}

/** Where a person stands at a point (K6). Nothing is asked for the dead and for those who moved away. */
export const sixOfPerson = (p: SixPerson, point: PersonPoint, now: Instant, values: Values): SixAnswer => {
  if (p.life === 'dead' || p.life === 'left') return null
  switch (point) {
    case 3:
      return { inPlace: p.told }
    case 4:
      return talked(p, now, values)
    case 5:
      return p.tier === 'red' ? { inPlace: isFresh(p, now, values.medicine) } : null
    case 6:
      return handled(p, now, values)
  }
}
