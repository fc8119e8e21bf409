import { type ModelName, type ModelRules, modelNames, models, type Series } from './models.js'

export type ForecastRules = ModelRules & {
  /** Past days whose forecasts weigh the models and measure the error (SUP-OUT-5). */
  readonly trialDays: number
  /** Share of days that should fall within the band, 0 to 1 (SUP-OUT-6). */
  readonly coverage: number
}

export type ForecastDay = { readonly mid: number; readonly low: number; readonly high: number }

export type Forecast = {
  /** The next days, the nearest first: new cases, with the band. */
  readonly days: readonly ForecastDay[]
  /** How much each model counts, summing to one. */
  readonly weights: Readonly<Record<ModelName, number>>
  /** Past forecasts that the band rests on; under eight it is a wide guess and says so. */
  readonly trials: number
}

/** Days ahead by which a model is judged, and is asked for at least. */
const judgedAhead = 7
const fewTrials = 8

const logError = (predicted: number, actual: number): number => Math.log1p(actual) - Math.log1p(predicted)

type Asked = { readonly series: Series; readonly rules: ForecastRules }
type Predict = (model: ModelName, origin: number) => readonly number[]

/** What each model said on a past day is asked many times and reckoned once. */
const predictor = ({ series, rules }: Asked, ahead: number): Predict => {
  const kept = new Map<string, readonly number[]>()
  return (model, origin) => {
    const key = `${model} ${origin}`
    const known = kept.get(key)
    if (known !== undefined) return known
    const made = models[model](series.slice(0, origin), ahead, rules)
    kept.set(key, made)
    return made
  }
}

/** A forecast is made of days before `origin`; the first day it tells of is `origin` itself. */
const errorsAt = (
  { series }: Asked,
  said: readonly number[],
  at: { readonly origin: number; readonly until: number },
) =>
  said.flatMap((predicted, i) => {
    const actual = at.origin + i < at.until ? (series[at.origin + i] ?? null) : null
    return actual === null ? [] : [{ ahead: i, error: logError(predicted, actual) }]
  })

const least = 8 // a week and a day: before that there is nothing to learn from

const originsBefore = (now: number, { trialDays }: ForecastRules): readonly number[] => {
  const first = Math.max(least, now - trialDays)
  return Array.from({ length: Math.max(0, now - first) }, (_, i) => first + i)
}

/** Models weigh by the square of what they were wrong lately, as it was known on the day. */
const weightsAt = (asked: Asked, predict: Predict, now: number): Record<ModelName, number> => {
  const raw = modelNames.map((model) => {
    const errors = originsBefore(now, asked.rules).flatMap((origin) =>
      errorsAt(asked, predict(model, origin).slice(0, judgedAhead), { origin, until: now }),
    )
    const wrong = errors.reduce((sum, { error }) => sum + Math.abs(error), 0) / Math.max(1, errors.length)
    return errors.length === 0 ? 1 : 1 / (0.05 + wrong) ** 2
  })
  const sum = raw.reduce((total, value) => total + value, 0)
  return Object.fromEntries(modelNames.map((model, i) => [model, (raw[i] ?? 0) / sum])) as Record<ModelName, number> // one entry a name
}

/** All models together, on the logarithm: none that runs away takes the others with it. */
const together = (predict: Predict, weights: Record<ModelName, number>, origin: number, ahead: number): number[] =>
  Array.from({ length: ahead }, (_, i) =>
    Math.expm1(modelNames.reduce((sum, name) => sum + weights[name] * Math.log1p(predict(name, origin)[i] ?? 0), 0)),
  )

const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * (sorted.length + 1)) - 1)] ?? 0
}

/** Half the band on the logarithm for each day ahead, from what was wrong lately; never narrower further ahead. */
const bandOf = (
  errors: readonly { readonly ahead: number; readonly error: number }[],
  days: number,
  coverage: number,
) => {
  let widest = 0
  return Array.from({ length: days }, (_, ahead) => {
    const own = errors.filter((one) => one.ahead === ahead).map(({ error }) => Math.abs(error))
    // Where too few past days reach so far the guess grows with the root of the distance.
    const half =
      own.length >= fewTrials ? quantile(own, coverage) : Math.max(widest, 0.5) * Math.sqrt((ahead + 2) / (ahead + 1))
    widest = Math.max(widest, half)
    return widest
  })
}

