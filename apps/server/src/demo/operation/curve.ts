import type { Day } from '@lianfang/domain/shared'
import { diceOf } from '../dice.js'
import { operationDays } from './days.js'
import { hubeiPlaces } from './places.js'

/** Confirmed cases of a place up to a day, as they would have been told. */
export type CurveDay = { readonly day: Day; readonly place: string; readonly confirmed: number }

/** Day of the operation on which clinically diagnosed cases were counted too: 12 February. */
export const definitionDay = 23
/** Days on which a place put its figure right, downwards. */
const corrections: Readonly<Record<number, number>> = { 30: 1, 31: 3, 44: 5 }

/** Invented sizes of the wave in the whole province; the shape is the published one, the numbers are not. */
const casesInAll = 52_000
const addedByDefinition = 13_000

const logistic = (day: number): number => 1 / (1 + Math.exp(-(day - 17) / 3.6))

/** A wave that rises, a leap on the day of the change of definition, corrections downwards, then a plateau. */
export const planCurve = (seed: number): readonly CurveDay[] => {
  const all = hubeiPlaces.reduce((sum, { weight }) => sum + weight, 0)
  return hubeiPlaces.flatMap(({ code, weight }, i) => {
    const dice = diceOf(seed, i, 44)
    const share = weight / all
    const leap = Math.round(addedByDefinition * share)
    let confirmed = Math.round(4 * weight)
    return operationDays.map((day, n) => {
      const grown = casesInAll * share * (logistic(n) - logistic(n - 1)) * (0.88 + 0.24 * dice.next())
      const corrected = corrections[n] === i ? Math.max(1, Math.round(confirmed * 0.02)) : 0
      confirmed += Math.round(grown) + (n === definitionDay ? leap : 0) - corrected
      return { day, place: code, confirmed }
    })
  })
}
