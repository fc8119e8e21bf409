import type { DueFlag, DueValues, Duty } from '../../policy/index.js'
import { DAY_MS, HOUR_MS, type Instant } from '../../shared/index.js'
import type { Stretch, TrialPerson, TrialSpan } from './stretches.js'

/** One promise, in milliseconds. */
type Promised = {
  readonly gap: number
  readonly n: number
  readonly window: number
  readonly rest: number
}

/** The values of the due engine as the trial reads them: a hundred thousand people are asked with the same ones. */
export type TrialDue = {
  readonly red: Promised
  readonly yellow: Promised
  readonly owes: { readonly red: boolean; readonly yellow: boolean }
  readonly byFlag: Readonly<Record<DueFlag, Promised>>
  readonly askAgain: number
  readonly offerAgain: number
  readonly afterDischarge: number
}

// The same floor as the due engine's own `restHours`; the test against the replay holds the two together.
const promised = ({ perWindow, longestGapHours }: Duty, windowHours: number): Promised => {
  const rest = Math.max(windowHours - (perWindow - 1) * longestGapHours, Math.min(24, windowHours / perWindow))
  return { gap: longestGapHours * HOUR_MS, n: perWindow, window: windowHours * HOUR_MS, rest: rest * HOUR_MS }
}

export const trialDue = (values: DueValues): TrialDue => {
  const of = (duty: Duty): Promised => promised(duty, values.windowHours)
  const { byTier, byFlag, life, dutyTiers } = values
  return {
    red: of(byTier.red),
    yellow: of(byTier.yellow),
    owes: { red: dutyTiers.includes('red'), yellow: dutyTiers.includes('yellow') },
    byFlag: {
      livingAlone: of(byFlag.livingAlone),
      onlyWithDisabledChildren: of(byFlag.onlyWithDisabledChildren),
      dialysis: of(byFlag.dialysis),
      pregnant: of(byFlag.pregnant),
      disabled: of(byFlag.disabled),
      childInDifficulties: of(byFlag.childInDifficulties),
      episode: of(byFlag.episode),
    },
    askAgain: life.askAgainHours * HOUR_MS,
    offerAgain: life.offerAgainHours * HOUR_MS,
    afterDischarge: life.afterDischargeHours * HOUR_MS,
  }
}

/** The n-th talk back; undefined where there were not so many. */
type Talks = (n: number) => number | undefined

const owedBy = (owed: Promised, since: number, anchor: number, talks: Talks): number => {
  const byGap = Math.max(anchor + owed.gap, since)
  if (owed.n === 0) return byGap
  const firstFull = since + owed.gap + owed.window
  const nth = talks(owed.n)
  const fails = nth === undefined ? firstFull : Math.max(firstFull, nth + owed.window)
  const last = talks(1)
  return Math.min(byGap, last === undefined ? fails : Math.max(fails, last + owed.rest))
}

const never = Number.POSITIVE_INFINITY

const dueInPause = ({ life, flags }: Stretch, last: number | undefined, values: TrialDue): number | null => {
  if (life.status === 'dead' || life.status === 'left') return never
  if (life.since === null || life.status === 'here') return null
  const from = last === undefined ? life.since : Math.max(life.since, last)
  if (life.status === 'admitted') return from + values.askAgain
  let due = from + values.offerAgain
  for (const { flag, since } of flags)
    if (flag === 'episode') due = Math.min(due, Math.max(from + values.byFlag.episode.gap, since))
  return due
}

/**
 * `nextDue` without its reasons: the moment alone, and no list or object made on the way. The engine itself took 25
 * microseconds for a person's four weeks, twice, where a million people have thirty seconds.
 */
