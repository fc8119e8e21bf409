import type { PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { overdueRows } from '../../../kernel/settle/index.js'
import { goneRank } from '../people/record.js'
import { notGone } from './sql-bindings.js'

export type TeamRow = {
  readonly id: string
  readonly name: string
  readonly township: string
  readonly villages: readonly string[]
  readonly members: readonly {
    readonly accountId: string
    readonly name: string
    readonly role: string
    readonly medic: boolean
    readonly active: boolean
  }[]
  readonly closer: { readonly grids: number; readonly households: number; readonly people: number }
  readonly people: number
  readonly overdue: number
  readonly working: number
  readonly medics: number
}

export const teamsIn = (
  tx: Tx,
  at: {
    readonly home: string
    readonly township: string
    readonly id?: string
    readonly hour: number
    readonly now: Date
  },
) =>
  tx.rows(sql<TeamRow>`
    select t.id, t.name, t.township,
      coalesce((select jsonb_agg(v.village order by v.village) from care.team_village v
        where v.home = t.home and v.team = t.id), '[]') as villages,
      coalesce((select jsonb_agg(jsonb_build_object('accountId', m.account, 'name', a.name, 'medic', m.medic,
          'active', a.state = 'active',
          'role', (select g.role from kernel.account_grant g where g.account = a.id and g.withdrawn_at is null limit 1))
          order by m.medic desc, a.name)
        from care.team_member m join kernel.account a on a.id = m.account
        where m.home = t.home and m.team = t.id and m.until_at is null), '[]') as members,
      (select jsonb_build_object('grids', count(*) filter (where b.kind = 'grid'),
          'households', count(distinct b.subject) filter (where b.kind = 'household' and lives.here),
          'people', count(*) filter (where b.kind = 'person' and lives.here))
        from care.team_binding b cross join lateral (
          select case b.kind when 'grid' then true
            when 'person' then exists (select from care.person p where p.home = b.home and p.id = b.subject and ${notGone})
            else exists (select from care.person p where p.home = b.home and p.household = b.subject and ${notGone}) end as here) lives
        where b.home = t.home and b.team = t.id) as closer,
      coalesce((select sum(c.n) from kernel.team_counter c
        where c.county = t.home and c.team = t.id and c.metric = 'ledger'), 0)::bigint as people,
      coalesce((select sum(counted) from ${overdueRows({
        table: sql`kernel.team_counter`,
        whose: sql`c.county = t.home and c.team = t.id`,
        hour: at.hour,
      })}), 0)::bigint as overdue,
      (select count(*) from care.working(t.home, t.id, ${at.now}))::int as working,
      (select count(*) from care.working(t.home, t.id, ${at.now}) as w where w.medic)::int as medics
    from care.team t
    where t.home = ${at.home} and (${at.township} = '' or t.township = ${at.township})
      and (${at.id ?? null}::uuid is null or t.id = ${at.id ?? null}::uuid)
    order by t.township, t.name limit 2000`)

/** Villages (and townships, for people without a village) that have people but no team. */
export const unboundIn = (tx: Tx, home: string, township: string) =>
  tx.rows(sql<{ township: string; village: string | null; people: number }>`
    select d.township, d.village, count(*) as people from care.due d
    where d.home = ${home} and (${township} = '' or d.township = ${township}) and d.team is null and d.rank < ${goneRank}
    group by 1, 2 order by 1, 2 nulls first`)

export type Candidate = {
  readonly account: string
  readonly name: string
  readonly role: string
  readonly place: string
}

/** Who can be a member: field staff of the township, and medics of the county. */
export const candidatesIn = (tx: Tx, home: string, township: string): Promise<Candidate[]> =>
  tx.rows(sql<Candidate>`
    select a.id as account, a.name, g.role, g.place from kernel.account_grant g join kernel.account a on a.id = g.account
    where g.withdrawn_at is null and a.state = 'active' and g.role in ('villageWorker', 'medic')
      and starts_with(g.place, ${township === '' ? home : township})
    order by a.name limit 2000`)

export const addTeam = (
  tx: Tx,
  t: { readonly home: string; readonly id: string; readonly township: string; readonly name: string },
) =>
  tx.run(sql`
    insert into care.team (home, id, township, name) values (${t.home}, ${t.id}, ${t.township}, ${t.name})
    on conflict do nothing`)

export const renameTeam = (tx: Tx, home: string, id: string, name: string): Promise<number> =>
  tx.run(sql`update care.team set name = ${name} where home = ${home} and id = ${id}`)

type Members = {
  readonly home: string
  readonly team: string
  readonly township: string
  readonly members: readonly { readonly accountId: string; readonly medic: boolean }[]
}

/** Members as they are from now on; who leaves keeps the dates. */
export const setMembers = async (tx: Tx, m: Members): Promise<void> => {
  const accounts = m.members.map((x) => x.accountId)
  await tx.run(sql`
    update care.team_member set until_at = now()
    where home = ${m.home} and team = ${m.team} and until_at is null
      and not exists (select from unnest(${accounts}::uuid[], ${m.members.map((x) => x.medic)}::boolean[]) as n (account, medic)
        where n.account = team_member.account and n.medic = team_member.medic)`)
  await tx.run(sql`
    insert into care.team_member (home, team, account, township, medic, from_at)
    select ${m.home}, ${m.team}::uuid, n.account, ${m.township}, n.medic, clock_timestamp()
    from unnest(${accounts}::uuid[], ${m.members.map((x) => x.medic)}::boolean[]) as n (account, medic)
    where not exists (select from care.team_member k
      where k.home = ${m.home} and k.team = ${m.team} and k.account = n.account and k.until_at is null)`)
}

/** Accounts of a team's members as it stands. */
export const membersNow = async (tx: Tx, home: string, team: string): Promise<readonly string[]> => {
  const rows = await tx.rows(sql<{ account: string }>`
    select account from care.team_member where home = ${home} and team = ${team} and until_at is null`)
  return rows.map(({ account }) => account)
}

export const villagesOf = (tx: Tx, home: string, team: string): Promise<{ village: string }[]> =>
  tx.rows(sql<{ village: string }>`select village from care.team_village where home = ${home} and team = ${team}`)

/** Villages among these that another team has. */
export const takenVillages = (tx: Tx, home: string, team: string, villages: readonly string[]) =>
  tx.rows(sql<{ village: string; team: string }>`
    select village, team from care.team_village where home = ${home} and team <> ${team} and village = any(${villages}::text[])`)

/** Villages of a township that a team serves, with its people there whom no closer binding holds back (CARE-TEAM-2): those go with it. */
export const servedVillages = (tx: Tx, home: string, township: string) =>
  tx.rows(sql<{ village: PlaceCode; team: string; people: number }>`
    select v.village, v.team, (select count(*)::int from care.person p
      where p.home = v.home and p.village = v.village and p.team = v.team and ${notGone}
        and not exists (select from care.team_binding b where b.home = p.home
          and ((b.kind = 'person' and b.subject = p.id) or (b.kind = 'household' and b.subject = p.household)
            or (b.kind = 'grid' and b.subject = p.grid)))) as people
    from care.team_village v where v.home = ${home} and v.township = ${township} order by v.village`)

export const setVillages = async (
  tx: Tx,
  v: {
    readonly home: string
    readonly team: string
    readonly township: string
    readonly villages: readonly string[]
    readonly now: Date
  },
): Promise<void> => {
  await tx.run(sql`
    delete from care.team_village where home = ${v.home} and team = ${v.team} and not village = any(${v.villages}::text[])`)
  await tx.run(sql`
    insert into care.team_village (home, village, team, township, since)
    select ${v.home}, village, ${v.team}::uuid, ${v.township}, ${v.now} from unnest(${v.villages}::text[]) as n (village)
    on conflict (home, village) do update set team = excluded.team, since = excluded.since
      where team_village.team <> excluded.team`)
}
