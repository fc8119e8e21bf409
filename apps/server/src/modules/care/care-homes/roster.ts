import { createHash } from 'node:crypto'
import type { StayAnswer } from '@lianfang/contract'
import { decideMoveIn, type MoveInDecision, refuseTakingBack, stayOf } from '@lianfang/domain/care'
import { dayIn, type Instant, instantOf, type PlaceCode, parseDay } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { actionOf, writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, overCounty, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { leaveInbox } from '../../../kernel/settle/index.js'
import type { CareNeeds } from '../needs.js'
import { buildOn } from '../people/built-on.js'
import { changePerson } from '../people/change-person.js'
import { changeValues } from '../people/change-values.js'
import { loadPeople, type StoredPerson } from '../people/load-people.js'
import { passing, teamAfterMove } from '../teams/serving.js'
import { type CareHomeRow, homeById, lockHome } from './sql.js'
import { addStay, homeOfPerson, setResident, setRoundSince, stayBefore, staysOfPerson } from './sql-roster.js'
import { targetOf } from './tell.js'

type Changing = Call<'careHome.move-in'> | Call<'careHome.move-out'> | Call<'careHome.take-back'>

const hashOf = ({ params, body }: Changing): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([params.id, ...Object.entries(body).sort()]))
    .digest()

type Held = { readonly row: CareHomeRow; readonly person: StoredPerson }

/** The home and the person, locked in this order, and both the caller's to see. */
const held = async (needs: CareNeeds, tx: Tx, call: Changing, personId: string): Promise<Held> => {
  const home = call.scope.county
  // Locked before it is read: a home that is being closed is seen as closed.
  await lockHome(tx, home, call.params.id)
  const row = await homeById(tx, home, call.params.id)
  if (row === undefined) throw problem('not-found')
  call.require(targetOf(row))
  const person = (await loadPeople(needs, tx, { home, people: [personId], lock: true })).get(personId)
  if (person === undefined) throw problem('not-found')
  const place = (person.fields.village ?? person.fields.township) as PlaceCode // stored from checked codes
  call.require({ place, teamId: person.team, personId })
  return { row, person }
}

/** Whether the command was recorded before; with another body it is refused. */
const isRepeat = async (tx: Tx, call: Changing): Promise<boolean> => {
  const before = await stayBefore(tx, call.scope.county, call.body.id)
  if (before === undefined) return false
  if (!before.body_hash.equals(hashOf(call))) throw problem('command.other-body', { id: call.body.id })
  return true
}

const dayOf = (text: string, needs: CareNeeds): string => {
  const day = parseDay(text)
  if (day === null || day > dayIn(instantOf(needs.now()), needs.zone)) throw problem('request.invalid', { day: text })
  return day
}

/** Puts somebody on a home's roster (K21). */
export const moveIn = (needs: CareNeeds, call: Call<'careHome.move-in'>): Promise<StayAnswer> => {
  const { body, scope } = call
  const home = scope.county
  const day = dayOf(body.day, needs)
  return inTransaction(needs.db.app, scope, async (tx) => {
    await passing(tx, home)
    const { row, person } = await held(needs, tx, call, body.personId)
    if (await isRepeat(tx, call)) return { outcome: 'already-recorded' }
    // Still on the roster of a home elsewhere in the county, whoever looks after that one.
    const stays = await overCounty(tx, scope, () => homeOfPerson(tx, home, person.id))
    const decision = decideMoveIn({
      person: {
        township: person.fields.township,
        village: person.fields.village,
        life: person.life,
        home: stays === undefined ? null : { id: stays.careHome, village: stays.village },
      },
      home: { id: row.id, township: row.township, village: row.village, closed: row.closed_on !== null },
      mayMoveVillage: body.moveVillage,
    })
    if (decision.outcome === 'refused') return decision
    const now = instantOf(needs.now())
    if (decision.moveVillage) await moveVillage(needs, tx, { call, row, person, now })
    const saving = { call, row, person, day, now, decision }
    await overCounty(tx, scope, () => saveIn(tx, saving))
    await buildOn(tx, home, person.id)
    await tell(tx, call, { row, person })
    return { outcome: 'recorded' }
  })
}

type Moving = Held & { readonly call: Call<'careHome.move-in'>; readonly now: Instant }

/** The person is served from now on where they live: village, team, due moment and figures in the same transaction. */
const moveVillage = async (needs: CareNeeds, tx: Tx, { call, row, person, now }: Moving): Promise<void> => {
  const { actor, scope } = call
  call.require(targetOf(row), 'person.edit')
  const care = await needs.policy.care(actor.place, dayIn(now, needs.zone))
  const fields = { ...person.fields, township: row.township, village: row.village }
  await changePerson(needs, tx, {
    home: scope.county,
    before: person,
    fields,
    team: await teamAfterMove(tx, scope.county, { before: person, fields }),
    cause: 'careHome',
    account: actor.accountId,
    now,
    zone: needs.zone,
    values: changeValues(care),
  })
}

