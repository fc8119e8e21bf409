import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inForce, policyRules, seedValues, supplyValues } from '../../policy/index.js'
import { type Day, NATION } from '../../shared/index.js'
import {
  type Asset,
  assetActs,
  assetStates,
  faultOfAssetAct,
  isDueSoon,
  reasonsOfAsset,
  stateOfAsset,
} from './index.js'

const today = '2020-02-20' as Day
const values = {
  order: [...assetStates],
  checkDays: 90,
  consumableDays: 7,
  consumableKinds: ['ventilator-invasive'],
  dueSoonDays: 14,
}

test('[X3] the seed opens the rules of units, and their order is the one of the program', () => {
  const { assets } = supplyValues(inForce(policyRules, seedValues, { place: NATION, day: '2023-01-10' as Day }))
  expect(assets).toMatchObject({ state: 'open', values: { order: assetStates, consumableDays: 7 } })
})

const ruling = { today, values }
const ready: Asset = {
  ...{ kind: 'ventilator-invasive', present: true, book: 'free', recalled: false, expiry: null },
  ...{ use: null, fault: null, inMaintenance: false, lent: false },
  ...{ checkedOn: '2020-02-01' as Day, maintenanceDue: '2020-06-01' as Day },
  ...{ contract: { own: true, until: null }, consumableDays: 7 },
}
const stateWith = (change: Partial<Asset>) => stateOfAsset({ ...ready, ...change }, ruling)

test.each([
  ['ready', {}],
  ['onLoan', { present: false, lent: true }],
  ['inUse', { use: '重症一科', book: 'reserved' }],
  ['fault', { fault: '报警不停', book: 'onHold' }],
  ['fault', { book: 'damaged' }],
  ['maintenance', { inMaintenance: true, book: 'onHold' }],
  ['maintenance', { maintenanceDue: '2020-02-19' as Day }],
  ['held', { book: 'quarantine' }],
  ['held', { book: 'onHold' }],
  ['held', { recalled: true }],
  ['outOfContract', { contract: { own: false, until: '2020-02-19' as Day } }],
  ['consumablesShort', { consumableDays: 6 }],
  ['notTold', { consumableDays: null }],
  ['notTold', { checkedOn: null }],
  ['notTold', { checkedOn: '2019-11-21' as Day }],
  ['notTold', { maintenanceDue: null }],
  ['notTold', { contract: { own: false, until: null } }],
  ['reserved', { book: 'reserved' }],
] as const)('[E9, SUP-ASSET-1] a unit is %s with %j', (state, change) => {
  expect(stateWith(change)).toBe(state)
})

test('[E9, SUP-ASSET-1] the last day of a contract, of maintenance and of a check counts', () => {
  expect(stateWith({ contract: { own: false, until: today } })).toBe('ready')
  expect(stateWith({ maintenanceDue: today })).toBe('ready')
  expect(stateWith({ checkedOn: '2019-11-22' as Day })).toBe('ready')
  expect(isDueSoon({ ...ready, maintenanceDue: '2020-03-05' as Day }, ruling)).toBe(true)
  expect(isDueSoon({ ...ready, maintenanceDue: '2020-03-06' as Day }, ruling)).toBe(false)
})

test('[E9, SUP-ASSET-4] a kind that works without consumables is asked for none', () => {
  expect(stateWith({ kind: 'monitor-ecg', consumableDays: null })).toBe('ready')
})

test('[E9, SUP-ASSET-1] every reason is told, the gravest first', () => {
  const many = { ...ready, use: '急诊', maintenanceDue: '2020-02-01' as Day, consumableDays: 1, checkedOn: null }
  expect(reasonsOfAsset(many, ruling)).toEqual(['inUse', 'maintenance', 'consumablesShort', 'notTold'])
})

test('[E9, SUP-ASSET-7] a ready unit goes into use; late papers need a reason; a fault, a hold or a promise stops it', () => {
  const use = (change: Partial<Asset>, reason: string | null = null) =>
    faultOfAssetAct({ ...ready, ...change }, 'use', { ...ruling, reason })
  expect(use({})).toBeNull()
  const late = { contract: { own: false, until: '2020-02-19' as Day } }
  expect(use(late)).toEqual({ why: 'ask', states: ['outOfContract'] })
  expect(use(late, '抢救')).toBeNull()
  expect(use({ maintenanceDue: '2020-01-01' as Day }, '抢救')).toBeNull()
  expect(use({ inMaintenance: true, book: 'onHold' }, '抢救')).toEqual({ why: 'stands', state: 'maintenance' })
  expect(use({ fault: '坏', book: 'onHold' }, '抢救')).toEqual({ why: 'stands', state: 'fault' })
  expect(use({ recalled: true }, '抢救')).toEqual({ why: 'stands', state: 'held' })
  expect(use({ book: 'reserved' }, '抢救')).toEqual({ why: 'stands', state: 'reserved' })
})

const day = fc.constantFrom(null, '2019-10-01', '2020-02-19', '2020-02-20', '2020-06-01') as fc.Arbitrary<Day | null>
const anyAsset: fc.Arbitrary<Asset> = fc.record({
  kind: fc.constantFrom('ventilator-invasive', 'monitor-ecg'),
  present: fc.boolean(),
  book: fc.constantFrom('free', 'reserved', 'quarantine', 'onHold', 'damaged'),
  recalled: fc.boolean(),
  expiry: day,
  use: fc.constantFrom(null, '重症一科'),
  fault: fc.constantFrom(null, '坏'),
  inMaintenance: fc.boolean(),
  lent: fc.boolean(),
  checkedOn: day,
  maintenanceDue: day,
  contract: fc.record({ own: fc.boolean(), until: day }),
  consumableDays: fc.constantFrom(null, 0, 6, 7, 30),
})

test('[E9, SUP-ASSET-1] only a unit of which everything was told and nothing is wrong is deployable', () => {
  fc.assert(
    fc.property(anyAsset, (asset) => {
      if (stateOfAsset(asset, ruling) !== 'ready') return
      expect([asset.use, asset.fault, asset.recalled, asset.inMaintenance, asset.book]).toEqual([
        ...[null, null, false, false, 'free'],
      ])
      expect([asset.checkedOn, asset.maintenanceDue]).not.toContain(null)
      expect(asset.contract.own || asset.contract.until !== null).toBe(true)
    }),
  )
})

test('[E9, SUP-ASSET-7] nothing that is broken, recalled or away goes into use or on loan, whatever the reason', () => {
  fc.assert(
    fc.property(anyAsset, fc.constantFrom(...assetActs), (asset, act) => {
      const fault = faultOfAssetAct(asset, act, { ...ruling, reason: '急' })
      if (!asset.present && act !== 'returned') expect(fault).not.toBeNull()
      if (act !== 'use' && act !== 'lend') return
      if (asset.fault !== null || asset.recalled || asset.inMaintenance || asset.book !== 'free')
        expect(fault).not.toBeNull()
    }),
  )
})
