import type { BodyOf, RouteOf } from '@lianfang/contract'
import type { Day, PlaceCode } from '@lianfang/domain/shared'
import { faultOfLeg, readIncoming } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { quantityProblem } from '../movements/faults.js'
import { describe } from '../movements/items.js'
import { measureOf, productIds } from '../movements/receive.js'
import { bookKinds, productsKnown } from '../movements/sql-load.js'
import { isCarried } from '../movements/transit.js'
import { hashOf, type MoveRules, moveRules, type SupplyNeeds } from '../needs.js'
import { onMove, partId } from './command.js'
import { renew } from './derive.js'
import { momentOf } from './milestones.js'
import { movePageAfter } from './read-consignment.js'
import { type LegRow, type LineRow, legsOf, lockMoves, type MoveRow, moveById, type WantRow } from './sql.js'
import { addLegs, addMilestone, addMove, addMoveStep, addWants, saveLines, type Writer } from './sql-save.js'

type Body = BodyOf<RouteOf<'consignment.make'>>
type LegSaid = Body['legs'][number]

export type End = {
  readonly home: PlaceCode
  readonly id: string
  readonly name: string
  readonly place: PlaceCode
  readonly closed_on: Day | null
}
/** A store by its id, whoever keeps it; a problem where there is none that is open. */
export const endOf = async (tx: Tx, id: string): Promise<End> => {
  const end = await tx.row(
    sql<End>`select home, id, name, place, closed_on from supply.stores_known(array[${id}]::uuid[])`,
  )
  if (end === undefined || end.closed_on !== null) throw problem('stock.store-unknown')
  return end
}

type Assigned = WantRow & { readonly fits: boolean }
/** Assigned units that nobody has sent, and whether the store may give them: its own, its hospital's, its enterprise's, or nobody's. */
const assignedUnits = (tx: Tx, ids: readonly string[], store: string | null): Promise<Assigned[]> =>
  tx.rows(sql<Assigned>`
    select a.id as assignment, a.kind, null::uuid as product, a.quantity,
      a.state = 'assigned' and (${store}::uuid is null or num_nonnulls(o.store, o.facility, o.enterprise) = 0 or exists (
          select from supply.store s where s.id = ${store}::uuid
            and (s.id = o.store or s.facility = o.facility or s.enterprise = o.enterprise)))
        and not exists (select from supply.move_want w join supply.move m on m.home = w.home and m.id = w.move
          where w.assignment = a.id and m.state <> 'cancelled')
        and not exists (select from supply.move_line l join supply.move m on m.home = l.home and m.id = l.move
          where l.assignment = a.id and m.state <> 'cancelled') as fits
    from supply.assignment a join supply.offer o on o.home = a.offer_home and o.id = a.offer
    where a.id = any(${[...ids]}::uuid[])`)

/** Whether units assigned are of a gift. */
const isOfGift = async (tx: Tx, assignments: readonly string[]): Promise<boolean> =>
  (await tx.row(sql<{ is: boolean }>`select supply.is_of_gift(${[...assignments]}::uuid[]) as is`))?.is === true

type TransferRow = {
  readonly store: string
  readonly to_store: string
  readonly n: number
  readonly kind: string
  readonly product: string | null
  readonly lot: string | null
  readonly expiry: Day | null
  readonly serial: string | null
  readonly left: number
}
export const transferLines = (tx: Tx, id: string): Promise<TransferRow[]> =>
  tx.rows(sql<TransferRow>`
    select store, to_store, n, kind, product, lot, expiry, serial, sent - arrived - back as left from supply.consignment_line
    where consignment = ${id} and sent > arrived + back order by n`)

const lineOf = (row: Omit<LineRow, 'arrived' | 'lost'>): LineRow => ({ ...row, arrived: 0, lost: 0 })

/** What goes on board at once, and what is to be taken out of a store when it departs. */
type Cargo = {
  readonly from: End | null
  readonly party: string | null
  readonly source: MoveRow['source']
  readonly state: 'planned' | 'onTheRoad'
  readonly wants: readonly WantRow[]
  readonly lines: readonly LineRow[]
}
const nothing = { party: null, wants: [], lines: [] }

