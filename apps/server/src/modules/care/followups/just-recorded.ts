import type { Instant, PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'

/** Two who ring the same household mean the same call; ours and fixed. */
const withinMinutes = 15

type PersonRow = {
  readonly township: string
  readonly village: string | null
  readonly team: string | null
  readonly household: string | null
}

const personRow = (tx: Tx, home: string, id: string): Promise<PersonRow | undefined> =>
  tx.row(sql<PersonRow>`
    select township, village, team, household from care.person where home = ${home} and id = ${id}`)

type Asked = { readonly home: string; readonly id: string; readonly household: string | null; readonly now: Date }

const latestOf = (tx: Tx, { home, id, household, now }: Asked) =>
  tx.row(sql<{ id: string; at: Instant; by: string | null; same: boolean }>`
    select f.id, f.at, a.name as by, f.person = ${id} as same
    from care.followup f left join kernel.account a on a.id = f.account
    where f.home = ${home} and f.outcome = 'reached' and f.corrects is null
      and f.person in (select p.id from care.person p where p.home = ${home}
        and (p.id = ${id} or p.household = ${household}::uuid))
      and f.at > ${now}::timestamptz - make_interval(mins => ${withinMinutes})
      and not exists (select from care.followup c where c.home = f.home and c.person = f.person and c.corrects = f.id)
    order by f.person = ${id} desc, f.at desc limit 1`)

/**
 * Who has just talked to the person, or to the household, for whoever is about to record the same call (K3). Nobody is named but the
 * colleague, so nothing is written down.
 */
export const readJustRecorded = (needs: CareNeeds, call: Call<'followup.just-recorded'>) => {
  const { params, scope, require } = call
  const home = scope.county
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const person = await personRow(tx, home, params.id)
      if (person === undefined) throw problem('not-found')
      const place = (person.village ?? person.township) as PlaceCode // stored from a checked code
      require({ place, teamId: person.team, personId: params.id })
      const asked = { home, id: params.id, household: person.household, now: new Date(needs.now()) }
      const found = await latestOf(tx, asked)
      if (found === undefined) return { latest: null }
      return { latest: { ...found, at: new Date(found.at).toISOString(), by: found.by ?? '' } }
    },
    { readOnly: true },
  )
}
