import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

/** The entry that raised an alarm was corrected or taken back: whoever has the alarm by now reads so on it. */
export const markCorrected = (tx: Tx, home: string, entry: string): Promise<number> =>
  tx.run(sql`update care.alarm set corrected = true where home = ${home} and id = ${entry}`)
