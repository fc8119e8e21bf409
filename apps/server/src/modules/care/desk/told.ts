import type { ToldAnswer } from '@lianfang/contract'
import { decideTold, toldStateOf } from '@lianfang/domain/care'
import { instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { leaveInbox } from '../../../kernel/settle/index.js'
import type { CareNeeds } from '../needs.js'
import { hashOf } from './numbers.js'
import { onDutyNames } from './on-duty.js'
import { lastTold, lockToldPerson, saveTold, type ToldPerson, toldBefore, toldPerson } from './sql-told.js'

const placeOf = (person: ToldPerson): PlaceCode => (person.village ?? person.township) as PlaceCode // stored from checked codes
const isGone = ({ life }: ToldPerson): boolean => life === 'dead' || life === 'left'

const numberOf = (number: string | null, name: string | null, told: string | null) =>
  number === null ? null : { number, name: name ?? '', state: toldStateOf(number, told) }

/** The two numbers of a person, to be read out, and whether they are known (K4). */
export const readTold = async (needs: CareNeeds, { scope, params, require }: Call<'told.read'>) => {
  const home = scope.county
  const read = async (tx: Tx) => {
    const person = await toldPerson(tx, home, params.id)
    if (person === undefined) throw problem('not-found')
    require({ place: placeOf(person), teamId: person.team, personId: params.id })
    const last = await lastTold(tx, home, params.id)
    return {
      institution: numberOf(person.institution, person.institution_name, person.told_institution),
      doctor: numberOf(person.doctor, person.doctor_name, person.told_doctor),
      gone: isGone(person),
      last:
        last === undefined || last.how === 'takenBack'
          ? null
          : {
              at: new Date(last.at).toISOString(),
              by: last.by_name ?? '',
              how: last.how,
              institution: last.institution !== null,
              doctor: last.doctor !== null,
            },
      onDuty: await onDutyNames(tx, { home, place: person.township }, instantOf(needs.now())),
    }
  }
  return inTransaction(needs.db.app, scope, read, { readOnly: true })
}

/** Records that somebody was told what was read out, or takes such an entry back (K4). */
export const recordTold = async (needs: CareNeeds, call: Call<'told.record'>): Promise<ToldAnswer> => {
  const { scope, params, body, actor, require } = call
  const home = scope.county
  const hash = hashOf(body, params.id)
  return inTransaction(needs.db.app, scope, async (tx): Promise<ToldAnswer> => {
    const person = await lockToldPerson(tx, home, params.id)
    if (person === undefined) throw problem('not-found')
    require({ place: placeOf(person), teamId: person.team, personId: params.id })
    const before = await toldBefore(tx, home, body.id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded', id: body.id }
    }
    const { institution, doctor, how } = body
    const decision = decideTold({ said: { institution, doctor }, inForce: person, gone: isGone(person) })
    if (decision.outcome === 'refused') return decision
    const fact = { home, id: body.id, person: params.id, institution, doctor, how, account: actor.accountId }
    if ((await saveTold(tx, { ...fact, at: new Date(instantOf(needs.now())), bodyHash: hash })) === 0) {
      throw problem('command.other-body', { id: body.id })
    }
    const { township, village, team } = person
    await leaveInbox(tx, [
      { id: body.id, county: home, kind: 'care.numbers-told', subject: params.id, township, village, team },
    ])
    await writeAudit(tx, actor, { action: 'told.record', subject: params.id, place: placeOf(person), detail: { how } })
    return { outcome: 'recorded', id: body.id }
  })
}
