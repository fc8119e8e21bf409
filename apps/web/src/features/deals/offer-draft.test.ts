import { expect, test } from 'vitest'
import { blankOffer, type OfferDraft, ownedAsked, readOffer } from './offer-draft.js'

const kind = { code: 'ventilator-invasive', unit: 'set', keeping: 'serial' } as const
const today = '2020-02-20'
const typed = (rest: Partial<OfferDraft> = {}): OfferDraft => ({
  ...blankOffer,
  ...{ channel: 'production', owner: { kind: 'enterprise', id: 'e' }, kind: kind.code, quantity: '20' },
  ...{ readyOn: today, reliability: 'likely', saidBy: '厂长' },
  ...rest,
})

test('[E3] an offer of production says what is ready, when and how sure, and nothing of what its owner has', () => {
  expect(readOffer(typed(), { kind, today })).toMatchObject({
    faults: {},
    body: {
      owner: { kind: 'enterprise', id: 'e' },
      place: null,
      quantity: 20,
      unit: 'set',
      owned: null,
      product: null,
    },
  })
})

test('[E3] a channel takes offers from its own owners alone, a gift names its place', () => {
  expect(readOffer(typed({ channel: 'transfer' }), { kind, today }).faults).toHaveProperty('owner')
  expect(readOffer(typed({ channel: 'donation', owner: null }), { kind, today }).faults).toEqual({ place: 'choose' })
  const gift = typed({ channel: 'donation', owner: null, place: '421123', party: '某基金会', seenNumber: ' 20200001 ' })
  expect(readOffer(gift, { kind, today }).body).toMatchObject({
    ...{ place: '421123', party: '某基金会', seenPaper: { number: '20200001', until: null } },
  })
})

test('[E3] what was not typed or is no number is told under its field; a day that has passed is chosen anew', () => {
  expect(readOffer(blankOffer, { kind: undefined, today }).faults).toEqual({
    ...{
      channel: 'choose',
      kind: 'choose',
      quantity: 'write',
      readyOn: 'choose',
      reliability: 'choose',
      saidBy: 'write',
    },
  })
  expect(readOffer(typed({ quantity: '-3', readyOn: '2020-02-19' }), { kind, today }).faults).toEqual({
    ...{ quantity: 'number', readyOn: 'choose' },
  })
})

test('[E3] of a store its book says what is idle; of a hospital it is asked', () => {
  const store = typed({ channel: 'transfer', owner: { kind: 'store', id: 's' }, owned: { inUse: '2', ownNeed: '0' } })
  expect(ownedAsked(store)).toEqual(['inUse', 'ownNeed'])
  expect(readOffer(store, { kind, today }).body?.owned).toEqual({
    ...{ ready: 0, inUse: 2, ownNeed: 0, recent: 0, consumables: false },
  })
  const hospital = { ...store, owner: { kind: 'facility' as const, id: 'h' } }
  expect(readOffer(hospital, { kind, today }).faults).toEqual({ ready: 'number', recent: 'number' })
})
