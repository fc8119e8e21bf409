import type { ReadPerson } from './read-row.js'

/** The fields of a person that a ledger can change. */
export type PersonFields = Pick<
  ReadPerson,
  | 'name'
  | 'sex'
  | 'idNumber'
  | 'idNumberRaw'
  | 'birth'
  | 'phones'
  | 'township'
  | 'village'
  | 'address'
  | 'disease'
  | 'vaccination'
  | 'living'
  | 'kinds'
  | 'remark'
> & {
  /** What stood in a telephone's cell and is no number, as written; left out in what was kept before it was. */
  readonly phonesUnread?: readonly string[]
}

export type PersonField = keyof PersonFields
export type FieldChange = {
  readonly [F in PersonField]: { readonly field: F; readonly from: PersonFields[F]; readonly to: PersonFields[F] }
}[PersonField]
export type Changes =
  | { readonly outcome: 'same' }
  | { readonly outcome: 'changed'; readonly changes: readonly FieldChange[] }

const union = <T>(known: readonly T[], read: readonly T[]): readonly T[] =>
  read.every((item) => known.includes(item)) ? known : [...new Set([...known, ...read])]

const sameSet = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item) => b.includes(item))

const mergeBirth = (known: PersonFields['birth'], read: PersonFields['birth']): PersonFields['birth'] => {
  if (read === null || known === null) return known ?? read
  if ('day' in read) return 'day' in known && known.day === read.day ? known : read
  // A year reckoned from an age never replaces a date, and shifts by one with the day of the ledger.
  return 'day' in known || Math.abs(known.year - read.year) <= 1 ? known : read
}

const mergeDisease = (known: PersonFields['disease'], read: PersonFields['disease']): PersonFields['disease'] => {
  if (read.class === 'unknown') return known
  const sameNames = sameSet(known.names, read.names)
  // The same diseases without a word on control do not undo what a medic found.
  const sayNothing = read.class === 'stabilityUnknown' && known.class !== 'none' && known.class !== 'unknown'
  if (sameNames && (read.class === known.class || sayNothing)) return known
  return read
}

/** Added like telephones; nothing is said where there is none, so that a row without any changes nothing. */
const unreadAfter = (known: PersonFields, read: PersonFields): Pick<PersonFields, 'phonesUnread'> => {
  const [before, now] = [known.phonesUnread, read.phonesUnread ?? []]
  if (now.length === 0) return before === undefined ? {} : { phonesUnread: before }
  return { phonesUnread: union(before ?? [], now) }
}

const merged = (known: PersonFields, read: PersonFields): PersonFields => {
  const moved = read.township !== known.township
  return {
    name: read.name === '' ? known.name : read.name,
    sex: read.sex === 'unknown' ? known.sex : read.sex,
    idNumber: read.idNumber ?? known.idNumber,
    idNumberRaw: known.idNumber === null && read.idNumber === null ? (read.idNumberRaw ?? known.idNumberRaw) : null,
    birth: mergeBirth(known.birth, read.birth),
    phones: union(known.phones, read.phones),
    ...unreadAfter(known, read),
    township: read.township,
    village: moved ? read.village : (read.village ?? known.village),
    address: read.address === '' ? known.address : read.address,
    disease: mergeDisease(known.disease, read.disease),
    vaccination:
      read.vaccination.class === 'unknown' || read.vaccination.class === known.vaccination.class
        ? known.vaccination
        : read.vaccination,
    living: read.living === 'unknown' ? known.living : read.living,
    kinds: union(known.kinds, read.kinds),
    remark: read.remark === '' ? known.remark : read.remark,
  }
}

/**
 * What a ledger's row changes about a known person. A blank cell never erases what is known, telephones and kinds are
 * added, and what says less than is known (a year against a date, a disease without its control) changes nothing.
 */
export const changesAgainst = (known: PersonFields, read: PersonFields): Changes => {
  const after = merged(known, read)
  const change = <F extends PersonField>(field: F) => ({ field, from: known[field], to: after[field] })
  const fields: readonly PersonField[] = Object.keys(after) as PersonField[] // merged() has exactly these keys
  const changes = fields.filter((field) => known[field] !== after[field]).map((field) => change(field) as FieldChange) // field, from and to belong together by construction
  return changes.length === 0 ? { outcome: 'same' } : { outcome: 'changed', changes }
}

/** The first entry with its blanks filled from the second; where both say something the first stands. */
export const filledIn = (first: PersonFields, second: PersonFields): PersonFields => ({
  ...first,
  sex: first.sex === 'unknown' ? second.sex : first.sex,
  idNumber: first.idNumber ?? second.idNumber,
  idNumberRaw: first.idNumber === null && second.idNumber === null ? (first.idNumberRaw ?? second.idNumberRaw) : null,
  birth: first.birth ?? second.birth,
  phones: [...new Set([...first.phones, ...second.phones])],
  phonesUnread: [...new Set([...(first.phonesUnread ?? []), ...(second.phonesUnread ?? [])])],
  village: first.village ?? (second.township === first.township ? second.village : null),
  address: first.address === '' ? second.address : first.address,
  disease: first.disease.class === 'unknown' ? second.disease : first.disease,
  vaccination: first.vaccination.class === 'unknown' ? second.vaccination : first.vaccination,
  living: first.living === 'unknown' ? second.living : first.living,
  kinds: [...new Set([...first.kinds, ...second.kinds])],
  remark: first.remark === '' ? second.remark : first.remark,
})
