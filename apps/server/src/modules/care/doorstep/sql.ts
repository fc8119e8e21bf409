import type { NextDue } from '@lianfang/domain/care'
import type { Tier } from '@lianfang/domain/policy'
import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { knownPlaces } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { dueInfoOf } from '../people/rows.js'

export type DoorstepRow = { readonly person: string; readonly kind: 'add' | 'correct'; readonly body_hash: Buffer }

/** The entry of a command id, when it was made before. */
export const doneBefore = (tx: Tx, home: string, id: string): Promise<DoorstepRow | undefined> =>
  tx.row(sql<DoorstepRow>`select person, kind, body_hash from care.doorstep where home = ${home} and id = ${id}`)

type NewRow = DoorstepRow & {
  readonly home: string
  readonly id: string
  readonly account: string
  readonly at: Instant
}

/** Notes a command; answers 0 when its id was taken meanwhile. */
export const noteDone = (tx: Tx, row: NewRow): Promise<number> =>
  tx.run(sql`
    insert into care.doorstep (home, id, person, kind, account, at, body_hash)
    values (${row.home}, ${row.id}, ${row.person}, ${row.kind}, ${row.account}, ${new Date(row.at)}, ${row.body_hash})
    on conflict do nothing`)

/**
 * Two who enter the same person at once wait for each other: each looks for the other's person before taking theirs in.
 * Locks of the transaction on the command and on the tokens under which the two would meet, always in one order.
 */
export const waitInLine = async (tx: Tx, id: string, tokens: readonly Buffer[]): Promise<void> => {
  const own = Buffer.from(id.replaceAll('-', ''), 'hex')
  const locks = [own.readBigInt64BE(8), ...tokens.map((token) => token.readBigInt64BE(0))]
  const sorted = [...new Set(locks)].sort((a, b) => (a < b ? -1 : 1)).map(String)
  await tx.run(sql`select pg_advisory_xact_lock(k) from unnest(${sorted}::bigint[]) as l (k)`)
}

export const isTaken = async (tx: Tx, home: string, id: string): Promise<boolean> =>
  (await tx.row(sql<{ id: string }>`select id from care.person where home = ${home} and id = ${id}`)) !== undefined

/** Whether a code is a village now. */
export const isVillageNow = async (tx: Tx, code: string | null): Promise<boolean> =>
  code !== null && (await knownPlaces(tx, [code])).has(code)

type Stands = {
  id: string
  tier: Tier
  provisional: boolean
  waiting: Tier | null
  due_at: Instant | null
  reason: NextDue['reason']
  mode: NextDue['mode']
  rule_id: string
}

/** Where a person stands now, for the answers of commands. */
export const standsNow = async (tx: Tx, home: string, person: string) => {
  const row = await tx.row(sql<Stands>`
    select p.id, p.tier, p.provisional <> '{}' as provisional, p.waiting_tier as waiting, d.due_at, d.reason, d.mode, d.rule_id
    from care.person p join care.due d on d.home = p.home and d.person = p.id
    where p.home = ${home} and p.id = ${person}`)
  if (row === undefined) throw problem('not-found')
  const { id, tier, provisional, waiting } = row
  return { id, tier, provisional, waiting, due: dueInfoOf(row) }
}
