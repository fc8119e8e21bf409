import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

/** People who meet one of the tokens (16 bytes each). */
export const matchingPeople = (
  tx: Tx,
  home: string,
  tokens: readonly Buffer[],
): Promise<{ token: Buffer; person: string }[]> =>
  tx.rows(sql<{ token: Buffer; person: string }>`
    select token, person from care.person_match where home = ${home} and token = any(${sliced(tokens)})`)

// One buffer cut in the database: an array of bytea would be written and read as hex.
const sliced = (keys: readonly Buffer[]) =>
  sql`array(select substr(${Buffer.concat(keys)}::bytea, 16 * n + 1, 16) from generate_series(0, ${keys.length}::int - 1) as n)`

/** The people whom rows were read as before, by the rows' fingerprints (16 bytes each). */
export const knownFingerprints = (tx: Tx, home: string, prints: readonly Buffer[]) =>
  tx.rows(sql<{ fingerprint: Buffer; person: string }>`
    select fingerprint, person from care.ledger_row where home = ${home} and fingerprint = any(${sliced(prints)})`)

/** Who of these died or moved away. */
export const gonePeople = async (tx: Tx, home: string, people: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await tx.rows(sql<{ id: string }>`
    select id from care.person where home = ${home} and id = any(${people}::uuid[]) and life in ('dead', 'left')`)
  return new Set(rows.map((row) => row.id))
}

export const addFingerprints = (
  tx: Tx,
  home: string,
  prints: readonly { readonly fingerprint: Buffer; readonly person: string }[],
) => {
  const sorted = [...prints].sort((a, b) => Buffer.compare(a.fingerprint, b.fingerprint))
  return tx.run(sql`
    insert into care.ledger_row (home, fingerprint, person)
    select ${home}, substr(${Buffer.concat(sorted.map((p) => p.fingerprint))}::bytea, (16 * (at - 1) + 1)::int, 16), person
    from unnest(${sorted.map((p) => p.person)}::uuid[]) with ordinality as n (person, at)
    on conflict do nothing`)
}