type Saving = Moving & {
  readonly day: string
  readonly decision: Extract<MoveInDecision, { outcome: 'recorded' }>
}

const saveIn = async (tx: Tx, { call, row, person, day, now, decision }: Saving): Promise<void> => {
  const { body, actor, scope } = call
  const [home, account, bodyHash] = [scope.county, actor.accountId, hashOf(call)]
  const base = { home, person: person.id, day, takesBack: null, account, bodyHash }
  if (decision.leaves !== null) {
    const out = { ...base, id: uuidv7(), careHome: decision.leaves, kind: 'out', room: null } as const
    await addStay(tx, { ...out, at: new Date(now) })
  }
  const fact = { ...base, id: body.id, careHome: row.id, kind: 'in', room: body.room, at: new Date(now) } as const
  if ((await addStay(tx, fact)) === 0) throw problem('command.other-body', { id: body.id })
  const stands = { careHome: row.id, stay: body.id, room: body.room, since: day }
  await setResident({ home, person: person.id, stands }, tx)
  for (const careHome of [row.id, decision.leaves])
    if (careHome !== null) await setRoundSince(tx, { home, careHome, now: new Date(now) })
}

const tell = async (tx: Tx, call: Changing, { row, person }: Held): Promise<void> => {
  const { township, village, team } = row
  const news = { id: uuidv7(), county: call.scope.county, kind: 'care.person-changed', subject: person.id }
  await leaveInbox(tx, [{ ...news, township, village, team }])
  await writeAudit(tx, call.actor, {
    action: actionOf(call.route.id),
    subject: person.id,
    place: village,
    detail: { home: row.id },
  })
}

/** Takes somebody off a roster on a day (K21). The dead too: until then they stand there with the word. */
export const moveOut = (needs: CareNeeds, call: Call<'careHome.move-out'>): Promise<StayAnswer> => {
  const { body, actor, scope } = call
  const home = scope.county
  const day = dayOf(body.day, needs)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const { row, person } = await held(needs, tx, call, body.personId)
    if (await isRepeat(tx, call)) return { outcome: 'already-recorded' }
    const stays = await homeOfPerson(tx, home, person.id)
    if (stays?.careHome !== row.id) return { outcome: 'refused', reason: 'resident-none' }
    const now = new Date(needs.now())
    const fact = { home, id: body.id, careHome: row.id, person: person.id, kind: 'out', day, room: null } as const
    const rest = { takesBack: null, at: now, account: actor.accountId, bodyHash: hashOf(call) }
    if ((await addStay(tx, { ...fact, ...rest })) === 0) throw problem('command.other-body', { id: body.id })
    await setResident({ home, person: person.id, stands: null }, tx)
    await setRoundSince(tx, { home, careHome: row.id, now })
    await tell(tx, call, { row, person })
    return { outcome: 'recorded' }
  })
}

/** Says that a move in or out was a mistake: the fact before it stands again. */
export const takeBackStay = (needs: CareNeeds, call: Call<'careHome.take-back'>): Promise<StayAnswer> => {
  const { body, params, actor, scope } = call
  const home = scope.county
  return inTransaction(needs.db.app, scope, async (tx) => {
    const meant = await stayBefore(tx, home, body.stay)
    if (meant === undefined || meant.home !== params.id) throw problem('not-found')
    const { row, person } = await held(needs, tx, call, meant.person)
    if (await isRepeat(tx, call)) return { outcome: 'already-recorded' }
    const facts = await staysOfPerson(tx, home, person.id)
    const reason = refuseTakingBack(facts, body.stay)
    if (reason !== null) return { outcome: 'refused', reason }
    const now = new Date(needs.now())
    const back = { id: body.id, home: row.id, kind: 'takenBack', day: meant.day, takesBack: body.stay } as const
    const fact = { home, id: body.id, careHome: row.id, person: person.id, kind: 'takenBack', day: meant.day } as const
    const rest = { room: null, takesBack: body.stay, at: now, account: actor.accountId, bodyHash: hashOf(call) }
    if ((await addStay(tx, { ...fact, ...rest })) === 0) throw problem('command.other-body', { id: body.id })
    const stay = stayOf([...facts, back])
    const room = facts.find((f) => f.id === stay?.fact.id)?.room ?? null
    const stands = stay === null ? null : { careHome: stay.home, stay: stay.fact.id, room, since: stay.fact.day }
    await setResident({ home, person: person.id, stands }, tx)
    for (const careHome of new Set([row.id, stay?.home ?? row.id])) await setRoundSince(tx, { home, careHome, now })
    await tell(tx, call, { row, person })
    return { outcome: 'recorded' }
  })
}
