import { addDays, type Day, daysBetween } from '../../shared/index.js'

/** Cumulative counts of a place on a day, as authorities publish them. */
export type CountedDay = { readonly day: Day; readonly confirmed: number }

/**
 * Why the new cases of a day are not simply the difference to the day before:
 * - `gap`: days without a count lie before it; what came is shared out over them;
 * - `corrected`: the cumulative count fell, or new cases after a fall only make up for it;
 * - `definition`: the definition of a case changed on that day (named by a person), and what came with it is no growth;
 * - `leap`: many times the days before, and nobody said why: a change of definition, a backlog, or real.
 */
export type CurveMark = 'gap' | 'corrected' | 'definition' | 'leap'

export type CurveDay = {
  readonly day: Day
  /** New cases of the day; null where the count does not tell (before the first, a correction, a change of definition). */
  readonly fresh: number | null
  readonly mark: CurveMark | null
  /** The bare difference of the counts where it is not what is used: taken back, or come with a new definition. */
  readonly put: number | null
}

/** The curve of a place: every day from its first count to its last, without holes. */
export type Curve = readonly CurveDay[]

export type CurveFault = { readonly why: 'twice' | 'impossible'; readonly day: Day }

export type CurveRules = {
  /** Days on which the definition of a case changed. */
  readonly definitions: readonly Day[]
  /** Times the mean of the week before at which a day is asked about (SUP-OUT-1). */
  readonly leapTimes: number
  /** Fewer new cases than this are never asked about (SUP-OUT-2). */
  readonly leapLeast: number
}

/** The first count that cannot be: a day twice, or no whole number from 0. Null when all can be. */
export const faultOfCounts = (counts: readonly CountedDay[]): CurveFault | null => {
  const seen = new Set<Day>()
  for (const { day, confirmed } of counts) {
    if (seen.has(day)) return { why: 'twice', day }
    if (!Number.isSafeInteger(confirmed) || confirmed < 0) return { why: 'impossible', day }
    seen.add(day)
  }
  return null
}

type Step = { readonly from: CountedDay; readonly to: CountedDay }

/** What a step between two counts says of its days. `top`: the highest count so far, below which nothing is new. */
const daysOfStep = ({ from, to }: Step, top: number, rules: CurveRules): readonly CurveDay[] => {
  const days = daysBetween(from.day, to.day)
  const all = Array.from({ length: days }, (_, i) => addDays(from.day, i + 1))
  const bare = to.confirmed - from.confirmed
  const changed = all.some((day) => rules.definitions.includes(day))
  if (changed) {
    return all.map((day) => ({ day, fresh: null, mark: 'definition', put: day === to.day ? bare : null }))
  }
  const fresh = to.confirmed - Math.max(top, from.confirmed)
  if (bare < 0 || fresh < bare) {
    return all.map((day) => ({ day, fresh: null, mark: 'corrected', put: day === to.day ? bare : null }))
  }
  if (days === 1) return [{ day: to.day, fresh, mark: null, put: null }]
  return all.map((day) => ({ day, fresh: fresh / days, mark: 'gap', put: day === to.day ? bare : null }))
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

const leaps = (days: Curve, at: number, rules: CurveRules): boolean => {
  const fresh = days[at]?.fresh ?? 0
  const before = days
    .slice(Math.max(0, at - 7), at)
    .map((one) => one.fresh)
    .filter((value) => value !== null)
  return fresh >= rules.leapLeast && before.length >= 3 && fresh > meanOf(before) * rules.leapTimes
}

// What is taken back by mistake is mostly put back the next day or the one after.
const madeUpWithin = 3

/**
 * Reads cumulative counts as new cases a day (E2), honest about what they do not say: a fall is a correction and never a
 * negative number of new cases, a gap is shared out, the day of a new definition says nothing of growth, and a leap that
 * nobody explained is marked for a person. The first count is a stock, not a day's cases.
 */
export const readCurve = (counts: readonly CountedDay[], rules: CurveRules): Curve => {
  const sorted = [...counts].sort((a, b) => (a.day < b.day ? -1 : 1))
  const [first] = sorted
  if (first === undefined) return []
  const days: CurveDay[] = [{ day: first.day, fresh: null, mark: null, put: null }]
  let top = first.confirmed
  let fallen: Day = first.day
  for (const [i, to] of sorted.entries()) {
    const from = sorted[i - 1]
    if (from === undefined) continue
    days.push(...daysOfStep({ from, to }, top, rules))
    if (to.confirmed < from.confirmed) fallen = to.day
    // A definition that took cases back begins a new count, and so does a fall that was not made up for soon.
    const anew =
      rules.definitions.some((day) => day > from.day && day <= to.day) || daysBetween(fallen, to.day) >= madeUpWithin
    top = anew ? to.confirmed : Math.max(top, to.confirmed)
  }
  return days.map((one, i) => (one.mark === null && leaps(days, i, rules) ? { ...one, mark: 'leap' } : one))
}
