import type { PlaceCode } from '../../shared/index.js'
import { townshipOf } from '../../shared/index.js'
import type { LedgerField } from './headings.js'
import { shown } from './text.js'
import { type FoundPlace, type PlaceIndex, type PlaceWriting, placeWriting, type UnsureWhy } from './villages.js'
import { type RowWarning, type RowWarningCode, warn } from './warnings.js'

/** A village that somebody chose for this writing, and where the row's person would be without that. */
export type ChosenPlace = {
  /** What is written, fit to be shown. */
  readonly written: string
  readonly otherwise: { readonly township: PlaceCode | null; readonly village: PlaceCode | null }
  /** No village was written: it was chosen for these rows of this file, and for no other. */
  readonly untold?: true
}

export type RowPlace =
  | {
      readonly outcome: 'found'
      readonly township: PlaceCode
      readonly village: PlaceCode | null
      /** What is written, where the village was known by its name without the usual ending. */
      readonly byEnding?: string
      readonly chosen?: ChosenPlace
      /** Where it was no whole name: the writing that a village can be chosen for. */
      readonly writing?: PlaceWriting
    }
  | {
      readonly outcome: 'none'
      readonly field: LedgerField
      readonly value: string
      readonly writing: PlaceWriting
    }

const CODES: Readonly<Record<UnsureWhy, RowWarningCode>> = {
  similar: 'villageSimilar',
  ambiguous: 'villageAmbiguous',
  otherTownship: 'villageOtherTownship',
  townshipUnreadable: 'townshipUnreadable',
  villageUnreadable: 'villageUnreadable',
  villageBlank: 'villageBlank',
}

/** The village that somebody chose for rows of this file that write none; undefined where nobody did. */
export type UntoldVillage = (writing: PlaceWriting) => PlaceCode | undefined

/** Whether no village is written anywhere in a row's place. */
export const isUntold = (found: ReturnType<PlaceIndex['match']>): boolean =>
  (found.state === 'unsure' && found.why === 'villageBlank') || (found.state === 'outside' && found.why === 'blank')

/** Guesses that a person is taken in with, to be confirmed; with the others the village stays open. */
const TAKEN: ReadonlySet<UnsureWhy> = new Set(['similar', 'townshipUnreadable'] as const)

type Unsure = Extract<FoundPlace, { readonly state: 'unsure' }>

const takenVillage = ({ village, township, why }: Unsure): PlaceCode | null =>
  village !== null && TAKEN.has(why) && townshipOf(village) === township ? village : null

/** Where a person is taken in by what the writing alone says. */
const takenAt = (found: FoundPlace): ChosenPlace['otherwise'] => {
  if (found.state === 'outside') return { township: null, village: null }
  if (found.state === 'sure' || found.township === null) return found
  return { township: found.township, village: takenVillage(found) }
}

/**
 * The place a row's person is taken in at. With a township and no certain village that is the township. A row whose
 * village exists in several townships and that names none has no place: any choice would hide the person from their
 * own people. What somebody chose for a writing holds, and is no guess.
 */
export const readRowPlace = (input: {
  readonly township: string
  readonly village: string
  readonly places: PlaceIndex
  readonly untold?: UntoldVillage
  readonly warnings: RowWarning[]
}): RowPlace => {
  const found = input.places.match(input.township, input.village)
  const written = shown(input.village === '' ? input.township : input.village)
  if (found.state === 'sure' && found.by === 'name') {
    return { outcome: 'found', township: found.township, village: found.village }
  }
  const writing = placeWriting(input.township, input.village)
  if (found.state === 'sure') {
    return { outcome: 'found', township: found.township, village: found.village, byEnding: written, writing }
  }
  if (found.state === 'chosen') {
    const { township, village } = found
    const { township: inTownship, village: inVillage } = takenAt(found.otherwise)
    const chosen = { written, otherwise: { township: inTownship, village: inVillage } }
    return { outcome: 'found', township, village, chosen, writing }
  }
  const told = isUntold(found) ? input.untold?.(writing) : undefined
  if (told !== undefined) {
    const chosen = { written: '', otherwise: takenAt(found), untold: true } as const
    return { outcome: 'found', township: townshipOf(told), village: told, chosen, writing }
  }
  const field = input.village === '' ? 'township' : 'village'
  if (found.state === 'outside' || found.township === null) return { outcome: 'none', field, value: written, writing }
  const { township, village, why } = found
  const at = why === 'townshipUnreadable' ? 'township' : 'village'
  // Like several, and so like none: nothing was read that could be confirmed.
  const code = why === 'similar' && village === null ? 'villageUnreadable' : CODES[why]
  warn(input.warnings, { field: at, code, text: at === 'township' ? input.township : input.village })
  return { outcome: 'found', township, village: takenVillage(found), writing }
}
