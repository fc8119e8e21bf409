import type { PersonPoint, SixPerson } from '@lianfang/domain/care'
import type { DueValues, MedicineValues, Tier } from '@lianfang/domain/policy'
import { addHours, type Day, type Instant } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type SixAsked = {
  readonly home: string
  readonly place: string
  readonly now: Instant
  /** Now as a day at the place: ages are of that day. */
  readonly today: Day
  readonly due: DueValues
  readonly medicine: MedicineValues
}

const DAY_HOURS = 24
const at = (instant: Instant): RawBuilder<unknown> => sql`${new Date(instant)}::timestamptz`

const inPlace = (place: string, alias: string): RawBuilder<unknown> => {
  if (place.length === 12) return sql`${sql.ref(`${alias}.village`)} = ${place}`
  return place.length === 9 ? sql`${sql.ref(`${alias}.township`)} = ${place}` : sql`true`
}

/** People of a place with what the points ask, as the pure rule takes it (`sixOfPerson`). */
const facts = ({ home, place }: SixAsked): RawBuilder<unknown> => sql`
  select p.id, p.township, p.village, p.team, p.tier, p.life, p.birth_day, p.birth_year,
    greatest(p.duty_since, p.resumed_at) as duty_since, p.told_place is not null as told, d.two_way_at, m.days_at, m.control_at,
    p.episode_since,
    p.episode_since is not null and exists (select from care.alarm a where a.home = p.home and a.person = p.id
      and a.kind = 'referNow' and a.raised_at >= p.episode_since and a.closed_how in ('referred', 'doctorDecided', 'admitted')) as referred,
    coalesce(m.guided and m.guided_at >= p.episode_since, false) as guided
  from care.person p join care.due d on d.home = p.home and d.person = p.id
    left join care.medicine_state m on m.home = p.home and m.person = p.id
  where p.home = ${home} and ${inPlace(place, 'p')} and p.life not in ('dead', 'left')`

// The same as `sixOfPerson`, over a whole county at once: a test holds the two together on people of every kind.
const judged = (a: SixAsked): RawBuilder<unknown> => {
  const { due, medicine, now } = a
  const window = at(addHours(now, -due.windowHours))
  const fresh = at(addHours(now, -medicine.freshDays * DAY_HOURS))
  const day = at(addHours(now, -due.episode.longestGapHours))
  const owed = sql`case f.tier when 'red' then ${due.byTier.red.perWindow}::int else ${due.byTier.yellow.perWindow}::int end`
  return sql`
    select f.*, (select count(*)::int from unnest(f.two_way_at) t where t > ${window}) as talks,
      true as asked3, f.told as so3,
      f.tier = any(${due.dutyTiers.filter((tier) => tier !== 'green')}::text[]) and f.life = 'here'
        and f.duty_since <= ${window} as asked4,
      (select count(*)::int from unnest(f.two_way_at) t where t > ${window}) >= ${owed} as so4,
      f.tier = 'red' as asked5,
      coalesce(f.days_at >= ${fresh} and f.control_at >= ${fresh}, false) as so5,
      f.episode_since is not null and f.life = 'here' as asked6,
      case f.tier when 'red' then f.referred when 'yellow' then f.guided else true end as treated,
      coalesce(f.episode_since >= ${day} or coalesce(f.two_way_at[1], f.episode_since) >= ${day}, false) as daily
    from (${facts(a)}) f`
}

export type SixCounts = {
  readonly township: string
  readonly village: string | null
  readonly people: number
  /** Of them 65 years and older. */
  readonly over65: number
  readonly asked3: number
  readonly so3: number
  readonly asked4: number
  readonly so4: number
  readonly asked5: number
  readonly so5: number
  readonly asked6: number
  readonly so6: number
}

// As `ageToday` has it: by the day of birth, else by the year alone.
const isOver65 = ({ today }: SixAsked): RawBuilder<unknown> => sql`
  coalesce(birth_day <= ${today}::date - interval '65 years', birth_year <= ${Number(today.slice(0, 4)) - 65}::int)`

/** The points of people, by village. */
export const countPeople = (tx: Tx, a: SixAsked): Promise<SixCounts[]> =>
  tx.rows(sql<SixCounts>`
    select township, village, count(*)::int as people, (count(*) filter (where ${isOver65(a)}))::int as over65,
      count(*)::int as asked3,
      (count(*) filter (where so3))::int as so3,
      (count(*) filter (where asked4))::int as asked4, (count(*) filter (where asked4 and so4))::int as so4,
      (count(*) filter (where asked5))::int as asked5, (count(*) filter (where asked5 and so5))::int as so5,
      (count(*) filter (where asked6))::int as asked6, (count(*) filter (where asked6 and treated and daily))::int as so6
    from (${judged(a)}) j group by township, village`)

export type VillageRow = {
  readonly village: string
  readonly township: string
  readonly team: string | null
  readonly team_name: string | null
  readonly medic: boolean
  /** Key people without a team, or of one in which nobody medical works. */
  readonly lacking: number
  /** Residents by the population register; null where the village is not in it. */
  readonly residents: number | null
  /** Those of 65 and over among them; null where the register does not say. */
  readonly over65: number | null
}

