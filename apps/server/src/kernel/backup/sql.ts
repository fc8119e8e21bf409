import type { ClientBase } from 'pg'
import type { AppliedMigration, BackupTable } from './format.js'

export type TableColumns = { readonly name: string; readonly columns: readonly string[] }

/**
 * Every table of ours, those that others point to first, with the columns that are stored rather than computed. Ours is
 * what lies in a schema of the migrator's: a module added later is in the backup without being named here.
 */
export const tablesInOrder = async (admin: ClientBase): Promise<readonly TableColumns[]> => {
  const { rows } = await admin.query<TableColumns & { oid: number }>(
    `select c.oid::int, format('%I.%I', n.nspname, c.relname) as name,
       array(select quote_ident(a.attname) from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspowner = 'lianfang_migrator'::regrole and c.relkind = 'r'
     order by name`,
  )
  const { rows: ties } = await admin.query<{ from: number; to: number }>(
    `select conrelid::int as "from", confrelid::int as "to" from pg_constraint where contype = 'f' and conrelid <> confrelid`,
  )
  const done = new Set<number>()
  const ordered: TableColumns[] = []
  while (ordered.length < rows.length) {
    const ready = rows.filter((t) => !done.has(t.oid) && ties.every((k) => k.from !== t.oid || done.has(k.to)))
    if (ready.length === 0) throw new Error('tables point at each other in a circle')
    for (const { oid, name, columns } of ready) {
      done.add(oid)
      ordered.push({ name, columns })
    }
  }
  return ordered
}

export type InstanceRow = { readonly id: string; readonly demonstration: boolean; readonly epoch: number }

export const readInstance = async (admin: ClientBase): Promise<InstanceRow | undefined> =>
  (await admin.query<InstanceRow>('select id, demonstration, epoch from kernel.instance')).rows[0]

export const readApplied = async (admin: ClientBase): Promise<readonly AppliedMigration[]> =>
  (await admin.query<AppliedMigration>('select name, hash from lianfang_migration.applied order by name')).rows

// A role that row security applies to would silently get fewer rows; so it gets an error. No limit: a large one takes time.
const seeAll = `set local row_security = off; set local statement_timeout = 0;
  set local idle_in_transaction_session_timeout = 0; set local transaction_timeout = 0`

/** A snapshot that nothing can disturb and that disturbs nobody. Answers the moment it shows. */
export const openSnapshot = async (admin: ClientBase): Promise<string> => {
  await admin.query('begin isolation level repeatable read, read only, deferrable')
  await admin.query(seeAll)
  const { rows } = await admin.query<{ at: string }>(
    `select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`,
  )
  return rows[0]?.at ?? ''
}

/** The transaction of a restore. */
export const openRestore = async (admin: ClientBase): Promise<void> => {
  await admin.query('begin')
  await admin.query(`${seeAll}; set local lock_timeout = '5s'`)
}

/** About how many rows there are, for progress. */
export const estimateRows = async (admin: ClientBase): Promise<number> => {
  const { rows } = await admin.query<{ n: number }>(
    `select coalesce(sum(greatest(s.n_live_tup, 0)), 0)::float8 as n from pg_stat_user_tables s
     join pg_namespace n on n.nspname = s.schemaname where n.nspowner = 'lianfang_migrator'::regrole`,
  )
  return rows[0]?.n ?? 0
}

export const copyOutText = ({ name, columns }: TableColumns): string =>
  `copy ${name} (${columns.join(', ')}) to stdout (format binary)`

export const copyInText = ({ name, columns }: TableColumns): string =>
  `copy ${name} (${columns.join(', ')}) from stdin (format binary)`

/** Whether somebody is on the ledger or can sign in: such a database is not restored over. */
export const isInUse = async (admin: ClientBase): Promise<boolean> => {
  const { rows } = await admin.query<{ used: boolean }>(
    `select exists (select from care.person) or exists (select from kernel.account) as used`,
  )
  return rows[0]?.used === true
}

export const dropSchemas = async (admin: ClientBase): Promise<void> => {
  const { rows } = await admin.query<{ name: string }>(
    `select quote_ident(nspname) as name from pg_namespace
     where nspowner = 'lianfang_migrator'::regrole and nspname <> 'lianfang_migration'`,
  )
  for (const { name } of rows) await admin.query(`drop schema ${name} cascade`)
  await admin.query('delete from lianfang_migration.applied')
}

/**
 * Turns the triggers of our tables off or on. What a trigger makes of a row is a row of the backup too: made again while rows
 * come in it would stand there twice, or be refused, because under the restore's settings a trigger sees no protected table.
 */
export const setTriggers = async (admin: ClientBase, to: 'disable' | 'enable'): Promise<void> => {
  const { rows } = await admin.query<{ name: string }>(
    `select distinct t.tgrelid::regclass::text as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
       join pg_namespace n on n.oid = c.relnamespace
     where n.nspowner = 'lianfang_migrator'::regrole and not t.tgisinternal`,
  )
  await admin.query('set local role lianfang_migrator')
  for (const { name } of rows) await admin.query(`alter table ${name} ${to} trigger user`)
  await admin.query('reset role')
}

/**
 * A restored database is another run of the same one: clients start over from the new epoch, nobody is signed in, and the
 * audit says so. `least` keeps the epoch above one that the emptied database may have had.
 */
export const beginEpoch = async (
  admin: ClientBase,
  restored: { readonly least: number; readonly id: string; readonly snapshotAt: string },
): Promise<number> => {
  const { rows } = await admin.query<{ epoch: number }>(
    'update kernel.instance set epoch = greatest(epoch, $1::int) + 1 returning epoch',
    [restored.least],
  )
  const epoch = rows[0]?.epoch ?? 0
  await admin.query('update kernel.feed_head set epoch = $1, number = 0', [epoch])
  await admin.query('update kernel.session set withdrawn_at = now() where withdrawn_at is null')
  await admin.query(
    `insert into kernel.audit_open (id, at, action, detail)
     values ($1, clock_timestamp(), 'instance.restored', jsonb_build_object('snapshot', $2::text, 'epoch', $3::int))`,
    [restored.id, restored.snapshotAt, epoch],
  )
  return epoch
}

export const totalRows = (tables: readonly BackupTable[]): number => tables.reduce((sum, t) => sum + t.rows, 0)
