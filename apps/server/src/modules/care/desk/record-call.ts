import type { CallRecorded, RecordCall } from '@lianfang/contract'
import {
  callBackBy,
  isReading,
  nobodyKnown,
  type ReadingOf,
  readingOfCall,
  type Triage,
  takeReading,
  triage,
  watchedAt,
} from '@lianfang/domain/care'
import type { AlarmValues } from '@lianfang/domain/policy'
import { dayIn, type Instant, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, inTurn, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { nameParts, phoneParts } from '../../../kernel/keys/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { leaveInbox } from '../../../kernel/settle/index.js'
import { raiseAlarm } from '../alarms/raise.js'
import { ageMonthsOn, readingStateOf } from '../alarms/reading-row.js'
import { stayNamed, staysOf } from '../care-homes/where-they-stay.js'
import { keepReading } from '../home/sql.js'
import type { CareNeeds } from '../needs.js'
import { buildOn } from '../people/built-on.js'
import { openFields } from '../people/secrets.js'
import { askedOf, askForMedicine } from './call-medicine.js'
import { type Said, saidField } from './call-rows.js'
import { hashOf } from './numbers.js'
import { type AboutRow, addCall, callBefore, calledAbout } from './sql-calls.js'

/** Tokens under which a call is found: the caller's number and name, and whom it is about. */
const tokensOf = (needs: CareNeeds, { number, name, about }: Said): Buffer[] => {
  const parts = [...phoneParts(number), ...nameParts(name), ...nameParts(about)]
  return parts.map((part) => needs.keys.blindIndex(part).token)
}

/** Judged as a visit's reading would be; null where it is nobody on the ledger. */
const readingOf = (body: RecordCall, about: AboutRow, { now, zone }: { now: Instant; zone: string }): ReadingOf => ({
  reading: readingOfCall(body),
  at: now,
  zone,
  ageMonths: ageMonthsOn(about, dayIn(now, zone)),
  kinds: about.kinds,
  baseline: about.baseline,
  state: readingStateOf(about),
})

const dateOf = (at: Instant | null): Date | null => (at === null ? null : new Date(at))

type Keeping = {
  readonly home: string
  readonly person: string
  readonly given: ReadingOf
  readonly values: AlarmValues
}

/** What was measured is what the next visit, call or reading from home is compared with. */
const keep = async (tx: Tx, { home, person, given, values }: Keeping): Promise<void> => {
  if (!isReading(given.reading)) return
  const { state } = takeReading(given, values)
  const spo2 = { percent: state.lastSpo2Percent, at: dateOf(state.lastSpo2At) }
  await keepReading(tx, { home, person, spo2, feverSince: dateOf(state.feverSince) })
}

type Raising = {
  readonly home: string
  readonly command: RecordCall
  readonly about: AboutRow
  readonly found: Triage
  readonly now: Instant
  readonly values: AlarmValues
}

const raise = async (tx: Tx, { home, command, about, found, now, values }: Raising): Promise<void> => {
  if (command.personId === null) return
  const { township, village, team } = about
  const { reasons, urgent } = found
  const at = { home, id: command.id, person: command.personId, township, village, team }
  const { spo2Percent } = command
  await raiseAlarm(tx, { ...at, kind: 'reading', reasons, urgent, now, measuredAt: now, spo2Percent, values })
}

type Saving = {
  readonly call: Call<'call.record'>
  readonly said: Said
  readonly found: Triage
  readonly dueAt: Instant
  readonly alarm: boolean
  readonly request: string | null
  readonly now: Instant
  readonly hash: Buffer
}

const save = async (
  needs: CareNeeds,
  tx: Tx,
  { call, said, found, dueAt, alarm, request, now, hash }: Saving,
): Promise<void> => {
  const { body, actor, scope } = call
  const home = scope.county
  const key = needs.keys.newPersonKey()
  const at = { county: home, person: body.id, field: saidField }
  const added = await addCall(tx, {
    ...{
      home,
      id: body.id,
      place: body.place,
      account: actor.accountId,
      person: body.personId,
      alarm,
      request,
      bodyHash: hash,
    },
    ...{ redFlags: body.redFlags, dayFlags: body.dayFlags, signs: body.signs },
    ...{
      spo2Percent: body.spo2Percent,
      temperatureC: body.temperatureC,
      breathsPerMinute: body.breathsPerMinute,
      outcome: found.outcome,
    },
    at: new Date(now),
    keyId: key.keyId,
    wrapped: key.wrapped,
    saidSealed: needs.keys.seal({ key, at, text: JSON.stringify(said) }),
    tokens: tokensOf(needs, said),
    dueAt: new Date(dueAt),
  })
  if (added === 0) throw problem('command.other-body', { id: body.id })
  if (body.personId !== null) await buildOn(tx, home, body.personId)
  await tellDesk(tx, { home, place: body.place, id: body.id })
  const { outcome } = found
  await writeAudit(tx, actor, { action: 'call.record', subject: body.personId, place: body.place, detail: { outcome } })
}

/** News for the open screens of a desk; a county's own desk has no township. */
export const tellDesk = (tx: Tx, at: { readonly home: string; readonly place: string; readonly id: string }) =>
  leaveInbox(tx, [
    {
      ...{ id: at.id, county: at.home, kind: 'care.desk-call', subject: at.id, village: null, team: null },
      township: at.place.length === 9 ? at.place : null,
    },
  ])

type Known = Pick<Saving, 'dueAt' | 'alarm' | 'request'> & {
  readonly outcome: Triage['outcome']
  readonly stay: { readonly at: string; readonly phone: string | null } | null
}

/** Where somebody of a care home is found; null for who lives at home, or is not on the ledger. */
const stayOf = async (tx: Tx, home: string, person: string | null): Promise<Known['stay']> => {
  const stay = person === null ? undefined : (await staysOf(tx, home, [person])).get(person)
  return stay === undefined ? null : { at: stayNamed(stay), phone: stay.phone }
}

const recorded = (id: string, at: Known) => ({
  ...{ id, outcome: at.outcome, alarm: at.alarm, medicine: askedOf(id, at.request), stay: at.stay },
  dueAt: new Date(at.dueAt).toISOString(),
})

/** Records a call that came in: what it comes to by rule, an alarm where it is about a key person's danger, and work for somebody (K4). */
export const recordCall = async (needs: CareNeeds, call: Call<'call.record'>): Promise<CallRecorded> => {
  const { body, scope, require } = call
  require({ place: body.place })
  const home = scope.county
  if (!body.place.startsWith(home)) throw problem('place.outside')
  const now = instantOf(needs.now())
  const care = await needs.policy.care(home as PlaceCode, dayIn(now, needs.zone)) // a county's code
  const values = { desk: openGate(care.desk), alarms: openGate(care.alarms), medicine: openGate(care.medicine) }
  const hash = hashOf(body)
  return inTransaction(needs.db.app, scope, async (tx): Promise<CallRecorded> => {
    await inTurn(tx, body.id)
    const before = await callBefore(tx, home, body.id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      const { outcome, due_at: dueAt, alarm, request } = before
      const stay = await stayOf(tx, home, body.personId)
      return { outcome: 'already-recorded', call: recorded(body.id, { outcome, dueAt, alarm, request, stay }) }
    }
    const about = body.personId === null ? null : ((await calledAbout(tx, home, body.personId)) ?? null)
    if (body.personId !== null && about === null) throw problem('not-found')
    if (body.personId === null && body.about === '' && body.caller.name === '' && body.caller.number === '') {
      return { outcome: 'refused', reason: 'call-about-nobody' }
    }
    const given = about === null ? null : readingOf(body, about, { now, zone: needs.zone })
    const found = triage(body, given === null ? nobodyKnown : watchedAt(given, values.alarms), values)
    const served = about !== null && about.life !== 'dead' && about.life !== 'left'
    const alarm = found.outcome === 'emergency' && served
    const dueAt = callBackBy(found.outcome, now, values.desk)
    const name = await nameOf(needs, tx, home, body)
    const person = served ? body.personId : null
    const asking = { home, command: body, now, actor: call.actor, values: values.medicine, hash }
    const request = person === null ? null : await askForMedicine(needs, tx, { ...asking, person })
    await save(needs, tx, {
      call,
      said: { ...body.caller, about: name, said: body.said },
      found,
      dueAt,
      alarm,
      request,
      now,
      hash,
    })
    if (given !== null && person !== null) await keep(tx, { home, person, given, values: values.alarms })
    if (alarm) await raise(tx, { home, command: body, about, found, now, values: values.alarms })
    const stay = await stayOf(tx, home, body.personId)
    return { outcome: 'recorded', call: recorded(body.id, { outcome: found.outcome, dueAt, alarm, request, stay }) }
  })
}

const nameOf = async (needs: CareNeeds, tx: Tx, home: string, { personId, about }: RecordCall): Promise<string> => {
  if (personId === null) return about
  return (
    (await openFields(needs, tx, { home, people: [personId], fields: ['name'] })).get(personId)?.get('name') ?? about
  )
}
