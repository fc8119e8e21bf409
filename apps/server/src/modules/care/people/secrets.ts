import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { Keys, WrappedKey } from '../../../kernel/keys/index.js'
import { problem } from '../../../kernel/problems/index.js'

/** Fields of a person that are sealed: direct identifiers and what a diagnosis could be read from. */
export type SecretField =
  | 'name'
  | 'idNumber'
  | 'idNumberRaw'
  | 'phones'
  | 'phonesUnread'
  | 'address'
  | 'diseases'
  | 'remark'

type SecretRow = {
  readonly person: string
  readonly field: string
  readonly sealed: Buffer
  readonly key_id: string
  readonly wrapped: Buffer
}

/** Opens the named fields of the given people: person id -> field -> text. Whoever row security hides is not there. */
export const openFields = async (
  needs: { readonly keys: Keys },
  tx: Tx,
  wanted: { readonly home: string; readonly people: readonly string[]; readonly fields: readonly SecretField[] },
): Promise<ReadonlyMap<string, ReadonlyMap<SecretField, string>>> => {
  const found = new Map<string, Map<SecretField, string>>()
  if (wanted.people.length === 0) return found
  const rows = await tx.rows(sql<SecretRow>`
    select s.person, s.field, s.sealed, k.key_id, k.wrapped
    from care.person_secret s join care.person_key k on k.home = s.home and k.person = s.person
    where s.home = ${wanted.home} and s.person = any(${wanted.people}::uuid[]) and s.field = any(${wanted.fields}::text[])`)
  for (const row of rows) {
    const text = needs.keys.open({
      key: { keyId: row.key_id, wrapped: row.wrapped },
      at: { county: wanted.home, person: row.person, field: row.field },
      sealed: row.sealed,
    })
    const known = found.get(row.person) ?? new Map<SecretField, string>()
    known.set(row.field as SecretField, text) // asked for by name above
    found.set(row.person, known)
  }
  return found
}

/** The person's own key, wrapped. */
export const personKey = async (tx: Tx, home: string, person: string): Promise<WrappedKey> => {
  const row = await tx.row(sql<{ key_id: string; wrapped: Buffer }>`
    select key_id, wrapped from care.person_key where home = ${home} and person = ${person}`)
  if (row === undefined) throw problem('not-found')
  return { keyId: row.key_id, wrapped: row.wrapped }
}

/** Seals one more text of a person under the person's key. */
export const sealField = async (
  needs: { readonly keys: Keys },
  tx: Tx,
  value: { readonly home: string; readonly person: string; readonly field: string; readonly text: string },
): Promise<Buffer> =>
  needs.keys.seal({
    key: await personKey(tx, value.home, value.person),
    at: { county: value.home, person: value.person, field: value.field },
    text: value.text,
  })
