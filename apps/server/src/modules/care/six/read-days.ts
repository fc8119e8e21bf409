import type { KeptPoint } from '@lianfang/contract'
import { roleSpecs } from '@lianfang/domain/org'
import { addDays, type Day, dayIn, instantOf, type PlaceCode, suppressTotals } from '@lianfang/domain/shared'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { chainNamed, childrenOf, nation } from '../../../kernel/org/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { readBoard } from '../board/read-board.js'
import type { CareNeeds } from '../needs.js'
import { renewSix } from './keep-six.js'
import { digitsBelow, pathTo } from './levels.js'
import { type DayRow, type SumRow, sumsOfDays, workedAt } from './sql-days.js'

const trendDays = 14
const longMs = 10_000

type Sums = Pick<SumRow, 'in_place' | 'asked'>

const hidden: KeptPoint = { n: null, of: null, hidden: true }

const openPoints = ({ in_place, asked }: Sums): KeptPoint[] =>
  in_place.map((n, i) => ({ n, of: asked[i] ?? null, hidden: false }))

type Above = {
  readonly rows: readonly SumRow[]
  readonly min: number
  /** Columns of people that the board of the same place hides: what it hides here as well, it must hide. */
  readonly boardHides: (code: string, column: 'onLedger' | 'red') => boolean
}

/** Points of people: in place and missing are one table, whose totals are how many were asked. */
const tableAt = (rows: readonly SumRow[], at: number, min: number) =>
  suppressTotals({
    cells: rows.map(({ in_place, asked }) => {
      const n = in_place[at] ?? 0
      return [n, Math.max(0, (asked[at] ?? n) - n)]
    }),
    min,
  })

/**
 * The points of the places below for a reader above the county (X2). The first is of villages and stays open; the second
 * counts the people of whom the third asks, so it is shown where that total is. What the board of the same place hides is
 * hidden here too: each page covers a small count by another, and two pages must not uncover each other's.
 */
export const hiddenRows = ({ rows, min, boardHides }: Above): readonly KeptPoint[][] => {
  const tables = [2, 3, 4, 5].map((at) => tableAt(rows, at, min))
  return rows.map((row, r) => {
    const open = openPoints(row)
    const [people, ...others] = tables
    const shown = (table: (typeof tables)[number] | undefined, point: KeptPoint | undefined): KeptPoint =>
      point === undefined || table?.rowTotals[r] === null || table?.cells[r]?.includes(null) ? hidden : point
    const ledger = boardHides(row.code, 'onLedger')
    const second = open[1] ?? hidden
    const [first = hidden] = open
    return [
      first,
      ledger || people?.rowTotals[r] === null ? { ...hidden, of: null } : second,
      ledger ? hidden : shown(people, open[2]),
      shown(others[0], open[3]),
      boardHides(row.code, 'red') ? hidden : shown(others[1], open[4]),
      shown(others[2], open[5]),
    ]
  })
}

/** Points whose total would uncover a hidden row: the table hides a total, or the total itself is small. */
const totalsHidden = ({ rows, min }: Pick<Above, 'rows' | 'min'>): ReadonlySet<number> => {
  const closed = [2, 3, 4, 5].filter((at) => {
    const { total, columnTotals } = tableAt(rows, at, min)
    return total === null || columnTotals.includes(null)
  })
  return new Set(closed.includes(2) ? [1, ...closed] : closed)
}

type Reader = Pick<Call<'six.days'>, 'scope' | 'actor' | 'params'>

const boardHider = async (needs: CareNeeds, { scope }: Reader, place: PlaceCode): Promise<Above['boardHides']> => {
  const board = await readBoard(needs, { place, scope, counts: 'suppressed' })
  const rows = new Map(board.rows.map((row) => [row.place.code, row]))
  return (code, column) => rows.get(code)?.[column] === null
}

type At = { readonly today: Day; readonly from: Day }
type Days = ReadonlyMap<Day, readonly DayRow[]>
type Level = Omit<Above, 'rows'> & { readonly place: PlaceCode; readonly days: Days }

/** The sums of the places below, day by day; of a township those of itself. */
const daysBelow = async (
  needs: CareNeeds,
  { scope }: Pick<Reader, 'scope'>,
  place: PlaceCode,
  at: At,
): Promise<Days> => {
  const digits = digitsBelow[place.length] ?? place.length
  const read = (tx: Tx) => sumsOfDays(tx, { ...at, place, digits })
  const days = new Map<Day, DayRow[]>()
  for (const row of await inTransaction(needs.db.app, scope, read, { readOnly: true, longMs })) {
    const known = days.get(row.day)
    if (known === undefined) days.set(row.day, [row])
    else known.push(row)
  }
  return days
}

const levelOf = async (needs: CareNeeds, call: Reader, place: PlaceCode, at: At, min: number): Promise<Level> => {
  const days = await daysBelow(needs, call, place, at)
  return { place, days, min, boardHides: await boardHider(needs, call, place) }
}

const onDay = ({ days, min, boardHides }: Level, day: Day): Above => ({ rows: days.get(day) ?? [], min, boardHides })

/** The points that a page hides wholly on a day: their total would uncover a row, or a page above hides this place's. */
const closedOn = (own: Level, path: readonly Level[], day: Day): ReadonlySet<number> => {
  const closed = new Set(totalsHidden(onDay(own, day)))
  for (const level of path) {
    const above = onDay(level, day)
    const child = own.place.slice(0, digitsBelow[level.place.length])
    const points = hiddenRows(above)[above.rows.findIndex(({ code }) => code === child)] ?? []
    for (const [i, point] of points.entries()) if (point.hidden) closed.add(i)
  }
  return closed
}

const sum = (counts: readonly number[]): number => counts.reduce((all, n) => all + n, 0)

/** All rows as one; a denominator that is not known of one is not known of the whole. */
const totalOf = (rows: readonly Sums[]): Sums => ({
  in_place: [0, 1, 2, 3, 4, 5].map((at) => sum(rows.map(({ in_place }) => in_place[at] ?? 0))),
  asked: [0, 1, 2, 3, 4, 5].map((at) =>
    rows.every(({ asked }) => asked[at] != null) ? sum(rows.map(({ asked }) => asked[at] ?? 0)) : null,
  ),
})

const small = (n: number, min: number): boolean => n > 0 && n < min

/** The sums of a day, without what is closed and what is small. */
const dayPoints = (sums: Sums, { min, closed }: { readonly min: number; readonly closed: ReadonlySet<number> }) =>
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

/** What a page above the county hides of its places, and on each day of its own sums. */
const suppressed = async (needs: CareNeeds, call: Reader, at: At, min: number): Promise<Shown> => {
  const { place } = call.params
  const own = await levelOf(needs, call, place, at, min)
  const path: Level[] = []
  for (const above of pathTo(call.actor.place, place)) path.push(await levelOf(needs, call, above, at, min))
  const now = closedOn(own, path, at.today)
  const rows = hiddenRows(onDay(own, at.today)).map((points) => points.map((p, i) => (now.has(i) ? hidden : p)))
  // What is hidden today was about the same on the days before.
  const closed = (day: Day): ReadonlySet<number> => new Set([...now, ...closedOn(own, path, day)])
  return { days: own.days, rows, total: (sums, day) => dayPoints(sums, { min, closed: closed(day) }) }
}

const openLevel = async (needs: CareNeeds, call: Reader, at: At): Promise<Shown> => {
  const { place } = call.params
  const days = await daysBelow(needs, call, place, at)
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
  const shown = inside ? await openLevel(needs, call, at) : await suppressed(needs, call, at, least)
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
