import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  inForce,
  policyRules,
  type RequisitionValues,
  seedValues,
  supplyValues,
  type TransferValues,
} from '../../policy/index.js'
import { addDays, type Day, NATION } from '../../shared/index.js'
import type { Paper } from '../catalogue/index.js'
import {
  faultOfReadyDay,
  fitsChannel,
  givableOf,
  isLicensed,
  leftOf,
  licenceOf,
  missingOf,
  type Owner,
  type RequisitionSaid,
  takableOf,
} from './index.js'

const today = '2020-02-20' as Day // written out here
const found = supplyValues(inForce(policyRules, seedValues, { place: NATION, day: today }))
const values: TransferValues = found.transfers.state === 'open' ? found.transfers.values : (undefined as never) // the first test says so
const seizing: RequisitionValues =
  found.requisitions.state === 'open' ? found.requisitions.values : (undefined as never) // as above

test('[X3] the seed opens the rules of transfers and requisitions', () => {
  expect([found.transfers.state, found.requisitions.state]).toEqual(['open', 'open'])
})

const owner = (rest: Partial<Owner> = {}): Owner => ({
  ...{ keeping: 'serial' as const, ready: 5, inUse: 2, ownNeed: 0, recent: 0, consumables: true },
  ...rest,
})
const give = (rest: Partial<Owner> = {}, region: Parameters<typeof givableOf>[1] = null) =>
  givableOf(owner(rest), region, values)

test('[E3, SUP-TRA-1] the last unit is never taken; with one in use the idle ones may go', () => {
  expect(give({ ready: 1, inUse: 0 })).toEqual({ give: 0, kept: [{ why: 'lastUnit', quantity: 1 }] })
  expect(give({ ready: 3, inUse: 0 })).toEqual({ give: 2, kept: [{ why: 'lastUnit', quantity: 1 }] })
  expect(give({ ready: 1, inUse: 1 })).toEqual({ give: 1, kept: [] })
})

test('[E3, SUP-TRA-2, SUP-TRA-4] own critical need and what came within the hold days stay, each unit for one reason', () => {
  expect(give({ ownNeed: 3 })).toEqual({ give: 2, kept: [{ why: 'ownNeed', quantity: 3 }] })
  expect(give({ ownNeed: 9 })).toEqual({ give: 0, kept: [{ why: 'ownNeed', quantity: 5 }] })
  expect(give({ ownNeed: 1, recent: 3 }).kept).toEqual([
    { why: 'ownNeed', quantity: 1 },
    { why: 'recent', quantity: 2 },
  ])
})

test('[E3, SUP-TRA-5] without a week of consumables nothing goes', () => {
  expect(give({ consumables: false })).toEqual({ give: 0, kept: [{ why: 'consumables', quantity: 5 }] })
})

test('[E3, SUP-TRA-3] a prefecture keeps its floor, and what it gave before counts', () => {
  expect(give({}, { has: 10, given: 0 })).toEqual({ give: 2, kept: [{ why: 'region', quantity: 3 }] })
  expect(give({}, { has: 8, given: 2 })).toEqual({ give: 0, kept: [{ why: 'region', quantity: 5 }] })
  expect(give({}, { has: 100, given: 0 }).give).toBe(5)
})

test('[E3] of what is used up only the own need and the floor stay', () => {
  const rest = { keeping: 'lot' as const, ready: 1000, inUse: 0, recent: 900, consumables: false }
  expect(give(rest).give).toBe(1000)
  expect(give({ ...rest, ownNeed: 300 }).give).toBe(700)
})

