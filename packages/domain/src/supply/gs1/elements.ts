/**
 * Application identifiers of GS1 element strings, as far as reading needs them (GS1 General Specifications, section 3.2 and
 * figure 7.8.5-2): how long an identifier is, and whether its data has a length that needs no separator.
 */

// Data of a length that is fixed by its first two digits: no separator follows.
const fixed: Readonly<Record<string, number>> = {
  ...{ '00': 18, '01': 14, '02': 14, '03': 14, '04': 16 },
  ...{ '11': 6, '12': 6, '13': 6, '14': 6, '15': 6, '16': 6, '17': 6, '18': 6, '19': 6, '20': 2 },
  ...{ '31': 6, '32': 6, '33': 6, '34': 6, '35': 6, '36': 6, '41': 13 },
}

const three = ['23', '24', '25', '40', '41', '42', '71']
const four = ['31', '32', '33', '34', '35', '36', '39', '43', '70', '72', '80', '81', '82']
const two = /^(0[0-4]|1\d|2[0-2]|30|37|9\d)/

/** The identifier at the beginning of a text; null when none begins so. */
export const identifierAt = (text: string): string | null => {
  const head = text.slice(0, 2)
  if (!/^\d\d$/.test(head)) return null
  const length = four.includes(head) ? 4 : three.includes(head) ? 3 : two.test(head) ? 2 : 0
  const identifier = text.slice(0, length)
  return length > 0 && identifier.length === length && /^\d+$/.test(identifier) ? identifier : null
}

/** The length of an identifier's data where it is fixed; null where a separator or the end ends it. */
export const fixedLengthOf = (identifier: string): number | null => fixed[identifier.slice(0, 2)] ?? null
