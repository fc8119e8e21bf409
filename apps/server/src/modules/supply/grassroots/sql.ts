import type { Day, PlaceCode } from '@lianfang/domain/shared'
import type { grassrootsFacilityKinds, PlaceOutlook } from '@lianfang/domain/supply'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { OutlookResult } from '../outlook/sql.js'
import { actorName } from '../steps.js'

export type ClinicKind = (typeof grassrootsFacilityKinds)[number]
export type ClinicRow = {
  readonly home: PlaceCode
  readonly id: string
  readonly kind: ClinicKind
  readonly name: string
  readonly name_en: string | null
  readonly place: PlaceCode
  readonly population: number | null
  readonly source: string | null
  readonly said_on: Day | null
  readonly said_by: string | null
}

const columns = sql`f.home, f.id, f.kind, f.name, f.name_en, f.place, s.population, s.source, s.day as said_on, s.by_name as said_by`
const from = sql`kernel.facility f left join lateral (select v.population, v.source, v.day, v.by_name from supply.served v
  where v.home = f.home and v.facility = f.id order by v.at desc, v.id desc limit 1) s on true`
const isClinic = sql`f.kind in ('townshipCentre', 'communityCentre', 'villageClinic', 'communityStation') and f.closed_on is null`

export type ClinicFilter = {
  readonly place: string
  readonly kind: ClinicKind | null
  readonly text: string | null
}
type Page = { readonly after: string | null; readonly limit: number }

const past = (after: string | null): RawBuilder<unknown> =>
  after === null
    ? sql`true`
    : sql`(f.place, f.name, f.id) > (select a.place, a.name, a.id from kernel.facility a where a.id = ${after}::uuid)`

/** Health centres and clinics of a place that are open, in the order of their places. */
export const clinicsIn = (tx: Tx, f: ClinicFilter & Page): Promise<ClinicRow[]> =>
  tx.rows(sql<ClinicRow>`
    select ${columns} from ${from}
    where ${isClinic} and f.place >= ${f.place} and f.place < ${`${f.place}:`} and supply.grass_reaches(f.place)
      and (${f.kind}::text is null or f.kind = ${f.kind}) and (${f.text}::text is null or strpos(lower(f.name), lower(${f.text}::text)) > 0)
      and ${past(f.after)}
    order by f.place, f.name, f.id limit ${f.limit}`)

export const clinicById = (tx: Tx, id: string): Promise<ClinicRow | undefined> =>
  tx.row(
    sql<ClinicRow>`select ${columns} from ${from} where ${isClinic} and f.id = ${id}::uuid and supply.grass_reaches(f.place)`,
  )

export type UnitsRow = {
  readonly facility: string
  readonly kind: string
  readonly available: number
  readonly free: number
}
type Of = { readonly home: string; readonly ids: readonly string[] }

export const unitsOf = (tx: Tx, { home, ids }: Of, today: Day): Promise<UnitsRow[]> =>
  tx.rows(sql<UnitsRow>`select * from supply.grass_units(${home}, ${[...ids]}::uuid[], ${today}::date)`)

export const booksOf = (tx: Tx, { home, ids }: Of) =>
  tx.rows(sql<{ facility: string; began: Day }>`select * from supply.grass_books(${home}, ${[...ids]}::uuid[])`)

export type FlowRow = {
  readonly facility: string
  readonly kind: string
  readonly day: Day
  readonly came: number
  readonly used: number
  readonly gone: number
}
export const flowsOf = (tx: Tx, { home, ids }: Of, kinds: readonly string[], since: Day): Promise<FlowRow[]> =>
  tx.rows(sql<FlowRow>`
    select * from supply.grass_flows(${home}, ${[...ids]}::uuid[], ${[...kinds]}::text[], ${since}::date)`)

/** Units on orders that are not settled, for each institution and kind. */
export const comingOf = (tx: Tx, { home, ids }: Of) =>
  tx.rows(sql<{ facility: string; kind: string; units: number }>`
    select l.facility, l.kind, sum(l.ordered - l.received - l.refused)::bigint as units
    from supply.joint_line l join supply.joint_order o on o.home = l.home and o.id = l.joint
    where l.home = ${home} and l.facility = any(${[...ids]}::uuid[])
      and o.state in ('proposed', 'approved', 'ordered', 'partlyReceived')
    group by 1, 2`)

/** Outlooks of a county and of the places it lies in, in use. */
export const outlooksFor = async (tx: Tx, home: string): Promise<PlaceOutlook[]> => {
  const rows = await tx.rows(
    sql<{
      readonly place: PlaceCode
      readonly last_day: Day
      readonly result: Pick<OutlookResult, 'next'>
      readonly residents: number | null
    }>`select * from supply.grass_outlooks(${home})`,
  )
  return rows.map(({ place, last_day, result, residents }) => ({
    ...{ place, lastDay: last_day, residents },
    next: result.next.map(({ mid }) => mid),
  }))
}

export type NewServed = {
  readonly home: string
  readonly id: string
  readonly facility: string
  readonly place: string
  readonly population: number
  readonly source: string
  readonly day: Day
  readonly at: Date
  readonly account: string
  readonly hash: Buffer
}
export const addServed = (tx: Tx, s: NewServed): Promise<number> =>
  tx.run(sql`
    insert into supply.served (home, id, facility, place, population, source, day, at, account, by_name, body_hash)
    values (${s.home}, ${s.id}, ${s.facility}, ${s.place}, ${s.population}, ${s.source}, ${s.day}::date, ${s.at}, ${s.account},
      ${actorName(s.account)}, ${s.hash})
    on conflict do nothing`)

export const servedBefore = (tx: Tx, home: string, id: string) =>
  tx.row(sql<{ body_hash: Buffer }>`select body_hash from supply.served where home = ${home} and id = ${id}::uuid`)
