import type { StockRow } from '@lianfang/contract'
import { addDays, type Day } from '@lianfang/domain/shared'
import { excludedOf, figuresOf, plainCode, type StockItem } from '@lianfang/domain/supply'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import { type Call, idCursor } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { productsKnown } from '../movements/sql-load.js'
import { bookRules, type SupplyNeeds } from '../needs.js'
import { mustReachStore } from '../stores/read-store.js'
import { isStocked, reservedFor, type StockFilter, type StockListRow, stockByKind, stockIn } from './sql.js'

type Query = Pick<Call<'stock.list'>['query'], 'kind' | 'show' | 'within' | 'text'>

/** What the query asks for, as the statement takes it. */
export const stockFilter = (query: Query, today: Day): StockFilter => ({
  kind: query.kind ?? null,
  show: query.show,
  until: query.within === undefined ? null : addDays(today, query.within),
  text: query.text === undefined || query.text === '' ? null : plainCode(query.text),
})

const itemOf = ({ on_hold: onHold, ...row }: StockListRow): StockItem => ({ ...row, onHold })

/** Items of a store as a list shows them: figures and reasons by the rule of the domain (SUP-BOOK-2). */
export const tellStock = async (
  tx: Tx,
  at: { readonly home: string; readonly store: string; readonly today: Day },
  rows: readonly StockListRow[],
): Promise<StockRow[]> => {
  const ids = [...new Set(rows.map(({ product }) => product).filter((id) => id !== null))]
  const kept = rows.filter(({ reserved }) => reserved > 0).map(({ item }) => item)
  const products = new Map((ids.length === 0 ? [] : await productsKnown(tx, { ids })).map((p) => [p.id, p]))
  const references = kept.length === 0 ? [] : await reservedFor(tx, at, kept)
  return rows.map((row) => {
    const item = itemOf(row)
    const product = products.get(row.product ?? '')
    return {
      ...{ id: row.item, kind: row.kind, product: row.product, lot: row.lot, expiry: row.expiry, serial: row.serial },
      ...figuresOf(item, at.today),
      model: product?.model ?? null,
      maker: product?.maker ?? null,
      perPack: product?.per_pack ?? null,
      excluded: excludedOf(item, at.today).map((one) => ({
        ...{ why: one.why, quantity: one.quantity, since: one.why === 'expired' ? one.since : null },
      })),
      reservedFor: references
        .filter((one) => one.item === row.item)
        .map(({ reference, quantity }) => ({ reference, quantity })),
    }
  })
}

/** What a store has, item by item (E9). */
export const listStock = async (needs: SupplyNeeds, { scope, actor, params, query, require }: Call<'stock.list'>) => {
  const after = idCursor(query.cursor)
  const { limit } = query
  const { today } = await bookRules(needs, actor.place)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const store = await mustReachStore(tx, params.id, { require })
      const at = { home: store.home, store: store.id }
      if (after !== null && !(await isStocked(tx, at, after))) throw problem('cursor.stale')
      const rows = await stockIn(tx, at, { ...stockFilter(query, today), today, after, limit: limit + 1 })
      const shown = await tellStock(tx, { ...at, today }, rows.slice(0, limit))
      return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
    },
    { readOnly: true },
  )
}

/** What a store has of each kind. */
export const listKindsHere = async (needs: SupplyNeeds, { scope, actor, params, require }: Call<'stock.kinds'>) => {
  const { today } = await bookRules(needs, actor.place)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const store = await mustReachStore(tx, params.id, { require })
      const rows = await stockByKind(tx, { home: store.home, store: store.id }, today)
      return {
        day: today,
        rows: rows.map(({ on_hand: onHand, first_expiry: firstExpiry, ...row }) => ({ ...row, onHand, firstExpiry })),
      }
    },
    { readOnly: true },
  )
}
