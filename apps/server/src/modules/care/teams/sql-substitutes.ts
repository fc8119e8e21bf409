import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type SubstitutionRow = {
  readonly id: string
  readonly team: string
  readonly absent: string
  readonly absent_name: string
  readonly substitute: string
  readonly substitute_name: string
  readonly medic: boolean
  readonly from_day: string
  readonly until_day: string
  readonly from_at: Instant
}

/** Substitutions of a township (or of a county) that are in force or still to come. */
export const substitutionsIn = (
  tx: Tx,
  at: { readonly home: string; readonly township: string; readonly now: Date },
): Promise<SubstitutionRow[]> =>
  tx.rows(sql<SubstitutionRow>`
    select s.id, s.team, s.absent, a.name as absent_name, s.substitute, b.name as substitute_name, s.medic, s.from_day,
      s.until_day, s.from_at
    from care.substitute s join kernel.account a on a.id = s.absent join kernel.account b on b.id = s.substitute
    where s.home = ${at.home} and (${at.township} = '' or s.township = ${at.township}) and s.ended_at is null
      and s.until_at > ${at.now} order by s.from_day, s.id`)

type Days = { readonly from: Date; readonly until: Date }
type Whose = { readonly home: string; readonly township: string; readonly accounts: readonly string[] }

/** The teams of a township for which people work on these days: as members, or standing in for one. */
export const teamsServedBy = (tx: Tx, { home, township, accounts, from, until }: Whose & Days) =>
  tx.rows(sql<{ team: string; account: string }>`
    select m.team, m.account from care.team_member m
    where m.home = ${home} and m.township = ${township} and m.until_at is null and m.account = any(${accounts}::uuid[])
    union
    select s.team, s.substitute from care.substitute s
    where s.home = ${home} and s.township = ${township} and s.ended_at is null and s.substitute = any(${accounts}::uuid[])
      and s.from_at < ${until} and s.until_at > ${from}
    order by 1, 2`)

/** Whether somebody is away from a team of theirs on one of these days. */
export const isAway = async (tx: Tx, home: string, account: string, { from, until }: Days): Promise<boolean> => {
  const row = await tx.row(sql<{ id: string }>`
    select id from care.substitute where home = ${home} and absent = ${account} and ended_at is null
      and from_at < ${until} and until_at > ${from} limit 1`)
  return row !== undefined
}

type NewSubstitution = {
  readonly home: string
  readonly id: string
  readonly team: string
  readonly township: string
  readonly absent: string
  readonly substitute: string
  readonly medic: boolean
  readonly from: { readonly day: string; readonly at: Date }
  readonly until: { readonly day: string; readonly at: Date }
  readonly by: string
  readonly madeAt: Date
}

export const addSubstitution = (tx: Tx, s: NewSubstitution): Promise<number> =>
  tx.run(sql`
    insert into care.substitute (home, id, team, township, absent, substitute, medic, from_day, until_day, from_at, until_at,
      made_by, made_at)
    values (${s.home}, ${s.id}, ${s.team}, ${s.township}, ${s.absent}, ${s.substitute}, ${s.medic}, ${s.from.day}::date,
      ${s.until.day}::date, ${s.from.at}, ${s.until.at}, ${s.by}, ${s.madeAt})
    on conflict do nothing`)

export const substitutionKnown = async (tx: Tx, home: string, id: string): Promise<number> => {
  const row = await tx.row(sql<{ n: number }>`
    select count(*)::int as n from care.substitute where home = ${home} and id = ${id}`)
  return row?.n ?? 0
}

export const endSubstitution = (
  tx: Tx,
  at: {
    readonly home: string
    readonly id: string
    readonly township: string
    readonly by: string
    readonly now: Date
  },
): Promise<number> =>
  tx.run(sql`
    update care.substitute set ended_at = ${at.now}, ended_by = ${at.by}
    where home = ${at.home} and id = ${at.id} and township = ${at.township} and ended_at is null`)

type Spanned = { readonly home: string; readonly teams: readonly string[]; readonly from: Date; readonly until: Date }

/** Whether one of the teams is without anybody medical on a day of a span; looked at every half day. */
export const lacksMedic = async (tx: Tx, { home, teams, from, until }: Spanned): Promise<boolean> => {
  const row = await tx.row(sql<{ team: string }>`
    select t.team from unnest(${teams}::uuid[]) as t (team),
      generate_series(${from}::timestamptz + interval '6 hours', ${until}::timestamptz, interval '12 hours') as d (at)
    where not exists (select from care.working(${home}, t.team, d.at) as w where w.medic) limit 1`)
  return row !== undefined
}

/** Key people by village of a township, with the team that serves it. */
export const peopleByVillage = (tx: Tx, home: string, township: string) =>
  tx.rows(sql<{ village: string; team: string | null; people: number }>`
    select v.code as village, t.team, coalesce(c.n, 0)::int as people
    from kernel.division v
    left join care.team_village t on t.home = ${home} and t.village = v.code
    left join (select place, sum(n) as n from kernel.counter where metric = 'ledger' and bucket = 0
      and parent = ${township} group by place) c on c.place = v.code
    where v.parent = ${township} and (t.team is not null or coalesce(c.n, 0) > 0) order by v.code`)

/** The team that serves each of these villages now. */
export const servedBy = (tx: Tx, home: string, villages: readonly string[]) =>
  tx.rows(sql<{ village: string; team: string }>`
    select village, team from care.team_village where home = ${home} and village = any(${villages}::text[]) for update`)

export const giveVillage = async (
  tx: Tx,
  v: {
    readonly home: string
    readonly village: string
    readonly team: string
    readonly township: string
    readonly now: Date
  },
): Promise<void> => {
  await tx.run(sql`
    insert into care.team_village (home, village, team, township, since)
    values (${v.home}, ${v.village}, ${v.team}, ${v.township}, ${v.now})
    on conflict (home, village) do update set team = excluded.team, township = excluded.township, since = excluded.since
      where team_village.team <> excluded.team`)
}
