import type { BookValues } from '../../policy/index.js'
import { addDays, type Day } from '../../shared/index.js'
import type { KindKeeping, KindUnit } from '../catalogue/index.js'

/** A quantity as somebody enters it: in the kind's unit, or in packs of a product. */
export type EnteredQuantity = { readonly quantity: number; readonly unit: string; readonly serial: string | null }

export type EnteredOf = {
  readonly unit: KindUnit
  readonly keeping: KindKeeping
  /** Units of the kind in a pack of the product that was named; null when none was, or nobody knows it. */
  readonly perPack: number | null
}

/** Why a quantity is not taken (issue 4: a unit of measure mix-up is a named error). */
export type QuantityFault =
  | { readonly why: 'unit'; readonly unit: KindUnit }
  | { readonly why: 'packUnknown' }
  | { readonly why: 'quantity'; readonly most: number }
  | { readonly why: 'serialMissing' | 'serialQuantity' | 'serialNotKept' }

type Read = { readonly units: number } | { readonly fault: QuantityFault }

/**
 * The units of the kind that were entered. Whole units only; at least one and no more than SUP-BOOK-4 (a box is not a
 * thousand pieces); the unit is the kind's own, or 'pack' with a product whose pack is known.
 */
export const readQuantity = (
  entered: EnteredQuantity,
  of: EnteredOf,
  { mostUnits }: Pick<BookValues, 'mostUnits'>,
): Read => {
  if (entered.unit !== of.unit && entered.unit !== 'pack') return { fault: { why: 'unit', unit: of.unit } }
  if (entered.unit === 'pack' && of.perPack === null) return { fault: { why: 'packUnknown' } }
  const units = entered.unit === 'pack' ? entered.quantity * (of.perPack ?? 1) : entered.quantity
  if (!Number.isSafeInteger(entered.quantity) || units < 1 || units > mostUnits) {
    return { fault: { why: 'quantity', most: mostUnits } }
  }
  return { units }
}

/** The same of units that come in: each of a kind kept by serial has its number, and is one. */
export const readIncoming = (entered: EnteredQuantity, of: EnteredOf, values: Pick<BookValues, 'mostUnits'>): Read => {
  const read = readQuantity(entered, of, values)
  if ('fault' in read) return read
  if (of.keeping === 'lot') return entered.serial === null ? read : { fault: { why: 'serialNotKept' } }
  if (entered.serial === null) return { fault: { why: 'serialMissing' } }
  return read.units === 1 ? read : { fault: { why: 'serialQuantity' } }
}

/** Why the day of a movement is not taken: it has not come, or is longer ago than SUP-BOOK-5 lets be entered. */
export const faultOfDay = (
  day: Day,
  today: Day,
  { backDays }: Pick<BookValues, 'backDays'>,
): 'future' | 'late' | null => {
  if (day > today) return 'future'
  return day < addDays(today, -backDays) ? 'late' : null
}
