import { RecordFollowup, type RoundPartBody } from '@lianfang/contract'
import { contactOf, isAsked, missingOf, refusePart, residentState } from '@lianfang/domain/care'
import { instantOf } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { bulkId } from '../../../kernel/ids/index.js'
import { isProblem, problem } from '../../../kernel/problems/index.js'
import { leaveInbox } from '../../../kernel/settle/index.js'
import { givenFor, type RecordGiven, recordWithin } from '../followups/record-followup.js'
import type { CareNeeds } from '../needs.js'
import { lifeOfRow } from '../people/life-row.js'
import { type CareHomeRow, homeById, lockHome } from './sql.js'
import { type AskedRow, addPart, addRound, completeRound, partsOf, rosterStates, roundById } from './sql-rounds.js'
import { targetOf } from './tell.js'

type Rounding = Call<'careHome.round'>
type Answer = {
  readonly personId: string
  readonly outcome: 'recorded' | 'already-recorded' | 'refused'
  readonly alarm: boolean
  readonly reason: string | null
  readonly field: string | null
}

// Twenty residents a transaction: whoever records one of them by telephone at this moment waits for a few milliseconds, and a
// round of three hundred, cut off halfway, has kept what it had.
const chunkSize = 20
const chunkMs = 5_000

/**
 * Records a round (K21): every part is a follow-up of its own, by the same rules as one taken by telephone, so that tier, due
 * moment, alarms and figures follow at once. The round has the command's id and the parts have theirs: the same again goes on
 * where it stopped. It is done when nobody on the roster who is to be asked is missing.
 */
export const recordRound = async (needs: CareNeeds, call: Rounding) => {
  const { body } = call
  const row = await begin(needs, call)
  const given: RecordGiven = { ...(await givenFor(needs, call)), ending: 'goOn' }
  // In one order, so that two rounds of a house at once do not wait for each other for ever.
  const parts = [...body.parts].sort((a, b) => (a.personId < b.personId ? -1 : 1))
  const answers: Answer[] = []
  for (let from = 0; from < parts.length; from += chunkSize) {
    const chunk = parts.slice(from, from + chunkSize)
    answers.push(...(await recordChunk(needs, call, { row, given, chunk })))
  }
  return { ...(await finish(needs, call, row)), parts: answers }
}

const begin = (needs: CareNeeds, call: Rounding): Promise<CareHomeRow> => {
  const { body, params, scope, actor, require } = call
  const home = scope.county
  return inTransaction(needs.db.app, scope, async (tx) => {
    const row = await homeById(tx, home, params.id)
    if (row === undefined) throw problem('not-found')
    require(targetOf(row))
    if (row.closed_on !== null) throw problem('careHome.closed')
    const at = new Date(needs.now())
    if ((await addRound(tx, { home, id: body.id, careHome: row.id, at, account: actor.accountId })) === 0) {
      const round = await roundById(tx, home, body.id)
      if (round?.care_home !== row.id) throw problem('command.other-body', { id: body.id })
    }
    return row
  })
}

type Chunk = {
  readonly row: CareHomeRow
  readonly given: RecordGiven
  readonly chunk: readonly RoundPartBody[]
}

const recordChunk = (needs: CareNeeds, call: Rounding, { row, given, chunk }: Chunk): Promise<Answer[]> => {
  const { scope, body } = call
  const home = scope.county
  const work = async (tx: Tx): Promise<Answer[]> => {
    // Two phones that go on with one round wait for each other: each resident is recorded once.
    await lockHome(tx, home, row.id)
    const roster = new Map((await rosterStates(tx, home, row.id)).map((r) => [r.person, askedOf(r, row)]))
    const told = new Map((await partsOf(tx, home, body.id)).map((p) => [p.person, p.followup]))
    const answers: Answer[] = []
    for (const part of chunk) {
      const before = told.get(part.personId)
      const known = before === part.id
      // What is saved already is answered, also when the resident was taken to hospital since.
      const resident: 'none' | 'asked' | 'notAsked' = known ? 'asked' : (roster.get(part.personId) ?? 'none')
      const at = { resident, before: before !== undefined && !known }
      const reason = refusePart(part, at)
      const answer = reason === null ? await recordPart(needs, tx, { call, row, given, part }) : refused(part, reason)
      told.set(part.personId, answer.outcome === 'refused' ? (before ?? '') : part.id)
      if (answer.outcome === 'refused' && before === undefined) told.delete(part.personId)
      answers.push(answer)
    }
    return answers
  }
  return inTransaction(needs.db.app, scope, work, { longMs: chunkMs })
}

