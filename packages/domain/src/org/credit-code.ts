// GB 32100-2015: 31 characters, no I, O, S, V, Z; the weight of a place is 3 to its power, modulo 31.
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const

/** The check character of the first 17 characters (GB 32100-2015), or null when one is not of the alphabet. */
export const creditCheckCharacterOf = (first17: string): string | null => {
  if (first17.length !== 17) return null
  let sum = 0
  for (const [i, weight] of WEIGHTS.entries()) {
    const value = ALPHABET.indexOf(first17.charAt(i))
    if (value < 0) return null
    sum += value * weight
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31)
}

/** Half-width, upper case, without spaces and hyphens: only spelling. */
const normalise = (raw: string): string => raw.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

/**
 * Reads a unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters, a region of six digits at the third
 * place, a check character at the end. Answers it in its one spelling, or null when it is none.
 */
export const readCreditCode = (raw: string): string | null => {
  const code = normalise(raw)
  if (code.length !== 18 || !/^\d{6}$/.test(code.slice(2, 8))) return null
  return creditCheckCharacterOf(code.slice(0, 17)) === code.charAt(17) ? code : null
}
