import { deriveState, type LifeFact } from '@lianfang/domain/care'
import type { Instant } from '@lianfang/domain/shared'
import type { Tx } from '../../../kernel/db/index.js'
import { factsOf } from '../followups/sql.js'
import type { CareNeeds } from '../needs.js'
import { changePerson } from '../people/change-person.js'
import type { ChangeValues } from '../people/change-values.js'
import { loadPeople, type StoredPerson } from '../people/load-people.js'
import { dropCarried, setApart } from './sql.js'

type TakingApart = {
  readonly home: string
  /** The record that was given up and stands for itself again. */
  readonly person: StoredPerson
  /** The fact by which it was joined. */
  readonly joined: LifeFact
  readonly account: string
  readonly now: Instant
  readonly values: ChangeValues
}

/**
 * They were two people after all (CARE-JOIN-3): its talks do not count
 * for the other any more, who may be due at once. Facts, alarms and monitoring that the other took over stay with them: nobody is lowered by a mistake of ours.
 */
export const takeApart = async (needs: CareNeeds, tx: Tx, apart: TakingApart): Promise<void> => {
  const { home, person, joined, account, now, values } = apart
  await setApart(tx, home, person.id)
  const id = joined.joinedTo ?? ''
  const other = (await loadPeople(needs, tx, { home, people: [id], lock: true })).get(id)
  if (other === undefined) return
  await dropCarried(tx, { home, person: id, by: joined.id })
  const { twoWayAt, attemptsAt } = deriveState(await factsOf(tx, home, id))
  await changePerson(needs, tx, {
    ...{ home, account, now, zone: needs.zone, values, cause: 'join', before: other, fields: other.fields },
    team: other.team,
    past: { twoWayAt, attemptsAt },
  })
}
