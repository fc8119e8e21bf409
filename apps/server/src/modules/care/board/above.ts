import type { Board, BoardRow } from '@lianfang/contract'
import { dayBucket } from '@lianfang/domain/care'
import {
  addDays,
  type Day,
  type HiddenLines,
  type SuppressedTable,
  suppressChain,
  suppressLines,
} from '@lianfang/domain/shared'
import { overNation, type Scope, type Tx } from '../../../kernel/db/index.js'
import type { PlaceName } from '../../../kernel/org/index.js'
import { columns, metricOf, type Plain, type Rows } from './figures.js'
import { type Counts, countsIn, type Level, levelsOf, tableOf } from './levels.js'
import { countsBelow, pastCounts } from './sql-above.js'

export const trendDays = 14
/** Days of the follow-ups that the table adds up. */
const weekDays = 7

type At = {
  readonly scope: Scope
  /** From the nation down to the place that is read. */
  readonly chain: readonly string[]
  readonly hour: number
  readonly today: Day
  /** Before which hours what is overdue has climbed to the township and to the county; null while nothing climbs. */
  readonly late: readonly [number, number] | null
  /** CARE-CELL-1 at each place of the chain. */
  readonly least: readonly number[]
}

/** What was counted from the nation down to a place: today's, and by day what was kept. */
export type Seen = {
  readonly levels: readonly Level[]
  readonly now: Counts
  readonly past: ReadonlyMap<Day, { readonly counts: Counts; readonly kept: ReadonlySet<string> }>
  readonly at: At
}

/**
 * Counts the chain from the nation down to a place. Always from the nation, whoever reads: a chain that began at the reader
 * would hide other things from a province than from the nation, and the two together would know what neither may.
 */
export const seeChain = (tx: Tx, at: At): Promise<Seen> =>
  overNation(tx, at.scope, async () => {
    const { chain, hour, today, late } = at
    const from = addDays(today, 1 - trendDays)
    const days = { week: dayBucket(addDays(today, 1 - weekDays)), from: dayBucket(from) }
    const rows = await countsBelow(tx, { chain, hour, days, late })
    const places = rows.map(({ place, parent }) => ({ code: place, parent }))
    const levels = levelsOf(chain, places, at.least)
    // A past day asks for the place itself and those beside it and above it, never for those below.
    const beside = [...new Set(['', ...levels.slice(0, -1).flatMap(({ below }) => below)])]
    const kept = await pastCounts(tx, beside, from)
    const past = new Map(
      [...new Set(kept.map(({ day }) => day))].map((day) => {
        const list = kept.filter((one) => one.day === day)
        return [day, { counts: countsIn(list), kept: new Set(list.map(({ place, key }) => `${place} ${key}`)) }]
      }),
    )
    return { levels, now: countsIn(rows), past, at }
  })

const tierKeys = ['red', 'yellow', 'green'] as const

/** Tiers and the ledger are one table with its totals. */
export const tiersNow = ({ levels, now }: Seen): readonly SuppressedTable[] =>
  suppressChain(tableOf(levels, (place) => tierKeys.map((tier) => now(place, tier))))

/** The place itself is all that is asked of its own table on a past day. */
const withoutRows = (levels: readonly Level[]): Level[] =>
  levels.map((level, i) => (i === levels.length - 1 ? { ...level, below: [] } : level))

/** The tables of a past day. Green is what is left: it is not shown, but ledger, red and yellow give it away. */
export const tiersOn = ({ levels, past }: Seen, day: Day): readonly SuppressedTable[] => {
  const counts = past.get(day)?.counts ?? countsIn([])
  return suppressChain(
    tableOf(withoutRows(levels), (place) => {
      const [red, yellow] = [counts(place, 'red'), counts(place, 'yellow')]
      return [red, yellow, Math.max(0, counts(place, 'ledger') - red - yellow)]
    }),
  )
}

const listOf = (levels: readonly Level[], count: (place: string) => number): readonly HiddenLines[] =>
  suppressLines(tableOf(levels, (place) => [count(place)]))

const doneKey = (day: Day): string => `done ${dayBucket(day)}`
const lastDays = (today: Day, days: number): Day[] =>
  Array.from({ length: days }, (_, i) => addDays(today, 1 + i - days))

/** The week's follow-ups and those of each of its days are one table: seven days that are shown add up to it. */
const weekOf = ({ levels, now, at }: Seen): readonly SuppressedTable[] => {
  const days = lastDays(at.today, weekDays)
  return suppressChain(tableOf(levels, (place) => days.map((day) => now(place, doneKey(day)))))
}

type People = 'registered' | 'onLedger' | 'red' | 'yellow'

/**
 * What the board of a place of the chain hides of those below it, and of the nation (''), on a day: another page that counts
 * the same people must hide it as well. On a past day also what is hidden today, which was about the same then.
 */
export const hiddenPeople = (seen: Seen, level: number, day: Day): ((code: string, column: People) => boolean) => {
  const { levels, now, at } = seen
  const kept = day === at.today ? [tiersNow(seen)] : [tiersNow(seen), tiersOn(seen, day)]
  const registered = listOf(levels, (place) => now(place, 'registered'))[level]
  const tables = kept.flatMap((chain) => chain[level] ?? [])
  return (code, column) => {
    const row = levels[level]?.below.indexOf(code) ?? -1
    if (column === 'registered') return (code === '' ? registered?.own : registered?.rows[row]) === true
    return tables.some(({ cells, rowTotals, columnTotals, total }) => {
      if (column === 'onLedger') return (code === '' ? total : rowTotals[row]) === null
      const at = column === 'red' ? 0 : 1
      return (code === '' ? columnTotals[at] : cells[row]?.[at]) === null
    })
  }
}

