/** No 0, O, 1, I or L: a code is read off paper and over the telephone. */
export const sheetCodeDigits = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

// 31 to the sixth: 900 million, so that a county's sheets of years seldom meet.
export const sheetCodeLength = 6

/** A code as it was typed: small letters, blanks and dashes do not matter. Null when no sheet can have it. */
export const readSheetCode = (typed: string): string | null => {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
  return text.length === sheetCodeLength && [...text].every((one) => sheetCodeDigits.includes(one)) ? text : null
}
