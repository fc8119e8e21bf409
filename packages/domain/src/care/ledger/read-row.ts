import type { PersonKind, WordValues } from '../../policy/index.js'
import { ageOn, type Day, type PlaceCode } from '../../shared/index.js'
import { type IdentityNumber, readIdentityNumber } from '../identity/index.js'
import type { DiseaseClass, VaccinationClass } from '../tier/index.js'
import { type ReadBirth, readAge, readBirthDate, readBirthYear } from './age.js'
import type { Cells, LedgerMapping } from './columns.js'
import { type ReadDisease, readDisease } from './disease.js'
import type { LedgerField } from './headings.js'
import { type LivingClass, readKinds, readLiving } from './living.js'
import { readPhones } from './phones.js'
import { type ChosenPlace, readRowPlace, type UntoldVillage } from './read-place.js'
import { cleanText, NAME_LENGTH, TEXT_LENGTH, unpaddedName } from './text.js'
import { readVaccination } from './vaccination.js'
import type { PlaceIndex, PlaceWriting } from './villages.js'
import { ID_WARNINGS, type RowWarning, warn } from './warnings.js'

export type Sex = 'male' | 'female' | 'unknown'

export type ReadPerson = {
  readonly name: string
  readonly sex: Sex
  /** Valid ones only, 18 characters. */
  readonly idNumber: string | null
  /** As written, when it is wrong. */
  readonly idNumberRaw: string | null
  readonly birth: ReadBirth | null
  readonly ageStated: number | null
  readonly phones: readonly string[]
  /** What stands in the telephone's cell and is no number, as written. */
  readonly phonesUnread: readonly string[]
  readonly township: PlaceCode
  readonly village: PlaceCode | null
  readonly address: string
  readonly disease: { readonly class: DiseaseClass; readonly names: readonly string[] }
  readonly vaccination: { readonly class: VaccinationClass; readonly raw: string }
  readonly living: LivingClass
  readonly kinds: readonly PersonKind[]
  readonly serial: string
  readonly remark: string
}

export type ReadRow =
  | {
      readonly outcome: 'read'
      readonly person: ReadPerson
      readonly warnings: readonly RowWarning[]
      /** The village as written, where it was known by its name without the usual ending: sure, but worth a look. */
      readonly villageByEnding?: string
      /** The village was chosen by somebody for this writing. */
      readonly villageChosen?: ChosenPlace
      /** Where the village was not written by its whole name: how it was. */
      readonly writing?: PlaceWriting
    }
  | {
      readonly outcome: 'wrong'
      readonly field: LedgerField
      readonly code: 'noName' | 'noPlace'
      readonly value?: string
      /** Of a place that was not found: how it is written. */
      readonly writing?: PlaceWriting
    }

export type RowInput = {
  readonly cells: Cells
  readonly mapping: LedgerMapping
  readonly places: PlaceIndex
  /** What was chosen for this row, should it write no village. */
  readonly untold?: UntoldVillage
  readonly values: WordValues
  /** The day the ledger's ages are right on. */
  readonly asOf: Day
  /** Births after it are wrong. */
  readonly today: Day
}

type Row = { readonly input: RowInput; readonly warnings: RowWarning[] }

/** The text of a field, its columns joined by 、 where several hold something. */
const fieldText = ({ input, warnings }: Row, field: LedgerField): string => {
  const columns = input.mapping[field]
  if (columns === undefined) return ''
  const most = field === 'name' ? NAME_LENGTH : TEXT_LENGTH
  let joined = ''
  for (const index of columns) {
    const raw = input.cells[index]
    if (raw === undefined || raw === '') continue
    const clean = cleanText(raw, most)
    for (const code of clean.warnings) warn(warnings, { field, code, text: clean.text })
    if (clean.text !== '') joined = joined === '' ? clean.text : `${joined}、${clean.text}`
  }
  return joined
}

const readName = (row: Row): string => unpaddedName(fieldText(row, 'name'))

type Stated = { readonly age: number | null; readonly birthYear: number | null }

/** The age as written; a year of birth in its place is taken for what it is, and said. */
const readStatedAge = (row: Row): Stated => {
  const text = fieldText(row, 'age')
  const age = text === '' ? null : readAge(text)
  const birthYear = text === '' || age !== null ? null : readBirthYear(text, row.input.today)
  if (birthYear !== null) warn(row.warnings, { field: 'age', code: 'ageIsBirthYear', text })
  else if (text !== '' && age === null) warn(row.warnings, { field: 'age', code: 'ageUnreadable', text })
  return { age, birthYear }
}

