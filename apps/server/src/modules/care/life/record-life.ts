import { createHash } from 'node:crypto'
import type { LifeAnswer, RecordLife, TakeBackLife } from '@lianfang/contract'
import {
  clampEffective,
  decideLifeEvent,
  decideTakingBack,
  type LifeDecision,
  type LifeFact,
} from '@lianfang/domain/care'
import {
  addDays,
  type Day,
  dayIn,
  type Instant,
  instantOf,
  type PlaceCode,
  parseDay,
  parseInstant,
  startOfDay,
} from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { homeOfPerson } from '../care-homes/sql-roster.js'
import { takeApart } from '../join/take-apart.js'
import type { CareNeeds } from '../needs.js'
import { type ChangeValues, changeValues } from '../people/change-values.js'
import { loadPeople, type StoredPerson } from '../people/load-people.js'
import { dueInfoOf, type ListedRow, lifeInfoOf, listedColumns, listedFrom } from '../people/rows.js'
import { sealField } from '../people/secrets.js'
import { applyLife } from './apply-life.js'
import { deathKnown } from './between-counties/tell.js'
import { lifeBefore, lifeFacts, type NewFact } from './sql.js'

type Command = RecordLife | TakeBackLife
type Recording = Call<'life.record'> | Call<'life.take-back'>

/** The command's own bytes, without what differs from try to try: the same id with another body is refused. */
const hashOf = (person: string, command: Command): Buffer => {
  const { lastPullAt: _pull, ...body } = command
  return createHash('sha256')
    .update(JSON.stringify([person, ...Object.entries(body).sort()]))
    .digest()
}

type Given = { readonly now: Instant; readonly values: ChangeValues; readonly toleranceMinutes: number }

const given = async (needs: CareNeeds, place: PlaceCode): Promise<Given> => {
  const now = instantOf(needs.now())
  const care = await needs.policy.care(place, dayIn(now, needs.zone))
  const values = changeValues(care)
  return { now, values, toleranceMinutes: openGate(care.clock).toleranceMinutes }
}

/** Records what happened in a person's life: load and lock, decide, save; what is owed follows at once (K20). */
export const recordLife = (needs: CareNeeds, call: Call<'life.record'>): Promise<LifeAnswer> => {
  const { body, actor } = call
  return record(needs, call, async (tx, { at, day, countsFrom }) => {
    const facts = await lifeFacts(tx, call.scope.county, call.params.id)
    const event = { id: body.id, kind: body.kind, at, by: actor.accountId }
    const home = body.kind === 'away' ? await homeOfPerson(tx, call.scope.county, call.params.id) : undefined
    const counted = countsFrom === null ? event : { ...event, countsFrom }
    const told = day === null ? {} : { told: { day, zone: needs.zone } }
    return decideLifeEvent({ facts, event: counted, resident: home !== undefined, ...told })
  })
}

/** Takes back what did not happen; a death only by somebody else than who entered it (K20). */
export const takeBackLife = (needs: CareNeeds, call: Call<'life.take-back'>): Promise<LifeAnswer> => {
  const { body, actor } = call
  return record(needs, call, async (tx, { at }) => {
    const facts = await lifeFacts(tx, call.scope.county, call.params.id)
    return decideTakingBack({ facts, fact: { id: body.id, at, by: actor.accountId, takesBack: body.event } })
  })
}

type Moment = { readonly at: Instant; readonly day: Day | null; readonly countsFrom: Instant | null }
type Decide = (tx: Tx, moment: Moment) => Promise<LifeDecision>

const record = async (needs: CareNeeds, call: Recording, decide: Decide): Promise<LifeAnswer> => {
  const { body, params, scope, actor, require } = call
  const home = scope.county
  const at = await given(needs, actor.place)
  const hash = hashOf(params.id, body)
  const day = dayOf(body, dayIn(at.now, needs.zone))
  return inTransaction(needs.db.app, scope, async (tx) => {
    const person = (await loadPeople(needs, tx, { home, people: [params.id], lock: true })).get(params.id)
    if (person === undefined) throw problem('not-found')
    require({ place: placeOf(person), teamId: person.team, personId: person.id })
    // The person is locked: a repeat waited here and sees what the first try left.
    const before = await lifeBefore(tx, home, body.id)
    if (before !== undefined) {
      if (before.person !== params.id || !before.body_hash.equals(hash))
        throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded', result: await standsNow(tx, home, { id: body.id, person: params.id }) }
    }
    const effective = clampEffective({
      claimedAt: parseInstant(body.at) ?? at.now,
      lastPullAt: body.lastPullAt === null ? null : parseInstant(body.lastPullAt),
      receivedAt: at.now,
      toleranceMinutes: at.toleranceMinutes,
    })
    const countsFrom = countsFromOf(body, day, needs.zone)
    const decision = await decide(tx, { at: effective.at, day, countsFrom })
    if (decision.outcome === 'refused') return decision
    await save(needs, tx, { call, person, life: decision.life, effective, day, countsFrom, hash, given: at })
    return { outcome: 'recorded', result: await standsNow(tx, home, { id: body.id, person: params.id }) }
  })
}

