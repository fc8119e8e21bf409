import { parseDay } from '@lianfang/domain/shared'
import { readGtin } from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { kindOf } from '../catalogue/sql.js'
import { hashOf, reportRules, type SupplyNeeds } from '../needs.js'
import { closingDay } from './keep-enterprise.js'
import { mustReach, pageAfter } from './read-enterprise.js'
import { type EnterpriseListRow, lockEnterprise } from './sql.js'
import {
  addPaperRow,
  addProductRow,
  changeProductRow,
  gtinTaken,
  type ProductFields,
  type ProductRow,
  papersOf,
  productsOf,
  withdrawPaperRow,
} from './sql-parts.js'

type Body = Pick<Call<'product.change'>['body'], 'model' | 'gtin' | 'perPack' | 'capacity'>

const check = async (
  tx: Tx,
  body: Body,
  at: { readonly row: EnterpriseListRow; readonly id: string },
): Promise<ProductFields> => {
  const gtin = body.gtin === null ? null : readGtin(body.gtin)
  if (body.gtin !== null && gtin === null) throw problem('supply.gtin')
  const taken = gtin !== null && (await gtinTaken(tx, { home: at.row.home, enterprise: at.row.id, gtin, id: at.id }))
  if (taken) throw problem('supply.product-twice')
  return { model: body.model, gtin, perPack: body.perPack, capacity: body.capacity }
}

const sameProduct = (row: ProductRow, f: ProductFields & { readonly kind: string }): boolean =>
  JSON.stringify([row.kind, row.model, row.gtin, row.per_pack, row.capacity]) ===
  JSON.stringify([f.kind, f.model, f.gtin, f.perPack, f.capacity])

/** The enterprise of a command, held against others who change it; a closed one takes nothing. */
const hold = async (tx: Tx, id: string, require: Call<'product.add'>['require']): Promise<EnterpriseListRow> => {
  const row = await mustReach(tx, id, { require })
  if (row.closed_on !== null) throw problem('supply.closed')
  await lockEnterprise(tx, row.home, row.id)
  return row
}

/** Adds a product of a kind (E1). The kind stays as it is: another kind is another product. */
export const addProduct = async (needs: SupplyNeeds, call: Call<'product.add'>) => {
  const { scope, actor, params, body, require } = call
  const rules = await reportRules(needs, actor.place)
  const reading = { needs, actor, rules }
  return inTransaction(needs.db.app, scope, async (tx) => {
    const row = await hold(tx, params.id, require)
    const at = { home: row.home, enterprise: row.id }
    const fields = await check(tx, body, { row, id: body.id })
    const before = (await productsOf(tx, at)).find(({ id }) => id === body.id)
    if (before !== undefined) {
      if (!sameProduct(before, { ...fields, kind: body.kind })) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const, result: await pageAfter(tx, row.id, reading) }
    }
    const kind = await kindOf(tx, body.kind)
    if (kind === undefined || kind.closed_on !== null) throw problem('supply.kind-unknown')
    const made = await addProductRow(tx, { ...fields, ...at, id: body.id, kind: kind.code })
    if (made === 0) throw problem('command.other-body', { id: body.id })
    const detail = { kind: kind.code, product: body.id }
    await writeAudit(tx, actor, { action: 'product.add', subject: row.id, place: row.place, detail })
    return { outcome: 'recorded' as const, result: await pageAfter(tx, row.id, reading) }
  })
}

/** Changes or closes a product; reports keep the figures it had. */
export const changeProduct = async (needs: SupplyNeeds, call: Call<'product.change'>) => {
  const { scope, actor, params, body, require } = call
  const rules = await reportRules(needs, actor.place)
  const reading = { needs, actor, rules }
  return inTransaction(needs.db.app, scope, async (tx) => {
    const row = await hold(tx, params.id, require)
    const at = { home: row.home, enterprise: row.id }
    const known = (await productsOf(tx, at)).find(({ id }) => id === params.product)
    if (known === undefined) throw problem('not-found')
    if (known.version !== body.version)
      return { outcome: 'stale' as const, current: await pageAfter(tx, row.id, reading) }
    const fields = await check(tx, body, { row, id: known.id })
    const closedOn = closingDay(body.closedOn, rules, row.since)
    await changeProductRow(tx, { ...fields, ...at, id: known.id, version: body.version, closedOn })
    const detail = { product: known.id, closed: closedOn !== null }
    await writeAudit(tx, actor, { action: 'product.change', subject: row.id, place: row.place, detail })
    return { outcome: 'recorded' as const, result: await pageAfter(tx, row.id, reading) }
  })
}

const dayOrNull = (text: string | null) => {
  const day = text === null ? null : parseDay(text)
  if (text !== null && day === null) throw problem('request.invalid')
  return day
}

/** Enters a paper (E1). One that has ended may be entered too: it is shown as ended and clears nothing. */
export const addPaper = async (needs: SupplyNeeds, call: Call<'paper.add'>) => {
  const { scope, actor, params, body, require } = call
  const rules = await reportRules(needs, actor.place)
  const reading = { needs, actor, rules }
  const hash = hashOf(params.id, body)
  const [from, until] = [dayOrNull(body.from), dayOrNull(body.until)]
  if (from !== null && until !== null && until < from) throw problem('supply.paper-days')
  return inTransaction(needs.db.app, scope, async (tx) => {
    const row = await hold(tx, params.id, require)
    const at = { home: row.home, enterprise: row.id }
    const before = (await papersOf(tx, at)).find(({ id }) => id === body.id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const, result: await pageAfter(tx, row.id, reading) }
    }
    const { id, product, kind, number } = body
    const known = product === null || (await productsOf(tx, at)).some((each) => each.id === product)
    if (!known) throw problem('not-found')
    const by = { by: actor.accountId, at: new Date(needs.now()), bodyHash: hash }
    const made = await addPaperRow(tx, { ...at, id, product, kind, number, from, until, ...by })
    if (made === 0) throw problem('command.other-body', { id })
    await writeAudit(tx, actor, { action: 'paper.add', subject: row.id, place: row.place, detail: { paper: id, kind } })
    return { outcome: 'recorded' as const, result: await pageAfter(tx, row.id, reading) }
  })
}

/** Withdraws a paper; it stays on the page, struck out. */
export const withdrawPaper = async (needs: SupplyNeeds, call: Call<'paper.withdraw'>) => {
  const { scope, actor, params, require } = call
  const rules = await reportRules(needs, actor.place)
  const reading = { needs, actor, rules }
  return inTransaction(needs.db.app, scope, async (tx) => {
    const row = await hold(tx, params.id, require)
    const at = { home: row.home, enterprise: row.id }
    const paper = (await papersOf(tx, at)).find(({ id }) => id === params.paper)
    if (paper === undefined) throw problem('not-found')
    const done = await withdrawPaperRow(tx, { ...at, id: paper.id, at: new Date(needs.now()), by: actor.accountId })
    if (done === 0) return { outcome: 'already-recorded' as const, result: await pageAfter(tx, row.id, reading) }
    const detail = { paper: paper.id, kind: paper.kind }
    await writeAudit(tx, actor, { action: 'paper.withdraw', subject: row.id, place: row.place, detail })
    return { outcome: 'recorded' as const, result: await pageAfter(tx, row.id, reading) }
  })
}
