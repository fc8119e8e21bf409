import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

/** Something stands on this person now: the import that took them in can no more be taken back over it. */
export const buildOn = (tx: Tx, home: string, person: string): Promise<number> =>
  tx.run(sql`update care.person set built_on = built_on + 1 where home = ${home} and id = ${person}`)
