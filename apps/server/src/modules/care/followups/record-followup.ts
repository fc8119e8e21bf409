import { createHash } from 'node:crypto'
import type { FollowupAnswer, RecordFollowup } from '@lianfang/contract'
import {
  type CountedFact,
  decideFollowup,
  type FollowupDecision,
  type FollowupValues,
  heldFlags,
  type NextDue,
  recordedOn,
} from '@lianfang/domain/care'
import type { AlarmValues, DueValues, Gate } from '@lianfang/domain/policy'
import { dayIn, type Instant, instantOf, type PlaceCode, parseInstant, townshipOf } from '@lianfang/domain/shared'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { bulkId } from '../../../kernel/ids/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { markCorrected } from '../alarms/corrected.js'
import { raiseAlarm } from '../alarms/raise.js'
import { referWhoMust } from '../alarms/refer.js'
import { endEpisode, setMonitoring } from '../alarms/sql-episodes.js'
import type { CareNeeds } from '../needs.js'
import { lifeOfRow } from '../people/life-row.js'
import { liftedOf, rankOf } from '../people/record.js'
import { sealField } from '../people/secrets.js'
import { sinceOfRow } from '../people/since-row.js'
import { loadAnew, reopenEpisode } from './anew.js'
import { type Judged, judge, type Monitoring, monitoringAfter } from './judge.js'
import { checkedOf, factsOf, type KnownRow, lockKnown, type RecordedRow, recordedBefore, saveFollowup } from './sql.js'

/** The command's own bytes, without what differs from try to try: the same id with another body is refused. */
const hashOf = (command: RecordFollowup): Buffer => {
  const { lastPullAt: _pull, ...body } = command
  // What was left out weighs nothing, so that a phone's repeat is known after an update that asks for more.
  const said = Object.entries(body).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  )
  return createHash('sha256').update(JSON.stringify(said.sort())).digest()
}

const dueInfo = (due: { dueAt: number | null; reason: NextDue['reason']; mode: NextDue['mode']; ruleId: string }) => ({
  ...due,
  dueAt: due.dueAt === null ? null : new Date(due.dueAt).toISOString(),
})

const repeated = (row: RecordedRow, command: RecordFollowup, hash: Buffer): FollowupAnswer => {
  if (!row.body_hash.equals(hash)) throw problem('command.other-body', { id: command.id })
  const due = dueInfo({ dueAt: row.due_at, reason: row.due_reason, mode: row.due_mode, ruleId: row.due_rule })
  return {
    outcome: 'already-recorded',
    result: { id: command.id, personId: row.person, at: new Date(row.at).toISOString(), due, alarm: row.alarm },
  }
}

type RecordNeeds = Pick<CareNeeds, 'keys' | 'zone'>

/** What one follow-up is recorded with: who records it, under which values. */
export type RecordCall = Pick<Call<'followup.record'>, 'body' | 'actor' | 'scope' | 'require'>
export type RecordGiven = {
  readonly receivedAt: Instant
  readonly values: FollowupValues & { readonly due: DueValues }
  readonly alarms: Gate<AlarmValues>
  /** `goOn`: more follows in the same transaction. */
  readonly ending: 'commit' | 'goOn'
  /** What withdraws: its worker, or whoever checked the work (CARE-CHECK-7). */
  readonly withdraws?: 'check'
}

/** The values in force for recording at the caller's place. */
export const givenFor = async (needs: CareNeeds, { actor }: Pick<RecordCall, 'actor'>): Promise<RecordGiven> => {
  const receivedAt = instantOf(needs.now())
  const care = await needs.policy.care(actor.place, dayIn(receivedAt, needs.zone))
  const values = { due: openGate(care.due), clock: openGate(care.clock), readings: openGate(care.readings) }
  return { receivedAt, values, alarms: care.alarms, ending: 'commit' }
}

/** Records one follow-up, attempt or correction: load, decide, save, in one transaction that touches one county (K3). */
export const recordFollowup = async (needs: CareNeeds, call: Call<'followup.record'>): Promise<FollowupAnswer> => {
  const given = await givenFor(needs, call)
  return inTransaction(needs.db.app, call.scope, (tx) => recordWithin(needs, tx, call, given))
}

/** The same inside a transaction that does more: a round records everybody of a home (K21). */
export const recordWithin = async (
  needs: RecordNeeds,
  tx: Tx,
  call: RecordCall,
  given: RecordGiven,
): Promise<FollowupAnswer> => recordSaid(needs, tx, call, { ...given, hash: hashOf(call.body) })

