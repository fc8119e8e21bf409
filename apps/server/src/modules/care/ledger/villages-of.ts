import { type PlaceCode, townshipOf, within } from '@lianfang/domain/shared'
import type { Tx } from '../../../kernel/db/index.js'
import { placesOfCounty } from '../../../kernel/org/index.js'
import type { ImportRow } from './sql.js'

export type ImportVillage = { readonly code: PlaceCode; readonly name: string; readonly township: string }

/** The villages of an import's place: a township manager's files take in that township only. */
export const villagesOf = async (
  tx: Tx,
  entry: Pick<ImportRow, 'home' | 'township'>,
): Promise<readonly ImportVillage[]> => {
  const places = await placesOfCounty(tx, entry.home)
  const names = new Map(places.map(({ code, name }) => [code, name]))
  const place = (entry.township || entry.home) as PlaceCode // stored from a checked code
  return places
    .filter(({ level, code }) => level === 'village' && within(place, code))
    .map(({ code, name }) => ({ code, name, township: names.get(townshipOf(code)) ?? '' }))
}
