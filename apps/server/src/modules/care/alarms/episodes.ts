import { createHash } from 'node:crypto'
import type { AlarmAnswer } from '@lianfang/contract'
import { decideBaseline, isGone, mayEndMonitoring } from '@lianfang/domain/care'
import { dayIn, type Instant, instantOf, type PlaceCode, parseDay, parseInstant } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { changePerson } from '../people/change-person.js'
import { changeValues } from '../people/change-values.js'
import { loadPeople, type StoredPerson } from '../people/load-people.js'
import { sealField } from '../people/secrets.js'
import { accountName } from '../tier/sql.js'
import { countOpen } from './sql-ends.js'
import {
  addBaseline,
  addEpisode,
  baselineBefore,
  endEpisode,
  episodeBefore,
  setBaseline,
  setMonitoring,
} from './sql-episodes.js'

type About = Call<'episode.begin'> | Call<'episode.end'> | Call<'baseline.set'>

const hashOf = ({ params, body }: About): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([params.id, ...Object.entries(body).sort()]))
    .digest()

const valuesNow = async (needs: CareNeeds, place: PlaceCode) => {
  const now = instantOf(needs.now())
  const care = await needs.policy.care(place, dayIn(now, needs.zone))
  return { now, ...changeValues(care) }
}
type Values = Awaited<ReturnType<typeof valuesNow>>

const placeOf = (person: StoredPerson): PlaceCode => (person.fields.village ?? person.fields.township) as PlaceCode // stored from checked codes

/** The person, locked, whom the caller may write about. */
const lockPerson = async (needs: CareNeeds, tx: Tx, { scope, params, require }: About): Promise<StoredPerson> => {
  const person = (await loadPeople(needs, tx, { home: scope.county, people: [params.id], lock: true })).get(params.id)
  if (person === undefined) throw problem('not-found')
  require({ place: placeOf(person), teamId: person.team, personId: person.id })
  return person
}

type Change = {
  readonly person: StoredPerson
  readonly since: Instant | null
  readonly values: Values
  readonly referral?: { readonly id: string; readonly at: Instant }
}

/** The due moment that follows from an episode's begin or end, with counters and news. */
const renewDue = (needs: CareNeeds, tx: Tx, call: About, { person, since, values, ...more }: Change) =>
  changePerson(needs, tx, {
    home: call.scope.county,
    before: person,
    fields: person.fields,
    team: person.team,
    cause: since === null ? 'episode.end' : 'episode.begin',
    account: call.actor.accountId,
    now: values.now,
    zone: needs.zone,
    values,
    episodeSince: since,
    ...more,
  })

const sealedNote = async (needs: CareNeeds, tx: Tx, call: About, field: string): Promise<Buffer | null> =>
  call.body.note === null || call.body.note === ''
    ? null
    : sealField(needs, tx, { home: call.scope.county, person: call.params.id, field, text: call.body.note })

/** An infection, or a disease that is clearly worse: daily contact from now, and for red a referral in the same step (K5). */
export const beginEpisode = async (needs: CareNeeds, call: Call<'episode.begin'>): Promise<AlarmAnswer> => {
  const { body, scope, actor } = call
  const home = scope.county
  const values = await valuesNow(needs, actor.place)
  const bodyHash = hashOf(call)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const person = await lockPerson(needs, tx, call)
    const before = await episodeBefore(tx, home, body.id)
    if (before !== undefined) {
      if (!before.body_hash.equals(bodyHash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded', id: body.id }
    }
    if (isGone(person.life)) return { outcome: 'refused', reason: 'episode-gone' }
    if (person.episodeSince !== null) return { outcome: 'refused', reason: 'episode-open' }
    const at = instantOf(Math.min(parseInstant(body.at) ?? values.now, values.now))
    const noteSealed = await sealedNote(needs, tx, call, `episode:${body.id}`)
    const known = { at: new Date(at), knownAt: new Date(values.now) }
    const episode = { home, id: body.id, person: person.id, kind: body.kind, ...known, noteSealed, bodyHash }
    if ((await addEpisode(tx, { ...episode, account: actor.accountId })) === 0) {
      throw problem('command.other-body', { id: body.id })
    }
    await setMonitoring(tx, { home, person: person.id, since: new Date(values.now), at: new Date(at) })
    await renewDue(needs, tx, call, { person, since: values.now, values, referral: { id: body.id, at } })
    await writeAudit(tx, actor, {
      action: 'episode.begin',
      subject: person.id,
      place: placeOf(person),
      detail: { kind: body.kind },
    })
    return { outcome: 'recorded', id: body.id }
  })
}

