import type { GrassrootsValues } from '../../policy/index.js'
import { type GrassrootsItem, type ItemTests, kindsOfItem } from './judge.js'

/** The product that an item is ordered as: a kind, its pack, and what a pack costs. */
export type OrderAs = {
  readonly kind: string
  /** Units of the kind in a pack; null: ordered by the unit. */
  readonly perPack: number | null
}

/** What a breach proposes to order, with the numbers of its formula (K9). */
export type Proposal = {
  readonly item: GrassrootsItem
  readonly kind: string
  /** Courses for the upper per cent of the population; null where the population is not known. */
  readonly byPopulation: number | null
  /** Courses for the days of cover and of delivery; null where no need a day is known. */
  readonly byDays: number | null
  readonly orderDays: number
  /** The larger of both. */
  readonly target: number
  readonly basis: 'population' | 'days'
  readonly courses: number
  /** Courses on order and not received. */
  readonly coming: number
  /** target - courses - coming. */
  readonly missing: number
  readonly unitsPerCourse: number
  readonly units: number
  readonly perPack: number | null
  readonly packs: number | null
  /** What is ordered: whole packs, in the unit of the kind. */
  readonly ordered: number
}

/** Why a breach proposes no order: nobody knows how much, or it is on its way already. */
export type NoProposal = { readonly item: GrassrootsItem; readonly why: 'noTarget' | 'noBook' | 'coming' }

/**
 * SUP-GRASS-2, -3, -7: a breach is filled up to the upper per cent of the population or to the days of cover and delivery,
 * whichever is more, less what is there and what is coming; packs are rounded up. Null where there is no breach.
 */
export const proposeOrder = (
  tests: ItemTests,
  known: { readonly coming: number; readonly as: OrderAs | null },
  values: Pick<GrassrootsValues, 'coverDays' | 'leadDays' | 'kinds'>,
): Proposal | NoProposal | null => {
  const { item, courses } = tests
  if (tests.verdict !== 'short') return null
  if (courses === null) return { item, why: 'noBook' }
  const orderDays = values.coverDays + values.leadDays
  const { perDay } = tests.days.need
  const byPopulation = tests.population.upper
  const byDays = perDay === null ? null : Math.ceil(perDay * orderDays)
  const target = Math.max(byPopulation ?? 0, byDays ?? 0)
  if (target === 0) return { item, why: 'noTarget' }
  const missing = Math.max(0, target - courses - known.coming)
  if (missing === 0) return { item, why: 'coming' }
  const kinds = kindsOfItem(item, values)
  const chosen = kinds.find(({ kind }) => kind === known.as?.kind) ?? kinds[0]
  if (chosen === undefined) return { item, why: 'noTarget' }
  const perPack = known.as?.kind === chosen.kind ? known.as.perPack : null
  const units = missing * chosen.unitsPerCourse
  const packs = perPack === null ? null : Math.ceil(units / perPack)
  return {
    ...{ item, kind: chosen.kind, byPopulation, byDays, orderDays, target, courses, coming: known.coming, missing },
    basis: (byPopulation ?? 0) >= (byDays ?? 0) ? 'population' : 'days',
    ...{ unitsPerCourse: chosen.unitsPerCourse, units, perPack, packs },
    ordered: packs === null || perPack === null ? units : packs * perPack,
  }
}

/** Whether a breach could be put into an order. */
export const isProposal = (one: Proposal | NoProposal | null): one is Proposal => one !== null && 'ordered' in one