/** `hash`: of the command as it was sent, also where it names a record that was joined into another. */
const recordSaid = async (
  needs: RecordNeeds,
  tx: Tx,
  call: RecordCall,
  given: RecordGiven & { readonly hash: Buffer },
): Promise<FollowupAnswer> => {
  const { body: command, scope, require } = call
  const { receivedAt, values, alarms, ending, hash, withdraws } = given
  const home = scope.county
  // Sent together, run one after the other: the second sees what a repeat committed while the first waited for its lock.
  const [known, before] = await Promise.all([
    lockKnown(tx, home, command.personId),
    recordedBefore(tx, home, command.id),
  ])
  if (known === undefined) throw problem('not-found')
  require({ place: placeOf(known), teamId: known.team, personId: command.personId })
  if (before !== undefined) return repeated(before, command, hash)
  const personId = recordedOn({ ...command, joinedTo: known.joined_to })
  if (personId === 'corrects-joined') return { outcome: 'refused', reason: personId }
  if (personId !== command.personId) return recordSaid(needs, tx, { ...call, body: { ...command, personId } }, given)
  const anew = await loadAnew(tx, home, { command, known })
  const monitoring = monitoringAfter({ command, known, at: momentOf(command, receivedAt), anew }, values.due.episode)
  const decide = (facts: readonly CountedFact[] | null): FollowupDecision =>
    decideFollowup({
      known: knownPerson(known, monitoring),
      command: parsed(command),
      role: call.actor.role,
      receivedAt,
      zone: needs.zone,
      values,
      facts,
    })
  let decision = decide(null)
  if (decision.outcome === 'needs-facts') decision = decide(await factsOf(tx, home, command.personId))
  if (decision.outcome === 'refused') return refusedAs(tx, home, decision)
  if (decision.outcome === 'needs-facts') throw new Error('facts were handed in')
  const judged = judge({ command, known, at: decision.at, zone: needs.zone, alarms: () => openGate(alarms), anew })
  const saved = await save(needs, tx, { call, known, decision, hash, judged, monitoring, ending, withdraws })
  // The person's row was locked, so a repeat was seen above: the id belongs to a fact about somebody else.
  if (saved === 0) throw problem('command.other-body', { id: command.id })
  await saveRest(tx, { call, known, decision, judged, monitoring, receivedAt, alarms })
  return { outcome: 'recorded', result: resultOf(command, decision, { judged, monitoring }) }
}

type Refused = Extract<FollowupDecision, { outcome: 'refused' }>

/** The refusal in the words of the wire: of what a check withdrew with as what, where and when. */
const refusedAs = async (tx: Tx, home: string, refused: Refused): Promise<FollowupAnswer> => {
  const { outcome, reason } = refused
  const known = reason === 'corrects-checked' ? await checkedOf(tx, home, refused.withdrawal) : undefined
  if (known === undefined) return { outcome, reason }
  const { role, place, at } = known
  const name = (await placesByCode(tx, [place])).get(place)?.name ?? place
  return { outcome, reason, checked: { role, place: name, at: new Date(at).toISOString() } }
}

type Recorded = Extract<FollowupDecision, { outcome: 'recorded' }>

type Follows = { readonly judged: Judged; readonly monitoring: Monitoring }

const resultOf = (command: RecordFollowup, { at, due }: Recorded, { judged, monitoring }: Follows) => ({
  id: command.id,
  personId: command.personId,
  at: new Date(at).toISOString(),
  due: dueInfo(due),
  alarm: judged.verdict.outcome === 'alarm',
  ...(monitoring.change === 'ends' ? { monitoringEnded: true as const } : {}),
})

const placeOf = (known: KnownRow): PlaceCode => (known.village ?? known.township) as PlaceCode // stored from checked codes

/** Township, village and team of what is counted, as the fact's row names them. */
const rowPlace = ({ place, team }: Recorded['counted']) => ({
  township: townshipOf(place as PlaceCode), // of a stored row
  village: place.length === 12 ? place : null,
  team,
})

const parsed = (command: RecordFollowup) => ({
  ...command,
  claimedAt: parseInstant(command.at) ?? instantOf(0),
  lastPullAt: command.lastPullAt === null ? null : parseInstant(command.lastPullAt),
})

/** When it happened as far as the device says, never after it arrived. */
const momentOf = (command: RecordFollowup, receivedAt: Instant): Instant =>
  instantOf(Math.min(parseInstant(command.at) ?? receivedAt, receivedAt))

const knownPerson = (known: KnownRow, { episodeSince }: Monitoring) => ({
  place: placeOf(known),
  team: known.team,
  tier: known.tier,
  provisional: known.provisional,
  waiting: known.waiting,
  takenInAt: known.taken_in_at,
  dutySince: known.duty_since,
  tierSince: known.tier_since,
  flags: heldFlags(known, { ...sinceOfRow(known), episodeSince }),
  life: lifeOfRow(known),
  dueAt: known.due_at,
  state: {
    twoWayAt: known.two_way_at,
    attemptsAt: known.attempts_at,
    lastAt: known.attempts_at[0] ?? known.two_way_at[0] ?? null,
  },
})

