import type { Role } from '@lianfang/domain/org'
import type { PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { SupplyNeeds } from '../needs.js'

export type Part = 'reporter' | 'liaison' | 'keeper' | 'requester' | 'approver'
type StaffRow = { readonly id: string; readonly name: string; readonly login: string; readonly place: PlaceCode }

const roleOf = {
  ...({ reporter: 'enterpriseReporter', liaison: 'liaison', keeper: 'warehouseKeeper' } as const),
  ...({ requester: 'hospitalRequester', approver: 'hospitalApprover' } as const),
} as const satisfies Record<Part, Role>

/** Accounts that hold the role of a part over a place now, as far as the reader sees staff. */
const staffFor = (tx: Tx, at: { readonly part: Part; readonly place: PlaceCode; readonly account: string | null }) =>
  tx.rows(sql<StaffRow>`
    select distinct on (a.name, a.id) a.id, a.name, a.login, g.place
    from kernel.account_grant g join kernel.account a on a.id = g.account
    where g.role = ${roleOf[at.part]} and g.withdrawn_at is null and a.state = 'active'
      and starts_with(${at.place}, g.place) and (${at.account}::uuid is null or a.id = ${at.account}::uuid)
    order by a.name, a.id, length(g.place) desc limit 500`)

/** One of them by account; a problem where the account does not hold the role over the place. */
export const staffMember = async (
  tx: Tx,
  at: { readonly account: string; readonly part: Part; readonly place: PlaceCode },
): Promise<StaffRow> => {
  const [found] = await staffFor(tx, at)
  if (found === undefined) throw problem(at.part === 'keeper' ? 'stock.account-role' : 'supply.account-role')
  return found
}

/** Who can be named at a place: the list that a desk chooses from. */
export const listSupplyStaff = (needs: SupplyNeeds, { scope, query, require }: Call<'supply.staff'>) => {
  require({ place: query.place })
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const rows = await staffFor(tx, { part: query.part, place: query.place, account: null })
      const places = await placesByCode(
        tx,
        rows.map((row) => row.place),
      )
      return {
        rows: rows.map((row) => ({
          id: row.id,
          name: row.name,
          login: row.login,
          place: places.get(row.place) ?? { code: row.place, name: row.place, level: 'nation' as const },
        })),
      }
    },
    { readOnly: true },
  )
}
