import { type AssignKnown, mostAssignable, refusalsOf } from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { directedLeft, giftOfOffer, mustGo } from '../gifts/direction.js'
import type { GiftRow } from '../gifts/sql.js'
import { addTarget } from '../gifts/sql-save.js'
import { type DealRules, dealRules, hashOf, type SupplyNeeds } from '../needs.js'
import { assignProblem } from '../offers/faults.js'
import { contractOf, licencesOf, tellOffers } from '../offers/read-offer.js'
import { type OfferListRow, offerById, openOffers } from '../offers/sql.js'
import { missingOfRequest, mustReachRequest, tellAssignments } from '../requests/read-request.js'
import { assignmentById, type RequestListRow, requestById } from '../requests/sql.js'
import { addAssignment, takeBack } from '../requests/sql-save.js'
import { addStep, lockDeals, wasDone } from '../steps.js'

/** What decides whether units of an offer go to a request. */
const knownOf = async (tx: Tx, row: RequestListRow, offer: OfferListRow, rules: DealRules): Promise<AssignKnown> => {
  const licence = (await licencesOf(tx, [offer])).get(offer.id)
  const { state, kind, verified, assigned } = row
  return {
    request: { state, kind, verified, assigned, missing: missingOfRequest(row, rules) },
    offer: {
      ...{ state: offer.state, kind: offer.kind, quantity: offer.quantity, assigned: offer.assigned },
      licence: licence?.state ?? 'missing',
      contract: await contractOf(tx, offer, rules, row.place),
      directed:
        offer.channel === 'donation'
          ? await directedLeft(tx, offer.id, { kind, facility: row.facility, place: row.place })
          : null,
    },
  }
}

const optionsShown = 100

/** Open offers of the kind of a request: how many units of each can go to it, and why not more. */
export const listOptions = async (needs: SupplyNeeds, { scope, actor, params, require }: Call<'assign.options'>) => {
  const rules = await dealRules(needs, actor.place)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const row = await mustReachRequest(tx, params.id, { require, act: 'assign' })
      const offers = await openOffers(tx, row.kind, optionsShown)
      const shown = await tellOffers(tx, offers)
      const rows = []
      for (const [i, offer] of offers.entries()) {
        const told = shown[i]
        if (told === undefined) continue
        const known = await knownOf(tx, row, offer, rules)
        const whyNot = refusalsOf(known, 1).map((refusal) => ({
          why: refusal.why,
          left: 'left' in refusal ? refusal.left : refusal.why === 'contract' ? refusal.most : null,
          gates: refusal.why === 'gates' ? [...refusal.missing] : [],
          licence: refusal.why === 'licence' ? refusal.state : null,
          kept: refusal.why === 'contract' ? [...refusal.kept] : [],
        }))
        rows.push({ offer: told, most: mostAssignable(known), whyNot })
      }
      return { rows }
    },
    { readOnly: true },
  )
}

const tellOne = async (tx: Tx, home: string, id: string) => {
  const row = await assignmentById(tx, home, id)
  const [shown] = row === undefined ? [] : tellAssignments([row])
  if (shown === undefined) throw problem('not-found')
  return shown
}

type Assigning = {
  readonly request: string
  readonly offer: string
  readonly body: { readonly id: string; readonly quantity: number; readonly reason: string | null }
  readonly by: { readonly actor: Call<'assign.make'>['actor']; readonly require: Call<'assign.make'>['require'] }
  readonly rules: DealRules
  readonly hash: Buffer
  /** Of a gift: whether it goes as the rule proposes (SUP-GIFT-2), and the step's own id beside the gift's. */
  readonly gift?: { readonly asProposed: boolean; readonly step: string }
}

/** Of a gift: where it goes is decided by its own rules too, and stands with it. What no rule proposed needs a reason. */
const giveOfGift = async (
  tx: Tx,
  gift: GiftRow,
  { row, body, by, rules, gift: said }: Assigning & { readonly row: RequestListRow },
): Promise<void> => {
  const { id, quantity, reason } = body
  const to = { kind: row.kind, quantity, facility: row.facility, place: row.place }
  const goes = await mustGo(tx, gift, to)
  if (said === undefined && goes.by === 'undirected' && reason === null) throw problem('gift.reason')
  await addTarget(tx, gift, {
    ...{ id, ...to, name: row.name, request: row.id, ...goes, asProposed: said?.asProposed === true },
    ...{ use: 'ward', reason, at: new Date(rules.at), account: by.actor.accountId },
  })
}

