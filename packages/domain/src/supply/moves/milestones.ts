import { type MoveValues, sourceWords } from '../../policy/index.js'
import { type Instant, MINUTE_MS } from '../../shared/index.js'

/** What can happen on a leg, in the order in which it does. Customs are passed where the leg ends. */
export const milestoneKinds = ['pickedUp', 'departed', 'arrived', 'customsIn', 'customsOut', 'handedOver'] as const
export type MilestoneKind = (typeof milestoneKinds)[number]

export const milestoneBases = ['planned', 'estimated', 'actual'] as const
export type MilestoneBasis = (typeof milestoneBases)[number]

/** Who says so. The order in which they are believed is a rule (SUP-MOVE-2). */
export const milestoneSources = sourceWords
export type MilestoneSource = (typeof milestoneSources)[number]

/** One sourced statement about a time: a fact, never overwritten. */
export type Milestone = {
  readonly id: string
  /** Counted from 0. */
  readonly leg: number
  readonly what: MilestoneKind
  readonly basis: MilestoneBasis
  readonly at: Instant
  readonly source: MilestoneSource
  /** Who or what that was, as printed: 'CAAC', a waybill number. Two names are two sources. */
  readonly sourceName: string
  readonly enteredAt: Instant
}

/** Somebody's choice of one statement among several, with a reason by name. A later choice goes before an earlier one. */
export type MilestoneChoice = { readonly milestone: string; readonly chosenAt: Instant }

export type Slot = { readonly leg: number; readonly what: MilestoneKind }

/** The time in force of a slot. `agreed`: all sources within SUP-MOVE-1 of each other. */
export type SlotTime =
  | { readonly state: 'none' }
  | { readonly state: 'planned' | 'estimated'; readonly at: Instant; readonly milestone: string }
  | {
      readonly state: 'actual'
      readonly at: Instant
      readonly milestone: string
      readonly why: 'chosen' | 'only' | 'agreed'
    }
  | {
      readonly state: 'disputed'
      /** Between the first and the last statement in force. */
      readonly from: Instant
      readonly to: Instant
      readonly claims: readonly string[]
    }

const later = (a: Milestone, b: Milestone): number => a.enteredAt - b.enteredAt || (a.id < b.id ? -1 : 1)
const nameOf = (m: Milestone): string => `${m.source} ${m.sourceName.normalize('NFKC').trim().toLowerCase()}`

/** What each source said last: a source that says another time corrects itself, and its earlier statement stays to be read. */
export const claimsOf = (actuals: readonly Milestone[]): readonly Milestone[] => [
  ...new Map([...actuals].sort(later).map((m) => [nameOf(m), m])).values(),
]

const best = (claims: readonly Milestone[], order: readonly string[]): Milestone | undefined =>
  [...claims].sort((a, b) => order.indexOf(a.source) - order.indexOf(b.source) || later(b, a))[0]

const newest = (said: readonly Milestone[], basis: MilestoneBasis): Milestone | undefined =>
  said
    .filter((m) => m.basis === basis)
    .sort(later)
    .at(-1)

const isAt =
  ({ leg, what }: Slot) =>
  (m: Milestone): boolean =>
    m.leg === leg && m.what === what

/**
 * SUP-MOVE-1, -2: the time in force of a slot. What a person chose among actual statements; else the last statement of the best
 * source, if all sources agree within so many minutes; else it is disputed, and all stand. Without an actual statement the newest
 * estimate, else the newest plan.
 */
export const timeOf = (
  slot: Slot,
  all: readonly Milestone[],
  choices: readonly MilestoneChoice[],
  { agreeMinutes, sources }: Pick<MoveValues, 'agreeMinutes' | 'sources'>,
): SlotTime => {
  const said = all.filter(isAt(slot))
  const actuals = said.filter(({ basis }) => basis === 'actual')
  const choice = choices
    .filter(({ milestone }) => actuals.some(({ id }) => id === milestone))
    .sort((a, b) => a.chosenAt - b.chosenAt)
    .at(-1)
  const chosen = actuals.find(({ id }) => id === choice?.milestone)
  if (chosen !== undefined) return { state: 'actual', at: chosen.at, milestone: chosen.id, why: 'chosen' }
  const claims = claimsOf(actuals)
  const first = best(claims, sources)
  if (first !== undefined) {
    const times = claims.map(({ at }) => at)
    const [from, to] = [Math.min(...times) as Instant, Math.max(...times) as Instant] // of instants, an instant
    if (to - from > agreeMinutes * MINUTE_MS) return { state: 'disputed', from, to, claims: claims.map(({ id }) => id) }
    return { state: 'actual', at: first.at, milestone: first.id, why: claims.length === 1 ? 'only' : 'agreed' }
  }
  const expected = newest(said, 'estimated') ?? newest(said, 'planned')
  if (expected === undefined) return { state: 'none' }
  return { state: expected.basis === 'planned' ? 'planned' : 'estimated', at: expected.at, milestone: expected.id }
}

/** Hours between two slots for each statement of the second: two sources that disagree give two durations. */
export const durationsOf = (
  from: Instant,
  claims: readonly Milestone[],
): readonly { readonly milestone: string; readonly minutes: number }[] =>
  claims.map(({ id, at }) => ({ milestone: id, minutes: Math.round((at - from) / MINUTE_MS) }))
