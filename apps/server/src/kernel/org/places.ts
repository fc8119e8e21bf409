import { chainOf, type Day, levelOf, NATION, type PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../db/index.js'
import { codesOn } from './division-changes.js'

/** A named place as it travels. */
export type PlaceName = { readonly code: PlaceCode; readonly name: string; readonly level: ReturnType<typeof levelOf> }

export const nation: PlaceName = { code: NATION, name: '全国', level: 'nation' }

const named = (row: { readonly code: string; readonly name: string }): PlaceName => ({
  code: row.code as PlaceCode, // codes of the division table
  name: row.name,
  level: levelOf(row.code as PlaceCode),
})

/** Those of the codes that are places now, with their names. */
export const knownPlaces = async (tx: Tx, codes: readonly string[]): Promise<Map<string, PlaceName>> => {
  const rows = await tx.rows(sql<{ code: string; name: string }>`
    select code, name from kernel.division where code = any(${[...new Set(codes)]}::text[])`)
  return new Map(rows.map((r) => [r.code, named(r)]))
}

/** No day lies behind it: a place whose code is gone has no name but the newest. */
const lastDay = '9999-12-31' as Day // a day like any other

/** Old codes that are no places any more, under the names of what they became. */
const addRenamed = async (tx: Tx, missing: readonly string[], found: Map<string, PlaceName>): Promise<void> => {
  const now = await codesOn(tx, missing, lastDay)
  const names = now.size === 0 ? new Map<string, PlaceName>() : await knownPlaces(tx, [...now.values()])
  for (const [old, code] of now) {
    const place = names.get(code)
    if (place !== undefined) found.set(old, named({ code: old, name: place.name }))
  }
}

/**
 * Names of the given places. A code that is gone has the name of the place it became; a place that is not (yet) loaded
 * keeps its code as its name.
 */
export const placesByCode = async (tx: Tx, codes: readonly string[]): Promise<ReadonlyMap<string, PlaceName>> => {
  const found = await knownPlaces(tx, codes)
  const missing = [...new Set(codes)].filter((code) => code !== '' && !found.has(code))
  if (missing.length > 0) await addRenamed(tx, missing, found)
  for (const code of codes) if (!found.has(code)) found.set(code, code === '' ? nation : named({ code, name: code }))
  return found
}

/** A place and all above it, the nation first. */
export const chainNamed = async (tx: Tx, place: PlaceCode): Promise<readonly PlaceName[]> => {
  const codes = [...chainOf(place)].reverse()
  const names = await placesByCode(tx, codes)
  return codes.map((code) => names.get(code) ?? named({ code, name: code }))
}

/** The places directly below one on a day, in the order of their codes. */
export const childrenOf = async (tx: Tx, place: PlaceCode, today: Day): Promise<PlaceName[]> => {
  const rows = await tx.rows(sql<{ code: string; name: string }>`
    select code, name from kernel.division
    where parent = ${place} and (from_day is null or from_day <= ${today}) order by code limit 2000`)
  return rows.map(named)
}

/** Every township and village of a county, for matching names. */
export const placesOfCounty = async (tx: Tx, county: string): Promise<PlaceName[]> => {
  const rows = await tx.rows(sql<{ code: string; name: string }>`
    select code, name from kernel.division where code > ${county} and code < ${`${county}:`} order by code`)
  return rows.map(named)
}

/** Every county there is or was: of the divisions, and those whose code has changed since something was counted there. */
export const countyCodes = async (tx: Tx): Promise<readonly PlaceCode[]> => {
  const rows = await tx.rows(sql<{ code: PlaceCode }>`
    select code from kernel.division where length(code) = 6
    union select place from kernel.counter where length(place) = 6 order by 1`)
  return rows.map((row) => row.code)
}
