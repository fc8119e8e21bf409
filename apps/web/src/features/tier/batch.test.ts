import { expect, test } from 'vitest'
import { toRequests, withChange } from './batch.js'

test('a change goes to all chosen and leaves what was filled in before', () => {
  const first = withChange({}, ['a', 'b'], { disease: 'stable' })
  expect(withChange(first, ['b'], { vaccination: 'full' })).toEqual({
    a: { disease: 'stable' },
    b: { disease: 'stable', vaccination: 'full' },
  })
})

test('a person with nothing filled in is not sent', () => {
  expect(withChange({ a: { disease: 'none' } }, ['a'], { disease: undefined })).toEqual({})
})

test('more than 200 people go in several requests', () => {
  const batch = withChange(
    {},
    Array.from({ length: 401 }, (_, i) => `p${i}`),
    { acceptDowngrade: true },
  )
  expect(toRequests(batch).map((people) => people.length)).toEqual([200, 200, 1])
})
