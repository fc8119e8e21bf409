import { type Day, daysBetween } from '@lianfang/domain/shared'
import { firstDay, lastDay, numberOf, operationDays } from './days.js'
import { operationKinds, pointsOf } from './published.js'

/** Units of a kind that arrive in Hubei on a day. */
export type Arrival = { readonly day: Day; readonly kind: string; readonly units: number }

/** The first lorries were there on the fifth day. */
const begins = 4
/** Every so many days a kind arrives; all kinds on the days of the published points. */
const every = 4
/** What still comes between the last point and the end of March, in parts of what had come. */
const afterwards = 0.04

/** The day on which the 16 from Frankfurt landed in Wuhan. */
export const relayDay = '2020-02-27' as Day // written out

/** The 67, each arrival by its day: their points are reached exactly, however small a plan is. */
const ecmoArrivals: readonly Arrival[] = [
  { day: '2020-02-05' as Day, kind: 'ecmo', units: 4 }, // written out, as those below
  { day: '2020-02-12' as Day, kind: 'ecmo', units: 8 },
  { day: '2020-02-16' as Day, kind: 'ecmo', units: 8 },
  { day: '2020-02-19' as Day, kind: 'ecmo', units: 10 },
  { day: '2020-02-24' as Day, kind: 'ecmo', units: 15 },
  { day: relayDay, kind: 'ecmo', units: 16 },
  { day: '2020-03-03' as Day, kind: 'ecmo', units: 6 },
]

const cumulativeOf = (kind: string, shrink: number) => {
  const points = pointsOf(kind).map(({ day, units }) => ({ day, units: Math.max(1, Math.round(units / shrink)) }))
  const last = points.at(-1)
  const end = { day: lastDay, units: Math.round((last?.units ?? 0) * (1 + afterwards)) }
  const course = [{ day: operationDays[begins] ?? firstDay, units: 0 }, ...points, end]
  const at = (day: Day): number => {
    const next = course.findIndex((point) => point.day >= day)
    const to = course[next]
    const from = course[next - 1]
    if (next < 0 || to === undefined) return end.units
    if (from === undefined) return 0
    const share = daysBetween(from.day, day) / daysBetween(from.day, to.day)
    return Math.floor(from.units + (to.units - from.units) * share)
  }
  return { at, days: new Set(points.map(({ day }) => day)) }
}

/** What arrives when: straight lines between the points of every kind, exactly those on their days. */
export const arrivalsOf = (kinds: readonly string[], shrink: number): readonly Arrival[] =>
  kinds.flatMap((kind) => {
    if (kind === 'ecmo') return ecmoArrivals
    const { at, days } = cumulativeOf(kind, shrink)
    const offset = operationKinds.indexOf(kind)
    let before = 0
    return operationDays.flatMap((day) => {
      const isDue = days.has(day) || day === lastDay || (numberOf(day) + offset) % every === 0
      const units = isDue ? at(day) - before : 0
      before += units
      return units > 0 ? [{ day, kind, units }] : []
    })
  })
