import type { ConsignmentPage, ConsignmentRow } from '@lianfang/contract'
import { type Actor, may } from '@lianfang/domain/org'
import { countyOf, type Instant, MINUTE_MS, type PlaceCode } from '@lianfang/domain/shared'
import {
  type ConsignmentAct,
  claimsOf,
  consignmentActs,
  consignmentAfter,
  levelAt,
  milestoneKinds,
  onRoad,
  redirectionsOf,
} from '@lianfang/domain/supply'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { isProblem, problem } from '../../../kernel/problems/index.js'
import { type MoveRules, moveRules, type SupplyNeeds } from '../needs.js'
import { stepsOf } from '../steps.js'
import { milestoneOf, timesOn, type Way, wayOf } from './derive.js'
import {
  isAtEnd,
  linesOn,
  linkOf,
  type MoveRow,
  moveById,
  type NoteRow,
  notesOf,
  photosOf,
  relatedTo,
  requestsOn,
  wantsOf,
} from './sql.js'

const iso = (at: Instant): string => new Date(at).toISOString()
const isoOr = (at: Instant | null): string | null => (at === null ? null : iso(at))
const levelDigits = { county: 6, prefecture: 4, province: 2, nation: 0 } as const

const placesIn = (rows: readonly MoveRow[]): readonly PlaceCode[] =>
  rows.flatMap((row) => [
    ...[row.to_place, row.to_home, row.place, row.home, countyOf(row.place)],
    ...([6, 4, 2, 0] as const).map((digits) => row.home.slice(0, digits) as PlaceCode), // a code's beginning is a code
  ])

/** Consignments as a list shows them. */
export const tellConsignments = async (
  tx: Tx,
  rows: readonly MoveRow[],
  { at, values }: Pick<MoveRules, 'at' | 'values'>,
): Promise<ConsignmentRow[]> => {
  const names = await placesByCode(tx, [...new Set(placesIn(rows))])
  const named = (code: PlaceCode) => names.get(code) ?? { code, name: code, level: 'county' as const }
  return rows.map((row) => {
    const rings = row.alarm_why !== null && row.alarm_from !== null && row.alarm_from <= at
    const level = row.alarm_from === null ? 'county' : levelAt(row.alarm_from, at, values)
    const deskAt = row.home.slice(0, levelDigits[level]) as PlaceCode // as above
    const ends = (id: string, name: string, place: PlaceCode) => ({
      ...{ id, name, place: named(place), county: named(countyOf(place)) },
    })
    return {
      ...{ id: row.id, state: row.state, source: row.source, urgency: row.urgency, party: row.party },
      from: row.from_store === null ? null : ends(row.from_store, row.from_name ?? '', row.place),
      to: ends(row.to_store, row.to_name, row.to_place),
      ...{ reference: row.reference, kinds: [...row.kinds], modes: [...row.modes], next: row.next },
      ...{ promisedAt: isoOr(row.promised_at), expectedAt: isoOr(row.expected_at), arrivedAt: isoOr(row.arrived_at) },
      ...{ disputed: row.disputed, heardAt: isoOr(row.heard_at) },
      alarm:
        rings && row.alarm_why !== null && row.alarm_from !== null
          ? {
              ...{ why: row.alarm_why, since: iso(row.alarm_from), level, place: named(deskAt) },
              taken:
                row.alarm_taken === null
                  ? null
                  : { by: row.alarm_taken.by, at: new Date(row.alarm_taken.at).toISOString() },
            }
          : null,
      ...{ undecided: row.undecided, turnedBack: row.turned_back, differences: row.differences },
      ...{ by: row.by_name, at: iso(row.at) },
    }
  })
}

const tellWay = (
  way: Way,
  rules: MoveRules,
): Pick<ConsignmentPage, 'legs' | 'milestones' | 'choices' | 'durations'> => {
  const timeAt = timesOn(way, rules)
  const all = way.milestones.map(milestoneOf)
  const claims = (leg: number) =>
    claimsOf(all.filter((m) => m.leg === leg && m.what === 'arrived' && m.basis === 'actual'))
  const from = (leg: number): Instant | null => {
    const time = timeAt(leg, 'departed')
    return time.state === 'actual' ? time.at : null
  }
  const minutes = (start: Instant | null, leg: number) =>
    start === null
      ? []
      : claims(leg).map(({ id, at }) => ({ milestone: id, minutes: Math.round((at - start) / MINUTE_MS) }))
  const last = way.legs.at(-1)
  return {
    legs: way.legs.map((leg) => ({
      ...{ n: leg.n, mode: leg.mode, from: leg.from_name, fromZone: leg.from_zone, to: leg.to_name },
      ...{ toZone: leg.to_zone, carrier: leg.carrier, customs: leg.customs },
      durations: minutes(from(leg.n), leg.n),
      times: milestoneKinds.flatMap((what) => {
        const time = timeAt(leg.n, what)
        if (time.state === 'none') return []
        const disputed = time.state === 'disputed'
        return {
          ...{ what, state: time.state, at: disputed ? null : iso(time.at) },
          ...{ from: disputed ? iso(time.from) : null, to: disputed ? iso(time.to) : null },
          ...{ milestone: disputed ? null : time.milestone, why: time.state === 'actual' ? time.why : null },
          claims: disputed ? [...time.claims] : [],
        }
      }),
    })),
    durations: last === undefined ? [] : minutes(from(0), last.n),
    milestones: way.milestones.map((m) => ({
      ...{ id: m.id, leg: m.leg, what: m.what, basis: m.basis, at: iso(m.at), local: m.local, zone: m.zone },
      ...{ source: m.source, sourceName: m.source_name, reason: m.reason, by: m.by_name },
      ...{ enteredAt: iso(m.entered_at), doubt: m.doubt },
    })),
    choices: way.choices.map((c) => ({
      ...{ id: c.id, milestone: c.milestone, reason: c.reason, by: c.by_name, at: iso(c.at) },
    })),
  }
}

