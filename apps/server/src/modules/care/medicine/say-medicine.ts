import { createHash } from 'node:crypto'
import type { MedicineAnswer } from '@lianfang/contract'
import { decideMedicine, requestLateAt } from '@lianfang/domain/care'
import { dayIn, instantOf, type PlaceCode, parseInstant } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { leaveInbox } from '../../../kernel/settle/index.js'
import type { CareNeeds } from '../needs.js'
import { lifeOfRow } from '../people/life-row.js'
import { sealField } from '../people/secrets.js'
import { addFact, factBefore, hasOpenRequest, lockToldOf, stateOf, type ToldOf } from './sql.js'

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
    const openRequest = await hasOpenRequest(tx, { home, person })
    const newest = (await stateOf(tx, { home, person }))?.days_at ?? null
    const told = { said: body, openRequest, life: lifeOfRow(known), older: newest !== null && at < newest }
    const decision = decideMedicine(told, values)
    if (decision.outcome === 'refused') return decision
    const { request } = decision
    const field = `medicine:${body.id}`
    const said = (body.note ?? '').trim()
    const noteSealed = said === '' ? null : await sealField(needs, tx, { home, person, field, text: said })
    const { daysLeft, control, guided } = body
    const fact = { home, id: body.id, person, at: new Date(at), account: actor.accountId, daysLeft, control, guided }
    const lateAt = new Date(requestLateAt(now, values))
    if ((await addFact(tx, { ...fact, noteSealed, request, lateAt, bodyHash: hash })) === 0)
      throw problem('command.other-body', { id: body.id })
    await leaveInbox(tx, [newsOf({ ...known, home, person, id: body.id }, 'care.medicine-told')])
    await writeAudit(tx, actor, { action: 'medicine.say', subject: person, place: placeOf(known) })
    return { outcome: 'recorded', id: body.id, request }
  })
}
