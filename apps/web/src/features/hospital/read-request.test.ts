import { expect, test } from 'vitest'
import type { Terms } from '../deals/types.js'
import { blankRequest, draftOf, type RequestDraft, readRequest, sizeOf } from './read-request.js'

const kind = { code: 'ventilator-invasive', unit: 'set', keeping: 'serial' } as const
const masks = { code: 'mask-surgical', unit: 'piece', keeping: 'lot' } as const
const terms: Terms = {
  ...{ basis: 'patients', perPatient: 1, coverDays: 7, idleInBooks: null, coming: 0, usual: null, doubtTimes: 10 },
  ...{ most: 1_000_000, mostUnits: 10_000_000, today: '2020-02-20' },
}
const typed = (rest: Partial<RequestDraft> = {}): RequestDraft => ({
  ...blankRequest,
  ...{ hospital: 'h', kind: kind.code, quantity: '10' },
  facts: { criticalWaiting: '8', inUse: '12', idle: '1', staffedBeds: '6' },
  ...rest,
})

test('[E3, SUP-REQ-2] the need is reckoned as it is typed, by the rule of the server', () => {
  expect(readRequest(typed(), { kind, terms }).need).toMatchObject({ usable: 6, computed: 5, verified: 5, gap: 5 })
  const withBooks = readRequest(typed(), { kind, terms: { ...terms, idleInBooks: 4, coming: 1 } })
  expect(withBooks.need).toMatchObject({ idle: 4, coming: 1, computed: 1 })
})

test('[E3] without the values of the place there is no figure, and nothing is guessed', () => {
  expect(readRequest(typed(), { kind, terms: undefined })).toMatchObject({ faults: {}, need: null, against: null })
})

test('[E3] each field that is missing or impossible is told where it stands', () => {
  const read = readRequest(typed({ quantity: '1.5', facts: { criticalWaiting: '-1', inUse: 'x', idle: '' } }), {
    kind,
    terms,
  })
  expect(read.faults).toEqual({
    quantity: { most: 10_000_000 },
    criticalWaiting: { most: 1_000_000 },
    inUse: { most: 1_000_000 },
    idle: 'missing',
    staffedBeds: 'missing',
  })
  expect(readRequest(blankRequest, { kind: undefined, terms: undefined }).faults).toEqual({
    hospital: 'missing',
    kind: 'missing',
  })
  expect(readRequest(typed({ quantity: '1000000000000' }), { kind, terms }).faults).toHaveProperty('quantity')
})

test('[E3, SUP-REQ-10] a size that looks like a mix-up is asked back, and again when it is changed', () => {
  const big = typed({ quantity: '1,000' })
  expect(readRequest(big, { kind, terms })).toMatchObject({ against: 12, requested: 1000, said: { sure: false } })
  const sure = { ...big, sure: sizeOf(big) }
  expect(readRequest(sure, { kind, terms }).said.sure).toBe(true)
  expect(readRequest({ ...sure, quantity: '10000' }, { kind, terms }).said.sure).toBe(false)
})

test('[E3] of what is used up only stock and use a day are asked, and what was typed of beds is not sent', () => {
  const draft = typed({ kind: masks.code, facts: { idle: '300', dailyUse: '900', staffedBeds: '4' } })
  const read = readRequest(draft, { kind: masks, terms: { ...terms, basis: 'use' } })
  expect(read.said.facts).toEqual({ criticalWaiting: null, inUse: null, idle: 300, staffedBeds: null, dailyUse: 900 })
  expect(read.need).toMatchObject({ usable: 6_300, computed: 6_000, verified: 10 })
})

test('[E3] a request that stands is typed as it was, its unusual size still said to be right', () => {
  const facts = { criticalWaiting: 8, inUse: 12, idle: 1, staffedBeds: 6, dailyUse: null }
  const request = { hospital: { id: 'h' }, kind: kind.code, said: { quantity: 1000 }, facts, note: null, doubted: true }
  expect(readRequest(draftOf(request), { kind, terms })).toMatchObject({
    faults: {},
    said: { quantity: 1000, facts, note: null, sure: true },
  })
})
