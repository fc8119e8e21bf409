import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { from as copyFrom } from 'pg-copy-streams'
import { type Database, inTransaction, noScope, type Tx } from '../../db/index.js'
import { copyText } from './load.js'
import type { TreeDivision } from './read-tree.js'

export type TreeCounts = {
  readonly new: number
  readonly changed: number
  readonly same: number
  /** Places that stand in the database and not in the file. */
  readonly gone: number
}

/** A place that would vanish although something stands under its code. */
export type HeldPlace = { readonly place: string; readonly what: string; readonly n: number }

export type TreeOutcome =
  | { readonly outcome: 'checked' | 'loaded'; readonly counts: TreeCounts }
  | { readonly outcome: 'refused'; readonly counts: TreeCounts; readonly held: readonly HeldPlace[] }

type Saving = { readonly db: Database; readonly divisions: readonly TreeDivision[]; readonly dryRun: boolean }

function* copyLines(divisions: readonly TreeDivision[]): Generator<string> {
  for (let at = 0; at < divisions.length; at += 1000)
    yield divisions
      .slice(at, at + 1000)
      .map(
        ({ code, name, level, parent = '', from }) =>
          `${code}\t${copyText(name)}\t${level}\t${parent}\t${from ?? '\\N'}\n`,
      )
      .join('')
}

const stage = async (tx: Tx, divisions: readonly TreeDivision[]): Promise<void> => {
  await tx.run(sql`
    create temp table tree_stage (code text collate "C" primary key, name text, level smallint, parent text, from_day date)
    on commit drop`)
  const copy = tx.client.query(copyFrom('copy tree_stage (code, name, level, parent, from_day) from stdin'))
  await pipeline(Readable.from(copyLines(divisions)), copy)
}

const count = async (tx: Tx): Promise<TreeCounts> => {
  const found = await tx.row(sql<TreeCounts>`
    select count(*) filter (where d.code is null) as new,
      count(*) filter (where d.code is not null and (d.name, d.from_day) is distinct from (s.name, s.from_day)) as changed,
      count(*) filter (where (d.name, d.from_day) is not distinct from (s.name, s.from_day)) as same,
      (select count(*) from kernel.division g where not exists (select from tree_stage t where t.code = g.code)) as gone
    from tree_stage s left join kernel.division d on d.code = s.code`)
  return found ?? { new: 0, changed: 0, same: 0, gone: 0 }
}

// People are counted by their counters: no run-time role sees the people of every county, and should not for this.
const heldBy = (tx: Tx, townships: readonly string[]): Promise<HeldPlace[]> =>
  tx.rows(sql<HeldPlace>`
    with used (place, what, n) as (
      select place, case metric when 'ledger' then 'people' else 'register' end, n from kernel.counter
        where metric in ('ledger', 'registered') and n > 0
      union all select place, 'accounts', count(*) from kernel.account_grant where withdrawn_at is null group by 1
      union all select place, 'facilities', count(*) from kernel.facility group by 1
      union all select place, 'organisations', count(*) from kernel.organisation group by 1
      union all select place, 'policy', count(*) from kernel.policy_value group by 1
      union all select place, 'teams', count(*) from unnest(${townships}::text[]) as t (place) group by 1)
    select place, what, n::int from used u
    where place <> '' and not exists (select from tree_stage s where s.code = u.place)
    order by place, what limit 200`)

const apply = async (tx: Tx): Promise<void> => {
  await tx.run(sql`
    insert into kernel.division (code, name, level, parent, tree, from_day)
    select code, name, level, parent, 'own', from_day from tree_stage
    on conflict (code) do update set name = excluded.name, level = excluded.level, parent = excluded.parent,
      tree = excluded.tree, from_day = excluded.from_day`)
  await tx.run(sql`
    delete from kernel.division d where not exists (select from tree_stage s where s.code = d.code)`)
  await tx.run(sql`update kernel.instance set tree = 'own', divisions_ready = true`)
}

/**
 * Puts a whole tree in place of the divisions there are, in one transaction: new places come, names change, places that are
 * not in it go. Refused when people, a register, teams, accounts, institutions, organisations or rules stand under a code
 * that would go. With `dryRun` nothing is written.
 */
export const saveTree = async ({ db, divisions, dryRun }: Saving): Promise<TreeOutcome> => {
  const teams = await inTransaction(db.auth, noScope, (tx) =>
    tx.rows(sql<{ township: string }>`select township from care.team`),
  )
  return inTransaction(
    db.worker,
    noScope,
    async (tx): Promise<TreeOutcome> => {
      // A load of the program's own tree that is on its way waits here, and then finds that it is not wanted any more.
      if (!dryRun) await tx.run(sql`select from kernel.instance for update`)
      await stage(tx, divisions)
      const counts = await count(tx)
      const held = await heldBy(
        tx,
        teams.map((team) => team.township),
      )
      if (held.length > 0) return { outcome: 'refused', counts, held }
      if (!dryRun) await apply(tx)
      return { outcome: dryRun ? 'checked' : 'loaded', counts }
    },
    // 665,000 rows are copied, compared and written in well under a minute; a slow disk gets ten.
    { longMs: 600_000 },
  )
}
