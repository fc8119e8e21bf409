import { noTally, type TrialTally } from '@lianfang/domain/care'

type Open<T> = { -readonly [K in keyof T]: T[K] extends object ? Open<T[K]> : T[K] }

/** A tally that is being counted up: one for each township, and never handed on. */
export type Counting = Open<TrialTally>

// Each side on its own: cloned whole, the two would stay one object, as they are in `noTally`.
const freshTally = (): Counting => ({
  ...noTally,
  old: structuredClone(noTally.old),
  new: structuredClone(noTally.new),
})

/** The tallies of a county's townships while it is counted. */
export type Townships = { readonly of: (township: string) => Counting; readonly all: () => Record<string, TrialTally> }

export const countTownships = (): Townships => {
  const known = new Map<string, Counting>()
  return {
    of: (township) => {
      const tally = known.get(township) ?? freshTally()
      known.set(township, tally)
      return tally
    },
    all: () => Object.fromEntries(known),
  }
}
