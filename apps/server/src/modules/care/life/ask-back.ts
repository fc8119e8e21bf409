import { createHash } from 'node:crypto'
import type { AskBackAnswer } from '@lianfang/contract'
import { decideAsking, refuseStanding } from '@lianfang/domain/care'
import type { PlaceCode } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { leaveInbox } from '../../../kernel/settle/index.js'
import type { CareNeeds } from '../needs.js'
import { loadPeople, type StoredPerson } from '../people/load-people.js'
import { sealField } from '../people/secrets.js'
import { addAsk, answerStands, lockAsk, openAskOf, setAnswerRead } from './ask-sql.js'
import { answerField, reasonField } from './read-asks.js'
import { lifeFacts } from './sql.js'

type Asking = Call<'life.ask-back'> | Call<'life.stands'> | Call<'life.read-answer'>

const placeOf = ({ fields }: StoredPerson): PlaceCode => (fields.village ?? fields.township) as PlaceCode // stored from checked codes

/** The person, locked: an asking, its answer and the taking back itself wait for each other. */
const lockPerson = async (needs: CareNeeds, tx: Tx, { params, scope, require }: Asking): Promise<StoredPerson> => {
  const people = await loadPeople(needs, tx, { home: scope.county, people: [params.id], lock: true })
  const person = people.get(params.id)
  if (person === undefined) throw problem('not-found')
  require({ place: placeOf(person), teamId: person.team, personId: person.id })
  return person
}

/** Open screens of those who see the person read their day anew. */
const tell = (tx: Tx, home: string, person: StoredPerson): Promise<void> => {
  const { township, village } = person.fields
  const at = { county: home, subject: person.id, township, village, team: person.team }
  return leaveInbox(tx, [{ id: uuidv7(), kind: 'care.taking-back-changed', ...at }])
}

/** Asks a second person to take back a death that was entered by mistake (K20); asked twice is asked once. */
export const askBack = (needs: CareNeeds, call: Call<'life.ask-back'>): Promise<AskBackAnswer> => {
  const { body, scope, actor } = call
  const home = scope.county
  return inTransaction(needs.db.app, scope, async (tx) => {
    const person = await lockPerson(needs, tx, call)
    const hash = createHash('sha256')
      .update(JSON.stringify([person.id, body.event, body.reason]))
      .digest()
    const before = await lockAsk(tx, home, body.id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded', id: body.id }
    }
    const facts = await lifeFacts(tx, home, person.id)
    const decision = decideAsking({ facts, event: body.event, open: await openAskOf(tx, home, body.event) })
    if (decision.outcome === 'refused') return decision
    if (decision.outcome === 'asked-already') return { outcome: 'already-recorded', id: decision.id }
    const sealed = { home, person: person.id, field: reasonField(body.id), text: body.reason }
    const asked = {
      ...{ home, id: body.id, person: person.id, event: body.event, by: actor.accountId, at: new Date(needs.now()) },
      ...{ reasonSealed: await sealField(needs, tx, sealed), bodyHash: hash },
    }
    if ((await addAsk(tx, asked)) === 0) throw problem('command.other-body', { id: body.id })
    await tell(tx, home, person)
    await writeAudit(tx, actor, { action: 'life.ask-back', subject: person.id, place: placeOf(person) })
    return { outcome: 'recorded', id: body.id }
  })
}

/** Answers that the death stands, with the reason, which whoever asked reads (K20). */
export const deathStands = (needs: CareNeeds, call: Call<'life.stands'>): Promise<AskBackAnswer> => {
  const { body, params, scope, actor } = call
  const home = scope.county
  return inTransaction(needs.db.app, scope, async (tx) => {
    const person = await lockPerson(needs, tx, call)
    const ask = await lockAsk(tx, home, params.ask)
    if (ask === undefined || ask.person !== person.id) throw problem('not-found')
    if (ask.answer_id === body.id) return { outcome: 'already-recorded', id: ask.id }
    const facts = await lifeFacts(tx, home, person.id)
    const asked = { event: ask.event, by: ask.asked_by, answered: ask.answer !== null }
    const reason = refuseStanding({ facts, asked, by: actor.accountId })
    if (reason !== null) return { outcome: 'refused', reason }
    const sealed = { home, person: person.id, field: answerField(ask.id), text: body.reason }
    await answerStands(tx, {
      ...{ home, id: ask.id, command: body.id, by: actor.accountId, at: new Date(needs.now()) },
      ...{ reasonSealed: await sealField(needs, tx, sealed), read: ask.asked_by === actor.accountId },
    })
    await tell(tx, home, person)
    await writeAudit(tx, actor, { action: 'life.stands', subject: person.id, place: placeOf(person) })
    return { outcome: 'recorded', id: ask.id }
  })
}

/** Whoever asked has read that the death stands: it is no line of their day any more. */
export const readAnswer = (needs: CareNeeds, call: Call<'life.read-answer'>): Promise<undefined> => {
  const { params, scope, actor } = call
  const home = scope.county
  return inTransaction(needs.db.app, scope, async (tx) => {
    const person = await lockPerson(needs, tx, call)
    const ask = await lockAsk(tx, home, params.ask)
    if (ask === undefined || ask.person !== person.id) throw problem('not-found')
    const read = await setAnswerRead(tx, { home, id: ask.id, by: actor.accountId, at: new Date(needs.now()) })
    if (read > 0)
      await writeAudit(tx, actor, { action: 'life.read-answer', subject: person.id, place: placeOf(person) })
    return undefined
  })
}
