import { createHash } from 'node:crypto'
import {
  compareTiers,
  type JoinRefusal,
  joinedPast,
  lifeOf,
  type MergeChoices,
  mergedByChoice,
  type PersonFields,
  refuseJoining,
} from '@lianfang/domain/care'
import { dayIn, type Instant, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { mergedLines } from '../ledger/sides.js'
import { applyLife } from '../life/apply-life.js'
import { bringAlong } from '../life/between-counties/bring-along.js'
import { type CarriedRecord, recordOf } from '../life/between-counties/record.js'
import { setCarried } from '../life/between-counties/sql.js'
import { lifeBefore, lifeFacts } from '../life/sql.js'
import type { CareNeeds } from '../needs.js'
import { changePerson } from '../people/change-person.js'
import { type ChangeValues, changeValues } from '../people/change-values.js'
import { loadPeople, type StoredPerson } from '../people/load-people.js'
import { sealField } from '../people/secrets.js'
import { teamAfterMove } from '../teams/serving.js'
import { endBinding } from '../teams/sql-bindings.js'
import { addMerged, hangingOn, setJoined } from './sql.js'

type Answer =
  | { readonly outcome: 'recorded' | 'already-recorded'; readonly personId: string }
  | { readonly outcome: 'refused'; readonly reason: JoinRefusal }

type Joining = {
  readonly home: string
  readonly id: string
  readonly account: string
  readonly kept: StoredPerson
  readonly other: StoredPerson
  /** The one record of both. */
  readonly fields: PersonFields
  readonly chosen: MergeChoices
  readonly reason: string
  readonly hash: Buffer
  readonly now: Instant
  readonly values: ChangeValues
}

const hashOf = ({ params, body }: Pick<Call<'person.join'>, 'params' | 'body'>): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([params.id, ...Object.entries(body).sort()]))
    .digest()

/**
 * Two records of one person become one (K1): the other's talks, open alarms, infection and what a medic said go on in the
 * record that is kept, under the facts that were chosen; the other says where it goes on. Nothing is deleted.
 */
export const joinRecords = async (needs: CareNeeds, call: Call<'person.join'>): Promise<Answer> => {
  const { body, params, scope, actor, require } = call
  const home = scope.county
  const hash = hashOf(call)
  const now = instantOf(needs.now())
  const values = changeValues(await needs.policy.care(actor.place, dayIn(now, needs.zone)))
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const people = await loadPeople(needs, tx, { home, people: [params.id, body.other], lock: true })
      const [kept, other] = [people.get(params.id), people.get(body.other)]
      if (kept === undefined || other === undefined) throw problem('not-found')
      for (const one of [kept, other]) {
        require({ place: placeOf(one), teamId: one.team, personId: one.id })
      }
      const before = await lifeBefore(tx, home, body.id)
      if (before !== undefined) {
        if (before.person !== other.id || !before.body_hash.equals(hash))
          throw problem('command.other-body', { id: body.id })
        return { outcome: 'already-recorded', personId: kept.id }
      }
      const reason = refuseJoining({ kept, other: { ...other, hanging: await hangingOn(tx, home, other.id) } })
      if (reason !== null) return { outcome: 'refused', reason }
      const chosen: MergeChoices = Object.fromEntries(body.take.map(({ field, side }) => [field, side]))
      const fields = mergedByChoice(kept.fields, other.fields, chosen)
      const at = { home, id: body.id, account: actor.accountId, reason: body.reason, hash, now, values }
      await join(needs, tx, { ...at, kept, other, fields, chosen })
      await writeAudit(tx, actor, {
        action: 'person.join',
        subject: kept.id,
        place: placeOf(kept),
        detail: { other: other.id },
      })
      return { outcome: 'recorded', personId: kept.id }
    },
    { longMs: 10_000 },
  )
}

const placeOf = (person: StoredPerson): PlaceCode => (person.fields.village ?? person.fields.township) as PlaceCode // stored from checked codes

const join = async (needs: CareNeeds, tx: Tx, joining: Joining): Promise<void> => {
  const { home, id, kept, other, fields, values, now, hash } = joining
  const record = await recordOf(needs, tx, { home, person: other })
  await giveUp(needs, tx, joining)
  await noteJoin(needs, tx, joining)
  await goOn(needs, tx, joining, record)
  const move = { home, id, body_hash: hash }
  const along = { move, record, fields, values: { now, ...values } }
  await bringAlong(needs, tx, { taking: along, person: kept.id, known: kept })
}

/** The other record leaves figures and lists as who moved away does, and says where it goes on. */
const giveUp = async (needs: CareNeeds, tx: Tx, joining: Joining): Promise<void> => {
  const { home, id, account, kept, other, reason, hash, now, values } = joining
  const event = { id, kind: 'left', at: now, by: account, joinedTo: kept.id } as const
  const life = lifeOf([...(await lifeFacts(tx, home, other.id)), event])
  const noteSealed = await sealField(needs, tx, { home, person: other.id, field: `life:${id}`, text: reason })
  const fact = {
    ...{ home, id, person: other.id, kind: event.kind, at: now, claimedAt: now, doubt: 'none', account },
    ...{ day: null, noteSealed, takesBack: null, bodyHash: hash, joinedTo: kept.id },
  }
  if ((await applyLife(needs, tx, { person: other, life, fact, now, values })) === 0)
    throw problem('command.other-body', { id })
  await endBinding(tx, { home, kind: 'person', subject: other.id })
  await setJoined(tx, { home, kept: kept.id, other: other.id })
}

const noteJoin = async (needs: CareNeeds, tx: Tx, joining: Joining): Promise<void> => {
  const { home, id, account, kept, other, fields, chosen, now } = joining
  const codes = [kept, other].flatMap(({ fields: f }) => [f.township, f.village ?? f.township])
  const two = { known: kept.fields, read: other.fields, now: fields }
  const text = JSON.stringify(mergedLines(two, chosen, await placesByCode(tx, codes)))
  const sealed = await sealField(needs, tx, { home, person: kept.id, field: `merged:${id}`, text })
  await addMerged(tx, { home, id, kept: kept.id, other: other.id, at: new Date(now), account, sealed })
}

/** Tier and due moment follow from the facts of both, from what a medic said of either and from every talk. */
const goOn = async (needs: CareNeeds, tx: Tx, joining: Joining, record: CarriedRecord): Promise<void> => {
  const { home, account, kept, fields, now, values } = joining
  const theirs = record.override
  // Of two judgements of medics the one that is here stands; the other's only where it is the stricter one.
  const stricter = kept.override === null && theirs !== null && compareTiers(theirs.tier, kept.tier) > 0
  const override = stricter ? theirs : kept.override
  await changePerson(needs, tx, {
    ...{ home, account, now, zone: needs.zone, values, cause: 'join', fields },
    before: { ...kept, override },
    team: await teamAfterMove(tx, home, { before: kept, fields }),
    episodeSince: kept.episodeSince ?? record.episodeSince,
    past: joinedPast(kept, record),
    referral: 'later',
  })
  await setCarried(tx, {
    ...{ home, person: kept.id, record: { ...record, override }, life: null, baselineOf: 'ledger' },
  })
}
