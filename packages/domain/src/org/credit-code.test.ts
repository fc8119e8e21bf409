import fc from 'fast-check'
import { expect, test } from 'vitest'
import { creditCheckCharacterOf, readCreditCode } from './index.js'

const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
const first17 = fc
  .tuple(
    fc.array(fc.constantFrom(...alphabet), { minLength: 2, maxLength: 2 }),
    fc.stringMatching(/^\d{6}$/),
    fc.array(fc.constantFrom(...alphabet), { minLength: 9, maxLength: 9 }),
  )
  .map(([sort, region, body]) => `${sort.join('')}${region}${body.join('')}`)
const complete = (digits: string): string => digits + (creditCheckCharacterOf(digits) ?? '?')

test('[GB 32100] codes published by their holders have their check character', () => {
  for (const code of ['91350100M000100Y43', '9144030071526726XG', '91110000802100433B']) {
    expect(readCreditCode(code)).toBe(code)
  }
})

test('[GB 32100] every completed code is read, also in small letters, with spaces and in full width', () => {
  fc.assert(
    fc.property(first17, (digits) => {
      const code = complete(digits)
      expect(readCreditCode(code)).toBe(code)
      expect(readCreditCode(` ${code.slice(0, 8)} ${code.slice(8).toLowerCase()}-`)).toBe(code)
    }),
  )
  expect(readCreditCode('９１３５０１００Ｍ０００１００Ｙ４３')).toBe('91350100M000100Y43')
})

test('[GB 32100] one wrong character is always found out', () => {
  fc.assert(
    fc.property(first17, fc.nat(17), fc.constantFrom(...alphabet), (digits, at, other) => {
      const code = complete(digits)
      fc.pre(code.charAt(at) !== other)
      expect(readCreditCode(code.slice(0, at) + other + code.slice(at + 1))).toBeNull()
    }),
  )
})

test('[GB 32100] letters that are not of the alphabet, a wrong length and nothing are no code', () => {
  for (const raw of ['', '91350100M000100Y4', '91350100M000100Y433', '9135010IM000100Y43', '9135O100M000100Y43']) {
    expect(readCreditCode(raw)).toBeNull()
  }
})
