import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PlaceCode } from '../../shared/index.js'
import { checkCharacterOf } from '../identity/index.js'
import type { PersonFields } from '../ledger/index.js'
import { dayOf } from '../testing.js'
import {
  type DoorstepCode,
  type DoorstepForm,
  decideAdding,
  decideCorrection,
  doorstepFormOf,
  readDoorstep,
} from './index.js'

const village = '421199100201'
const today = dayOf('2023-01-10')
const numbered = (digits17: string): string => digits17 + checkCharacterOf(digits17)
const womanOf1953 = numbered('42112319530930212')

const form: DoorstepForm = {
  name: '张三',
  idNumber: '',
  sex: 'female',
  birth: '1953',
  phones: '13912345678',
  township: '421199100',
  village,
  address: '',
  disease: { class: 'unknown' },
  vaccination: 'unknown',
  living: 'unknown',
  kinds: [],
}
const known: PersonFields = {
  name: '张三',
  sex: 'male',
  idNumber: womanOf1953,
  idNumberRaw: null,
  birth: { day: dayOf('1953-09-30') },
  phones: ['13912345678', '0713-5050001'],
  township: '421199100' as PlaceCode,
  village: village as PlaceCode,
  address: '三组 12 号',
  disease: { class: 'stabilityUnknown', names: ['高血压'] },
  vaccination: { class: 'full', raw: '' },
  living: 'unknown',
  kinds: ['livingAlone', 'disabled'],
  remark: '台账备注',
}

const readAs = (more: Partial<DoorstepForm>, on: PersonFields | null = null) =>
  readDoorstep({ ...form, ...more }, { today, isVillage: (code) => code === village, known: on })
const faults = (more: Partial<DoorstepForm>, on: PersonFields | null = null): readonly string[] => {
  const read = readAs(more, on)
  return read.outcome === 'wrong' ? read.errors.map(({ field, code }) => `${field} ${code}`) : []
}
const fieldsOf = (more: Partial<DoorstepForm>, on: PersonFields | null = null): PersonFields => {
  const read = readAs(more, on)
  if (read.outcome === 'wrong') throw new TypeError(JSON.stringify(read.errors))
  return read.fields
}

const cases: readonly (readonly [string, Partial<DoorstepForm>, `${string} ${DoorstepCode}`])[] = [
  ['no name', { name: ' ·1 ' }, 'name nameMissing'],
  ['a name of 101 letters', { name: 'a'.repeat(101) }, 'name tooLong'],
  ['a wrong check character', { idNumber: '421123195309302129' }, 'idNumber idCheckCharacter'],
  ['a number that is cut', { idNumber: '4211231953093021' }, 'idNumber idLength'],
  ['a number of somebody unborn', { idNumber: numbered('42112320230930212'), birth: '' }, 'idNumber idFuture'],
  ['a number 121 years old', { idNumber: numbered('42112319010109212'), birth: '' }, 'idNumber birthTooOld'],
  ['the other sex', { idNumber: womanOf1953, sex: 'male' }, 'sex sexContradicts'],
  ['another birth', { idNumber: womanOf1953, birth: '1953-09-29' }, 'birth birthContradicts'],
  ['no date', { birth: '1953-02-30' }, 'birth birthUnreadable'],
  ['a birth tomorrow', { birth: '2023-01-11' }, 'birth birthFuture'],
  ['a birth 121 years ago', { birth: '1902-01-09' }, 'birth birthTooOld'],
  ['half a telephone', { phones: '139123' }, 'phones phoneWrong'],
  ['no village', { village: null }, 'village villageMissing'],
  ['a village of the next township', { village: '421199101201' }, 'village villageOutside'],
  ['names without a class', { disease: { class: 'none', names: ['高血压'] } }, 'diseases namesWithoutClass'],
  ['a kind nobody knows', { kinds: ['veteran'] }, 'kinds kindUnknown'],
]
for (const [words, more, fault] of cases) {
  test(`[K1] ${words} is refused at the field where it stands`, () => expect(faults(more)).toEqual([fault]))
}

test('[K1] all that is wrong is named at once', () => {
  expect(faults({ name: '', phones: 'x', birth: 'y' })).toHaveLength(3)
})

test('[K1] birth and sex follow from a valid number', () => {
  const read = fieldsOf({ idNumber: womanOf1953.toLowerCase(), birth: '', sex: 'unknown' })
  expect(read).toMatchObject({ idNumber: womanOf1953, birth: { day: '1953-09-30' }, sex: 'female' })
})

test('[K1] how somebody lives and the kinds that say the same agree', () => {
  expect(fieldsOf({ living: 'alone' }).kinds).toEqual(['livingAlone'])
  expect(fieldsOf({ living: 'notAlone', kinds: ['livingAlone', 'dialysis'] }).kinds).toEqual(['dialysis'])
  expect(fieldsOf({ living: 'unknown', kinds: ['livingAlone'] }).kinds).toEqual(['livingAlone'])
})

