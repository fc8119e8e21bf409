import type { Board } from '@lianfang/contract'
import { dayBucket, lateSince } from '@lianfang/domain/care'
import {
  addDays,
  chainOf,
  compareNames,
  type Day,
  dayIn,
  dayOfNumber,
  HOUR_MS,
  type Instant,
  instantOf,
  type PlaceCode,
} from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { inTransaction, type Scope, type Tx } from '../../../kernel/db/index.js'
import { chainNamed, childrenOf, nation, type PlaceName } from '../../../kernel/org/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import type { CareNeeds } from '../needs.js'
import { freshOf } from '../people/fresh.js'
import { overdueOf, seesAll } from '../people/in-all.js'
import { inPlace } from '../people/rows.js'
import { hiddenLate, hiddenTable, hiddenTrend, type Seen, seeChain, trendDays } from './above.js'
import { openTable } from './figures.js'
import { doneByDay, figuresOf, teamFigures, trendOf } from './sql.js'

type Now = Pick<Board['total'], 'onLedger' | 'red' | 'yellow' | 'overdue'>
type Past = {
  readonly from: Day
  readonly past: Awaited<ReturnType<typeof trendOf>>
  readonly days: Awaited<ReturnType<typeof doneByDay>>
}

const readPast = async (tx: Tx, place: string, today: Day): Promise<Past> => {
  const from = addDays(today, 1 - trendDays)
  const [past, days] = await Promise.all([trendOf(tx, place, from), doneByDay(tx, place, dayBucket(from))])
  return { from, past, days }
}

const trendWith = ({ from, past, days }: Past, today: Day, now: Now): Board['trend'] => {
  const done = new Map(days.map((d) => [dayOfNumber(d.bucket), d.n]))
  const of = (day: Day, metric: string): number | null =>
    past.find((p) => p.day === day && p.metric === metric)?.n ?? null
  return Array.from({ length: trendDays }, (_, i) => addDays(from, i)).map((day) => ({
    day,
    onLedger: day === today ? now.onLedger : of(day, 'ledger'),
    red: day === today ? now.red : of(day, 'red'),
    yellow: day === today ? now.yellow : of(day, 'yellow'),
    overdue: day === today ? now.overdue : of(day, 'overdue'),
    followups: done.get(day) ?? 0,
  }))
}

type At = { readonly place: PlaceCode; readonly now: Instant; readonly today: Day }

/** Since which hours what is overdue has climbed to the township and to the county (K3); null while nothing climbs. */
const lateHours = async (needs: CareNeeds, { place, now, today }: At): Promise<readonly [number, number] | null> => {
  const { late } = await needs.policy.care(place, today)
  if (late.state === 'closed') return null
  const hourOf = (level: 2 | 3): number => Math.floor(lateSince(level, now, late.values) / HOUR_MS)
  return [hourOf(2), hourOf(3)]
}

/** CARE-CELL-1 at each of some places. */
const leastAt = (needs: CareNeeds, places: readonly string[], today: Day): Promise<readonly number[]> =>
  Promise.all(
    places.map(async (place) => openGate((await needs.policy.care(place as PlaceCode, today)).cells).least), // of a chain
  )

type Aim = At & { readonly scope: Scope }

/** Everything that decides what a reader above the county sees of a place (X2). */
export const seenFrom = async (needs: CareNeeds, tx: Tx, { place, now, today, scope }: Aim): Promise<Seen> => {
  const chain = [...chainOf(place)].reverse()
  const least = await leastAt(needs, chain, today)
  const late = await lateHours(needs, { place, now, today })
  return seeChain(tx, { scope, chain, hour: Math.floor(now / HOUR_MS), today, late, least })
}

type Counts = Pick<Board, 'total' | 'rows' | 'trend' | 'late'>
type Named = { readonly self: PlaceName; readonly children: readonly PlaceName[] }

const hiddenCounts = async (needs: CareNeeds, tx: Tx, at: Aim, { self, children }: Named): Promise<Counts> => {
  const seen = await seenFrom(needs, tx, at)
  const known = new Set(seen.levels.at(-1)?.below)
  const listed = at.place.length >= 4 ? children : children.filter(({ code }) => known.has(code))
  const { total, rows } = hiddenTable(seen, self, listed)
  return { total, rows: [...rows], trend: hiddenTrend(seen, total), late: hiddenLate(seen) }
}

const openCounts = async (needs: CareNeeds, tx: Tx, at: Aim, { self, children }: Named): Promise<Counts> => {
  const { place, now, today } = at
  const hour = Math.floor(now / HOUR_MS)
  const hours = await lateHours(needs, at)
  const [figures, township, county, past] = await Promise.all([
    figuresOf(tx, place, { hour, fromDay: dayBucket(addDays(today, -6)) }),
    hours === null ? 0 : overdueOf(tx, place, hours[0]),
    hours === null ? 0 : overdueOf(tx, place, hours[1]),
    readPast(tx, place, today),
  ])
  const { total, rows } = openTable({ place: self, children, figures })
  return { total, rows: [...rows], trend: trendWith(past, today, total), late: { township, county } }
}

type Reading = { readonly place: PlaceCode; readonly scope: Scope; readonly counts: 'open' | 'suppressed' }

/** The board of a place: its figures, those directly below, teams, and the two-week trend. Counters only (X6). */
export const readBoard = async (needs: CareNeeds, { place, scope, counts }: Reading): Promise<Board> => {
  const now = instantOf(needs.now())
  const today = dayIn(now, needs.zone)
  const hour = Math.floor(now / HOUR_MS)
  const min = openGate((await needs.policy.care(place, today)).cells).least
  const read = async (tx: Tx): Promise<Board> => {
    const [chain, children] = await Promise.all([chainNamed(tx, place), childrenOf(tx, place, today)])
    const self = chain.at(-1) ?? nation
    const at = { place, now, today, scope }
    const named = { self, children }
    // What is hidden is decided under a wider scope, so that nothing else may be on its way then.
    const hidden = counts === 'open' ? null : await hiddenCounts(needs, tx, at, named)
    const township = place.length >= 9 ? place.slice(0, 9) : ''
    const [own, teams, newPeople] = await Promise.all([
      hidden ?? openCounts(needs, tx, at, named),
      scope.county === '' || place.length < 6
        ? []
        : teamFigures(tx, { home: scope.county, township, hour, now: new Date(now), limit: 500 }),
      // Only where the reader's scope holds everybody of the place: part of them would be a wrong number.
      seesAll(scope, place)
        ? freshOf(tx, {
            home: scope.county,
            // Green people owe nothing from the beginning: infected ones stand in red's rank, and not among the board's new ones.
            whose: sql`${inPlace(place)} and d.lifted is distinct from 'green'`,
            from: new Date(now),
            ranks: [0, 2],
          })
        : null,
    ])
    return {
      place: self,
      chain: [...chain],
      asOf: new Date(now).toISOString(),
      ...own,
      teams: [...teams]
        .sort((a, b) => b.overdue - a.overdue || compareNames(a.name, b.name))
        .map(({ has_medic, ...t }) => ({ ...t, hasMedic: has_medic })),
      newPeople,
      suppressed: counts === 'suppressed',
      minimumCell: min,
    }
  }
  return inTransaction(needs.db.app, scope, read, { readOnly: true })
}
