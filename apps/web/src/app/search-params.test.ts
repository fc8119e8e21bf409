import { expect, test } from 'vitest'
import { doneSearch, parseSearch, peopleSearch, stringifySearch } from './search-params.js'

test('codes stay text on the way through an address', () => {
  expect(stringifySearch({ place: '421123', tier: 'red', state: undefined })).toBe('?place=421123&tier=red')
  expect(parseSearch('?place=421123&tier=red')).toEqual({ place: '421123', tier: 'red' })
})

test('filters that are not known are left out', () => {
  expect(peopleSearch({ place: 'x', tier: 'blue', state: 'overdue', q: 'name' })).toEqual({ state: 'overdue' })
})

test('a list of follow-ups knows a day that is written as one, and a team', () => {
  expect(doneSearch({ place: '421123', day: '2023-01-06', team: 'a' })).toEqual({
    place: '421123',
    day: '2023-01-06',
    team: 'a',
  })
  expect(doneSearch({ place: 'x', day: 'yesterday', team: '' })).toEqual({})
})
