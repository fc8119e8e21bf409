import type { Day, Instant, PlaceCode } from '@lianfang/domain/shared'
import type { Freshness, ObstacleKind } from '@lianfang/domain/supply'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type EnterpriseListRow = {
  readonly home: PlaceCode
  readonly id: string
  readonly name: string
  readonly name_en: string | null
  readonly place: PlaceCode
  readonly credit_code: string | null
  readonly phone: string | null
  readonly since: Day
  readonly closed_on: Day | null
  readonly version: number
  readonly kinds: readonly string[]
  readonly liaison_name: string | null
  readonly liaison_phone: string | null
  readonly last_day: Day | null
  readonly last_at: Instant | null
  readonly workforce_back: number | null
  readonly workforce_of: number | null
  readonly obstacles: readonly ObstacleKind[] | null
  readonly open_doubts: number | null
}

const columns = sql`
  e.home, e.id, e.name, e.name_en, e.place, e.credit_code, e.phone, e.since, e.closed_on, e.version,
  (select coalesce(array_agg(distinct d.kind order by d.kind), '{}') from supply.product d
    where d.home = e.home and d.enterprise = e.id and d.closed_on is null) as kinds,
  l.name as liaison_name, l.phone as liaison_phone,
  s.last_day, s.last_at, s.workforce_back, s.workforce_of, s.obstacles, s.open_doubts`
const source = sql`
  supply.enterprise e
    left join supply.enterprise_state s on s.home = e.home and s.enterprise = e.id
    left join supply.enterprise_person l on l.home = e.home and l.enterprise = e.id and l.part = 'liaison'
      and l.until_at is null`

export const enterpriseById = (tx: Tx, id: string): Promise<EnterpriseListRow | undefined> =>
  tx.row(sql<EnterpriseListRow>`select ${columns} from ${source} where e.id = ${id}`)

/** The enterprise held against others who change it or its reports, for who may write there. */
export const lockEnterprise = (tx: Tx, home: string, id: string): Promise<unknown> =>
  tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`${home}/${id}`}, 71260))`)

/** Accounts named for an enterprise, or for a kind that it makes, as far as the reader reaches it. */
export const namedFor = async (tx: Tx, home: string, id: string): Promise<readonly string[]> =>
  (
    await tx.rows(
      sql<{ account: string }>`select account from supply.reach where home = ${home} and enterprise = ${id}`,
    )
  ).map(({ account }) => account)

/** How late a report may be: the day that is owed, and days after which silence is silence. */
export type Owed = { readonly owedDay: Day; readonly silentAfterDays: number }

// The same as `freshnessOf` in the domain, which the tests hold it against; a list cannot ask a function a row at a time.
const missingDays = ({ owedDay }: Owed) =>
  sql`(${owedDay}::date - greatest(coalesce(s.last_day, e.since - 1), e.since - 1))`
export const freshnessColumn = (owed: Owed): RawBuilder<Freshness> => sql<Freshness>`
  case when ${missingDays(owed)} > ${owed.silentAfterDays}::int then 'silent'
    when s.last_day is null then 'never' when ${missingDays(owed)} > 0 then 'late' else 'fresh' end`

export type EnterpriseFilter = {
  readonly place: string
  readonly kind: string | null
  readonly state: Freshness | null
  readonly doubted: boolean | null
  readonly obstacle: ObstacleKind | null
  readonly closed: boolean
  /** Those one of whose suppliers of parts does not work again on this day; null: all. */
  readonly waitsOn: Day | null
  readonly text: string | null
  readonly owed: Owed
}

/** What a list and its count look through. */
export const enterprisesListed = (f: EnterpriseFilter): RawBuilder<unknown> => sql`
  ${source}
  where e.place >= ${f.place} and e.place < ${`${f.place}:`} and (e.closed_on is not null) = ${f.closed}::boolean
    and (${f.kind}::text is null or exists (select from supply.product d
      where d.home = e.home and d.enterprise = e.id and d.kind = ${f.kind} and d.closed_on is null))
    and (${f.state}::text is null or ${freshnessColumn(f.owed)} = ${f.state})
    and (${f.doubted}::boolean is null or (coalesce(s.open_doubts, 0) > 0) = ${f.doubted}::boolean)
    and (${f.obstacle}::text is null or ${f.obstacle} = any(s.obstacles))
    and (${f.waitsOn}::date is null or exists (select from supply.part_supplier p
      where p.home = e.home and p.enterprise = e.id and (p.back_on is null or p.back_on > ${f.waitsOn}::date)))
    and (${f.text}::text is null or strpos(lower(e.name), lower(${f.text}::text)) > 0
      or strpos(lower(e.name_en), lower(${f.text}::text)) > 0)`

export const enterprisesIn = (
  tx: Tx,
  f: EnterpriseFilter & { readonly after: string | null; readonly limit: number },
): Promise<EnterpriseListRow[]> =>
  tx.rows(sql<EnterpriseListRow>`
    select ${columns} from ${enterprisesListed(f)}
      and (${f.after}::uuid is null
        or (e.place, e.name, e.id) > (select a.place, a.name, a.id from supply.enterprise a where a.id = ${f.after}::uuid))
    order by e.place, e.name, e.id limit ${f.limit}`)

export type EnterpriseFields = {
  readonly name: string
  readonly nameEn: string | null
  readonly place: PlaceCode
  readonly creditCode: string | null
  readonly phone: string | null
}

/** Answers 0 when the id or the credit code is in use. */
export const addEnterprise = (
  tx: Tx,
  e: EnterpriseFields & { readonly home: string; readonly id: string; readonly since: Day },
): Promise<number> =>
  tx.run(sql`
    insert into supply.enterprise (home, id, name, name_en, place, credit_code, phone, since)
    values (${e.home}, ${e.id}, ${e.name}, ${e.nameEn}, ${e.place}, ${e.creditCode}, ${e.phone}, ${e.since}::date)
    on conflict do nothing`)

/** Whether another open enterprise of the county has the credit code. */
export const creditTaken = async (tx: Tx, at: { readonly home: string; readonly id: string; readonly code: string }) =>
  (await tx.row(sql`
    select from supply.enterprise
    where home = ${at.home} and credit_code = ${at.code} and closed_on is null and id <> ${at.id}`)) !== undefined

type Changed = EnterpriseFields & {
  readonly home: string
  readonly id: string
  readonly version: number
  readonly closedOn: Day | null
}
/** Answers 0 when the version has moved on. */
export const changeEnterpriseRow = (tx: Tx, e: Changed): Promise<number> =>
  tx.run(sql`
    update supply.enterprise set name = ${e.name}, name_en = ${e.nameEn}, place = ${e.place},
      credit_code = ${e.creditCode}, phone = ${e.phone}, closed_on = ${e.closedOn}::date, version = version + 1,
      changed_at = now()
    where home = ${e.home} and id = ${e.id} and version = ${e.version}`)
