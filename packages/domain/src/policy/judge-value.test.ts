import { expect, test } from 'vitest'
import { type Day, NATION, type PlaceCode } from '../shared/index.js'
import {
  careRules,
  careSeedValues,
  inForce,
  isReadable,
  judgeValue,
  type NewValue,
  type PolicyValue,
  valueKindOf,
} from './index.js'

const county = '421123' as PlaceCode
const province = '42' as PlaceCode
const gap: NewValue = {
  ruleId: 'CARE-DUE-4',
  place: county,
  value: 48,
  source: { document: '罗田县通知', clause: '第一条' },
  evidence: 'official',
  from: '2023-02-01' as Day,
  until: null,
  approval: null,
}
const approved = { reference: '鄂防指〔2023〕5号', day: '2023-01-20' as Day }
const stateAt = (values: readonly PolicyValue[]) =>
  inForce(careRules, values, { place: county, day: '2023-02-10' as Day }).states.get('CARE-DUE-4')

test('[X3] stricter may be entered below, looser is refused and says who issued the value above', () => {
  expect(judgeValue(gap, careSeedValues)).toEqual({ outcome: 'fine', approval: null })
  expect(judgeValue({ ...gap, value: 96 }, careSeedValues)).toEqual({
    outcome: 'refused',
    why: 'looser',
    above: NATION,
  })
})

test('[X3] a deviation with a dated approval of the level that issued the value comes into force', () => {
  const verdict = judgeValue({ ...gap, value: 96, approval: approved }, careSeedValues)
  expect(verdict).toEqual({ outcome: 'fine', approval: { ...approved, by: NATION } })
  const deviation = { ...gap, value: 96, approval: { ...approved, by: NATION } }
  expect(stateAt([...careSeedValues, deviation])).toMatchObject({ value: 96, place: county })
})

test('[X3] an approval covers what was issued before it: a later value above ends the deviation', () => {
  const late: PolicyValue = { ...gap, place: NATION, value: 60, from: '2023-01-25' as Day, approval: null }
  const values = [...careSeedValues, late]
  const asked = { ...gap, value: 96, approval: approved }
  expect(judgeValue(asked, values)).toEqual({ outcome: 'refused', why: 'approval-stale', above: NATION })
  expect(stateAt([...values, { ...asked, approval: { ...approved, by: NATION } }])).toMatchObject({ value: 60 })
})

test('[X3] the approval of another level than the one that issued the value covers nothing', () => {
  const stricter: PolicyValue = { ...gap, place: province, from: '2023-01-10' as Day, approval: null }
  const deviation = { ...gap, value: 72, approval: { ...approved, by: NATION } }
  expect(stateAt([...careSeedValues, stricter, deviation])).toMatchObject({ value: 48, place: province })
})

test('[X3] an unconfirmed value of a safety rule is refused, of another rule not', () => {
  expect(judgeValue({ ...gap, evidence: 'unconfirmed' }, careSeedValues)).toMatchObject({ why: 'unconfirmed' })
  const clock = { ...gap, ruleId: 'CARE-CLOCK-1' as const, value: 5, evidence: 'unconfirmed' as const }
  expect(judgeValue(clock, careSeedValues)).toMatchObject({ outcome: 'fine' })
})

test('[X3] what the program could not read is refused before it closes a step', () => {
  for (const value of ['48', 0, -1, null, [48], Number.NaN])
    expect(judgeValue({ ...gap, value }, careSeedValues), String(value)).toMatchObject({ why: 'unreadable' })
  const attempts = careRules.find((r) => r.id === 'CARE-DUE-6')
  expect(attempts && isReadable(attempts, 2.5)).toBe(false)
})

test('[X3] below the county nothing can be entered, and no rule that does not exist', () => {
  expect(judgeValue({ ...gap, place: '421123100' as PlaceCode }, careSeedValues)).toMatchObject({ why: 'level' })
  expect(judgeValue({ ...gap, ruleId: 'CARE-DUE-99' }, careSeedValues)).toMatchObject({ why: 'no-rule' })
})

test('[X3] every rule has a kind, and its own seed value can be read', () => {
  for (const rule of careRules) {
    const seed = careSeedValues.find((v) => v.ruleId === rule.id)
    expect(isReadable(rule, seed?.value), rule.id).toBe(true)
  }
  expect(Object.fromEntries(careRules.map(({ id }) => [id, valueKindOf(id)]))).toMatchObject({
    'CARE-DUE-4': 'number',
    'CARE-DUE-8': 'tiers',
    'CARE-AGE-1': 'bands',
    'CARE-TIER-1': 'table',
    'CARE-TIER-2': 'fixed',
    'CARE-TIER-3': 'points',
    'CARE-TIER-6': 'unknownAs',
    'CARE-READ-1': 'range',
    'CARE-VAC-1': 'words',
    'CARE-KIND-1': 'wordGroups',
  })
})
