import { sql } from 'kysely'
import { type Database, inTransaction, noScope, type Tx } from '../db/index.js'
import type { Keys } from '../keys/index.js'
import { rewrapTotp, totpKeyId } from './totp-seal.js'

type Needs = { readonly db: Database; readonly keys: Keys }
type Row = { readonly account: string; readonly sealed: Buffer }

const sealedFactors = (tx: Tx): Promise<Row[]> =>
  tx.rows(sql<Row>`
    select account, totp_sealed as sealed from kernel.credential where totp_sealed is not null order by account for update`)

/** Puts the second factors of all accounts under the active master key; answers how many were under another. */
export const renewSecondFactors = ({ db, keys }: Needs): Promise<number> =>
  inTransaction(
    db.auth,
    noScope,
    async (tx) => {
      const old = (await sealedFactors(tx)).filter(({ sealed }) => totpKeyId(sealed) !== keys.activeId)
      if (old.length === 0) return 0
      return tx.run(sql`
        update kernel.credential c set totp_sealed = n.sealed
        from unnest(${old.map((row) => row.account)}::uuid[],
          ${old.map((row) => rewrapTotp(keys, row.sealed))}::bytea[]) as n (account, sealed)
        where c.account = n.account`)
    },
    { longMs: 20_000 },
  )

/** How many second factors stand under each master key. */
export const countSecondFactors = async ({ db }: Pick<Needs, 'db'>): Promise<ReadonlyMap<string, number>> => {
  const rows = await inTransaction(db.auth, noScope, sealedFactors)
  const counts = new Map<string, number>()
  for (const { sealed } of rows) counts.set(totpKeyId(sealed), (counts.get(totpKeyId(sealed)) ?? 0) + 1)
  return counts
}
