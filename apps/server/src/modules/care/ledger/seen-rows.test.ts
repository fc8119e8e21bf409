import { type ComparablePerson, candidateKeys } from '@lianfang/domain/care'
import type { Day, PlaceCode } from '@lianfang/domain/shared'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeSeenRows, type SeenRow } from './seen-rows.js'

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null })
const person: fc.Arbitrary<ComparablePerson> = fc.record({
  name: fc.oneof(fc.constantFrom('王伟', '李秀英', '阿卜杜拉·买买提'), fc.string({ unit: 'binary', maxLength: 12 })),
  sex: fc.constantFrom('male' as const, 'female' as const, 'unknown' as const),
  idNumber: maybe(fc.constantFrom('42112319450213165X', '421123195001010025')),
  idNumberRaw: maybe(fc.constantFrom('4211231945', '9 9')),
  birth: maybe(
    fc.oneof(
      fc.record({ day: fc.constant('1945-02-13' as Day) }),
      fc.record({ year: fc.integer({ min: 1900, max: 2023 }) }),
    ),
  ),
  phones: fc.array(fc.constantFrom('15500000001', '15500000002', '0713-1234567'), { maxLength: 3 }),
  township: fc.constant('421123100' as PlaceCode),
  village: maybe(fc.constantFrom('421123100001' as PlaceCode, '421123100002' as PlaceCode)),
})

test('[K1] every earlier row that shares a key is found again as it was, in the order of the file', () => {
  fc.assert(
    fc.property(fc.array(person, { maxLength: 40 }), person, (people, asked) => {
      const seen = makeSeenRows()
      const rows: SeenRow[] = people.map((p, i) => ({
        row: i + 2,
        person: p,
        id: i % 3 === 0 ? null : `p${i}`,
        isNew: i % 2 === 0,
      }))
      for (const row of rows) seen.add(row)
      const keys = new Set(candidateKeys(asked))
      const expected = rows.filter((r) => candidateKeys(r.person).some((key) => keys.has(key)))
      const found = seen.near(asked)
      // Keys that meet by chance may bring others; none that shares a key may be missing.
      expect(found.filter((f) => expected.some((e) => e.row === f.row))).toEqual(expected)
      expect(found.map((f) => f.row)).toEqual(found.map((f) => f.row).sort((a, b) => a - b))
    }),
    { numRuns: 300 },
  )
})

test('[K1] a name of ten thousand letters and rows beyond one page are kept whole', () => {
  const seen = makeSeenRows()
  const long = {
    name: '长'.repeat(10_000),
    sex: 'male',
    idNumber: null,
    idNumberRaw: null,
    birth: null,
    phones: [],
    township: '421123100',
    village: '421123100001',
  } as unknown as ComparablePerson
  for (let row = 1; row <= 60; row += 1)
    seen.add({ row, person: { ...long, name: `${long.name}${row}` }, id: null, isNew: false })
  const [found] = seen.near({ ...long, name: `${long.name}57` })
  expect(found?.row).toBe(57)
  expect(found?.person.name).toHaveLength(10_002)
})
