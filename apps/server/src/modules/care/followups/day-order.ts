import { type DayTurn, dayTurns } from '@lianfang/domain/care'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import {
  dueBefore,
  type ListCursor,
  type ListedRow,
  listedColumns,
  listedOf,
  readCursor,
  writeCursor,
} from '../people/rows.js'

/** Whose day it is, as conditions on the columns of a table that has home, team, township and village. */
export type Whose = (alias: 'a' | 'd' | 'p') => RawBuilder<unknown>

/** Where a page of a day begins: the turn and the keys of the last row before it. */
export type DayCursor = { readonly turn: DayTurn; readonly row: ListCursor }

type DayRow = ListedRow & { readonly turn: DayTurn }

export const writeDayCursor = (row: DayRow): string => `${row.turn}.${writeCursor(row)}`

/** Reads a cursor; one without a turn is of the rest, and anything else begins at the beginning. */
export const readDayCursor = (text: string | undefined): DayCursor | null => {
  if (text === undefined) return null
  const turn = ([dayTurns.alarm, dayTurns.daily] as const).find((one) => text.startsWith(`${one}.`)) ?? dayTurns.rest
  const row = readCursor(text.replace(/^\d\./, ''))
  return row === null ? null : { turn, row }
}

export type DayAsked = {
  readonly home: string
  readonly whose: Whose
  /** A county's whole day, by which nobody calls, stays in the order of its index: its ill are thousands. */
  readonly wide: boolean
  readonly before: Date
  readonly cursor: DayCursor | null
  readonly limit: number
}

/** Who stands first: with an open alarm, or followed daily. Read by the indexes of open alarms and open illnesses alone. */
const firstOnes = ({ home, whose }: DayAsked): RawBuilder<unknown> => sql`
  select person, min(turn) as turn from (
    select a.person, ${dayTurns.alarm}::int as turn from care.alarm a
      where a.home = ${home} and a.closed_at is null and ${whose('a')}
    union all
    select p.id, ${dayTurns.daily}::int from care.person p
      where p.home = ${home} and p.episode_since is not null and ${whose('p')}) f
  group by person`

const afterFirst = (cursor: DayCursor | null): RawBuilder<unknown> => {
  if (cursor === null) return sql`true`
  const { turn, row } = cursor
  const due = row.due === null ? sql`'infinity'::timestamptz` : sql`${new Date(row.due)}::timestamptz`
  return sql`(f.turn, d.rank, d.due_order, d.person) > (${turn}::int, ${row.rank}::smallint, ${due}, ${row.id}::uuid)`
}

/**
 * Who is due by the end of a day, in the order of the day (K3, K5): open alarms, daily monitoring, then by risk, never reached and
 * lateness. The first two are a short list of their own, and the rest is read by ranges of the index that pass them over.
 */
export const dayRows = (tx: Tx, asked: DayAsked): Promise<DayRow[]> => {
  const { home, whose, wide, before, cursor, limit } = asked
  const rest = { home, before, limit, cursor: cursor?.turn === dayTurns.rest ? cursor.row : null }
  if (wide) {
    return tx.rows(sql<DayRow>`
      select ${listedColumns}, ${dayTurns.rest}::int as turn from ${listedOf(dueBefore({ ...rest, whose: whose('d') }))}
      order by d.rank, d.due_order, d.person`)
  }
  const others = sql`${whose('d')} and d.person not in (select person from first)`
  return tx.rows(sql<DayRow>`
    with first as materialized (${firstOnes(asked)})
    select ${listedColumns}, d.turn from ${listedOf(sql`(
      select * from (
        (select d.*, f.turn from first f join care.due d on d.home = ${home} and d.person = f.person
          where ${whose('d')} and d.due_order < ${before} and ${afterFirst(cursor)}
          order by f.turn, d.rank, d.due_order, d.person limit ${limit})
        union all
        (select d.*, ${dayTurns.rest}::int from ${dueBefore({ ...rest, whose: others })})) d
      order by d.turn, d.rank, d.due_order, d.person limit ${limit}) d`)}
    order by d.turn, d.rank, d.due_order, d.person`)
}
