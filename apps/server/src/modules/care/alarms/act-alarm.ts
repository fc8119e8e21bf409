import { createHash } from 'node:crypto'
import type { AlarmAnswer } from '@lianfang/contract'
import { type AlarmAct, type AlarmState, decideAlarm } from '@lianfang/domain/care'
import { dayIn, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { bulkId } from '../../../kernel/ids/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { sealField } from '../people/secrets.js'
import { tellOf } from './raise.js'
import { type AlarmRow, actBefore, addAct, changeAlarm, lockAlarm } from './sql.js'
import { lockTogether, otherOpen } from './sql-ends.js'

const hashOf = (alarm: string, body: Call<'alarm.act'>['body']): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([alarm, ...Object.entries(body).sort()]))
    .digest()

/** Acknowledges an alarm or takes it over, records its referral, the family's refusal, or a doctor's decision (K5). */
export const actOnAlarm = async (needs: CareNeeds, call: Call<'alarm.act'>): Promise<AlarmAnswer> => {
  const { body, params, scope, actor, require } = call
  const home = scope.county
  const now = instantOf(needs.now())
  const care = await needs.policy.care(actor.place, dayIn(now, needs.zone))
  const values = openGate(care.alarms)
  const hash = hashOf(params.id, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    if (body.act === 'referred') await lockTogether(tx, home, params.id)
    const alarm = await lockAlarm(tx, home, params.id)
    if (alarm === undefined) throw problem('not-found')
    require({ place: placeOf(alarm), teamId: alarm.team, personId: alarm.person })
    const before = await actBefore(tx, home, body.id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded', id: params.id }
    }
    const decision = decideAlarm({
      state: stateOf(alarm),
      act: actOf(body),
      role: actor.role,
      account: actor.accountId,
      note: body.note,
      now,
      values,
    })
    if (decision.outcome === 'refused') return decision
    await save(needs, tx, { call, alarm, decision, hash, at: new Date(now) })
    return { outcome: 'recorded', id: params.id }
  })
}

const actOf = ({ act, seen }: Call<'alarm.act'>['body']): AlarmAct =>
  act === 'acknowledge' ? { kind: act, seen: seen === undefined ? null : instantOf(Date.parse(seen)) } : { kind: act }

const stateOf = (alarm: AlarmRow): AlarmState => ({
  held: alarm.acknowledged_at === null ? null : { by: alarm.acknowledged_by, since: alarm.acknowledged_at },
  closed: alarm.closed_at !== null,
  offerAgainAt: alarm.offer_again_at,
})

const placeOf = (alarm: AlarmRow): PlaceCode => (alarm.village ?? alarm.township) as PlaceCode // stored from checked codes

type Saving = {
  readonly call: Call<'alarm.act'>
  readonly alarm: AlarmRow
  readonly decision: Extract<ReturnType<typeof decideAlarm>, { outcome: 'recorded' }>
  readonly hash: Buffer
  readonly at: Date
}

const save = async (needs: CareNeeds, tx: Tx, { call, alarm, decision, hash, at }: Saving): Promise<void> => {
  const { body, actor, scope } = call
  const home = scope.county
  const { person } = alarm
  const noteSealed =
    body.note === null || body.note === ''
      ? null
      : await sealField(needs, tx, { home, person, field: `alarm:${body.id}`, text: body.note })
  const act = { home, id: body.id, alarm: alarm.id, person, kind: body.act, at, account: actor.accountId }
  if ((await addAct(tx, { ...act, noteSealed, bodyHash: hash })) === 0) {
    throw problem('command.other-body', { id: body.id })
  }
  const closes = decision.closes && (body.act === 'referred' || body.act === 'doctorDecided') ? body.act : null
  await changeAlarm(tx, {
    home,
    id: alarm.id,
    at,
    by: actor.accountId,
    acknowledges: decision.acknowledges,
    closes,
    offerAgainAt: decision.offerAgainAt === null ? null : new Date(decision.offerAgainAt),
  })
  const news =
    closes === null ? ({ kind: 'care.alarm-changed', n: 0 } as const) : ({ kind: 'care.alarm-closed', n: -1 } as const)
  await tellOf(tx, { ...alarm, home }, news)
  if (closes === 'referred') await referOthers(needs, tx, { call, alarm, decision, hash, at })
  await writeAudit(tx, actor, {
    action: 'alarm.act',
    subject: person,
    place: placeOf(alarm),
    detail: { act: body.act },
  })
}

/**
 * One referral answers every open alarm of the person (K5): each says by whom, when and where to. A doctor's decision does
 * not, since it is about one reading.
 */
const referOthers = async (needs: CareNeeds, tx: Tx, { call, alarm, hash, at }: Saving): Promise<void> => {
  const { body, actor, scope } = call
  const of = { home: scope.county, person: alarm.person }
  for (const other of await otherOpen(tx, of, alarm.id)) {
    const id = bulkId()
    const noteSealed = await sealField(needs, tx, { ...of, field: `alarm:${id}`, text: body.note ?? '' })
    const act = { ...of, id, alarm: other.id, kind: 'referred', at, account: actor.accountId } as const
    await addAct(tx, { ...act, noteSealed, bodyHash: hash })
    const change = { home: of.home, id: other.id, at, by: actor.accountId, offerAgainAt: null }
    await changeAlarm(tx, { ...change, acknowledges: other.acknowledged_at === null, closes: 'referred' })
    await tellOf(tx, { ...other, ...of }, { kind: 'care.alarm-closed', n: -1 })
  }
}
