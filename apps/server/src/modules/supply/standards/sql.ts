import type { FacilityGrade, FacilityKind } from '@lianfang/domain/org'
import type { Day, PlaceCode } from '@lianfang/domain/shared'
import type { InstitutionSum } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { figureColumns } from '../stock/sql.js'

/** The beds that were entered last of a facility `f`. */
const newestBeds = sql`
  left join lateral (select n.beds, n.critical_beds from supply.facility_beds n
    where n.home = f.home and n.facility = f.id order by n.at desc, n.id desc limit 1) b on true`

/**
 * Institutions stand open to all staff of a place; what they lack is for a desk of supplies. Row security says so of stores
 * and beds, and this of the institutions themselves.
 */
const seen = sql`(current_setting('lf.supply', true) = 'nation'
  or (current_setting('lf.supply', true) <> '' and starts_with(f.place, current_setting('lf.supply', true))))`

/** Open institutions of some kinds in a place, counted together by kind and grade. */
export const institutionSums = (
  tx: Tx,
  at: { readonly place: string; readonly kinds: readonly FacilityKind[] },
): Promise<InstitutionSum[]> =>
  tx.rows(sql<InstitutionSum>`
    select f.kind, f.grade, count(*)::int as count, coalesce(sum(b.beds), 0)::int as beds,
      coalesce(sum(b.critical_beds), 0)::int as "criticalBeds", (count(*) filter (where b.critical_beds is null))::int as "withoutBeds"
    from kernel.facility f ${newestBeds}
    where f.kind = any(${[...at.kinds]}::text[]) and f.place >= ${at.place} and f.place < ${`${at.place}:`} and f.closed_on is null and ${seen}
    group by f.kind, f.grade order by f.kind, f.grade`)

export type InstitutionRow = {
  readonly id: string
  readonly name: string
  readonly name_en: string | null
  readonly place: PlaceCode
  readonly kind: FacilityKind
  readonly grade: FacilityGrade
  readonly beds: number | null
  readonly critical_beds: number | null
  /** In stores of its own; null where it has none. */
  readonly available: number | null
  readonly in_all: number
}

/** Those institutions one by one, with what their own stores can issue of a kind of supplies. */
export const institutionsOf = (
  tx: Tx,
  at: {
    readonly place: string
    readonly of: readonly { readonly kind: FacilityKind; readonly grade: FacilityGrade | null }[]
    readonly supply: string
    readonly today: Day
    readonly limit: number
  },
): Promise<InstitutionRow[]> =>
  tx.rows(sql<InstitutionRow>`
    select f.id, f.name, f.name_en, f.place, f.kind, f.grade, b.beds, b.critical_beds, o.available, count(*) over ()::int as in_all
    from kernel.facility f
      join jsonb_to_recordset(${JSON.stringify(at.of)}::jsonb) as w(kind text, grade text)
        on w.kind = f.kind and (w.grade is null or w.grade = f.grade)
      ${newestBeds}
      left join lateral (
        select coalesce(sum(k.available), 0)::int as available from supply.store t
          left join lateral (select ${figureColumns(at.today)}
            from supply.stock s join supply.item i on i.home = s.home and i.id = s.item
              cross join lateral (select supply.is_recalled(i.home, i.kind, i.product, i.lot, i.serial) as recalled) c
            where s.home = t.home and s.store = t.id and s.kind = ${at.supply}) k on true
        where t.home = f.home and t.facility = f.id and t.closed_on is null having count(*) > 0) o on true
    where f.place >= ${at.place} and f.place < ${`${at.place}:`} and f.closed_on is null and ${seen}
    order by f.grade desc, f.place, f.name, f.id limit ${at.limit}`)

type BedsRow = {
  readonly facility: string
  readonly beds: number | null
  readonly critical_beds: number | null
  readonly body_hash: Buffer
}

export const bedsById = (tx: Tx, id: string): Promise<BedsRow | undefined> =>
  tx.row(sql<BedsRow>`select facility, beds, critical_beds, body_hash from supply.facility_beds where id = ${id}`)

export const placeOfFacility = async (tx: Tx, id: string): Promise<{ home: string; place: PlaceCode } | undefined> =>
  tx.row(sql<{ home: string; place: PlaceCode }>`
    select home, place from kernel.facility where id = ${id} and closed_on is null`)

type NewBeds = {
  readonly home: string
  readonly id: string
  readonly facility: string
  readonly beds: number | null
  readonly criticalBeds: number | null
  readonly at: Date
  readonly account: string
  readonly byName: string
  readonly bodyHash: Buffer
}
/** Answers 0 when the id is in use. */
export const addBeds = (tx: Tx, b: NewBeds): Promise<number> =>
  tx.run(sql`
    insert into supply.facility_beds (home, id, facility, beds, critical_beds, at, account, by_name, body_hash)
    values (${b.home}, ${b.id}, ${b.facility}, ${b.beds}, ${b.criticalBeds}, ${b.at}, ${b.account}, ${b.byName}, ${b.bodyHash})
    on conflict do nothing`)
