import { sql } from 'kysely'
import type { Tx } from '../kernel/db/index.js'

export type DemoDoctor = {
  readonly id: string
  readonly name: string
  readonly team: string
  readonly township: string
}

type Of = {
  readonly home: string
  readonly at: Date
  readonly officer: string
  /** Accounts are written last, so their names are handed in. */
  readonly doctors: readonly DemoDoctor[]
}

/**
 * Numbers of the townships' institutions and of the teams' doctors. A few are missing: the page opens on what is missing. No
 * number of a town begins with 0, so nobody is called by mistake.
 */
export const insertNumbers = async (tx: Tx, { home, at, officer, doctors }: Of): Promise<void> => {
  const digits = (of: string) =>
    sql`'0713-0' || lpad((('x' || left(md5(${sql.raw(of)}::text), 7))::bit(28)::int % 1000000)::text, 6, '0')`
  await tx.run(sql`
    insert into care.desk_number (home, id, township, number, name, source, from_day, account, at, body_hash)
    select distinct on (f.place) ${home}, gen_random_uuid(), f.place, coalesce(f.phone, ${digits('f.place')}), f.name, f.id, ${at}::date, ${officer}, ${at}, ''
    from kernel.facility f
    where f.home = ${home} and length(f.place) = 9 and f.kind in ('townshipCentre', 'communityCentre')
      and f.place <> (select max(place) from kernel.facility where home = ${home} and length(place) = 9)
    order by f.place, f.id`)
  await tx.run(sql`
    insert into care.desk_number (home, id, township, team, number, name, source, from_day, account, at, body_hash)
    select ${home}, gen_random_uuid(), township, team, ${digits('team')}, name, doctor, ${at}::date, ${officer}, ${at}, ''
    from unnest(${doctors.map((d) => d.township)}::text[], ${doctors.map((d) => d.team)}::uuid[],
      ${doctors.map((d) => d.name)}::text[], ${doctors.map((d) => d.id)}::uuid[]) as n (township, team, name, doctor)`)
}

/** Most were told both numbers on the last days, some only the institution's, and the rest are still to be told. */
export const insertTold = async (tx: Tx, home: string, at: Date): Promise<void> => {
  const chosen = sql`
    select p.home, p.id, i.number as institution, d.number as doctor, m.account,
      ('x' || substr(p.id::text, 30, 2))::bit(8)::int as dice
    from care.person p
    join care.desk_number i on i.home = p.home and i.township = p.township and i.team is null
    join care.desk_number d on d.home = p.home and d.team = p.team
    join lateral (select account from care.team_member m where m.home = p.home and m.team = p.team and not m.medic limit 1) m on true
    where p.home = ${home} and p.life not in ('dead', 'left')`
  await tx.run(sql`
    insert into care.told (home, id, person, institution, doctor, how, at, account, body_hash)
    select home, gen_random_uuid(), id, institution, case when dice < 200 then doctor end,
      case when dice % 3 = 0 then 'visit' else 'call' end, ${at}::timestamptz + dice * interval '20 minutes', account, ''
    from (${chosen}) c where dice < 215`)
  await tx.run(sql`
    update care.person p set told_institution = t.institution, told_doctor = t.doctor
    from care.told t where p.home = ${home} and t.home = p.home and t.person = p.id`)
}

export type DemoShift = { readonly id: string; readonly account: string; readonly from: Date; readonly until: Date }

export const insertShifts = (
  tx: Tx,
  at: { readonly home: string; readonly place: string; readonly by: string },
  shifts: readonly DemoShift[],
): Promise<number> =>
  tx.run(sql`
    insert into care.desk_shift (home, id, place, account, from_at, until_at, made_by, made_at, body_hash)
    select ${at.home}, id, ${at.place}, account, from_at, until_at, ${at.by}, from_at, ''
    from unnest(${shifts.map((s) => s.id)}::uuid[], ${shifts.map((s) => s.account)}::uuid[], ${shifts.map((s) => s.from)}::timestamptz[],
      ${shifts.map((s) => s.until)}::timestamptz[]) as n (id, account, from_at, until_at)`)

/** Some key people of a township, for calls about them. */
export const somePeople = (tx: Tx, home: string, township: string) =>
  tx.rows(sql<{ id: string; village: string | null; team: string | null }>`
    select id, village, team from care.person
    where home = ${home} and township = ${township} and life = 'here' and tier = 'red' order by id limit 12`)
