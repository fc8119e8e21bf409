import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Day } from '../../shared/index.js'
import { gtinCheckDigitOf } from '../catalogue/index.js'
import { readScan, readScanDay } from './index.js'

const today = '2026-11-23' as Day
const gs = String.fromCharCode(29)
const read = (text: string) => {
  const result = readScan(text, today)
  return 'fault' in result ? result.fault : result.scan
}
const gtin = '09506000134352' // GS1's own example

test('[E9] the same pack reads the same with separators, with brackets and as a link', () => {
  const all = { gtin, lot: 'ABC123', expiry: '2027-06-30', serial: 'S-1', quantity: null }
  expect(read(`]d201${gtin}17270630${'10'}ABC123${gs}21S-1`)).toEqual(all)
  expect(read(`${gs}01${gtin}10ABC123${gs}1727063021S-1\r\n`)).toEqual(all)
  expect(read(`(01)${gtin}(17)270630(10)ABC123(21)S-1`)).toEqual(all)
  expect(read(`https://id.gs1.org/01/${gtin}/10/ABC123/21/S-1?17=270630&linkType=all`)).toEqual(all)
  expect(read('https://example.org/some/01/9506000134352/10/ABC123/21/S-1?17=270630')).toEqual(all)
})

test('[E9] a plain GTIN or EAN-13 says the product and leaves the rest blank', () => {
  const blank = { lot: null, expiry: null, serial: null, quantity: null }
  expect(read('6901234567892')).toEqual({ gtin: '06901234567892', ...blank })
  expect(read(' 690 1234 567892 ')).toEqual({ gtin: '06901234567892', ...blank })
  expect(read('6901234567893')).toEqual({ why: 'checkDigit', element: '' })
})

test('[E9] what is wrong with a label is said with its element', () => {
  expect(read('')).toEqual({ why: 'nothing', element: '' })
  expect(read('01095060001343531727063010A')).toEqual({ why: 'checkDigit', element: '01' })
  expect(read('01095060001')).toEqual({ why: 'length', element: '01' })
  expect(read(`01${gtin}17271330`)).toEqual({ why: 'date', element: '17' })
  expect(read(`01${gtin}17270231`)).toEqual({ why: 'date', element: '17' })
  expect(read(`01${gtin}10${'A'.repeat(21)}`)).toEqual({ why: 'length', element: '10' })
  expect(read(`01${gtin}10批号`)).toEqual({ why: 'character', element: '10' })
  expect(read(`01${gtin}10A${gs}10B`)).toEqual({ why: 'twice', element: '10' })
  expect(read(`01${gtin}37x`)).toEqual({ why: 'character', element: '37' })
  expect(read('hello')).toEqual({ why: 'unknown', element: 'he' })
  expect(read('(17)270630 and more (xx)')).toEqual({ why: 'length', element: '17' })
  expect(read('https://id.gs1.org/about')).toEqual({ why: 'nothing', element: '' })
  expect(read(`https://id.gs1.org/01/${gtin}/10/%zz`)).toEqual({ why: 'character', element: '10' })
})

test('[E9] elements that are not ours are passed over by their length, and a number of pieces is read', () => {
  const { quantity, lot } = read(`00006141411234567890${'02'}${gtin}3103000500${'37'}24${gs}10L7${gs}240X1`) as {
    quantity: number
    lot: string
  }
  expect([quantity, lot]).toEqual([24, 'L7'])
})

test('[E9] day 00 is the last of the month, also of February; the century is the one nearest to today', () => {
  const day = (text: string, on = today) => readScanDay(text, on)
  expect(day('280200')).toBe('2028-02-29')
  expect(day('270200')).toBe('2027-02-28')
  expect(day('270400')).toBe('2027-04-30')
  expect([day('760101'), day('770101')]).toEqual(['2076-01-01', '1977-01-01'])
  expect(day('000131', '1998-05-01' as Day)).toBe('2000-01-31')
  expect(day('991231', '2050-05-01' as Day)).toBe('2099-12-31')
})

const codeText = fc.stringMatching(/^[!"%&'*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/)
const gtins = fc.stringMatching(/^[1-9]\d{12}$/).map((digits) => `${digits}${gtinCheckDigitOf(digits)}`)

test('[E9] whatever was printed is read back, in any order of its elements', () => {
  const label = fc.record({
    gtin: gtins,
    lot: codeText,
    serial: codeText,
    order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
  })
  fc.assert(
    fc.property(label, ({ gtin: number, lot, serial, order }) => {
      const parts = [`01${number}`, `10${lot}${gs}`, `21${serial}${gs}`, '17300115']
      const text = order.map((i) => parts[i]).join('')
      expect(read(text)).toEqual({ gtin: number, lot, serial, expiry: '2030-01-15', quantity: null })
    }),
    { numRuns: 1_000 },
  )
})

test('[E9] no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      readScan(text, today)
      readScan(`01${gtin}${text}`, today)
      readScan(`https://a/${text}`, today)
    }),
    { numRuns: 3_000 },
  )
})
