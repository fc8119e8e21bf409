import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PlaceCode } from '../../shared/index.js'
import { dayOf } from '../testing.js'
import { type ComparablePerson, candidateKeys, changesAgainst, comparePersons, type PersonFields } from './index.js'

const township = '421199100' as PlaceCode
const village = '421199100201' as PlaceCode
const base: PersonFields = {
  name: '张三',
  sex: 'male',
  idNumber: '42112319530930211X',
  idNumberRaw: null,
  birth: { day: dayOf('1953-09-30') },
  phones: ['13912345678'],
  township,
  village,
  address: '',
  disease: { class: 'stabilityUnknown', names: ['高血压'] },
  vaccination: { class: 'full', raw: '两针' },
  living: 'alone',
  kinds: ['livingAlone'],
  remark: '',
}
const without = (more: Partial<PersonFields> = {}): PersonFields => ({
  ...base,
  idNumber: null,
  birth: { year: 1953 },
  ...more,
})

test('[K1] the same number and name are surely the same person, wherever they live', () => {
  const other = { ...base, village: null, phones: [], name: '张 三' }
  expect(comparePersons(base, other)).toBe('surely')
})

test('[K1] the same number under another name is for a person to decide', () => {
  expect(comparePersons(base, { ...base, name: '张山' })).toBe('perhaps')
})

test('[K1] two valid numbers are two people, unless telephone or a slip of the pen say perhaps', () => {
  const other = { ...base, idNumber: '421123196802140034', phones: [] }
  expect(comparePersons(base, other)).toBe('different')
  expect(comparePersons(base, { ...other, phones: base.phones })).toBe('perhaps')
  expect(comparePersons(base, { ...other, idNumber: '42112319530930213X' })).toBe('perhaps')
})

test('[K1] the same name and telephone are perhaps the same person, however far apart the ages are', () => {
  for (const year of [1930, 1956, 1999]) {
    expect(comparePersons(base, without({ birth: { year } }))).toBe('perhaps')
    expect(comparePersons(base, without({ birth: { year }, village: null }))).toBe('perhaps')
    expect(comparePersons(base, without({ birth: { year }, phones: [] }))).toBe('different')
  }
})

test.each([
  ['one digit', '42112319530930212X'],
  ['two digits', '42112319530935212X'],
  ['a swap', '42112319539030211X'],
  ['one digit left out', '4211231953093021X'],
])('[K1] in the same village a number wrong by %s is perhaps the same person', (_, idNumberRaw) => {
  const slip = without({ phones: [], idNumberRaw, birth: { year: 1960 } })
  expect(comparePersons(base, slip)).toBe('perhaps')
  expect(comparePersons(base, { ...slip, village: null })).toBe('different')
  expect(comparePersons(base, { ...slip, name: '李四' })).toBe('different')
})

test('[K1] without a number, name, village, sex, birth and telephone together are sure', () => {
  expect(comparePersons(base, without())).toBe('surely')
  expect(comparePersons(base, without({ phones: [] }))).toBe('perhaps')
  expect(comparePersons(base, without({ sex: 'female' }))).toBe('perhaps')
  expect(comparePersons(base, without({ birth: { year: 1955 } }))).toBe('perhaps')
  expect(comparePersons(base, without({ birth: { year: 1956 }, phones: [] }))).toBe('different')
  expect(comparePersons(base, without({ birth: null, phones: [] }))).toBe('perhaps')
  expect(comparePersons(base, without({ village: null }))).toBe('perhaps')
  expect(comparePersons(base, without({ village: null, phones: [] }))).toBe('different')
  expect(comparePersons(base, without({ name: '李四' }))).toBe('different')
})

test('[K1] the same wrongly written number in the same village is sure', () => {
  const raw = without({ phones: [], idNumberRaw: '421123195309302' })
  expect(comparePersons(raw, { ...raw, idNumberRaw: '421123 195309302' })).toBe('surely')
})

const anyPerson: fc.Arbitrary<ComparablePerson> = fc.record({
  name: fc.constantFrom('张三', '张 三', '李四'),
  sex: fc.constantFrom('male', 'female', 'unknown'),
  idNumber: fc.constantFrom(null, '42112319530930211X', '42112319530930213X', '421123196802140034'),
  idNumberRaw: fc.constantFrom(null, '1', '2', '42112319530930212X'),
  birth: fc.constantFrom(null, { year: 1953 }, { year: 1954 }, { year: 1960 }, { day: dayOf('1953-09-30') }),
  phones: fc.subarray(['1', '2', '3']),
  township: fc.constant(township),
  village: fc.constantFrom(null, village, '421199100202' as PlaceCode),
})

