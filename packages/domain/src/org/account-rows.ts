import { cleanText, NAME_LENGTH, shown, textOf, unpaddedName, wordKey } from '../care/ledger/text.js'
import type { PlaceIndex } from '../care/ledger/villages.js'
import { countyOf, levelOf, type PlaceCode, parsePlaceCode, townshipOf, within } from '../shared/index.js'
import type { AccountColumns, AccountField } from './account-columns.js'
import { isRole, type Role, roleSpecs } from './roles.js'

export const accountFaults = [
  'nameMissing',
  'nameTooLong',
  'nameFormula',
  'loginWrong',
  'roleMissing',
  'roleUnknown',
  'medicUnread',
  'placeMissing',
  'placeUnknown',
  'placeUnsure',
  'placeOutside',
  'placeLevel',
  'twiceInFile',
  'loginTaken',
] as const
export type AccountFault = {
  readonly field: AccountField
  readonly code: (typeof accountFaults)[number]
  /** What stands in the cell, cut short; with 'twiceInFile' the number of the earlier row. */
  readonly value: string
}

export type AccountPlaces = {
  readonly county: PlaceCode
  readonly countyName: string
  /** Codes of the county and of every township and village in it. */
  readonly codes: ReadonlySet<string>
  /** Codes that are gone, with what they became. */
  readonly renamed: ReadonlyMap<string, string>
  readonly index: PlaceIndex
  /** What roles are called, in every language, by `wordKey`. */
  readonly roleWords: ReadonlyMap<string, Role>
}

export type ReadAccount = {
  readonly name: string
  /** null: one has to be made. */
  readonly login: string | null
  readonly role: Role
  readonly place: PlaceCode
}
export type ReadAccountRow =
  | { readonly outcome: 'read'; readonly account: ReadAccount }
  | {
      readonly outcome: 'wrong'
      readonly name: string
      readonly login: string | null
      readonly faults: readonly AccountFault[]
    }

/** What a sign-in name may be; the same as for one made on the page. */
export const loginPattern = /^[\p{L}\p{N}._@-]{3,60}$/u

// How village lists call their people. What is not here is not guessed: a role opens data.
const otherWords: ReadonlyMap<string, Role> = new Map([
  ...['村干部', '网格员', '村级', '村工作人员', '社区工作人员'].map((word) => [word, 'villageWorker'] as const),
  ...['村医', '医生', '家庭医生', '医护', '医护人员', '护士', 'doctor', 'nurse'].map(
    (word) => [word, 'medic'] as const,
  ),
  ...['乡镇管理', '街道管理员', '乡镇'].map((word) => [word, 'townshipManager'] as const),
  ...['县级', '县工作人员'].map((word) => [word, 'countyOfficer'] as const),
  ['管理员', 'administrator'],
])
const yes = new Set(['是', '有', '对', 'y', 'yes', 'true', '1', '√', '✓'])
const no = new Set(['否', '不是', '无', '没有', 'n', 'no', 'false', '0', '×', '-', ''])

type Fault = (field: AccountField, code: AccountFault['code'], value: string) => null

const readName = (raw: string, fault: Fault): string | null => {
  const { text, warnings } = cleanText(raw)
  if (text === '') return fault('name', 'nameMissing', '')
  if (warnings.includes('formula')) return fault('name', 'nameFormula', shown(text))
  const name = unpaddedName(text)
  return name.length > NAME_LENGTH ? fault('name', 'nameTooLong', shown(name)) : name
}

const readRole = (role: string, medic: string, places: AccountPlaces, fault: Fault): Role | null => {
  const answer = wordKey(medic)
  if (!yes.has(answer) && !no.has(answer)) return fault('medic', 'medicUnread', shown(textOf(medic)))
  const key = wordKey(role)
  const plain = textOf(role)
  const read = isRole(plain) ? plain : (places.roleWords.get(key) ?? otherWords.get(key) ?? null)
  if (key !== '' && read === null) return fault('role', 'roleUnknown', shown(plain))
  if (yes.has(answer) && (read === null || read === 'villageWorker')) return 'medic'
  // A column that was filled in with "no" says that this is no medic, and of those without a role that is a worker.
  if (read === null && answer !== '') return 'villageWorker'
  return read ?? fault('role', 'roleMissing', '')
}