const unitsOf = async (
  tx: Tx,
  lines: readonly { kind: string; product: string | null; quantity: number; unit: string; serial?: string | null }[],
  rules: MoveRules,
): Promise<readonly number[]> => {
  const ids = productIds(lines)
  const [kinds, products] = await Promise.all([
    bookKinds(tx, [...new Set(lines.map(({ kind }) => kind))]),
    ids.length === 0 ? [] : productsKnown(tx, { ids }),
  ])
  return lines.map((line, i) => {
    const { of } = measureOf(line, i, { kinds, products })
    const keeping = line.serial === undefined ? ('lot' as const) : of.keeping
    const read = readIncoming({ ...line, serial: line.serial ?? null }, { ...of, keeping }, rules.books.values)
    if ('fault' in read) throw quantityProblem(read.fault, i)
    return read.units
  })
}

const outside = async (tx: Tx, body: Body, cargo: Extract<Body['cargo'], { what: 'outside' }>, rules: MoveRules) => {
  const units = await unitsOf(tx, cargo.lines, rules)
  const ids = [...new Set(cargo.lines.map(({ assignment }) => assignment).filter((id) => id !== null))]
  const known = ids.length === 0 ? [] : await assignedUnits(tx, ids, null)
  // What is given is counted in and inspected first; then its keeper issues it (SUP-GIFT-3).
  if (ids.length > 0 && (await isOfGift(tx, ids))) throw problem('gift.kept')
  for (const id of ids) {
    const one = known.find(({ assignment }) => assignment === id)
    const mine = cargo.lines.flatMap((line, i) => (line.assignment === id ? [{ line, units: units[i] ?? 0 }] : []))
    const sum = mine.reduce((total, each) => total + each.units, 0)
    const sameKind = mine.every(({ line }) => line.kind === one?.kind)
    if (one?.fits !== true || !sameKind || sum !== one.quantity) throw problem('consignment.cargo')
  }
  const lines = cargo.lines.map((line, n) =>
    lineOf({
      ...{ ...describe(line), n, quantity: units[n] ?? 0, road: null, road_n: null },
      ...{ origin: `${body.id}/o${n}`, assignment: line.assignment },
    }),
  )
  return { ...nothing, from: null, party: cargo.party, source: cargo.source, state: 'planned', lines } as const
}

const cargoOf = async (tx: Tx, body: Body, rules: MoveRules): Promise<Cargo> => {
  const { cargo } = body
  switch (cargo.what) {
    case 'outside':
      return outside(tx, body, cargo, rules)
    case 'transfer': {
      const sent = await transferLines(tx, cargo.transfer)
      const [first] = sent
      if (first === undefined || (await isCarried(tx, cargo.transfer))) throw problem('consignment.cargo')
      if (first.to_store !== body.to) throw problem('consignment.cargo')
      const lines = sent.map(({ left, store: _store, to_store: _to, n, ...row }) =>
        lineOf({
          ...{ ...row, n, quantity: left, road: cargo.transfer, road_n: n },
          ...{ origin: `${cargo.transfer}/${n}/`, assignment: null },
        }),
      )
      return { ...nothing, from: await endOf(tx, first.store), source: 'books', state: 'onTheRoad', lines }
    }
    case 'store': {
      const units = await unitsOf(tx, cargo.lines, rules)
      const wants = cargo.lines.map(({ kind, product }, i) => ({
        ...{ kind, product, quantity: units[i] ?? 0, assignment: null },
      }))
      return { ...nothing, from: await endOf(tx, cargo.store), source: 'books', state: 'planned', wants }
    }
    case 'assignments': {
      const ids = [...new Set(cargo.assignments)]
      const wants = await assignedUnits(tx, ids, cargo.store)
      if (wants.length < ids.length || wants.some(({ fits }) => !fits)) throw problem('consignment.cargo')
      return { ...nothing, from: await endOf(tx, cargo.store), source: 'books', state: 'planned', wants }
    }
  }
}

const legRow = (said: LegSaid, n: number): LegRow => ({
  ...{ n, mode: said.mode, from_name: said.from, from_zone: said.fromZone, to_name: said.to, to_zone: said.toZone },
  ...{ carrier: said.carrier, customs: said.customs },
})

type AddingLegs = {
  readonly row: Pick<MoveRow, 'home' | 'id'>
  readonly before: readonly LegRow[]
  readonly said: readonly LegSaid[]
  readonly command: string
  readonly by: Writer
}

