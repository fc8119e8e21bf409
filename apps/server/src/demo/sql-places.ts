import { sql } from 'kysely'
import type { Tx } from '../kernel/db/index.js'
import type { PlannedTeam } from './plan.js'
import type { StaffAccount, TeamMember } from './staff.js'
import type { TrendRow } from './tally.js'

export type State = { readonly demonstration: boolean; readonly accounts: number }

/** What kind of database this is, and whether anybody can sign in. */
export const readState = (tx: Tx): Promise<State | undefined> =>
  tx.row(sql<State>`
    select demonstration, (select count(*) from kernel.account) as accounts from kernel.instance`)

/** Teams of all counties; the auth role sees them without a scope. */
export const countTeams = async (tx: Tx): Promise<number> =>
  (await tx.row(sql<{ n: number }>`select count(*) as n from care.team`))?.n ?? 0

type Teams = {
  readonly home: string
  readonly since: Date
  readonly teams: readonly PlannedTeam[]
  readonly members: readonly TeamMember[]
}

export const insertTeams = async (tx: Tx, { home, since, teams, members }: Teams): Promise<void> => {
  await tx.run(sql`
    insert into care.team (home, id, township, name, created_at)
    select ${home}, id, township, name, ${since}
    from unnest(${teams.map((t) => t.id)}::uuid[], ${teams.map((t) => t.township)}::text[], ${teams.map((t) => t.name)}::text[])
      as n (id, township, name)`)
  const bound = teams.flatMap((team) => team.villages.map((village) => ({ village, team })))
  await tx.run(sql`
    insert into care.team_village (home, village, team, township)
    select ${home}, * from unnest(${bound.map((b) => b.village)}::text[], ${bound.map((b) => b.team.id)}::uuid[],
      ${bound.map((b) => b.team.township)}::text[])`)
  await tx.run(sql`
    insert into care.team_member (home, team, account, township, medic, from_at)
    select ${home}, team, account, township, medic, ${since}
    from unnest(${members.map((m) => m.team.id)}::uuid[], ${members.map((m) => m.account.id)}::uuid[],
      ${members.map((m) => m.team.township)}::text[], ${members.map((m) => m.medic)}::boolean[])
      as n (team, account, township, medic)`)
}

export type Registered = { readonly village: string; readonly residents: number; readonly over65: number }

export const insertRegister = (tx: Tx, home: string, day: string, rows: readonly Registered[]): Promise<number> =>
  tx.run(sql`
    insert into care.register (home, village, township, residents, over65, as_of)
    select ${home}, village, left(village, 9), residents, over65, ${day}::date
    from unnest(${rows.map((r) => r.village)}::text[], ${rows.map((r) => r.residents)}::int[], ${rows.map((r) => r.over65)}::int[])
      as n (village, residents, over65)`)

/** Accounts with one grant and one password for all of them. */
export const insertAccounts = async (tx: Tx, accounts: readonly StaffAccount[], hash: string): Promise<void> => {
  const ids = accounts.map((a) => a.id)
  await tx.run(sql`
    insert into kernel.account (id, login, name, place, first_signed_in_at)
    select *, now() from unnest(${ids}::uuid[], ${accounts.map((a) => a.login)}::text[], ${accounts.map((a) => a.name)}::text[],
      ${accounts.map((a) => a.place)}::text[])`)
  await tx.run(sql`
    insert into kernel.credential (account, password_hash) select id, ${hash} from unnest(${ids}::uuid[]) as n (id)`)
  await tx.run(sql`
    insert into kernel.account_grant (id, account, role, place)
    select * from unnest(${accounts.map((a) => a.grant)}::uuid[], ${ids}::uuid[], ${accounts.map((a) => a.role)}::text[],
      ${accounts.map((a) => a.place)}::text[])`)
}

export const insertTrend = (tx: Tx, rows: readonly TrendRow[]): Promise<number> =>
  tx.run(sql`
    insert into kernel.counter_day (place, metric, day, n)
    select * from unnest(${rows.map((r) => r.place)}::text[], ${rows.map((r) => r.metric)}::text[],
      ${rows.map((r) => r.day)}::date[], ${rows.map((r) => r.n)}::bigint[])
    on conflict do nothing`)
