import { createHash } from 'node:crypto'
import type { HouseholdAnswer } from '@lianfang/contract'
import { decideJoining, decideLeaving, type Housed, type HouseholdDecision } from '@lianfang/domain/care'
import { dayIn, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { actionOf, writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, overCounty, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { bulkId } from '../../../kernel/ids/index.js'
import { phoneQuery } from '../../../kernel/keys/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { leaveInbox } from '../../../kernel/settle/index.js'
import type { CareNeeds } from '../needs.js'
import { loadPeople, type StoredPerson } from '../people/load-people.js'
import { openRows } from '../people/rows.js'
import { rebind, teamsOfMoved, tellTeams } from '../teams/rebind.js'
import { passing } from '../teams/serving.js'
import { amongPeople, endBinding } from '../teams/sql-bindings.js'
import { addChange, changeBefore, countMembers, dissolveSingle, membersOf, setHousehold, sharingPhone } from './sql.js'

type Changing = Call<'household.join'> | Call<'household.leave'>

const placeOf = (person: StoredPerson): PlaceCode => (person.fields.village ?? person.fields.township) as PlaceCode // stored from checked codes

const housed = (person: StoredPerson): Housed => ({
  id: person.id,
  household: person.household,
  village: person.fields.village,
  life: person.life,
})

const hashOf = ({ params, body }: Changing): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([params.id, ...Object.entries(body).sort()]))
    .digest()

/** Who lives with a person, and who perhaps does (K1). */
export const readHousehold = (needs: CareNeeds, { scope, params, actor, require }: Call<'household.read'>) => {
  const home = scope.county
  const read = async (tx: Tx) => {
    const person = (await loadPeople(needs, tx, { home, people: [params.id] })).get(params.id)
    if (person === undefined) throw problem('not-found')
    require({ place: placeOf(person), teamId: person.team, personId: person.id })
    const { household } = person
    const rows = household === null ? [] : await membersOf(tx, home, household)
    const { people, secrets } = await openRows(needs, tx, { rows, home, fields: ['name', 'phones'] })
    const members = people.map((p) => ({
      ...p,
      phones: (secrets.get(p.id)?.get('phones') ?? '').split('\n').filter((x) => x !== ''),
    }))
    const perhaps = await perhapsHere(needs, tx, home, person)
    await writeAudit(tx, actor, { action: 'household.read', subject: person.id, count: members.length })
    const alone = person.fields.living === 'alone' || person.fields.kinds.includes('livingAlone')
    return { members, perhaps, contradiction: alone && members.length > 1 }
  }
  return inTransaction(needs.db.app, scope, read, { noted: true })
}

const perhapsHere = async (needs: CareNeeds, tx: Tx, home: string, person: StoredPerson) => {
  const { village, phones } = person.fields
  if (village === null || phones.length === 0) return []
  const parts = phones.flatMap((phone) => phoneQuery(phone))
  const tokens = parts.flatMap((part) => needs.keys.blindIndexAll(part).map((t) => t.token))
  const shared = { home, person: person.id, village, household: person.household, tokens }
  return (await openRows(needs, tx, { rows: await sharingPhone(tx, shared), home })).people
}

type Decided = {
  readonly decision: HouseholdDecision
  readonly others: readonly string[]
  /** The grid of the household that is joined, or that the person stays in. */
  readonly grid: string | null
}
type Decide = (tx: Tx, person: StoredPerson, other: StoredPerson | undefined) => Promise<Decided>

/** Puts somebody into the household of another, or takes them out; both must be the caller's to see. */
const changeHousehold = async (
  needs: CareNeeds,
  call: Changing,
  change: { readonly other: string | null; readonly decide: Decide },
): Promise<HouseholdAnswer> => {
  const { body, params, scope, actor, require } = call
  const home = scope.county
  const { other, decide } = change
  const bodyHash = hashOf(call)
  return inTransaction(needs.db.app, scope, async (tx) => {
    await passing(tx, home)
    // Both at once, in the order of their ids: two who put each other together must not wait for each other for ever.
    const ids = other === null ? [params.id] : [params.id, other]
    const found = await loadPeople(needs, tx, { home, people: ids, lock: true })
    const person = found.get(params.id)
    if (person === undefined) throw problem('not-found')
    require({ place: placeOf(person), teamId: person.team, personId: person.id })
    const before = await changeBefore(tx, home, body.id)
    if (before !== undefined) {
      if (!before.body_hash.equals(bodyHash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' }
    }
    const { decision, others, grid } = await decide(tx, person, other === null ? undefined : found.get(other))
    if (decision.outcome === 'refused') return decision
    const [from, to] = [person.household, decision.household]
    const at = new Date(needs.now())
    const fact = { home, id: body.id, person: person.id, from, to, at, account: actor.accountId, bodyHash }
    if ((await addChange(tx, fact)) === 0) throw problem('command.other-body', { id: body.id })
    const people = [person.id, ...others]
    await setHousehold(tx, { home, people, household: to, grid })
    // Whoever is left behind, and the team that serves now, may be another team's: nobody is shown, rows are put right.
    await overCounty(tx, scope, () => follow(tx, { home, fact: body.id, now: at, person, people, left: from }))
    await tell(tx, home, person)
    await writeAudit(tx, actor, { action: actionOf(call.route.id), subject: person.id, place: placeOf(person) })
    return { outcome: 'recorded' }
  })
}

type Following = {
  readonly home: string
  readonly fact: string
  readonly now: Date
  readonly person: StoredPerson
  readonly people: readonly string[]
  readonly left: string | null
}

/** A household may have a team of its own: whoever joins or leaves it is served by the closest binding they have now (K2). */
const follow = async (tx: Tx, { home, fact, now, person, people, left }: Following): Promise<void> => {
  const alone = left === null ? [] : await dissolveSingle(tx, home, left)
  if (left !== null && alone.length > 0) await endBinding(tx, { home, kind: 'household', subject: left })
  const moved = await rebind(tx, { home, whose: amongPeople([...people, ...alone]), fact, now })
  await tellTeams(tx, { home, township: person.fields.township, teams: teamsOfMoved(moved) })
}

const tell = (tx: Tx, home: string, person: StoredPerson): Promise<void> =>
  leaveInbox(tx, [
    {
      id: bulkId(),
      county: home,
      kind: 'care.person-changed',
      subject: person.id,
      township: person.fields.township,
      village: person.fields.village,
      team: person.team,
    },
  ])

export const joinHousehold = (needs: CareNeeds, call: Call<'household.join'>): Promise<HouseholdAnswer> => {
  const { body, scope, require } = call
  const decide: Decide = async (tx, person, other) => {
    if (other === undefined) throw problem('not-found')
    require({ place: placeOf(other), teamId: other.team, personId: other.id })
    const members = await overCounty(tx, scope, () => countMembers(tx, scope.county, other.household))
    const care = await needs.policy.care(scope.county as PlaceCode, dayIn(instantOf(needs.now()), needs.zone)) // a county's code
    const { mostPeople } = openGate(care.households)
    const people = { person: housed(person), other: housed(other) }
    const decision = decideJoining({ ...people, members, mostPeople, newId: body.id })
    // The first two make a household: the other one joins it with them.
    const first = other.household === null
    return { decision, others: first ? [other.id] : [], grid: other.grid ?? (first ? person.grid : null) }
  }
  return changeHousehold(needs, call, { other: body.with, decide })
}

export const leaveHousehold = (needs: CareNeeds, call: Call<'household.leave'>): Promise<HouseholdAnswer> =>
  changeHousehold(needs, call, {
    other: null,
    decide: async (_tx, person) => ({ decision: decideLeaving(housed(person)), others: [], grid: person.grid }),
  })
