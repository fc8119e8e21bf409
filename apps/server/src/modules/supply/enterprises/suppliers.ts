import type { EnterprisePage } from '@lianfang/contract'
import type { Day, PlaceCode } from '@lianfang/domain/shared'
import type { PartKind } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { placesByCode } from '../../../kernel/org/index.js'

type SupplierRow = {
  readonly id: string
  readonly name: string
  readonly name_en: string | null
  readonly place: PlaceCode
  readonly part: PartKind
  readonly back_on: Day | null
}

const suppliersOf = (tx: Tx, at: { readonly home: string; readonly enterprise: string }): Promise<SupplierRow[]> =>
  tx.rows(sql<SupplierRow>`
    select id, name, name_en, place, part, back_on from supply.part_supplier
    where home = ${at.home} and enterprise = ${at.enterprise} order by back_on desc nulls first, name, id limit 500`)

/** Who supplies an enterprise with parts, those that it waits for first (E4). A day to come is no return yet. */
export const tellSuppliers = async (
  tx: Tx,
  at: { readonly home: string; readonly enterprise: string },
  today: Day,
): Promise<EnterprisePage['suppliers']> => {
  const rows = await suppliersOf(tx, at)
  const names = await placesByCode(
    tx,
    rows.map(({ place }) => place),
  )
  return rows.map(({ id, name, name_en: nameEn, place, part, back_on: back }) => ({
    ...{ id, name, nameEn, part, place: names.get(place) ?? { code: place, name: place, level: 'province' as const } },
    backOn: back !== null && back <= today ? back : null,
  }))
}
