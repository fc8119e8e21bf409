import type { PersonKind } from '../../policy/index.js'
import { ageOn, type Day, type PlaceCode } from '../../shared/index.js'
import { type IdentityNumber, readIdentityNumber } from '../identity/index.js'
import { type ReadBirth, readBirthDate } from '../ledger/age.js'
import type { LivingClass } from '../ledger/living.js'
import type { PersonFields } from '../ledger/merge.js'
import { readPhones } from '../ledger/phones.js'
import type { Sex } from '../ledger/read-row.js'
import { cleanText, TEXT_LENGTH, unpaddedName } from '../ledger/text.js'
import { ID_WARNINGS } from '../ledger/warnings.js'
import type { DiseaseClass, VaccinationClass } from '../tier/index.js'

/** What somebody fills in about a person on the doorstep: texts as written, classes as chosen. */
export type DoorstepForm = {
  readonly name: string
  readonly idNumber: string
  readonly sex: Sex
  /** A day or a year in any usual spelling; '' where it is not known or follows from the number. */
  readonly birth: string
  readonly phones: string
  readonly township: string
  readonly village: string | null
  readonly address: string
  /** Without names the known ones stay: who may not see them cannot change them (X2). */
  readonly disease: { readonly class: DiseaseClass; readonly names?: readonly string[] | undefined }
  readonly vaccination: VaccinationClass
  readonly living: LivingClass
  readonly kinds: readonly string[]
}

export type DoorstepField =
  | 'name'
  | 'idNumber'
  | 'sex'
  | 'birth'
  | 'phones'
  | 'village'
  | 'address'
  | 'diseases'
  | 'kinds'

export const doorstepCodes = [
  'nameMissing',
  'tooLong',
  'idLength',
  'idCharacters',
  'idCheckCharacter',
  'idBirthDate',
  'idFuture',
  'sexContradicts',
  'birthUnreadable',
  'birthFuture',
  'birthTooOld',
  'birthContradicts',
  'phoneWrong',
  'villageMissing',
  'villageOutside',
  'namesWithoutClass',
  'namesNotYours',
  'kindUnknown',
] as const
export type DoorstepCode = (typeof doorstepCodes)[number]

export type DoorstepError = { readonly field: DoorstepField; readonly code: DoorstepCode }

export type DoorstepContext = {
  readonly today: Day
  /** Whether a code is a village of the form's township. */
  readonly isVillage: (code: string) => boolean
  /** The person as on the ledger; null when new. What stood there before may stay as it is, also where it is odd. */
  readonly known: PersonFields | null
}

export type ReadDoorstep =
  | { readonly outcome: 'read'; readonly fields: PersonFields }
  | { readonly outcome: 'wrong'; readonly errors: readonly DoorstepError[] }

export const DOORSTEP_NAME_LENGTH = 100
const OLDEST_YEARS = 120
const kindNames: readonly string[] = [
  'livingAlone',
  'onlyWithDisabledChildren',
  'dialysis',
  'disabled',
  'pregnant',
  'child',
  'childInDifficulties',
] satisfies readonly PersonKind[]

type Reading = { readonly form: DoorstepForm; readonly at: DoorstepContext; readonly errors: DoorstepError[] }

const note = (reading: Reading, field: DoorstepField, code: DoorstepCode): void => {
  reading.errors.push({ field, code })
}

const readText = (reading: Reading, field: 'name' | 'address', most: number): string => {
  const clean = cleanText(reading.form[field], most)
  if (clean.warnings.includes('tooLong')) note(reading, field, 'tooLong')
  return clean.text
}

const readName = (reading: Reading): string => {
  const name = unpaddedName(readText(reading, 'name', DOORSTEP_NAME_LENGTH))
  if (!/\p{L}/u.test(name)) note(reading, 'name', 'nameMissing')
  return name
}

type ReadNumber = Pick<PersonFields, 'idNumber' | 'idNumberRaw'> & { readonly valid: IdentityNumber | null }

/** A wrong number is refused here, where somebody can look again; one that came from a ledger as it is may stay. */
const readNumber = (reading: Reading): ReadNumber => {
  const { form, at } = reading
  const raw = at.known?.idNumberRaw ?? null
  if (raw !== null && form.idNumber.trim() === raw.trim()) return { idNumber: null, idNumberRaw: raw, valid: null }
  const read = readIdentityNumber(form.idNumber, { notAfter: at.today })
  if (read.state === 'wrong') note(reading, 'idNumber', ID_WARNINGS[read.reason] as DoorstepCode) // these five are in the list
  if (read.state !== 'valid') return { idNumber: null, idNumberRaw: null, valid: null }
  if (ageOn(read.birth, at.today) > OLDEST_YEARS) note(reading, 'idNumber', 'birthTooOld')
  return { idNumber: read.number, idNumberRaw: null, valid: read }
}

const readSex = (reading: Reading, number: ReadNumber): Sex => {
  const { form, at } = reading
  if (number.valid?.state !== 'valid') return form.sex
  if (form.sex === 'unknown') return number.valid.sex
  // The ledger keeps a written sex against the number, and who is on it so is not stopped from correcting a telephone.
  const stood = at.known?.idNumber === number.idNumber && at.known.sex === form.sex
  if (form.sex !== number.valid.sex && !stood) note(reading, 'sex', 'sexContradicts')
  return form.sex
}

const birthFault = (birth: ReadBirth, today: Day): DoorstepCode | null => {
  const [year, now] = ['day' in birth ? Number(birth.day.slice(0, 4)) : birth.year, Number(today.slice(0, 4))]
  if ('day' in birth ? birth.day > today : year > now) return 'birthFuture'
  const age = 'day' in birth ? ageOn(birth.day, today) : now - year
  return age > OLDEST_YEARS ? 'birthTooOld' : null
}

