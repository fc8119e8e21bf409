import { type AlarmEnd, alarmAfterLife, type LifeState } from '@lianfang/domain/care'
import type { Instant } from '@lianfang/domain/shared'
import type { Tx } from '../../../kernel/db/index.js'
import { tellOf } from '../alarms/raise.js'
import { lockUnanswered, setEnd } from '../alarms/sql-ends.js'
import type { CareNeeds } from '../needs.js'
import { changePerson } from '../people/change-person.js'
import type { ChangeValues } from '../people/change-values.js'
import type { StoredPerson } from '../people/load-people.js'
import { closeAsks } from './ask-sql.js'
import { addLifeFact, lifeFacts, type NewFact } from './sql.js'

type Applying = {
  readonly person: StoredPerson
  /** What life becomes by the fact. */
  readonly life: LifeState
  readonly fact: NewFact
  readonly now: Instant
  readonly values: ChangeValues
}

/**
 * Writes a fact of somebody's life with all that follows: due moment, figures, open alarms (K20, K5). Answers 0, with nothing
 * done, when the fact's id was taken.
 */
export const applyLife = async (needs: CareNeeds, tx: Tx, applying: Applying): Promise<number> => {
  const { person, life, fact, now, values } = applying
  if ((await addLifeFact(tx, fact)) === 0) return 0
  await changePerson(needs, tx, {
    home: fact.home,
    before: person,
    fields: person.fields,
    team: person.team,
    cause: `life.${fact.kind}`,
    account: fact.account,
    now,
    zone: needs.zone,
    values,
    life,
  })
  await alarmsFollow(tx, applying)
  if (fact.takesBack !== null)
    await closeAsks(tx, { home: fact.home, event: fact.takesBack, by: fact.account, at: new Date(now) })
  return 1
}

/** What an admission answers and a death ends closes by the name of who recorded it, and opens again when that was a mistake (K5, K20). */
const alarmsFollow = async (tx: Tx, { fact, person, life, now }: Applying): Promise<void> => {
  const at = { home: fact.home, person: person.id }
  const alarms = await lockUnanswered(tx, at)
  if (alarms.length === 0) return
  const facts = await lifeFacts(tx, fact.home, person.id)
  const happened = facts.find(({ id }) => id === fact.id)
  if (happened === undefined) return
  for (const alarm of alarms) {
    const was = { measuredAt: alarm.measured_at, end: alarm.closed_how, admission: alarm.closed_fact }
    const { end, admission } = alarmAfterLife(was, { facts, fact: happened, life })
    if (end === was.end && admission === was.admission) continue
    const by = end === 'admitted' ? (facts.find(({ id }) => id === admission)?.by ?? '') : (fact.account ?? '')
    const named = by === '' ? null : by
    await setEnd(tx, { home: at.home, id: alarm.id, how: end, fact: admission, at: new Date(now), by: named })
    await tellOf(tx, { ...alarm, ...at }, newsOf(was.end, end))
  }
}

const newsOf = (was: AlarmEnd | null, is: AlarmEnd | null) => {
  if ((was === null) === (is === null)) return { kind: 'care.alarm-changed', n: 0 } as const
  return is === null ? ({ kind: 'care.alarm-raised', n: 1 } as const) : ({ kind: 'care.alarm-closed', n: -1 } as const)
}
