import { dayIn, instantOf } from '@lianfang/domain/shared'
import { inTransaction, noScope } from '../db/index.js'
import type { Call, Handlers } from '../http/index.js'
import { problem } from '../problems/index.js'
import { type AccountNeeds, accountHandlers } from './accounts/http.js'
import { codeOn } from './division-changes.js'
import { facilityHandlers } from './facilities/http.js'
import { chainNamed, childrenOf } from './places.js'

export type OrgNeeds = AccountNeeds

const readDivision = (needs: OrgNeeds, { params }: Call<'division.read'>) =>
  inTransaction(
    needs.db.app,
    noScope,
    async (tx) => {
      const today = dayIn(instantOf(needs.now()), needs.zone)
      // A bookmark or a letter may name the place by a code it no longer has.
      const code = await codeOn(tx, params.code, today)
      const chain = await chainNamed(tx, code)
      const place = chain.at(-1)
      if (place === undefined || (place.name === code && code !== '')) throw problem('place.unknown')
      return { place, chain: [...chain], children: await childrenOf(tx, code, today) }
    },
    { readOnly: true },
  )

/** Handlers of divisions, facilities, organisations and accounts. */
export const orgHandlers = (needs: OrgNeeds): Handlers => ({
  ...facilityHandlers(needs),
  ...accountHandlers(needs),
  'division.read': (call) => readDivision(needs, call),
})
