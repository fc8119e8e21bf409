import type { NeedBasis, NeedFacts } from './facts.js'

/** How urgent a request is (SUP-REQ-6). */
export type Urgency = {
  /** Critical patients for whom no ready unit stands idle. */
  readonly uncovered: number
  /** Per cent of the hospital's units that are in use; of what is used up, per cent of the days to cover that are not in stock. */
  readonly busyPercent: number
}

/** The urgency of a request by what the hospital says. `coverDays`: SUP-REQ-4. */
export const urgencyOf = (basis: NeedBasis, facts: NeedFacts, coverDays: number): Urgency => {
  const idle = facts.idle ?? 0
  if (basis === 'use') {
    const covered = (facts.dailyUse ?? 0) * coverDays
    return { uncovered: 0, busyPercent: covered <= 0 ? 0 : Math.max(0, Math.round(100 - (100 * idle) / covered)) }
  }
  const units = (facts.inUse ?? 0) + idle
  const uncovered = Math.max(0, (facts.criticalWaiting ?? 0) - idle)
  // A hospital that has none has nothing left to fall back on.
  return { uncovered, busyPercent: units === 0 ? 100 : Math.round((100 * (facts.inUse ?? 0)) / units) }
}

/** Negative when the first is the more urgent: patients without a unit, then share in use, then who asked earlier. */
export const byUrgency = (
  a: Urgency & { readonly askedAt: number; readonly id: string },
  b: Urgency & { readonly askedAt: number; readonly id: string },
): number =>
  b.uncovered - a.uncovered ||
  b.busyPercent - a.busyPercent ||
  a.askedAt - b.askedAt ||
  (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
