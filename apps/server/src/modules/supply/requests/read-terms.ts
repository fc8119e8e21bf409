import type { NeedTermsInfo } from '@lianfang/contract'
import { basisOf, perPatientOf } from '@lianfang/domain/supply'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { hospitalsKnown, namedAs } from '../hospitals/sql.js'
import { dealRules, type SupplyNeeds } from '../needs.js'
import { mustKnowKind } from '../read-units.js'
import { usualAsked } from './draft-request.js'
import { comingTo, hospitalStock } from './sql.js'

// What no request has: its own share is not left out of what is coming.
const none = '00000000-0000-0000-0000-000000000000'

/** What a need of an institution for a kind is reckoned with, so that a page can reckon it while it is typed (SUP-REQ-2). */
export const readTerms = async (
  needs: SupplyNeeds,
  { scope, actor, params, query, require }: Call<'hospital.terms'>,
): Promise<NeedTermsInfo> => {
  const { today, requests, books } = await dealRules(needs, actor.place)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const [hospital] = await hospitalsKnown(tx, [params.id])
      if (hospital === undefined) throw problem('not-found')
      const { home, id: facility, place } = hospital
      require({ place, named: await namedAs(tx, { home, facility }) })
      const kind = await mustKnowKind(tx, query.kind)
      const of = { home, facility, kind: kind.code }
      const not = query.request ?? none
      const stock = await hospitalStock(tx, of, today)
      return {
        ...{ basis: basisOf(kind.keeping), perPatient: perPatientOf(kind.code, requests), today },
        ...{ idleInBooks: stock?.available ?? null, coming: await comingTo(tx, { ...of, not }) },
        usual: await usualAsked(tx, { ...of, not }),
        ...{
          coverDays: requests.coverDays,
          doubtTimes: requests.doubtTimes,
          most: requests.most,
          mostUnits: books.mostUnits,
        },
      }
    },
    { readOnly: true },
  )
}
