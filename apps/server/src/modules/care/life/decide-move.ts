import type { MoveAnswer } from '@lianfang/contract'
import { refuseAnswer } from '@lianfang/domain/care'
import { dayIn, instantOf, within } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, overCounty, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { knownPlaces } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { changePerson } from '../people/change-person.js'
import { type ChangeValues, changeValues } from '../people/change-values.js'
import { loadPeople, type StoredPerson } from '../people/load-people.js'
import { sealField } from '../people/secrets.js'
import { passing, teamAfterMove } from '../teams/serving.js'
import { decideTaking } from './between-counties/decide-taking.js'
import { closeMove, lockMove, type MoveRecord } from './move-sql.js'

type Deciding = Call<'move.decide'>

/**
 * The receiving township's answer (K20). Accepted: the person belongs to the village it names, with that village's team, tier
 * and due moment in the same transaction. Refused: nothing changes, and the reason is read by the township that asked.
 */
export const decideMove = async (needs: CareNeeds, call: Deciding): Promise<MoveAnswer> => {
  const { body, params, scope, actor, require } = call
  const home = scope.county
  const now = instantOf(needs.now())
  const care = await needs.policy.care(actor.place, dayIn(now, needs.zone))
  const values = changeValues(care)
  if (!body.accept && (body.reason === null || body.reason === '')) throw problem('request.invalid', { reason: '' })
  return inTransaction(needs.db.app, scope, async (tx) => {
    await passing(tx, home)
    const move = await lockMove(tx, home, params.id)
    // Of who is to live in another county, that county's desk answers.
    if (move === undefined || move.side === 'gives') throw problem('not-found')
    require({ place: move.to_township })
    // A county waits for its townships: who has to find the village and the team answers, as the page has it.
    if (!within(move.to_township, actor.place)) throw problem('forbidden', { action: 'move.decide' })
    if (move.decision_id === body.id) return { outcome: 'already-recorded', id: move.id }
    const village = body.village ?? move.to_village
    if (village !== null && body.accept && !(await knownPlaces(tx, [village])).has(village))
      throw problem('place.unknown')
    if (move.side === 'takes') return decideTaking(needs, tx, { call, move, village, now })
    // The person is still the other township's: the desk that answers reaches them for this one step.
    return overCounty(tx, scope, async () => {
      const person = (await loadPeople(needs, tx, { home, people: [move.person], lock: true })).get(move.person)
      if (person === undefined) throw problem('not-found')
      const to = { township: move.to_township, village: move.to_village }
      const reason = refuseAnswer({ state: move.state, accept: body.accept, life: person.life, to, village })
      if (reason !== null) return { outcome: 'refused', reason }
      if (body.accept && village !== null) await moveTo(needs, tx, { call, person, village, now, values })
      await close(needs, tx, { call, move, village: body.accept ? village : null, now })
      return { outcome: 'recorded', id: move.id }
    })
  })
}

type Moving = {
  readonly call: Deciding
  readonly person: StoredPerson
  readonly village: NonNullable<MoveRecord['to_village']>
  readonly now: ReturnType<typeof instantOf>
  readonly values: ChangeValues
}

const moveTo = async (needs: CareNeeds, tx: Tx, { call, person, village, now, values }: Moving): Promise<void> => {
  const home = call.scope.county
  const township = village.slice(0, 9) as typeof village // the front of a village's code
  const fields = { ...person.fields, township, village }
  await changePerson(needs, tx, {
    home,
    before: person,
    fields,
    team: await teamAfterMove(tx, home, { before: person, fields }),
    cause: 'move',
    account: call.actor.accountId,
    now,
    zone: needs.zone,
    values,
  })
}

type Closing = {
  readonly call: Deciding
  readonly move: MoveRecord
  readonly village: string | null
  readonly now: ReturnType<typeof instantOf>
}

const close = async (needs: CareNeeds, tx: Tx, { call, move, village, now }: Closing): Promise<void> => {
  const { body, actor, scope } = call
  const home = scope.county
  const reasonSealed =
    body.accept || body.reason === null
      ? null
      : await sealField(needs, tx, { home, person: move.person, field: `move-reason:${move.id}`, text: body.reason })
  const state = body.accept ? 'accepted' : 'refused'
  await closeMove(tx, {
    home,
    id: move.id,
    state,
    village,
    by: actor.accountId,
    at: now,
    reasonSealed,
    decision: body.id,
  })
  await writeAudit(tx, actor, {
    action: 'move.decide',
    subject: move.person,
    place: move.to_township,
    detail: { state, from: move.from_township },
  })
}
