import type { PlaceCode } from '@lianfang/domain/shared'
import { isProposal, kindsOfItem, type OrderAs } from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { bulkId } from '../../../kernel/ids/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { judgeClinics, proposalsOf } from '../grassroots/judge-clinics.js'
import { clinicsIn } from '../grassroots/sql.js'
import { type GrassRules, grassRules, hashOf, type SupplyNeeds } from '../needs.js'
import { addStep, lockDeals } from '../steps.js'
import { orderAfter } from './read-orders.js'
import { addOrder, type NewLine, orderById, putLines } from './sql.js'

type Body = Call<'order.propose'>['body']
const MOST_CLINICS = 2000

const mustBePrices = (prices: Body['prices'], { values }: GrassRules): void => {
  const wrong = prices.some(({ priceFen: p }) => !Number.isSafeInteger(p) || p < 0 || p > values.mostFen)
  if (wrong) throw problem('supply.order-line', { line: 0 })
}

/** What the breaches of these institutions propose, line by line: of each item the first kind that has a price, else its first. */
const linesOf = async (tx: Tx, body: Body, rules: GrassRules): Promise<NewLine[]> => {
  const clinics = await clinicsIn(tx, {
    ...{ place: body.county, kind: null, text: null, after: null, limit: MOST_CLINICS },
  })
  const wanted = clinics.filter(({ id }) => body.facilities.length === 0 || body.facilities.includes(id))
  if (body.facilities.some((id) => !wanted.some((clinic) => clinic.id === id))) throw problem('supply.grass-clinic')
  const priceOf = (kind: string) => body.prices.find((price) => price.kind === kind)
  const judged = await judgeClinics(tx, wanted, rules)
  return judged.flatMap((one) => {
    const as = (item: Body['items'][number]): OrderAs | null => {
      const kinds = kindsOfItem(item, rules.values)
      const priced = kinds.find(({ kind }) => priceOf(kind) !== undefined) ?? kinds[0]
      return priced === undefined ? null : { kind: priced.kind, perPack: priceOf(priced.kind)?.perPack ?? null }
    }
    const proposals = proposalsOf(one, as, rules).filter(isProposal)
    return proposals
      .filter(({ item }) => body.items.length === 0 || body.items.includes(item))
      .map((proposal) => ({
        ...{ id: bulkId(), facility: one.clinic.id, facility_name: one.clinic.name, place: one.clinic.place },
        ...{ kind: proposal.kind, ordered: proposal.ordered, price: priceOf(proposal.kind)?.priceFen ?? 0, proposal },
      }))
  })
}

/** Proposes one joint order of a county from the breaches of its institutions (K9, E10). */
export const proposeJoint = async (needs: SupplyNeeds, { scope, actor, body, require }: Call<'order.propose'>) => {
  require({ place: body.county })
  const rules = await grassRules(needs, actor.place)
  const hash = hashOf('order', body)
  const home: PlaceCode = body.county
  mustBePrices(body.prices, rules)
  return inTransaction(needs.db.app, scope, async (tx) => {
    // Two who propose at once would order the same twice: what one proposes is coming for the other.
    await lockDeals(tx, [`orders/${home}`])
    const known = await orderById(tx, body.id)
    if (known !== undefined) {
      if (!known.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const, result: await orderAfter(tx, body.id, actor) }
    }
    const lines = await linesOf(tx, body, rules)
    if (lines.length === 0) throw problem('supply.grass-no-breach')
    const by = { at: new Date(rules.at), account: actor.accountId, hash }
    if ((await addOrder(tx, { home, id: body.id, name: body.name, ...by })) === 0)
      throw problem('command.other-body', { id: body.id })
    await putLines(tx, { home, joint: body.id }, lines)
    const detail = { lines: lines.length }
    await addStep(tx, { home, id: body.id, subject: body.id, what: 'propose', ...by, detail })
    await writeAudit(tx, actor, { action: 'order.propose', subject: body.id, place: home, detail })
    return { outcome: 'recorded' as const, result: await orderAfter(tx, body.id, actor) }
  })
}
