import type { FollowupFact } from '@lianfang/domain/care'
import type { DangerSign, Tier } from '@lianfang/domain/policy'
import type { Day, Instant } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { MomentCursor } from '../../../kernel/http/index.js'

/** Whose work: a place of the county (the county itself is any township), or one team, which works in one township. */
export type DoneAim = {
  readonly home: string
  readonly township: string | null
  readonly village: string | null
  readonly team: string | null
}

type Span = { readonly from: Date; readonly until: Date | null }

export type DoneRow = {
  readonly id: string
  readonly us: number
  readonly at: Instant
  readonly township: string
  readonly village: string | null
  readonly team_name: string | null
  readonly by_name: string | null
  readonly channel: FollowupFact['channel']
  readonly spo2_percent: number | null
  readonly temperature_c: number | null
  readonly breaths: number | null
  readonly at_rest: boolean | null
  readonly warm_hand: boolean | null
  readonly on_oxygen: boolean | null
  readonly signs: readonly DangerSign[]
  readonly symptoms: 'none' | 'same' | 'worse' | null
  readonly unwell: boolean | null
  readonly answered_by: 'self' | 'family' | 'other' | null
  readonly talk_seconds: number | null
  /** Null: the person is another township's or team's by now, and not the reader's to see. */
  readonly person: string | null
  readonly tier: Tier | null
  readonly birth_day: Day | null
  readonly birth_year: number | null
}

/** The townships that facts of a county name, one step of the index each: also those whose codes are no longer in use. */
const townshipsOf = (home: string): RawBuilder<unknown> => sql`
  (with recursive t as (
    (select township from care.followup where home = ${home} and outcome = 'reached' order by township limit 1)
    union all
    select (select f.township from care.followup f where f.home = ${home} and f.outcome = 'reached' and f.township > t.township
      order by f.township limit 1)
    from t where t.township is not null)
  select township from t where township is not null)`

type Listing = DoneAim & Span & { readonly after: MomentCursor | null; readonly limit: number }

/**
 * The follow-ups that the counter `done` counts, newest first: those that reached somebody and were neither corrected nor
 * taken back, where and by whom they were recorded. A move, another team or a death changes nothing of work that was done.
 */
export const doneRows = (tx: Tx, { home, township, village, team, from, until, after, limit }: Listing) => {
  const townships = township === null ? townshipsOf(home) : sql`(values (${township}))`
  const before =
    after === null
      ? sql`true`
      : sql`(f.at, f.id) < (timestamptz 'epoch' + ${after.us}::bigint * interval '1 microsecond', ${after.id}::uuid)`
  return tx.rows(sql<DoneRow>`
    select f.id, (extract(epoch from f.at) * 1000000)::bigint as us, f.at, f.township, f.village, t.name as team_name,
      a.name as by_name, f.channel, f.spo2_percent, f.temperature_c, f.breaths, f.at_rest, f.warm_hand, f.on_oxygen, f.signs,
      f.symptoms, f.unwell, f.answered_by, f.talk_seconds, p.id as person, p.tier, p.birth_day, p.birth_year
    from (
      select f.* from ${townships} as t (township) cross join lateral (
        select f.* from care.followup f
        where f.home = ${home} and f.township = t.township and f.outcome = 'reached' and f.at >= ${from}
          and ${until === null ? sql`true` : sql`f.at < ${until}`} and ${before}
          and ${village === null ? sql`true` : sql`f.village = ${village}`}
          and ${team === null ? sql`true` : sql`f.team = ${team}::uuid`}
          and not exists (select from care.followup c where c.home = f.home and c.person = f.person and c.corrects = f.id)
        order by f.at desc, f.id desc limit ${limit}) f
      order by f.at desc, f.id desc limit ${limit}) f
    left join care.person p on p.home = f.home and p.id = f.person
    left join care.team t on t.home = f.home and t.id = f.team
    left join kernel.account a on a.id = f.account
    order by f.at desc, f.id desc`)
}

type Counting = {
  readonly place: string
  readonly home: string
  readonly team: string | null
  readonly days: { readonly from: number; readonly until: number | null }
}

/** How long that list is, from the counters of the days; no list is counted. */
export const doneTotal = async (tx: Tx, { place, home, team, days }: Counting): Promise<number> => {
  const [table, whose] =
    team === null
      ? [sql`kernel.counter`, sql`c.place = ${place}`]
      : [sql`kernel.team_counter`, sql`c.county = ${home} and c.team = ${team}::uuid`]
  const row = await tx.row(sql<{ n: number }>`
    select coalesce(sum(n), 0)::bigint as n from ${table} c where ${whose} and metric = 'done' and bucket >= ${days.from}
      and ${days.until === null ? sql`true` : sql`bucket <= ${days.until}`}`)
  return row?.n ?? 0
}

/** The township that a team works in; undefined where the reader sees no such team. */
export const townshipOfTeam = async (tx: Tx, home: string, team: string): Promise<string | undefined> =>
  (await tx.row(sql<{ township: string }>`select township from care.team where home = ${home} and id = ${team}`))
    ?.township
