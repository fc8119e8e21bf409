import type { RecallInfo, RecallPage } from '@lianfang/contract'
import { isRecallable, plainCode } from '@lianfang/domain/supply'
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

const tellRow = (row: RecallListRow, names: Names): RecallInfo => ({
  ...{ id: row.id, place: placeNamed(names, row.place), kind: row.kind, product: row.product, lot: row.lot },
  ...{ serials: row.serials === null ? null : [...row.serials], reason: row.reason, by: row.by_name },
  at: new Date(row.at).toISOString(),
  lifted:
    row.lifted_at === null
      ? null
      : { at: new Date(row.lifted_at).toISOString(), by: row.lifted_name ?? '', reason: row.lift_reason ?? '' },
})

/** A recall with where its units are and where those that left went, as far as the reader reaches the stores. */
const tellPage = async (tx: Tx, id: string): Promise<RecallPage> => {
  const row = await recallById(tx, id)
  if (row === undefined) throw problem('not-found')
  const here = await unitsHere(tx, row)
  const left = await unitsLeft(tx, row)
  const names = await placesByCode(tx, [
    row.place,
    ...here.map(({ place }) => place),
    ...left.map(({ place }) => place),
  ])
  return {
    ...tellRow(row, names),
    here: here.map(({ id: store, name, name_en: nameEn, place, quantity }) => ({
      store: { id: store, name, nameEn, place: placeNamed(names, place) },
      quantity,
    })),
    left: left.map(({ store, name, name_en: nameEn, place, to_account: to, ...rest }) => ({
      store: { id: store, name, nameEn, place: placeNamed(names, place) },
      ...{ movement: rest.movement, day: rest.day, quantity: rest.quantity, to },
      ...{ reference: rest.reference, party: rest.party },
    })),
    lotUnknown: await unitsOfUnknownLot(tx, row),
  }
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
      const names = await placesByCode(
        tx,
        rows.map(({ place }) => place),
      )
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

/**
 * Recalls a lot or serial numbers (E9). It holds from the moment it stands: whoever issues looks at the recalls in force, so no
 * unit has to be found first, and what arrives later is held as well. The settler brings the totals after it.
 */
export const createRecall = (needs: SupplyNeeds, { scope, actor, body, require }: Call<'recall.create'>) => {
  require({ place: body.place })
  if (body.place.length > 6) throw problem('stock.recall-level')
  const { id, place, kind, product, reason } = body
  const lot = body.lot === null ? null : plainCode(body.lot)
  const serials = body.serials === null ? null : [...new Set(body.serials.map(plainCode))]
  if (!isRecallable({ lot, serials })) throw problem('stock.recall-what')
  const hash = hashOf('recall', body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const before = await recallById(tx, id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id })
      return { outcome: 'already-recorded' as const, result: await tellPage(tx, id) }
    }
    if ((await kindOf(tx, kind)) === undefined) throw problem('supply.kind-unknown')
    const [known] = product === null ? [] : await productsKnown(tx, { ids: [product] })
    if (product !== null && known?.kind !== kind) throw problem('stock.product-kind')
    const given = { id, place, kind, product, lot, serials: serials?.length === 0 ? null : serials, reason }
    const made = await addRecall(tx, { ...given, account: actor.accountId, at: new Date(needs.now()), bodyHash: hash })
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
