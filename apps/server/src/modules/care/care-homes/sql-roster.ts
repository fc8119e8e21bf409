import type { RoundState, StayFact } from '@lianfang/domain/care'
import type { Day, Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { type ListedRow, listedColumns, listedFrom } from '../people/rows.js'

export type RosterRow = ListedRow & {
  readonly room: string | null
  readonly since: Day
  readonly told: RoundState | null
  readonly alarm: boolean
}

type Roster = { readonly home: string; readonly careHome: string; readonly round: string | null }

/** Everybody on a roster whom the reader sees, in the order in which somebody walks through the house. */
export const rosterOf = (tx: Tx, { home, careHome, round }: Roster): Promise<RosterRow[]> =>
  tx.rows(sql<RosterRow>`
    select ${listedColumns}, r.room, r.since, q.state as told,
      exists (select from care.alarm a where a.home = r.home and a.person = r.person and a.closed_at is null) as alarm
    from care.care_home_resident r join ${listedFrom} on d.home = r.home and d.person = r.person
      left join care.care_home_part q on q.home = r.home and q.round = ${round}::uuid and q.person = r.person
    where r.home = ${home} and r.care_home = ${careHome} and d.home = ${home}
    order by r.room collate "C" nulls last, d.rank, d.person limit 5000`)

type Resident = { readonly careHome: string; readonly village: string }

/** On whose roster a person stands, and the village of that home. */
export const homeOfPerson = (tx: Tx, home: string, person: string): Promise<Resident | undefined> =>
  tx.row(sql<Resident>`
    select r.care_home as "careHome", h.village from care.care_home_resident r
    join care.care_home h on h.home = r.home and h.id = r.care_home where r.home = ${home} and r.person = ${person}`)

export type StayRow = StayFact & { readonly person: string; readonly room: string | null; readonly body_hash: Buffer }

const stayColumns = sql`id, care_home as home, person, kind, day, room, takes_back as "takesBack", body_hash`

export const stayBefore = (tx: Tx, home: string, id: string): Promise<StayRow | undefined> =>
  tx.row(sql<StayRow>`select ${stayColumns} from care.care_home_stay where home = ${home} and id = ${id}`)

/** All facts about one person's homes, in the order in which they were recorded. */
export const staysOfPerson = (tx: Tx, home: string, person: string): Promise<StayRow[]> =>
  tx.rows(sql<StayRow>`
    select ${stayColumns} from care.care_home_stay where home = ${home} and person = ${person} order by at, id`)

export type NewStay = {
  readonly home: string
  readonly id: string
  readonly careHome: string
  readonly person: string
  readonly kind: StayFact['kind']
  readonly day: string
  readonly room: string | null
  readonly takesBack: string | null
  readonly at: Date
  readonly account: string | null
  readonly bodyHash: Buffer
}

/**
 * Answers 0 when the id is in use. The facts about a person are read in the order in which they were recorded, so each has a
 * moment of its own, also when two come in one millisecond.
 */
export const addStay = (tx: Tx, s: NewStay): Promise<number> =>
  tx.run(sql`
    insert into care.care_home_stay (home, id, care_home, person, kind, day, room, takes_back, at, account, body_hash)
    values (${s.home}, ${s.id}, ${s.careHome}, ${s.person}, ${s.kind}, ${s.day}::date, ${s.room}, ${s.takesBack}::uuid,
      (select greatest(${s.at}::timestamptz, max(at) + interval '1 millisecond') from care.care_home_stay
        where home = ${s.home} and person = ${s.person}), ${s.account}, ${s.bodyHash})
    on conflict (home, id) do nothing`)

type Standing = {
  readonly careHome: string
  readonly stay: string
  readonly room: string | null
  readonly since: string
}
type Placed = { readonly home: string; readonly person: string; readonly stands: Standing | null }

/** Writes where a person stays by the facts; nowhere takes the row away. */
export const setResident = ({ home, person, stands }: Placed, tx: Tx): Promise<number> =>
  stands === null
    ? tx.run(sql`delete from care.care_home_resident where home = ${home} and person = ${person}`)
    : tx.run(sql`
        insert into care.care_home_resident (home, person, care_home, stay, room, since)
        values (${home}, ${person}, ${stands.careHome}, ${stands.stay}, ${stands.room}, ${stands.since}::date)
        on conflict (home, person) do update set care_home = excluded.care_home, stay = excluded.stay, room = excluded.room,
          since = excluded.since`)

/** Since when a home has somebody to look at: from the first resident on, and no more when the last one leaves. */
export const setRoundSince = (tx: Tx, at: { home: string; careHome: string; now: Date }): Promise<number> =>
  tx.run(sql`
    update care.care_home set round_since = case
      when not exists (select from care.care_home_resident r join care.care_home g on g.home = r.home and g.id = r.care_home
      join care.person p on p.home = r.home and p.id = r.person and p.village = g.village
        where r.home = ${at.home} and r.care_home = ${at.careHome})
      then null else coalesce(round_since, ${at.now}) end
    where home = ${at.home} and id = ${at.careHome}`)

/** Who live there: one who moved away and whom nobody moved out keeps no home open. */
export const countResidents = async (tx: Tx, home: string, careHome: string): Promise<number> =>
  (
    await tx.row(sql<{ n: number }>`
      select count(*)::int as n from care.care_home_resident r join care.care_home g on g.home = r.home and g.id = r.care_home
      join care.person p on p.home = r.home and p.id = r.person and p.village = g.village
      where r.home = ${home} and r.care_home = ${careHome}`)
  )?.n ?? 0

type ListedStay = {
  readonly id: string
  readonly person: string
  readonly kind: 'in' | 'out'
  readonly day: Day
  readonly at: Instant
  readonly name: string | null
  readonly back_at: Instant | null
  readonly back_name: string | null
  readonly last: boolean
}

/** Who moved in and out of a home, the newest first, with who said that it was a mistake. */
export const staysOfHome = (tx: Tx, home: string, careHome: string): Promise<ListedStay[]> =>
  tx.rows(sql<ListedStay>`
    select s.id, s.person, s.kind, s.day, s.at, a.name, b.at as back_at, c.name as back_name,
      b.id is null and not exists (select from care.care_home_stay l where l.home = s.home and l.person = s.person
        and l.kind <> 'takenBack' and (l.at, l.id) > (s.at, s.id)
        and not exists (select from care.care_home_stay x where x.home = l.home and x.takes_back = l.id)) as last
    from care.care_home_stay s
      left join kernel.account a on a.id = s.account
      left join care.care_home_stay b on b.home = s.home and b.person = s.person and b.takes_back = s.id
      left join kernel.account c on c.id = b.account
    where s.home = ${home} and s.care_home = ${careHome} and s.kind <> 'takenBack'
      and exists (select from care.person p where p.home = s.home and p.id = s.person)
    order by s.at desc, s.id desc limit 30`)
