import type { Day, Instant, PlaceCode } from '@lianfang/domain/shared'
import type { LabelEntry } from '@lianfang/domain/supply'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { actorName } from '../steps.js'

export type LabelRow = {
  readonly id: string
  readonly place: PlaceCode
  readonly kind: string
  readonly source: string
  readonly valid_from: Day
  readonly valid_until: Day
  readonly entries: readonly LabelEntry[]
  readonly at: Instant
  readonly by_name: string
  readonly withdrawn_at: Instant | null
  readonly withdrawn_name: string | null
  readonly withdrawn_reason: string | null
  readonly withdraw_command: string | null
  readonly body_hash: Buffer
}

const labelsWhere = (tx: Tx, where: RawBuilder<unknown>): Promise<LabelRow[]> =>
  tx.rows(sql<LabelRow>`
    select id, place, kind, source, valid_from, valid_until, entries, at, by_name, withdrawn_at, withdrawn_name, withdrawn_reason,
      withdraw_command, body_hash
    from supply.label where ${where} order by kind, valid_from desc, id limit 1000`)

/** Labels that hold at a place: those loaded there and above it. */
export const labelsAt = (tx: Tx, place: string, kind: string | null): Promise<LabelRow[]> =>
  labelsWhere(tx, sql`starts_with(${place}, place) and (${kind}::text is null or kind = ${kind})`)

export const labelsById = (tx: Tx, id: string): Promise<LabelRow[]> => labelsWhere(tx, sql`id = ${id}::uuid`)

export const isMedicine = async (tx: Tx, kind: string): Promise<boolean> =>
  (await tx.row(sql`select code from supply.kind where code = ${kind} and class = 'medicine'`)) !== undefined

export type NewLabel = {
  readonly id: string
  readonly place: string
  readonly kind: string
  readonly source: string
  readonly validFrom: Day
  readonly validUntil: Day
  readonly entries: readonly LabelEntry[]
  readonly at: Date
  readonly account: string
  readonly hash: Buffer
}
export const addLabel = (tx: Tx, l: NewLabel): Promise<number> =>
  tx.run(sql`
    insert into supply.label (id, place, kind, source, valid_from, valid_until, entries, at, account, by_name, body_hash)
    values (${l.id}, ${l.place}, ${l.kind}, ${l.source}, ${l.validFrom}::date, ${l.validUntil}::date,
      ${JSON.stringify(l.entries)}::jsonb, ${l.at}, ${l.account}, ${actorName(l.account)}, ${l.hash})
    on conflict do nothing`)

type Ending = {
  readonly id: string
  readonly at: Date
  readonly account: string
  readonly reason: string
  readonly command: string
}
export const endLabel = (tx: Tx, e: Ending): Promise<number> =>
  tx.run(sql`
    update supply.label set withdrawn_at = ${e.at}, withdrawn_by = ${e.account}, withdrawn_name = ${actorName(e.account)},
      withdrawn_reason = ${e.reason}, withdraw_command = ${e.command}
    where id = ${e.id}::uuid and withdrawn_at is null`)
