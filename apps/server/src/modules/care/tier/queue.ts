import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import type { CareNeeds } from '../needs.js'
import { inPlace } from '../people/rows.js'
import { queueByVillage } from './sql.js'

/** 待核实 and waiting downgrades, one line a village (K1). */
export const tierQueue = async (needs: CareNeeds, { scope, query, require }: Call<'tier.queue'>) => {
  require({ place: query.place })
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const rows = await queueByVillage(tx, scope.county, inPlace(query.place))
      const names = await placesByCode(
        tx,
        rows.flatMap((r) => [r.township, ...(r.village === null ? [] : [r.village])]),
      )
      const villages = rows.map((r) => ({
        village: r.village,
        place: r.village ?? r.township,
        name: [names.get(r.township)?.name, r.village === null ? '' : names.get(r.village)?.name].join(' ').trim(),
        provisional: r.provisional,
        downgrades: r.downgrades,
        causes: [...r.causes],
      }))
      return { villages }
    },
    { readOnly: true },
  )
}