/**
 * New cases of the next `days` days (E2): models weighed by their recent error, with a band from what their sum was wrong in
 * the past days, each judged by what was known on its day. The band is of the days, not of the truth: reported cases, as
 * they are counted now.
 */
export const forecast = (series: Series, days: number, rules: ForecastRules): Forecast => {
  const asked = { series, rules }
  return forecastAt(asked, remembering(asked, days), { now: series.length, days })
}

type Memory = { readonly predict: Predict; readonly past: (origin: number) => readonly number[] }

/** What was said on a past day does not change with the day on which it is asked. */
const remembering = (asked: Asked, ahead: number): Memory => {
  const predict = predictor(asked, ahead)
  const kept = new Map<number, readonly number[]>()
  return {
    predict,
    past: (origin) => {
      const known = kept.get(origin)
      if (known !== undefined) return known
      const said = together(predict, weightsAt(asked, predict, origin), origin, ahead)
      kept.set(origin, said)
      return said
    },
  }
}

const forecastAt = (
  asked: Asked,
  { predict, past: saidOn }: Memory,
  { now, days }: { readonly now: number; readonly days: number },
): Forecast => {
  const { rules } = asked
  const weights = weightsAt(asked, predict, now)
  const past = originsBefore(now, rules).map((origin) => ({ origin, said: saidOn(origin) }))
  const errors = past.flatMap(({ origin, said }) => errorsAt(asked, said, { origin, until: now }))
  const band = bandOf(errors, days, rules.coverage)
  const mid = together(predict, weights, now, days)
  return {
    days: mid.map((value, i) => ({
      mid: value,
      low: Math.max(0, Math.expm1(Math.log1p(value) - (band[i] ?? 0))),
      high: Math.expm1(Math.log1p(value) + (band[i] ?? 0)),
    })),
    weights,
    trials: past.length,
  }
}

export type BackTest = {
  /** Forecasts that were made and can be judged by now. */
  readonly forecasts: number
  /** Days within the band, of the days that were forecast with one. */
  readonly within: number
  readonly of: number
  /** Mean error of the cases of the next seven days together, per cent of what came; null where nothing came. */
  readonly errorPercent: number | null
  /** The same for going on as in the last seven days: what a forecast must beat. */
  readonly steadyErrorPercent: number | null
}

const percentOff = (pairs: readonly { readonly said: number; readonly came: number }[]): number | null => {
  const came = pairs.reduce((sum, pair) => sum + pair.came, 0)
  return came === 0 ? null : (100 * pairs.reduce((sum, pair) => sum + Math.abs(pair.said - pair.came), 0)) / came
}

const weekOf = (series: Series, origin: number): number | null => {
  const days = series.slice(origin, origin + judgedAhead)
  if (days.length < judgedAhead || days.some((value) => value === null)) return null
  return days.reduce<number>((sum, value) => sum + (value ?? 0), 0)
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/**
 * How good forecasts of the past would have been, each made with what was known on its day alone (E2). Weeks with a day that
 * says nothing (a new definition, a correction) are left out of the sums.
 */
export const backTest = (series: Series, rules: ForecastRules): BackTest => {
  const origins = originsBefore(series.length, { ...rules, trialDays: series.length }).filter((o) => o > least)
  const asked = { series, rules }
  const memory = remembering(asked, judgedAhead)
  const made = origins.map((origin) => ({
    origin,
    cast: forecastAt(asked, memory, { now: origin, days: judgedAhead }),
  }))
  const judged = made.flatMap(({ origin, cast }) =>
    cast.days.flatMap(({ low, high }, i) => {
      const actual = series[origin + i] ?? null
      return actual === null ? [] : [actual >= Math.floor(low) && actual <= Math.ceil(high)]
    }),
  )
  const weeks = made.flatMap(({ origin, cast }) => {
    const came = weekOf(series, origin)
    if (came === null) return []
    const steady = total(models.steady(series.slice(0, origin), judgedAhead, rules))
    return [{ came, said: total(cast.days.map(({ mid }) => mid)), steady }]
  })
  return {
    forecasts: weeks.length,
    within: judged.filter(Boolean).length,
    of: judged.length,
    errorPercent: percentOff(weeks),
    steadyErrorPercent: percentOff(weeks.map(({ came, steady }) => ({ came, said: steady }))),
  }
}
