import type { Board, BoardRow } from '@lianfang/contract'
import { dayBucket, lateSince } from '@lianfang/domain/care'
import {
  addDays,
  type Day,
  dayIn,
  dayOfNumber,
  HOUR_MS,
  type Instant,
  instantOf,
  type PlaceCode,
  suppressList,
  suppressTotals,
} from '@lianfang/domain/shared'
import { inTransaction, type Scope, type Tx } from '../../../kernel/db/index.js'
import { chainNamed, childrenOf, nation, type PlaceName } from '../../../kernel/org/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import type { CareNeeds } from '../needs.js'
import { doneByDay, type Figure, figuresOf, overdueOf, teamFigures, trendOf } from './sql.js'

type Plain = { readonly [K in Exclude<keyof BoardRow, 'place'>]: number }

const metricOf = {
  registered: 'registered',
  onLedger: 'ledger',
  red: 'red',
  yellow: 'yellow',
  green: 'green',
  provisional: 'provisional',
  overdue: 'due',
  neverReached: 'never',
  withoutTeam: 'noTeam',
  followups7d: 'done',
  alarms: 'alarm',
} as const satisfies Record<keyof Plain, string>

const columns = Object.keys(metricOf) as (keyof Plain)[] // the keys of the table above

const plainOf = (figures: readonly Figure[], place: string): Plain => {
  const own = new Map(figures.filter((f) => f.place === place).map((f) => [f.metric, f.n]))
  return Object.fromEntries(columns.map((c) => [c, own.get(metricOf[c]) ?? 0])) as Plain // one entry for each column
}

type Rows = { readonly total: BoardRow; readonly rows: readonly BoardRow[] }
type Given = { readonly place: PlaceName; readonly children: readonly PlaceName[]; readonly figures: readonly Figure[] }

const openTable = ({ place, children, figures }: Given): Rows => ({
  total: { place, ...plainOf(figures, place.code) },
  rows: children.map((c) => ({ place: c, ...plainOf(figures, c.code) })),
})

/**
 * The same table for a reader above the county (X2): small cells and what would betray them are hidden. Tiers and the
 * ledger are one table with its totals; the other columns stand alone.
 */
export const hiddenTable = (given: Given, min: number): Rows => {
  const plain = given.children.map((c) => plainOf(given.figures, c.code))
  const own = plainOf(given.figures, given.place.code)
  // People directly under the place, in none of its children, are a row of their own: totals must add up.
  const rest = (c: keyof Plain): number => Math.max(0, own[c] - plain.reduce((sum, row) => sum + row[c], 0))
  const tiers = ['red', 'yellow', 'green'] as const
  const cells = [...plain.map((row) => tiers.map((t) => row[t])), tiers.map(rest)]
  const table = suppressTotals({ cells, min })
  const alone = columns.filter((c) => !['red', 'yellow', 'green', 'onLedger'].includes(c))
  const lists = new Map(
    alone.map((c) => [c, suppressList({ counts: [...plain.map((row) => row[c]), rest(c)], min })] as const),
  )
  const cell = (row: number, column: keyof Plain): number | null => {
    const tier = tiers.indexOf(column as (typeof tiers)[number]) // -1 for the other columns
    if (tier >= 0) return table.cells[row]?.[tier] ?? null
    if (column === 'onLedger') return table.rowTotals[row] ?? null
    return lists.get(column)?.counts[row] ?? null
  }
  const total = (column: keyof Plain): number | null => {
    const tier = tiers.indexOf(column as (typeof tiers)[number]) // as above
    if (tier >= 0) return table.columnTotals[tier] ?? null
    return column === 'onLedger' ? table.total : (lists.get(column)?.total ?? null)
  }
  const rowOf = (place: PlaceName, value: (c: keyof Plain) => number | null): BoardRow => {
    const counts = Object.fromEntries(columns.map((c) => [c, value(c)])) as Omit<BoardRow, 'place'> // one entry a column
    return { place, ...counts }
  }
  return {
    total: rowOf(given.place, total),
    rows: given.children.map((c, i) => rowOf(c, (column) => cell(i, column))),
  }
}

const trendDays = 14

type TrendNeeds = { readonly place: string; readonly today: Day; readonly now: Plain; readonly min: number | null }

