import { expect, test } from 'vitest'
import { grassrootsSearch, labelSearch, orderSearch } from './search-grassroots.js'

test('[K9] what is not understood in the address of the clinics is left out', () => {
  const asked = { kind: 'villageClinic', verdict: 'unknown', item: 'antigenTest', text: ' x' }
  expect(grassrootsSearch(asked)).toEqual(asked)
  expect(grassrootsSearch({ kind: 'hospital', verdict: 'fine', item: 'ecmo', text: ' ' })).toEqual({})
})

test('[E10] states and tabs of orders, and the medicine of labels, are kept by their names only', () => {
  expect(orderSearch({ orderState: 'approved', tab: 'do' })).toEqual({ orderState: 'approved', tab: 'do' })
  expect(orderSearch({ orderState: 'lost', tab: 'x' })).toEqual({})
  expect(labelSearch({ kind: 'azvudine' })).toEqual({ kind: 'azvudine' })
  expect(labelSearch({ kind: 'A' })).toEqual({})
})
