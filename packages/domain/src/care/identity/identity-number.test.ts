import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../shared/index.js'
import { dayOf } from '../testing.js'
import { checkCharacterOf, readIdentityNumber } from './index.js'

const notAfter = dayOf('2023-01-10')
const read = (raw: string) => readIdentityNumber(raw, { notAfter })
const complete = (digits17: string) => digits17 + checkCharacterOf(digits17)
const valid = complete('42112319530930211')
const reasonOf = (raw: string) => {
  const result = read(raw)
  return result.state === 'wrong' ? result.reason : result.state
}

test('[GB 11643] the example of the standard has its check character', () => {
  expect(checkCharacterOf('11010519491231002')).toBe('X')
  expect(read('11010519491231002X')).toMatchObject({
    state: 'valid',
    birth: '1949-12-31',
    sex: 'female',
    region: '110105',
  })
})

test('[GB 11643] spaces, hyphens, full-width digits, an apostrophe and a small x are only spelling', () => {
  for (const written of [
    ' 110105 19491231002x',
    '110105-19491231-002X',
    '１１０１０５１９４９１２３１００２ｘ',
    "'11010519491231002X",
  ]) {
    expect(read(written)).toMatchObject({ state: 'valid', number: '11010519491231002X', form: 'standard' })
  }
})

test('[GB 11643] what is wrong is named', () => {
  expect(reasonOf(valid.slice(0, 17))).toBe('length')
  expect(reasonOf(`${valid}1`)).toBe('length')
  expect(reasonOf('42112319530930****')).toBe('characters')
  expect(reasonOf('4.21123E+17')).toBe('characters')
  expect(reasonOf(complete('42112319530231211'))).toBe('birthDate')
  expect(reasonOf(complete('42112320300101211'))).toBe('future')
  expect(reasonOf('')).toBe('missing')
  expect(reasonOf('无')).toBe('missing')
})

test('[GB 11643] one wrong digit or two neighbours exchanged are found', () => {
  const number = fc
    .tuple(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 999 }))
    .map(([days, order]) => {
      const birth = addDays(dayOf('1910-01-01'), days).replaceAll('-', '')
      return complete(`421123${birth}${String(order).padStart(3, '0')}`)
    })
  fc.assert(
    fc.property(number, fc.nat(16), fc.nat(9), (good, at, digit) => {
      fc.pre(good.charAt(at) !== String(digit))
      expect(read(good).state).toBe('valid')
      expect(read(good.slice(0, at) + String(digit) + good.slice(at + 1)).state).toBe('wrong')
      const exchanged = good.slice(0, at) + good.charAt(at + 1) + good.charAt(at) + good.slice(at + 2)
      if (exchanged !== good) expect(read(exchanged).state).toBe('wrong')
    }),
    { numRuns: 2000 },
  )
})

test('[GB 11643] fifteen digits of a number that was cut are wrong in length', () => {
  expect(reasonOf('421123195309232')).toBe('length')
  expect(reasonOf('421123196705035')).toBe('length')
  // 2001-05.. read as an old number would be a real day of 1920: the stated age tells.
  const cut = { notAfter, statedAge: { years: 21, on: notAfter } }
  expect(readIdentityNumber('421123200105121', cut)).toMatchObject({ state: 'wrong', reason: 'length' })
  expect(reasonOf('421123200105121')).toBe('length')
})

test('[GB 11643] an old number of fifteen digits is converted when its age agrees', () => {
  const old = { notAfter, statedAge: { years: 69, on: notAfter } }
  const expected = {
    state: 'valid',
    form: 'old15',
    birth: '1953-09-30',
    number: complete('42112319530930211'),
    sex: 'male',
  }
  expect(readIdentityNumber('421123530930211', old)).toMatchObject(expected)
  expect(read('421123530930211')).toMatchObject(expected)
  const other = { notAfter, statedAge: { years: 40, on: notAfter } }
  expect(readIdentityNumber('421123530930211', other)).toMatchObject({ state: 'wrong', reason: 'length' })
})
