import { createHash } from 'node:crypto'
import { decideLifeEvent, isGone } from '@lianfang/domain/care'
import { dayIn, type Instant, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { writeAudit } from '../../../../kernel/audit/index.js'
import { countyScope, inTransaction, type Tx } from '../../../../kernel/db/index.js'
import type { CareNeeds } from '../../needs.js'
import { type ChangeValues, changeValues } from '../../people/change-values.js'
import { loadPeople, type StoredPerson } from '../../people/load-people.js'
import { sealField } from '../../people/secrets.js'
import { endBinding } from '../../teams/sql-bindings.js'
import { accountName } from '../../tier/sql.js'
import { applyLife } from '../apply-life.js'
import { lifeFacts } from '../sql.js'
import { tellDesk } from './bring.js'
import { recordOf, writeRecord } from './record.js'
import { fieldHere, openThere, type ToldHere, takingRow } from './sealed.js'
import { type CarriedMove, closeCarried, keepRecord, lockCarried, type Sides } from './sql.js'

/** What the receiving desk said, opened in its own county. */
type Answer = { readonly reason: string | null; readonly decidedBy: string }

const answerOf = (needs: CareNeeds, taking: CarriedMove): Promise<Answer> =>
  inTransaction(needs.db.worker, countyScope(taking.home), async (tx) => ({
    reason: openThere(needs.keys, {
      row: takingRow(taking.home, taking),
      field: 'reason',
      sealed: taking.reason_sealed,
    }),
    decidedBy: taking.decided_by === null ? '' : await accountName(tx, taking.decided_by),
  }))

const sealTold = (needs: CareNeeds, tx: Tx, giving: CarriedMove, told: ToldHere): Promise<Buffer> => {
  const { home, person, id } = giving
  return sealField(needs, tx, { home, person, field: fieldHere.told(id), text: JSON.stringify(told) })
}

/** Writes a refusal into the county that asked, with its reason: read on the person's page as ever. */
export const refuse = async (needs: CareNeeds, { giving, taking }: Sides): Promise<'done' | 'waits'> => {
  if (taking === null) return 'waits'
  const { home, id } = giving
  const { reason, decidedBy } = await answerOf(needs, taking)
  await inTransaction(needs.db.worker, countyScope(home), async (tx) => {
    const move = await lockCarried(tx, { home, id })
    if (move?.state !== 'asked') return
    const at = instantOf(needs.now())
    const field = `move-reason:${id}`
    const reasonSealed = reason === null ? null : await sealField(needs, tx, { ...own(move), field, text: reason })
    const toldSealed = await sealTold(needs, tx, move, { decidedBy })
    await closeCarried(tx, { home, id, state: 'refused', at, by: taking.decided_by, reasonSealed, toldSealed })
    await tellDesk(tx, move, move.from_township)
    await writeAudit(tx, null, { action: 'move.refused', subject: move.person, place: move.from_township })
  })
  return 'done'
}

const own = ({ home, person }: CarriedMove) => ({ home, person })

const valuesOf = async (needs: CareNeeds, place: string, now: Instant): Promise<ChangeValues> => {
  const care = await needs.policy.care(place as PlaceCode, dayIn(now, needs.zone)) // stored from a checked code
  return changeValues(care)
}

/**
 * The person leaves the county that had them, in one transaction: the move is accepted, life becomes `left`, and the record
 * as it stood at this moment is kept under the person's key for the county that takes them. Whoever died or left meanwhile
 * is not handed over: the move closes here, and the other county is told.
 */
export const give = async (needs: CareNeeds, { giving, taking }: Sides): Promise<'done' | 'waits'> => {
  if (taking === null) return 'waits'
  const { home, id } = giving
  const { decidedBy } = await answerOf(needs, taking)
  const now = instantOf(needs.now())
  const values = await valuesOf(needs, giving.from_township, now)
  await inTransaction(needs.db.worker, countyScope(home), async (tx) => {
    const move = await lockCarried(tx, { home, id })
    if (move?.state !== 'asked') return
    const person = (await loadPeople(needs, tx, { home, people: [move.person], lock: true })).get(move.person)
    if (person === undefined || isGone(person.life)) {
      await closeCarried(tx, { home, id, state: 'withdrawn', at: now, by: null, why: 'gone' })
    } else {
      await letGo(needs, tx, { move, taking, person, values, now, decidedBy })
    }
    await tellDesk(tx, move, move.from_township)
  })
  return 'done'
}

type Letting = {
  readonly move: CarriedMove
  readonly taking: CarriedMove
  readonly person: StoredPerson
  readonly values: ChangeValues
  readonly now: Instant
  readonly decidedBy: string
}

const letGo = async (needs: CareNeeds, tx: Tx, letting: Letting): Promise<void> => {
  const { move, taking, person, values, now, decidedBy } = letting
  const { home, id } = move
  const text = writeRecord(await recordOf(needs, tx, { home, person }))
  await closeCarried(tx, {
    ...{ home, id, state: 'accepted', at: now, by: taking.decided_by, village: taking.to_village },
    toldSealed: await sealTold(needs, tx, move, { decidedBy }),
    recordSealed: await sealField(needs, tx, { ...own(move), field: fieldHere.record(id), text }),
  })
  const event = { id: uuidv7(), kind: 'left', at: now, by: '' } as const
  const decision = decideLifeEvent({ facts: await lifeFacts(tx, home, person.id), event })
  if (decision.outcome === 'refused') throw new Error(`who is here can leave: ${decision.reason}`)
  const fact = {
    ...{
      home,
      id: event.id,
      person: person.id,
      kind: event.kind,
      at: now,
      claimedAt: now,
      doubt: 'none',
      account: null,
    },
    ...{ day: null, noteSealed: null, takesBack: null, bodyHash: createHash('sha256').update(id).digest(), move: id },
  }
  await applyLife(needs, tx, { person, life: decision.life, fact, now, values })
  // A binding to one team here is of the time here: who comes back is served as the village is (CARE-TEAM-3).
  await endBinding(tx, { home, kind: 'person', subject: person.id })
  await writeAudit(tx, null, {
    action: 'move.gave',
    subject: person.id,
    place: move.from_township,
    detail: { to: move.to_township },
  })
}

/** The other county has taken the person in: the copy that travelled goes. */
export const tidy = async (needs: CareNeeds, { giving }: Sides): Promise<'done'> => {
  const { home, id } = giving
  await inTransaction(needs.db.worker, countyScope(home), (tx) => keepRecord(tx, { home, id, sealed: null }))
  return 'done'
}
