import { RecordFollowup } from '@lianfang/contract'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../../../kernel/db/index.js'
import { type RecordCall, type RecordGiven, recordWithin } from '../followups/record-followup.js'
import type { CareNeeds } from '../needs.js'
import { personKey } from '../people/secrets.js'

type Talk = {
  readonly id: string
  readonly person: string
  readonly channel: RecordFollowup['channel']
}

/** Of talks, and of whoever was reached by the same call, the entry that stands now: it or its newest correction. */
const standing = (tx: Tx, home: string, followups: readonly string[]): Promise<Talk[]> =>
  tx.rows(sql<Talk>`
    with recursive entry as (
      select f.id, f.person, f.channel, f.outcome from care.followup f
      where f.home = ${home} and (f.id = any(${followups}::uuid[]) or f.call = any(${followups}::uuid[])) and f.corrects is null
      union
      select c.id, c.person, c.channel, c.outcome from entry e
        join care.followup c on c.home = ${home} and c.person = e.person and c.corrects = e.id)
    select e.id, e.person, e.channel from entry e join care.person p on p.home = ${home} and p.id = e.person
    where e.outcome = 'reached'
      and not exists (select from care.followup c where c.home = ${home} and c.person = e.person and c.corrects = e.id)
    order by e.id`)

/** Of withdrawals those that nobody has corrected since, each with the entry that it took off. */
const withdrawn = (tx: Tx, home: string, ids: readonly string[]) =>
  tx.rows(sql<Withdrawn>`
    select w.id as withdrawal, o.person, o.at, o.channel, o.spo2_percent, o.temperature_c::float8 as temperature_c, o.breaths,
      o.at_rest, o.warm_hand, o.on_oxygen, o.signs, o.symptoms, o.unwell, o.answered_by, o.talk_seconds, o.note_sealed, o.id
    from care.followup w join care.followup o on o.home = w.home and o.person = w.person and o.id = w.corrects
    where w.home = ${home} and w.id = any(${ids}::uuid[])
      and not exists (select from care.followup c where c.home = w.home and c.person = w.person and c.corrects = w.id)
    order by w.id`)

type Withdrawn = {
  readonly withdrawal: string
  readonly id: string
  readonly person: string
  readonly at: number
  readonly channel: RecordFollowup['channel']
  readonly spo2_percent: number | null
  readonly temperature_c: number | null
  readonly breaths: number | null
  readonly at_rest: boolean | null
  readonly warm_hand: boolean | null
  readonly on_oxygen: boolean | null
  readonly signs: RecordFollowup['signs']
  readonly symptoms: RecordFollowup['symptoms']
  readonly unwell: boolean | null
  readonly answered_by: RecordFollowup['answeredBy']
  readonly talk_seconds: number | null
  readonly note_sealed: Buffer | null
}

type Judging = {
  readonly call: Pick<RecordCall, 'actor' | 'scope' | 'require'>
  readonly given: RecordGiven
}

const record = (needs: CareNeeds, tx: Tx, { call, given }: Judging, body: object) =>
  recordWithin(
    needs,
    tx,
    { ...call, body: RecordFollowup.parse(body) },
    { ...given, ending: 'goOn', withdraws: 'check' },
  )

type NotDone = Judging & {
  readonly followups: readonly string[]
  /** What was found out, in the words of who judged: it stands with each withdrawal. */
  readonly note: string | null
}

/**
 * Talks that did not take place (CARE-CHECK-6): each is withdrawn by name of who judged, as if its worker had taken it back, so
 * that the person is owed what they would be owed without it. Answers the withdrawals.
 */
export const withdrawTalks = async (needs: CareNeeds, tx: Tx, notDone: NotDone): Promise<readonly string[]> => {
  const { call, given, followups, note } = notDone
  const at = new Date(given.receivedAt).toISOString()
  const made: string[] = []
  for (const talk of await standing(tx, call.scope.county, followups)) {
    const id = uuidv7()
    const said = { id, personId: talk.person, at, channel: talk.channel, outcome: 'withdrawn', corrects: talk.id, note }
    const answer = await record(needs, tx, { call, given }, said)
    if (answer.outcome === 'recorded') made.push(id)
  }
  return made
}

/** They took place after all: what was withdrawn by a judgement stands again as it was recorded. */
export const restoreTalks = async (
  needs: CareNeeds,
  tx: Tx,
  { call, given, withdrawals }: Judging & { readonly withdrawals: readonly string[] },
): Promise<void> => {
  const home = call.scope.county
  for (const was of await withdrawn(tx, home, withdrawals)) {
    await record(
      needs,
      tx,
      { call, given },
      {
        ...{ id: uuidv7(), personId: was.person, at: new Date(was.at).toISOString(), channel: was.channel },
        ...{ outcome: 'reached', corrects: was.withdrawal, spo2Percent: was.spo2_percent },
        ...{ temperatureC: was.temperature_c, breathsPerMinute: was.breaths, atRest: was.at_rest },
        ...{ warmHand: was.warm_hand, onOxygen: was.on_oxygen, signs: was.signs, symptoms: was.symptoms },
        ...{ unwell: was.unwell, answeredBy: was.answered_by, talkSeconds: was.talk_seconds },
        note: await noteOf(needs, tx, home, was),
      },
    )
  }
}

const noteOf = async (needs: CareNeeds, tx: Tx, home: string, was: Withdrawn): Promise<string | null> => {
  if (was.note_sealed === null) return null
  const at = { county: home, person: was.person, field: `note:${was.id}` }
  return needs.keys.open({ key: await personKey(tx, home, was.person), at, sealed: was.note_sealed })
}