test('[K1] entries that are not different share a key, so that comparing within keys misses nobody', () => {
  fc.assert(
    fc.property(anyPerson, anyPerson, (a, b) => {
      if (comparePersons(a, b) === 'different') return
      expect(candidateKeys(a).some((key) => candidateKeys(b).includes(key))).toBe(true)
    }),
    { numRuns: 3000 },
  )
})

test('[K1] the same name and telephone are at least perhaps, and a wrong age alone never makes them sure', () => {
  fc.assert(
    fc.property(anyPerson, anyPerson, fc.integer({ min: 3, max: 80 }), (a, b, years) => {
      const other = { ...b, name: a.name, phones: ['1'] }
      const found = comparePersons({ ...a, phones: ['1'] }, other)
      expect(found).not.toBe('different')
      const old = { ...a, phones: ['1'], idNumber: null, birth: { year: 1953 } }
      expect(comparePersons(old, { ...other, birth: { year: 1953 + years } })).toBe('perhaps')
    }),
    { numRuns: 2000 },
  )
})

test('[K1] comparing is the same both ways', () => {
  fc.assert(
    fc.property(anyPerson, anyPerson, (a, b) => comparePersons(a, b) === comparePersons(b, a)),
    { numRuns: 2000 },
  )
})

test('[K1] the same row again changes nothing', () => {
  expect(changesAgainst(base, base)).toEqual({ outcome: 'same' })
  expect(changesAgainst(base, structuredClone(base))).toEqual({ outcome: 'same' })
})

test('[K1] a blank cell never erases what is known', () => {
  const blank: PersonFields = {
    ...base,
    sex: 'unknown',
    idNumber: null,
    birth: null,
    phones: [],
    village: null,
    disease: { class: 'unknown', names: [] },
    vaccination: { class: 'unknown', raw: '' },
    living: 'unknown',
    kinds: [],
  }
  const known = { ...base, address: '3组', remark: '听力差' }
  expect(changesAgainst(known, blank)).toEqual({ outcome: 'same' })
})

test('[K1] telephones and kinds are added', () => {
  const read = { ...base, phones: ['13812345678'], kinds: ['dialysis'] as const }
  expect(changesAgainst(base, read)).toEqual({
    outcome: 'changed',
    changes: [
      { field: 'phones', from: ['13912345678'], to: ['13912345678', '13812345678'] },
      { field: 'kinds', from: ['livingAlone'], to: ['livingAlone', 'dialysis'] },
    ],
  })
})

test('[K1] what is no telephone number is kept as written, and a row without any says nothing about it', () => {
  const known = { ...base, phonesUnread: ['1829004774'] }
  expect(changesAgainst(known, base)).toEqual({ outcome: 'same' })
  expect(changesAgainst(known, structuredClone(known))).toEqual({ outcome: 'same' })
  expect(changesAgainst(known, { ...base, phonesUnread: ['问邻居'] })).toMatchObject({
    changes: [{ field: 'phonesUnread', to: ['1829004774', '问邻居'] }],
  })
})

test('[K1] the same disease without its control does not undo a known control, another disease does', () => {
  const known = { ...base, disease: { class: 'stable', names: ['高血压'] } as const }
  expect(changesAgainst(known, base)).toEqual({ outcome: 'same' })
  const worse = { ...base, disease: { class: 'unstable', names: ['高血压'] } as const }
  expect(changesAgainst(known, worse)).toMatchObject({ outcome: 'changed' })
  const more = { ...base, disease: { class: 'stabilityUnknown', names: ['高血压', '冠心病'] } as const }
  expect(changesAgainst(known, more)).toMatchObject({ changes: [{ field: 'disease', to: more.disease }] })
})

test('[K1] a year reckoned from an age does not replace a date of birth', () => {
  expect(changesAgainst(base, { ...base, birth: { year: 1950 } })).toEqual({ outcome: 'same' })
  expect(changesAgainst(without(), without({ birth: { year: 1954 } }))).toEqual({ outcome: 'same' })
  expect(changesAgainst(without(), base)).toMatchObject({ outcome: 'changed' })
})

test('[K1] a valid number takes the place of one written wrongly', () => {
  const known = without({ idNumberRaw: '421123195309302' })
  const result = changesAgainst(known, { ...base, birth: { year: 1953 } })
  expect(result).toEqual({
    outcome: 'changed',
    changes: [
      { field: 'idNumber', from: null, to: base.idNumber },
      { field: 'idNumberRaw', from: '421123195309302', to: null },
    ],
  })
})

test('[K1] a move to another township leaves the old village behind', () => {
  const moved = { ...base, township: '421199101' as PlaceCode, village: null }
  expect(changesAgainst(base, moved)).toMatchObject({
    changes: [{ field: 'township' }, { field: 'village', to: null }],
  })
})
