import type { StepInfo } from '@lianfang/contract'
import type { Instant } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../kernel/db/index.js'
import { problem } from '../../kernel/problems/index.js'

type StepRow = {
  readonly id: string
  readonly subject: string
  readonly what: string
  readonly at: Instant
  readonly by_name: string
  readonly reason: string | null
  readonly detail: Readonly<Record<string, string | number | boolean | null>>
  readonly body_hash: Buffer
}
const columns = sql`id, subject, what, at, by_name, reason, detail, body_hash`

/** The name under which an account acts: as it was named for a task, else as the staff knows it. */
export const actorName = (account: string): RawBuilder<unknown> => sql`coalesce(
  (select p.name from supply.facility_person p where p.account = ${account}::uuid and p.until_at is null limit 1),
  (select k.name from supply.store_keeper k where k.account = ${account}::uuid and k.until_at is null limit 1),
  (select e.name from supply.enterprise_person e where e.account = ${account}::uuid and e.until_at is null limit 1),
  (select a.name from kernel.account a where a.id = ${account}::uuid), '')`

export type NewStep = {
  readonly home: string
  readonly id: string
  readonly subject: string
  readonly what: string
  readonly at: Date
  readonly account: string
  readonly reason?: string | null
  readonly detail?: StepRow['detail']
  readonly hash: Buffer
}

/** Writes down what happened; a problem where the command's id is in use for something else. */
export const addStep = async (tx: Tx, s: NewStep): Promise<void> => {
  const made = await tx.run(sql`
    insert into supply.step (home, id, subject, what, at, account, by_name, reason, detail, body_hash)
    values (${s.home}, ${s.id}, ${s.subject}, ${s.what}, ${s.at}, ${s.account}, ${actorName(s.account)}, ${s.reason ?? null},
      ${JSON.stringify(s.detail ?? {})}::jsonb, ${s.hash})
    on conflict do nothing`)
  if (made === 0) throw problem('command.other-body', { id: s.id })
}

/** Whether the command was carried out before; a problem where something else was said under its id. */
export const wasDone = async (
  tx: Tx,
  at: { readonly home: string; readonly id: string; readonly subject: string; readonly hash: Buffer },
): Promise<boolean> => {
  const row = await tx.row(sql<StepRow>`select ${columns} from supply.step where home = ${at.home} and id = ${at.id}`)
  if (row === undefined) return false
  if (row.subject !== at.subject || !row.body_hash.equals(at.hash)) throw problem('command.other-body', { id: at.id })
  return true
}

/** What happened with a subject, oldest first. */
export const stepsOf = async (tx: Tx, home: string, subject: string): Promise<z.output<typeof StepInfo>[]> =>
  (
    await tx.rows(sql<StepRow>`
      select ${columns} from supply.step where home = ${home} and subject = ${subject} order by at, id limit 500`)
  ).map((s) => ({
    ...{ id: s.id, what: s.what, at: new Date(s.at).toISOString(), by: s.by_name, reason: s.reason },
    detail: s.detail,
  }))

/**
 * Whoever decides about these waits for others who do. Hospitals are locked before requests, requests before offers, offers
 * before prefectures, and each group here in the order of its hashes: two who decide at once do not wait for each other.
 */
export const lockDeals = (tx: Tx, keys: readonly string[]): Promise<unknown> =>
  tx.run(sql`
    select pg_advisory_xact_lock(h) from (select distinct hashtextextended(k, 71264) as h from unnest(${[...keys]}::text[]) k
      order by 1) x`)
