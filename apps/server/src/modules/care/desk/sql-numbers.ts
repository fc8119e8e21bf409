import { byName, type Day, type Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type NumberRow = {
  readonly township: string
  readonly team: string | null
  readonly team_name: string | null
  readonly number: string
  readonly name: string
  readonly from_day: Day
  readonly by_name: string | null
  readonly at: Instant
  readonly until_at: Instant | null
}

type Within = { readonly home: string; readonly township: string }

const columns = sql`n.township, n.team, t.name as team_name, n.number, n.name, n.from_day, a.name as by_name, n.at, n.until_at
  from care.desk_number n left join kernel.account a on a.id = n.account
    left join care.team t on t.home = n.home and t.id = n.team`

/** The numbers that hold in a township, or in the whole county. */
export const numbersIn = (tx: Tx, { home, township }: Within): Promise<NumberRow[]> =>
  tx.rows(sql<NumberRow>`
    select ${columns} where n.home = ${home} and n.until_at is null and (${township} = '' or n.township = ${township})`)

/** The numbers that held before in a township, newest first. */
export const pastNumbers = (tx: Tx, { home, township }: Within): Promise<NumberRow[]> =>
  tx.rows(sql<NumberRow>`
    select ${columns} where n.home = ${home} and n.until_at is not null and n.township = ${township}
    order by n.until_at desc limit 100`)

export const deskTeams = async (tx: Tx, { home, township }: Within) =>
  byName(
    await tx.rows(sql<{ id: string; name: string; township: string }>`
    select id, name, township from care.team
    where home = ${home} and (${township} = '' or township = ${township}) order by township, name limit 2000`),
  )

export type ToldFigure = { readonly place: string; readonly all: number; readonly told: number }

/**
 * How many key people know both 24-hour numbers in force, of how many: a place and all directly below it (K4). Two short
 * index ranges over counters, whatever the number of people; read under any scope whose `counts` reach the place.
 */
export const toldCounts = (tx: Tx, place: string): Promise<ToldFigure[]> =>
  tx.rows(sql<ToldFigure>`
    select place, coalesce(sum(n) filter (where metric = 'ledger'), 0)::bigint as all,
      coalesce(sum(n) filter (where metric = 'told'), 0)::bigint as told
    from (
      select place, metric, n from kernel.counter c where c.place = ${place} and metric in ('ledger', 'told') and bucket = 0
      union all
      select place, metric, n from kernel.counter c where c.parent = ${place} and metric in ('ledger', 'told') and bucket = 0) c
    group by place`)

/** The same by team. */
export const toldByTeam = (tx: Tx, home: string) =>
  tx.rows(sql<{ team: string; all: number; told: number }>`
    select team, coalesce(sum(n) filter (where metric = 'ledger'), 0)::bigint as all,
      coalesce(sum(n) filter (where metric = 'told'), 0)::bigint as told
    from kernel.team_counter where county = ${home} and metric in ('ledger', 'told') and bucket = 0 group by team`)

/** The township's institutions that may have a number day and night; for those only who keep its numbers, or the county's. */
export const institutionsOf = (tx: Tx, township: string) =>
  tx.rows(sql<{ id: string; name: string; phone: string | null }>`
    select f.id, f.name, f.phone from kernel.facility f
    where f.place >= ${township} and f.place < ${`${township}:`} and f.closed_on is null
      and f.home = current_setting('lf.county', true) and current_setting('lf.township', true) in ('', ${township})
      and f.kind in ('townshipCentre', 'communityCentre', 'communityStation', 'hospital', 'villageClinic')
    order by f.around_the_clock desc, f.kind = 'villageClinic', f.name limit 100`)

/** The medics of the township's teams. */
export const doctorsOf = (tx: Tx, { home, township }: Within) =>
  tx.rows(sql<{ id: string; name: string; team: string }>`
    select a.id, a.name, m.team from care.team_member m join kernel.account a on a.id = m.account and a.state = 'active'
    where m.home = ${home} and m.township = ${township} and m.medic and m.until_at is null order by a.name limit 500`)

export const numberBefore = (tx: Tx, home: string, id: string) =>
  tx.row(sql<{ body_hash: Buffer }>`select body_hash from care.desk_number where home = ${home} and id = ${id}`)

export type NewNumber = {
  readonly home: string
  readonly id: string
  readonly township: string
  readonly team: string | null
  readonly number: string
  readonly name: string
  readonly source: string | null
  readonly from: string
  readonly account: string
  readonly at: Date
  readonly bodyHash: Buffer
}

/** Ends what held and enters what holds now; 0 when somebody else entered one at the same moment. */
export const replaceNumber = async (tx: Tx, n: NewNumber): Promise<number> => {
  await tx.run(sql`
    update care.desk_number set until_at = ${n.at}
    where home = ${n.home} and township = ${n.township} and team is not distinct from ${n.team}::uuid and until_at is null`)
  return tx.run(sql`
    insert into care.desk_number (home, id, township, team, number, name, source, from_day, account, at, body_hash)
    values (${n.home}, ${n.id}, ${n.township}, ${n.team}::uuid, ${n.number}, ${n.name}, ${n.source}::uuid, ${n.from}::date,
      ${n.account}, ${n.at}, ${n.bodyHash}) on conflict do nothing`)
}

/**
 * Counts those anew whom a changed number concerns: who knew the old one, and who had been told this one before. The
 * trigger of migration 0020 decides for each; nobody else's row is written.
 */
export const countToldAnew = (tx: Tx, n: Pick<NewNumber, 'home' | 'township' | 'team' | 'number'>): Promise<number> =>
  tx.run(sql`
    update care.person set told_place = told_place
    where home = ${n.home} and township = ${n.township} and (${n.team}::uuid is null or team = ${n.team}::uuid)
      and case when ${n.team}::uuid is null then told_institution else told_doctor end is not null
      and (told_place is not null or case when ${n.team}::uuid is null then told_institution else told_doctor end = ${n.number})`)