const readId = (row: Row, ageStated: number | null): { readonly read: IdentityNumber; readonly raw: string } => {
  const raw = fieldText(row, 'idNumber')
  const { asOf, today } = row.input
  const context =
    ageStated === null ? { notAfter: today } : { notAfter: today, statedAge: { years: ageStated, on: asOf } }
  const read = readIdentityNumber(raw, context)
  if (read.state === 'missing') warn(row.warnings, { field: 'idNumber', code: 'idMissing' })
  if (read.state === 'wrong') warn(row.warnings, { field: 'idNumber', code: ID_WARNINGS[read.reason], text: raw })
  if (read.state === 'valid' && read.form === 'old15') {
    warn(row.warnings, { field: 'idNumber', code: 'idOldForm', text: raw })
  }
  return { read, raw }
}

const contradictsDate = (read: ReadBirth, birth: Day): boolean =>
  'day' in read ? read.day !== birth : String(read.year) !== birth.slice(0, 4)

const readBirth = (row: Row, id: IdentityNumber, stated: Stated): ReadBirth | null => {
  const { warnings, input } = row
  const text = fieldText(row, 'birthDate')
  const written = text === '' ? null : readBirthDate(text)
  const future = written !== null && 'day' in written && written.day > input.today
  if (text !== '' && (written === null || future)) warn(warnings, { field: 'birthDate', code: 'birthUnreadable', text })
  const said = stated.birthYear === null ? null : { year: stated.birthYear }
  if (id.state === 'valid') {
    if (written && contradictsDate(written, id.birth)) {
      warn(warnings, { field: 'birthDate', code: 'birthContradicts', text })
    }
    if (said !== null && contradictsDate(said, id.birth)) {
      warn(warnings, { field: 'age', code: 'birthContradicts', text: String(said.year) })
    }
    return { day: id.birth }
  }
  if (written && !future) return written
  if (said !== null) return said
  const ageStated = stated.age
  // Without a date the year is one of two; the later is taken, on which the age was reached for certain by year's end.
  if (ageStated !== null) return { year: Number(input.asOf.slice(0, 4)) - ageStated }
  warn(warnings, { field: 'age', code: 'ageUnknown' })
  return null
}

type StatedAge = { readonly id: IdentityNumber; readonly birth: ReadBirth | null; readonly said: number | null }

const checkStatedAge = ({ input, warnings }: Row, { id, birth, said }: StatedAge): void => {
  if (birth === null || said === null || !('day' in birth)) return
  const on = input.asOf
  const reckoned = ageOn(birth.day, on)
  if (reckoned === said) return
  const from = id.state === 'valid' ? 'idNumber' : 'birthDate'
  warnings.push({ field: 'age', code: 'ageContradicts', value: String(said), ages: { said, reckoned, on, from } })
}

const SEXES: ReadonlyMap<string, Sex> = new Map([
  ...['男', '男性', '男士', 'm', 'male', 'man', '1'].map((word) => [word, 'male'] as const),
  ...['女', '女性', '女士', 'f', 'female', 'woman', '2'].map((word) => [word, 'female'] as const),
])

/**
 * The written sex stands, also against the identity number: it is what people on the spot see and say, and a wrong digit
 * is as likely there. The contradiction is reported. Only where nothing is written does the number decide.
 */
const readSex = (row: Row, id: IdentityNumber): Sex => {
  const text = fieldText(row, 'sex')
  const written = SEXES.get(text) ?? SEXES.get(text.toLowerCase())
  if (text !== '' && written === undefined) warn(row.warnings, { field: 'sex', code: 'sexUnreadable', text })
  const numbered = id.state === 'valid' ? id.sex : undefined
  if (written && numbered && written !== numbered) warn(row.warnings, { field: 'sex', code: 'sexContradicts', text })
  const sex = written ?? numbered ?? 'unknown'
  if (sex === 'unknown' && text === '') warn(row.warnings, { field: 'sex', code: 'sexUnknown' })
  return sex
}

const rawPhoneText = ({ input }: Row): string => {
  const columns = input.mapping.phone ?? []
  // Uncleaned: a line break between two numbers is a separator.
  return columns.length === 1
    ? (input.cells[columns[0] ?? -1] ?? '')
    : columns.map((at) => input.cells[at] ?? '').join('、')
}

