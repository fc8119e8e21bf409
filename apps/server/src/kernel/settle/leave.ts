import { sql } from 'kysely'
import type { Tx } from '../db/index.js'

/** A row left in the feed's inbox: something happened; ids only. */
export type InboxRow = {
  readonly id: string
  readonly county: string
  readonly kind: string
  readonly subject: string
  readonly township: string | null
  readonly village: string | null
  readonly team: string | null
}

/** A change of a counter that the settler will fold in. `place` is a village or a township. */
export type Delta = {
  readonly fact: string
  readonly county: string
  readonly place: string
  readonly team: string | null
  readonly metric: string
  readonly bucket: number
  readonly n: number
}

const columns = <T>(rows: readonly T[], keys: readonly (keyof T)[]): unknown[][] =>
  keys.map((key) => rows.map((row) => row[key]))

/** Leaves inbox rows in this transaction. */
export const leaveInbox = async (tx: Tx, rows: readonly InboxRow[]): Promise<void> => {
  if (rows.length === 0) return
  const [id, county, kind, subject, township, village, team] = columns(rows, [
    'id',
    'county',
    'kind',
    'subject',
    'township',
    'village',
    'team',
  ])
  await tx.run(sql`
    insert into kernel.inbox (id, county, kind, subject, township, village, team)
    select * from unnest(${id}::uuid[], ${county}::text[], ${kind}::text[], ${subject}::uuid[], ${township}::text[],
      ${village}::text[], ${team}::uuid[])`)
}

/** Leaves counter deltas in this transaction. */
export const leaveDeltas = async (tx: Tx, rows: readonly Delta[]): Promise<void> => {
  const real = rows.filter((row) => row.n !== 0)
  if (real.length === 0) return
  const [fact, county, place, team, metric, bucket, n] = columns(real, [
    'fact',
    'county',
    'place',
    'team',
    'metric',
    'bucket',
    'n',
  ])
  await tx.run(sql`
    insert into kernel.delta (fact, county, place, team, metric, bucket, n)
    select * from unnest(${fact}::uuid[], ${county}::text[], ${place}::text[], ${team}::uuid[], ${metric}::text[],
      ${bucket}::int[], ${n}::int[])`)
}