const ofCounty = (text: string, places: AccountPlaces): boolean => {
  const plain = text.replace(/\s/g, '')
  return (
    plain === places.countyName || plain.endsWith(`市${places.countyName}`) || plain.endsWith(`省${places.countyName}`)
  )
}

type Written = { readonly place: string; readonly township: string; readonly village: string }

const byName = ({ place, township, village }: Written, places: AccountPlaces, fault: Fault): PlaceCode | null => {
  const written = township === '' && village === '' ? { township: place, village: '' } : { township, village }
  const value = shown([written.township, written.village].filter((text) => text !== '').join(' '))
  if (written.village === '' && ofCounty(written.township, places)) return places.county
  const first = places.index.match(written.township, written.village)
  // One cell with a village alone is no township: read again as a village.
  const again = first.state === 'outside' && written.village === ''
  const found = again ? places.index.match('', written.township) : first
  if (found.state === 'sure' || found.state === 'chosen') return found.village
  if (found.state === 'outside') return fault('place', 'placeUnknown', value)
  if (found.why === 'villageBlank' && found.township !== null) return found.township
  return fault('place', 'placeUnsure', value)
}

const readPlace = (written: Written, role: Role | null, places: AccountPlaces, fault: Fault): PlaceCode | null => {
  const { place, township, village } = written
  const digits = place.replace(/\s/g, '')
  if (/^\d+$/.test(digits)) {
    const code = parsePlaceCode(places.renamed.get(digits) ?? digits)
    if (code === null) return fault('place', 'placeUnknown', shown(digits))
    if (!within(places.county, code)) return fault('place', 'placeOutside', shown(digits))
    return places.codes.has(code) ? code : fault('place', 'placeUnknown', shown(digits))
  }
  if (place !== '' || township !== '' || village !== '') return byName(written, places, fault)
  // Who can only be of a county needs no place written: the file is the county's.
  const levels: readonly string[] = role === null ? [] : roleSpecs[role].levels
  return levels.includes('county') ? places.county : fault('place', 'placeMissing', '')
}

/**
 * Reads one row of a list of staff. Every wrong field is named; nothing is guessed: a place that fits only nearly, or a role
 * in unknown words, is wrong, since it would open somebody else's people.
 */
export const readAccountRow = (
  cells: readonly string[],
  columns: AccountColumns,
  places: AccountPlaces,
): ReadAccountRow => {
  const faults: AccountFault[] = []
  const fault: Fault = (field, code, value) => {
    faults.push({ field, code, value })
    return null
  }
  const cell = (field: AccountField): string => {
    const index = columns[field]
    return index === undefined ? '' : textOf(cells[index])
  }
  const name = readName(cells[columns.name ?? -1] ?? '', fault)
  const login = cell('login') === '' ? null : cell('login')
  if (login !== null && !loginPattern.test(login)) fault('login', 'loginWrong', shown(login))
  const role = readRole(cell('role'), cell('medic'), places, fault)
  const written = { place: cell('place'), township: cell('township'), village: cell('village') }
  const place = readPlace(written, role, places, fault)
  const levels: readonly string[] = role === null ? [] : roleSpecs[role].levels
  if (role !== null && place !== null && !levels.includes(levelOf(place))) fault('place', 'placeLevel', '')
  if (faults.length === 0 && name !== null && role !== null && place !== null)
    return { outcome: 'read', account: { name, login, role, place } }
  return { outcome: 'wrong', name: name ?? '', login: login === null ? null : shown(login), faults }
}

/** The beginning of the sign-in names that are made for a place: its township's code, or the county's. */
export const loginPrefixOf = (place: PlaceCode): string => `${place.length >= 9 ? townshipOf(place) : countyOf(place)}-`
