import type { CallActed } from '@lianfang/contract'
import { type CallAct, type CallDecision, type CallOwner, decideCall } from '@lianfang/domain/care'
import { dayIn, type Instant, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { tellOf } from '../alarms/raise.js'
import { lockAlarm } from '../alarms/sql.js'
import type { CareNeeds } from '../needs.js'
import { noteField, ownerOf } from './call-rows.js'
import { hashOf } from './numbers.js'
import { tellDesk } from './record-call.js'
import { addCallAct, type CallRow, callActBefore, changeCall, lockCall } from './sql-calls.js'
import { deskTeams } from './sql-numbers.js'
import { staffOf } from './sql-rota.js'

const nobody = { kind: 'nobody' } as const

/** Whom a call is handed to, if that is somebody of this desk. */
const handedTo = async (tx: Tx, home: string, place: string, to: CallOwner | null): Promise<CallOwner> => {
  if (to === null || to.kind === 'nobody') return nobody
  const known =
    to.kind === 'account'
      ? await staffOf(tx, place)
      : await deskTeams(tx, { home, township: place.length === 9 ? place : '' })
  return known.some(({ id }) => id === to.id) ? to : nobody
}

const actOf = ({ act, result }: Call<'call.act'>['body'], to: CallOwner): CallAct => {
  if (act === 'hand') return { kind: 'hand', to }
  return act === 'close' ? { kind: 'close', result: result ?? 'noNeed' } : { kind: act }
}

type Saving = {
  readonly call: Call<'call.act'>
  readonly row: CallRow
  readonly act: CallAct
  readonly next: Extract<CallDecision, { outcome: 'recorded' }>['next']
  readonly now: Instant
  readonly hash: Buffer
}

const idOf = (owner: CallOwner, kind: 'account' | 'team'): string | null => (owner.kind === kind ? owner.id : null)

const save = async (needs: CareNeeds, tx: Tx, { call, row, act, next, now, hash }: Saving): Promise<void> => {
  const { body, actor, scope } = call
  const home = scope.county
  const at = new Date(now)
  const sealedAt = { county: home, person: row.id, field: noteField(body.id) }
  const key = { keyId: row.key_id, wrapped: row.wrapped }
  const noteSealed =
    body.note === null || body.note === '' ? null : needs.keys.seal({ key, at: sealedAt, text: body.note })
  const to = act.kind === 'hand' ? act.to : nobody
  const fact = { home, id: body.id, call: row.id, place: row.place, kind: act.kind, at, account: actor.accountId }
  const more = { toAccount: idOf(to, 'account'), toTeam: idOf(to, 'team'), noteSealed, bodyHash: hash }
  if ((await addCallAct(tx, { ...fact, ...more })) === 0) throw problem('command.other-body', { id: body.id })
  await changeCall(tx, {
    ...{ home, id: row.id, ownerAccount: idOf(next.owner, 'account'), ownerTeam: idOf(next.owner, 'team') },
    tries: next.tries,
    reachedAt: act.kind === 'reached' ? at : row.reached_at === null ? null : new Date(row.reached_at),
    closed: act.kind === 'close' ? { at, by: actor.accountId, result: act.result } : null,
  })
  await tellDesk(tx, { home, place: row.place, id: uuidv7() })
  // The card of the alarm says that the call was closed, on open screens too.
  const alarm = act.kind === 'close' && row.alarm ? await lockAlarm(tx, home, row.id) : undefined
  if (alarm !== undefined) await tellOf(tx, { ...alarm, home }, { kind: 'care.alarm-changed', n: 0 })
  await writeAudit(tx, actor, { action: 'call.act', subject: row.id, place: row.place, detail: { act: act.kind } })
}

/** Takes a call, records a call-back, hands it on or closes it; the second of two who take it is shown who has it (K4). */
export const actOnCall = async (needs: CareNeeds, call: Call<'call.act'>): Promise<CallActed> => {
  const { body, params, actor, scope, require } = call
  const home = scope.county
  const now = instantOf(needs.now())
  const care = await needs.policy.care(home as PlaceCode, dayIn(now, needs.zone)) // a county's code
  const values = openGate(care.desk)
  const hash = hashOf(body, params.id)
  return inTransaction(needs.db.app, scope, async (tx): Promise<CallActed> => {
    const row = await lockCall(tx, home, params.id)
    if (row === undefined) throw problem('not-found')
    require({ place: row.place as PlaceCode }) // stored from a checked code
    const before = await callActBefore(tx, home, body.id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' }
    }
    if (body.act === 'close' && body.result === null) throw problem('request.invalid', { field: 'result' })
    const act = actOf(body, await handedTo(tx, home, row.place, body.to))
    const owner = ownerOf(row)
    const { outcome, tries } = row
    const done = { reached: row.reached_at !== null, closed: row.closed_at !== null }
    const state = { outcome, owner, tries, ...done, gone: row.gone !== null }
    const decision = decideCall({ state, act, seen: body.seen, actor: actor.accountId, note: body.note, values })
    if (decision.outcome === 'refused') return decision
    if (decision.outcome === 'stale') return { outcome: 'stale', owner: { owner, name: row.owner_name } }
    await save(needs, tx, { call, row, act, next: decision.next, now, hash })
    return { outcome: 'recorded' }
  })
}
