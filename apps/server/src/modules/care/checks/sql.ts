import type { FollowupFact, Recorded } from '@lianfang/domain/care'
import type { CheckValues } from '@lianfang/domain/policy'
import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type DayRow = Recorded & {
  readonly person: string
  readonly channel: FollowupFact['channel']
  readonly name: string | null
  readonly township: string
  readonly village: string | null
  /** The person has died or moved away since. */
  readonly gone: 'dead' | 'left' | null
}

type Span = { readonly home: string; readonly township: string; readonly from: Date; readonly until: Date }

// Facts lie in the table by the moment they were received, so a range of it is a few blocks; a phone may send a day late.
const lateDays = 3

/** As they were recorded: neither corrected nor taken back. */
const stands = sql`f.outcome = 'reached' and f.corrects is null
  and not exists (select from care.followup c where c.home = f.home and c.person = f.person and c.corrects = f.id)`

/** Judged by somebody: shown as it was then, so that it can be looked at and judged anew. */
const judged = sql`f.outcome = 'reached' and f.corrects is null
  and (exists (select from care.callback c where c.home = f.home and c.followup = f.id)
    or exists (select from care.pattern_seen s where s.home = f.home and s.account = f.account and f.id = any(s.followups)))`

/** The two-way follow-ups of a day in a township that stand as they were recorded, neither corrected nor taken back, or that somebody has judged. */
export const talksOfDay = (tx: Tx, { home, township, from, until }: Span): Promise<DayRow[]> =>
  tx.rows(sql<DayRow>`
    select f.id, f.account, f.at, f.call, f.spo2_percent as "spo2Percent", f.temperature_c as "temperatureC", f.person,
      f.channel, a.name, f.township, f.village, case when p.life in ('dead', 'left') then p.life end as gone
    from care.followup f left join kernel.account a on a.id = f.account
      left join care.person p on p.home = f.home and p.id = f.person
    where f.home = ${home} and f.township = ${township} and (${stands} or ${judged})
      and f.received_at >= ${from} and f.received_at < ${until}::timestamptz + make_interval(days => ${lateDays})
      and f.at >= ${from} and f.at < ${until}
    order by f.at, f.id limit 20000`)

/** A talk with what draws and patterns need and nobody's name. */
export type BareTalk = Recorded & { readonly township: string }

type Candidates = Span & { readonly values: CheckValues }

/** Of these only what is drawn and still to be asked, as bare as it can be: of a week of 20,000 talks a thousand travel. Nobody asks about the dead and those who left (K20). */
export const drawnTalks = (tx: Tx, { home, township, from, until, values }: Candidates) =>
  tx.rows(sql<{ id: string; township: string; at: Instant }>`
    select f.id, f.township, f.at from care.followup f
    where f.home = ${home} and ${township === '' ? sql`true` : sql`f.township = ${township}`} and ${stands}
      and f.received_at >= ${from} and f.received_at < ${until}::timestamptz + make_interval(days => ${lateDays})
      and f.at >= ${from} and f.at < ${until} and ('x' || right(f.id::text, 8))::bit(32)::bigint < ${values.sharePercent}::float8 / 100 * 4294967296
      and not exists (select from care.person p where p.home = f.home and p.id = f.person and p.life in ('dead', 'left'))`)

/**
 * Of these only what a pattern can be made of: accounts with enough talks close together or the same readings
 * often enough. Of 2,900 talks of a day some hundred and fifty travel; the rule judges them as it judges all.
 */
export const checkedTalks = (tx: Tx, { home, township, from, until, values }: Candidates): Promise<BareTalk[]> =>
  tx.rows(sql<BareTalk>`
    with talk as materialized (
      select f.id, f.account, f.at, f.call, f.spo2_percent, f.temperature_c, f.township
      from care.followup f
      where f.home = ${home} and ${township === '' ? sql`true` : sql`f.township = ${township}`} and ${stands}
        and f.received_at >= ${from} and f.received_at < ${until}::timestamptz + make_interval(days => ${lateDays})
        and f.at >= ${from} and f.at < ${until}),
    suspect as (
      select township, account from (
        select township, account, at - lag(at, ${values.burst.talks - 1}) over (partition by township, account order by at) as took
        from talk where call is null) b where took < make_interval(mins => ${values.burst.minutes})
      union
      select township, account from talk where spo2_percent is not null and temperature_c is not null
      group by township, account, spo2_percent, temperature_c having count(*) >= ${values.sameReadings})
    select id, account, at, call, spo2_percent as "spo2Percent", temperature_c as "temperatureC", township from talk
    where (township, account) in (select township, account from suspect)`)

/** Which of these were called back. */
export const calledBack = async (tx: Tx, home: string, followups: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await tx.rows(sql<{ followup: string }>`
    select followup from care.callback where home = ${home} and followup = any(${followups}::uuid[])`)
  return new Set(rows.map(({ followup }) => followup))
}

/** Patterns of a span that somebody has judged, as keys of `seenKey`. */
export const judgedKeys = async (tx: Tx, { home, township, from, until }: Span): Promise<ReadonlySet<string>> => {
  const rows = await tx.rows(sql<{ township: string; account: string; kind: string; began_at: Instant }>`
    select township, account, kind, began_at from care.pattern_seen
    where home = ${home} and ${township === '' ? sql`true` : sql`township = ${township}`}
      and began_at >= ${from} and began_at < ${until}`)
  return new Set(rows.map((row) => seenKey(row.township, { ...row, beganAt: row.began_at })))
}

