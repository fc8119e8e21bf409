import type { Tier } from '@lianfang/domain/policy'
import type { Day } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type Face = {
  readonly id: string
  readonly birth_day: Day | null
  readonly birth_year: number | null
  readonly tier: Tier
}

/** Age and colour of people, for the rows of a list. */
export const facesOf = (tx: Tx, home: string, people: readonly string[]): Promise<Face[]> =>
  tx.rows(sql<Face>`
    select id, birth_day, birth_year, tier from care.person where home = ${home} and id = any(${people}::uuid[])`)
