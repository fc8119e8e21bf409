import { addDays, type PlaceCode, parseDay } from '@lianfang/domain/shared'
import { readQuantity } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { knownPlaces } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { hospitalsKnown } from '../hospitals/sql.js'
import { storesKnown } from '../movements/sql-load.js'
import { partId } from '../moves/command.js'
import { hashOf, type SupplyNeeds } from '../needs.js'
import { addOffer } from '../offers/sql.js'
import { mustKnowKind } from '../read-units.js'
import { onGift, type Working } from './command.js'
import { countsOf, type GiftRow, linesOf, offersOf, papersOf, targetsOf } from './sql.js'
import { addConsent, addGiftOffer, addPapers, changeGift } from './sql-save.js'

const deskOn = (gift: string, act: Parameters<typeof onGift>[2]['act']) => ({ gift, store: null, act })

type AimSaid = { readonly facility: string } | { readonly place: PlaceCode } | null
type AimFound = { readonly facility: string | null; readonly place: PlaceCode | null; readonly name: string | null }

/** What a desk found the donor's words to mean: an institution or a place that exists. */
const aimOf = async (tx: Tx, said: AimSaid): Promise<AimFound> => {
  if (said === null) return { facility: null, place: null, name: null }
  if ('facility' in said) {
    const [found] = await hospitalsKnown(tx, [said.facility])
    if (found === undefined || found.closed_on !== null) throw problem('gift.aim')
    return { facility: found.id, place: null, name: found.name }
  }
  if (said.place === '' || !(await knownPlaces(tx, [said.place])).has(said.place)) throw problem('gift.aim')
  return { facility: null, place: said.place, name: null }
}

// What a command writes under several ids; far from the numbers of movements.
const offerPart = 1000

/** The order of a gift's kinds is theirs alone: an offer has the same id whoever makes it first. */
const offerId = (gift: string, kind: string): string => partId(`${gift}/${kind}`, offerPart)

type OfferedKind = { readonly kind: string; readonly units: number; readonly unit: string }

/** Makes the offer of a kind (E3, channel donation), where the gift has none yet. Its giver is named as far as it is published. */
export const ensureOffer = async (
  w: Pick<Working, 'tx' | 'row' | 'rules' | 'by'>,
  one: OfferedKind,
): Promise<string> => {
  const { tx, row, rules, by } = w
  const known = (await offersOf(tx, [row.id])).find(({ kind }) => kind === one.kind)
  if (known !== undefined) return known.offer
  const id = offerId(row.id, one.kind)
  const paper = (await papersOf(tx, row)).find(({ kind }) => kind === one.kind)
  const readyOn = row.ready_on === null || row.ready_on < rules.today ? rules.today : row.ready_on
  await addOffer(tx, {
    ...{ home: row.home, id, channel: 'donation', place: row.home, enterprise: null, store: null, facility: null },
    ...{ owner_name: null, party: partyOf(row), kind: one.kind, product: null },
    ...{ said_quantity: one.units, said_unit: one.unit, quantity: one.units, ready_on: readyOn },
    ...{ reliability: row.state === 'offered' ? 'likely' : 'certain', said_by: row.number },
    ...{ seen_number: paper?.number ?? null, seen_until: paper?.until_day ?? null, owned: null },
    ...{ account: by.account, at: by.at, hash: hashOf('gift.offer', { id }) },
  })
  await addGiftOffer(tx, row, { kind: one.kind, offer: id, offered: one.units })
  return id
}

/** Who gives, in an offer that hospitals read too: the published name, else the number alone. */
const partyOf = (row: GiftRow): string => row.name ?? `爱心捐赠 / gift ${row.number}`

/** The kinds of a gift with their units: those the donor named, and those the desk found in words. */
const offeredKinds = async (
  { tx, row, rules }: Working,
  found: Call<'gift.accept'>['body']['kinds'],
): Promise<readonly OfferedKind[]> => {
  const lines = await linesOf(tx, [row.id])
  const units = new Map<string, OfferedKind>()
  const add = (kind: string, more: number, unit: string) =>
    units.set(kind, { kind, units: more + (units.get(kind)?.units ?? 0), unit })
  for (const line of lines) if (line.kind !== null) add(line.kind, line.quantity, line.unit)
  for (const [i, one] of found.entries()) {
    const line = lines.find(({ n }) => n === one.n)
    if (line === undefined || line.kind !== null) throw problem('gift.line', { line: i + 1, why: 'words' })
    const kind = await mustKnowKind(tx, one.kind)
    const of = { unit: kind.unit, keeping: 'lot', perPack: null } as const
    const read = readQuantity({ quantity: one.quantity, unit: kind.unit, serial: null }, of, rules.books)
    if ('fault' in read) throw problem('gift.line', { line: i + 1, why: read.fault.why })
    add(one.kind, read.units, kind.unit)
  }
  return [...units.values()]
}