const contradicts = (written: ReadBirth, birth: Day): boolean =>
  'day' in written ? written.day !== birth : String(written.year) !== birth.slice(0, 4)

/** The number decides where there is one; a written day must agree with it. */
const readBirth = (reading: Reading, number: ReadNumber): ReadBirth | null => {
  const { form, at } = reading
  const text = form.birth.trim()
  const written = text === '' ? null : readBirthDate(text)
  if (text !== '' && written === null) note(reading, 'birth', 'birthUnreadable')
  const fault = written === null ? null : birthFault(written, at.today)
  if (fault !== null) note(reading, 'birth', fault)
  if (number.valid?.state !== 'valid') return written
  if (written !== null && fault === null && contradicts(written, number.valid.birth)) {
    note(reading, 'birth', 'birthContradicts')
  }
  return { day: number.valid.birth }
}

const sameNumbers = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((phone) => b.includes(phone))

const readDoorstepPhones = (reading: Reading): Pick<PersonFields, 'phones' | 'phonesUnread'> => {
  const read = readPhones(reading.form.phones.slice(0, TEXT_LENGTH))
  if (read.unread.length > 0) note(reading, 'phones', 'phoneWrong')
  const known = reading.at.known
  // Whoever writes other numbers has looked at what could not be read; unchanged ones leave it where it is.
  const same = known !== null && sameNumbers(known.phones, read.phones)
  return same && known.phonesUnread !== undefined
    ? { phones: read.phones, phonesUnread: known.phonesUnread }
    : { phones: read.phones }
}

/** Who is taken in has a village; who is on the ledger without one may stay so until it is known. */
const readVillage = (reading: Reading): PlaceCode | null => {
  const { form, at } = reading
  if (form.village === null || form.village === '') {
    const stood = at.known !== null && at.known.village === null && at.known.township === form.township
    if (!stood) note(reading, 'village', 'villageMissing')
    return null
  }
  if (!form.village.startsWith(form.township) || !at.isVillage(form.village)) note(reading, 'village', 'villageOutside')
  return form.village as PlaceCode // one of the township's own, or the form is wrong
}

const readDiseases = (reading: Reading): PersonFields['disease'] => {
  const { form, at } = reading
  const { class: found, names } = form.disease
  if (names === undefined) return { class: found, names: at.known?.disease.names ?? [] }
  const read = names.map((name) => cleanText(name, 60))
  if (read.some((name) => name.warnings.includes('tooLong'))) note(reading, 'diseases', 'tooLong')
  const kept = [...new Set(read.map((name) => name.text).filter((text) => text !== ''))]
  if (kept.length > 0 && (found === 'none' || found === 'unknown')) note(reading, 'diseases', 'namesWithoutClass')
  return { class: found, names: kept }
}

const isKind = (text: string): text is PersonKind => kindNames.includes(text)

/** How somebody lives is said once; the two kinds that say the same follow from it where it is known. */
const readDoorstepKinds = (reading: Reading): readonly PersonKind[] => {
  const { form } = reading
  const kinds = [...new Set(form.kinds)].filter(isKind)
  if (form.kinds.some((kind) => !isKind(kind))) note(reading, 'kinds', 'kindUnknown')
  if (form.living === 'unknown') return kinds
  const others = kinds.filter((kind) => kind !== 'livingAlone' && kind !== 'onlyWithDisabledChildren')
  if (form.living === 'alone') return [...others, 'livingAlone']
  return form.living === 'onlyWithDisabledChildren' ? [...others, 'onlyWithDisabledChildren'] : others
}

/**
 * Reads a form filled in on the doorstep, with the ledger's own readers, so that both write the same (K1). Unlike a
 * ledger's row, what is wrong is refused: whoever fills it in stands before the person and can look again. Birth and
 * sex follow from a valid number. Errors name the field; all of them at once.
 */
export const readDoorstep = (form: DoorstepForm, at: DoorstepContext): ReadDoorstep => {
  const reading: Reading = { form, at, errors: [] }
  const name = readName(reading)
  const number = readNumber(reading)
  const fields: PersonFields = {
    name,
    sex: readSex(reading, number),
    idNumber: number.idNumber,
    idNumberRaw: number.idNumberRaw,
    birth: readBirth(reading, number),
    ...readDoorstepPhones(reading),
    township: form.township as PlaceCode, // checked with the village
    village: readVillage(reading),
    address: readText(reading, 'address', TEXT_LENGTH),
    disease: readDiseases(reading),
    vaccination: { class: form.vaccination, raw: '' },
    living: form.living,
    kinds: readDoorstepKinds(reading),
    remark: at.known?.remark ?? '',
  }
  return reading.errors.length > 0 ? { outcome: 'wrong', errors: reading.errors } : { outcome: 'read', fields }
}

const birthText = (birth: PersonFields['birth']): string =>
  birth === null ? '' : 'day' in birth ? birth.day : String(birth.year)

/** The form as it opens for somebody on the ledger; read again unchanged it gives the same fields. */
export const doorstepFormOf = (fields: PersonFields): DoorstepForm => ({
  name: fields.name,
  idNumber: fields.idNumber ?? fields.idNumberRaw ?? '',
  sex: fields.sex,
  birth: birthText(fields.birth),
  phones: fields.phones.join('、'),
  township: fields.township,
  village: fields.village,
  address: fields.address,
  disease: fields.disease,
  vaccination: fields.vaccination.class,
  living: fields.living,
  kinds: fields.kinds,
})
