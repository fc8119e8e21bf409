import type { PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { countyScope, type Database, inTransaction, type Tx } from '../../../kernel/db/index.js'
import { type Keys, nameParts, phoneParts } from '../../../kernel/keys/index.js'
import { openCall } from '../desk/call-rows.js'
import { dropTokens, writeTokens } from '../people/change-person.js'
import { loadPeople } from '../people/load-people.js'

/** Every table whose rows carry a wrapped key of their own (of moves only those from another county), with the column that names the row beside the county. */
export const sealedTables = {
  'care.person_key': 'person',
  'care.import': 'id',
  'care.doubtful_pair': 'id',
  'care.desk_handover': 'id',
  'care.desk_call': 'id',
  'care.move': 'id',
  'supply.gift_donor': 'gift',
} as const

type SealedTable = keyof typeof sealedTables

type Needs = { readonly db: Database; readonly keys: Keys }
type KeyRow = { readonly id: string; readonly key_id: string; readonly wrapped: Buffer }
type Part = { readonly home: string; readonly table: SealedTable; readonly rows: readonly KeyRow[] }

// A person's tokens are some 14 rows; so many people are half a second, and whoever edits one of them waits that long.
const chunk = 100
const chunkMs = 20_000

const oldRows = (tx: Tx, { home, table, activeId }: Omit<Part, 'rows'> & { readonly activeId: string }) =>
  tx.rows(sql<KeyRow>`
    select ${sql.ref(sealedTables[table])} as id, key_id, wrapped from ${sql.table(table)}
    where home = ${home} and key_id <> ${activeId} order by 1 limit ${chunk} for update`)

const rewrap = (tx: Tx, keys: Keys, { home, table, rows }: Part): Promise<number> => {
  const wrapped = rows.map((row) => keys.rewrap({ keyId: row.key_id, wrapped: row.wrapped }).wrapped)
  return tx.run(sql`
    update ${sql.table(table)} t set key_id = ${keys.activeId}, wrapped = n.wrapped
    from unnest(${rows.map((row) => row.id)}::uuid[], ${wrapped}::bytea[]) as n (id, wrapped)
    where t.home = ${home} and t.${sql.ref(sealedTables[table])} = n.id`)
}

/** People are found by tokens made with the master key: they are made anew with it. */
const renewTokens = async (needs: Needs, tx: Tx, { home, rows }: Part): Promise<void> => {
  const people = await loadPeople(needs, tx, { home, people: rows.map((row) => row.id), lock: true })
  for (const { id, fields } of people.values()) {
    await dropTokens(needs.keys, tx, { home, id, fields })
    await writeTokens(needs.keys, tx, { home, id, fields })
  }
}

type CallRow = KeyRow & { readonly said_sealed: Buffer }

const renewCalls = async ({ keys }: Needs, tx: Tx, { home, rows }: Part): Promise<void> => {
  const calls = await tx.rows(sql<CallRow>`
    select id, key_id, wrapped, said_sealed from care.desk_call
    where home = ${home} and id = any(${rows.map((row) => row.id)}::uuid[])`)
  for (const call of calls) {
    const { number, name, about } = openCall(keys, home, call)
    const parts = [...phoneParts(number), ...nameParts(name), ...nameParts(about)]
    const tokens = parts.map((part) => keys.blindIndex(part).token)
    await tx.run(sql`update care.desk_call set tokens = ${tokens}::bytea[] where home = ${home} and id = ${call.id}`)
  }
}

const renewPart = (needs: Needs, home: string, table: SealedTable): Promise<number> =>
  inTransaction(
    needs.db.worker,
    countyScope(home),
    async (tx) => {
      const rows = await oldRows(tx, { home, table, activeId: needs.keys.activeId })
      if (rows.length === 0) return 0
      const part = { home, table, rows }
      // While the row still names the key under which it was written.
      if (table === 'care.person_key') await renewTokens(needs, tx, part)
      if (table === 'care.desk_call') await renewCalls(needs, tx, part)
      await rewrap(tx, needs.keys, part)
      return rows.length
    },
    { longMs: chunkMs },
  )

const tables = Object.keys(sealedTables) as readonly SealedTable[] // the keys of the object above

/**
 * Puts all of a county under the active master key: each row's own key is wrapped anew, so that what it seals stays as it is,
 * and tokens are made anew. Chunk by chunk beside people at work; begun again it goes on. Answers how many rows were renewed.
 */
export const renewCountyKeys = async (
  needs: Needs,
  home: string,
  progress: (done: number) => void,
): Promise<number> => {
  let done = 0
  for (const table of tables) {
    for (;;) {
      const renewed = await renewPart(needs, home, table)
      done += renewed
      if (renewed > 0) progress(renewed)
      if (renewed < chunk) break
    }
  }
  return done
}

export type KeyCount = { readonly home: string; readonly keyId: string; readonly rows: number }

// China has some 2,900 counties; so many are asked in one message.
const countiesAtOnce = 100

const countText = (home: PlaceCode): string => {
  if (!/^\d{6}$/.test(home)) throw new Error('not the code of a county')
  const each = tables.map((table) => `select key_id from ${table} where home = '${home}' and key_id is not null`)
  return `set local lf.county = '${home}';
    select '${home}' as home, key_id as "keyId", count(*)::int as rows from (${each.join(' union all ')}) k group by 2`
}

/** How many rows of each county stand under each master key; counties without any are left out. */
export const countKeys = async ({ db }: Pick<Needs, 'db'>, counties: readonly PlaceCode[]): Promise<KeyCount[]> => {
  const found: KeyCount[] = []
  for (let from = 0; from < counties.length; from += countiesAtOnce) {
    const some = counties.slice(from, from + countiesAtOnce)
    // Row security shows one county at a time, and the county is a setting of the transaction.
    const results = await inTransaction(
      db.worker,
      countyScope(some[0] ?? ''),
      (tx) => tx.client.query(some.map(countText).join(';')) as unknown as Promise<readonly { rows: KeyCount[] }[]>, // several statements answer a list
      { readOnly: true, longMs: chunkMs },
    )
    found.push(...results.flatMap((result) => result.rows))
  }
  return found
}
