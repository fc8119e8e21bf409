import { expect, test } from 'vitest'
import { recallSearch, storeListSearch, storeSearch } from './search-supply.js'

const item = '0197c0de-0000-7000-8000-000000000001'

test('an address of a store keeps what is understood and leaves out the rest', () => {
  expect(storeSearch({ place: '421123', tab: 'stock', show: 'held', within: '30', kind: 'ecmo' })).toEqual({
    place: '421123',
    tab: 'stock',
    show: 'held',
    within: '30',
    kind: 'ecmo',
  })
  expect(
    storeSearch({
      tab: 'nothing',
      show: 'all',
      within: '-1',
      kind: 'Ü',
      what: 'x',
      from: '2020',
      item: '1',
      movement: item,
    }),
  ).toEqual({ movement: item })
})

test('a figure says nothing without the kind it is of; a list keeps nothing of one store', () => {
  expect(storeListSearch({ figure: 'expired' })).toEqual({})
  expect(storeListSearch({ has: 'ecmo', figure: 'expired', tab: 'book', item })).toEqual({
    has: 'ecmo',
    figure: 'expired',
  })
})

test('a new recall begins with what its address names', () => {
  const asked = { recalls: 'lifted', kind: 'mask-surgical', code: 'M1', product: 'none', serial: '' }
  expect(recallSearch(asked)).toEqual({ recalls: 'lifted', kind: 'mask-surgical', code: 'M1' })
})
