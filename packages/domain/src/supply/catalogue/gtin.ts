/** The check digit of the digits before it (GS1 General Specifications 7.9): weights 3 and 1 from the right, modulo 10. */
export const gtinCheckDigitOf = (digits: string): number | null => {
  if (!/^\d{7,13}$/.test(digits)) return null
  let sum = 0
  for (const [place, digit] of [...digits].reverse().entries()) sum += Number(digit) * (place % 2 === 0 ? 3 : 1)
  return (10 - (sum % 10)) % 10
}

/**
 * Reads a GTIN of 8, 12, 13 or 14 digits, full-width or with spaces and hyphens, and answers it in its one spelling of 14
 * digits; null when it is none or its check digit is wrong. All zeros are nobody's number.
 */
export const readGtin = (raw: string): string | null => {
  const digits = raw.normalize('NFKC').replace(/[\s-]/g, '')
  if (!/^(\d{8}|\d{12,14})$/.test(digits) || /^0+$/.test(digits)) return null
  return gtinCheckDigitOf(digits.slice(0, -1)) === Number(digits.slice(-1)) ? digits.padStart(14, '0') : null
}
