import type { ClientBase } from 'pg'

/** Places are nobody's data and stay; so does the row that says what this database is. */
const kept = ['kernel.instance', 'kernel.division', 'kernel.division_change'] as const

export const readDemonstration = async (admin: ClientBase): Promise<boolean> => {
  const { rows } = await admin.query<{ demonstration: boolean }>('select demonstration from kernel.instance')
  return rows[0]?.demonstration === true
}

/**
 * All people on the ledger, and those of them whom an import took in. Whoever is no superuser sees no person: all
 * are then read from the counters, and none is known to be on trial.
 */
export const countPeople = async (admin: ClientBase): Promise<{ readonly all: number; readonly onTrial: number }> => {
  const { rows } = await admin.query<{ all: number; trial: number }>(
    `select greatest((select count(*) from care.person),
         (select coalesce(sum(n), 0) from kernel.counter where place = '' and metric = 'ledger'))::int as "all",
       (select count(*) from care.person where import_id is not null)::int as trial`,
  )
  const { all, trial } = rows[0] ?? { all: 0, trial: 0 }
  return { all, onTrial: trial }
}

/** Every table of ours whose rows go. */
export const tablesToEmpty = async (admin: ClientBase): Promise<readonly string[]> => {
  const { rows } = await admin.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspowner = 'lianfang_migrator'::regrole and n.nspname <> 'lianfang_migration' and c.relkind in ('r', 'p')
       and not c.relispartition and format('%s.%s', n.nspname, c.relname) <> all($1::text[])
     order by 1`,
    [kept],
  )
  return rows.map((r) => r.name)
}

type Renewed = { readonly tables: readonly string[]; readonly id: string; readonly demonstration: boolean }

/** Empties the tables and makes the database a new one, in the caller's transaction. */
export const emptyTables = async (admin: ClientBase, { tables, id, demonstration }: Renewed): Promise<void> => {
  // Whoever came in between is not waited for; owners truncate, also where the administrator is no superuser.
  await admin.query(`set local lock_timeout = '5s'; set local role lianfang_migrator`)
  await admin.query(`truncate ${tables.join(', ')}`)
  await admin.query('update kernel.instance set id = $1, demonstration = $2, epoch = 1, created_at = now()', [
    id,
    demonstration,
  ])
  await admin.query('reset role')
  // Jobs name people of the demonstration; the worker makes the schema anew.
  await admin.query('drop schema if exists graphile_worker cascade')
}
