import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, NATION, type PlaceCode } from '../shared/index.js'
import {
  careRules,
  careSeedValues,
  careValues,
  type Direction,
  type Evidence,
  inForce,
  mayPlace,
  type PolicyRule,
  type PolicyValue,
} from './index.js'

const day = '2023-01-10' as Day
const county = '421123' as PlaceCode
const rule = (direction: Direction, safety: 'safety' | 'other' = 'safety'): PolicyRule => ({
  id: 'T-1',
  module: 'test',
  title: { zh: '试', en: 'test' },
  unit: '',
  direction,
  safety: safety === 'safety',
})
const value = (
  place: string,
  setting: unknown,
  more: { from?: string; until?: string; evidence?: Evidence } = {},
): PolicyValue => ({
  ruleId: 'T-1',
  place: place as PlaceCode,
  value: setting,
  source: { document: 'd', clause: 'c' },
  evidence: more.evidence ?? 'official',
  from: (more.from ?? '2023-01-03') as Day,
  until: (more.until ?? null) as Day | null,
})
const resolve = (one: PolicyRule, values: readonly PolicyValue[]) => {
  const result = inForce([one], values, { place: '421123100' as PlaceCode, day })
  return { state: result.states.get('T-1'), ignored: result.ignored }
}

test('[X3] the nearest place with a stricter value wins', () => {
  const { state } = resolve(rule('min'), [value('', 3), value('42', 4), value('421123', 5), value('4212', 9)])
  expect(state).toMatchObject({ state: 'open', value: 5, place: county })
})

test('[X3] a looser local value is left out and reported, the one above stays in force', () => {
  const { state, ignored } = resolve(rule('min'), [value('', 3), value('42', 4), value('421123', 2)])
  expect(state).toMatchObject({ state: 'open', value: 4, place: '42' })
  expect(ignored.map(({ place }) => place)).toEqual([county])
})

test('[X3] the latest value of one place wins, values of other days are not in force', () => {
  const values = [value('', 3), value('', 4, { from: '2023-01-08' }), value('', 9, { from: '2023-02-01' })]
  expect(resolve(rule('min'), values).state).toMatchObject({ value: 4 })
  expect(resolve(rule('min'), [value('', 3, { until: '2023-01-09' })]).state).toEqual({
    state: 'closed',
    why: 'missing',
  })
  expect(resolve(rule('min'), [value('', 3, { until: '2023-01-10' })]).state).toMatchObject({ value: 3 })
})

test('[X3] an unconfirmed safety rule is closed, another rule is open with its mark', () => {
  const unconfirmed = [value('', 3, { evidence: 'unconfirmed' })]
  expect(resolve(rule('min'), unconfirmed).state).toEqual({ state: 'closed', why: 'unconfirmed' })
  expect(resolve(rule('min', 'other'), unconfirmed).state).toMatchObject({ state: 'open', evidence: 'unconfirmed' })
})

test('[X3] an unconfirmed looser value does not close a confirmed rule', () => {
  const values = [value('', 3), value('421123', 2, { evidence: 'unconfirmed' })]
  expect(resolve(rule('min'), values).state).toMatchObject({ state: 'open', value: 3 })
})

test.each<[Direction, unknown, unknown, 'allowed' | 'looser']>([
  ['min', 3, 3, 'allowed'],
  ['min', 3, 2, 'looser'],
  ['max', 72, 48, 'allowed'],
  ['max', 72, 73, 'looser'],
  ['max', 72, '48', 'looser'],
  ['max', ['a', 'b'], ['a'], 'allowed'],
  ['max', ['a', 'b'], ['a', 'b', 'c'], 'looser'],
  ['min', ['a'], ['a', 'b'], 'allowed'],
  ['set', ['a', 'b'], ['b', 'a', 'c'], 'allowed'],
  ['set', ['a', 'b'], ['a'], 'looser'],
  ['set', { x: 1 }, { x: 1 }, 'allowed'],
  ['set', { x: 1 }, { x: 1, y: 2 }, 'looser'],
  ['none', 3, 'anything', 'allowed'],
])('[X3] under a %s rule with %j, %j is %s', (direction, parent, next, verdict) => {
  expect(mayPlace({ direction }, parent, next)).toBe(verdict)
})

test('[X3] whatever the levels below enter, the value in force is never looser than the one above', () => {
  const places = ['', '42', '4211', '421123', '421123100'] as const
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...places), fc.integer({ min: 1, max: 9 }))), (entered) => {
      const values = [value('', 5), ...entered.filter(([place]) => place !== '').map(([place, n]) => value(place, n))]
      const { state } = resolve(rule('max'), values)
      expect(state?.state === 'open' && typeof state.value === 'number' && state.value <= 5).toBe(true)
    }),
  )
})

test('[X3] with the seed every group of care values is open', () => {
  const values = careValues(inForce(careRules, careSeedValues, { place: county, day }))
  const closed = Object.entries(values).filter(([, gate]) => gate.state !== 'open')
  expect(closed).toEqual([])
  expect(Object.keys(values).length).toBeGreaterThan(10)
})

test('[X3] every rule of the seed has one national value, a title in both languages and a source', () => {
  expect(new Set(careRules.map(({ id }) => id)).size).toBe(careRules.length)
  for (const { id, title } of careRules) {
    const own = careSeedValues.filter(({ ruleId }) => ruleId === id)
    expect(own).toHaveLength(1)
    expect(own[0]?.place).toBe(NATION)
    expect([title.zh, title.en, own[0]?.source.document, own[0]?.source.clause].every(Boolean)).toBe(true)
  }
})

test('[X3] one closed rule closes its own group and names itself, the others stay open', () => {
  const values = careSeedValues.map((each) =>
    each.ruleId === 'CARE-DUE-1' ? { ...each, evidence: 'unconfirmed' as const } : each,
  )
  const read = careValues(inForce(careRules, values, { place: county, day }))
  expect(read.due).toEqual({ state: 'closed', ruleIds: ['CARE-DUE-1'] })
  expect(read.tier.state).toBe('open')
})

test.each([
  'CARE-AGE-1',
  'CARE-TIER-1',
  'CARE-TIER-3',
  'CARE-DUE-3',
  'CARE-VAC-1',
  'CARE-READ-1',
  'CARE-CELL-1',
  'CARE-KIND-1',
])('[%s] a value that cannot be read closes the rule', (ruleId) => {
  const values = careSeedValues.map((each) => (each.ruleId === ruleId ? { ...each, value: 'nonsense' } : each))
  const read = careValues(inForce(careRules, values, { place: county, day }))
  const closed = Object.values(read).flatMap((gate) => (gate.state === 'closed' ? gate.ruleIds : []))
  expect(closed).toEqual([ruleId])
})
