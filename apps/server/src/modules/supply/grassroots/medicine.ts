import type { MedicineSupplyInfo } from '@lianfang/contract'
import { type Actor, mayAnywhere } from '@lianfang/domain/org'
import { instantOf, parseInstant } from '@lianfang/domain/shared'
import { faultOfDelivery, faultOfMedicineIssue, isLongPrescription } from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { MedicineAsked } from '../../care/index.js'
import { issueBeside } from '../movements/take.js'
import { grassRules, hashOf, type SupplyNeeds } from '../needs.js'
import { addIssue, deliverIssue, type IssueRow, issueOf, shelvesOf, storeKindOf } from './sql-medicine.js'

/** A medicine's name tells a disease, and so does the reason of a long prescription: both are told to who may issue. */
const tell = (request: string, row: IssueRow | undefined, actor: Actor): MedicineSupplyInfo => ({
  request,
  state: row === undefined ? 'asked' : row.delivered_at === null ? 'issued' : 'delivered',
  issued:
    row === undefined
      ? null
      : {
          ...{ id: row.id, store: row.store, storeName: row.store_name, quantity: row.quantity },
          ...(mayAnywhere(actor, 'medicine.issue')
            ? { kind: row.kind, reason: row.reason }
            : { kind: null, reason: null }),
          ...{ days: row.days, long: row.long },
          ...{ at: new Date(row.at).toISOString(), by: row.by_name },
        },
  delivered:
    row === undefined || row.delivered_at === null
      ? null
      : { at: new Date(row.delivered_at).toISOString(), by: row.delivered_name ?? '', to: row.delivered_to },
})

type Reaching = Pick<Call<'medicine.supply'>, 'scope' | 'require'>

/** The request, held; not found for who may not read it. */
const mustReach = async (
  needs: SupplyNeeds,
  tx: Tx,
  id: string,
  { scope, require }: Reaching,
): Promise<MedicineAsked> => {
  const asked = await needs.medicine.find(tx, scope.county, id)
  if (asked === undefined) throw problem('not-found')
  require({ place: asked.place, teamId: asked.teamId, personId: asked.person })
  return asked
}

/** How far the medicine of a request has come. */
export const readSupply = (needs: SupplyNeeds, call: Call<'medicine.supply'>) =>
  inTransaction(needs.db.app, call.scope, async (tx) => {
    await mustReach(needs, tx, call.params.id, call)
    return tell(call.params.id, await issueOf(tx, call.scope.county, call.params.id), call.actor)
  })

/** What can be issued for a request out of the stores that the asking person keeps, the first to expire first. */
export const readShelves = async (needs: SupplyNeeds, call: Call<'medicine.shelves'>) => {
  const { today, values } = await grassRules(needs, call.actor.place)
  return inTransaction(needs.db.app, call.scope, async (tx) => {
    await mustReach(needs, tx, call.params.id, call)
    const rows = await shelvesOf(tx, call.scope.county, call.actor.accountId, today)
    return {
      ...{ today, usualDays: values.usualDays, longestDays: values.longestDays },
      rows: rows.map(({ store_name: storeName, ...row }) => ({ ...row, storeName })),
    }
  })
}

/** Issues medicine for a request from a book of the township or the village: the book, the request and the audit, or nothing (K9). */
export const issueMedicine = async (needs: SupplyNeeds, call: Call<'medicine.issue'>) => {
  const { scope, actor, params, body, require } = call
  const home = scope.county
  const rules = await grassRules(needs, actor.place)
  const hash = hashOf(`issue ${params.id}`, body)
  const before = await inTransaction(needs.db.app, scope, async (tx) => {
    const asked = await mustReach(needs, tx, params.id, call)
    return { asked, row: await issueOf(tx, home, params.id) }
  })
  if (before.row?.id === body.id) {
    if (!before.row.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
    return { outcome: 'already-recorded' as const, result: tell(params.id, before.row, actor) }
  }
  const head = { id: body.id, day: body.day, why: null, reference: params.id, party: null }
  const lines = [{ kind: body.kind, product: null, item: null, quantity: body.quantity, unit: body.unit }]
  // Who may issue for this person is asked of the request; who writes in the book, of its keepers.
  const keeps: Call<'medicine.issue'>['require'] = (target) => {
    if (target.named?.includes(actor.accountId) !== true) throw problem('supply.medicine-store')
  }
  const taking = { scope, actor, require: keeps, params: { id: body.store }, body: { ...head, lines } }
  await issueBeside(needs, taking, (posting, { book }) => async (tx, at) => {
    const asked = await mustReach(needs, tx, params.id, { scope, require })
    const issued = (await issueOf(tx, home, params.id)) !== undefined
    const fault = faultOfMedicineIssue({ open: asked.open, issued }, body, rules.values)
    if (fault?.why === 'issuedAlready') throw problem('supply.medicine-issued')
    if (fault?.why === 'closed') throw problem('supply.medicine-request-closed')
    if (fault?.why === 'days') throw problem('supply.medicine-issue-days', { most: fault.longest })
    if (fault?.why === 'longReason') throw problem('supply.medicine-long-reason', { usual: fault.usual })
    const kind = await storeKindOf(tx, book.id)
    if (book.home !== home || (kind !== 'townshipStore' && kind !== 'villageStore'))
      throw problem('supply.medicine-store')
    const quantity = posting.lines.reduce((sum, line) => sum + line.quantity, 0)
    const long = isLongPrescription(body.days, rules.values)
    const { days, reason } = body
    const what = { home, request: params.id, id: body.id, store: book.id, storeName: book.name, kind: body.kind }
    const made = await addIssue(tx, { ...what, quantity, days, long, reason, at, account: actor.accountId, hash })
    if (made === 0) throw problem('supply.medicine-issued')
    const detail = { request: params.id, days, long }
    await writeAudit(tx, actor, { action: 'medicine.issue', subject: asked.person, place: asked.place, detail })
  })
  return inTransaction(needs.db.app, scope, async (tx) => ({
    outcome: 'recorded' as const,
    result: tell(params.id, await issueOf(tx, home, params.id), actor),
  }))
}

/** Says by whom and when the medicine was handed over; care's request is closed with its days (K9). */
export const deliverMedicine = async (needs: SupplyNeeds, call: Call<'medicine.deliver'>) => {
  const { scope, actor, params, body } = call
  const home = scope.county
  const now = instantOf(needs.now())
  const hash = hashOf(`deliver ${params.id}`, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const asked = await mustReach(needs, tx, params.id, call)
    const row = await issueOf(tx, home, params.id)
    if (row?.deliver_command === body.id) {
      if (row.deliver_hash?.equals(hash) !== true) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const, result: tell(params.id, row, actor) }
    }
    const fault = faultOfDelivery(tell(params.id, row, actor).state)
    if (row === undefined || fault === 'notIssued') throw problem('supply.medicine-not-issued')
    if (fault === 'deliveredAlready') throw problem('supply.medicine-delivered')
    const at = new Date(Math.min(parseInstant(body.at) ?? now, now))
    await deliverIssue(tx, {
      home,
      request: params.id,
      at,
      to: body.to,
      account: actor.accountId,
      command: body.id,
      hash,
    })
    const { days, long } = row
    await needs.medicine.close(tx, actor, { home, id: params.id, at, days, long, command: body.id, hash })
    const detail = { request: params.id, days }
    await writeAudit(tx, actor, { action: 'medicine.deliver', subject: asked.person, place: asked.place, detail })
    return { outcome: 'recorded' as const, result: tell(params.id, await issueOf(tx, home, params.id), actor) }
  })
}
