import type { GiftRow as GiftListRow, GiftNotice, GiftPage } from '@lianfang/contract'
import { type Action, type Actor, may, type Target } from '@lianfang/domain/org'
import type { PlaceCode } from '@lianfang/domain/shared'
import { type GiftAct, giftActs, giftAllows, type Licence, licenceOf } from '@lianfang/domain/supply'
import type { Tx } from '../../../kernel/db/index.js'
import { type PlaceName, placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { SupplyNeeds } from '../needs.js'
import { demandsAtHome } from '../offers/sql.js'
import { stepsOf } from '../steps.js'
import type { GiftRules } from './rules.js'
import {
  type ConsentRow,
  consentsOf,
  countsOf,
  donorOf,
  type GiftRow,
  linesOf,
  type NoticeRow,
  noticesOf,
  offersOf,
  type PaperRow,
  papersOf,
  photosOf,
  type TargetRow,
  targetsOf,
} from './sql.js'
import { unitsOf } from './units.js'

type Named = (code: PlaceCode) => PlaceName
const namesOf = async (tx: Tx, codes: readonly PlaceCode[]): Promise<Named> => {
  const names = await placesByCode(tx, [...new Set(codes)])
  return (code) => names.get(code) ?? { code, name: code, level: 'county' }
}

/** Published lines with the names of their counties. */
export const tellNotices = async (tx: Tx, rows: readonly NoticeRow[]): Promise<GiftNotice[]> => {
  const named = await namesOf(
    tx,
    rows.map(({ home }) => home),
  )
  return rows.map((n) => ({
    ...{ id: n.id, number: n.number, what: n.what, correction: n.correction, day: n.day },
    county: { code: n.home, name: named(n.home).name },
    ...{ kind: n.kind, quantity: n.quantity, donor: { kind: n.donor_kind, name: n.name } },
    ...{ to: n.to_name, use: n.use, cause: n.cause },
  }))
}

/** Gifts as a list shows them. Who gives is told as far as it is published. */
export const tellGifts = async (tx: Tx, rows: readonly GiftRow[]): Promise<GiftListRow[]> => {
  const ids = rows.map(({ id }) => id)
  const all = {
    lines: await linesOf(tx, ids),
    counts: await countsOf(tx, ids),
    offers: await offersOf(tx, ids),
    targets: await targetsOf(tx, ids),
  }
  const places = rows.flatMap((g) => (g.aim_place === null ? [g.home] : [g.home, g.aim_place]))
  const named = await namesOf(tx, places)
  return rows.map((g) => {
    const of = <T extends { readonly gift: string }>(list: readonly T[]) => list.filter(({ gift }) => gift === g.id)
    const lines = of(all.lines)
    const known = { lines, counts: of(all.counts), offers: of(all.offers), targets: of(all.targets) }
    return {
      ...{ id: g.id, number: g.number, state: g.state, source: g.source, county: named(g.home) },
      donor: { kind: g.donor_kind, name: g.name, country: g.country, named: g.named },
      directed:
        g.directed === null
          ? null
          : {
              words: g.directed,
              facility: g.aim_facility === null ? null : { id: g.aim_facility, name: g.aim_name ?? '' },
              place: g.aim_place === null ? null : { code: g.aim_place, name: named(g.aim_place).name },
            },
      ...{ units: unitsOf(known), inWords: lines.filter(({ kind }) => kind === null).length, readyOn: g.ready_on },
      store: g.store === null ? null : { id: g.store, name: g.store_name ?? '' },
      at: new Date(g.at).toISOString(),
    }
  })
}

/** How the papers stand of each kind of a gift (SUP-GIFT-4): as the desk has seen them, on the day it is. */
export const licencesOfGift = async (
  tx: Tx,
  kinds: readonly string[],
  papers: readonly PaperRow[],
  { today }: Pick<GiftRules, 'today'>,
): Promise<ReadonlyMap<string, Licence>> => {
  const demands = await demandsAtHome(tx)
  return new Map(
    kinds.map((kind) => {
      const asked = demands.get(kind)
      const paper = papers.find((one) => one.kind === kind)
      const seen = paper === undefined ? null : { number: paper.number, until: paper.until_day }
      const demand = asked === undefined ? null : { papers: asked }
      return [kind, licenceOf({ channel: 'donation', readyOn: today, seen }, { demand, held: null })]
    }),
  )
}

const tellConsents = (consents: readonly ConsentRow[], targets: readonly TargetRow[], named: Named) =>
  consents.map((c) => ({
    ...{ id: c.id, kind: c.kind, quantity: c.quantity, used: usedOf(c.id, targets) },
    facility: c.aim_facility === null ? null : { id: c.aim_facility, name: c.aim_name ?? '' },
    place: c.aim_place === null ? null : { code: c.aim_place, name: named(c.aim_place).name },
    ...{ paper: c.paper, day: c.day, takenBy: c.taken_by, at: new Date(c.at).toISOString(), byName: c.by_name },
  }))

/** Units that went by a consent and were not taken back. */
export const usedOf = (consent: string, targets: readonly TargetRow[]): number =>
  targets
    .filter(({ back }) => !back)
    .flatMap(({ drawn }) => drawn)
    .reduce((units, one) => units + (one.consent === consent ? one.units : 0), 0)

const tellTarget = (t: TargetRow): GiftPage['targets'][number] => ({
  ...{ id: t.id, kind: t.kind, quantity: t.quantity, issued: t.issued, to: { id: t.facility, name: t.name } },
  ...{ request: t.request, by: t.by_what, asProposed: t.as_proposed, use: t.use, reason: t.reason },
  ...{ takenBack: t.back, at: new Date(t.at).toISOString(), byName: t.by_name },
})

type Contact = { readonly name: string; readonly contact: string }

/** Where a gift's donor is sealed, and under what. */
export const donorField = ({ home, id }: Pick<GiftRow, 'home' | 'id'>) => ({ county: home, person: id, field: 'donor' })

const contactOf = async (tx: Tx, row: GiftRow, { keys }: Pick<SupplyNeeds, 'keys'>): Promise<Contact | null> => {
  // Row security answers desks alone.
  const found = await donorOf(tx, row)
  if (found === undefined) return null
  const { key_id: keyId, wrapped, sealed } = found
  return JSON.parse(keys.open({ key: { keyId, wrapped }, at: donorField(row), sealed })) as Contact // sealed by us
}

const actionOf = (act: GiftAct): Action =>
  ['count', 'inspect', 'correct', 'issue'].includes(act) ? 'gift.keep' : 'gift.decide'

const mayActs = (row: GiftRow, actor: Actor, target: Target): GiftAct[] =>
  giftActs.filter((act) => giftAllows(row.state, act) && may(actor, actionOf(act), target))

export type Reading = {
  readonly actor: Actor
  readonly rules: GiftRules
  readonly needs: Pick<SupplyNeeds, 'keys'>
  /** Accounts that are named for the store in which the reader stands. */
  readonly named: readonly string[]
}

/** The whole page of a gift, as one reader sees it. */
export const tellGiftPage = async (tx: Tx, row: GiftRow, reading: Reading): Promise<GiftPage> => {
  const { actor, rules, needs, named } = reading
  const [shown] = await tellGifts(tx, [row])
  if (shown === undefined) throw problem('not-found')
  const [targets, consents, papers] = [
    await targetsOf(tx, [row.id]),
    await consentsOf(tx, row),
    await papersOf(tx, row),
  ]
  const licences = await licencesOfGift(
    tx,
    shown.units.map(({ kind }) => kind),
    papers,
    rules,
  )
  const placed = await namesOf(
    tx,
    consents.flatMap(({ aim_place }) => (aim_place === null ? [] : [aim_place])),
  )
  return {
    ...shown,
    contact: await contactOf(tx, row, needs),
    ...{ lies: row.lies, transport: row.transport, note: row.note },
    lines: (await linesOf(tx, [row.id])).map(({ gift: _gift, ...line }) => line),
    counts: (await countsOf(tx, [row.id])).map(({ gift: _gift, store: _store, item: _item, ...one }) => one),
    papers: shown.units.map(({ kind }) => {
      const paper = papers.find((one) => one.kind === kind)
      const state = licences.get(kind)?.state ?? 'missing'
      return { kind, number: paper?.number ?? null, until: paper?.until_day ?? null, state }
    }),
    consents: tellConsents(consents, targets, placed),
    targets: targets.map(tellTarget),
    photos: await photosOf(tx, row),
    notices: await tellNotices(tx, await noticesOf(tx, row)),
    steps: await stepsOf(tx, row.home, row.id),
    declined: row.declined_why === null ? null : { reason: row.declined_why, text: row.declined_text ?? '' },
    today: rules.today,
    may: mayActs(row, actor, { place: row.home, named }),
  }
}
