import { createHash } from 'node:crypto'
import type { AuditAction, RouteId } from '@lianfang/contract'
import { type ConsignmentAct, type ConsignmentState, consignmentAfter } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { hashOf, type MoveRules, moveRules, type SupplyNeeds } from '../needs.js'
import { wasDone } from '../steps.js'
import { renew } from './derive.js'
import { movePageAfter, mustReachMove } from './read-consignment.js'
import { lockMoves, type MoveRow, moveById } from './sql.js'
import { addMoveStep, changeMove, type Writer } from './sql-save.js'

type MoveRoute = Extract<RouteId, `consignment.${string}`>

/** A command about one consignment, as every one of them is called. */
export type MoveCall = Pick<Call<'consignment.read'>, 'scope' | 'actor' | 'params' | 'require' | 'route'> & {
  readonly body: { readonly id: string }
}

export type Working = {
  readonly tx: Tx
  readonly row: MoveRow
  readonly rules: MoveRules
  readonly by: Writer
  /** The state that the act leads to. */
  readonly next: ConsignmentState
}

export type Done = {
  readonly reason?: string | null
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>
  /** The state that follows, where the act leaves more than one. */
  readonly state?: ConsignmentState
  /** Whether the consignment was heard of. */
  readonly heard?: true
}

type How = {
  readonly act: ConsignmentAct
  readonly only?: 'owner'
  /** Other consignments it touches, locked with it. */
  readonly also?: readonly string[]
}

/**
 * A command about a consignment: lock, load, do, write down, renew what follows, in one transaction. A repeat is answered and not
 * repeated; the same id with other words is refused.
 */
export const onMove = async (
  needs: SupplyNeeds,
  call: MoveCall,
  { act, only, also = [] }: How,
  work: (w: Working) => Promise<Done>,
) => {
  const { scope, actor, params, body, require } = call
  const route = call.route.id as MoveRoute // bound to routes of consignments alone
  const rules = await moveRules(needs, actor.place)
  const hash = hashOf(`${route} ${params.id}`, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    await lockMoves(tx, [params.id, ...also])
    const row = await mustReachMove(tx, params.id, { require, actor, ...(only === undefined ? {} : { only }) })
    const reading = { actor, rules }
    if (await wasDone(tx, { home: row.home, id: body.id, subject: row.id, hash })) {
      return { outcome: 'already-recorded' as const, result: await movePageAfter(tx, row.id, reading) }
    }
    const next = consignmentAfter(row.state, act)
    if (next === null) throw problem('consignment.state', { state: row.state })
    const by: Writer = { account: actor.accountId, name: null, at: new Date(rules.at) }
    const done = await work({ tx, row, rules, by, next })
    const state = done.state ?? next
    if (state !== row.state) await changeMove(tx, row, sql`state = ${state}`)
    const { endedAlarm } = await renew(tx, row, rules, done.heard === true ? 'heard' : 'not')
    const detail = { ...done.detail, ...(endedAlarm === null ? {} : { endedAlarm }) }
    const what = route.slice('consignment.'.length)
    await addMoveStep(tx, row, { id: body.id, what, reason: done.reason ?? null, detail, hash }, by)
    await writeAudit(tx, actor, { action: route as AuditAction, subject: row.id, place: row.place })
    return { outcome: 'recorded' as const, result: await movePageAfter(tx, row.id, reading) }
  })
}

/** An id that follows from a command's id: what a command writes under several ids is the same when it is repeated. */
export const partId = (id: string, n: number): string => {
  if (n === 0) return id
  const hex = createHash('sha256').update(`${id}/${n}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Another consignment that a command names: of the same owner's desk. */
export const otherMove = async (tx: Tx, id: string, call: Pick<MoveCall, 'require' | 'actor'>): Promise<MoveRow> => {
  const found = await moveById(tx, id)
  if (found === undefined) throw problem('not-found')
  return mustReachMove(tx, id, { require: call.require, actor: call.actor, only: 'owner' })
}