/** The open store of the gift's county that takes it in. */
const storeFor = async (tx: Tx, row: GiftRow, id: string) => {
  const [store] = await storesKnown(tx, [id])
  if (store === undefined || store.home !== row.home || store.closed_on !== null) throw problem('gift.store')
  return store
}

/** Accepts a gift (E3): what it offers of each kind can be assigned from now on. */
export const accept = (needs: SupplyNeeds, call: Call<'gift.accept'>) =>
  onGift(needs, call, deskOn(call.params.id, 'accept'), async (w) => {
    const { tx, row, by } = w
    const { id, aim, kinds, papers } = call.body
    const store = await storeFor(tx, row, call.body.store)
    const found = await aimOf(tx, row.directed === null ? null : aim)
    await changeGift(
      tx,
      row,
      sql`aim_facility = ${found.facility}::uuid, aim_place = ${found.place}, aim_name = ${found.name}, state = 'accepted',
        store = ${store.id}::uuid, store_name = ${store.name}`,
    )
    for (const { kind } of papers) await mustKnowKind(tx, kind)
    if (papers.length > 0)
      await addPapers(
        tx,
        row,
        papers.map((one) => ({ ...one, id })),
        by.at,
      )
    const offered = await offeredKinds(w, kinds)
    for (const one of offered) await ensureOffer(w, one)
    return { state: 'accepted', detail: { kinds: offered.length } }
  })

/** Declines a gift with a reason that its donor reads. What is promised of it is taken back first. */
export const decline = (needs: SupplyNeeds, call: Call<'gift.decline'>) =>
  onGift(needs, call, deskOn(call.params.id, 'decline'), async ({ tx, row }) => {
    const { why, reason } = call.body
    if ((await targetsOf(tx, [row.id])).some(({ back }) => !back)) throw problem('gift.assigned')
    await changeGift(tx, row, sql`state = 'declined', declined_why = ${why}, declined_text = ${reason}`)
    await tx.run(sql`
      update supply.offer f set state = 'withdrawn' from supply.gift_offer o
      where o.home = ${row.home} and o.gift = ${row.id} and f.home = o.home and f.id = o.offer and f.state = 'open'`)
    return { state: 'declined', reason, detail: { why } }
  })

/** Says that a gift is on its way. */
export const arrive = (needs: SupplyNeeds, call: Call<'gift.arrive'>) =>
  onGift(needs, call, deskOn(call.params.id, 'arrive'), async () => ({ state: 'arriving', reason: call.body.reason }))

/** Enters a paper that was seen for a kind; the gift's offer shows it. */
export const enterPaper = (needs: SupplyNeeds, call: Call<'gift.paper'>) =>
  onGift(needs, call, deskOn(call.params.id, 'paper'), async ({ tx, row, by }) => {
    const { id, kind, number, until } = call.body
    await mustKnowKind(tx, kind)
    if (until !== null && parseDay(until) === null) throw problem('request.invalid')
    await addPapers(tx, row, [{ id, kind, number, until }], by.at)
    return { detail: { kind, number } }
  })

/** Enters a donor's written consent (SUP-GIFT-1): a paper with its day, who took it, and for what. It is kept. */
export const enterConsent = (needs: SupplyNeeds, call: Call<'gift.consent'>) =>
  onGift(needs, call, deskOn(call.params.id, 'consent'), async ({ tx, row, by, rules }) => {
    const { id, kind, quantity, aim, paper, takenBy } = call.body
    if (row.directed === null) throw problem('gift.consent', { why: 'undirected' })
    const day = parseDay(call.body.day)
    const wrong = quantity !== null && (!Number.isSafeInteger(quantity) || quantity < 1)
    if (day === null || day > addDays(rules.today, 0) || wrong) throw problem('gift.consent')
    if (kind !== null) await mustKnowKind(tx, kind)
    const { account, at } = by
    await addConsent(tx, row, { id, kind, quantity, ...(await aimOf(tx, aim)), paper, day, takenBy, at, account })
    return { detail: { paper, kind, quantity } }
  })

/** Closes a gift of which nothing is left in quarantine or in the books. */
export const close = (needs: SupplyNeeds, call: Call<'gift.close'>) =>
  onGift(needs, call, deskOn(call.params.id, 'close'), async ({ tx, row }) => {
    const left = (await countsOf(tx, [row.id])).reduce((units, one) => units + one.quarantine + one.kept, 0)
    if (left > 0) throw problem('gift.left', { left })
    await tx.run(sql`
      update supply.offer f set state = 'usedUp' from supply.gift_offer o
      where o.home = ${row.home} and o.gift = ${row.id} and f.home = o.home and f.id = o.offer and f.state = 'open'`)
    return { state: 'closed', reason: call.body.reason }
  })
