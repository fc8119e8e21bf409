import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../../../../kernel/db/index.js'
import { openGate } from '../../../../kernel/policy/index.js'
import { raiseAlarm } from '../../alarms/raise.js'
import { referWhoMust } from '../../alarms/refer.js'
import { addEpisode, endEpisode, setMonitoring } from '../../alarms/sql-episodes.js'
import type { CareNeeds } from '../../needs.js'
import { loadPeople, type StoredPerson } from '../../people/load-people.js'
import { sealField } from '../../people/secrets.js'
import type { TakingIn } from './arrival.js'
import { addContacts } from './sql.js'

/** What is brought along, and by which move or joining of two records. */
type Taking = Pick<TakingIn, 'record' | 'fields' | 'values'> & {
  readonly move: Pick<TakingIn['move'], 'home' | 'id' | 'body_hash'>
}

type Along = {
  readonly taking: Taking
  /** The person's id on this ledger. */
  readonly person: string
  /** As they were on it before; null for who is new. */
  readonly known: StoredPerson | null
}

/** What comes with a person: talks that count, an infection that is followed daily, alarms that nobody has ended. */
export const bringAlong = async (needs: CareNeeds, tx: Tx, along: Along): Promise<void> => {
  await contacts(tx, along)
  await episode(needs, tx, along)
  await alarms(needs, tx, along)
  await referral(needs, tx, along)
}

const contacts = async (tx: Tx, { taking: { move, record }, person }: Along): Promise<void> => {
  const list = [
    ...record.twoWayAt.map((at) => ({ id: uuidv7(), at, outcome: 'reached' as const })),
    ...record.attemptsAt.map((at) => ({ id: uuidv7(), at, outcome: 'unanswered' as const })),
  ]
  if (list.length > 0) await addContacts(tx, { home: move.home, person, move: move.id, list })
}

/** One that is open here goes on; who comes back is followed, or not, as they were there. */
const episode = async (needs: CareNeeds, tx: Tx, { taking, person, known }: Along): Promise<void> => {
  const { move, record, values } = taking
  const { home } = move
  const open = known?.episodeSince ?? null
  const back = known?.life.status === 'left'
  if (open !== null && !back) return
  const at = new Date(values.now)
  if (open !== null) {
    const end = { home, person, at, by: null, reason: 'gone', noteSealed: null, command: null } as const
    await endEpisode(tx, end)
  }
  const since = record.episodeSince
  if (since === null || record.episode === null) {
    if (open !== null) await setMonitoring(tx, { home, person, since: null, at: null })
    return
  }
  const { kind, beganAt, account, note } = record.episode
  // An id of its own: the same illness may have been open here when the person left.
  const id = uuidv7()
  const field = `episode:${id}`
  const noteSealed = note === null ? null : await sealField(needs, tx, { home, person, field, text: note })
  const bodyHash = move.body_hash
  const moments = { at: new Date(beganAt), knownAt: new Date(since) }
  await addEpisode(tx, { home, id, person, kind, ...moments, account, noteSealed, bodyHash })
  const { symptomsAt } = record
  await setMonitoring(tx, {
    ...{ home, person, since: new Date(since) },
    at: symptomsAt === null ? null : new Date(symptomsAt),
  })
}

/** Raised anew where the person is now: an alarm ends by a person who says so, not by a move, and its desk must hear it. */
const alarms = async (needs: CareNeeds, tx: Tx, { taking, person }: Along): Promise<void> => {
  const { move, record, fields, values } = taking
  if (record.alarms.length === 0) return
  const team = (await loadPeople(needs, tx, { home: move.home, people: [person] })).get(person)?.team ?? null
  for (const alarm of record.alarms) {
    await raiseAlarm(tx, {
      ...{ home: move.home, id: uuidv7(), person, township: fields.township, village: fields.village, team },
      ...{ ...alarm, now: values.now, values: openGate(values.alarms) },
    })
  }
}

/** Red by the rules here, or referred there: the desk that has them now is to hear that it has somebody red and infected (CARE-REFER-2). */
const referral = async (needs: CareNeeds, tx: Tx, { taking: { move, values }, person }: Along): Promise<void> => {
  const { home } = move
  const here = (await loadPeople(needs, tx, { home, people: [person] })).get(person)
  if (here === undefined) return
  const { fields, team, tier, life, episodeSince } = here
  const ill = { person, township: fields.township, village: fields.village, team, tier, life, episodeSince }
  await referWhoMust(tx, { home, people: [ill], now: values.now, alarms: values.alarms })
}
