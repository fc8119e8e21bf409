import type { AlarmsOnly } from '@lianfang/contract'
import type { Tier } from '@lianfang/domain/policy'
import type { Day, Instant } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { MomentCursor } from '../../../kernel/http/index.js'
import { ofKind, ofPlace } from '../alarms/sql.js'
import { homesIn, roundIsLate } from '../care-homes/sql.js'
import { atDesk, callIsOwed } from '../desk/sql-calls.js'
import { movesToAnswer } from '../life/move-sql.js'
import { requestIsOpen, requestsOfPlace } from '../medicine/sql.js'
import { inPlace } from '../people/rows.js'

/** A county or one of its townships, and the moments that lists cut at. */
export type MorningAt = {
  readonly home: string
  readonly place: string
  readonly now: Date
  readonly todayEnds: Date
  readonly heldBefore: Date
  readonly since: Date
  readonly lateBefore: Date
}

export type Counted = { readonly key: string; readonly n: number; readonly oldest: Instant | null }

type Source = { readonly oldest?: RawBuilder<unknown>; readonly from: RawBuilder<unknown> }

const alarms = (at: MorningAt, only: AlarmsOnly): RawBuilder<unknown> =>
  sql`care.alarm a where a.home = ${at.home} and ${ofPlace(at.place)} and ${ofKind(only, at)}`

// Each is the condition of its list, imported from there where it is more than a word, so that figure and list agree.
const sourcesOf = (at: MorningAt): Readonly<Record<string, Source>> => {
  const { home, place } = at
  return {
    alarms: { oldest: sql`a.raised_at`, from: alarms(at, 'unanswered') },
    held: { oldest: sql`a.acknowledged_at`, from: alarms(at, 'held') },
    referNow: { oldest: sql`a.raised_at`, from: alarms(at, 'referNow') },
    offerReferral: { oldest: sql`a.offer_again_at`, from: alarms(at, 'offerToday') },
    calls: {
      oldest: sql`c.at`,
      from: sql`care.desk_call c where c.home = ${home} and ${atDesk(place)} and ${callIsOwed}`,
    },
    rounds: {
      from: sql`care.care_home h where h.home = ${home} and ${homesIn(place)} and ${roundIsLate(at.lateBefore)}`,
    },
    medicine: {
      oldest: sql`r.asked_at`,
      from: sql`care.medicine_request r join care.person p on p.home = r.home and p.id = r.person
        where r.home = ${home} and ${requestsOfPlace(place)} and ${requestIsOpen}`,
    },
    offerService: {
      from: sql`care.person d join care.due x on x.home = d.home and x.person = d.id
        where d.home = ${home} and ${inPlace(place)} and d.life = 'refusing' and x.due_at < ${at.todayEnds}`,
    },
    askedBack: {
      oldest: sql`q.asked_at`,
      from: sql`care.taking_back q join care.person d on d.home = q.home and d.id = q.person
        where q.home = ${home} and ${inPlace(place)} and q.answer is null`,
    },
    moves: { oldest: sql`m.asked_at`, from: movesToAnswer(home, place) },
    pairs: { from: sql`care.doubtful_pair where home = ${home} and decision is null` },
  }
}

/** How many wait of each kind that is read as it stands, in one statement. */
export const countWaiting = (tx: Tx, at: MorningAt): Promise<Counted[]> => {
  const parts = Object.entries(sourcesOf(at)).map(
    ([key, { oldest, from }]) =>
      sql`select ${key}::text as key, count(*)::int as n, ${oldest === undefined ? sql`null::timestamptz` : sql`min(${oldest})`} as oldest from ${from}`,
  )
  return tx.rows(sql<Counted>`${sql.join(parts, sql` union all `)}`)
}

/** Figures that the counters keep of a place; what is overdue since an hour is asked apart. */
export const countersAt = (tx: Tx, place: string): Promise<{ readonly metric: string; readonly n: number }[]> =>
  tx.rows(sql<{ metric: string; n: number }>`
    select metric, n from kernel.counter
    where place = ${place} and bucket = 0 and metric in ('ledger', 'never', 'noTeam', 'waiting', 'told')`)

/** The due moment that has passed longest of those whom nobody ever reached: the first rows of two ranges of an index. */
export const oldestNever = async (
  tx: Tx,
  { home, place }: Pick<MorningAt, 'home' | 'place'>,
): Promise<Instant | null> => {
  const first = (rank: number): RawBuilder<unknown> => sql`
    (select d.due_at from care.due d where d.home = ${home} and ${inPlace(place)} and d.rank = ${rank}
      order by d.due_order limit 1)`
  const row = await tx.row(sql<{ at: Instant | null }>`select least(${first(0)}, ${first(2)}) as at`)
  return row?.at ?? null
}

export type DeskShiftRow = { readonly place: string; readonly from_at: Instant; readonly until_at: Instant }

/**
 * The desks of a place: every township that gives out a 24-hour number, for somebody is promised to answer it, and besides whatever
 * had a shift or a call in the week past, has a shift to come or a call that is open. Keeping a rota alone marked a desk before, and
 * one that never had any counted as fine. A county has its own: its townships turn to it by night.
 */
