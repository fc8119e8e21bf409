import type { Day, PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { loadById, loadsOf, standing } from './sql.js'
import { headOf, loadOf } from './view.js'

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

const listed = 50

/** What was done with files of the register, the newest first. */
export const listRegisterLoads = (needs: CareNeeds, { scope, query, require }: Call<'register.loads'>) => {
  require({ place: query.county })
  if (query.county !== scope.county) throw problem('place.outside')
  const read = async (tx: Tx) => {
    const stands = await standing(tx, scope.county)
    return { rows: (await loadsOf(tx, scope.county, listed)).map((load) => headOf(load, stands)) }
  }
  return inTransaction(needs.db.app, scope, read, { readOnly: true })
}

/** One file of the register: what it would change while it waits, what it changed once it was taken in. */
export const readRegisterLoad = (needs: CareNeeds, { scope, params, require }: Call<'register.load'>) =>
  inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const load = await loadById(tx, scope.county, params.id)
      if (load === undefined) throw problem('not-found')
      require({ place: load.home as PlaceCode }) // a county's stored code
      return loadOf(needs, tx, load)
    },
    { readOnly: true },
  )

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