type Column = keyof Plain
type Cells = { readonly row: (at: number) => number | null; readonly own: number | null }

const cellsOf = (seen: Seen): ReadonlyMap<Column, Cells> => {
  const { levels, now } = seen
  const last = levels.at(-1) ?? { place: '', below: [], min: Number.MAX_SAFE_INTEGER }
  const tiers = tiersNow(seen).at(-1)
  const week = weekOf(seen).at(-1)
  const tier = (at: number): Cells => ({
    row: (row) => tiers?.cells[row]?.[at] ?? null,
    own: tiers?.columnTotals[at] ?? null,
  })
  const totals = (table: SuppressedTable | undefined): Cells => ({
    row: (row) => table?.rowTotals[row] ?? null,
    own: table?.total ?? null,
  })
  const alone = (column: Column): Cells => {
    const key = metricOf[column]
    const list = listOf(levels, (place) => now(place, key)).at(-1)
    return {
      row: (row) => (list?.rows[row] === false ? now(last.below[row] ?? '', key) : null),
      own: list?.own === false ? now(last.place, key) : null,
    }
  }
  const of: Partial<Record<Column, () => Cells>> = {
    red: () => tier(0),
    yellow: () => tier(1),
    green: () => tier(2),
    onLedger: () => totals(tiers),
    followups7d: () => totals(week),
  }
  return new Map(columns.map((column) => [column, of[column]?.() ?? alone(column)]))
}

const few = (n: number | null, min: number): number | null => (n !== null && n > 0 && n < min ? null : n)

/**
 * The table of a place for a reader above the county (X2): small counts are hidden, and what would betray them on this page or
 * on any other. Tiers and the ledger are one table, the follow-ups of the week another; every other column is a list.
 */
export const hiddenTable = (seen: Seen, place: PlaceName, children: readonly PlaceName[]): Rows => {
  const last = seen.levels.at(-1)
  const min = last?.min ?? Number.MAX_SAFE_INTEGER
  const cells = cellsOf(seen)
  const rowOf = (of: PlaceName, value: (cell: Cells) => number | null): BoardRow => {
    const counts = Object.fromEntries(columns.map((c) => [c, value(cells.get(c) ?? { row: () => null, own: null })]))
    return { place: of, ...(counts as Omit<BoardRow, 'place'>) } // one entry a column
  }
  return {
    // A place may ask for more than those above it: its own page keeps to that as well.
    total: rowOf(place, ({ own }) => few(own, min)),
    rows: children.map((child) => {
      const at = last?.below.indexOf(child.code) ?? -1
      // Of a place without counters nobody is counted.
      return rowOf(child, ({ row }) => (at < 0 ? 0 : row(at)))
    }),
  }
}

/** The two weeks of a place, each day under the tables of its own day. */
export const hiddenTrend = (seen: Seen, total: BoardRow): Board['trend'] => {
  const { levels, now, past, at } = seen
  const last = levels.at(-1)
  const week = lastDays(at.today, weekDays)
  const weekly = weekOf(seen).at(-1)
  const place = last?.place ?? ''
  const min = last?.min ?? Number.MAX_SAFE_INTEGER
  const followups = (day: Day): number | null => {
    const inWeek = week.indexOf(day)
    if (inWeek >= 0) return few(weekly?.columnTotals[inWeek] ?? null, min)
    const own = listOf(withoutRows(levels), (one) => now(one, doneKey(day))).at(-1)?.own
    return own === false ? few(now(place, doneKey(day)), min) : null
  }
  const pastDay = (day: Day) => {
    const { counts, kept } = past.get(day) ?? { counts: countsIn([]), kept: new Set<string>() }
    const tiers = tiersOn(seen, day).at(-1)
    const overdue = listOf(withoutRows(levels), (one) => counts(one, 'overdue')).at(-1)
    const shown = (key: string, n: number | null | undefined) =>
      kept.has(`${place} ${key}`) ? few(n ?? null, min) : null
    return {
      onLedger: shown('ledger', tiers?.total),
      red: shown('red', tiers?.columnTotals[0]),
      yellow: shown('yellow', tiers?.columnTotals[1]),
      overdue: shown('overdue', overdue?.own === false ? counts(place, 'overdue') : null),
    }
  }
  const { onLedger, red, yellow, overdue } = total
  return lastDays(at.today, trendDays).map((day) => ({
    day,
    ...(day === at.today ? { onLedger, red, yellow, overdue } : pastDay(day)),
    followups: followups(day),
  }))
}

/**
 * Each of the late is a part of the one before, so that a difference betrays a small count as well (X2): what is overdue
 * falls into three parts, shown together or not at all, and not where the overdue are hidden. All places of the chain are
 * counted by the hours of the place that is read: where those beside it have hours of their own, nothing adds up to it.
 */
export const hiddenLate = ({ levels, now, at }: Seen): Board['late'] => {
  const place = levels.at(-1)?.place ?? ''
  const [township, county] = [now(place, 'late township'), now(place, 'late county')]
  if (at.late === null) return { township: 0, county: 0 }
  const beside = withoutRows(levels)
  const overdue = listOf(beside, (one) => now(one, 'due'))
  const parts = tableOf(beside, (one) => {
    const [all, second, third] = [now(one, 'due'), now(one, 'late township'), now(one, 'late county')]
    return [Math.max(0, all - second), Math.max(0, second - third), third]
  })
  const given = parts.map((level, i) => ({ ...level, hidden: overdue[i]?.rows ?? [] }))
  const own = suppressLines(given, overdue[0]?.own).at(-1)?.own
  const min = levels.at(-1)?.min ?? Number.MAX_SAFE_INTEGER
  const small = [now(place, 'due') - township, township - county, county].some((n) => few(n, min) === null)
  return own === false && !small ? { township, county } : { township: null, county: null }
}
