const groups = /^\d{1,3}([,，]\d{3})+$/

/**
 * A count as typed: full-width digits and thousands set apart by commas are read; null where nothing was typed, NaN where it is
 * no number. A half or a number below zero stays what it is: the rule says what is wrong with it.
 */
export const typedWhole = (text: string): number | null => {
  const clean = text.normalize('NFKC').replace(/\s/g, '')
  if (clean === '') return null
  if (groups.test(clean)) return Number(clean.replace(/[,，]/g, ''))
  return /^[+-]?\d+(\.\d+)?$/.test(clean) ? Number(clean) : Number.NaN
}