const placeOf = (person: StoredPerson): PlaceCode => (person.fields.village ?? person.fields.township) as PlaceCode // stored from checked codes

const isPause = new Set<string>(['admission', 'discharge'])

/** The end of the day that was told: nobody says at what hour somebody came home. */
const countsFromOf = (body: Command, day: Day | null, zone: string): Instant | null =>
  day !== null && 'kind' in body && isPause.has(body.kind) ? startOfDay(addDays(day, 1), zone) : null

const dayOf = (body: Command, today: string): Day | null => {
  if (!('day' in body) || body.day === null) return null
  const day = parseDay(body.day)
  if (day === null || day > today) throw problem('request.invalid', { day: body.day })
  return day
}

type Saving = {
  readonly call: Recording
  readonly person: StoredPerson
  readonly life: Extract<LifeDecision, { outcome: 'recorded' }>['life']
  readonly effective: ReturnType<typeof clampEffective>
  readonly day: Day | null
  readonly countsFrom: Instant | null
  readonly hash: Buffer
  readonly given: Given
}

const save = async (needs: CareNeeds, tx: Tx, saving: Saving): Promise<void> => {
  const { call, person, life, effective, day, countsFrom, hash } = saving
  const { body, actor, scope } = call
  const home = scope.county
  const kind: NewFact['kind'] = 'kind' in body ? body.kind : 'takenBack'
  const field = `life:${body.id}`
  const noteSealed =
    body.note === null || body.note === ''
      ? null
      : await sealField(needs, tx, { home, person: person.id, field, text: body.note })
  const fact = {
    home,
    id: body.id,
    person: person.id,
    kind,
    at: effective.at,
    claimedAt: parseInstant(body.at) ?? effective.at,
    doubt: effective.doubt,
    account: actor.accountId,
    day,
    countsFrom,
    noteSealed,
    takesBack: 'event' in body ? body.event : null,
    bodyHash: hash,
  }
  const added = await applyLife(needs, tx, { person, life, fact, now: saving.given.now, values: saving.given.values })
  // The person's own repeat was seen before: the id belongs to a fact about somebody else.
  if (added === 0) throw problem('command.other-body', { id: body.id })
  const joined = 'event' in body ? await joinedBy(tx, home, { person: person.id, event: body.event }) : undefined
  if (joined !== undefined) {
    const { now, values } = saving.given
    await takeApart(needs, tx, { home, person, joined, account: actor.accountId, now, values })
  }
  const takesBackDeath = kind === 'takenBack' && person.life.status === 'dead'
  if (kind === 'death' || takesBackDeath) {
    const died = kind === 'death' ? new Date(effective.at) : null
    await deathKnown(tx, { scope, person: person.id, at: died, account: actor.accountId })
  }
  await writeAudit(tx, actor, { action: 'life.record', subject: person.id, place: placeOf(person), detail: { kind } })
}

/** The fact that is taken back, where it joined this record into another. */
const joinedBy = async (
  tx: Tx,
  home: string,
  { person, event }: { readonly person: string; readonly event: string },
): Promise<LifeFact | undefined> =>
  (await lifeFacts(tx, home, person)).find(({ id, joinedTo }) => id === event && joinedTo !== undefined)

type Stands = Pick<ListedRow, 'life' | 'life_since' | 'away' | 'due_at' | 'reason' | 'mode' | 'rule_id'>

const standsNow = async (tx: Tx, home: string, at: { readonly id: string; readonly person: string }) => {
  const row = await tx.row(
    sql<Stands>`select ${listedColumns} from ${listedFrom} where d.home = ${home} and d.person = ${at.person}`,
  )
  if (row === undefined) throw problem('not-found')
  return { id: at.id, personId: at.person, life: lifeInfoOf(row), due: dueInfoOf(row) }
}
