import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ClientBase } from 'pg'

export type MigrationOutcome =
  | { readonly outcome: 'migrated'; readonly applied: readonly string[] }
  | { readonly outcome: 'newer'; readonly unknown: readonly string[] }
  | { readonly outcome: 'edited'; readonly name: string }

type Applied = { readonly name: string; readonly hash: string }

const readMigrations = async (folder: string): Promise<readonly (Applied & { readonly text: string })[]> => {
  const names = (await readdir(folder)).filter((n) => /^\d{4}_.*\.sql$/.test(n)).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8')
      return { name, text, hash: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

/**
 * Applies the migrations that are missing, each in its transaction, as lianfang_migrator. Forward only: a database that
 * knows more than the program is left alone (`newer`), and so is one whose applied migration was edited since (`edited`).
 */
export const migrate = async (admin: ClientBase, folder: string): Promise<MigrationOutcome> => {
  await admin.query(`select pg_advisory_lock(71232)`)
  try {
    await prepare(admin)
    const files = await readMigrations(folder)
    const { rows: applied } = await admin.query<Applied>(
      `select name, hash from lianfang_migration.applied order by name`,
    )
    const known = new Map(files.map((f) => [f.name, f.hash]))
    const unknown = applied.filter((a) => !known.has(a.name)).map((a) => a.name)
    if (unknown.length > 0) return { outcome: 'newer', unknown }
    const edited = applied.find((a) => known.get(a.name) !== a.hash)
    if (edited) return { outcome: 'edited', name: edited.name }
    // By name and not by count: two branches may have brought their files in either order.
    const there = new Set(applied.map((a) => a.name))
    const missing = files.filter((f) => !there.has(f.name))
    for (const file of missing) await apply(admin, file)
    return { outcome: 'migrated', applied: missing.map((m) => m.name) }
  } finally {
    await admin.query(`select pg_advisory_unlock(71232)`)
  }
}

const prepare = async (admin: ClientBase): Promise<void> => {
  const { rows } = await admin.query<{ d: string }>(`select quote_ident(current_database()) as d`)
  await admin.query(`grant create on database ${rows[0]?.d ?? ''} to lianfang_migrator`)
  await admin.query(`create schema if not exists lianfang_migration authorization lianfang_migrator`)
  await admin.query(`set role lianfang_migrator`)
  await admin.query(
    `create table if not exists lianfang_migration.applied (name text primary key, hash text not null, at timestamptz not null default now())`,
  )
  await admin.query(`reset role`)
}

const apply = async (admin: ClientBase, file: Applied & { readonly text: string }): Promise<void> => {
  await admin.query(`begin; set local role lianfang_migrator`)
  try {
    await admin.query(file.text)
    await admin.query(`insert into lianfang_migration.applied (name, hash) values ($1, $2)`, [file.name, file.hash])
    await admin.query('commit')
  } catch (error) {
    await admin.query('rollback')
    throw error
  }
}