const dueAt = (takenInAt: Instant, stretch: Stretch, talks: Talks, values: TrialDue): number => {
  const last = talks(1)
  const paused = dueInPause(stretch, last, values)
  if (paused !== null) return paused
  const { life, tier, flags } = stretch
  const resumed = life.resumed === null ? 0 : life.resumed.at
  const anchor = Math.max(last ?? takenInAt, stretch.dutySince, resumed)
  let due = never
  if (tier !== 'green' && values.owes[tier])
    due = owedBy(values[tier], Math.max(stretch.tierSince, resumed), anchor, talks)
  for (const { flag, since } of flags) {
    due = Math.min(due, owedBy(values.byFlag[flag], Math.max(since, resumed), anchor, talks))
  }
  if (life.resumed?.from === 'discharge' && (last === undefined || last < resumed)) {
    due = Math.min(due, resumed + values.afterDischarge)
  }
  return due
}

const endOf = (stretches: readonly Stretch[], i: number, span: TrialSpan): number =>
  Math.min(stretches[i + 1]?.from ?? span.until, span.until)

/**
 * How many follow-ups it takes to keep every promise of the weeks (CARE-TRIAL-2): each made at its last moment, so that more
 * than this nobody has to make. Whoever was overdue when the weeks began is owed one at once.
 */
export const followupsOwed = ({ takenInAt, stretches, twoWayAt }: TrialPerson, span: TrialSpan, values: TrialDue) => {
  const prior = twoWayAt.filter((at) => at < span.from)
  const made: number[] = []
  const talks: Talks = (n) => (n <= made.length ? made[made.length - n] : prior[n - 1 - made.length])
  for (const [i, stretch] of stretches.entries()) {
    const end = endOf(stretches, i, span)
    let now = Math.max(stretch.from, span.from)
    for (;;) {
      now = Math.max(now, dueAt(takenInAt, stretch, talks, values))
      if (now >= end) break
      made.push(now)
    }
  }
  return made.length
}

/**
 * How often somebody was left waiting past the due moment, by what was really done (CARE-TRIAL-3): between two talks once at
 * most, however long. A talk exactly at the due moment is in time.
 */
export const followupsLate = ({ takenInAt, stretches, twoWayAt }: TrialPerson, span: TrialSpan, values: TrialDue) => {
  const known = twoWayAt.filter((at) => at < span.until)
  const within = known.filter((at) => at >= span.from).length
  let late = 0
  for (let k = 0; k <= within; k += 1) {
    // The newest stands first: before the next talk the later ones have not happened.
    const hidden = within - k
    const talks: Talks = (n) => known[hidden + n - 1]
    const begins = k === 0 ? span.from : (known[hidden] ?? span.from)
    const next = known[hidden - 1] ?? span.until
    const waited = stretches.some((stretch, i) => {
      const from = Math.max(stretch.from, begins)
      const to = Math.min(endOf(stretches, i, span), next)
      return from < to && dueAt(takenInAt, stretch, talks, values) < to
    })
    if (waited) late += 1
  }
  return late
}

export type FirstDay = {
  /** Due within the day, or before it. */
  readonly due: boolean
  /** Due before it began: overdue from its first moment. */
  readonly late: boolean
}

/**
 * How somebody stands on the first day, as if it began where the weeks end (CARE-TRIAL-7): by the talks that were really made.
 * Whoever is of another tier from then on is owed as that tier is, begun at that moment.
 */
export const firstDayOf = (
  { takenInAt, stretches, twoWayAt }: TrialPerson,
  { until }: TrialSpan,
  { values, tier }: FirstDayBy,
): FirstDay => {
  const last = stretches.at(-1)
  if (last === undefined) return { due: false, late: false }
  const began = last.tier === 'green' ? until : last.dutySince
  const stretch = last.tier === tier ? last : { ...last, tier, tierSince: until, dutySince: began }
  const known = twoWayAt.filter((at) => at < until)
  const at = dueAt(takenInAt, stretch, (n) => known[n - 1], values)
  return { due: at < until + DAY_MS, late: at < until }
}

type FirstDayBy = { readonly values: TrialDue; readonly tier: Stretch['tier'] }
