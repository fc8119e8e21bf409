import type { FacilityGrade, FacilityKind } from '@lianfang/domain/org'
import type { Day, PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../db/index.js'

export type FacilityRow = {
  readonly id: string
  readonly home: string
  readonly kind: FacilityKind
  readonly name: string
  readonly name_en: string | null
  readonly place: PlaceCode
  readonly grade: FacilityGrade
  readonly phone: string | null
  readonly around_the_clock: boolean
  readonly credit_code: string | null
  /** Null also when the reader does not see the trees of organisations. */
  readonly organisation: string | null
  readonly organisation_name: string | null
  readonly organisation_name_en: string | null
  readonly open_from: Day | null
  readonly closed_on: Day | null
  readonly version: number
}

const columns = sql`
  f.id, f.home, f.kind, f.name, f.name_en, f.place, f.grade, f.phone, f.around_the_clock, f.credit_code, f.open_from,
  f.closed_on, f.version, o.id as organisation, o.name as organisation_name, o.name_en as organisation_name_en
  from kernel.facility f left join kernel.organisation o on o.id = f.organisation`

export const facilityById = (tx: Tx, id: string): Promise<FacilityRow | undefined> =>
  tx.row(sql<FacilityRow>`select ${columns} where f.id = ${id}`)

const orders = {
  place: sql`f.place, f.name, f.id`,
  name: sql`f.name, f.place, f.id`,
  kind: sql`f.kind, f.name, f.id`,
} as const

type FacilityOrder = keyof typeof orders

export type FacilityPage = {
  readonly place: string
  readonly kind: FacilityKind | null
  readonly organisation: string | null
  readonly state: 'open' | 'closed' | 'all'
  /** Part of the name, in either language; null for all. */
  readonly text: string | null
  readonly order: FacilityOrder
  /** The last facility of the page before. */
  readonly after: string | null
  readonly limit: number
}

/** Facilities of a place and all in it; rows are never deleted, so the last id is the cursor. */
export const facilitiesIn = (tx: Tx, p: FacilityPage): Promise<FacilityRow[]> => {
  const key = orders[p.order]
  return tx.rows(sql<FacilityRow>`
    select ${columns}
    where f.place >= ${p.place} and f.place < ${`${p.place}:`}
      and (${p.kind}::text is null or f.kind = ${p.kind})
      and (${p.organisation}::uuid is null or f.organisation = ${p.organisation}::uuid)
      and (${p.state} = 'all' or (f.closed_on is null) = (${p.state} = 'open'))
      and (${p.text}::text is null or strpos(lower(f.name), lower(${p.text}::text)) > 0
        or strpos(lower(f.name_en), lower(${p.text}::text)) > 0)
      and (${p.after}::uuid is null or (${key}) > (select ${key} from kernel.facility f where f.id = ${p.after}::uuid))
    order by ${key} limit ${p.limit}`)
}

export type FacilityFields = {
  readonly kind: FacilityKind
  readonly name: string
  readonly nameEn: string | null
  readonly place: PlaceCode
  readonly grade: FacilityGrade
  readonly phone: string | null
  readonly aroundTheClock: boolean
  readonly creditCode: string | null
  readonly organisation: string | null
  readonly openFrom: string | null
}

/** Answers 0 when the id is in use. */
export const addFacility = (tx: Tx, f: FacilityFields & { readonly home: string; readonly id: string }) =>
  tx.run(sql`
    insert into kernel.facility (home, id, kind, name, name_en, place, grade, phone, around_the_clock, credit_code,
      organisation, open_from)
    values (${f.home}, ${f.id}, ${f.kind}, ${f.name}, ${f.nameEn}, ${f.place}, ${f.grade}, ${f.phone}, ${f.aroundTheClock},
      ${f.creditCode}, ${f.organisation}::uuid, ${f.openFrom}::date)
    on conflict do nothing`)

type Versioned = { readonly home: string; readonly id: string; readonly version: number }

/** Answers 0 when the version has moved on, or row security does not let the writer change it. */
export const changeFacilityRow = (tx: Tx, f: FacilityFields & Versioned): Promise<number> =>
  tx.run(sql`
    update kernel.facility set kind = ${f.kind}, name = ${f.name}, name_en = ${f.nameEn}, place = ${f.place},
      grade = ${f.grade}, phone = ${f.phone}, around_the_clock = ${f.aroundTheClock}, credit_code = ${f.creditCode},
      organisation = ${f.organisation}::uuid, open_from = ${f.openFrom}::date, version = version + 1, changed_at = now()
    where home = ${f.home} and id = ${f.id} and version = ${f.version}`)

export const closeFacilityRow = (tx: Tx, f: Versioned & { readonly closedOn: string | null }): Promise<number> =>
  tx.run(sql`
    update kernel.facility set closed_on = ${f.closedOn}::date, version = version + 1, changed_at = now()
    where home = ${f.home} and id = ${f.id} and version = ${f.version}`)