const unmarked = { lot: null, serial: null }

const tellNotes = (notes: readonly NoteRow[]): Pick<ConsignmentPage, 'papers' | 'handOvers' | 'words' | 'receipts'> => {
  const of = <T>(what: NoteRow['what']) =>
    notes
      .filter((note) => note.what === what)
      .map(({ id, detail, by_name: by, at }) => ({ ...detail, id, by, at: iso(at) }) as T) // written in this shape
  return {
    papers: of<ConsignmentPage['papers'][number]>('paper'),
    handOvers: of<ConsignmentPage['handOvers'][number]>('handOver'),
    words: of<ConsignmentPage['words'][number]>('word'),
    receipts: of<ConsignmentPage['receipts'][number]>('receipt').map((receipt) => ({
      ...receipt,
      // What was written before lots and numbers of additional goods were kept has none.
      differences: receipt.differences.map((one) => ({ ...unmarked, ...one })),
    })),
  }
}

const managing: readonly ConsignmentAct[] = ['addLeg', 'choose', 'link', 'split', 'merge', 'redirect', 'cancel']

/** The whole page of a consignment, as one reader sees it. */
const tellPage = async (tx: Tx, row: MoveRow, { actor, rules }: Reading): Promise<ConsignmentPage> => {
  const [shown] = await tellConsignments(tx, [row], rules)
  if (shown === undefined) throw problem('not-found')
  const [way, cargo, wanted, requests, notes, photos, link, related, steps, atEnd] = await Promise.all([
    wayOf(tx, row),
    linesOn(tx, row),
    wantsOf(tx, row),
    requestsOn(tx, row),
    notesOf(tx, row),
    photosOf(tx, row),
    linkOf(tx, row),
    relatedTo(tx, row),
    stepsOf(tx, row.home, row.id),
    isAtEnd(tx, row, actor.accountId),
  ])
  const named = atEnd ? [actor.accountId] : []
  const manages = may(actor, 'consignment.manage', { place: row.place })
  const records =
    may(actor, 'consignment.record', { place: row.place, named }) ||
    may(actor, 'consignment.record', { place: row.to_place, named })
  const can = (act: ConsignmentAct): boolean =>
    consignmentAfter(row.state, act) !== null && (managing.includes(act) ? manages : records)
  const left = cargo.reduce((sum, line) => sum + onRoad(line), 0)
  return {
    ...shown,
    version: row.version,
    ...tellWay(way, rules),
    wanted: wanted.map((w) => ({ ...w })),
    cargo: cargo.map(({ n, kind, product, lot, expiry, serial, quantity, arrived, lost, assignment }) => ({
      ...{ n, kind, product, lot, expiry, serial, quantity, arrived, lost, assignment },
      left: quantity - arrived - lost,
    })),
    requests: requests.map((r) => ({ ...r })),
    ...tellNotes(notes),
    photos: photos.map((p) => ({ id: p.id, of: p.of_note, bytes: p.bytes, at: iso(p.at) })),
    link:
      link === undefined || link.expires_at <= rules.at
        ? null
        : { name: link.name, leg: link.leg, until: iso(link.expires_at) },
    related: related.map((r) => ({ ...r })),
    steps,
    today: rules.today,
    may: Object.fromEntries(consignmentActs.map((act) => [act, can(act)])) as ConsignmentPage['may'], // every act is there
    redirections: manages
      ? [...redirectionsOf({ state: row.state, left, fromStore: row.from_store !== null, turnedBack: row.turned_back })]
      : [],
  }
}

type Reading = { readonly actor: Actor; readonly rules: MoveRules }
type Require = Call<'consignment.read'>['require']

/** A consignment that the caller reaches at either end; managing is the owner's desk's. */
export const mustReachMove = async (
  tx: Tx,
  id: string,
  { require, actor, only }: { readonly require: Require; readonly actor: Actor; readonly only?: 'owner' },
): Promise<MoveRow> => {
  const row = await moveById(tx, id)
  if (row === undefined) throw problem('not-found')
  const named = (await isAtEnd(tx, row, actor.accountId)) ? [actor.accountId] : []
  try {
    require({ place: row.place, named })
  } catch (error) {
    if (only === 'owner' || !isProblem(error)) throw error
    require({ place: row.to_place, named })
  }
  return row
}

/** The page as it stands after a change. */
export const movePageAfter = async (tx: Tx, id: string, reading: Reading): Promise<ConsignmentPage> => {
  const row = await moveById(tx, id)
  if (row === undefined) throw problem('not-found')
  return tellPage(tx, row, reading)
}

/** One consignment (E5): read by the desks and keepers of both ends. */
export const readConsignment = async (needs: SupplyNeeds, call: Call<'consignment.read'>) => {
  const { scope, actor, params, require } = call
  const rules = await moveRules(needs, actor.place)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => tellPage(tx, await mustReachMove(tx, params.id, { require, actor }), { actor, rules }),
    { readOnly: true },
  )
}
