import { expect, test } from 'vitest'
import { listKeyOf, searchGoesOn } from './search-goes-on.js'

const county = listKeyOf('421123', {})
const village = listKeyOf('421123100201', { state: 'withoutTeam' })

test('[X6] a link with filters, or to another place from another page, ends the search that was typed before', () => {
  expect(searchGoesOn({ typedOver: county, before: null, now: village })).toBe(false)
  expect(searchGoesOn({ typedOver: county, before: null, now: listKeyOf('421123100', {}) })).toBe(false)
  expect(searchGoesOn({ typedOver: county, before: county, now: listKeyOf('421123', { tier: 'red' }) })).toBe(false)
})

test('[X6] a search goes on for the list it was typed over, and for another place chosen while it is open', () => {
  expect(searchGoesOn({ typedOver: county, before: null, now: county })).toBe(true)
  expect(searchGoesOn({ typedOver: county, before: county, now: listKeyOf('421123100', {}) })).toBe(true)
})
