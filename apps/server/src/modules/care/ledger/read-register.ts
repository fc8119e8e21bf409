import type { Day } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'

type RegisterRow = {
  readonly village: string
  readonly township: string
  readonly residents: number
  readonly over65: number | null
  readonly as_of: Day
}

const rowsOf = (tx: Tx, home: string, place: string): Promise<RegisterRow[]> =>
  tx.rows(sql<RegisterRow>`
    select village, township, residents, over65, as_of from care.register
    where home = ${home} and starts_with(village, ${place}) order by village`)

/** What the population register says of each village of a place: the rows behind the board's figure (K6, X6). */
export const readRegister = (needs: CareNeeds, { scope, query, require }: Call<'register.read'>) => {
  require({ place: query.place })
  if (scope.county === '' || !query.place.startsWith(scope.county)) throw problem('place.outside')
  const read = async (tx: Tx) => {
    const rows = await rowsOf(tx, scope.county, query.place)
    const names = await placesByCode(
      tx,
      rows.flatMap((r) => [r.village, r.township]),
    )
    return {
      total: rows.reduce((sum, r) => sum + r.residents, 0),
      rows: rows.map(({ village, township, as_of, ...rest }) => ({
        village: names.get(village) ?? { code: village, name: village, level: 'village' as const },
        township: names.get(township)?.name ?? township,
        ...rest,
        asOf: as_of,
      })),
    }
  }
  return inTransaction(needs.db.app, scope, read, { readOnly: true })
}
