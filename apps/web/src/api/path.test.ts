import { expect, test } from 'vitest'
import { buildPath, placeFromUrl, placeInUrl } from './path.js'

test('parameters are filled in and escaped', () => {
  expect(buildPath('/people/:id/tier-override', { id: 'a/b' })).toBe('/api/people/a%2Fb/tier-override')
})

test('empty query values are left out, so that one list has one address', () => {
  expect(buildPath('/people', {}, { place: '421123', tier: undefined, cursor: null, limit: 50, team: '' })).toBe(
    '/api/people?place=421123&limit=50',
  )
})

test('the nation has an empty code and a written address', () => {
  expect(placeInUrl('')).toBe('nation')
  expect(placeFromUrl('nation')).toBe('')
  expect(placeFromUrl(placeInUrl('421123'))).toBe('421123')
})
