import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Database, inTransaction, noScope } from '../db/index.js'
import { problem } from '../problems/index.js'
import { countFailure, waitOf } from './sql.js'

/**
 * Lets one more try of an account at something guessable through, or throws `session.slow-down`: after five within an hour
 * the waits double, to a quarter of an hour. Every try counts before it is looked at, one after the other, so that trying
 * in parallel, or a right one in between, gains nothing.
 */
export const takeTry = (db: Database, what: string, account: string): Promise<void> => {
  const key = createHash('sha256').update(`${what}\n${account}`).digest('hex')
  return inTransaction(db.auth, noScope, async (tx) => {
    await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 71235))`)
    const wait = await waitOf(tx, key)
    if (wait > 0) throw problem('session.slow-down', { seconds: wait })
    await countFailure(tx, key)
  })
}
