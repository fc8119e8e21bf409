import type { NeedSet } from './parameters.js'

/** Beds in use on a day, by severity; fractions are kept so that nothing is rounded twice. */
export type BedDay = { readonly severe: number; readonly critical: number }

/** What is known of the place's beds; null: as many as are needed. */
export type BedLimits = { readonly severe: number | null; readonly critical: number | null }

const share = (cases: readonly number[], { from, to }: { readonly from: number; readonly to: number }): number => {
  let sum = 0
  for (let day = Math.max(0, from); day <= to; day += 1) sum += cases[day] ?? 0
  return sum
}

/**
 * Beds that new cases of each day ask for (E2): a share of them is severe or critical from the day they are counted, and stays
 * so many days. `past`: new cases of the days before, who may still be in bed.
 */
export const bedsNeeded = (
  cases: { readonly past: readonly number[]; readonly next: readonly number[] },
  set: Pick<NeedSet, 'severeShare' | 'criticalShare' | 'severeStay' | 'criticalStay'>,
): readonly BedDay[] => {
  const all = [...cases.past, ...cases.next]
  return cases.next.map((_, i) => {
    const to = cases.past.length + i
    return {
      severe: set.severeShare * share(all, { from: to - set.severeStay + 1, to }),
      critical: set.criticalShare * share(all, { from: to - set.criticalStay + 1, to }),
    }
  })
}

/** Beds that can be used where a place has no more; what lies above has nowhere to go, and is told beside it. */
export const bedsInUse = (needed: readonly BedDay[], limits: BedLimits): readonly BedDay[] =>
  needed.map(({ severe, critical }) => ({
    severe: Math.min(severe, limits.severe ?? severe),
    critical: Math.min(critical, limits.critical ?? critical),
  }))