const readTrend = async (tx: Tx, { place, today, now, min }: TrendNeeds): Promise<Board['trend']> => {
  const from = addDays(today, 1 - trendDays)
  const past = await trendOf(tx, place, from)
  const done = new Map((await doneByDay(tx, place, dayBucket(from))).map((d) => [dayOfNumber(d.bucket), d.n]))
  const shown = (n: number): number | null => (min !== null && n > 0 && n < min ? null : n)
  const days = Array.from({ length: trendDays }, (_, i) => addDays(from, i))
  const of = (day: Day, metric: string): number | null => {
    const row = past.find((p) => p.day === day && p.metric === metric)
    return row === undefined ? null : shown(row.n)
  }
  return days.map((day) =>
    day === today
      ? {
          day,
          onLedger: shown(now.onLedger),
          red: shown(now.red),
          yellow: shown(now.yellow),
          overdue: shown(now.overdue),
          followups: shown(done.get(day) ?? 0),
        }
      : {
          day,
          onLedger: of(day, 'ledger'),
          red: of(day, 'red'),
          yellow: of(day, 'yellow'),
          overdue: of(day, 'overdue'),
          followups: shown(done.get(day) ?? 0),
        },
  )
}

type LateAt = { readonly place: PlaceCode; readonly now: Instant; readonly today: Day }

/** Overdue follow-ups that have climbed to the township and to the county, from the same hours as the overdue (K3). */
const lateCounts = async (needs: CareNeeds, tx: Tx, { place, now, today }: LateAt) => {
  const { late } = await needs.policy.care(place, today)
  if (late.state === 'closed') return { township: 0, county: 0 }
  const hourOf = (level: 2 | 3): number => Math.floor(lateSince(level, now, late.values) / HOUR_MS)
  return { township: await overdueOf(tx, place, hourOf(2)), county: await overdueOf(tx, place, hourOf(3)) }
}

type LateParts = {
  readonly township: number
  readonly county: number
  readonly overdue: number
  /** The overdue as the same reader sees them. */
  readonly shown: number | null
}

/** The same above the county: each is a part of the one before, so that a difference betrays a small count as well (X2). */
export const lateAbove = ({ township, county, overdue, shown }: LateParts, min: number): Board['late'] => {
  const parts = [overdue - township, township - county, county]
  const betrays = shown === null || parts.some((n) => n > 0 && n < min)
  return betrays ? { township: null, county: null } : { township, county }
}

type Reading = { readonly place: PlaceCode; readonly scope: Scope; readonly counts: 'open' | 'suppressed' }

/** The board of a place: its figures, those directly below, teams, and the two-week trend. Counters only (X6). */
export const readBoard = async (needs: CareNeeds, { place, scope, counts }: Reading): Promise<Board> => {
  const now = instantOf(needs.now())
  const today = dayIn(now, needs.zone)
  const hour = Math.floor(now / HOUR_MS)
  const min = openGate((await needs.policy.care(place, today)).cells).least
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const chain = await chainNamed(tx, place)
      const self = chain.at(-1) ?? nation
      const figures = await figuresOf(tx, place, { hour, fromDay: dayBucket(addDays(today, -6)) })
      const known = new Set(figures.map((f) => f.place))
      const children = (await childrenOf(tx, place, today)).filter((c) => place.length >= 4 || known.has(c.code))
      const late = await lateCounts(needs, tx, { place, now, today })
      const given = { place: self, children, figures }
      const table = counts === 'open' ? openTable(given) : hiddenTable(given, min)
      const township = place.length >= 9 ? place.slice(0, 9) : ''
      const teams =
        scope.county === '' || place.length < 6
          ? []
          : await teamFigures(tx, { home: scope.county, township, hour, now: new Date(now), limit: 500 })
      return {
        place: self,
        chain: [...chain],
        asOf: new Date(now).toISOString(),
        total: table.total,
        rows: [...table.rows],
        teams: teams.map(({ has_medic, ...t }) => ({ ...t, hasMedic: has_medic })),
        trend: await readTrend(tx, {
          place,
          today,
          now: plainOf(figures, place),
          min: counts === 'open' ? null : min,
        }),
        late:
          counts === 'open'
            ? late
            : lateAbove({ ...late, overdue: plainOf(figures, place).overdue, shown: table.total.overdue }, min),
        suppressed: counts === 'suppressed',
        minimumCell: min,
      }
    },
    { readOnly: true },
  )
}