const askedOf = (r: AskedRow, row: CareHomeRow): 'asked' | 'notAsked' =>
  isAsked(residentState({ village: r.village, life: lifeOfRow(r) }, row.village)) ? 'asked' : 'notAsked'

const refused = (part: RoundPartBody, reason: string, field: string | null = null): Answer => ({
  ...{ personId: part.personId, outcome: 'refused', alarm: false, reason },
  field: field ?? fieldOf(reason),
})

const fieldOf = (reason: string): string | null => {
  if (reason === 'spo2-implausible') return 'spo2Percent'
  return reason === 'temperature-implausible' ? 'temperatureC' : null
}

/** The part as the follow-up that it is: the nurse stands at the bed. */
const commandOf = (part: RoundPartBody, round: string) => ({
  ...part,
  channel: 'visit',
  outcome: contactOf(part.state),
  // "Well", said of all the others with one tap, is no word on symptoms: it must not end anybody's daily monitoring (CARE-INF-2).
  symptoms: part.state === 'unwell' ? 'same' : null,
  call: round,
})

type One = Omit<Chunk, 'chunk'> & { readonly call: Rounding; readonly part: RoundPartBody }

const recordPart = async (needs: CareNeeds, tx: Tx, { call, row, given, part }: One): Promise<Answer> => {
  const { scope, actor, require, body } = call
  const read = RecordFollowup.safeParse(commandOf(part, body.id))
  // A slip of the finger (930, 9.3) is this resident's alone; the others are kept.
  if (!read.success) return refused(part, 'value', String(read.error.issues[0]?.path[0] ?? ''))
  try {
    const answer = await recordWithin(needs, tx, { body: read.data, actor, scope, require }, given)
    if (answer.outcome === 'refused') return refused(part, answer.reason)
    if (answer.outcome === 'stale') return refused(part, 'value')
    const { personId, id, state } = part
    await addPart(tx, { home: scope.county, round: body.id, person: personId, careHome: row.id, followup: id, state })
    return { personId, outcome: answer.outcome, alarm: answer.result.alarm, reason: null, field: null }
  } catch (error) {
    if (isProblem(error) && error.problem === 'command.other-body') return refused(part, 'part-twice')
    // In another team's village since: the others' parts are answered all the same.
    if (isProblem(error) && error.problem === 'not-found') return refused(part, 'part-not-resident')
    throw error
  }
}

/** Whether the round is done now, judged with the home locked: two who finish it at once finish it once. */
const finish = (needs: CareNeeds, call: Rounding, row: CareHomeRow) => {
  const { scope, actor, body } = call
  const home = scope.county
  return inTransaction(needs.db.app, scope, async (tx) => {
    await lockHome(tx, home, row.id)
    const asked = (await rosterStates(tx, home, row.id)).filter((r) => askedOf(r, row) === 'asked')
    const told = (await partsOf(tx, home, body.id)).map((p) => p.person)
    const missing = missingOf(
      asked.map((r) => r.person),
      told,
    )
    const round = await roundById(tx, home, body.id)
    const now = instantOf(needs.now())
    if (missing.length === 0 && round?.completed_at === null)
      await completeRound(tx, { home, id: body.id, careHome: row.id, now: new Date(now) })
    const news = { id: bulkId(), county: home, kind: 'care.care-home-round', subject: row.id }
    await leaveInbox(tx, [{ ...news, township: row.township, village: row.village, team: row.team }])
    const detail = { round: body.id, missing: missing.length }
    await writeAudit(tx, actor, {
      action: 'careHome.round',
      subject: row.id,
      place: row.village,
      count: told.length,
      detail,
    })
    // Done once, done for good: somebody who moved in since is the next round's.
    const complete = missing.length === 0 || (round?.completed_at ?? null) !== null
    return { id: body.id, complete, missing: complete ? 0 : missing.length }
  })
}
