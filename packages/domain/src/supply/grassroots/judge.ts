import type { FacilityKind } from '../../org/index.js'
import type { GrassrootsKind, GrassrootsValues } from '../../policy/index.js'
import { grassrootsItemWords } from '../../policy/index.js'
import type { NeedADay, NeedUnknown } from './need-a-day.js'

/** Items of the grassroots list (基层配备清单), in the order of the notice. */
export const grassrootsItems = grassrootsItemWords
export type GrassrootsItem = (typeof grassrootsItems)[number]

/** Kinds of institution that the rule is for: health centres and clinics of townships, villages and communities. */
export const grassrootsFacilityKinds = [
  'townshipCentre',
  'communityCentre',
  'villageClinic',
  'communityStation',
] as const satisfies readonly FacilityKind[]

/** The kinds that serve an item. */
export const kindsOfItem = (
  item: GrassrootsItem,
  { kinds }: Pick<GrassrootsValues, 'kinds'>,
): readonly GrassrootsKind[] => kinds.filter((one) => one.item === item)

/** Courses that units of kinds make: of each kind whole courses only, for half a box cures nobody. */
export const coursesOf = (units: ReadonlyMap<string, number>, kinds: readonly GrassrootsKind[]): number =>
  kinds.reduce((sum, { kind, unitsPerCourse }) => sum + Math.floor((units.get(kind) ?? 0) / unitsPerCourse), 0)

/** Whether stock is enough. `unknown` is not enough: it says what nobody knows. */
export type Verdict = 'enough' | 'short' | 'unknown'

/** The test by the population served (SUP-GRASS-1), in courses. */
export type PopulationTest = {
  readonly verdict: Verdict
  readonly population: number | null
  readonly lowerPercent: number
  readonly upperPercent: number
  /** Courses for the lower and the upper per cent, rounded up; null where the population is not known. */
  readonly lower: number | null
  readonly upper: number | null
  /** Per cent of the population that the stock serves, rounded down to a tenth. */
  readonly percent: number | null
  readonly unknown: 'populationUnknown' | 'noBook' | null
}

/** The test by days on hand (SUP-GRASS-3). */
export type DaysTest = {
  readonly verdict: Verdict
  readonly need: NeedADay
  readonly coverDays: number
  /** Courses that the cover takes, rounded up; null where no need a day is known. */
  readonly wanted: number | null
  /** Whole days that the stock lasts; null where no need a day is known, or it is nothing. */
  readonly days: number | null
  readonly unknown: NeedUnknown | 'noBook' | null
}

/** Both tests of one item at one institution; `courses` is null where it keeps no book. */
export type ItemTests = {
  readonly item: GrassrootsItem
  readonly courses: number | null
  readonly population: PopulationTest
  readonly days: DaysTest
  /** Short in either test is a breach; enough only where both are. */
  readonly verdict: Verdict
}

const share = (percent: number, population: number): number => Math.ceil((percent * population) / 100)

/** SUP-GRASS-1, -2: whether a course is there for the lower per cent of the people served. */
export const testPopulation = (
  courses: number | null,
  population: number | null,
  { lowerPercent, upperPercent }: Pick<GrassrootsValues, 'lowerPercent' | 'upperPercent'>,
): PopulationTest => {
  const known = population !== null && population > 0 ? population : null
  const lower = known === null ? null : share(lowerPercent, known)
  const upper = known === null ? null : share(upperPercent, known)
  const percent = known === null || courses === null ? null : Math.floor((courses * 1000) / known) / 10
  const given = { population: known, lowerPercent, upperPercent, lower, upper, percent }
  if (lower === null) return { ...given, verdict: courses === 0 ? 'short' : 'unknown', unknown: 'populationUnknown' }
  if (courses === null) return { ...given, verdict: 'unknown', unknown: 'noBook' }
  return { ...given, verdict: courses >= lower ? 'enough' : 'short', unknown: null }
}

/**
 * SUP-GRASS-3: whether the need of so many days is there. Short is proven by use or by forecast alone; enough is said only
 * where real use is known, for a forecast alone does not know what is given out.
 */
export const testDays = (
  courses: number | null,
  need: NeedADay,
  { coverDays }: Pick<GrassrootsValues, 'coverDays'>,
): DaysTest => {
  const { perDay, use } = need
  const wanted = perDay === null ? null : Math.ceil(perDay * coverDays)
  const days = courses === null || perDay === null || perDay <= 0 ? null : Math.floor(courses / perDay)
  const given = { need, coverDays, wanted, days }
  if (courses === null) return { ...given, verdict: 'unknown', unknown: 'noBook' }
  const unknown = use.state === 'unknown' ? use.why : null
  if (courses === 0 || (wanted !== null && courses < wanted)) return { ...given, verdict: 'short', unknown }
  return { ...given, verdict: unknown === null ? 'enough' : 'unknown', unknown }
}

/** Both tests of an item, with their numbers (K9). */
export const testItem = (
  item: GrassrootsItem,
  known: { readonly courses: number | null; readonly population: number | null; readonly need: NeedADay },
  values: Pick<GrassrootsValues, 'lowerPercent' | 'upperPercent' | 'coverDays'>,
): ItemTests => {
  const population = testPopulation(known.courses, known.population, values)
  const days = testDays(known.courses, known.need, values)
  const both = [population.verdict, days.verdict]
  const verdict = both.includes('short') ? 'short' : both.includes('unknown') ? 'unknown' : 'enough'
  return { item, courses: known.courses, population, days, verdict }
}
