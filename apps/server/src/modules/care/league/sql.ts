import type { Pattern } from '@lianfang/domain/care'
import type { Tier } from '@lianfang/domain/policy'
import { byName, type Day, type Instant } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type LeagueAt = {
  readonly home: string
  /** Empty: the whole county. */
  readonly township: string
  readonly team?: string | undefined
  readonly from: Date
  readonly now: Date
  /** The days of the places. */
  readonly zone: string
  /** Follow-ups that a judged pattern takes out: as if they had not been recorded. */
  readonly out: readonly string[]
}

// The longest promise between two follow-ups that a place can be given, with room: what fell due in the window was promised
// by a talk that is no older.
const promisedBack = sql`interval '10 days'`

const whose = ({ home, township }: LeagueAt): RawBuilder<unknown> => sql`
  p.home = ${home} and ${township === '' ? sql`true` : sql`p.township = ${township}`} and p.life = 'here'`

/** Whether the team of today served `p`, and had the village, already when something fell due; what came before is not its work. */
const servedBy = (due: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  coalesce(p.team_since <= ${due}, true) and not exists (select from care.team_village b
    where b.home = p.home and b.village = p.village and b.team = p.team and b.since > ${due})`

/** The talks that stand and are not taken out, of as long as promises last. `newest`: the last talk known when this one came in. */
const standing = ({ home, from, out }: LeagueAt): RawBuilder<unknown> => sql`
  select f.* from (
    select id, person, at, due_at, received_at, corrects, team,
      max(at) over (partition by person order by received_at, id) as newest
    from care.followup
    where home = ${home} and outcome = 'reached' and received_at >= ${from}::timestamptz - ${promisedBack}) f
  where f.id <> all(${out}::uuid[])
    and not exists (select from care.followup c where c.home = ${home} and c.person = f.person and c.corrects = f.id)`

/** Each correction with what it corrects, down to the first entry. */
const chains = ({ home }: LeagueAt): RawBuilder<unknown> => sql`
  select id as last, id, 0 as depth from standing where corrects is not null
  union all
  select c.last, r.corrects, c.depth + 1 from chain c join care.followup r on r.home = ${home} and r.id = c.id
  where r.corrects is not null and c.depth < 100`

/**
 * The talks with what each of them promised. A row keeps the answer that was given when it came in: for a correction that is
 * the due moment of today, and for a talk that arrives behind a later one that of the later one. Taken as they are, both would
 * let a follow-up that was missed vanish. So the promise is as far from the talk as it was when the talk was first told, from
 * the last talk known then.
 */
const promised = ({ home }: LeagueAt): RawBuilder<unknown> => sql`
  select s.id, s.person, s.at, s.team, case when o.corrected or o.newest > o.at then
    s.at + (o.due_at - greatest(o.at, (
      select max(k.at) from care.followup k
      where k.home = ${home} and k.person = s.person and k.at > o.at and k.outcome = 'reached' and k.received_at <= o.received_at
        and k.id <> o.id and not exists (select from care.followup c where c.home = ${home} and c.person = k.person
          and c.corrects = k.id and c.received_at <= o.received_at))))
    else s.due_at end as due_at
  from standing s left join (
    select distinct on (c.last) c.last, r.id, r.at, r.due_at, r.received_at
    from chain c join care.followup r on r.home = ${home} and r.id = c.id
    where r.outcome = 'reached' order by c.last, c.depth desc) r on r.last = s.id
  cross join lateral (select r.last is not null as corrected, s.newest, coalesce(r.id, s.id) as id,
    coalesce(r.at, s.at) as at, case when r.last is null then s.due_at else r.due_at end as due_at,
    coalesce(r.received_at, s.received_at) as received_at) o`

/**
 * What fell due in the window, one row a person and a day: each talk promises the next; done is a promise whose next talk came
 * by then. Calling somebody ten times a day promises once.
 */
const promises = (at: LeagueAt): RawBuilder<unknown> => sql`
  select distinct on (d.person, d.day) d.person, d.due_at, coalesce(d.next_at <= d.due_at, false) as done, d.team, d.next_team
  from (select id, person, at, due_at, team, (due_at at time zone ${at.zone})::date as day,
    lead(at) over next as next_at, lead(team) over next as next_team
    from promised window next as (partition by person order by at, id)) d
  where d.due_at >= ${at.from} and d.due_at < ${at.now}
  order by d.person, d.day, d.due_at desc, d.at desc, d.id`

/**
 * Since when those wait of whom an entry is taken out: from what the last talk promised that is left, or from intake by the
 * time that the first entry gave itself.
 */
const waiting = ({ home, out }: LeagueAt): RawBuilder<unknown> => sql`
  select p.id as person, left_over.due_at is null as never, coalesce(left_over.due_at,
    greatest(p.taken_in_at, p.duty_since, p.resumed_at) + (first.due_at - first.at)) as due_at
  from (select distinct on (person) person, at, due_at from care.followup
    where home = ${home} and id = any(${out}::uuid[]) and outcome = 'reached' order by person, at, id) first
  join care.person p on p.home = ${home} and p.id = first.person
  left join lateral (
    select coalesce((select k.due_at from promised k where k.id = f.id), f.due_at) as due_at from care.followup f
    where f.home = ${home} and f.person = p.id and f.outcome = 'reached' and f.id <> all(${out}::uuid[])
      and not exists (select from care.followup c where c.home = f.home and c.person = f.person and c.corrects = f.id)
    order by f.at desc, f.id desc limit 1) left_over on left_over.due_at > coalesce(p.resumed_at, '-infinity')`

/**
 * What was owed. Who was never reached, or has been overdue since before the window, owes one. Work is that of the team which
 * did it, and what was missed that of the team which had the village when it fell due: by the team of today a new one was ranked
 * by what others had done.
 */
const owed = (at: LeagueAt): RawBuilder<unknown> => sql`
  with recursive standing as materialized (${standing(at)}), chain as (${chains(at)}),
    promised as materialized (${promised(at)}), waiting as materialized (${waiting(at)})
  select p.id, p.township, p.village, case when o.done then o.next_team when ${servedBy(sql`o.due_at`)} then p.team else o.team end as team,
    p.tier, p.birth_day, p.birth_year, o.due_at, o.done
  from care.person p join (${promises(at)}) o on o.person = p.id and o.due_at > coalesce(p.resumed_at, '-infinity')
  where ${whose(at)}
  union all
  select p.id, p.township, p.village,
    case when ${servedBy(sql`greatest(case when hollow then w.due_at else d.due_at end, ${at.from}::timestamptz)`)} then p.team end,
    p.tier, p.birth_day, p.birth_year, case when hollow then w.due_at else d.due_at end, false
  from care.person p join care.due d on d.home = p.home and d.person = p.id left join waiting w on w.person = p.id
  cross join lateral (select w.person is not null and d.two_way_at <> '{}' as hollow) h
  where ${whose(at)} and case when hollow
    then d.due_at is not null and w.due_at < ${at.now} and (w.never or w.due_at < ${at.from})
    else d.due_at < ${at.now} and (d.two_way_at = '{}' or d.due_at < ${at.from}) end`

export type WorkRow = {
  readonly township: string
  readonly team: string | null
  readonly owed: number
  readonly in_time: number
}

/** What was owed and done in time, by the township as it stands now and the team whose work it was. */
export const workOf = (tx: Tx, at: LeagueAt): Promise<WorkRow[]> =>
  tx.rows(sql<WorkRow>`
    select township, team, count(*)::int as owed, (count(*) filter (where done))::int as in_time
    from (${owed(at)}) o group by township, team`)

export type AnswerRow = {
  readonly township: string
  readonly team: string | null
  readonly confirmed: number
  readonly denied: number
}

/** Answered call-backs of follow-ups in the window. */
export const answersOf = (tx: Tx, at: LeagueAt): Promise<AnswerRow[]> =>
  tx.rows(sql<AnswerRow>`
    select p.township, f.team, (count(*) filter (where c.result = 'confirmed'))::int as confirmed,
      (count(*) filter (where c.result = 'denied'))::int as denied
    from care.callback c join care.person p on p.home = c.home and p.id = c.person
      join care.followup f on f.home = c.home and f.id = c.followup
    where ${whose(at)} and c.home = ${at.home} and c.at >= ${at.from} and c.result <> 'notReached' group by p.township, f.team`)

export type WrongPattern = Pick<Pattern, 'account' | 'kind'> & {
  readonly township: string
  readonly began_at: Instant
  /** Null: judged before the follow-ups of a verdict were kept. */
  readonly followups: readonly string[] | null
}

/** Patterns of the window that somebody judged to be wrong. */
export const wrongPatterns = (tx: Tx, { home, township, from }: LeagueAt): Promise<WrongPattern[]> =>
  tx.rows(sql<WrongPattern>`
    select account, kind, township, began_at, followups from care.pattern_seen
    where home = ${home} and ${township === '' ? sql`true` : sql`township = ${township}`} and verdict = 'wrong'
      and began_at >= ${from}::timestamptz - ${promisedBack}`)

/**
 * Follow-ups together with those that hang on the same call, and whatever corrects any of them: a call that did not take place
 * reached nobody of the household.
 */
export const withCorrections = async (tx: Tx, home: string, ids: readonly string[]): Promise<readonly string[]> => {
  const rows = await tx.rows(sql<{ id: string }>`
    with recursive chain as (
      (select id, person from care.followup where home = ${home} and id = any(${ids}::uuid[])
       union all
       select id, person from care.followup where home = ${home} and call = any(${ids}::uuid[]))
      union
      select c.id, c.person from chain join care.followup c
        on c.home = ${home} and c.person = chain.person and c.corrects = chain.id)
    select id from chain`)
  return rows.map(({ id }) => id)
}

/** The teams of a county or a township. */
export const teamNames = async (tx: Tx, { home, township }: LeagueAt) =>
  byName(
    await tx.rows(sql<{ id: string; name: string; township: string }>`
    select id, name, township from care.team where home = ${home} and ${township === '' ? sql`true` : sql`township = ${township}`}`),
  )

export type MissedRow = {
  readonly id: string
  readonly township: string
  readonly village: string | null
  readonly team_name: string | null
  readonly tier: Tier
  readonly birth_day: Day | null
  readonly birth_year: number | null
  readonly missed: number
  readonly last: Instant
  /** How many people they are in all, on the first page. */
  readonly in_all: number
}

/** Whose follow-ups were not done in time, in the order of their ids. */
export const missedOf = (
  tx: Tx,
  at: LeagueAt,
  page: { readonly after: string | null; readonly limit: number },
): Promise<MissedRow[]> =>
  tx.rows(sql<MissedRow>`
    select o.id, o.township, o.village, t.name as team_name, o.tier, o.birth_day, o.birth_year, count(*)::int as missed,
      max(o.due_at) as last, (count(*) over ())::int as in_all
    from (${owed(at)}) o left join care.team t on t.home = ${at.home} and t.id = o.team
    where not o.done and ${at.team === undefined ? sql`true` : sql`o.team = ${at.team}::uuid`} and ${page.after === null ? sql`true` : sql`o.id > ${page.after}::uuid`}
    group by o.id, o.township, o.village, t.name, o.tier, o.birth_day, o.birth_year order by o.id limit ${page.limit}`)

export type KeptWork = {
  readonly code: string
  readonly owed: number
  readonly in_time: number
  readonly confirmed: number
  readonly denied: number
  readonly worked_at: Instant
}

type Keeping = {
  readonly home: string
  readonly day: Day
  readonly at: Date
  readonly rows: readonly Omit<KeptWork, 'worked_at'>[]
}

/** Keeps the league's figures of townships for a day. */
export const keepWork = (tx: Tx, { home, day, at, rows }: Keeping): Promise<number> =>
  tx.run(sql`
    insert into care.league_day (home, township, day, owed, in_time, confirmed, denied, worked_at)
    select ${home}, code, ${day}::date, owed, in_time, confirmed, denied, ${at}
    from unnest(${rows.map((r) => r.code)}::text[], ${rows.map((r) => r.owed)}::int[], ${rows.map((r) => r.in_time)}::int[],
      ${rows.map((r) => r.confirmed)}::int[], ${rows.map((r) => r.denied)}::int[]) as n (code, owed, in_time, confirmed, denied)
    on conflict (home, township, day) do update set owed = excluded.owed, in_time = excluded.in_time,
      confirmed = excluded.confirmed, denied = excluded.denied, worked_at = excluded.worked_at`)

/** Sums of the places directly below, from the newest that is kept of each township since a day. */
export const keptBelow = (tx: Tx, at: { readonly place: string; readonly digits: number; readonly since: Day }) =>
  tx.rows(sql<KeptWork>`
    select code, sum(owed)::int as owed, sum(in_time)::int as in_time, sum(confirmed)::int as confirmed,
      sum(denied)::int as denied, min(worked_at) as worked_at
    from (select distinct on (township) left(township, ${at.digits}) as code, owed, in_time, confirmed, denied, worked_at
      from care.league_day where day >= ${at.since}::date and starts_with(township, ${at.place})
      order by township, day desc) s group by code order by code`)
