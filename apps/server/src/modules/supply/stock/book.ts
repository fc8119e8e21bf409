import { type Day, parseDay } from '@lianfang/domain/shared'
import { readScan } from '@lianfang/domain/supply'
import { inTransaction } from '../../../kernel/db/index.js'
import { type Call, idCursor } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { productsKnown, storesKnown } from '../movements/sql-load.js'
import { carriedOf } from '../movements/transit.js'
import { bookRules, type SupplyNeeds } from '../needs.js'
import { mustReachStore } from '../stores/read-store.js'
import { type BookFilter, movementById, movementsIn, roadsOf } from './sql.js'
import { readMovement, tellMovements } from './tell-movements.js'

const dayOr = (text: string | undefined): Day | null => {
  if (text === undefined) return null
  const day = parseDay(text)
  if (day === null) throw problem('request.invalid')
  return day
}

type Query = Pick<Call<'movement.list'>['query'], 'kind' | 'item' | 'what' | 'reference' | 'from' | 'until'>

export const bookFilter = (query: Query): BookFilter => ({
  kind: query.kind ?? null,
  item: query.item ?? null,
  what: query.what ?? null,
  reference: query.reference ?? null,
  from: dayOr(query.from),
  until: dayOr(query.until),
})

/** The book of a store, the newest first (E9). */
export const listMovements = (needs: SupplyNeeds, { scope, params, query, require }: Call<'movement.list'>) => {
  const after = idCursor(query.cursor)
  const { limit } = query
  const wanted = bookFilter(query)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const store = await mustReachStore(tx, params.id, { require })
      const at = { home: store.home, store: store.id }
      if (after !== null && (await movementById(tx, at, after)) === undefined) throw problem('cursor.stale')
      const rows = await movementsIn(tx, at, { ...wanted, after, limit: limit + 1 })
      const shown = await tellMovements(tx, store.home, rows.slice(0, limit))
      return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
    },
    { readOnly: true },
  )
}

/** One movement with its lines. */
export const readOneMovement = (needs: SupplyNeeds, { scope, params, require }: Call<'movement.read'>) =>
  inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const store = await mustReachStore(tx, params.id, { require })
      return readMovement(tx, { home: store.home, store: store.id, id: params.movement })
    },
    { readOnly: true },
  )

/** What was sent from or to a store and has not arrived (E9): the account `transit`, transfer by transfer. */
export const listTransit = (needs: SupplyNeeds, { scope, params, require }: Call<'transit.list'>) =>
  inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const store = await mustReachStore(tx, params.id, { require })
      const rows = await roadsOf(tx, { home: store.home, store: store.id })
      const ids = [...new Set(rows.flatMap((row) => [row.store, row.to_store]))]
      const names = new Map((await storesKnown(tx, ids)).map((s) => [s.id, s]))
      const named = (id: string) => ({ id, name: names.get(id)?.name ?? '', nameEn: names.get(id)?.name_en ?? null })
      const heads = [...new Map(rows.map((row) => [row.id, row])).values()]
      const carried = await carriedOf(
        tx,
        heads.map(({ id }) => id),
      )
      return {
        rows: heads.map((head) => ({
          ...{ id: head.id, way: head.store === store.id ? ('out' as const) : ('in' as const) },
          ...{ from: named(head.store), to: named(head.to_store), sentOn: head.sent_on, reference: head.reference },
          at: new Date(head.at).toISOString(),
          carried: carried.has(head.id),
          lines: rows
            .filter((row) => row.id === head.id)
            .map(({ n, kind, product, lot, expiry, serial, state, sent, arrived, back }) => ({
              ...{ n, kind, product, lot, expiry, serial, state, sent, arrived, back, left: sent - arrived - back },
            })),
        })),
      }
    },
    { readOnly: true },
  )

/** Reads a label and names the products that carry its GTIN (E9). What cannot be read is told with the element that is wrong. */
export const scan = async (needs: SupplyNeeds, { scope, actor, body, require }: Call<'stock.scan'>) => {
  require({ place: actor.place })
  const { today } = await bookRules(needs, actor.place)
  const read = readScan(body.text, today)
  if ('fault' in read) throw problem('stock.scan', { why: read.fault.why, element: read.fault.element })
  const { gtin } = read.scan
  const products =
    gtin === null
      ? []
      : await inTransaction(needs.db.app, scope, (tx) => productsKnown(tx, { gtins: [gtin] }), { readOnly: true })
  return {
    ...read.scan,
    products: products.map(({ id, kind, model, per_pack: perPack, maker, maker_en: makerEn }) => ({
      ...{ id, kind, model, perPack, maker, makerEn },
    })),
  }
}
