import { apartOnRoad, onRoad, redirectionsOf, refusalsOf } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { type DealRules, dealRules, hashOf, type SupplyNeeds } from '../needs.js'
import { missingOfRequest } from '../requests/read-request.js'
import { requestById } from '../requests/sql.js'
import { actorName, lockDeals } from '../steps.js'
import { onMove, partId, type Working } from './command.js'
import { addGone } from './gone.js'
import { endOf } from './make-consignment.js'
import { type LineRow, linesOn } from './sql.js'
import { changeMove, saveLines } from './sql-save.js'

type Carried = {
  readonly id: string
  readonly home: string
  readonly request: string
  readonly offer: string
  readonly quantity: number
}
const assignmentsOn = (tx: Tx, ids: readonly string[]): Promise<Carried[]> =>
  tx.rows(sql<Carried>`
    select id, home, request, offer, quantity from supply.assignment where id = any(${[...ids]}::uuid[]) order by id`)

const sum = (lines: readonly LineRow[]): number => lines.reduce((total, line) => total + onRoad(line), 0)

type Freed = {
  readonly assignment: string
  readonly kind: string
  readonly units: number
  readonly lines: readonly number[]
}

/**
 * Takes units on the road away from the requests they were for: the whole assignment, or the part of it that travels here. What
 * has arrived stays received.
 */
const freeAssigned = async ({ tx, by }: Working, lines: readonly LineRow[], command: string, reason: string) => {
  const travelling = lines.filter((line) => onRoad(line) > 0 && line.assignment !== null)
  const ids = [...new Set(travelling.map(({ assignment }) => assignment ?? ''))]
  const known = await assignmentsOn(tx, ids)
  if (known.length < ids.length) throw problem('forbidden', { action: 'request.decide' })
  await lockDeals(tx, [...known.map(({ request }) => request)])
  await lockDeals(tx, [...known.map(({ offer }) => offer)])
  const freed: Freed[] = []
  for (const [i, one] of known.entries()) {
    const mine = travelling.filter(({ assignment }) => assignment === one.id)
    const units = sum(mine)
    const whole = units === one.quantity
    const assignment = whole ? one.id : partId(command, 50 + i)
    if (!whole) await tx.run(sql`select supply.part_assignment(${one.id}, ${assignment}, ${units})`)
    await tx.run(sql`
      update supply.assignment set state = 'takenBack', back_at = ${by.at}, back_by = ${by.account},
        back_name = ${actorName(by.account)}, back_reason = ${reason}
      where home = ${one.home} and id = ${assignment} and state in ('assigned', 'onTheRoad')`)
    freed.push({ assignment, kind: mine[0]?.kind ?? '', units, lines: mine.map(({ n }) => n) })
  }
  return freed
}

type OneGiving = {
  readonly request: string
  /** What was freed of a kind. */
  readonly mine: (kind: string) => readonly Freed[]
  readonly first: number
  readonly command: string
  readonly reason: string
}
type Giving = {
  readonly requests: readonly string[]
  readonly freed: readonly Freed[]
  readonly command: string
  readonly reason: string
}

/** Units of one kind to a request, within what its verified need leaves; each keeps its offer. */
const giveOne = async (
  { tx, by }: Working,
  { request, mine, first, command, reason }: OneGiving,
  rules: DealRules,
): Promise<readonly (readonly [number, string])[]> => {
  const row = await requestById(tx, request)
  if (row === undefined) throw problem('not-found')
  const freed = mine(row.kind)
  const units = freed.reduce((total, one) => total + one.units, 0)
  const { state, kind, verified, assigned } = row
  const known = {
    request: { state, kind, verified, assigned, missing: missingOfRequest(row, rules) },
    offer: { state: 'open', kind, quantity: units, assigned: 0, licence: 'inService', contract: null, directed: null },
  } as const
  const [refusal] = refusalsOf(known, units)
  if (freed.length === 0 || refusal !== undefined) throw problem('consignment.request', { why: refusal?.why ?? 'kind' })
  const given: (readonly [number, string])[] = []
  for (const [i, one] of freed.entries()) {
    const id = partId(command, first + i)
    const made = await tx.run(sql`
      insert into supply.assignment (home, id, request, facility, kind, offer_home, offer, quantity, state, channel, from_name,
        from_place, ready_on, at, account, by_name, reason, body_hash)
      select ${row.home}, ${id}, ${row.id}, ${row.facility}, a.kind, a.offer_home, a.offer, ${one.units}, 'onTheRoad', a.channel,
        a.from_name, a.from_place, a.ready_on, ${by.at}, ${by.account}, ${actorName(by.account)}, ${reason},
        ${hashOf('consignment.redirect', { id })}
      from supply.assignment a where a.id = ${one.assignment} and a.kind = ${kind}`)
    if (made === 0) throw problem('consignment.request', { why: 'kind' })
    given.push(...one.lines.map((n) => [n, id] as const))
  }
  return given
}