type Keyed = { readonly account: string; readonly kind: string; readonly beganAt: Instant }
export const seenKey = (township: string, { account, kind, beganAt }: Keyed): string =>
  [township, account, kind, beganAt].join()

export type CallbackRow = {
  readonly followup: string
  readonly person: string
  readonly result: 'confirmed' | 'denied' | 'notReached'
  readonly note_sealed: Buffer | null
  readonly name: string | null
  readonly at: Instant
  readonly withdrawn: boolean
}

export const callbacksOf = (tx: Tx, home: string, followups: readonly string[]): Promise<CallbackRow[]> =>
  tx.rows(sql<CallbackRow>`
    select c.followup, c.person, c.result, c.note_sealed, a.name, c.at, coalesce(c.withdrawals <> '{}', false) as withdrawn
    from care.callback c left join kernel.account a on a.id = c.account
    where c.home = ${home} and c.followup = any(${followups}::uuid[])`)

export const followupAt = (tx: Tx, home: string, id: string) =>
  tx.row(sql<{ person: string; township: string; at: Instant; not_asked: boolean; withdrawals: string[] | null }>`
    select f.person, f.township, f.at, (select c.withdrawals from care.callback c where c.home = f.home and c.followup = f.id) as withdrawals,
      exists (select from care.person p where p.home = f.home and p.id = f.person and p.life in ('dead', 'left'))
        and not exists (select from care.callback c where c.home = f.home and c.followup = f.id) as not_asked
    from care.followup f where f.home = ${home} and f.id = ${id} and f.outcome = 'reached'`)

type NewCallback = {
  readonly home: string
  readonly followup: string
  readonly person: string
  readonly township: string
  readonly result: string
  readonly noteSealed: Buffer | null
  readonly account: string
  readonly at: Date
  /** By which entries the talk was withdrawn; null where it was not. */
  readonly withdrawals: readonly string[] | null
}

export const setCallback = (tx: Tx, c: NewCallback): Promise<number> =>
  tx.run(sql`
    insert into care.callback (home, followup, person, township, result, note_sealed, account, at, withdrawals)
    values (${c.home}, ${c.followup}, ${c.person}, ${c.township}, ${c.result}, ${c.noteSealed}, ${c.account}, ${c.at},
      ${c.withdrawals}::uuid[])
    on conflict (home, followup) do update set result = excluded.result, note_sealed = excluded.note_sealed,
      account = excluded.account, at = excluded.at, withdrawals = excluded.withdrawals`)

export type SeenRow = {
  readonly account: string
  readonly kind: 'burst' | 'sameReadings'
  readonly began_at: Instant
  readonly verdict: 'explained' | 'wrong'
  readonly note: string
  readonly name: string | null
  readonly seen_at: Instant
  readonly withdrawn: boolean
}

export const patternsSeen = (tx: Tx, { home, township, from, until }: Span): Promise<SeenRow[]> =>
  tx.rows(sql<SeenRow>`
    select p.account, p.kind, p.began_at, p.verdict, p.note, a.name, p.seen_at, coalesce(p.withdrawals <> '{}', false) as withdrawn
    from care.pattern_seen p left join kernel.account a on a.id = p.seen_by
    where p.home = ${home} and p.township = ${township} and p.began_at >= ${from} and p.began_at < ${until}`)

type NewSeen = {
  readonly home: string
  readonly account: string
  readonly kind: string
  readonly beganAt: Date
  readonly township: string
  readonly verdict: string
  readonly note: string
  readonly by: string
  readonly at: Date
  /** What the pattern is made of at this moment; null when it is not found any more. */
  readonly followups: readonly string[] | null
  /** By which entries its talks were withdrawn; null where they were not. */
  readonly withdrawals: readonly string[] | null
}

/** What is known of a pattern that was judged before, locked. */
export const lockSeen = (tx: Tx, key: Pick<NewSeen, 'home' | 'account' | 'kind' | 'beganAt'>) =>
  tx.row(sql<{ followups: string[] | null; withdrawals: string[] | null }>`
    select followups, withdrawals from care.pattern_seen
    where home = ${key.home} and account = ${key.account} and kind = ${key.kind} and began_at = ${key.beganAt} for update`)

/** Keeps a verdict. Judged once more it keeps what either time belonged to it: what was corrected between them belongs still. */
export const setSeen = (tx: Tx, s: NewSeen): Promise<number> =>
  tx.run(sql`
    insert into care.pattern_seen (home, account, kind, began_at, township, verdict, note, seen_by, seen_at, followups, withdrawals)
    values (${s.home}, ${s.account}, ${s.kind}, ${s.beganAt}, ${s.township}, ${s.verdict}, ${s.note}, ${s.by}, ${s.at},
      ${s.followups}::uuid[], ${s.withdrawals}::uuid[])
    on conflict (home, account, kind, began_at) do update set verdict = excluded.verdict, note = excluded.note,
      seen_by = excluded.seen_by, seen_at = excluded.seen_at, withdrawals = excluded.withdrawals, followups = case when excluded.followups is null
        then pattern_seen.followups else coalesce(pattern_seen.followups, '{}') || excluded.followups end`)
