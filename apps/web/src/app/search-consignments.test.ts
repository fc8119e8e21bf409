import { expect, test } from 'vitest'
import { consignmentListSearch, consignmentSearch, filterOfShow } from './search-consignments.js'

test('[E5] what is not understood in the address of a list of consignments is left out', () => {
  expect(consignmentListSearch({ show: 'late', kind: 'ecmo', mode: 'air', text: ' x', sort: 'newest' })).toEqual({
    ...{ show: 'late', kind: 'ecmo', mode: 'air', text: ' x', sort: 'newest' },
  })
  expect(consignmentListSearch({ show: 'lost', kind: 'E', mode: 'sled', text: ' ', sort: 'up' })).toEqual({})
})

test('[E5] a tab and what a new consignment is made from are kept beside the filters, by ids only', () => {
  const id = '0190c1a2-0000-7000-8000-000000000001'
  expect(consignmentSearch({ tab: 'cargo', transfer: id, to: id, request: 'x' })).toEqual({
    ...{ tab: 'cargo', transfer: id, to: id },
  })
})

test('[E5] closed consignments are listed only where they are asked for', () => {
  expect(filterOfShow(undefined)).toEqual({ open: 'true' })
  expect(filterOfShow('all')).toEqual({})
  expect(filterOfShow('undecided')).toEqual({ open: 'true', undecided: 'true' })
})