export const desksOf = async (tx: Tx, { home, place, now }: Pick<MorningAt, 'home' | 'place' | 'now'>) => {
  const here = (column: RawBuilder<unknown>) => (place.length < 9 ? sql`true` : sql`${column} = ${place}`)
  const rows = await tx.rows(sql<{ place: string }>`
    select township as place from care.desk_number
      where home = ${home} and until_at is null and team is null and ${here(sql`township`)}
    union select place from care.desk_shift
      where home = ${home} and cancelled_at is null and until_at > ${now}::timestamptz - interval '7 days' and ${here(sql`place`)}
    union select place from care.desk_call
      where home = ${home} and (closed_at is null or at > ${now}::timestamptz - interval '7 days') and ${here(sql`place`)}
    union select ${home} where ${place.length < 9}
    order by place`)
  return rows.map((row) => row.place)
}

/** Desks whose last hand-over nobody has accepted, since when. */
export const handoversOwed = (tx: Tx, { home, place }: Pick<MorningAt, 'home' | 'place'>) =>
  tx.rows(sql<{ place: string; at: Instant }>`
    select place, at from (
      select distinct on (h.place) h.place, h.at, h.accepted_at from care.desk_handover h
      where h.home = ${home} and ${place.length < 9 ? sql`true` : sql`h.place = ${place}`} order by h.place, h.at desc, h.id desc) last
    where accepted_at is null order by place`)

/** Shifts of the desks of a place that are to come, or were over in the past week: whether a rota is kept at all. */
export const shiftsAround = (tx: Tx, { home, place, now }: Pick<MorningAt, 'home' | 'place' | 'now'>) =>
  tx.rows(sql<DeskShiftRow>`
    select s.place, s.from_at, s.until_at from care.desk_shift s
    where s.home = ${home} and ${place.length < 9 ? sql`true` : sql`s.place = ${place}`} and s.cancelled_at is null
      and s.until_at > ${now}::timestamptz - interval '7 days' limit 5000`)

/** Values that somebody else has proposed for a county and nobody decided. */
export const proposalsToSign = async (tx: Tx, home: string, account: string): Promise<number> => {
  const row = await tx.row(sql<{ n: number }>`
    select count(*)::int as n from kernel.policy_proposal p
    where starts_with(p.place, ${home}) and p.proposed_by <> ${account}::uuid
      and not exists (select from kernel.policy_decision d where d.proposal = p.id)`)
  return row?.n ?? 0
}

export type NewsKind = 'infection' | 'death' | 'admission' | 'discharge'

/** What became known since yesterday evening and was not taken back, as rows of `e` beside the person `d`. */
const newsOf = ({ home, place, since }: Pick<MorningAt, 'home' | 'place' | 'since'>): RawBuilder<unknown> => sql`
  (select e.home, e.id, e.person, 'infection' as kind, e.received_at, e.account from care.episode e
    where e.home = ${home} and e.kind = 'infection' and e.received_at >= ${since}
  union all
  select e.home, e.id, e.person, e.kind, e.received_at, e.account from care.life_event e
    where e.home = ${home} and e.kind in ('death', 'admission', 'discharge') and e.received_at >= ${since}
      and not exists (select from care.life_event b where b.home = e.home and b.person = e.person and b.takes_back = e.id)) e
  join care.person d on d.home = e.home and d.id = e.person and ${inPlace(place)}`

export const countNews = (tx: Tx, at: MorningAt): Promise<{ readonly kind: NewsKind; readonly n: number }[]> =>
  tx.rows(sql<{ kind: NewsKind; n: number }>`select e.kind, count(*)::int as n from ${newsOf(at)} group by e.kind`)

export type NewsRow = {
  readonly id: string
  readonly us: number
  readonly person: string
  readonly at: Instant
  readonly by_name: string | null
  readonly tier: Tier
  readonly township: string
  readonly village: string | null
  readonly birth_day: Day | null
  readonly birth_year: number | null
}

type Listing = Pick<MorningAt, 'home' | 'place' | 'since'> & {
  readonly kind: NewsKind
  readonly after: MomentCursor | null
  readonly limit: number
}

/** The news of a kind, for counting them. */
export const newsIn = ({ kind, ...at }: Omit<Listing, 'after' | 'limit'>): RawBuilder<unknown> =>
  sql`${newsOf(at)} where e.kind = ${kind}`

/** Whom the news are about, newest first. */
export const newsRows = (tx: Tx, { kind, after, limit, ...at }: Listing): Promise<NewsRow[]> =>
  tx.rows(sql<NewsRow>`
    select e.id, (extract(epoch from e.received_at) * 1000000)::bigint as us, e.person, e.received_at as at, a.name as by_name,
      d.tier, d.township, d.village, d.birth_day, d.birth_year
    from ${newsOf(at)} left join kernel.account a on a.id = e.account
    where e.kind = ${kind} and ${after === null ? sql`true` : sql`(e.received_at, e.id) < (timestamptz 'epoch' + ${after.us}::bigint * interval '1 microsecond', ${after.id}::uuid)`}
    order by e.received_at desc, e.id desc limit ${limit}`)
