import type { OfferPage, OfferRow } from '@lianfang/contract'
import { type Actor, may } from '@lianfang/domain/org'
import { countyOf, type PlaceCode } from '@lianfang/domain/shared'
import { givableOf, type Licence, licenceOf } from '@lianfang/domain/supply'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { type PlaceName, placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { productsKnown } from '../movements/sql-load.js'
import { type DealRules, dealRules, type SupplyNeeds } from '../needs.js'
import { tellAssignments } from '../requests/read-request.js'
import { assignmentsFrom } from '../requests/sql.js'
import { stepsOf } from '../steps.js'
import {
  demandsAtHome,
  needOfFacility,
  type OfferListRow,
  type OwnerRow,
  offerById,
  ownerOf,
  papersKnown,
  promisedOf,
  regionOf,
} from './sql.js'

type OwnerName = NonNullable<OfferRow['owner']>

const ownerNameOf = (row: OfferListRow): OwnerName | null => {
  const name = row.owner_name ?? ''
  if (row.enterprise !== null) return { kind: 'enterprise', id: row.enterprise, name }
  if (row.store !== null) return { kind: 'store', id: row.store, name }
  return row.facility === null ? null : { kind: 'facility', id: row.facility, name }
}

/** How the licence of each offer stands, by offer: from the papers of its product, or the paper that the desk has seen. */
export const licencesOf = async (tx: Tx, rows: readonly OfferListRow[]): Promise<ReadonlyMap<string, Licence>> => {
  const products = [...new Set(rows.flatMap(({ product }) => (product === null ? [] : [product])))]
  const papers = await papersKnown(tx, products)
  const demands = await demandsAtHome(tx)
  return new Map(
    rows.map((row) => {
      const asked = demands.get(row.kind)
      const demand = asked === undefined ? null : { papers: asked }
      const seen = row.seen_number === null ? null : { number: row.seen_number, until: row.seen_until }
      const held = row.product === null ? null : (papers.get(row.product) ?? [])
      return [row.id, licenceOf({ channel: row.channel, readyOn: row.ready_on, seen }, { demand, held })]
    }),
  )
}

/** Offers as a list shows them. */
export const tellOffers = async (tx: Tx, rows: readonly OfferListRow[]): Promise<OfferRow[]> => {
  const ids = [...new Set(rows.flatMap(({ product }) => (product === null ? [] : [product])))]
  const products = new Map((ids.length === 0 ? [] : await productsKnown(tx, { ids })).map((one) => [one.id, one]))
  const licences = await licencesOf(tx, rows)
  const names = await placesByCode(
    tx,
    rows.flatMap((row) => [row.place, countyOf(row.place)]),
  )
  const named = (code: PlaceCode): PlaceName => names.get(code) ?? { code, name: code, level: 'county' }
  return rows.map((row) => {
    const product = products.get(row.product ?? '')
    const licence = licences.get(row.id)
    const seen = row.seen_number === null ? null : { number: row.seen_number, until: row.seen_until }
    return {
      ...{ id: row.id, channel: row.channel, place: named(row.place), county: named(countyOf(row.place)) },
      ...{ owner: ownerNameOf(row), party: row.party, kind: row.kind },
      product: product === undefined ? null : { id: product.id, model: product.model, maker: product.maker },
      ...{ quantity: row.quantity, assigned: row.assigned, state: row.state },
      left: row.state === 'open' ? row.quantity - row.assigned : 0,
      ...{ readyOn: row.ready_on, reliability: row.reliability, saidBy: row.said_by },
      licence: { state: licence?.state ?? 'missing', papers: [...(licence?.papers ?? [])], seen },
      ...{ by: row.by_name, at: new Date(row.at).toISOString() },
    }
  })
}

/**
 * How many more units of an offer can go to a destination by the transfer contract: what its owner has less what it promised
 * elsewhere and what is assigned of this offer, its own need of now, and the floor of its prefecture where the units would leave
 * it. Null for other channels.
 */
export const contractOf = async (tx: Tx, row: OfferListRow, rules: DealRules, destination: PlaceCode | null) => {
  const { owned } = row
  if (row.channel !== 'transfer' || owned === null) return null
  const promised = await promisedOf(tx, row, { kind: row.kind, not: row.id })
  const ownNeed = row.facility === null ? 0 : await needOfFacility(tx, row.facility, row.kind)
  const ready = Math.max(0, owned.ready - promised - row.assigned)
  const owner = { ...owned, keeping: row.keeping, ready, ownNeed: Math.max(owned.ownNeed, ownNeed) }
  const prefecture = row.place.slice(0, 4)
  if (destination === null || destination.startsWith(prefecture)) return givableOf(owner, null, rules.transfers)
  const { has, pending, given } = await regionOf(tx, prefecture, row.kind)
  // A hospital without a book is part of its region all the same.
  const there = Math.max(has, owned.ready + owned.inUse) - pending
  return givableOf(owner, { has: there, given }, rules.transfers)
}

/** Who may write about an offer: the desk of its place, and who is named for its owner. */
export const targetOf = async (tx: Tx, row: OfferListRow) => {
  const owner = ownerNameOf(row)
  const found: OwnerRow | undefined = owner === null ? undefined : await ownerOf(tx, owner)
  return { place: row.place, named: found?.named ?? [] }
}

/** The whole page of an offer, as one reader sees it. */
export const tellPage = async (
  tx: Tx,
  row: OfferListRow,
  { actor, rules }: { readonly actor: Actor; readonly rules: DealRules },
): Promise<OfferPage> => {
  const [shown] = await tellOffers(tx, [row])
  if (shown === undefined) throw problem('not-found')
  const contract = await contractOf(tx, row, rules, null)
  return {
    ...shown,
    ...{ said: { quantity: row.said_quantity, unit: row.said_unit }, owned: row.owned },
    contract: contract === null ? null : { give: contract.give, kept: [...contract.kept] },
    assignments: tellAssignments(await assignmentsFrom(tx, { home: row.home, offer: row.id })),
    steps: await stepsOf(tx, row.home, row.id),
    today: rules.today,
    may: { write: row.state === 'open' && may(actor, 'offer.write', await targetOf(tx, row)) },
  }
}

/** An offer by id, after the reader's right to it was checked. Nobody learns that another's offer exists. */
export const mustReachOffer = async (
  tx: Tx,
  id: string,
  { require }: { readonly require: Call<'offer.read'>['require'] },
): Promise<OfferListRow> => {
  const row = await offerById(tx, id)
  if (row === undefined) throw problem('not-found')
  require(await targetOf(tx, row))
  return row
}

export const pageAfter = async (
  tx: Tx,
  id: string,
  reading: { readonly actor: Actor; readonly rules: DealRules },
): Promise<OfferPage> => {
  const row = await offerById(tx, id)
  if (row === undefined) throw problem('not-found')
  return tellPage(tx, row, reading)
}

/** One offer (E3): its maker, its owner and the desk of its place read it. */
export const readOffer = async (needs: SupplyNeeds, { scope, actor, params, require }: Call<'offer.read'>) => {
  const rules = await dealRules(needs, actor.place)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => tellPage(tx, await mustReachOffer(tx, params.id, { require }), { actor, rules }),
    { readOnly: true },
  )
}
