import type { Tier } from '@lianfang/domain/policy'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type QueueRow = {
  readonly township: string
  readonly village: string | null
  readonly provisional: number
  readonly downgrades: number
  /** People; one may wait for both. */
  readonly people: number
  /** When the oldest tier among them began: nobody here has waited longer. */
  readonly since: number
  readonly causes: readonly { readonly cause: string; readonly count: number }[]
}

/** What waits for a medic, by village: one line a village, not a task a person. */
export const queueByVillage = (tx: Tx, home: string, inside: RawBuilder<unknown>): Promise<QueueRow[]> =>
  tx.rows(sql<QueueRow>`
    with waiting as (
      select d.township, d.village, d.provisional <> '{}' as provisional, d.waiting_tier is not null as downgrade, d.waiting_cause, d.tier_since
      from care.person d
      where d.home = ${home} and ${inside} and d.life not in ('dead', 'left') and (d.provisional <> '{}' or d.waiting_tier is not null)),
    causes as (
      select township, village, waiting_cause as cause, count(*)::int as n from waiting where downgrade group by 1, 2, 3)
    select w.township, w.village, count(*) filter (where w.provisional)::int as provisional,
      count(*) filter (where w.downgrade)::int as downgrades, count(*)::int as people, min(w.tier_since) as since,
      coalesce((select jsonb_agg(jsonb_build_object('cause', coalesce(c.cause, ''), 'count', c.n)) from causes c
        where c.township = w.township and c.village is not distinct from w.village), '[]') as causes
    from waiting w group by w.township, w.village order by w.township, w.village nulls first`)

export type OverrideStored = {
  readonly tier: Tier
  readonly by: string
  readonly byName: string
  readonly reason: string
  readonly reviewOn: string
  readonly assessedTierAtOverride: Tier
  readonly at: string
  readonly commandId: string
}

export const setOverride = (tx: Tx, home: string, person: string, override: OverrideStored): Promise<number> =>
  tx.run(sql`
    update care.person set override = ${JSON.stringify(override)}::jsonb where home = ${home} and id = ${person}`)

/** The name of an account, for the record of who decided. */
export const accountName = async (tx: Tx, id: string): Promise<string> => {
  const row = await tx.row(sql<{ name: string }>`select name from kernel.account where id = ${id}`)
  return row?.name ?? ''
}
