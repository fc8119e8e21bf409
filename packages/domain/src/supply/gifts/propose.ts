import type { PlaceCode } from '../../shared/index.js'
import type { Urgency } from '../requests/index.js'

/** A verified open request for a kind, with what the rule looks at. */
export type GiftCandidate = Urgency & {
  readonly id: string
  readonly place: PlaceCode
  /** Verified and not assigned. */
  readonly gap: number
  /** When it was approved inside; milliseconds since 1970. */
  readonly askedAt: number
  /** Whether the gates that the kind asks for hold (SUP-REQ-3). */
  readonly ready: boolean
}

/** How near two places are, by the level that both lie in: 4 the same township, 0 no province in common. */
export const nearness = (a: PlaceCode, b: PlaceCode): number =>
  [2, 4, 6, 9].filter((digits) => a.length >= digits && a.slice(0, digits) === b.slice(0, digits)).length

/** Why one request comes before the next one: the first of these in which they differ (SUP-GIFT-2). */
export const proposeTerms = ['uncovered', 'busyPercent', 'gap', 'askedAt', 'nearness'] as const
export type ProposeTerm = (typeof proposeTerms)[number]

const compare = (a: GiftCandidate, b: GiftCandidate, from: PlaceCode): Readonly<Record<ProposeTerm, number>> => ({
  uncovered: b.uncovered - a.uncovered,
  busyPercent: b.busyPercent - a.busyPercent,
  gap: b.gap - a.gap,
  askedAt: a.askedAt - b.askedAt,
  nearness: nearness(b.place, from) - nearness(a.place, from),
})

export type Proposed = GiftCandidate & {
  readonly nearness: number
  /** Units that the rule would give it. */
  readonly units: number
  /** In what it goes before the next one; null for the last, and where nothing tells them apart. */
  readonly because: ProposeTerm | null
}

/**
 * SUP-GIFT-2: where an undirected gift is proposed to go. Verified open requests of the kind, the most urgent first (SUP-REQ-6:
 * critical patients without a unit, then share in use), then the larger gap, then who asked earlier, then the nearer; each is
 * given its gap while units are left. Who is not ready for the units is left out. A person decides.
 */
export const proposeGift = (
  candidates: readonly GiftCandidate[],
  gift: { readonly units: number; readonly place: PlaceCode },
): readonly Proposed[] => {
  const ranked = candidates
    .filter(({ ready, gap }) => ready && gap > 0)
    .sort((a, b) => {
      const by = compare(a, b, gift.place)
      const decisive = proposeTerms.map((term) => by[term]).find((difference) => difference !== 0)
      return decisive ?? (a.id < b.id ? -1 : 1)
    })
  let left = gift.units
  return ranked.map((one, i) => {
    const units = Math.min(left, one.gap)
    left -= units
    const next = ranked[i + 1]
    const by = next === undefined ? null : compare(one, next, gift.place)
    const because = by === null ? null : (proposeTerms.find((term) => by[term] !== 0) ?? null)
    return { ...one, nearness: nearness(one.place, gift.place), units, because }
  })
}

/** Whether somebody does as the rule proposes: what differs needs a reason. */
export const isAsProposed = (
  proposed: readonly Pick<Proposed, 'id' | 'units'>[],
  chosen: { readonly request: string; readonly units: number },
): boolean => proposed.some(({ id, units }) => id === chosen.request && units === chosen.units)
