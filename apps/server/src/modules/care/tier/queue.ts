import { dayIn, instantOf } from '@lianfang/domain/shared'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { type PlaceName, placesByCode } from '../../../kernel/org/index.js'
import type { CareNeeds } from '../needs.js'
import { inPlace } from '../people/rows.js'
import { type QueueRow, queueByVillage } from './sql.js'
import { countReviews } from './sql-overrides.js'

export type QueueLine = QueueRow & { readonly townshipName: string; readonly villageName: string | null }

const named = (row: QueueRow, names: ReadonlyMap<string, PlaceName>): QueueLine => ({
  ...row,
  townshipName: names.get(row.township)?.name ?? row.township,
  villageName: row.village === null ? null : (names.get(row.village)?.name ?? row.village),
})

/** The lines of the queue with the names of their places, in the order of the codes. */
export const queueLines = async (
  needs: CareNeeds,
  { scope, query, require }: Pick<Call<'tier.queue'>, 'scope' | 'query' | 'require'>,
): Promise<readonly QueueLine[]> => {
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
      return rows.map((row) => named(row, names))
    },
    { readOnly: true },
  )
}

/** 待核实 and waiting downgrades, one line a village (K1). */
export const tierQueue = async (needs: CareNeeds, call: Call<'tier.queue'>) => {
  const lines = await queueLines(needs, call)
  const today = dayIn(instantOf(needs.now()), needs.zone)
  const at = { home: call.scope.county, place: call.query.place, today }
  const reviews = await inTransaction(needs.db.app, call.scope, (tx) => countReviews(tx, at), { readOnly: true })
  const villages = lines.map((r) => ({
    village: r.village,
    place: r.village ?? r.township,
    name: [r.townshipName, r.villageName ?? ''].join(' ').trim(),
    people: r.people,
    provisional: r.provisional,
    downgrades: r.downgrades,
    since: new Date(r.since).toISOString(),
    causes: [...r.causes],
  }))
  return { villages, reviews }
}
