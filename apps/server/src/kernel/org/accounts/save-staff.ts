import type { Actor, JudgedAccount } from '@lianfang/domain/org'
import { sql } from 'kysely'
import type { Pool } from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { writeAudit } from '../../audit/index.js'
import { inTransaction, type Scope, type Tx } from '../../db/index.js'

type NewStaff = Extract<JudgedAccount, { readonly outcome: 'new' }>['account']

/** Accounts made in one transaction, with an audit row each: 0.2 s, 0.9 s on a machine with much else to do. */
const chunk = 100
/** A writing transaction lasts a second by its role; a list must not fail because the machine is busy. */
const longMs = 10_000

type Save = {
  /** The administrator's connection, or the program's own. */
  readonly pool: Pool
  readonly scope: Scope
  readonly actor: Actor | null
  readonly language: 'zh-CN' | 'en'
}

/**
 * Makes accounts without a password. A sign-in name that somebody took since the rows were judged is left out: of two who load
 * the same list at once each account is made by one. Answers the ids by sign-in name.
 */
export const saveStaff = async (save: Save, staff: readonly NewStaff[]): Promise<ReadonlyMap<string, string>> => {
  const made = new Map<string, string>()
  for (let from = 0; from < staff.length; from += chunk) {
    const some = staff.slice(from, from + chunk).map((one) => ({ ...one, id: uuidv7(), grant: uuidv7() }))
    const saved = await inTransaction(save.pool, save.scope, (tx) => saveChunk(tx, save, some), { longMs })
    for (const { id, login } of saved) made.set(login, id)
  }
  return made
}

type Numbered = NewStaff & { readonly id: string; readonly grant: string }

const saveChunk = async (tx: Tx, { actor, language }: Save, some: readonly Numbered[]) => {
  const rows = await tx.rows(sql<{ id: string; login: string }>`
    insert into kernel.account (id, login, name, language, place)
    select id, login, name, ${language}, place
    from unnest(${some.map((one) => one.id)}::uuid[], ${some.map((one) => one.login)}::text[],
      ${some.map((one) => one.name)}::text[], ${some.map((one) => one.place)}::text[]) as n (id, login, name, place)
    on conflict do nothing returning id, login`)
  const ids = new Set(rows.map((row) => row.id))
  const kept = some.filter((one) => ids.has(one.id))
  await tx.run(sql`
    insert into kernel.credential (account, password_hash, must_change)
    select id, null, true from unnest(${kept.map((one) => one.id)}::uuid[]) as n (id)`)
  await tx.run(sql`
    insert into kernel.account_grant (id, account, role, place)
    select id, account, role, place from unnest(${kept.map((one) => one.grant)}::uuid[],
      ${kept.map((one) => one.id)}::uuid[], ${kept.map((one) => one.role)}::text[],
      ${kept.map((one) => one.place)}::text[]) as n (id, account, role, place)`)
  for (const { id, place, role } of kept) {
    await writeAudit(tx, actor, { action: 'account.create', subject: id, place, detail: { role, byList: true } })
  }
  return rows
}
