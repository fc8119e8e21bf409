import { chainOf, levelOf, NATION, type PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../db/index.js'

/** A named place as it travels. */
export type PlaceName = { readonly code: PlaceCode; readonly name: string; readonly level: ReturnType<typeof levelOf> }

export const nation: PlaceName = { code: NATION, name: '全国', level: 'nation' }

const named = (row: { readonly code: string; readonly name: string }): PlaceName => ({
  code: row.code as PlaceCode, // codes of the division table
  name: row.name,
  level: levelOf(row.code as PlaceCode),
})

/** Names of the given places; a place that is not (yet) loaded keeps its code as its name. */
export const placesByCode = async (tx: Tx, codes: readonly string[]): Promise<ReadonlyMap<string, PlaceName>> => {
  const rows = await tx.rows(sql<{ code: string; name: string }>`
    select code, name from kernel.division where code = any(${[...new Set(codes)]}::text[])`)
  const found = new Map<string, PlaceName>(rows.map((r) => [r.code, named(r)]))
  for (const code of codes) if (!found.has(code)) found.set(code, code === '' ? nation : named({ code, name: code }))
  return found
}

/** A place and all above it, the nation first. */
export const chainNamed = async (tx: Tx, place: PlaceCode): Promise<readonly PlaceName[]> => {
  const codes = [...chainOf(place)].reverse()
  const names = await placesByCode(tx, codes)
  return codes.map((code) => names.get(code) ?? named({ code, name: code }))
}

/** The places directly below one, in the order of their codes. */
export const childrenOf = async (tx: Tx, place: PlaceCode): Promise<PlaceName[]> => {
  const rows = await tx.rows(sql<{ code: string; name: string }>`
    select code, name from kernel.division where parent = ${place} order by code limit 2000`)
  return rows.map(named)
}

/** Every township and village of a county, for matching names. */
export const placesOfCounty = async (tx: Tx, county: string): Promise<PlaceName[]> => {
  const rows = await tx.rows(sql<{ code: string; name: string }>`
    select code, name from kernel.division where code > ${county} and code < ${`${county}:`} order by code`)
  return rows.map(named)
}
