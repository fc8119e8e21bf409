/** New cases a day, oldest first; null where the curve does not tell. */
export type Series = readonly (number | null)[]

/**
 * Ways to go on from the last days:
 * - `steady`: as the mean of the last seven days;
 * - `week`, `fortnight`: growing or falling as in the last seven or fourteen days, a little less each day;
 * - `renewal`: each case makes others after the serial interval, as many as in the last week, nearing one.
 */
export const modelNames = ['steady', 'week', 'fortnight', 'renewal'] as const
export type ModelName = (typeof modelNames)[number]

export type ModelRules = {
  /** Share of a trend that is left after each further day, 0 to 1 (SUP-OUT-3). */
  readonly damping: number
  /** Mean and standard deviation of the serial interval, days (SUP-OUT-4). */
  readonly serialMean: number
  readonly serialSd: number
}

type Model = (series: Series, days: number, rules: ModelRules) => readonly number[]

const known = (series: Series): readonly number[] => series.filter((value) => value !== null)
const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length

const steady: Model = (series, days) => {
  const level = mean(known(series.slice(-7)))
  return Array.from({ length: days }, () => level)
}

/** Slope a day and level at the last day of log(1 + cases), by least squares over what is known. */
const lineOf = (window: Series): { readonly slope: number; readonly level: number } | null => {
  const points = window.flatMap((value, i) => (value === null ? [] : [{ x: i, y: Math.log1p(value) }]))
  if (points.length < 4) return null
  const [mx, my] = [mean(points.map((p) => p.x)), mean(points.map((p) => p.y))]
  const sxx = points.reduce((sum, p) => sum + (p.x - mx) ** 2, 0)
  const slope = points.reduce((sum, p) => sum + (p.x - mx) * (p.y - my), 0) / sxx
  return { slope, level: my + slope * (window.length - 1 - mx) }
}

// Twofold a day is beyond any outbreak that was counted; a trend of four points can say anything.
const steepest = Math.log(2)

const trendOver =
  (length: number): Model =>
  (series, days, rules) => {
    const line = lineOf(series.slice(-length))
    if (line === null) return steady(series, days, rules)
    const slope = Math.max(-steepest, Math.min(steepest, line.slope))
    let [level, step] = [line.level, slope]
    return Array.from({ length: days }, () => {
      step *= rules.damping
      level += step
      return Math.max(0, Math.expm1(level))
    })
  }

/** Shares of the serial interval by day, a gamma cut to 21 days and summing to one. */
const serialShares = ({ serialMean, serialSd }: ModelRules): readonly number[] => {
  const shape = (serialMean / serialSd) ** 2
  const scale = serialSd ** 2 / serialMean
  const raw = Array.from({ length: 21 }, (_, i) => (i + 1) ** (shape - 1) * Math.exp(-(i + 1) / scale))
  const sum = raw.reduce((total, value) => total + value, 0)
  return raw.map((value) => value / sum)
}

const pressure = (cases: readonly number[], at: number, shares: readonly number[]): number =>
  shares.reduce((sum, share, i) => sum + share * (cases[at - 1 - i] ?? 0), 0)

/** Blanks take the mean of what is known around them, three days each way: who fell ill on such a day lies in bed all the same. */
export const filled = (series: Series): readonly number[] =>
  series.map((value, i) => value ?? mean(known(series.slice(Math.max(0, i - 3), i + 4))))

const renewal: Model = (series, days, rules) => {
  const shares = serialShares(rules)
  const cases = [...filled(series)]
  const from = Math.max(1, cases.length - 7)
  let [seen, expected] = [0, 0]
  for (let at = from; at < cases.length; at += 1) {
    if (series[at] === null) continue
    seen += cases[at] ?? 0
    expected += pressure(cases, at, shares)
  }
  // One case more on either side keeps a place of few from an endless or a dead outbreak.
  let log = Math.log((seen + 1) / (expected + 1))
  return Array.from({ length: days }, () => {
    log *= rules.damping
    const next = Math.exp(log) * pressure(cases, cases.length, shares)
    cases.push(next)
    return next
  })
}

/** Each model: new cases of the next days, none negative. */
export const models: Readonly<Record<ModelName, Model>> = {
  steady,
  week: trendOver(7),
  fortnight: trendOver(14),
  renewal,
}
