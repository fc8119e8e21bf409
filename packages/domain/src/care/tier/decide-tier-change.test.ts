import { expect, test } from 'vitest'
import type { Tier } from '../../policy/index.js'
import { dayOf } from '../testing.js'
import { confirmDowngrade, decideTierChange, type TierFact, type TierOverride } from './index.js'

const today = dayOf('2023-01-10')
const assessed = (tier: Tier, provisional: readonly TierFact[] = []) => ({ tier, provisional })
const override = (tier: Tier, basis: Tier, reviewOn = '2023-01-20'): TierOverride => ({
  tier,
  by: 'm1',
  reason: 'seen at home',
  reviewOn: dayOf(reviewOn),
  assessedTierAtOverride: basis,
})

test('[CARE-TIER-7] the first assessment applies', () => {
  const change = decideTierChange({ current: null, assessed: assessed('yellow'), override: null, today })
  expect(change).toEqual({ outcome: 'first', tier: 'yellow' })
})

test('[CARE-TIER-7] a higher colour applies at once', () => {
  const change = decideTierChange({ current: 'yellow', assessed: assessed('red'), override: null, today })
  expect(change).toEqual({ outcome: 'upgraded', from: 'yellow', tier: 'red' })
})

test('[CARE-TIER-7] a lower colour waits for a medic and the old one stands', () => {
  const change = decideTierChange({ current: 'red', assessed: assessed('green'), override: null, today })
  expect(change).toEqual({ outcome: 'downgradeWaits', tier: 'red', proposed: 'green', provisional: false })
})

test('[CARE-TIER-7] a provisional lower colour waits as well', () => {
  const change = decideTierChange({ current: 'red', assessed: assessed('yellow', ['disease']), override: null, today })
  expect(change).toMatchObject({ outcome: 'downgradeWaits', tier: 'red', provisional: true })
})

test('[CARE-TIER-7] a medic confirms what the facts say at that moment', () => {
  expect(confirmDowngrade('red', 'yellow')).toEqual({ outcome: 'downgraded', from: 'red', tier: 'yellow' })
  expect(confirmDowngrade('yellow', 'red')).toEqual({ outcome: 'notLower', tier: 'yellow' })
})

test('[CARE-TIER-8] an override stands while the facts are no worse than those it was made on', () => {
  for (const tier of ['red', 'yellow', 'green'] as const) {
    const change = decideTierChange({
      current: 'yellow',
      assessed: assessed(tier),
      override: override('yellow', 'red'),
      today,
    })
    expect(change).toEqual({ outcome: 'overridden', tier: 'yellow', assessed: tier, review: 'notDue' })
  }
})

test('[CARE-TIER-8] worse facts reopen an override and the higher colour applies at once', () => {
  const change = decideTierChange({
    current: 'green',
    assessed: assessed('red'),
    override: override('green', 'yellow'),
    today,
  })
  expect(change).toEqual({ outcome: 'overrideReopened', from: 'green', tier: 'red' })
})

test('[CARE-TIER-7, CARE-TIER-8] while it is reopened nobody sinks without a medic', () => {
  const stands = (now: ReturnType<typeof assessed>, basis: Tier) =>
    decideTierChange({ current: 'red', assessed: now, override: override('green', basis), today })
  expect(stands(assessed('yellow'), 'green')).toEqual({ outcome: 'overrideReopened', from: 'green', tier: 'red' })
  expect(stands(assessed('yellow', ['age']), 'yellow')).toMatchObject({ outcome: 'overrideReopened', tier: 'red' })
})

test('[CARE-TIER-8] an override above the facts is never lowered by reopening it', () => {
  const change = decideTierChange({
    current: 'red',
    assessed: assessed('yellow'),
    override: override('red', 'green'),
    today,
  })
  expect(change).toEqual({ outcome: 'overrideReopened', from: 'red', tier: 'red' })
})

test('[CARE-TIER-8] from its review day on an override is flagged but stands', () => {
  const at = (reviewOn: string) =>
    decideTierChange({
      current: 'yellow',
      assessed: assessed('red'),
      override: override('yellow', 'red', reviewOn),
      today,
    })
  expect(at('2023-01-11')).toMatchObject({ outcome: 'overridden', tier: 'yellow', review: 'notDue' })
  expect(at('2023-01-10')).toMatchObject({ outcome: 'overridden', tier: 'yellow', review: 'reviewDue' })
  expect(at('2022-12-01')).toMatchObject({ outcome: 'overridden', tier: 'yellow', review: 'reviewDue' })
})

test('[CARE-TIER-6, CARE-TIER-8] a fact that is unknown since reopens a green override, though the criteria say no worse; no other', () => {
  const stands = (tier: Tier) =>
    decideTierChange({
      ...{ current: tier, assessed: assessed('yellow', ['disease']), override: override(tier, 'yellow'), today },
    })
  expect(stands('green')).toEqual({ outcome: 'overrideReopened', from: 'green', tier: 'yellow' })
  expect(stands('yellow')).toMatchObject({ outcome: 'overridden', tier: 'yellow' })
})
