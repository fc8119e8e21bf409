import type { CountedFact, FollowupFact, LivingClass, NextDue } from '@lianfang/domain/care'
import type { Role } from '@lianfang/domain/org'
import type { PersonKind, Tier } from '@lianfang/domain/policy'
import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { Delta } from '../../../kernel/settle/index.js'
import { type ReadingRow, readingColumns } from '../alarms/reading-row.js'
import { type LifeRow, lifeColumns } from '../people/life-row.js'
import type { SinceRow } from '../people/since-row.js'

export type KnownRow = LifeRow &
  SinceRow &
  ReadingRow & {
    readonly township: string
    readonly village: string | null
    readonly team: string | null
    readonly tier: Tier
    readonly provisional: boolean
    readonly waiting: boolean
    readonly duty_since: Instant
    readonly tier_since: Instant
    readonly living: LivingClass
    readonly kinds: readonly PersonKind[]
    readonly episode_since: Instant | null
    readonly symptoms_at: Instant | null
    /** Counted for whoever is followed daily; 0 for all others. */
    readonly open_alarms: number
    readonly two_way_at: readonly Instant[]
    readonly attempts_at: readonly Instant[]
    readonly due_at: Instant | null
    /** The record that goes on in this one's place. */
    readonly joined_to: string | null
  }

/**
 * The person and the follow-up state, locked: two facts about one person wait for each other, nobody else does. Both rows, in
 * the order of every other change: after a wait for one alone, the other would be read as it stood before the wait.
 */
export const lockKnown = (tx: Tx, home: string, person: string): Promise<KnownRow | undefined> =>
  tx.row(sql<KnownRow>`
    select p.township, p.village, p.team, p.tier, p.provisional <> '{}' as provisional, p.waiting_tier is not null as waiting,
      p.taken_in_at, p.duty_since, p.tier_since, p.living, p.kinds, p.living_since, p.kinds_since,
      ${lifeColumns}, ${readingColumns}, p.episode_since, p.symptoms_at,
      case when p.episode_since is null then 0 else (select count(*)::int from care.alarm a where a.home = p.home
        and a.person = p.id and a.closed_at is null) end as open_alarms,
      d.two_way_at, d.attempts_at, d.due_at, p.joined_to
    from care.due d join care.person p on p.home = d.home and p.id = d.person
    where d.home = ${home} and d.person = ${person} for update of p, d`)

export type RecordedRow = {
  readonly person: string
  readonly body_hash: Buffer
  readonly at: Instant
  readonly due_at: Instant | null
  readonly due_reason: NextDue['reason']
  readonly due_mode: NextDue['mode']
  readonly due_rule: string
  readonly alarm: boolean
}

/** The fact of a command id, when it was recorded before. */
export const recordedBefore = (tx: Tx, home: string, id: string): Promise<RecordedRow | undefined> =>
  tx.row(sql<RecordedRow>`
    select person, body_hash, at, due_at, due_reason, due_mode, due_rule,
      exists (select from care.alarm a where a.home = f.home and a.id = f.id) as alarm
    from care.followup f where home = ${home} and id = ${id}`)

type FactRow = {
  id: string
  at: Instant
  channel: FollowupFact['channel']
  outcome: FollowupFact['outcome']
  corrects: string | null
  place: string
  team: string | null
  byCheck: boolean
}

/**
 * All follow-up facts of a person, oldest first; read only when a correction or a late fact needs them. Those of the county
 * somebody came from count for what is due, and cannot be corrected from here.
 */
export const factsOf = async (tx: Tx, home: string, person: string): Promise<CountedFact[]> => {
  const rows = await tx.rows(sql<FactRow>`
    select id, at, channel, outcome, corrects, coalesce(village, township) as place, team,
      checked_as is not null as "byCheck"
    from care.followup where home = ${home} and person = ${person}
    union all
    select id, at, 'phone', outcome, null, '', null, false from care.carried_contact where home = ${home} and person = ${person}
    order by at`)
  return rows.map(({ corrects, ...fact }) => (corrects === null ? fact : { ...fact, corrects }))
}

/** As what, where and when a check withdrew an entry (CARE-CHECK-7). */
export const checkedOf = (tx: Tx, home: string, withdrawal: string) =>
  tx.row(sql<{ role: Role; place: string; at: Instant }>`
    select checked_as as role, case checked_as when 'townshipManager' then township else home end as place, received_at as at
    from care.followup where home = ${home} and id = ${withdrawal} and checked_as is not null`)