/** A doctor ends daily monitoring, by name and with a reason (K5). */
export const finishEpisode = async (needs: CareNeeds, call: Call<'episode.end'>): Promise<AlarmAnswer> => {
  const { body, scope, actor } = call
  const home = scope.county
  const values = await valuesNow(needs, actor.place)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const person = await lockPerson(needs, tx, call)
    if ((await episodeBefore(tx, home, body.id))?.end_command === body.id)
      return { outcome: 'already-recorded', id: body.id }
    if (person.episodeSince === null) return { outcome: 'refused', reason: 'episode-none' }
    if (!mayEndMonitoring(await countOpen(tx, { home, person: person.id })))
      return { outcome: 'refused', reason: 'episode-alarm-open' }
    const noteSealed = await sealedNote(needs, tx, call, `episode-end:${body.id}`)
    const at = new Date(values.now)
    const end = {
      home,
      person: person.id,
      at,
      by: actor.accountId,
      reason: 'doctor',
      noteSealed,
      command: body.id,
    } as const
    await endEpisode(tx, end)
    await setMonitoring(tx, { home, person: person.id, since: null, at: null })
    await renewDue(needs, tx, call, { person, since: null, values })
    await writeAudit(tx, actor, { action: 'episode.end', subject: person.id, place: placeOf(person) })
    return { outcome: 'recorded', id: body.id }
  })
}

/** A doctor sets the usual SpO2 of a person until a day, or takes it away (K5). It silences nothing that is dangerous. */
export const changeBaseline = async (needs: CareNeeds, call: Call<'baseline.set'>): Promise<AlarmAnswer> => {
  const { body, scope, actor } = call
  const home = scope.county
  const now = instantOf(needs.now())
  const today = dayIn(now, needs.zone)
  const bodyHash = hashOf(call)
  const until = body.until === null ? null : parseDay(body.until)
  const care = await needs.policy.care(home as PlaceCode, today) // a county's code
  const { spo2Percent } = body
  const may = spo2Percent === null ? 'set' : decideBaseline({ spo2Percent, until, today }, openGate(care.baseline))
  if (may !== 'set') return { outcome: 'refused', reason: may }
  return inTransaction(needs.db.app, scope, async (tx) => {
    const person = await lockPerson(needs, tx, call)
    const before = await baselineBefore(tx, home, body.id)
    if (before !== undefined) {
      if (!before.body_hash.equals(bodyHash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded', id: body.id }
    }
    const byName = await accountName(tx, actor.accountId)
    const fact = {
      home,
      id: body.id,
      person: person.id,
      at: new Date(now),
      account: actor.accountId,
      spo2Percent,
      until,
    }
    const noteSealed = await sealedNote(needs, tx, call, `baseline:${body.id}`)
    if ((await addBaseline(tx, { ...fact, noteSealed, bodyHash })) === 0) {
      throw problem('command.other-body', { id: body.id })
    }
    await setBaseline(
      tx,
      home,
      person.id,
      spo2Percent === null || until === null ? null : { spo2Percent, until, by: actor.accountId, byName },
    )
    const detail = { spo2Percent, until }
    await writeAudit(tx, actor, { action: 'baseline.set', subject: person.id, place: placeOf(person), detail })
    return { outcome: 'recorded', id: body.id }
  })
}
