import type { FacilityKind, OrganisationTree } from '@lianfang/domain/org'
import { sql } from 'kysely'
import type { Tx } from '../kernel/db/index.js'

export type InventedFacility = {
  readonly id: string
  readonly kind: FacilityKind
  readonly name: string
  readonly nameEn: string | null
  readonly place: string
  readonly grade: 'none' | 'first' | 'second'
  readonly phone: string | null
  readonly aroundTheClock: boolean
  readonly organisation: string | null
}

export type InventedOrganisation = {
  readonly id: string
  readonly tree: OrganisationTree
  readonly parent: string | null
  readonly name: string
  readonly nameEn: string
  readonly code: string
  readonly place: string
}

export const insertOrganisations = (tx: Tx, rows: readonly InventedOrganisation[]): Promise<number> =>
  tx.run(sql`
    insert into kernel.organisation (id, tree, parent, name, name_en, code, place)
    select * from unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.tree)}::text[],
      ${rows.map((r) => r.parent)}::uuid[], ${rows.map((r) => r.name)}::text[], ${rows.map((r) => r.nameEn)}::text[],
      ${rows.map((r) => r.code)}::text[], ${rows.map((r) => r.place)}::text[])`)

export const insertFacilities = (tx: Tx, home: string, rows: readonly InventedFacility[]): Promise<number> =>
  tx.run(sql`
    insert into kernel.facility (home, id, kind, name, name_en, place, grade, phone, around_the_clock, organisation)
    select ${home}, * from unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.kind)}::text[],
      ${rows.map((r) => r.name)}::text[], ${rows.map((r) => r.nameEn)}::text[], ${rows.map((r) => r.place)}::text[],
      ${rows.map((r) => r.grade)}::text[], ${rows.map((r) => r.phone)}::text[],
      ${rows.map((r) => r.aroundTheClock)}::boolean[], ${rows.map((r) => r.organisation)}::uuid[])`)
