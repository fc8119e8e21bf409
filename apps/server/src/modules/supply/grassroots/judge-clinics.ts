import type { GrassrootsRow, ItemTestsInfo } from '@lianfang/contract'
import type { GrassrootsValues } from '@lianfang/domain/policy'
import { addDays, type Day } from '@lianfang/domain/shared'
import {
  coursesOf,
  type DayFlow,
  type ForecastUse,
  forecastUse,
  type GrassrootsItem,
  grassrootsItems,
  type ItemTests,
  isProposal,
  kindsOfItem,
  needADay,
  type OrderAs,
  type PlaceOutlook,
  proposeOrder,
  realUse,
  testItem,
  type UseBook,
  useWindow,
} from '@lianfang/domain/supply'
import type { Tx } from '../../../kernel/db/index.js'
import { type PlaceName, placesByCode } from '../../../kernel/org/index.js'
import type { GrassRules } from '../needs.js'
import { booksOf, type ClinicRow, comingOf, type FlowRow, flowsOf, outlooksFor, type UnitsRow, unitsOf } from './sql.js'

/** What was read of a group of institutions of one county. */
type Known = {
  readonly units: readonly UnitsRow[]
  readonly began: ReadonlyMap<string, Day>
  readonly flows: readonly FlowRow[]
  readonly coming: readonly { readonly facility: string; readonly kind: string; readonly units: number }[]
  readonly outlooks: readonly PlaceOutlook[]
}

/** An item's book in courses: what its kinds moved, day by day, and what was there as the window began. */
const bookOf = (clinic: string, item: GrassrootsItem, known: Known, { values, today }: GrassRules): UseBook | null => {
  const began = known.began.get(clinic)
  if (began === undefined) return null
  const { from, to } = useWindow(today, began, values)
  const byDay = new Map<Day, { came: number; used: number; gone: number }>()
  let opening = 0
  for (const { kind, unitsPerCourse } of kindsOfItem(item, values)) {
    const own = (row: { readonly facility: string; readonly kind: string }) =>
      row.facility === clinic && row.kind === kind
    opening += (known.units.find(own)?.free ?? 0) / unitsPerCourse
    for (const row of known.flows.filter((one) => own(one) && one.day >= from)) {
      const before = byDay.get(row.day) ?? { came: 0, used: 0, gone: 0 }
      opening -= (row.came - row.gone) / unitsPerCourse
      byDay.set(row.day, {
        came: before.came + row.came / unitsPerCourse,
        used: before.used + row.used / unitsPerCourse,
        gone: before.gone + row.gone / unitsPerCourse,
      })
    }
  }
  const flows = [...byDay].map(([day, { came, used, gone }]): DayFlow => ({ day, came, used, otherOut: gone - used }))
  return { from, to, opening, flows }
}

const unitsByKind = (clinic: string, rows: readonly UnitsRow[]): ReadonlyMap<string, number> =>
  new Map(rows.filter(({ facility }) => facility === clinic).map(({ kind, available }) => [kind, available]))

const comingCourses = (clinic: string, item: GrassrootsItem, known: Known, values: GrassrootsValues): number => {
  const units = known.coming.filter(({ facility }) => facility === clinic)
  return coursesOf(new Map(units.map((one) => [one.kind, one.units])), kindsOfItem(item, values))
}

/** An institution with both tests of each item. */
export type Judged = {
  readonly clinic: ClinicRow
  readonly tests: readonly (ItemTests & { readonly coming: number })[]
  readonly units: ReadonlyMap<string, number>
}

const judgeOne = (clinic: ClinicRow, known: Known, rules: GrassRules): Judged => {
  const units = unitsByKind(clinic.id, known.units)
  const hasBook = known.began.has(clinic.id)
  const tests = grassrootsItems.map((item) => {
    const courses = hasBook ? coursesOf(units, kindsOfItem(item, rules.values)) : null
    const ahead = { outlooks: known.outlooks, population: clinic.population, today: rules.today }
    const use = realUse(bookOf(clinic.id, item, known, rules), rules.values)
    const need = needADay(use, forecastUse(item, ahead, rules.values))
    const coming = comingCourses(clinic.id, item, known, rules.values)
    return { ...testItem(item, { courses, population: clinic.population, need }, rules.values), coming }
  })
  return { clinic, tests, units }
}

