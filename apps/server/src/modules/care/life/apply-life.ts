import { isGone, type LifeState } from '@lianfang/domain/care'
import type { Instant } from '@lianfang/domain/shared'
import type { Tx } from '../../../kernel/db/index.js'
import { tellOf } from '../alarms/raise.js'
import { closeForGone, reopenForLiving } from '../alarms/sql.js'
import type { CareNeeds } from '../needs.js'
import { changePerson, type TierAndDue } from '../people/change-person.js'
import type { StoredPerson } from '../people/load-people.js'
import { addLifeFact, type NewFact } from './sql.js'

type Applying = {
  readonly person: StoredPerson
  /** What life becomes by the fact. */
  readonly life: LifeState
  readonly fact: NewFact
  readonly now: Instant
  readonly values: TierAndDue
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
  return 1
}

/** What is open about somebody who died or moved away closes, and opens again when that was a mistake (K5, K20). */
const alarmsFollow = async (tx: Tx, { fact, person, life, now }: Applying): Promise<void> => {
  const at = { home: fact.home, person: person.id }
  const gone = isGone(life)
  if (gone === isGone(person.life)) return
  const rows = gone ? await closeForGone(tx, { ...at, now: new Date(now) }) : await reopenForLiving(tx, at)
  const news = gone ? ({ kind: 'care.alarm-closed', n: -1 } as const) : ({ kind: 'care.alarm-raised', n: 1 } as const)
  for (const row of rows) await tellOf(tx, { ...at, ...row }, news)
}
