import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inForce, isReadable, policyRules, seedValues, supplyValues } from '../../policy/index.js'
import { addDays, type Day, NATION, type PlaceCode } from '../../shared/index.js'
import { forecastUse, grassrootsItems, type PlaceOutlook } from './index.js'

const today = '2023-01-29' as Day // written out here
const county = '421123' as PlaceCode
const prefecture = '4211' as PlaceCode
const gate = supplyValues(inForce(policyRules, seedValues, { place: NATION, day: today })).grassroots
if (gate.state !== 'open') throw new Error('the group is closed')
const { values } = gate

const outlook = (rest: Partial<PlaceOutlook> = {}): PlaceOutlook => ({
  ...{ place: county, lastDay: addDays(today, -1), next: Array.from({ length: 14 }, () => 560), residents: 560_000 },
  ...rest,
})
const use = (outlooks: readonly PlaceOutlook[], population: number | null = 2_000) =>
  forecastUse('antipyretic', { outlooks, population, today }, values)

test('[K9, SUP-GRASS-14] 560 cases a day among 560,000 people are two courses a day for a clinic of 2,000', () => {
  expect(use([outlook()])).toEqual({
    state: 'known',
    perDay: 2,
    from: {
      ...{ place: county, lastDay: '2023-01-28', days: 14, casesPerDay: 560 },
      ...{ served: 2_000, residents: 560_000, coursesPerCase: 1 },
    },
  })
  const twice = { ...values, coursesPerCase: [{ item: 'antipyretic', courses: 2 }] }
  expect(forecastUse('antipyretic', { outlooks: [outlook()], population: 2_000, today }, twice)).toMatchObject({
    perDay: 4,
  })
})

test('[K9, SUP-GRASS-13] days that are over count no more, and after a week the outlook tells nothing', () => {
  const rising = Array.from({ length: 14 }, (_, i) => i)
  const ago = (days: number) => use([outlook({ lastDay: addDays(today, -days), next: rising })])
  // Counted yesterday: today is the first day ahead. Counted a week ago: six days are over, eight are left.
  expect(ago(1)).toMatchObject({ from: { days: 14, casesPerDay: 6.5 } })
  expect(ago(7)).toMatchObject({ from: { days: 8, casesPerDay: 9.5 } })
  expect(ago(8)).toEqual({ state: 'unknown', why: 'outlookOld' })
})

test('[K9] the nearest place that tells is asked; what nobody counted or said is named', () => {
  const wide = outlook({ place: prefecture, residents: 5_600_000 })
  expect(use([wide, outlook()])).toMatchObject({ from: { place: county } })
  expect(use([outlook({ lastDay: addDays(today, -30) }), wide])).toMatchObject({ from: { place: prefecture } })
  expect(use([])).toEqual({ state: 'unknown', why: 'noOutlook' })
  expect(use([outlook()], null)).toEqual({ state: 'unknown', why: 'populationUnknown' })
  expect(use([outlook({ residents: null })])).toEqual({ state: 'unknown', why: 'residentsUnknown' })
})

test('[K9] whatever the outlook: use is never less than nothing, and never more than the whole place takes', () => {
  const days = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 14, maxLength: 14 })
  fc.assert(
    fc.property(
      days,
      fc.integer({ min: 0, max: 7 }),
      fc.integer({ min: 1, max: 10_000_000 }),
      (next, ago, population) => {
        const told = use([outlook({ next, lastDay: addDays(today, -ago) })], population)
        if (told.state !== 'known') throw new Error('it tells')
        expect(told.perDay).toBeGreaterThanOrEqual(0)
        expect(told.perDay).toBeLessThanOrEqual(Math.max(...next) + 1e-6)
      },
    ),
  )
})

test('[X3, SUP-GRASS-14] courses of a case name each item of the list once', () => {
  const rule = policyRules.find(({ id }) => id === 'SUP-GRASS-14')
  if (rule === undefined) throw new Error('no rule')
  const lines = grassrootsItems.map((item) => `${item} 1.5`)
  expect(isReadable(rule, lines)).toBe(true)
  expect(isReadable(rule, lines.slice(1))).toBe(false)
  expect(isReadable(rule, [...lines, 'antipyretic 2'])).toBe(false)
  expect(isReadable(rule, [...lines.slice(1), 'chinesePatent many'])).toBe(false)
})
