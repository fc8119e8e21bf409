import { expect, test } from 'vitest'
import { levelOf, type PlaceCode } from '../../shared/index.js'
import { checkCharacterOf } from '../identity/index.js'
import { dayOf, seedWords } from '../testing.js'
import { type LedgerField, makePlaceIndex, type ReadRow, readLedgerRow } from './index.js'

const places = makePlaceIndex(
  [
    ['421199', '某河县'],
    ['421199100', '甲山镇'],
    ['421199100201', '新铺村村民委员会'],
    ['421199100204', '土门坳社区居民委员会'],
    ['421199100205', '石门坳村村民委员会'],
    ['421199101', '乙水镇'],
    ['421199101201', '江家畈村民委员会'],
    ['421199101203', '共和村村民委员会'],
    ['421199100203', '共和村村民委员会'],
  ].map(([code, name]) => ({ code: code as PlaceCode, name: name ?? '', level: levelOf(code as PlaceCode) })),
)
const fields = [
  ...['serial', 'township', 'village', 'name', 'sex', 'idNumber', 'age', 'phone', 'disease', 'vaccination', 'living'],
  ...['birthDate', 'diseaseControl', 'kinds', 'address', 'remark'],
] as const satisfies readonly string[]
const mapping = Object.fromEntries(fields.map((field, index) => [field, [index]]))
const good: Partial<Record<LedgerField, string>> = {
  serial: '7',
  township: '甲山镇',
  village: '新铺村村民委员会',
  name: '张三',
  sex: '男',
  idNumber: `42112319530930211${checkCharacterOf('42112319530930211')}`,
  age: '69',
  phone: '13912345678',
  disease: '高血压',
  vaccination: '两针',
  living: '是',
}
const readWith = (more: Partial<Record<LedgerField, string>>): ReadRow => {
  const row: Partial<Record<string, string>> = { ...good, ...more }
  const cells = fields.map((field) => row[field] ?? '')
  return readLedgerRow({
    cells,
    mapping,
    places,
    values: seedWords,
    asOf: dayOf('2022-12-31'),
    today: dayOf('2023-01-10'),
  })
}
const personOf = (more: Partial<Record<LedgerField, string>>) => {
  const read = readWith(more)
  if (read.outcome === 'wrong') throw new TypeError(read.code)
  return read.person
}
const codesOf = (more: Partial<Record<LedgerField, string>>) => {
  const read = readWith(more)
  return read.outcome === 'wrong' ? [read.code] : read.warnings.map(({ code }) => code)
}

test('[K1] a clean row is read without a warning', () => {
  expect(readWith({})).toEqual({
    outcome: 'read',
    warnings: [],
    person: {
      name: '张三',
      sex: 'male',
      idNumber: good.idNumber,
      idNumberRaw: null,
      birth: { day: '1953-09-30' },
      ageStated: 69,
      phones: ['13912345678'],
      phonesUnread: [],
      township: '421199100',
      village: '421199100201',
      address: '',
      disease: { class: 'stabilityUnknown', names: ['高血压'] },
      vaccination: { class: 'full', raw: '两针' },
      living: 'alone',
      kinds: ['livingAlone'],
      serial: '7',
      remark: '',
    },
  })
})

test.each<[string, Partial<Record<LedgerField, string>>, readonly string[]]>([
  ['a missing number', { idNumber: '' }, ['idMissing']],
  ['a cut number', { idNumber: '421123195309302' }, ['idLength']],
  ['a wrong check character', { idNumber: '421123195309302110' }, ['idCheckCharacter']],
  ['a wrong telephone', { phone: '1829004774' }, ['phoneWrong']],
  ['no telephone', { phone: '' }, ['phoneMissing']],
  ['an age that contradicts', { age: '96' }, ['ageContradicts']],
  ['an unreadable age', { age: '老' }, ['ageUnreadable']],
  ['a year of birth for an age', { age: '1953年生' }, ['ageIsBirthYear']],
  ['a year of birth that contradicts', { age: '1943' }, ['ageIsBirthYear', 'birthContradicts']],
  ['no age and no number', { age: '', idNumber: '' }, ['idMissing', 'ageUnknown']],
  ['a sex that contradicts', { sex: '女' }, ['sexContradicts']],
  ['an unreadable sex', { sex: '?' }, ['sexUnreadable']],
  ['a birth date that contradicts', { birthDate: '1953-10-30' }, ['birthContradicts']],
  ['an unknown village', { village: '涂改处' }, ['villageUnreadable']],
  ['a village of another township', { village: '江家畈村' }, ['villageOtherTownship']],
  ['no village', { village: '' }, ['villageBlank']],
  ['a strange township', { township: '西街', village: '江家畈村' }, ['townshipUnreadable']],
  ['a blank disease', { disease: ' ' }, ['diseaseUnknown']],
  ['a blank vaccination', { vaccination: '' }, ['vaccinationUnknown']],
  ['a vaccination read by likeness', { vaccination: '因病未接种疫苗' }, ['vaccinationUnsure']],
  ['a vaccination that says nothing', { vaccination: '说不清' }, ['vaccinationUnread']],
  ['a strange way of living', { living: '常年在外' }, ['livingUnsure']],
  ['a formula', { remark: '=1+1' }, ['formula']],
])('[K1] %s is a warning and the person is taken in', (_, more, expected) => {
  expect(codesOf(more)).toEqual(expected)
})