export type NewFollowup = {
  readonly home: string
  readonly id: string
  readonly person: string
  readonly at: Date
  readonly claimedAt: Date
  readonly doubt: string
  readonly account: string
  readonly role: string
  /** The role, where a check withdraws (CARE-CHECK-7). */
  readonly checkedAs: string | null
  readonly team: string | null
  readonly township: string
  readonly village: string | null
  /** Whose work it is, which for a correction may be another place and team than the person's. */
  readonly counted: { readonly township: string; readonly village: string | null; readonly team: string | null }
  readonly channel: string
  readonly outcome: string
  readonly spo2Percent: number | null
  readonly temperatureC: number | null
  readonly breathsPerMinute: number | null
  readonly atRest: boolean | null
  readonly warmHand: boolean | null
  readonly onOxygen: boolean | null
  readonly signs: readonly string[]
  readonly symptoms: string | null
  readonly unwell: boolean | null
  readonly answeredBy: string | null
  readonly talkSeconds: number | null
  readonly call: string | null
  readonly lastSpo2: { readonly percent: number | null; readonly at: Date | null }
  readonly feverSince: Date | null
  readonly noteSealed: Buffer | null
  readonly corrects: string | null
  readonly bodyHash: Buffer
  readonly due: { readonly at: Date | null; readonly reason: string; readonly mode: string; readonly rule: string }
  readonly twoWayAt: readonly Date[]
  readonly attemptsAt: readonly Date[]
  readonly auditId: string
  readonly rank: number
  readonly lifted: string | null
  readonly deltas: readonly Delta[]
}

/**
 * Everything one follow-up leaves behind, in one statement and one round trip: the fact (its key is the command id), the
 * person's new state, an inbox row, an audit row and counter deltas; the commit travels with it unless more is to follow. Answers 0 when the id was
 * taken by a fact about somebody else.
 */
export const saveFollowup = async (tx: Tx, f: NewFollowup, then: 'commit' | 'goOn'): Promise<number> => {
  const send = then === 'commit' ? tx.last : tx.row
  const row = await send(sql<{ saved: number }>`
    with fact as (
      insert into care.followup (home, id, person, at, claimed_at, doubt, account, team, township, village, channel, outcome,
        spo2_percent, temperature_c, breaths, at_rest, warm_hand, on_oxygen, signs, symptoms, unwell, answered_by, talk_seconds, call, note_sealed, corrects, checked_as, body_hash, due_at, due_reason, due_mode, due_rule)
      values (${f.home}, ${f.id}, ${f.person}, ${f.at}, ${f.claimedAt}, ${f.doubt}, ${f.account}, ${f.counted.team},
        ${f.counted.township}, ${f.counted.village}, ${f.channel}, ${f.outcome}, ${f.spo2Percent}, ${f.temperatureC}, ${f.breathsPerMinute}, ${f.atRest}, ${f.warmHand},
        ${f.onOxygen}, ${f.signs}::text[], ${f.symptoms}, ${f.unwell}, ${f.answeredBy}, ${f.talkSeconds}, ${f.call}, ${f.noteSealed}, ${f.corrects}, ${f.checkedAs},
        ${f.bodyHash}, ${f.due.at}, ${f.due.reason}, ${f.due.mode}, ${f.due.rule})
      on conflict do nothing returning id),
    state as (
      update care.due set due_at = ${f.due.at}, rank = ${f.rank}, lifted = ${f.lifted}, reason = ${f.due.reason}, mode = ${f.due.mode}, rule_id = ${f.due.rule},
        last_spo2 = ${f.lastSpo2.percent}, last_spo2_at = ${f.lastSpo2.at}, fever_since = ${f.feverSince},
        two_way_at = ${f.twoWayAt}::timestamptz[], attempts_at = ${f.attemptsAt}::timestamptz[], version = version + 1
      where home = ${f.home} and person = ${f.person} and exists (select from fact)),
    news as (
      insert into kernel.inbox (id, county, kind, subject, township, village, team)
      select id, ${f.home}, 'care.followup-recorded', ${f.person}, ${f.township}, ${f.village}, ${f.team}::uuid from fact),
    trace as (
      insert into kernel.audit_open (id, at, account, role, action, subject, place, outcome, detail)
      select ${f.auditId}::uuid, clock_timestamp(), ${f.account}, ${f.role}, 'followup.record', ${f.person},
        coalesce(${f.village}::text, ${f.township}::text), 'allowed', jsonb_build_object('fact', id) from fact),
    counts as (
      insert into kernel.delta (fact, county, place, team, metric, bucket, n)
      select fact.id, ${f.home}, d.place, d.team, d.metric, d.bucket, d.n from fact,
        unnest(${f.deltas.map((d) => d.place)}::text[], ${f.deltas.map((d) => d.team)}::uuid[],
          ${f.deltas.map((d) => d.metric)}::text[], ${f.deltas.map((d) => d.bucket)}::int[],
          ${f.deltas.map((d) => d.n)}::int[]) as d (place, team, metric, bucket, n))
    select count(*) as saved from fact`)
  return row?.saved ?? 0
}
