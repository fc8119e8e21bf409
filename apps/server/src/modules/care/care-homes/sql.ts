import type { Day, Instant, PlaceCode } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { goneRank } from '../people/record.js'

export type CareHomeRow = {
  readonly id: string
  readonly kind: 'careHome' | 'welfareInstitution'
  readonly name: string
  readonly township: PlaceCode
  readonly village: PlaceCode
  readonly facility: string | null
  readonly phone: string | null
  readonly capacity: number | null
  readonly hospital: string | null
  readonly hospital_name: string | null
  readonly hospital_phone: string | null
  readonly liaison: string | null
  readonly liaison_phone: string | null
  readonly green_channel_on: Day | null
  readonly round_since: Instant | null
  readonly last_round_at: Instant | null
  readonly closed_on: Day | null
  readonly version: number
  /** The team that serves the village. */
  readonly team: string | null
  readonly team_name: string | null
}

const columns = sql`h.id, h.kind, h.name, h.township, h.village, h.facility, h.phone, h.capacity, h.hospital,
  f.name as hospital_name, f.phone as hospital_phone, h.liaison, h.liaison_phone, h.green_channel_on, h.round_since,
  h.last_round_at, h.closed_on, h.version, v.team, t.name as team_name`

const from = sql`care.care_home h
  left join kernel.facility f on f.home = h.home and f.id = h.hospital
  left join care.team_village v on v.home = h.home and v.village = h.village
  left join care.team t on t.home = v.home and t.id = v.team`

export const homeById = (tx: Tx, home: string, id: string): Promise<CareHomeRow | undefined> =>
  tx.row(sql<CareHomeRow>`select ${columns} from ${from} where h.home = ${home} and h.id = ${id}`)

/** Locks a home, so that two who change its roster or its rounds at once wait for each other. */
export const lockHome = (tx: Tx, home: string, id: string): Promise<{ id: string } | undefined> =>
  tx.row(sql<{ id: string }>`select id from care.care_home where home = ${home} and id = ${id} for update`)

export type CountedHome = CareHomeRow & {
  readonly residents: number
  readonly red: number
  readonly yellow: number
  readonly green: number
  readonly in_hospital: number
  readonly overdue: number
  readonly alarms: number
}

/** Whose homes: a place and all in it, by the columns of its level. */
export const homesIn = (place: string): RawBuilder<unknown> => {
  if (place.length === 12) return sql`h.village = ${place}`
  return place.length === 9 ? sql`h.township = ${place}` : sql`true`
}

type Listed = {
  readonly home: string
  readonly place: string
  readonly id?: string
  readonly closed: boolean
  /** The full hour at which lists and figures cut (decision 0009). */
  readonly hour: Date
}

// A county has some dozens of homes; a list of more would be a wrong ledger.
const most = 500

/** Homes with what is counted of their residents, as far as the reader sees these. */
export const homesOf = (tx: Tx, { home, place, id, closed, hour }: Listed): Promise<CountedHome[]> =>
  tx.rows(sql<CountedHome>`
    select ${columns}, n.* from ${from} cross join lateral (
      select count(*)::int as residents, count(*) filter (where p.tier = 'red')::int as red,
        count(*) filter (where p.tier = 'yellow')::int as yellow, count(*) filter (where p.tier = 'green')::int as green,
        count(*) filter (where p.life = 'admitted')::int as in_hospital,
        count(*) filter (where d.due_order < ${hour})::int as overdue,
        count(*) filter (where exists (select from care.alarm a where a.home = r.home and a.person = r.person
          and a.closed_at is null))::int as alarms
      from care.care_home_resident r join care.person p on p.home = r.home and p.id = r.person
        join care.due d on d.home = r.home and d.person = r.person
      where r.home = h.home and r.care_home = h.id and p.village = h.village and d.rank < ${goneRank}) n
    where h.home = ${home} and ${id === undefined ? homesIn(place) : sql`h.id = ${id}`}
      and ${id === undefined ? sql`(h.closed_on is not null) = ${closed}` : sql`true`}
    order by h.township, h.name, h.id limit ${most}`)

export type HomeFields = {
  readonly kind: CareHomeRow['kind']
  readonly name: string
  readonly township: string
  readonly village: string
  readonly facility: string | null
  readonly phone: string | null
  readonly capacity: number | null
  readonly hospital: string | null
  readonly liaison: string | null
  readonly liaisonPhone: string | null
  readonly greenChannelOn: string | null
}

