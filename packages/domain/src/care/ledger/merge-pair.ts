import type { DiseaseClass } from '../tier/index.js'
import { filledIn, type PersonFields } from './merge.js'

/** Fields in which two entries of one person can say different things, by the name of the ledger's column. */
export const mergeFields = [
  'name',
  'sex',
  'idNumber',
  'birthDate',
  'village',
  'address',
  'disease',
  'vaccination',
  'living',
  'remark',
] as const
export type MergeField = (typeof mergeFields)[number]

/** What stands afterwards: what is known, what was read, or both joined (diseases and remarks only). */
export type MergeSide = 'known' | 'read' | 'both'
export type MergeChoices = Readonly<Partial<Record<MergeField, MergeSide>>>

const numberOf = ({ idNumber, idNumberRaw }: PersonFields): string => idNumber ?? idNumberRaw ?? ''

// By the careful reading: who is in doubt between two counts as the worse.
const careful: readonly DiseaseClass[] = ['unstable', 'stabilityUnknown', 'stable', 'none', 'unknown']

const joined = (known: PersonFields['disease'], read: PersonFields['disease']): PersonFields['disease'] => ({
  class: careful.find((one) => one === known.class || one === read.class) ?? 'unknown',
  names: [...new Set([...known.names, ...read.names])],
})

const otherDisease = (known: PersonFields['disease'], read: PersonFields['disease']): boolean => {
  if (known.class === 'unknown' || read.class === 'unknown') return false
  const both = joined(known, read)
  // What says less (the same diseases without their control) says nothing else.
  if (read.class === 'stabilityUnknown' && known.class !== 'none') return both.names.length !== known.names.length
  return both.class !== known.class || both.names.length !== known.names.length || known.class !== read.class
}

const otherBirth = (known: PersonFields['birth'], read: PersonFields['birth']): boolean => {
  if (known === null || read === null) return false
  const yearOf = (birth: typeof known): number => ('day' in birth ? Number(birth.day.slice(0, 4)) : birth.year)
  if ('day' in known && 'day' in read) return known.day !== read.day
  return Math.abs(yearOf(known) - yearOf(read)) > 1
}

const others: Readonly<Record<MergeField, (known: PersonFields, read: PersonFields) => boolean>> = {
  name: (a, b) => a.name !== b.name && b.name !== '',
  sex: (a, b) => a.sex !== b.sex && a.sex !== 'unknown' && b.sex !== 'unknown',
  idNumber: (a, b) => numberOf(a) !== numberOf(b) && numberOf(a) !== '' && numberOf(b) !== '',
  birthDate: (a, b) => otherBirth(a.birth, b.birth),
  village: (a, b) => a.township !== b.township || (a.village !== b.village && a.village !== null && b.village !== null),
  address: (a, b) => a.address !== b.address && a.address !== '' && b.address !== '',
  disease: (a, b) => otherDisease(a.disease, b.disease),
  vaccination: (a, b) =>
    a.vaccination.class !== b.vaccination.class &&
    a.vaccination.class !== 'unknown' &&
    b.vaccination.class !== 'unknown',
  living: (a, b) => a.living !== b.living && a.living !== 'unknown' && b.living !== 'unknown',
  remark: (a, b) => a.remark !== b.remark && a.remark !== '' && b.remark !== '',
}

/** The fields in which both entries say something and not the same. A birth goes with a number that is chosen. */
export const differingFields = (known: PersonFields, read: PersonFields): readonly MergeField[] => {
  const found = mergeFields.filter((field) => others[field](known, read))
  const numbered = found.includes('idNumber') && (known.idNumber ?? read.idNumber) !== null
  return numbered ? found.filter((field) => field !== 'birthDate') : found
}

/** Fields that can be joined, and are unless somebody says otherwise. */
export const isJoinable = (field: MergeField): boolean => field === 'disease' || field === 'remark'

type Two = { readonly known: PersonFields; readonly read: PersonFields }

/**
 * What a differing field is when nobody chose: what is known; diseases and remarks are both kept, and a valid number takes the
 * place of a wrong one.
 */
export const usualSide = (field: MergeField, { known, read }: Two): MergeSide => {
  if (isJoinable(field)) return 'both'
  return field === 'idNumber' && known.idNumber === null && read.idNumber !== null ? 'read' : 'known'
}

const fieldsOf = (field: MergeField, from: PersonFields): Partial<PersonFields> => {
  switch (field) {
    case 'idNumber':
      // A valid number says the birth.
      return {
        idNumber: from.idNumber,
        idNumberRaw: from.idNumberRaw,
        ...(from.idNumber === null ? {} : { birth: from.birth }),
      }
    case 'birthDate':
      return { birth: from.birth }
    case 'village':
      return { township: from.township, village: from.village }
    default:
      return { [field]: from[field] }
  }
}

/**
 * One record of two entries of a person. What one of them leaves blank comes from the other, telephones and kinds are those
 * of both; where both say something else, what was chosen stands.
 */
export const mergedByChoice = (known: PersonFields, read: PersonFields, chosen: MergeChoices): PersonFields => {
  const { phonesUnread = [], ...filled } = filledIn(known, read)
  // Nothing is said of it where there is none, so that one and the same changes nothing.
  const silent = phonesUnread.length === 0 && known.phonesUnread === undefined
  let after: PersonFields = silent ? filled : { ...known, ...filled, phonesUnread }
  for (const field of differingFields(known, read)) {
    const side = chosen[field] ?? usualSide(field, { known, read })
    if (side === 'both' && field === 'disease') after = { ...after, disease: joined(known.disease, read.disease) }
    else if (side === 'both' && field === 'remark') after = { ...after, remark: `${known.remark}；${read.remark}` }
    else after = { ...after, ...fieldsOf(field, side === 'read' ? read : known) }
  }
  return after
}