test('[X2] whoever sends no names of diseases leaves them and the remark as they are', () => {
  const read = fieldsOf({ ...doorstepFormOf(known), disease: { class: 'stable' } }, known)
  expect(read).toMatchObject({ disease: { class: 'stable', names: ['高血压'] }, remark: '台账备注' })
})

test('[K1] what a ledger wrote may stand, and only as it was written', () => {
  const odd = { ...known, idNumber: null, idNumberRaw: '4211231953', village: null }
  expect(faults(doorstepFormOf(odd), odd)).toEqual([])
  expect(faults({ ...doorstepFormOf(odd), idNumber: '42112319530' }, odd)).toEqual(['idNumber idLength'])
  expect(faults({ ...doorstepFormOf(odd), township: '421199101' }, odd)).toEqual(['village villageMissing'])
  // A man by the ledger whose number says woman: nobody is stopped from correcting his telephone.
  expect(faults(doorstepFormOf(known), known)).toEqual([])
  expect(faults(doorstepFormOf(known), null)).toEqual(['sex sexContradicts'])
})

const anyForm: fc.Arbitrary<DoorstepForm> = fc.record({
  name: fc.constantFrom('张 三', '李四', 'Anna Lee', '阿依·古丽'),
  idNumber: fc.constantFrom('', womanOf1953, numbered('42112319600101001')),
  sex: fc.constantFrom('male', 'female', 'unknown'),
  birth: fc.constantFrom('', '1953', '19600101', '1953年9月30日'),
  phones: fc.constantFrom('', '13912345678', '0713 5050001，139 1234 5678', '儿子13812345678'),
  township: fc.constant('421199100'),
  village: fc.constant(village),
  address: fc.constantFrom('', '三组  12 号'),
  disease: fc.record({
    class: fc.constantFrom('none', 'stable', 'unstable', 'stabilityUnknown', 'unknown'),
    names: fc.constantFrom(undefined, [], ['高血压', ' 冠心病 ']),
  }),
  vaccination: fc.constantFrom('none', 'partial', 'full', 'unknown'),
  living: fc.constantFrom('alone', 'onlyWithDisabledChildren', 'notAlone', 'unknown'),
  kinds: fc.subarray(['livingAlone', 'dialysis', 'disabled', 'pregnant']),
})

test('[K1] the form of what was read gives the same person again: opening and saving changes nothing', () => {
  fc.assert(
    fc.property(anyForm, (one) => {
      const at = { today, isVillage: () => true }
      const first = readDoorstep(one, { ...at, known: null })
      fc.pre(first.outcome === 'read')
      const { fields } = first
      const again = readDoorstep(doorstepFormOf(fields), { ...at, known: fields })
      expect(again).toEqual({ outcome: 'read', fields })
      const decision = { before: fields, after: fields, version: 3, built: 3, candidates: [] }
      expect(decideCorrection(decision)).toEqual({ outcome: 'unchanged' })
    }),
  )
})

const perhaps = { id: 'a', fields: { ...known, idNumber: null, phones: [], birth: { year: 1954 } } }
const twin = { id: 'b', fields: known }

test('[K1] who is surely on the ledger is not taken in again, whatever is insisted', () => {
  const input = { fields: known, candidates: [perhaps, twin], others: ['a', 'b'] }
  expect(decideAdding(input)).toEqual({ outcome: 'known', id: 'b' })
})

test('[K1] who is perhaps on the ledger is asked about; "another person" holds for exactly those shown', () => {
  const more = { ...perhaps, id: 'c' }
  const fields = { ...known, phones: [] }
  expect(decideAdding({ fields, candidates: [perhaps], others: [] })).toEqual({ outcome: 'doubtful', ids: ['a'] })
  expect(decideAdding({ fields, candidates: [perhaps], others: ['a'] })).toEqual({ outcome: 'new' })
  expect(decideAdding({ fields, candidates: [perhaps, more], others: ['a'] })).toEqual({
    outcome: 'doubtful',
    ids: ['a', 'c'],
  })
  expect(decideAdding({ fields, candidates: [], others: [] })).toEqual({ outcome: 'new' })
})

test('[K1] a correction of somebody changed meanwhile is stale, and a number of somebody else is refused', () => {
  const after = { ...known, phones: ['13800000000'] }
  const input = { before: known, after, version: 3, built: 3, candidates: [] }
  expect(decideCorrection(input)).toEqual({ outcome: 'changed', changed: ['phones'] })
  expect(decideCorrection({ ...input, built: 4 })).toEqual({ outcome: 'stale' })
  const before = { ...known, idNumber: null }
  const taken = { ...input, before, after: known, candidates: [{ id: 'z', fields: { ...known, name: '王五' } }] }
  expect(decideCorrection(taken)).toEqual({ outcome: 'numberKnown', id: 'z' })
})
