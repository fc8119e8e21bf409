import { createHash } from 'node:crypto'
import type { AlarmAnswer } from '@lianfang/contract'
import { type AlarmAct, type AlarmDecision, type AlarmState, decideAlarm, holdsForOther } from '@lianfang/domain/care'
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
import { type ActedRow, actBefore, addAct, changeAlarm, lockAlarm } from './sql.js'
import { holdPerson, lockTogether, openAgain, otherOpen } from './sql-ends.js'

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
    if (body.act === 'reopen') await holdPerson(tx, home, params.id)
    else await lockTogether(tx, home, params.id)
    const alarm = await lockAlarm(tx, home, params.id)
    if (alarm === undefined) throw problem('not-found')
    require({ place: placeOf(alarm), teamId: alarm.team, personId: alarm.person })
    const before = await actBefore(tx, home, body.id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded', id: params.id }
    }
    const { role, accountId: account } = actor
    const decide = (state: AlarmState) =>
      decideAlarm({ state, act: actOf(body), role, account, note: body.note, now, values })
    const decision = decide(stateOf(alarm))
    if (decision.outcome === 'refused') return decision
    await save(needs, tx, { call, alarm, decision, decide, hash, at: new Date(now) })
    return { outcome: 'recorded', id: params.id }
  })
}

const actOf = ({ act, seen }: Call<'alarm.act'>['body']): AlarmAct =>
  act === 'acknowledge' ? { kind: act, seen: seen === undefined ? null : instantOf(Date.parse(seen)) } : { kind: act }

type StateRow = Pick<ActedRow, 'acknowledged_at' | 'acknowledged_by' | 'closed_how' | 'life' | 'offer_again_at'>

const stateOf = (alarm: StateRow): AlarmState => ({
  held: alarm.acknowledged_at === null ? null : { by: alarm.acknowledged_by, since: alarm.acknowledged_at },
  closed: alarm.closed_how,
  life: alarm.life,
  offerAgainAt: alarm.offer_again_at,
})

const placeOf = (alarm: ActedRow): PlaceCode => (alarm.village ?? alarm.township) as PlaceCode // stored from checked codes

type Recorded = Extract<AlarmDecision, { outcome: 'recorded' }>

type Saving = {
  readonly call: Call<'alarm.act'>
  readonly alarm: ActedRow
  readonly decision: Recorded
  /** The same for another alarm of the person. */
  readonly decide: (state: AlarmState) => AlarmDecision
  readonly hash: Buffer
  readonly at: Date
}

const save = async (needs: CareNeeds, tx: Tx, saving: Saving): Promise<void> => {
  const { call, alarm } = saving
  const { body, actor } = call
  const act = { ...ofActs(saving), id: body.id, alarm: alarm.id }
  const noteSealed = await sealNote(needs, tx, saving, body.id)
  if ((await addAct(tx, { ...act, noteSealed })) === 0) throw problem('command.other-body', { id: body.id })
  if (body.act === 'reopen') await reopen(needs, tx, saving)
  else await change(needs, tx, saving)
  await writeAudit(tx, actor, {
    action: 'alarm.act',
    subject: alarm.person,
    place: placeOf(alarm),
    detail: { act: body.act },
  })
}

const ofActs = ({ call, alarm, hash, at }: Saving) =>
  ({
    ...{ home: call.scope.county, person: alarm.person, kind: call.body.act, at },
    ...{ account: call.actor.accountId, bodyHash: hash },
  }) as const

/** What was said, sealed for one act; the same words stand with each alarm that they are about. */
const sealNote = async (needs: CareNeeds, tx: Tx, { call, alarm }: Saving, id: string): Promise<Buffer | null> => {
  const { note } = call.body
  if (note === null || note === '') return null
  return sealField(needs, tx, { home: call.scope.county, person: alarm.person, field: `alarm:${id}`, text: note })
}

const addToOther = async (needs: CareNeeds, tx: Tx, saving: Saving, alarm: string): Promise<void> => {
  const id = bulkId()
  await addAct(tx, { ...ofActs(saving), id, alarm, noteSealed: await sealNote(needs, tx, saving, id) })
}

const change = async (needs: CareNeeds, tx: Tx, saving: Saving): Promise<void> => {
  await changeOne(tx, saving, saving.alarm, saving.decision)
  await changeOthers(needs, tx, saving)
}

type Standing = Pick<ActedRow, 'id' | 'township' | 'village' | 'team'>

const changeOne = async (tx: Tx, saving: Saving, one: Standing, decision: Recorded): Promise<void> => {
  const { call, at, alarm } = saving
  const { body, actor, scope } = call
  const home = scope.county
  const closes = decision.closes && (body.act === 'referred' || body.act === 'doctorDecided') ? body.act : null
  const offerAgainAt = decision.offerAgainAt === null ? null : new Date(decision.offerAgainAt)
  const { acknowledges } = decision
  await changeAlarm(tx, { home, id: one.id, at, by: actor.accountId, acknowledges, closes, offerAgainAt })
  await tellOf(tx, { ...one, home, person: alarm.person }, newsOf(closes))
}

const newsOf = (closes: 'referred' | 'doctorDecided' | null) =>
  closes === null ? ({ kind: 'care.alarm-changed', n: 0 } as const) : ({ kind: 'care.alarm-closed', n: -1 } as const)

/** Two alarms of one person are one call (K5): what was said in it stands with each that it holds for, by whom and when. */
const changeOthers = async (needs: CareNeeds, tx: Tx, saving: Saving): Promise<void> => {
  const { call, alarm, decide } = saving
  const { act, also = null } = call.body
  const of = { home: call.scope.county, person: alarm.person }
  for (const other of await otherOpen(tx, of, alarm.id)) {
    if (!holdsForOther({ act, also, other: { id: other.id, held: other.acknowledged_at !== null } })) continue
    const decision = decide(stateOf({ ...other, closed_how: null, life: alarm.life }))
    if (decision.outcome === 'refused') continue
    await addToOther(needs, tx, saving, other.id)
    await changeOne(tx, saving, other, decision)
  }
}

/** What was ended by mistake is open again, and counted where its person lives by now. */
const reopen = async (needs: CareNeeds, tx: Tx, saving: Saving): Promise<void> => {
  const { call, alarm, at } = saving
  const of = { home: call.scope.county, person: alarm.person }
  for (const opened of await openAgain(tx, { ...of, alarm: alarm.id, at, by: call.actor.accountId })) {
    if (opened.id !== alarm.id) await addToOther(needs, tx, saving, opened.id)
    await tellOf(tx, { ...opened, ...of }, { kind: 'care.alarm-changed', n: 1 })
  }
}