/** Gives units of an offer to a request, inside a transaction: both are held meanwhile, and the prefecture that units would leave. */
export const assignUnits = async (tx: Tx, assigning: Assigning) => {
  const { body, by, rules, hash } = assigning
  const known = await mustReachRequest(tx, assigning.request, { require: by.require, act: 'assign' })
  const found = await offerById(tx, assigning.offer)
  if (found === undefined) throw problem('not-found')
  by.require({ place: found.place })
  await lockDeals(tx, [known.id])
  await lockDeals(tx, [found.id])
  const gift = found.channel === 'donation' ? await giftOfOffer(tx, found.id) : undefined
  if (gift !== undefined) await lockDeals(tx, [gift.id])
  await lockDeals(tx, [`${found.place.slice(0, 4)}/${found.kind}`])
  const row = (await requestById(tx, known.id)) ?? known
  const offer = (await offerById(tx, found.id)) ?? found
  const before = await assignmentById(tx, row.home, body.id)
  if (before !== undefined) {
    if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
    return { outcome: 'already-recorded' as const, result: await tellOne(tx, row.home, body.id) }
  }
  const { quantity } = body
  if (!Number.isSafeInteger(quantity) || quantity < 1) {
    throw problem('stock.quantity', { line: 1, most: mostAssignable(await knownOf(tx, row, offer, rules)) })
  }
  const [refusal] = refusalsOf(await knownOf(tx, row, offer, rules), quantity)
  if (refusal !== undefined) throw assignProblem(refusal)
  if (gift !== undefined) await giveOfGift(tx, gift, { ...assigning, row })
  const at = { account: by.actor.accountId, at: new Date(rules.at), hash }
  const made = await addAssignment(tx, {
    ...{ home: row.home, id: body.id, request: row.id, facility: row.facility, kind: row.kind, quantity, ...at },
    ...{ offer_home: offer.home, offer: offer.id, channel: offer.channel, ready_on: offer.ready_on },
    ...{ from_name: offer.owner_name ?? offer.party ?? '', fromPlace: offer.place, reason: body.reason },
  })
  if (made === 0) throw problem('command.other-body', { id: body.id })
  const detail = { quantity, offer: offer.id, channel: offer.channel }
  const step = { home: row.home, id: assigning.gift?.step ?? body.id, subject: row.id, what: 'assign', detail }
  await addStep(tx, { ...at, ...step, reason: body.reason })
  await writeAudit(tx, by.actor, { action: 'assign.make', subject: row.id, place: row.place, detail })
  return { outcome: 'recorded' as const, result: await tellOne(tx, row.home, body.id) }
}

/** Gives units of an offer to a request (E3): two desks that give the last units at once do not both. */
export const assign = async (needs: SupplyNeeds, { scope, actor, params, body, require }: Call<'assign.make'>) => {
  const rules = await dealRules(needs, actor.place)
  const hash = hashOf(params.id, body)
  return inTransaction(needs.db.app, scope, (tx) =>
    assignUnits(tx, { request: params.id, offer: body.offer, body, by: { actor, require }, rules, hash }),
  )
}

/** Takes back units that were assigned and have not been sent: the offer has them again. */
export const takeAssignedBack = async (needs: SupplyNeeds, call: Call<'assign.back'>) => {
  const { scope, actor, params, body, require } = call
  const rules = await dealRules(needs, actor.place)
  const hash = hashOf(params.assignment, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const row = await mustReachRequest(tx, params.id, { require, act: 'assign' })
    await lockDeals(tx, [row.id])
    const assignment = await assignmentById(tx, row.home, params.assignment)
    if (assignment === undefined || assignment.request !== row.id) throw problem('not-found')
    await lockDeals(tx, [assignment.offer])
    const command = { home: row.home, id: body.id, subject: row.id, hash }
    if (await wasDone(tx, command)) {
      return { outcome: 'already-recorded' as const, result: await tellOne(tx, row.home, assignment.id) }
    }
    const by = { account: actor.accountId, at: new Date(rules.at) }
    const back = await takeBack(tx, { home: row.home, ids: [assignment.id] }, { ...by, reason: body.reason })
    if (back === 0) throw problem('supply.assign-state', { state: assignment.state })
    const detail = { quantity: assignment.quantity, assignment: assignment.id }
    await addStep(tx, { ...command, ...by, what: 'takeBack', reason: body.reason, detail })
    await writeAudit(tx, actor, { action: 'assign.back', subject: row.id, place: row.place, detail })
    return { outcome: 'recorded' as const, result: await tellOne(tx, row.home, assignment.id) }
  })
}
