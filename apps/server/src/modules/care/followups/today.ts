import { dayBucket } from '@lianfang/domain/care'
import { addDays, dayIn, HOUR_MS, instantOf, startOfDay } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import { inTransaction, type Scope, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import {
  afterCursor,
  type ListedRow,
  listedColumns,
  listedFrom,
  openRows,
  readCursor,
  writeCursor,
} from '../people/rows.js'

type Counts = { overdue: number; due_today: number }

/** Whose day it is: the acting team's, else the village or township that the scope is narrowed to, else the county's. */
const whose = (scope: Scope, team: string | undefined): RawBuilder<unknown> => {
  if (scope.team !== '') return sql`d.team = ${scope.team}::uuid`
  if (team !== undefined) return sql`d.team = ${team}::uuid`
  if (scope.village !== '') return sql`d.township = ${scope.township} and d.village = ${scope.village}`
  return scope.township === '' ? sql`true` : sql`d.township = ${scope.township}`
}

const doneToday = async (
  tx: Tx,
  { scope, team, bucket }: { scope: Scope; team: string | undefined; bucket: number },
) => {
  const of = scope.team === '' ? team : scope.team
  if (of !== undefined) {
    const row = await tx.row(sql<{ n: number }>`
      select coalesce(sum(n), 0) as n from kernel.team_counter
      where county = ${scope.county} and team = ${of}::uuid and metric = 'done' and bucket = ${bucket}`)
    return row?.n ?? 0
  }
  const place = scope.village || scope.township || scope.county
  const row = await tx.row(sql<{ n: number }>`
    select coalesce(sum(n), 0) as n from kernel.counter where place = ${place} and metric = 'done' and bucket = ${bucket}`)
  return row?.n ?? 0
}

/** A team's day: who is due by the end of today, by risk, then never reached, then lateness, with why (K3). */
export const todayList = async (needs: CareNeeds, { scope, query }: Call<'followup.today'>) => {
  const now = instantOf(needs.now())
  const today = dayIn(now, needs.zone)
  const end = new Date(startOfDay(addDays(today, 1), needs.zone))
  const home = scope.county
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const mine = whose(scope, query.team)
      const counts = await tx.row(sql<Counts>`
        select count(*) filter (where d.due_at < ${new Date(Math.floor(now / HOUR_MS) * HOUR_MS)}) as overdue, count(*) as due_today
        from care.due d where d.home = ${home} and ${mine} and d.due_at < ${end}`)
      const rows = await tx.rows(sql<ListedRow>`
        select ${listedColumns} from ${listedFrom}
        where d.home = ${home} and ${mine} and d.due_at < ${end} and ${afterCursor(readCursor(query.cursor))}
        order by d.rank, d.due_order, d.person limit ${query.limit + 1}`)
      const shown = rows.slice(0, query.limit)
      const { people, secrets } = await openRows(needs, tx, { rows: shown, home, fields: ['name', 'phones'] })
      const done = await doneToday(tx, { scope, team: query.team, bucket: dayBucket(today) })
      const last = shown.at(-1)
      const overdue = counts?.overdue ?? 0
      return {
        rows: people.map((p) => ({
          ...p,
          phones: (secrets.get(p.id)?.get('phones') ?? '').split('\n').filter((x) => x),
        })),
        next: rows.length > query.limit && last !== undefined ? writeCursor(last) : null,
        overdue,
        dueToday: (counts?.due_today ?? 0) - overdue,
        doneToday: done,
        asOf: new Date(now).toISOString(),
      }
    },
    { readOnly: true },
  )
}
