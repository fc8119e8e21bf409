import type { RecallInfo, RecallPage, RecallReach } from '@lianfang/contract'
import { isRecallable, plainCode, type RecallOf } from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import { type Call, idCursor } from '../../../kernel/http/index.js'
import { type PlaceName, placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { kindOf } from '../catalogue/sql.js'
import { productsKnown } from '../movements/sql-load.js'
import { hashOf, type SupplyNeeds } from '../needs.js'
import {
  addRecall,
  liftRecallRow,
  type RecallListRow,
  recallById,
  recallsIn,
  unitsHere,
  unitsLeft,
  unitsOfUnknownLot,
} from './sql.js'

type Names = ReadonlyMap<string, PlaceName>

const placeNamed = (names: Names, code: RecallListRow['place']): PlaceName =>
  names.get(code) ?? { code, name: code, level: 'county' }

/** What the rows name: places, and products as their makers call them. */
const namesOf = async (tx: Tx, rows: readonly RecallListRow[]) => {
  const ids = rows.flatMap(({ product }) => (product === null ? [] : [product]))
  const products = ids.length === 0 ? [] : await productsKnown(tx, { ids })
  return {
    places: await placesByCode(
      tx,
      rows.map(({ place }) => place),
    ),
    products: new Map(products.map((one) => [one.id, one])),
  }
}

const tellRow = (row: RecallListRow, names: Awaited<ReturnType<typeof namesOf>>): RecallInfo => ({
  ...{ id: row.id, place: placeNamed(names.places, row.place), kind: row.kind, product: row.product, lot: row.lot },
  model: names.products.get(row.product ?? '')?.model ?? null,
  maker: names.products.get(row.product ?? '')?.maker ?? null,
  ...{ serials: row.serials === null ? null : [...row.serials], reason: row.reason, by: row.by_name },
  at: new Date(row.at).toISOString(),
  lifted:
    row.lifted_at === null
      ? null
      : { at: new Date(row.lifted_at).toISOString(), by: row.lifted_name ?? '', reason: row.lift_reason ?? '' },
})

/** Where units of a recall are and where those that left went, as far as the reader reaches the stores. */
const tellReach = async (tx: Tx, of: RecallOf): Promise<RecallReach> => {
  const here = await unitsHere(tx, of)
  const left = await unitsLeft(tx, of)
  const names = await placesByCode(tx, [...here.map(({ place }) => place), ...left.map(({ place }) => place)])
  return {
    here: here.map(({ id: store, name, name_en: nameEn, place, quantity }) => ({
      store: { id: store, name, nameEn, place: placeNamed(names, place) },
      quantity,
    })),
    left: left.map(({ store, name, name_en: nameEn, place, to_account: to, ...rest }) => ({
      store: { id: store, name, nameEn, place: placeNamed(names, place) },
      ...{ movement: rest.movement, day: rest.day, quantity: rest.quantity, to },
      ...{ reference: rest.reference, party: rest.party },
    })),
    lotUnknown: await unitsOfUnknownLot(tx, of),
  }
}

const tellPage = async (tx: Tx, id: string): Promise<RecallPage> => {
  const row = await recallById(tx, id)
  if (row === undefined) throw problem('not-found')
  return { ...tellRow(row, await namesOf(tx, [row])), ...(await tellReach(tx, row)) }
}

/** Recalls that touch the reader, newest first. */
export const listRecalls = (needs: SupplyNeeds, { scope, actor, query, require }: Call<'recall.list'>) => {
  require({ place: actor.place })
  const after = idCursor(query.cursor)
  const { limit } = query
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      if (after !== null && (await recallById(tx, after)) === undefined) throw problem('cursor.stale')
      const rows = await recallsIn(tx, { open: query.open ?? null, after, limit: limit + 1 })
      const names = await namesOf(tx, rows)
      const shown = rows.slice(0, limit).map((row) => tellRow(row, names))
      return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
    },
    { readOnly: true },
  )
}

export const readRecall = (needs: SupplyNeeds, { scope, actor, params, require }: Call<'recall.read'>) => {
  require({ place: actor.place })
  return inTransaction(needs.db.app, scope, (tx) => tellPage(tx, params.id), { readOnly: true })
}

type Body = Call<'recall.reach'>['body']

/** What the body names, as the books write it; a problem where it names nothing, or a place below a county. */
const recallOf = ({ place, kind, product, ...body }: Body): RecallOf => {
  if (place.length > 6) throw problem('stock.recall-level')
  const lot = body.lot === null ? null : plainCode(body.lot)
  const serials = body.serials === null ? [] : [...new Set(body.serials.map(plainCode))]
  const of = { place, kind, product, lot, serials: serials.length === 0 ? null : serials }
  if (!isRecallable(of)) throw problem('stock.recall-what')
  return of
}

/** A kind there is, and a product of it. */
const checkKind = async (tx: Tx, { kind, product }: RecallOf): Promise<void> => {
  if ((await kindOf(tx, kind)) === undefined) throw problem('supply.kind-unknown')
  const [known] = product === null ? [] : await productsKnown(tx, { ids: [product] })
  if (product !== null && known?.kind !== kind) throw problem('stock.product-kind')
}

/** How far a recall would reach, before anybody makes it. */
export const reachOfRecall = (needs: SupplyNeeds, { scope, body, require }: Call<'recall.reach'>) => {
  require({ place: body.place })
  const of = recallOf(body)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      await checkKind(tx, of)
      return tellReach(tx, of)
    },
    { readOnly: true },
  )
}

/**
 * Recalls a lot or serial numbers (E9). It holds from the moment it stands: whoever issues looks at the recalls in force, so no
 * unit has to be found first, and what arrives later is held as well. The settler brings the totals after it.
 */
export const createRecall = (needs: SupplyNeeds, { scope, actor, body, require }: Call<'recall.create'>) => {
  require({ place: body.place })
  const { id, place, kind, reason } = body
  const of = recallOf(body)
  const hash = hashOf('recall', body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const before = await recallById(tx, id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id })
      return { outcome: 'already-recorded' as const, result: await tellPage(tx, id) }
    }
    await checkKind(tx, of)
    const made = await addRecall(tx, {
      ...of,
      id,
      reason,
      account: actor.accountId,
      at: new Date(needs.now()),
      bodyHash: hash,
    })
    if (made === 0) throw problem('command.other-body', { id })
    await writeAudit(tx, actor, { action: 'recall.create', subject: id, place, detail: { kind } })
    return { outcome: 'recorded' as const, result: await tellPage(tx, id) }
  })
}

/** Lifts a recall by name and reason: what is held for nothing else is available again. */
export const liftRecall = (needs: SupplyNeeds, { scope, actor, params, body, require }: Call<'recall.lift'>) => {
  const hash = hashOf(params.id, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const row = await recallById(tx, params.id)
    if (row === undefined) throw problem('not-found')
    require({ place: row.place })
    if (row.lifted_at !== null) {
      if (row.lift_id !== body.id) throw problem('stock.recall-lifted')
      if (row.lift_hash?.equals(hash) !== true) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const, result: await tellPage(tx, row.id) }
    }
    const lift = { id: row.id, liftId: body.id, account: actor.accountId, reason: body.reason }
    const lifted = await liftRecallRow(tx, { ...lift, at: new Date(needs.now()), hash })
    if (lifted === 0) throw problem('stock.recall-lifted')
    await writeAudit(tx, actor, {
      action: 'recall.lift',
      subject: row.id,
      place: row.place,
      detail: { kind: row.kind },
    })
    return { outcome: 'recorded' as const, result: await tellPage(tx, row.id) }
  })
}
