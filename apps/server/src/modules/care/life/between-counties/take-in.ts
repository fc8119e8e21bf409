import {
  changesAgainst,
  compareTiers,
  dueOf,
  heldFlags,
  joinedPast,
  type LifeFact,
  lifeOf,
  type PersonFields,
  standingAfter,
  type TierOverride,
} from '@lianfang/domain/care'
import { type Instant, instantOf } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { writeAudit } from '../../../../kernel/audit/index.js'
import type { Tx } from '../../../../kernel/db/index.js'
import { problem } from '../../../../kernel/problems/index.js'
import type { CareNeeds } from '../../needs.js'
import { changePerson } from '../../people/change-person.js'
import { loadPeople, type StoredPerson } from '../../people/load-people.js'
import { birthColumns } from '../../people/record.js'
import { savePeople } from '../../people/save-people.js'
import { teamAfterMove, teamOf } from '../../teams/serving.js'
import { lifeFacts } from '../sql.js'
import type { TakingIn } from './arrival.js'
import { tellDesk } from './bring.js'
import { bringAlong } from './bring-along.js'
import type { CarriedRecord } from './record.js'
import { sealThere, takingRow, toldThere } from './sealed.js'
import { addLifeFacts, addTierChange, setArrived, setCarried } from './sql.js'

/** Writes a record into the ledger of the receiving county and closes the move; answers the person's id there. */
export const takeIn = async (needs: CareNeeds, tx: Tx, taking: TakingIn): Promise<string> => {
  const { move, record, values, as } = taking
  const { home, id } = move
  const known = as === null ? undefined : (await loadPeople(needs, tx, { home, people: [as], lock: true })).get(as)
  // Whom the reader's own township does not show: the county settles it.
  if (as !== null && known === undefined) throw problem('not-found')
  const person = known === undefined ? await addPerson(needs, tx, taking) : await joinPerson(needs, tx, taking, known)
  await bringAlong(needs, tx, { taking, person, known: known ?? null })
  const row = takingRow(home, move)
  const told = toldThere(needs.keys, row, move.told_sealed)
  const { episode } = record
  const came = {
    alarms: record.alarms.length,
    episode: episode === null ? null : { kind: episode.kind, since: new Date(episode.beganAt).toISOString() },
  }
  const text = told === null ? null : JSON.stringify({ ...told, came })
  const toldSealed = text === null ? null : sealThere(needs.keys, { row, field: 'told', text })
  await setArrived(tx, { home, id, person, at: values.now, toldSealed })
  await tellDesk(tx, move, move.to_township)
  await writeAudit(tx, null, {
    action: 'move.took',
    subject: person,
    place: move.to_village ?? move.to_township,
    detail: { from: move.from_township },
  })
  return person
}

/** Somebody new to this ledger: tier by the rules here (higher at once, lower waits), due from the talks there. */
const addPerson = async (needs: CareNeeds, tx: Tx, taking: TakingIn): Promise<string> => {
  const { move, record, fields, values, account } = taking
  const { home } = move
  const taken = (await loadPeople(needs, tx, { home, people: [move.person] })).has(move.person)
  const id = taken ? uuidv7() : move.person
  const standing = standingAfter({
    basis: { birth: birthColumns(fields.birth), disease: fields.disease.class, vaccination: fields.vaccination.class },
    current: record,
    values: values.tier,
    now: values.now,
    zone: needs.zone,
    cause: 'move',
  })
  const life = lifeOf(record.life)
  const due = dueOf({
    ...{ standing, takenInAt: record.takenInAt, life, state: record, values: values.due, zone: needs.zone },
    flags: heldFlags(fields, record),
  })
  const person = { id, fields, standing, due, takenInAt: record.takenInAt, importId: null, trial: record.trial }
  const team = await teamOf(tx, home, fields.village)
  await savePeople(needs, tx, { home, cause: 'move', account, people: [{ ...person, team, past: record }] })
  await addLifeFacts(tx, { home, person: id, move: move.id, facts: record.life })
  await setCarried(tx, { home, person: id, record, life, baselineOf: 'record' })
  return id
}

// What happened while they were away is not put between this county's own facts: they came back, and how they are now.
const factsOfReturn = ({ life }: CarriedRecord, now: Instant): readonly LifeFact[] => {
  const { status } = lifeOf(life)
  const fact = (kind: 'returned' | 'admission' | 'refusal', at: number): LifeFact => ({
    ...{ id: uuidv7(), kind, at: instantOf(at), by: '' },
  })
  const back = fact('returned', now)
  if (status === 'admitted') return [back, fact('admission', now + 1)]
  return status === 'refusing' ? [back, fact('refusal', now + 1)] : [back]
}

/** Of two judgements of medics the one of here stands; the other's only where it is the stricter one. */
const overrideOf = (known: StoredPerson, { override }: CarriedRecord): TierOverride | null =>
  known.override === null && override !== null && compareTiers(override.tier, known.tier) > 0
    ? override
    : known.override

const fieldsOf = (known: PersonFields, read: PersonFields): PersonFields => {
  const found = changesAgainst(known, read)
  if (found.outcome === 'same') return known
  return { ...known, ...Object.fromEntries(found.changes.map((c) => [c.field, c.to])) }
}

/** Somebody this ledger has already, living here or gone: one record, and one past of talks. */
const joinPerson = async (needs: CareNeeds, tx: Tx, taking: TakingIn, known: StoredPerson): Promise<string> => {
  const { move, record, values, account } = taking
  const { home } = move
  const fields = fieldsOf(known.fields, taking.fields)
  const returns = known.life.status === 'left'
  const facts = returns ? factsOfReturn(record, values.now) : []
  await addLifeFacts(tx, { home, person: known.id, move: move.id, facts })
  const override = returns ? record.override : overrideOf(known, record)
  const { tier, tierSince, dutySince } = record
  if (returns && known.tier !== tier) {
    await addTierChange(tx, { home, person: known.id, from: known.tier, to: tier, at: values.now })
  }
  await changePerson(needs, tx, {
    ...{ home, account, now: values.now, zone: needs.zone, values, cause: 'move' },
    // Whoever comes back stands as they stood there; nothing of them is in the figures here.
    before: { ...known, override, ...(returns ? { tier, tierSince, dutySince } : {}) },
    fields,
    team: await teamAfterMove(tx, home, { before: known, fields }),
    life: returns ? lifeOf(await lifeFacts(tx, home, known.id)) : known.life,
    episodeSince: returns ? record.episodeSince : (known.episodeSince ?? record.episodeSince),
    past: joinedPast(known, record),
    // After the alarms that come along: a referral asked for there is raised anew here, once.
    referral: 'later',
  })
  const baselineOf = returns ? 'record' : 'ledger'
  await setCarried(tx, { home, person: known.id, record: { ...record, override }, life: null, baselineOf })
  return known.id
}
