import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PlaceCode } from '../../shared/index.js'
import { dayOf } from '../testing.js'
import { differingFields, mergedByChoice, mergeFields, type PersonFields } from './index.js'

const known: PersonFields = {
  name: '张三',
  sex: 'male',
  idNumber: null,
  idNumberRaw: '42112319530930211',
  birth: { year: 1953 },
  phones: ['13912345678'],
  township: '421199100' as PlaceCode,
  village: '421199100201' as PlaceCode,
  address: '',
  disease: { class: 'stable', names: ['高血压'] },
  vaccination: { class: 'full', raw: '两针' },
  living: 'unknown',
  kinds: ['livingAlone'],
  remark: '听力差',
}
const blank: PersonFields = {
  ...known,
  sex: 'unknown',
  idNumberRaw: null,
  birth: null,
  phones: [],
  village: null,
  disease: { class: 'unknown', names: [] },
  vaccination: { class: 'unknown', raw: '' },
  remark: '',
}

test('[K1] a side that is only blank does not differ, and takes nothing away', () => {
  expect(differingFields(known, blank)).toEqual([])
  expect(mergedByChoice(known, blank, {})).toEqual(known)
  expect(differingFields(blank, known)).toEqual([])
  expect(mergedByChoice(blank, known, {}).disease).toEqual(known.disease)
})

test('[K1] diseases and remarks of both are kept unless one is chosen, by the more careful reading', () => {
  const read = { ...known, disease: { class: 'unstable', names: ['冠心病'] } as const, remark: '住二楼' }
  expect(differingFields(known, read)).toEqual(['disease', 'remark'])
  expect(mergedByChoice(known, read, {})).toMatchObject({
    disease: { class: 'unstable', names: ['高血压', '冠心病'] },
    remark: '听力差；住二楼',
  })
  expect(mergedByChoice(known, read, { disease: 'read', remark: 'known' })).toMatchObject({
    disease: read.disease,
    remark: '听力差',
  })
})

test('[K1] a valid number takes the place of a wrong one and brings its birth; what is known stands otherwise', () => {
  const read = { ...known, idNumber: '42112319580930211X', idNumberRaw: null, birth: { day: dayOf('1958-09-30') } }
  expect(differingFields(known, read)).toEqual(['idNumber'])
  expect(mergedByChoice(known, read, {})).toMatchObject({
    idNumber: read.idNumber,
    idNumberRaw: null,
    birth: read.birth,
  })
  expect(mergedByChoice(known, read, { idNumber: 'known' })).toMatchObject({ idNumber: null, birth: known.birth })
})

const anyPerson: fc.Arbitrary<PersonFields> = fc.record({
  name: fc.constantFrom('张三', '张叁'),
  sex: fc.constantFrom('male', 'female', 'unknown'),
  idNumber: fc.constantFrom(null, 'A', 'B'),
  idNumberRaw: fc.constant(null),
  birth: fc.constantFrom(null, { year: 1953 }, { year: 1960 }, { day: dayOf('1953-09-30') }),
  phones: fc.subarray(['1', '2', '3']),
  township: fc.constant(known.township),
  village: fc.constantFrom(null, known.village, '421199100202' as PlaceCode),
  address: fc.constantFrom('', '3组'),
  disease: fc.constantFrom(known.disease, blank.disease, { class: 'none', names: [] } as const),
  vaccination: fc.constantFrom(known.vaccination, blank.vaccination),
  living: fc.constantFrom('alone', 'unknown', 'notAlone'),
  kinds: fc.constantFrom([], ['dialysis'] as const),
  remark: fc.constantFrom('', '甲', '乙'),
})

test('[K1] one record of two says each differing field as was chosen and loses no telephone; of one and the same nothing changes', () => {
  fc.assert(
    fc.property(anyPerson, anyPerson, fc.boolean(), (a, b, readSide) => {
      const side = readSide ? ('read' as const) : ('known' as const)
      const chosen = Object.fromEntries(mergeFields.map((field) => [field, side]))
      const after = mergedByChoice(a, b, chosen)
      for (const phone of [...a.phones, ...b.phones]) expect(after.phones).toContain(phone)
      const from = readSide ? b : a
      for (const field of differingFields(a, b)) {
        if (field === 'birthDate') expect(after.birth).toEqual(from.birth)
        else expect(after[field]).toEqual(from[field])
      }
      expect(differingFields(a, a)).toEqual([])
      expect(mergedByChoice(a, a, {})).toEqual(a)
    }),
    { numRuns: 1000 },
  )
})
