import { createHash } from 'node:crypto'
import type { MedicineAnswer } from '@lianfang/contract'
import { decideMedicine, type MedicineDecision, type MedicineSaid, requestLateAt } from '@lianfang/domain/care'
import type { MedicineValues } from '@lianfang/domain/policy'
import { dayIn, type Instant, instantOf, type PlaceCode, parseInstant } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { leaveInbox } from '../../../kernel/settle/index.js'
import type { CareNeeds } from '../needs.js'
import { lifeOfRow } from '../people/life-row.js'
import { sealField } from '../people/secrets.js'
import { addFact, factBefore, lockToldOf, openRequestOf, stateOf, type ToldOf } from './sql.js'

/** A command's own bytes: the same id with another body is refused. */
export const hashOf = (about: string, body: object): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([about, ...Object.entries(body).sort()]))
    .digest()

export const placeOf = (at: Pick<ToldOf, 'village' | 'township'>): PlaceCode => (at.village ?? at.township) as PlaceCode // stored from checked codes

type News = Pick<ToldOf, 'township' | 'village' | 'team'> & {
  readonly home: string
  readonly person: string
  readonly id: string
}

/** What open screens of the place and the team are told. */
export const newsOf = ({ id, home, person, township, village, team }: News, kind: string) => ({
  id,
  county: home,
  kind,
  subject: person,
  township,
  village,
  team,
})

type Telling = {
  readonly home: string
  readonly person: string
  /** The command's id: of what a worker said, or of a call at the desk. */
  readonly id: string
  /** The id of the news about it: a call at the desk is news of its own under its id. */
  readonly newsId: string
  /** The person, locked. */
  readonly known: ToldOf
  readonly said: MedicineSaid
  readonly at: Instant
  readonly now: Instant
  readonly actor: Call<'medicine.say'>['actor']
  readonly values: MedicineValues
  readonly hash: Buffer
}

/** Decides and keeps what was told of a person who is locked, whichever way it was told (K6, K9; CARE-MED-1). */
export const tellMedicine = async (needs: CareNeeds, tx: Tx, t: Telling): Promise<MedicineDecision> => {
  const { home, person, id, known, said, at, now, actor, values } = t
  const openRequest = (await openRequestOf(tx, { home, person })) !== null
  const newest = (await stateOf(tx, { home, person }))?.days_at ?? null
  const told = { said, openRequest, life: lifeOfRow(known), older: newest !== null && at < newest }
  const decision = decideMedicine(told, values)
  if (decision.outcome === 'refused') return decision
  const { request } = decision
  const field = `medicine:${id}`
  const note = (said.note ?? '').trim()
  const noteSealed = note === '' ? null : await sealField(needs, tx, { home, person, field, text: note })
  const { daysLeft, control, guided } = said
  const fact = { home, id, person, at: new Date(at), account: actor.accountId, daysLeft, control, guided }
  const lateAt = new Date(requestLateAt(now, values))
  if ((await addFact(tx, { ...fact, noteSealed, request, lateAt, bodyHash: t.hash })) === 0)
    throw problem('command.other-body', { id })
  await leaveInbox(tx, [newsOf({ ...known, home, person, id: t.newsId }, 'care.medicine-told')])
  await writeAudit(tx, actor, { action: 'medicine.say', subject: person, place: placeOf(known) })
  return decision
}

/** Records what was told of the disease and the medicine; too little left asks the township (K6, K9; CARE-MED-1). */
export const sayMedicine = async (needs: CareNeeds, call: Call<'medicine.say'>): Promise<MedicineAnswer> => {
  const { body, params, scope, actor, require } = call
  const home = scope.county
  const person = params.id
  const now = instantOf(needs.now())
  const values = openGate((await needs.policy.care(actor.place, dayIn(now, needs.zone))).medicine)
  const hash = hashOf(person, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const known = await lockToldOf(tx, { home, person })
    if (known === undefined) throw problem('not-found')
    require({ place: placeOf(known), teamId: known.team, personId: person })
    // The person is locked: a repeat waited here and sees what the first try left.
    const before = await factBefore(tx, home, body.id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded', id: body.id, request: before.request }
    }
    const at = instantOf(Math.min(parseInstant(body.at) ?? now, now))
    const telling = { home, person, id: body.id, newsId: body.id, known, said: body, at, now, actor, values, hash }
    const decision = await tellMedicine(needs, tx, telling)
    return decision.outcome === 'refused' ? decision : { outcome: 'recorded', id: body.id, request: decision.request }
  })
}