/** Both tests of every item at these institutions, read together, county by county (K9). */
export const judgeClinics = async (tx: Tx, clinics: readonly ClinicRow[], rules: GrassRules): Promise<Judged[]> => {
  const kinds = rules.values.kinds.map(({ kind }) => kind)
  const since = addDays(rules.today, -rules.values.useDays)
  const judged: Judged[] = []
  for (const home of new Set(clinics.map((clinic) => clinic.home))) {
    const own = clinics.filter((clinic) => clinic.home === home)
    const of = { home, ids: own.map(({ id }) => id) }
    const units = await unitsOf(tx, of, rules.today)
    const books = await booksOf(tx, of)
    const flows = await flowsOf(tx, of, kinds, since)
    const coming = await comingOf(tx, of)
    const outlooks = await outlooksFor(tx, home)
    const began = new Map(books.map(({ facility, began: day }) => [facility, day]))
    const known = { units, began, flows, coming, outlooks }
    judged.push(...own.map((clinic) => judgeOne(clinic, known, rules)))
  }
  return judged
}

/** What the breaches of an institution propose to order, and what they do not. */
export const proposalsOf = (judged: Judged, as: (item: GrassrootsItem) => OrderAs | null, rules: GrassRules) =>
  judged.tests.flatMap((tests) => {
    const one = proposeOrder(tests, { coming: tests.coming, as: as(tests.item) }, rules.values)
    return one === null ? [] : [one]
  })

type Names = ReadonlyMap<string, PlaceName>

const tellForecast = (forecast: ForecastUse, names: Names): ItemTestsInfo['days']['forecast'] => {
  if (forecast.state === 'unknown') return { perDay: null, why: forecast.why, from: null }
  const { place, ...from } = forecast.from
  const named = names.get(place) ?? { code: place, name: place, level: 'county' as const }
  return { perDay: forecast.perDay, why: null, from: { place: named, ...from } }
}

const tellTests = (tests: Judged['tests'][number], names: Names): ItemTestsInfo => {
  const { need, ...days } = tests.days
  const { use, forecast } = need
  return {
    ...{ item: tests.item, courses: tests.courses, verdict: tests.verdict, population: tests.population },
    days: {
      ...{ ...days, perDay: need.perDay, basis: need.basis },
      use: {
        ...{ days: use.days, used: use.used, out: use.out },
        ...(use.state === 'known'
          ? { perDay: use.perDay, adjusted: use.adjusted, why: null }
          : { perDay: null, adjusted: null, why: use.why }),
      },
      forecast: tellForecast(forecast, names),
    },
    coming: tests.coming,
  }
}

const worst = (verdicts: readonly ItemTests['verdict'][]): ItemTests['verdict'] =>
  verdicts.includes('short') ? 'short' : verdicts.includes('unknown') ? 'unknown' : 'enough'

/** What the tests say of one item, or the worst of all. */
export const verdictOf = (tests: Judged['tests'], item: GrassrootsItem | null): ItemTests['verdict'] =>
  worst(tests.filter((one) => item === null || one.item === item).map(({ verdict }) => verdict))

/** Where it is, and whose outlooks its needs are reckoned from. */
const placesIn = ({ clinic, tests }: Judged): string[] => [
  clinic.place,
  ...tests.flatMap(({ days: { need } }) => (need.forecast.state === 'known' ? [need.forecast.from.place] : [])),
]

/** Institutions as a list shows them. */
export const tellClinics = async (tx: Tx, judged: readonly Judged[], rules: GrassRules): Promise<GrassrootsRow[]> => {
  const names = await placesByCode(tx, [...new Set(judged.flatMap(placesIn))])
  return judged.map((one) => ({ ...tellClinic(one, names), ...tellProposals(one, rules) }))
}

const tellProposals = (judged: Judged, rules: GrassRules): Pick<GrassrootsRow, 'proposals' | 'unproposed'> => {
  const proposed = proposalsOf(judged, () => null, rules)
  return {
    proposals: proposed.filter(isProposal),
    unproposed: proposed.flatMap((one) => (isProposal(one) ? [] : [one])),
  }
}

const tellClinic = ({ clinic, tests }: Judged, names: Names): Omit<GrassrootsRow, 'proposals' | 'unproposed'> => ({
  ...{ id: clinic.id, name: clinic.name, nameEn: clinic.name_en, kind: clinic.kind },
  place: names.get(clinic.place) ?? { code: clinic.place, name: clinic.place, level: 'village' as const },
  served:
    clinic.population === null || clinic.said_on === null
      ? null
      : {
          ...{ population: clinic.population, source: clinic.source ?? '' },
          ...{ day: clinic.said_on, by: clinic.said_by ?? '' },
        },
  verdict: verdictOf(tests, null),
  items: tests.map((one) => tellTests(one, names)),
})
