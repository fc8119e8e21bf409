import type { LeagueValues } from '../../policy/index.js'

/** What a place or a team did in the window, as far as others can confirm it (K6). */
export type Work = {
  /** Follow-ups that fell due: one a person and a day, however often somebody was called. */
  readonly owed: number
  /** Those done by then, without what a judged pattern took out. */
  readonly inTime: number
  /** Call-backs of the township that were answered: somebody had been in touch, or nobody had. */
  readonly confirmed: number
  readonly denied: number
}

export type Verdict =
  /** Shares in thousandths: done in time, what is believed of that, and both together. */
  | { readonly state: 'judged'; readonly timely: number; readonly believed: number; readonly score: number }
  | { readonly state: 'notYet'; readonly why: 'nothingOwed' | 'fewCallbacks' }

const sum = (terms: readonly number[], t: number): number => terms.reduceRight((all, each) => all * t + each, 0)

/** The deviations that so many percent of a normal distribution lie below; good to 0.0005 (Abramowitz and Stegun 26.2.23). */
export const deviationsOf = (percent: number): number => {
  const t = Math.sqrt(-2 * Math.log(1 - percent / 100))
  return t - sum([2.515517, 0.802853, 0.010328], t) / sum([1, 1.432788, 0.189269, 0.001308], t)
}

/**
 * The share that is at least true of all when so many of those asked confirmed (CARE-LEAGUE-3): the lower bound of Wilson.
 * Three of three are believed less than thirty of thirty, so that who was hardly checked never ranks high.
 */
export const believedShare = (confirmed: number, asked: number, confidencePercent: number): number => {
  if (asked === 0) return 0
  const z = deviationsOf(confidencePercent)
  const p = confirmed / asked
  const spread = z * Math.sqrt((p * (1 - p)) / asked + (z * z) / (4 * asked * asked))
  return Math.max(0, (p + (z * z) / (2 * asked) - spread) / (1 + (z * z) / asked))
}

const thousandths = (share: number): number => Math.floor(share * 1000 + 1e-9)

/** How the work of a place or a team stands: done in time, times what call-backs let one believe (CARE-LEAGUE-1 to -3). */
export const verdictOf = ({ owed, inTime, confirmed, denied }: Work, values: LeagueValues): Verdict => {
  if (owed === 0) return { state: 'notYet', why: 'nothingOwed' }
  const asked = confirmed + denied
  if (asked < values.leastCallbacks) return { state: 'notYet', why: 'fewCallbacks' }
  const timely = inTime / owed
  const believed = believedShare(confirmed, asked, values.confidencePercent)
  return {
    state: 'judged',
    timely: thousandths(timely),
    believed: thousandths(believed),
    score: thousandths(timely * believed),
  }
}

/** Ranks from the best; who has the same score shares a rank, and the next one is skipped. Null: not yet judged. */
export const ranksOf = (verdicts: readonly Verdict[]): readonly (number | null)[] =>
  verdicts.map((one) =>
    one.state === 'judged'
      ? 1 + verdicts.filter((other) => other.state === 'judged' && other.score > one.score).length
      : null,
  )
