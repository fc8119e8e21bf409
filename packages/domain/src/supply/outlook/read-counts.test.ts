import { expect, test } from 'vitest'
import { placeOfCode, readCounts } from './index.js'

const places = { places: new Set(['42', '4201', '429004', '44']), reaches: () => true }
const rowsOf = (...lines: readonly string[]) => lines.map((line, i) => ({ number: i + 1, cells: line.split(',') }))
const head = 'date,province_code,city_code,province,city,confirmed,recovered,deaths'

test('[E2] a file of open counts is read as it is: city, province or the nation, by their codes', () => {
  const read = readCounts(
    rowsOf(
      head,
      '2020-01-10,,,,,41,2,1',
      '2020-01-10,420000,,湖北省,,41,2,1',
      '2020-01-10,420000,420100,湖北省,武汉市,41,,1',
    ),
    places,
  )
  expect(read?.wrong).toEqual([])
  expect(read?.lines.map(({ place, confirmed, recovered }) => [place, confirmed, recovered])).toEqual([
    ['', 41, 2],
    ['42', 41, 2],
    ['4201', 41, null],
  ])
})

test('[E2] a county that reports to its province stands by its six digits', () => {
  expect([placeOfCode('420000'), placeOfCode('420100'), placeOfCode('429004')]).toEqual(['42', '4201', '429004'])
})

test('[E2] wrong rows are named with row, column and what stands there, and the others are read', () => {
  const read = readCounts(
    rowsOf(
      head,
      '2020-02-30,,,,,41,2,1',
      '2020-01-11,990000,,某省,,41,2,1',
      '2020-01-12,,,,,四十一,2,1',
      '2020-01-13,,,,,-5,2,1',
      '2020-01-14,,,,,41,2,1',
      '2020-01-14,,,,,42,2,1',
    ),
    places,
  )
  expect(read?.lines).toHaveLength(1)
  expect(read?.wrong).toEqual([
    { row: 2, column: 'day', why: 'day', value: '2020-02-30' },
    { row: 3, column: 'province', why: 'place', value: '990000' },
    { row: 4, column: 'confirmed', why: 'number', value: '四十一' },
    { row: 5, column: 'confirmed', why: 'number', value: '-5' },
    { row: 7, column: 'day', why: 'twice', value: '2020-01-14' },
  ])
})

test('[E2] Chinese headings, full-width digits and other ways to write a day are read; a file of something else is none', () => {
  const read = readCounts(rowsOf('日期,区划代码,累计确诊', '2020年1月9日,４２,１，２３４', '2020/1/10,42,56'), places)
  expect(read?.lines.map(({ day, confirmed }) => [day, confirmed])).toEqual([
    ['2020-01-09', 1_234],
    ['2020-01-10', 56],
  ])
  expect(readCounts(rowsOf('姓名,电话', '张三,1'), places)).toBeNull()
  expect(readCounts([], places)).toBeNull()
})

test('[E2] [X2] rows of places that are not the reader’s are left out and named as such', () => {
  const own = { ...places, reaches: (place: string) => place.startsWith('42') }
  const read = readCounts(rowsOf(head, '2020-01-10,,,,,41,2,1', '2020-01-10,420000,,湖北省,,41,2,1'), own)
  expect(read?.lines.map(({ place }) => place)).toEqual(['42'])
  expect(read?.wrong).toMatchObject([{ row: 2, why: 'outside' }])
})
