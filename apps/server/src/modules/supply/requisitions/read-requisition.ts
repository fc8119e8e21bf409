import type { RequisitionPage, RequisitionRow } from '@lianfang/contract'
import { type Actor, may } from '@lianfang/domain/org'
import { countyOf } from '@lianfang/domain/shared'
import { missingOf, takableOf } from '@lianfang/domain/supply'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { type DealRules, dealRules, type SupplyNeeds } from '../needs.js'
import { needOfFacility, ownerOf, promisedOf } from '../offers/sql.js'
import { stepsOf } from '../steps.js'
import { type Papers, type RequisitionListRow, requisitionById } from './sql.js'

const papersOf = (row: RequisitionListRow): Papers => ({
  ...{ orderNumber: row.order_number, authority: row.authority, receipt: row.receipt, condition: row.condition },
  ...{ compensation: row.compensation, returnDay: row.return_day },
})

/** What a requisition still lacks; nothing once it was executed. */
export const missingOfRow = (row: RequisitionListRow, { requisitions }: DealRules) =>
  row.state === 'ordered' ? missingOf(papersOf(row), requisitions) : []

/** Requisitions as a list shows them. */
export const tellRequisitions = async (
  tx: Tx,
  rows: readonly RequisitionListRow[],
  rules: DealRules,
): Promise<RequisitionRow[]> => {
  const names = await placesByCode(
    tx,
    rows.flatMap((row) => [row.place, countyOf(row.place)]),
  )
  const named = (code: RequisitionListRow['place']) => names.get(code) ?? { code, name: code, level: 'county' as const }
  return rows.map((row) => ({
    id: row.id,
    owner:
      row.store === null
        ? { kind: 'facility', id: row.facility ?? '', name: row.owner_name }
        : { kind: 'store', id: row.store, name: row.owner_name },
    ...{ place: named(row.place), county: named(countyOf(row.place)), kind: row.kind, quantity: row.quantity },
    ...{ request: row.request, state: row.state, orderNumber: row.order_number, authority: row.authority },
    returnDay: row.return_day,
    overdue: row.state === 'executed' && row.return_day !== null && row.return_day < rules.today,
    ...{ missing: [...missingOfRow(row, rules)], at: new Date(row.at).toISOString(), by: row.by_name },
  }))
}

/** How many units an order can take of an owner at most: less what it promised elsewhere, its own need and last unit kept. */
export const mostOf = async (
  tx: Tx,
  row: Pick<RequisitionListRow, 'id' | 'store' | 'facility' | 'kind' | 'owned'>,
  { requisitions }: DealRules,
): Promise<number> => {
  const promised = await promisedOf(tx, row, { kind: row.kind, not: row.id })
  const need = row.facility === null ? 0 : await needOfFacility(tx, row.facility, row.kind)
  const ready = Math.max(0, row.owned.ready - promised)
  return takableOf({ ...row.owned, ready, ownNeed: Math.max(row.owned.ownNeed, need) }, requisitions)
}

/** The whole page of a requisition. */
export const tellPage = async (
  tx: Tx,
  row: RequisitionListRow,
  { actor, rules }: { readonly actor: Actor; readonly rules: DealRules },
): Promise<RequisitionPage> => {
  const [shown] = await tellRequisitions(tx, [row], rules)
  if (shown === undefined) throw problem('not-found')
  const open = row.state === 'ordered' || row.state === 'executed'
  return {
    ...shown,
    ...{ receipt: row.receipt, condition: row.condition, compensation: row.compensation },
    ...{ executedOn: row.executed_on, returnedOn: row.returned_on, returnCondition: row.return_condition },
    ...{ owned: row.owned, most: await mostOf(tx, row, rules), version: row.version },
    steps: await stepsOf(tx, row.home, row.id),
    today: rules.today,
    may: { write: open && may(actor, 'requisition.manage', { place: row.place }) },
  }
}

/** A requisition by id, after the reader's right to it was checked; its owner reads it too. */
export const mustReachRequisition = async (
  tx: Tx,
  id: string,
  { require }: { readonly require: Call<'requisition.read'>['require'] },
): Promise<RequisitionListRow> => {
  const row = await requisitionById(tx, id)
  if (row === undefined) throw problem('not-found')
  const owner = await ownerOf(
    tx,
    row.store === null ? { kind: 'facility', id: row.facility ?? '' } : { kind: 'store', id: row.store },
  )
  require({ place: row.place, named: owner?.named ?? [] })
  return row
}

export const pageAfter = async (
  tx: Tx,
  id: string,
  reading: { readonly actor: Actor; readonly rules: DealRules },
): Promise<RequisitionPage> => {
  const row = await requisitionById(tx, id)
  if (row === undefined) throw problem('not-found')
  return tellPage(tx, row, reading)
}

export const readRequisition = async (
  needs: SupplyNeeds,
  { scope, actor, params, require }: Call<'requisition.read'>,
) => {
  const rules = await dealRules(needs, actor.place)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => tellPage(tx, await mustReachRequisition(tx, params.id, { require }), { actor, rules }),
    { readOnly: true },
  )
}
