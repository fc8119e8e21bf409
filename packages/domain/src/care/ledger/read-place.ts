import type { PlaceCode } from '../../shared/index.js'
import { townshipOf } from '../../shared/index.js'
import type { LedgerField } from './headings.js'
import { shown } from './text.js'
import type { PlaceIndex, UnsureWhy } from './villages.js'
import { type RowWarning, type RowWarningCode, warn } from './warnings.js'

export type RowPlace =
  | {
      readonly outcome: 'found'
      readonly township: PlaceCode
      readonly village: PlaceCode | null
      /** What is written, where the village was known by its name without the usual ending. */
      readonly byEnding?: string
    }
  | { readonly outcome: 'none'; readonly field: LedgerField; readonly value: string }

const CODES: Readonly<Record<UnsureWhy, RowWarningCode>> = {
  similar: 'villageSimilar',
  ambiguous: 'villageAmbiguous',
  otherTownship: 'villageOtherTownship',
  townshipUnreadable: 'townshipUnreadable',
  villageUnreadable: 'villageUnreadable',
  villageBlank: 'villageBlank',
}

/** Guesses that a person is taken in with, to be confirmed; with the others the village stays open. */
const TAKEN: ReadonlySet<UnsureWhy> = new Set(['similar', 'townshipUnreadable'] as const)

/**
 * The place a row's person is taken in at. With a township and no certain village that is the township. A row whose
 * village exists in several townships and that names none has no place: any choice would hide the person from their
 * own people.
 */
export const readRowPlace = (input: {
  readonly township: string
  readonly village: string
  readonly places: PlaceIndex
  readonly warnings: RowWarning[]
}): RowPlace => {
  const found = input.places.match(input.township, input.village)
  const written = input.village === '' ? input.township : input.village
  if (found.state === 'sure') {
    const byEnding = found.by === 'ending' ? { byEnding: shown(written) } : {}
    return { outcome: 'found', township: found.township, village: found.village, ...byEnding }
  }
  const field = input.village === '' ? 'township' : 'village'
  if (found.state === 'outside' || found.township === null) return { outcome: 'none', field, value: shown(written) }
  const { township, village, why } = found
  const at = why === 'townshipUnreadable' ? 'township' : 'village'
  // Like several, and so like none: nothing was read that could be confirmed.
  const code = why === 'similar' && village === null ? 'villageUnreadable' : CODES[why]
  warn(input.warnings, { field: at, code, text: at === 'township' ? input.township : input.village })
  const taken = village !== null && TAKEN.has(why) && townshipOf(village) === township
  return { outcome: 'found', township, village: taken ? village : null }
}
