import type { Day } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../db/index.js'

/** What happened on a day of the operation, as numbers: nothing of anybody. */
export type DayTold = {
  readonly reports: number
  readonly asked: number
  readonly left: number
  readonly arrived: number
  /** Units that arrived in Hubei from outside on the day, and all until its end. */
  readonly units: number
  readonly inAll: number
}

export type OperationRow = {
  readonly day: Day
  readonly played_on: Day
  readonly size: Readonly<Record<string, unknown>>
  readonly filled: boolean
  readonly told: DayTold | Record<string, never>
}

/** The operation that this database demonstrates; undefined in any other. */
export const readOperation = (tx: Tx): Promise<OperationRow | undefined> =>
  tx.row(sql<OperationRow>`
    select to_char(day, 'YYYY-MM-DD') as day, to_char(played_on, 'YYYY-MM-DD') as played_on, size, filled, told
    from kernel.operation`)

type NewOperation = Pick<OperationRow, 'day' | 'played_on'> & { readonly size: object }

/** Makes this database a demonstration of the operation, before anything is filled in. */
export const addOperation = (tx: Tx, o: NewOperation): Promise<number> =>
  tx.run(sql`
    insert into kernel.operation (day, played_on, size) values (${o.day}::date, ${o.played_on}::date, ${JSON.stringify(o.size)}::jsonb)
    on conflict do nothing`)

type Played = { readonly day: Day; readonly playedOn: Day; readonly told: DayTold }

/** Notes that a day was played to its end. */
export const noteDay = (tx: Tx, { day, playedOn, told }: Played): Promise<number> =>
  tx.run(sql`
    update kernel.operation set day = ${day}::date, played_on = ${playedOn}::date, told = ${JSON.stringify(told)}::jsonb,
      filled = true`)
