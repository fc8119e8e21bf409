import { expect, test } from 'vitest'
import { ancestorsOf, countyOf, levelOf, NATION, type PlaceCode, parsePlaceCode, townshipOf, within } from './index.js'

const code = (text: string): PlaceCode => parsePlaceCode(text) ?? NATION

test('a code lies in every beginning of it that is a level', () => {
  expect(ancestorsOf(code('421123100201'))).toEqual(['421123100', '421123', '4211', '42', ''])
  expect(ancestorsOf(NATION)).toEqual([])
})

test('the length of a code is its level', () => {
  expect(['', '42', '4211', '421123', '421123100', '421123100201'].map((text) => levelOf(code(text)))).toEqual([
    'nation',
    'province',
    'prefecture',
    'county',
    'township',
    'village',
  ])
  expect(['4', '421', '42112310', '42x1', '4211231002011'].map(parsePlaceCode)).toEqual([null, null, null, null, null])
})

test.each([
  ['a county run by the province (仙桃)', '429004001', '429004', '4290'],
  ['a city without counties (东莞)', '441900003', '441900', '4419'],
  ['a city without counties (中山)', '442000001', '442000', '4420'],
  ['a city of the corps (石河子)', '659001001', '659001', '6590'],
])('in %s the township lies in its pseudo-levels by its beginning', (_, township, county, prefecture) => {
  expect(countyOf(code(township))).toBe(county)
  expect(townshipOf(code(township))).toBe(township)
  expect(ancestorsOf(code(township)).slice(0, 2)).toEqual([county, prefecture])
  expect(within(code(prefecture), code(township))).toBe(true)
})

test('a place contains itself, the nation contains all, a neighbour contains nothing', () => {
  expect(within(code('421123'), code('421123'))).toBe(true)
  expect(within(NATION, code('421123100201'))).toBe(true)
  expect(within(code('421124'), code('421123100'))).toBe(false)
  expect(within(code('421123100'), code('421123'))).toBe(false)
})