test('[K1] an age that contradicts names both ages, the day and what the other follows from', () => {
  const ages = { said: 67, reckoned: 69, on: '2022-12-31' }
  expect(readWith({ age: '67' })).toMatchObject({
    warnings: [{ code: 'ageContradicts', ages: { ...ages, from: 'idNumber' } }],
  })
  expect(readWith({ age: '67', idNumber: '', birthDate: '1953-09-30' })).toMatchObject({
    warnings: [{ code: 'idMissing' }, { code: 'ageContradicts', ages: { ...ages, from: 'birthDate' } }],
  })
})

test('[K1] a village known by its usual ending is no warning, and what is written goes with the row', () => {
  expect(readWith({ village: '新铺村委会' })).toMatchObject({ warnings: [], villageByEnding: '新铺村委会' })
  expect(readWith({})).not.toHaveProperty('villageByEnding')
})

test('[K1] only a person without name or without any place of the county is wrong', () => {
  expect(readWith({ name: ' ' })).toEqual({ outcome: 'wrong', field: 'name', code: 'noName' })
  expect(readWith({ name: '123' })).toMatchObject({ code: 'noName' })
  expect(readWith({ township: '', village: '' })).toMatchObject({ field: 'township', code: 'noPlace' })
  expect(readWith({ township: '英山县温泉镇', village: '百丈河村' })).toMatchObject({
    field: 'village',
    code: 'noPlace',
  })
})

test('[K1] a village that two townships have, without a township, is no place', () => {
  expect(readWith({ township: '', village: '共和村' })).toMatchObject({
    outcome: 'wrong',
    code: 'noPlace',
    value: '共和村',
  })
})

test('[K1] a person with an uncertain village is taken in at the township', () => {
  expect(personOf({ village: '江家畈村' })).toMatchObject({ township: '421199100', village: null })
  expect(personOf({ village: '新辅村' })).toMatchObject({ township: '421199100', village: '421199100201' })
})

test('[K1] a name that is like two villages is read as neither, and not said to be read', () => {
  expect(readWith({ village: '大门坳' })).toMatchObject({
    outcome: 'read',
    person: { township: '421199100', village: null },
    warnings: [{ field: 'village', code: 'villageUnreadable' }],
  })
})

test('[K1] a wrong number is kept as written and the age gives the year of birth', () => {
  const person = personOf({ idNumber: '421123 195309302110' })
  expect(person).toMatchObject({ idNumber: null, idNumberRaw: '421123 195309302110', birth: { year: 1953 } })
})

test('[K1] a year of birth where the age should stand is the year of birth, and not the age it could be taken for', () => {
  expect(personOf({ idNumber: '', age: '1952年生' })).toMatchObject({ birth: { year: 1952 }, ageStated: null })
  expect(personOf({ idNumber: '', age: '七十三' })).toMatchObject({ birth: { year: 2022 - 73 }, ageStated: 73 })
  expect(personOf({ idNumber: '', age: '1952', birthDate: '1953.9.30' }).birth).toEqual({ day: '1953-09-30' })
})

test('[K1] a written date of birth goes before the age', () => {
  expect(personOf({ idNumber: '', birthDate: '1953.9.30' }).birth).toEqual({ day: '1953-09-30' })
})

test('[K1] the written sex stands against the number, which decides only where nothing is written', () => {
  expect(personOf({ sex: '女' }).sex).toBe('female')
  expect(personOf({ sex: '' }).sex).toBe('male')
  expect(personOf({ sex: '', idNumber: '' }).sex).toBe('unknown')
})

test('[K1] spaces inside a Chinese name are padding', () => {
  expect(personOf({ name: '张　三 ' }).name).toBe('张三')
  expect(personOf({ name: 'Anna  Smith' }).name).toBe('Anna Smith')
})

test('[K1] what is shown beside a warning has at most forty characters', () => {
  const read = readWith({ phone: `1${'2'.repeat(300)}` })
  expect(read.outcome === 'read' && read.warnings[0]?.value?.length).toBe(40)
})

test('[K1] kinds come from their column, from how someone lives and from dialysis', () => {
  const kinds = personOf({ kinds: '残疾人', living: '与残疾子女同住', disease: '慢性肾病（透析）' }).kinds
  expect(new Set(kinds)).toEqual(new Set(['disabled', 'onlyWithDisabledChildren', 'dialysis']))
})

test('[K1] control in its own column makes a disease stable', () => {
  expect(personOf({ diseaseControl: '控制良好' }).disease.class).toBe('stable')
  expect(codesOf({ diseaseControl: '时好时坏吧' })).toEqual(['controlUnclear'])
})
