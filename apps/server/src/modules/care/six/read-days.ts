import type { KeptPoint } from '@lianfang/contract'
import { roleSpecs } from '@lianfang/domain/org'
import { addDays, chainOf, type Day, dayIn, instantOf } from '@lianfang/domain/shared'
import { inTransaction, overNation, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { chainNamed, childrenOf, nation } from '../../../kernel/org/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { hiddenPeople, type Seen } from '../board/above.js'
import { seenFrom } from '../board/read-board.js'
import type { CareNeeds } from '../needs.js'
import { hiddenPoints, type SixLevel } from './hide-points.js'
import { renewSix } from './keep-six.js'
import { digitsBelow } from './levels.js'
import { type DayRow, type SumRow, sumsOfDays, workedAt } from './sql-days.js'

const trendDays = 14
const longMs = 10_000

type Sums = Pick<SumRow, 'in_place' | 'asked' | 'against'>

/** The point that stands against the register. */
const surveyed = 1

const hidden: KeptPoint = { n: null, of: null, hidden: true }

/** Shares of two measures make no third: what stands against both in one place has no sum. */
const openPoints = ({ in_place, asked, against }: Sums): KeptPoint[] =>
  in_place.map((n, i) => {
    if (i !== surveyed || against === null) return { n, of: asked[i] ?? null, hidden: false }
    return against === 'mixed'
      ? { n: null, of: null, hidden: false, against }
      : { n, of: asked[i] ?? null, hidden: false, against }
  })

type Reader = Pick<Call<'six.days'>, 'scope' | 'params'>
type At = { readonly today: Day; readonly from: Day }
type Days = ReadonlyMap<Day, readonly DayRow[]>

/** The sums of the places below, day by day; of a township those of itself. */
const daysBelow = async (tx: Tx, place: string, at: At): Promise<Days> => {
  const digits = digitsBelow[place.length] ?? place.length
  const days = new Map<Day, DayRow[]>()
  for (const row of await sumsOfDays(tx, { ...at, place, digits })) {
    const known = days.get(row.day)
    if (known === undefined) days.set(row.day, [row])
    else known.push(row)
  }
  return days
}

const sum = (counts: readonly number[]): number => counts.reduce((all, n) => all + n, 0)

/** All rows as one; a denominator that is not known of one is not known of the whole. */
const totalOf = (rows: readonly Sums[]): Sums => ({
  in_place: [0, 1, 2, 3, 4, 5].map((at) => sum(rows.map(({ in_place }) => in_place[at] ?? 0))),
  asked: [0, 1, 2, 3, 4, 5].map((at) =>
    rows.every(({ asked }) => asked[at] != null) ? sum(rows.map(({ asked }) => asked[at] ?? 0)) : null,
  ),
  against: rows.reduce<Sums['against']>(
    (all, { against }) => (all === against ? all : both(all, against)),
    rows[0]?.against ?? null,
  ),
})

const both = (a: Sums['against'], b: Sums['against']): Sums['against'] => (a === null || b === null ? null : 'mixed')

const small = (n: number, min: number): boolean => n > 0 && n < min

/** The sums of a day, without what is closed and what is small. */
const dayPoints = (sums: Sums, min: number, closed: ReadonlySet<number>) =>
  openPoints(sums).map((point, i) => {
    const { n, of } = point
    if (closed.has(i)) return hidden
    if (i === 0 || n === null) return point
    return small(n, min) || (i > 1 && of !== null && (small(of, min) || small(of - n, min))) ? hidden : point
  })

type Shown = {
  readonly days: Days
  /** Today's, of the places below. */
  readonly rows: readonly (readonly KeptPoint[])[]
  readonly total: (sums: Sums, day: Day) => KeptPoint[]
}

type Chain = { readonly places: readonly string[]; readonly days: readonly Days[]; readonly seen: Seen }

/** What each page from the nation down to a place counts on a day, and what the boards of that day hide there. */
const levelsOn = ({ places, days, seen }: Chain, day: Day): SixLevel[] =>
  places.map((_, i) => {
    const rows = days[i]?.get(day) ?? []
    const child = places[i + 1]
    return {
      rows,
      next: rows.findIndex(({ code }) => code === child),
      min: seen.levels[i]?.min ?? Number.MAX_SAFE_INTEGER,
      boardHides: hiddenPeople(seen, i, day),
    }
  })

/** What a page above the county hides of its places, and on each day of its own sums: the same whoever reads (X2). */
const suppressed = async (needs: CareNeeds, { scope, params }: Reader, at: At): Promise<Shown> => {
  const { place } = params
  const places = [...chainOf(place)].reverse()
  const read = async (tx: Tx): Promise<Chain> => {
    const seen = await seenFrom(needs, tx, { place, now: instantOf(needs.now()), today: at.today, scope })
    const days: Days[] = []
    await overNation(tx, scope, async () => {
      for (const one of places) days.push(await daysBelow(tx, one, at))
    })
    return { places, days, seen }
  }
  const chain = await inTransaction(needs.db.app, scope, read, { readOnly: true, longMs })
  const now = hiddenPoints(levelsOn(chain, at.today))
  const own = chain.days.at(-1) ?? new Map<Day, readonly DayRow[]>()
  const min = chain.seen.levels.at(-1)?.min ?? Number.MAX_SAFE_INTEGER
  // What is hidden today was about the same on the days before.
  const closed = (day: Day): ReadonlySet<number> => {
    const then = hiddenPoints(levelsOn(chain, day))
    return new Set([...then.keys()].filter((point) => then[point]?.own || now[point]?.own))
  }
  return {
    days: own,
    rows: (own.get(at.today) ?? []).map((row, r) =>
      openPoints(row).map((point, i) => (now[i]?.rows[r] ? hidden : point)),
    ),
    total: (sums, day) => dayPoints(sums, min, closed(day)),
  }
}

const openLevel = async (needs: CareNeeds, { scope, params }: Reader, at: At): Promise<Shown> => {
  const { place } = params
  const read = (tx: Tx): Promise<Days> => daysBelow(tx, place, at)
  const days = await inTransaction(needs.db.app, scope, read, { readOnly: true, longMs })
  const rows = digitsBelow[place.length] === undefined ? [] : (days.get(at.today) ?? []).map(openPoints)
  return { days, rows, total: openPoints }
}

/** A past day needs something that was kept on it; today yesterday's stands in, as in the table of places. */
const pointsOn = ({ days, total }: Shown, day: Day, today: Day): KeptPoint[] | null => {
  const rows = days.get(day)
  if (rows === undefined || !(day === today || rows.some(({ own }) => own))) return null
  return total(totalOf(rows), day)
}

const aim = ({ scope, params, actor, require }: Call<'six.days'>): boolean => {
  const { place } = params
  require({ place })
  const inside = roleSpecs[actor.role].people === 'names'
  // Above the county a township's own sums would uncover what its county's page covers.
  if (inside ? place.length < 6 || place.length > 9 || !place.startsWith(scope.county) : place.length > 6)
    throw problem('place.outside')
  return inside
}

/** The six day by day, and today's of the places below, as sums of what is kept for each township (K6). */
export const readSixDays = async (needs: CareNeeds, call: Call<'six.days'>) => {
  const { scope, params } = call
  const { place } = params
  const inside = aim(call)
  if (inside) await renewSix(needs, scope, place)
  const today = dayIn(instantOf(needs.now()), needs.zone)
  const least = openGate((await needs.policy.care(place, today)).cells).least
  const from = addDays(today, 1 - trendDays)
  const at = { today, from }
  const shown = inside ? await openLevel(needs, call, at) : await suppressed(needs, call, at)
  const read = async (tx: Tx) => {
    const chain = await chainNamed(tx, place)
    const worked = await workedAt(tx, { today, yesterday: addDays(today, -1), place })
    const children = new Map((await childrenOf(tx, place, today)).map((child) => [child.code as string, child]))
    const dates = Array.from({ length: trendDays }, (_, i) => addDays(from, i))
    const days = dates.map((day) => ({ day, points: pointsOn(shown, day, today) }))
    const { from: first, until } = worked ?? { from: null, until: null }
    return {
      place: chain.at(-1) ?? nation,
      chain: [...chain],
      worked:
        first === null || until === null
          ? null
          : { from: new Date(first).toISOString(), until: new Date(until).toISOString() },
      rows: shown.rows.flatMap((points, i) => {
        const child = children.get(shown.days.get(today)?.[i]?.code ?? '')
        return child === undefined ? [] : [{ place: child, points: [...points] }]
      }),
      days,
      suppressed: !inside,
      minimumCell: least,
    }
  }
  return inTransaction(needs.db.app, scope, read, { readOnly: true, longMs })
}
