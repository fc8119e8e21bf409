import { countyOf } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { knownPlaces } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { closingDay } from '../enterprises/keep-enterprise.js'
import { reportRules, type SupplyNeeds } from '../needs.js'
import { mustReachStore, storeAfter } from './read-store.js'
import {
  addStore,
  changeStoreRow,
  enterpriseOf,
  facilityOf,
  isEmpty,
  lockStore,
  type StoreFields,
  type StoreListRow,
  storeById,
} from './sql.js'

type Body = Omit<Call<'store.create'>['body'], 'id'>

/** What the body says, checked against the places, institutions and enterprises there are. */
const check = async (tx: Tx, { name, nameEn, place, kind, facility, enterprise }: Body): Promise<StoreFields> => {
  if (place.length < 6) throw problem('stock.place-level')
  if (!(await knownPlaces(tx, [place])).has(place)) throw problem('place.unknown')
  const home = countyOf(place)
  if (facility !== null && (await facilityOf(tx, home, facility)) === undefined) throw problem('stock.facility')
  if (enterprise !== null && (await enterpriseOf(tx, home, enterprise)) === undefined) throw problem('stock.enterprise')
  return { name, nameEn, place, kind, facility, enterprise }
}

const sameFields = (row: StoreListRow, f: StoreFields): boolean =>
  JSON.stringify([row.name, row.name_en, row.place, row.kind, row.facility, row.enterprise]) ===
  JSON.stringify([f.name, f.nameEn, f.place, f.kind, f.facility, f.enterprise])

/** Enters a store (E9). */
export const createStore = (needs: SupplyNeeds, { scope, actor, body, require }: Call<'store.create'>) => {
  require({ place: body.place })
  return inTransaction(needs.db.app, scope, async (tx) => {
    const fields = await check(tx, body)
    const made = await addStore(tx, { ...fields, id: body.id, home: countyOf(body.place) })
    const row = await storeById(tx, body.id)
    if (row === undefined) throw problem('command.other-body', { id: body.id })
    const result = await storeAfter(tx, body.id, actor)
    if (made === 0) {
      if (!sameFields(row, fields)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const, result }
    }
    await writeAudit(tx, actor, { action: 'store.create', subject: body.id, place: body.place })
    return { outcome: 'recorded' as const, result }
  })
}

/** Changes, closes or opens a store again; one that has goods, or to which goods are on their way, stays open. */
export const changeStore = async (needs: SupplyNeeds, call: Call<'store.change'>) => {
  const { scope, actor, params, body, require } = call
  const rules = await reportRules(needs, actor.place)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const known = await mustReachStore(tx, params.id, { require })
    await lockStore(tx, known.id)
    const row = (await storeById(tx, params.id)) ?? known
    require({ place: body.place })
    if (row.version !== body.version) return { outcome: 'stale' as const, current: await storeAfter(tx, row.id, actor) }
    if (countyOf(body.place) !== row.home) throw problem('stock.other-county')
    const fields = await check(tx, body)
    const closedOn = closingDay(body.closedOn, rules, null)
    const closes = row.closed_on === null && closedOn !== null
    if (closes && !(await isEmpty(tx, { home: row.home, store: row.id }))) throw problem('stock.store-not-empty')
    await changeStoreRow(tx, { ...fields, home: row.home, id: row.id, version: body.version, closedOn })
    const action = closedOn === row.closed_on ? 'store.change' : closedOn === null ? 'store.reopen' : 'store.close'
    await writeAudit(tx, actor, { action, subject: row.id, place: body.place })
    return { outcome: 'recorded' as const, result: await storeAfter(tx, row.id, actor) }
  })
}