const n = fc.nat({ max: 60 })
const anyOwner = fc.record({
  keeping: fc.constantFrom('serial' as const, 'lot' as const),
  ready: n,
  inUse: n,
  ownNeed: n,
  recent: n,
  consumables: fc.boolean(),
})
test('[E3, SUP-TRA-1 to -5] give and kept add up to what is ready, and nothing that is given breaks the contract', () => {
  fc.assert(
    fc.property(anyOwner, fc.option(fc.record({ has: n, given: n })), (one, region) => {
      const { give: units, kept } = givableOf(one, region, values)
      expect(units + kept.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(one.ready)
      expect(units).toBeGreaterThanOrEqual(0)
      if (units === 0) return
      expect(one.ready - units).toBeGreaterThanOrEqual(one.ownNeed)
      if (region !== null) expect((region.has - units) * 100).toBeGreaterThanOrEqual((region.has + region.given) * 80)
      if (one.keeping === 'lot') return
      expect(one.ready + one.inUse - units).toBeGreaterThanOrEqual(1)
      expect(one.ready - units).toBeGreaterThanOrEqual(Math.min(one.ready, one.recent))
      expect(one.consumables).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

const paper = (kind: Paper['kind'], until: Day | null, from: Day | null = null): Paper => ({ kind, from, until })
const demand = { papers: ['registration', 'productionLicence'] as const }
const made = { channel: 'production' as const, readyOn: today, seen: null }

test('[E3] a licence is confirmed on its last day, expired on the next, and missing where a paper is', () => {
  const held = [paper('registration', today), paper('productionLicence', null)]
  expect(licenceOf(made, { demand, held }).state).toBe('confirmed')
  expect(licenceOf({ ...made, readyOn: addDays(today, 1) }, { demand, held })).toMatchObject({
    state: 'expired',
    papers: [
      { kind: 'registration', state: 'ended' },
      { kind: 'productionLicence', state: 'fine' },
    ],
  })
  expect(licenceOf(made, { demand, held: held.slice(0, 1) }).state).toBe('missing')
  expect(licenceOf(made, { demand, held: [] }).state).toBe('missing')
  expect(isLicensed({ state: 'missing' })).toBe(false)
})

test('[E3] goods of no registered product need a paper that the desk has seen; a kind that needs none is not asked for one', () => {
  const gift = { ...made, channel: 'donation' as const }
  expect(licenceOf(gift, { demand, held: null }).state).toBe('missing')
  const seen = { number: '国械注进2020', until: today }
  expect(licenceOf({ ...gift, seen }, { demand, held: null }).state).toBe('confirmed')
  expect(licenceOf({ ...gift, seen, readyOn: addDays(today, 1) }, { demand, held: null }).state).toBe('expired')
  expect(licenceOf(gift, { demand: null, held: null }).state).toBe('missing')
  expect(licenceOf(gift, { demand: { papers: [] }, held: null }).state).toBe('notAsked')
  expect(licenceOf({ ...gift, channel: 'transfer' }, { demand, held: null }).state).toBe('inService')
})

test('[E3, SUP-OFF-1] an offer is ready today at the earliest, and within half a year', () => {
  expect(faultOfReadyDay(today, today, values)).toBeNull()
  expect(faultOfReadyDay(addDays(today, -1), today, values)).toBe('past')
  expect(faultOfReadyDay(addDays(today, 180), today, values)).toBeNull()
  expect(faultOfReadyDay(addDays(today, 181), today, values)).toBe('tooFar')
})

test('[E3] what may be assigned is within the verified need and within the offer', () => {
  expect(leftOf({ verified: 5, assigned: 2 }, { quantity: 9, assigned: 8 })).toEqual({ ofNeed: 3, ofOffer: 1 })
  expect(leftOf({ verified: null, assigned: 0 }, { quantity: 9, assigned: 0 })).toEqual({ ofNeed: 0, ofOffer: 9 })
  expect(fitsChannel('production', 'enterprise')).toBe(true)
  expect(fitsChannel('donation', 'store')).toBe(false)
})

const all: RequisitionSaid = {
  ...{ orderNumber: '鄂指物资〔2020〕12号', authority: '省指挥部', receipt: '征收第3号', condition: '完好' },
  ...{ compensation: '按日折旧', returnDay: addDays(today, 60) },
}

test('[E3, SUP-SEI-1] a requisition names each paper that it lacks; spaces are none', () => {
  expect(missingOf(all, seizing)).toEqual([])
  expect(missingOf({ ...all, receipt: ' ', returnDay: null }, seizing)).toEqual(['receipt', 'returnDay'])
  const nothing = {
    orderNumber: null,
    authority: null,
    receipt: null,
    condition: null,
    compensation: null,
    returnDay: null,
  }
  expect(missingOf(nothing, seizing)).toEqual(seizing.papers)
})

test('[E3, SUP-SEI-2] an owner of one is never called on; of several, its own critical need and one stay', () => {
  expect(takableOf({ ready: 1, inUse: 0, ownNeed: 0 }, seizing)).toBe(0)
  expect(takableOf({ ready: 1, inUse: 1, ownNeed: 0 }, seizing)).toBe(1)
  expect(takableOf({ ready: 4, inUse: 2, ownNeed: 1 }, seizing)).toBe(3)
  fc.assert(
    fc.property(n, n, n, (ready, inUse, ownNeed) => {
      const most = takableOf({ ready, inUse, ownNeed }, seizing)
      expect(most).toBeLessThanOrEqual(ready)
      if (most > 0) expect(ready + inUse - most).toBeGreaterThanOrEqual(Math.max(1, inUse + ownNeed))
    }),
  )
})
