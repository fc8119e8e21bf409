import type { CorrectAnswer } from '@lianfang/contract'
import { decideCorrection, type PersonField, type PersonFields, readDoorstep } from '@lianfang/domain/care'
import { dayIn, type Instant } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, overCounty, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { changePerson } from '../people/change-person.js'
import type { ChangeValues } from '../people/change-values.js'
import { loadPeople, type StoredPerson } from '../people/load-people.js'
import { passing, teamAfterMove } from '../teams/serving.js'
import { candidatesFor, hashOf, namesFault, valuesNow } from './lookup.js'
import { formOf, placeOf } from './read-fields.js'
import { doneBefore, isVillageNow, noteDone, standsNow } from './sql.js'

type Correcting = Call<'person.correct'>

/** Puts a person's fields right by hand: load and lock, decide, save, in one transaction (K1). */
export const correctPerson = async (needs: CareNeeds, call: Correcting): Promise<CorrectAnswer> => {
  const { body, params, scope, require } = call
  const home = scope.county
  const { now, values } = await valuesNow(needs, home)
  const hash = hashOf(needs, { person: params.id, ...body })
  return inTransaction(needs.db.app, scope, async (tx) => {
    await passing(tx, home)
    const before = (await loadPeople(needs, tx, { home, people: [params.id], lock: true })).get(params.id)
    if (before === undefined) throw problem('not-found')
    require({ place: placeOf(before.fields), teamId: before.team, personId: before.id })
    // The person is locked: a repeat waited here and sees what the first try left.
    const done = await doneBefore(tx, home, body.commandId)
    if (done !== undefined) {
      if (!done.body_hash.equals(hash)) throw problem('command.other-body', { id: body.commandId })
      return { outcome: 'already-recorded', result: await standsNow(tx, home, before.id) }
    }
    const team = await newTeam(tx, call, before)
    const known = body.fields.village === before.fields.village || (await isVillageNow(tx, body.fields.village))
    const read = readDoorstep(body.fields, {
      today: dayIn(now, needs.zone),
      isVillage: () => known,
      known: before.fields,
    })
    const errors = [...(read.outcome === 'wrong' ? read.errors : []), ...namesFault(call)]
    if (read.outcome === 'wrong' || errors.length > 0) return { outcome: 'wrong', errors }
    const met = await overCounty(tx, scope, () => candidatesFor(needs, tx, { home, fields: read.fields }))
    const candidates = met.filter((p) => p.id !== before.id)
    const { version } = body
    const decision = decideCorrection({
      before: before.fields,
      after: read.fields,
      version,
      built: before.built,
      candidates,
    })
    if (decision.outcome === 'stale') return { outcome: 'stale', current: await formOf(tx, before, call.actor.role) }
    if (decision.outcome === 'unchanged') return { outcome: 'unchanged' }
    if (decision.outcome === 'numberKnown') {
      const seen = await loadPeople(needs, tx, { home, people: [decision.id] })
      return { outcome: 'known', personId: seen.has(decision.id) ? decision.id : null }
    }
    await save(needs, tx, { call, before, fields: read.fields, team, now, values, hash, changed: decision.changed })
    return { outcome: 'recorded', result: await standsNow(tx, home, before.id) }
  })
}

/** The team that serves the person where they are to belong. Who may write there is asked anew when it is another village. */
const newTeam = async (tx: Tx, { body, scope, require }: Correcting, before: StoredPerson): Promise<string | null> => {
  if (placeOf(body.fields) === placeOf(before.fields)) return before.team
  const { township, village } = body.fields
  const team = await teamAfterMove(tx, scope.county, { before, fields: { ...before.fields, township, village } })
  require({ place: placeOf(body.fields), teamId: team })
  if (!body.fields.township.startsWith(scope.county)) throw problem('place.outside')
  return team
}

type Saving = {
  readonly call: Correcting
  readonly before: StoredPerson
  readonly fields: PersonFields
  readonly team: string | null
  readonly now: Instant
  readonly values: ChangeValues
  readonly hash: Buffer
  readonly changed: readonly PersonField[]
}

const save = async (needs: CareNeeds, tx: Tx, saving: Saving): Promise<void> => {
  const { call, before, fields, team, now, values, hash, changed } = saving
  const { actor, body, scope } = call
  const [home, account] = [scope.county, actor.accountId]
  await changePerson(needs, tx, {
    home,
    before,
    fields,
    team,
    cause: 'doorstep',
    account,
    now,
    zone: needs.zone,
    values,
  })
  const row = { home, id: body.commandId, person: before.id, kind: 'correct', account, at: now } as const
  const noted = await noteDone(tx, { ...row, body_hash: hash })
  // The person's own repeat was seen above: the id belongs to an entry about somebody else.
  if (noted === 0) throw problem('command.other-body', { id: body.commandId })
  const detail = { fields: changed.join(' ') }
  await writeAudit(tx, actor, { action: 'person.correct', subject: before.id, place: placeOf(fields), detail })
}