const readRowPhones = (row: Row) => {
  const text = rawPhoneText(row).slice(0, TEXT_LENGTH)
  const read = readPhones(text)
  for (const unread of read.unread) warn(row.warnings, { field: 'phone', code: 'phoneWrong', text: unread })
  if (read.phones.length === 0 && read.unread.length === 0) warn(row.warnings, { field: 'phone', code: 'phoneMissing' })
  return read
}

const readRowDisease = (row: Row): ReadDisease => {
  const control = fieldText(row, 'diseaseControl')
  const read = readDisease(fieldText(row, 'disease'), control, row.input.values)
  if (read.class === 'unknown') warn(row.warnings, { field: 'disease', code: 'diseaseUnknown' })
  // The control column may be shown in a list; what stands in the cell of the disease names it.
  if (read.certainty === 'unsure')
    warn(row.warnings, {
      field: 'diseaseControl',
      code: 'controlUnclear',
      ...(control === '' ? {} : { text: control }),
    })
  return read
}

const readRowVaccination = (row: Row) => {
  const read = readVaccination(fieldText(row, 'vaccination'), row.input.values)
  const { class: found, certainty, raw } = read
  if (raw === '') warn(row.warnings, { field: 'vaccination', code: 'vaccinationUnknown' })
  // The one guess is the strictest class; whatever else was not read counts as none and is provisional.
  const code = found === 'unknown' ? 'vaccinationUnread' : 'vaccinationUnsure'
  if (certainty === 'unsure') warn(row.warnings, { field: 'vaccination', code, text: raw })
  return { class: found, raw }
}

const readRowLiving = (row: Row): LivingClass => {
  const text = fieldText(row, 'living')
  const read = readLiving(text, row.input.values)
  if (read.certainty === 'unsure') warn(row.warnings, { field: 'living', code: 'livingUnsure', text })
  return read.class
}

const kindsOf = (row: Row, living: LivingClass, dialysis: boolean): readonly PersonKind[] => {
  const kinds = new Set(readKinds(fieldText(row, 'kinds'), row.input.values))
  if (living === 'alone') kinds.add('livingAlone')
  if (living === 'onlyWithDisabledChildren') kinds.add('onlyWithDisabledChildren')
  if (dialysis) kinds.add('dialysis')
  return [...kinds]
}

/**
 * Reads one row of a ledger. A person without a name, or without any place of this county, is wrong; everything else that
 * is odd is a warning, and the person is taken in. Written fields that are wrong are kept as written.
 */
export const readLedgerRow = (input: RowInput): ReadRow => {
  const row: Row = { input, warnings: [] }
  const name = readName(row)
  if (!/\p{L}/u.test(name)) return { outcome: 'wrong', field: 'name', code: 'noName' }
  const place = readRowPlace({
    township: fieldText(row, 'township'),
    village: fieldText(row, 'village'),
    places: input.places,
    ...(input.untold === undefined ? {} : { untold: input.untold }),
    warnings: row.warnings,
  })
  if (place.outcome === 'none') {
    const { field, value, writing } = place
    return { outcome: 'wrong', field, code: 'noPlace', value, writing }
  }
  const stated = readStatedAge(row)
  const ageStated = stated.age
  const id = readId(row, ageStated)
  const birth = readBirth(row, id.read, stated)
  checkStatedAge(row, { id: id.read, birth, said: ageStated })
  const { phones, unread } = readRowPhones(row)
  const disease = readRowDisease(row)
  const living = readRowLiving(row)
  const person: ReadPerson = {
    name,
    sex: readSex(row, id.read),
    idNumber: id.read.state === 'valid' ? id.read.number : null,
    idNumberRaw: id.read.state === 'wrong' ? id.raw : null,
    birth,
    ageStated,
    phones,
    phonesUnread: unread,
    township: place.township,
    village: place.village,
    address: fieldText(row, 'address'),
    disease: { class: disease.class, names: disease.names },
    vaccination: readRowVaccination(row),
    living,
    kinds: kindsOf(row, living, disease.dialysis),
    serial: fieldText(row, 'serial'),
    remark: fieldText(row, 'remark'),
  }
  return {
    outcome: 'read',
    person,
    warnings: row.warnings,
    ...(place.byEnding === undefined ? {} : { villageByEnding: place.byEnding }),
    ...(place.chosen === undefined ? {} : { villageChosen: place.chosen }),
    ...(place.writing === undefined ? {} : { writing: place.writing }),
  }
}
