import { expect, test } from 'vitest'
import { en } from './en.js'
import { firstLanguage } from './language.js'
import { zhCN } from './zh-CN.js'

test('the choice on this device comes before the browser', () => {
  expect(firstLanguage('en', ['zh-CN'])).toBe('en')
  expect(firstLanguage(null, ['zh-TW', 'en'])).toBe('zh-CN')
  expect(firstLanguage('xx', ['fr'])).toBe('en')
})

const keys = (value: object, at = ''): string[] =>
  Object.entries(value).flatMap(([key, v]) =>
    typeof v === 'object' ? keys(v as object, `${at}${key}.`) : [`${at}${key}`],
  )

test('both languages have the same sentences', () => {
  expect(keys(en).sort()).toEqual(keys(zhCN).sort())
})