/**
 * Villages of a place that are in the register, have a team, or key people: whether each key person's team, by the closest binding
 * (CARE-TEAM-2), has somebody medical now; where nobody lives who is served, the village's own. Of several teams the one named
 * is one that lacks somebody.
 */
export const villagesOf = (
  tx: Tx,
  { home, place, now }: Pick<SixAsked, 'home' | 'place' | 'now'>,
): Promise<VillageRow[]> =>
  tx.rows(sql<VillageRow>`
    with teams as (
      select t.id, t.name, exists (select from care.working(t.home, t.id, ${at(now)}) w where w.medic) as medic
      from care.team t where t.home = ${home}),
    served as (
      select p.village, p.township, p.team, count(*)::int as people from care.person p
      where p.home = ${home} and ${inPlace(place, 'p')} and p.village is not null and p.life not in ('dead', 'left')
      group by p.village, p.township, p.team),
    by_people as (
      select s.village, bool_and(coalesce(t.medic, false)) as medic, bool_or(s.team is null) as without,
        coalesce(sum(s.people) filter (where not coalesce(t.medic, false)), 0)::int as lacking,
        (array_agg(t.id order by t.medic, t.name))[1] as team
      from served s left join teams t on t.id = s.team group by s.village),
    v as (
      select r.village, r.township from care.register r where r.home = ${home} and ${inPlace(place, 'r')}
      union select b.village, b.township from care.team_village b where b.home = ${home} and ${inPlace(place, 'b')}
      union select s.village, s.township from served s)
    select v.village, v.township, t.id as team, t.name as team_name, coalesce(n.medic, t.medic, false) as medic,
      coalesce(n.lacking, 0) as lacking, r.residents, r.over65
    from v left join by_people n on n.village = v.village
      left join care.team_village b on b.home = ${home} and b.village = v.village
      left join teams t on t.id = case when n.village is null then b.team when n.without then null else n.team end
      left join care.register r on r.home = ${home} and r.village = v.village
    order by v.village`)

/** Of a township: people on the ledger whose village is not told, and how many of them have no team with somebody medical now. */
export type UntoldRow = { readonly township: string; readonly people: number; readonly lacking: number }

/** People whom no village names: they are in nobody's village, and a team is theirs by a closer binding alone. */
export const untoldOf = (
  tx: Tx,
  { home, place, now }: Pick<SixAsked, 'home' | 'place' | 'now'>,
): Promise<UntoldRow[]> =>
  tx.rows(sql<UntoldRow>`
    with teams as (
      select t.id, exists (select from care.working(t.home, t.id, ${at(now)}) w where w.medic) as medic
      from care.team t where t.home = ${home})
    select p.township, count(*)::int as people, (count(*) filter (where not coalesce(t.medic, false)))::int as lacking
    from care.person p left join teams t on t.id = p.team
    where p.home = ${home} and ${inPlace(place, 'p')} and p.village is null and p.life not in ('dead', 'left')
    group by p.township order by p.township`)

export type MissingRow = {
  readonly id: string
  readonly township: string
  readonly village: string | null
  readonly team_name: string | null
  readonly tier: Tier
  readonly birth_day: Day | null
  readonly birth_year: number | null
  readonly talks: number
  readonly treated: boolean
  /** How many are missing in all: counted on the way, for the county is worked out once. */
  readonly in_all: number
}

const missingAt: Readonly<Record<PersonPoint, RawBuilder<unknown>>> = {
  3: sql`not so3`,
  4: sql`asked4 and not so4`,
  5: sql`asked5 and not so5`,
  6: sql`asked6 and not (treated and daily)`,
}

type Page = { readonly point: PersonPoint; readonly after: string | null; readonly limit: number }

/** Who is missing at a point, red first within a village; the last id is the cursor, also when that one is put right meanwhile. */
export const missingPeople = (tx: Tx, a: SixAsked, { point, after, limit }: Page): Promise<MissingRow[]> =>
  tx.rows(sql<MissingRow>`
    with j as materialized (
      select *, coalesce(village, township) as code, case tier when 'red' then 0 when 'yellow' then 1 else 2 end as rank
      from (${judged(a)}) x where ${missingAt[point]})
    select j.id, j.township, j.village, t.name as team_name, j.tier, j.birth_day, j.birth_year, j.talks, j.treated,
      (select count(*)::int from j) as in_all
    from j left join care.team t on t.home = ${a.home} and t.id = j.team
    where ${after}::uuid is null
      or (j.code, j.rank, j.id) > (select coalesce(c.village, c.township),
        case c.tier when 'red' then 0 when 'yellow' then 1 else 2 end, c.id
        from care.person c where c.home = ${a.home} and c.id = ${after}::uuid)
    order by j.code, j.rank, j.id limit ${limit}`)

type FactRow = {
  readonly id: string
  readonly tier: Tier
  readonly life: SixPerson['life']
  readonly duty_since: Instant
  readonly told: boolean
  readonly two_way_at: readonly Instant[]
  readonly days_at: Instant | null
  readonly control_at: Instant | null
  readonly episode_since: Instant | null
  readonly referred: boolean
  readonly guided: boolean
}

/** The facts of everybody, one by one: what the pure rule says of them is what the counts must say. */
export const peopleFacts = (tx: Tx, a: SixAsked): Promise<FactRow[]> =>
  tx.rows(sql<FactRow>`select * from (${facts(a)}) f`)