/** Answers 0 when the id is in use. */
export const addHome = (tx: Tx, f: HomeFields & { readonly home: string; readonly id: string }): Promise<number> =>
  tx.run(sql`
    insert into care.care_home (home, id, kind, name, township, village, facility, phone, capacity, hospital, liaison,
      liaison_phone, green_channel_on)
    values (${f.home}, ${f.id}, ${f.kind}, ${f.name}, ${f.township}, ${f.village}, ${f.facility}::uuid, ${f.phone},
      ${f.capacity}::int, ${f.hospital}::uuid, ${f.liaison}, ${f.liaisonPhone}, ${f.greenChannelOn}::date)
    on conflict (home, id) do nothing`)

type Versioned = { readonly home: string; readonly id: string; readonly version: number }

/** Answers 0 when the version has moved on. */
export const changeHomeRow = (tx: Tx, f: HomeFields & Versioned): Promise<number> =>
  tx.run(sql`
    update care.care_home set kind = ${f.kind}, name = ${f.name}, township = ${f.township}, village = ${f.village},
      facility = ${f.facility}::uuid, phone = ${f.phone}, capacity = ${f.capacity}::int, hospital = ${f.hospital}::uuid,
      liaison = ${f.liaison}, liaison_phone = ${f.liaisonPhone}, green_channel_on = ${f.greenChannelOn}::date,
      version = version + 1
    where home = ${f.home} and id = ${f.id} and version = ${f.version}`)

export const closeHomeRow = (tx: Tx, f: Versioned & { readonly closedOn: string | null }): Promise<number> =>
  tx.run(sql`
    update care.care_home set closed_on = ${f.closedOn}::date, version = version + 1
    where home = ${f.home} and id = ${f.id} and version = ${f.version}`)

type NewChange = Versioned & { readonly at: Date; readonly account: string; readonly fields: object }

export const addChange = (tx: Tx, c: NewChange): Promise<number> =>
  tx.run(sql`
    insert into care.care_home_change (home, care_home, version, at, account, fields)
    values (${c.home}, ${c.id}, ${c.version}, ${c.at}, ${c.account}, ${JSON.stringify(c.fields)}::jsonb)`)

export const changesOf = (tx: Tx, home: string, id: string) =>
  tx.rows(sql<{ version: number; at: Instant; name: string | null }>`
    select c.version, c.at, a.name from care.care_home_change c left join kernel.account a on a.id = c.account
    where c.home = ${home} and c.care_home = ${id} order by c.version desc limit 10`)

/** Whether an institution is another home's already. */
export const facilityTaken = async (tx: Tx, at: { home: string; id: string; facility: string }): Promise<boolean> =>
  (await tx.row(sql`
    select id from care.care_home where home = ${at.home} and facility = ${at.facility} and id <> ${at.id}`)) !==
  undefined

export const facilityHere = async (tx: Tx, home: string, id: string): Promise<boolean> =>
  (await tx.row(sql`select id from kernel.facility where home = ${home} and id = ${id}`)) !== undefined

type CountRow = {
  readonly code: string
  readonly homes: number
  readonly beds: number
  readonly late: number
  readonly without_hospital: number
  readonly without_green_channel: number
}

/** A round is late: nobody was seen for longer than the gap, counted from whichever is later. */
export const roundIsLate = (lateBefore: Date): RawBuilder<unknown> => sql`
  h.closed_on is null and h.round_since is not null and greatest(h.round_since, h.last_round_at) < ${lateBefore}`

/** Counts of homes for the places directly below one; nobody's row is read for it. */
export const countsBelow = (tx: Tx, at: { place: string; digits: number; lateBefore: Date }): Promise<CountRow[]> =>
  tx.rows(sql<CountRow>`
    select left(village, ${at.digits}) as code, count(*)::int as homes, coalesce(sum(capacity), 0)::int as beds,
      count(*) filter (where ${roundIsLate(at.lateBefore)})::int as late,
      count(*) filter (where hospital is null)::int as without_hospital,
      count(*) filter (where green_channel_on is null)::int as without_green_channel
    from care.care_home h where starts_with(village, ${at.place}) and closed_on is null group by 1 order by 1`)
