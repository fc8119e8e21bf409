import { expect, test } from 'vitest'
import type { NamePart } from './parts.js'
import { nameParts, nameQuery, numberParts, numberQuery, phoneParts, phoneQuery } from './parts.js'

const finds = (stored: readonly NamePart[], typed: readonly NamePart[]): boolean =>
  typed.length > 0 && typed.every(({ kind, text }) => stored.some((part) => part.kind === kind && part.text === text))

for (const [name, typed] of [
  ['张德明', '张'],
  ['张德明', '德明'],
  ['张德明', '张德明'],
  ['张德明', ' 张 德明 '],
  ['张 德明', '张德明'],
  ['欧阳德明', '欧阳'],
  ['欧阳德明', '欧阳德'],
  ['欧阳德明', '阳德明'],
  ['買買提·艾力', '艾力'],
  ['José García', 'garcia'],
  ['José García', 'GARCIA jose'],
  ['张德明 Zhang', 'zhang 德明'],
  ['𠮷田', '𠮷'],
] as const)
  test(`${name} is found by ${typed}`, () => expect(finds(nameParts(name), nameQuery(typed))).toBe(true))

for (const [name, typed] of [
  ['张德明', '张明'],
  ['张德明', '李'],
  ['张德明', '  '],
  ['José', 'jos'],
] as const)
  test(`${name} is not found by ${JSON.stringify(typed)}`, () =>
    expect(finds(nameParts(name), nameQuery(typed))).toBe(false))

test('a name of three characters has six pieces', () => {
  expect(nameParts('张德明').map(({ text }) => text)).toEqual(['张德明', '张', '张德', '德明', '明', '德'])
})

test('a very long name has at most 64 pieces', () => {
  expect(nameParts('买买提艾力'.repeat(40)).length).toBeLessThanOrEqual(64)
})

test('a phone is found whole, with or without the country code, and by its last four digits', () => {
  const stored = phoneParts('+86 138-0013-8000')
  for (const typed of ['13800138000', '8613800138000', '0086 13800138000', '１３８００１３８０００', '8000'])
    expect(finds(stored, phoneQuery(typed))).toBe(true)
  expect(finds(stored, phoneQuery('3800'))).toBe(false)
  expect(phoneParts('none')).toEqual([])
})

test('an identity number is found whole and by its last four or six, in either case', () => {
  const stored = numberParts('42112319491231002x')
  for (const typed of ['42112319491231002X', '421123 19491231 002x', '002x', '31002X'])
    expect(finds(stored, numberQuery(typed))).toBe(true)
  expect(finds(stored, numberQuery('421123'))).toBe(false)
})
