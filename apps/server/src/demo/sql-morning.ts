import type { Day } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../kernel/db/index.js'

type Judged = {
  readonly home: string
  readonly today: Day
  readonly at: Date
  readonly by: string
  readonly byName: string
  /** The team of the medic, whose people they are. */
  readonly team: string
}

/** Tiers that a medic set by judgement: as high as the criteria say, so that nothing else of the person changes. */
export const insertOverrides = (tx: Tx, { home, today, at, by, byName, team }: Judged): Promise<number> =>
  tx.run(sql`
    update care.person p set override = jsonb_build_object('tier', p.tier, 'by', ${by}::text, 'byName', ${byName}::text,
      'reason', n.reason, 'reviewOn', (${today}::date + n.days)::text, 'assessedTierAtOverride', p.tier,
      'at', to_char(${at}::timestamptz at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'commandId', gen_random_uuid())
    from (select x.id, r.days, r.reason from (
        select id, row_number() over (order by id) as n from care.person
        where home = ${home} and team = ${team} and tier in ('red', 'yellow') and life = 'here' and waiting_tier is null) x
      join (values (1, -6, '血压反复，先按红色管理'), (3, -3, '上门看过，病情不稳'), (5, -1, '刚出院，观察一段时间'),
        (7, 0, '家属说夜里气喘，先从严'), (9, 5, '换药后待观察'), (11, 12, '独居，认知下降')) as r (n, days, reason)
        on r.n = x.n) n
    where p.home = ${home} and p.id = n.id`)

type Called = {
  readonly home: string
  readonly from: Date
  readonly until: Date
  readonly half: Date
  /** Nobody has called later than this. */
  readonly now: Date
  readonly by: string
}

/** Answers of the township's call-backs: nearly all confirm; of the last day half are still to be made. */
export const insertCallbacks = (tx: Tx, { home, from, until, half, now, by }: Called): Promise<number> =>
  tx.run(sql`
    insert into care.callback (home, followup, person, township, result, account, at)
    select f.home, f.id, f.person, f.township,
      case when f.lot % 100 < 3 then 'denied' when f.lot % 100 < 9 then 'notReached' else 'confirmed' end, ${by}::uuid,
      least(f.at + interval '20 hours', ${now})
    from (select *, ('x' || substr(id::text, 25, 4))::bit(16)::int as lot from care.followup
      where home = ${home} and outcome = 'reached' and at >= ${from} and at < ${until}
        and ('x' || right(id::text, 8))::bit(32)::bigint < 0.05 * 4294967296) f
    where f.at < ${half} or f.lot % 2 = 0`)

/** The planner has not looked at a county that was filled a moment ago, and would read all its people for each of them. */
export const planForMany = (tx: Tx): Promise<number> => tx.run(sql`set local enable_nestloop = off`)

type Days = { readonly home: string; readonly today: Day; readonly at: Date }

/**
 * The six of the two weeks past, as a county might have got on: what holds now, less a little for each day back. Today is not
 * written: whoever opens the page works it out.
 */
export const insertSixDays = (tx: Tx, { home, today, at }: Days): Promise<number> =>
  tx.run(sql`
    insert into care.six_day (home, township, day, in_place, asked, against, worked_at)
    select ${home}, s.township, ${today}::date - d.back,
      array[v.teams - case when d.back > 9 then least(1, v.teams) else 0 end, r.found - r.found * d.back / 90,
        s.told - s.told * d.back / 40, s.talked - s.talked * d.back / 120, s.fresh - s.fresh * d.back / 60, s.handled],
      array[v.teams, r.over65, s.people, s.owed, s.red, s.ill], 'over65', ${at}::timestamptz - make_interval(days => d.back)
    from generate_series(1, 14) d (back) cross join (
      select p.township, count(*)::int as people, (count(*) filter (where p.told_place is not null))::int as told,
        (count(*) filter (where p.tier <> 'green' and p.life = 'here'))::int as owed,
        (count(*) filter (where p.tier <> 'green' and p.life = 'here' and cardinality(x.two_way_at) >= 3))::int as talked,
        (count(*) filter (where p.tier = 'red'))::int as red,
        (count(*) filter (where p.tier = 'red' and m.person is not null))::int as fresh,
        (count(*) filter (where p.episode_since is not null))::int as ill,
        (count(*) filter (where p.episode_since is not null and coalesce(m.guided, false)))::int as handled
      from care.person p join care.due x on x.home = p.home and x.person = p.id
        left join care.medicine_state m on m.home = p.home and m.person = p.id
      where p.home = ${home} and p.life not in ('dead', 'left') group by p.township) s
    join (select township, count(*)::int as teams from care.team_village where home = ${home} group by township) v
      on v.township = s.township
    left join (
      select g.township, sum(g.over65)::int as over65, sum(least(g.over65, coalesce(o.n, 0)))::int as found from care.register g
        left join (select village, count(*)::int as n from care.person where home = ${home} and life not in ('dead', 'left')
            and coalesce(birth_day <= ${today}::date - interval '65 years', birth_year <= extract(year from ${today}::date) - 65)
          group by village) o on o.village = g.village
      where g.home = ${home} group by g.township) r on r.township = s.township`)

/** The league of the night past, for those above the county. */
export const insertLeagueDay = (tx: Tx, { home, today, at }: Days): Promise<number> =>
  tx.run(sql`
    insert into care.league_day (home, township, day, owed, in_time, confirmed, denied, worked_at)
    select ${home}, s.township, ${today}::date - 1, s.owed * 5, s.owed * 5 - s.owed / 4, s.owed / 5, s.owed / 90, ${at}
    from (select township, count(*)::int as owed from care.person
      where home = ${home} and tier <> 'green' and life = 'here' group by township) s`)
