import { differByOne } from './place-names.js'
import type { ReadPerson } from './read-row.js'

/** What two persons are compared by; known people and rows of a ledger alike. */
export type ComparablePerson = Pick<
  ReadPerson,
  'name' | 'sex' | 'idNumber' | 'idNumberRaw' | 'birth' | 'phones' | 'township' | 'village'
>

export type Likeness = 'surely' | 'perhaps' | 'different'

/** Names are compared without spaces and middle dots, which minority names carry in several forms. */
const nameKey = (name: string): string =>
  (/[\s·•‧・.]/.test(name) ? name.replace(/[\s·•‧・.]+/g, '') : name).toLowerCase()

const numberKey = (raw: string): string => raw.replace(/[\s-]+/g, '').toUpperCase()

const birthYearOf = (person: ComparablePerson): number | null => {
  if (person.birth === null) return null
  return 'day' in person.birth ? Number(person.birth.day.slice(0, 4)) : person.birth.year
}

export const yearsApart = (a: ComparablePerson, b: ComparablePerson): number | null => {
  const left = birthYearOf(a)
  const right = birthYearOf(b)
  return left === null || right === null ? null : Math.abs(left - right)
}

const contradictingBirths = (a: ComparablePerson, b: ComparablePerson): boolean => {
  if (a.birth && b.birth && 'day' in a.birth && 'day' in b.birth) return a.birth.day !== b.birth.day
  // A year that was reckoned from an age is one off for those whose birthday was still to come.
  return (yearsApart(a, b) ?? 0) > 1
}

const sharePhone = (a: ComparablePerson, b: ComparablePerson): boolean =>
  a.phones.some((phone) => b.phones.includes(phone))

const sameWrongNumber = (a: ComparablePerson, b: ComparablePerson): boolean =>
  a.idNumberRaw !== null && b.idNumberRaw !== null && numberKey(a.idNumberRaw) === numberKey(b.idNumberRaw)

const numberOf = ({ idNumber, idNumberRaw }: ComparablePerson): string =>
  idNumber ?? (idNumberRaw === null ? '' : numberKey(idNumberRaw))

const nearly = 2

/** Whether two numbers, right or wrong, are one but for a slip of the pen: two digits (also swapped), or one left out. */
const nearNumbers = (a: ComparablePerson, b: ComparablePerson): boolean => {
  const [left, right] = [numberOf(a), numberOf(b)]
  if (left.length < 15 || right.length < 15) return false
  if (left.length !== right.length) return differByOne(left, right)
  return [...left].filter((digit, i) => digit !== right[i]).length <= nearly
}

/**
 * Whether two entries are the same person. Surely: the same valid number and name; or, where a valid number is missing,
 * name, village, sex and birth agree and so does a telephone or a wrongly written number. Perhaps: the same number under
 * another name; the same name with the same telephone, or in the same village with a number that differs by a slip of the
 * pen, whatever the ages say (they shift with the day that a ledger is read by); or, where a number is missing, the same
 * name in the same village, at most two years apart.
 */
export const comparePersons = (a: ComparablePerson, b: ComparablePerson): Likeness => {
  const sameName = nameKey(a.name) === nameKey(b.name)
  const numbered = a.idNumber !== null && b.idNumber !== null
  if (numbered && a.idNumber === b.idNumber) return sameName ? 'surely' : 'perhaps'
  if (!sameName) return 'different'
  const sameVillage = a.village !== null && a.village === b.village
  const phone = sharePhone(a, b)
  const alike = phone || (sameVillage && nearNumbers(a, b))
  if (numbered) return alike ? 'perhaps' : 'different'
  if (!sameVillage && !phone) return 'different'
  const sameSex = a.sex === b.sex && a.sex !== 'unknown'
  if (sameVillage && sameSex && !contradictingBirths(a, b) && (phone || sameWrongNumber(a, b))) return 'surely'
  return alike || (yearsApart(a, b) ?? 0) <= 2 ? 'perhaps' : 'different'
}

/**
 * Keys under which entries must meet to be compared: two entries without a common key are different. By number, wrong
 * number, name with village, name with telephone, so that comparing is never every row with every other.
 */
export const candidateKeys = (person: ComparablePerson): readonly string[] => {
  const name = nameKey(person.name)
  const keys: string[] = []
  if (person.idNumber !== null) keys.push(`n:${person.idNumber}`)
  if (person.idNumberRaw !== null) keys.push(`w:${numberKey(person.idNumberRaw)}`)
  if (person.village !== null) keys.push(`v:${name}|${person.village}`)
  for (const phone of person.phones) keys.push(`p:${name}|${phone}`)
  return keys
}