/** Gives freed units to other requests, to each those of its kind; no kind goes to two. What nobody is named for goes into stock. */
const giveTo = async (w: Working, { requests, freed, command, reason }: Giving, rules: DealRules) => {
  await lockDeals(w.tx, [...requests])
  const given = new Map<number, string>()
  const kinds = new Set<string>()
  const mine = (kind: string): readonly Freed[] => {
    if (kinds.has(kind)) throw problem('consignment.request', { why: 'twice' })
    kinds.add(kind)
    return freed.filter((one) => one.kind === kind)
  }
  // Ids of parts begin where those of freed assignments cannot come.
  let first = 200
  for (const request of requests) {
    const pairs = await giveOne(w, { request, mine, first, command, reason }, rules)
    for (const [n, id] of pairs) given.set(n, id)
    first += freed.length
  }
  return given
}

/**
 * A person chooses what becomes of units on the road (SUP-MOVE-12): they go on, turn back to the store they came from, or go to
 * another store and request. Nothing is lost, and every unit stays on one load.
 */
export const redirect = async (needs: SupplyNeeds, call: Call<'consignment.redirect'>) => {
  const deals = call.body.requests.length === 0 ? null : await dealRules(needs, call.actor.place)
  return onMove(needs, call, { act: 'redirect', only: 'owner' }, async (w) => {
    const { tx, row } = w
    const { id, choice, reason, to, requests } = call.body
    const lines = apartOnRoad(await linesOn(tx, row))
    const known = {
      state: row.state,
      left: sum(lines),
      fromStore: row.from_store !== null,
      turnedBack: row.turned_back,
    }
    if (!redirectionsOf(known).includes(choice)) throw problem('consignment.redirect', { choice })
    if (choice === 'goOn') {
      await changeMove(tx, row, sql`undecided = false`)
      return { reason, detail: { choice } }
    }
    const target = choice === 'turnBack' ? row.from_store : to
    if (target === null || (choice === 'give' && target === row.from_store))
      throw problem('consignment.redirect', { choice })
    const end = await endOf(tx, target)
    const freed = await freeAssigned(w, lines, id, reason)
    const given =
      deals === null ? new Map<number, string>() : await giveTo(w, { requests, freed, command: id, reason }, deals)
    await saveLines(
      tx,
      row,
      lines.map((line) => (onRoad(line) === 0 ? line : { ...line, assignment: given.get(line.n) ?? null })),
    )
    if (choice === 'give' && (target !== row.to_store || row.turned_back)) {
      await tx.run(sql`select supply.divert(${row.home}, ${row.id}, ${end.id})`)
    }
    const turnedBack = choice === 'turnBack'
    if (end.id !== row.to_store) {
      await addGone(tx, row, { id, lines, instead: end.name, turnedBack, reason }, w.by)
    }
    await changeMove(
      tx,
      row,
      sql`to_home = ${end.home}, to_store = ${end.id}, to_name = ${end.name}, to_place = ${end.place}, undecided = false,
        turned_back = ${turnedBack}`,
    )
    return { reason, detail: { choice, to: end.id, units: known.left } }
  })
}
