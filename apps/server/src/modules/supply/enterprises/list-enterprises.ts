import type { Day } from '@lianfang/domain/shared'
import { owedDay } from '@lianfang/domain/supply'
import { countUpTo, inAllOf, inTransaction } from '../../../kernel/db/index.js'
import { type Call, idCursor } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { reportRules, type SupplyNeeds } from '../needs.js'
import { type Rules, tellRows } from './read-enterprise.js'
import { type EnterpriseFilter, enterpriseById, enterprisesIn, enterprisesListed, type Owed } from './sql.js'

/** The day whose reports should stand by now, and how long silence may last. */
export const owedBy = ({ at, values }: Rules, zone: string): Owed => ({
  owedDay: owedDay(at, zone, values),
  silentAfterDays: values.silentAfterDays,
})

type Query = Omit<Call<'enterprise.list'>['query'], 'cursor' | 'limit'>

/** What the query asks for, as the statement takes it. */
export const filterOf = (query: Query, owed: Owed, today: Day): EnterpriseFilter => ({
  place: query.place,
  kind: query.kind ?? null,
  state: query.state ?? null,
  doubted: query.doubted ?? null,
  obstacle: query.obstacle ?? null,
  closed: query.closed ?? false,
  waitsOn: query.waits === true ? today : null,
  text: query.text === undefined || query.text === '' ? null : query.text,
  owed,
})

/** Enterprises of a place, a page at a time (E1). */
export const listEnterprises = async (
  needs: SupplyNeeds,
  { scope, actor, query, require }: Call<'enterprise.list'>,
) => {
  require({ place: query.place })
  const after = idCursor(query.cursor)
  const { limit } = query
  const rules = await reportRules(needs, actor.place)
  const wanted = filterOf(query, owedBy(rules, needs.zone), rules.today)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      if (after !== null && (await enterpriseById(tx, after)) === undefined) throw problem('cursor.stale')
      const rows = await enterprisesIn(tx, { ...wanted, after, limit: limit + 1 })
      const shown = await tellRows(tx, rows.slice(0, limit), { rules, zone: needs.zone })
      const first = { cursor: query.cursor, read: rows.length, limit }
      return {
        rows: shown,
        inAll: await inAllOf(first, () => countUpTo(tx, enterprisesListed(wanted))),
        next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
      }
    },
    { readOnly: true },
  )
}