/** Adds legs with their planned times, which are statements of the desk like any other. */
const addWay = async (tx: Tx, { row, before, said, command, by }: AddingLegs): Promise<void> => {
  const legs = said.map((leg, i) => legRow(leg, before.length + i))
  const all = [...before, ...legs]
  for (const leg of legs) {
    const last = all[leg.n - 1] ?? null
    const fault = faultOfLeg({ from: leg.from_name, to: leg.to_name }, last === null ? null : { to: last.to_name })
    if (fault !== null) throw problem('consignment.leg', { leg: leg.n, why: fault })
  }
  for (const { zone, leg } of legs.flatMap((leg) => [
    { leg, zone: leg.from_zone },
    { leg, zone: leg.to_zone },
  ])) {
    momentOf({ local: '2020-01-20T12:00', zone, second: null })
    if (leg.n > 99) throw problem('consignment.leg', { leg: leg.n, why: 'many' })
  }
  if (legs.length > 0) await addLegs(tx, row, legs)
  for (const [i, leg] of said.entries()) {
    const n = before.length + i
    const times = [
      { what: 'departed', said: leg.departs, zone: leg.fromZone },
      { what: 'arrived', said: leg.arrives, zone: leg.toZone },
    ]
    for (const [j, { what, said: time, zone }] of times.entries()) {
      if (time === null) continue
      const at = new Date(momentOf({ ...time, zone }))
      const planned = { leg: n, what, basis: 'planned', at, local: time.local, zone, source: 'desk', reason: null }
      const id = partId(command, 1 + 2 * i + j)
      await addMilestone(tx, row, { ...planned, id, sourceName: leg.carrier ?? leg.from, doubt: null }, by)
    }
  }
}

/** Makes a consignment (E5): of assigned units, out of a store, of what is on its way already, or of goods from outside. */
export const makeConsignment = async (needs: SupplyNeeds, call: Call<'consignment.make'>) => {
  const { scope, actor, body, require } = call
  const rules = await moveRules(needs, actor.place)
  const hash = hashOf('consignment.make', body)
  const reading = { actor, rules }
  return inTransaction(needs.db.app, scope, async (tx) => {
    await lockMoves(tx, [body.id, ...(body.cargo.what === 'transfer' ? [body.cargo.transfer] : [])])
    if (body.cargo.what === 'assignments') await lockMoves(tx, body.cargo.assignments)
    const known = await moveById(tx, body.id)
    if (known !== undefined) {
      require({ place: known.place })
      if (!known.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const, result: await movePageAfter(tx, body.id, reading) }
    }
    const to = await endOf(tx, body.to)
    const cargo = await cargoOf(tx, body, rules)
    const { from } = cargo
    if (from?.id === to.id) throw problem('stock.to-itself')
    const owner = from ?? to
    require({ place: owner.place })
    const by: Writer = { account: actor.accountId, name: null, at: new Date(rules.at) }
    const row = {
      ...{ home: owner.home, id: body.id, state: cargo.state, source: cargo.source, urgency: body.urgency },
      ...{ place: owner.place, from_home: from?.home ?? null, from_store: from?.id ?? null },
      ...{ from_name: from?.name ?? null, party: cargo.party, to_home: to.home, to_store: to.id, to_name: to.name },
      ...{ to_place: to.place, reference: body.reference, split_from: null, turned_back: false },
      heard_at: cargo.state === 'onTheRoad' ? rules.at : null,
    }
    if ((await addMove(tx, row, by, hash)) === 0) throw problem('command.other-body', { id: body.id })
    await addWay(tx, { row, before: [], said: body.legs, command: body.id, by })
    if (cargo.wants.length > 0) await addWants(tx, row, cargo.wants)
    if (cargo.lines.length > 0) await saveLines(tx, row, cargo.lines)
    const made = await moveById(tx, body.id)
    if (made === undefined) throw problem('not-found')
    await renew(tx, made, rules, 'not')
    const detail = { source: cargo.source, legs: body.legs.length }
    await addMoveStep(tx, row, { id: body.id, what: 'make', reason: null, detail, hash }, by)
    await writeAudit(tx, actor, { action: 'consignment.make', subject: body.id, place: owner.place })
    return { outcome: 'recorded' as const, result: await movePageAfter(tx, body.id, reading) }
  })
}

/** Adds a leg to the end of the way (E5). */
export const addLeg = (needs: SupplyNeeds, call: Call<'consignment.leg'>) =>
  onMove(needs, call, { act: 'addLeg', only: 'owner' }, async ({ tx, row, by }) => {
    const before = await legsOf(tx, row)
    const { id, ...said } = call.body
    await addWay(tx, { row, before, said: [said], command: id, by })
    return { detail: { leg: before.length, mode: said.mode } }
  })