type Saving = {
  readonly call: RecordCall
  readonly known: KnownRow
  readonly decision: Recorded
  readonly hash: Buffer
  readonly judged: Judged
  readonly monitoring: Monitoring
  readonly ending: RecordGiven['ending']
  readonly withdraws: RecordGiven['withdraws']
}

const dateOf = (at: Instant | null): Date | null => (at === null ? null : new Date(at))

/** Whether more than the follow-up itself is to be written: then the commit waits for that. */
const hasRest = ({ call, judged, monitoring }: Pick<Saving, 'call' | 'judged' | 'monitoring'>): boolean =>
  judged.verdict.outcome === 'alarm' || monitoring.change !== 'none' || call.body.corrects !== null

const save = async (needs: RecordNeeds, tx: Tx, saving: Saving): Promise<number> => {
  const { call, known, decision, hash, judged } = saving
  const { body: command, actor, scope } = call
  const home = scope.county
  const { due, state } = decision
  const noteSealed =
    command.note === null || command.note === ''
      ? null
      : await sealField(needs, tx, { home, person: command.personId, field: `note:${command.id}`, text: command.note })
  const ranked = {
    tier: known.tier,
    contact: state.twoWayAt.length === 0 ? 'never' : 'reached',
    life: lifeOfRow(known),
    daily: saving.monitoring.episodeSince !== null,
  } as const
  const row = {
    ...command,
    home,
    person: command.personId,
    at: new Date(decision.at),
    claimedAt: new Date(command.at),
    doubt: decision.doubt,
    account: actor.accountId,
    role: actor.role,
    checkedAs: saving.withdraws === 'check' && command.outcome === 'withdrawn' ? actor.role : null,
    team: known.team,
    township: known.township,
    village: known.village,
    counted: rowPlace(decision.counted),
    noteSealed,
    bodyHash: hash,
    due: { at: due.dueAt === null ? null : new Date(due.dueAt), reason: due.reason, mode: due.mode, rule: due.ruleId },
    twoWayAt: state.twoWayAt.map((t) => new Date(t)),
    attemptsAt: state.attemptsAt.map((t) => new Date(t)),
    auditId: bulkId(),
    rank: rankOf(ranked),
    lifted: liftedOf(ranked),
    lastSpo2: { percent: judged.state.lastSpo2Percent, at: dateOf(judged.state.lastSpo2At) },
    feverSince: dateOf(judged.state.feverSince),
    deltas: decision.deltas.map((d) => ({ ...d, fact: command.id, county: home })),
  }
  return saveFollowup(tx, row, hasRest(saving) ? 'goOn' : saving.ending)
}

type Rest = Omit<Saving, 'hash' | 'ending' | 'withdraws'> & {
  readonly receivedAt: Instant
  readonly alarms: Gate<AlarmValues>
}

/** Daily monitoring as it is now: ended, or open again where its end was a mistake; who is red by now is to be referred. */
const saveMonitoring = async (tx: Tx, { call, known, decision, monitoring, receivedAt, alarms }: Rest) => {
  const { episodeSince, symptomsAt, change, endsAt, reopened } = monitoring
  if (change === 'none') return
  const [home, person] = [call.scope.county, call.body.personId]
  if (reopened !== null) await reopenEpisode(tx, home, reopened)
  await setMonitoring(tx, { home, person, since: dateOf(episodeSince), at: dateOf(symptomsAt) })
  if (change === 'ends') {
    const at = new Date(endsAt ?? decision.at)
    await endEpisode(tx, { home, person, at, by: null, reason: 'symptomFree', noteSealed: null, command: null })
  }
  if (change !== 'reopens') return
  const { township, village, team, tier } = known
  const ill = { person, township, village, team, tier, life: lifeOfRow(known), episodeSince }
  await referWhoMust(tx, { home, people: [ill], now: receivedAt, alarms })
}

/** What few follow-ups leave behind besides: an alarm, and the state of daily monitoring. */
const saveRest = async (tx: Tx, rest: Rest): Promise<void> => {
  const { call, known, decision, judged, receivedAt } = rest
  const { body: command, scope } = call
  const [home, person] = [scope.county, command.personId]
  if (command.corrects !== null) await markCorrected(tx, home, command.corrects)
  await saveMonitoring(tx, rest)
  if (judged.verdict.outcome === 'quiet') return
  const { reasons, urgent } = judged.verdict
  const { township, village, team } = known
  await raiseAlarm(tx, {
    ...{ home, id: command.id, person, township, village, team, kind: 'reading', reasons, urgent },
    now: receivedAt,
    measuredAt: decision.at,
    spo2Percent: command.spo2Percent,
    values: openGate(rest.alarms),
  })
}
