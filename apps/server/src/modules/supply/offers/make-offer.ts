import { addDays, countyOf, type Day, type PlaceCode, parseDay, startOfDay } from '@lianfang/domain/shared'
import { faultOfReadyDay, fitsChannel, givableOf } from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { knownPlaces } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { KindRow } from '../catalogue/sql.js'
import { type DealRules, dealRules, hashOf, type SupplyNeeds } from '../needs.js'
import { mustKnowKind, readUnits } from '../read-units.js'
import { addStep, lockDeals } from '../steps.js'
import { contractProblem } from './faults.js'
import { pageAfter } from './read-offer.js'
import { addOffer, bookOf, needOfFacility, type Owned, type OwnerRow, offerById, ownerOf, promisedOf } from './sql.js'

type Body = Call<'offer.make'>['body']
type Require = Call<'offer.make'>['require']

/** Where the goods lie: at their owner, or at the place that a desk names for a gift or a purchase. */
const placeOf = async (
  tx: Tx,
  { channel, owner, place }: Body,
  require: Require,
): Promise<{ readonly place: PlaceCode; readonly owner: OwnerRow | null }> => {
  if (!fitsChannel(channel, owner?.kind ?? null)) throw problem('supply.offer-channel')
  if (owner !== null) {
    const row = await ownerOf(tx, owner)
    if (row === undefined) throw problem('supply.offer-owner')
    require({ place: row.place, named: row.named })
    if (row.closed_on !== null) throw problem('supply.offer-owner')
    return { place: row.place, owner: row }
  }
  if (place === null || place.length < 6) throw problem('supply.offer-place')
  require({ place, named: [] })
  if (!(await knownPlaces(tx, [place])).has(place)) throw problem('place.unknown')
  return { place, owner: null }
}

const readyDay = (text: string, { today, transfers }: DealRules): Day => {
  const day = parseDay(text)
  if (day === null) throw problem('request.invalid')
  const fault = faultOfReadyDay(day, today, transfers)
  if (fault !== null) throw problem('supply.offer-day', { fault, days: transfers.aheadDays })
  return day
}

const figures = ['ready', 'inUse', 'ownNeed', 'recent'] as const

type Of = { readonly owner: OwnerRow; readonly body: Body; readonly rules: DealRules; readonly zone: string }

/** What the owner has: a store by its own book, a hospital by what it says, whole numbers alone. */
const ownedOf = async (tx: Tx, { owner, body, rules, zone }: Of): Promise<Owned> => {
  const { owned } = body
  if (owned === null) throw problem('supply.offer-owned')
  for (const field of figures) {
    const value = owned[field]
    if (!Number.isSafeInteger(value) || value < 0 || value > rules.books.mostUnits) {
      throw problem('supply.offer-owned', { field, most: rules.books.mostUnits })
    }
  }
  if (body.owner?.kind !== 'store') return owned
  const since = new Date(startOfDay(addDays(rules.today, -rules.transfers.holdDays), zone))
  const at = { home: owner.home, store: owner.id, kind: body.kind, today: rules.today, since }
  return { ...owned, ...(await bookOf(tx, at)) }
}

/** Refuses more than the transfer contract lets the owner give, whatever else it has promised. */
const checkContract = async (
  tx: Tx,
  of: Of & { readonly kind: KindRow; readonly quantity: number; readonly owned: Owned },
): Promise<void> => {
  const facility = of.body.owner?.kind === 'facility' ? of.owner.id : null
  const store = of.body.owner?.kind === 'store' ? of.owner.id : null
  const promised = await promisedOf(tx, { store, facility }, { kind: of.kind.code, not: of.body.id })
  const need = facility === null ? 0 : await needOfFacility(tx, facility, of.kind.code)
  const ready = Math.max(0, of.owned.ready - promised)
  const owner = { ...of.owned, keeping: of.kind.keeping, ready, ownNeed: Math.max(of.owned.ownNeed, need) }
  const contract = givableOf(owner, null, of.rules.transfers)
  if (of.quantity > contract.give) throw contractProblem(contract)
}

/** Offers units (E3): by the maker, by an owner that can spare them, or entered by the desk as a gift or a purchase. */
export const makeOffer = async (needs: SupplyNeeds, { scope, actor, body, require }: Call<'offer.make'>) => {
  const rules = await dealRules(needs, actor.place)
  const hash = hashOf('offer', body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const { place, owner } = await placeOf(tx, body, require)
    await lockDeals(tx, [body.id, ...(owner === null ? [] : [`${owner.hospital ?? owner.id}/${body.kind}`])])
    const before = await offerById(tx, body.id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const, result: await pageAfter(tx, before.id, { actor, rules }) }
    }
    const kind = await mustKnowKind(tx, body.kind)
    const quantity = await readUnits(tx, body, kind, rules)
    const day = readyDay(body.readyOn, rules)
    const until = body.seenPaper?.until == null ? null : parseDay(body.seenPaper.until)
    if (body.seenPaper?.until != null && until === null) throw problem('request.invalid')
    const of = owner === null ? null : { owner, body, rules, zone: needs.zone }
    const owned = of === null || body.channel !== 'transfer' ? null : await ownedOf(tx, of)
    if (of !== null && owned !== null) await checkContract(tx, { ...of, kind, quantity, owned })
    const ownerId = (wanted: string): string | null => (body.owner?.kind === wanted ? body.owner.id : null)
    const by = { account: actor.accountId, at: new Date(rules.at), hash }
    const home = countyOf(place)
    const made = await addOffer(tx, {
      ...{ home, id: body.id, channel: body.channel, place, kind: kind.code, product: body.product, quantity, owned },
      ...{ enterprise: ownerId('enterprise'), store: ownerId('store'), facility: ownerId('facility') },
      ...{ owner_name: owner?.name ?? null, party: body.party, said_quantity: body.quantity, said_unit: body.unit },
      ...{ ready_on: day, reliability: body.reliability, said_by: body.saidBy },
      ...{ seen_number: body.seenPaper?.number ?? null, seen_until: until, ...by },
    })
    if (made === 0) throw problem('command.other-body', { id: body.id })
    const detail = { channel: body.channel, quantity }
    await addStep(tx, { ...by, home, id: body.id, subject: body.id, what: 'make', detail })
    await writeAudit(tx, actor, {
      action: 'offer.make',
      subject: body.id,
      place,
      detail: { ...detail, kind: kind.code },
    })
    return { outcome: 'recorded' as const, result: await pageAfter(tx, body.id, { actor, rules }) }
  })
}
