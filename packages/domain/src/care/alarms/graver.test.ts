import { describe, expect, test } from 'vitest'
import { seedAlarms } from '../testing.js'
import { isGraver, type KnownDanger, withGraver } from './graver.js'
import type { AlarmReason } from './judge-reading.js'

const low: AlarmReason = { code: 'spo2Low', ruleId: 'CARE-ALARM-1' }
const fell: AlarmReason = { code: 'spo2Fell', ruleId: 'CARE-ALARM-3', fromSpo2Percent: 97 }
const dyspnoea: AlarmReason = { code: 'sign', ruleId: 'CARE-ALARM-7', sign: 'dyspnoea' }
const of = (spo2Percent: number | null, ...reasons: AlarmReason[]): KnownDanger => ({
  spo2Percent,
  reasons,
  urgent: spo2Percent !== null && spo2Percent < seedAlarms.climb.halfUnderSpo2,
})

describe('[K8] [K5] a reading that is graver than what an open alarm knows', () => {
  test.each([
    ['[CARE-CLIMB-4] 89 after 91: under the urgent line', of(91, low), of(89, low), true],
    ['[CARE-ALARM-3] 84 after 88: lower by the fall', { ...of(88, low) }, of(84, low), true],
    ['a danger sign that it does not name', of(91, low), of(91, low, dyspnoea), true],
    ['a low value where none was measured', of(null, dyspnoea), of(92, low), true],
    ['the same', of(91, low), of(91, low), false],
    ['90 after 91', of(91, low), of(90, low), false],
    ['better', of(84, low), of(89, low), false],
    ['86 after 88: urgent already, and no fall', of(88, low), of(86, low), false],
    ['a fall against a better reading in between', of(90, low), of(91, low, fell), false],
    ['a sign that it names', of(null, dyspnoea), of(null, dyspnoea), false],
  ] as const)('%s', (_what, known, reading, graver) => {
    expect(isGraver(known, reading, seedAlarms)).toBe(graver)
  })
  test('makes it urgent, and the alarm keeps every danger and the lowest value', () => {
    expect(withGraver(of(91, low, fell), of(null, dyspnoea))).toEqual({
      spo2Percent: 91,
      reasons: [dyspnoea, low, fell],
      urgent: true,
    })
    const once = withGraver(of(91, low), of(84, low))
    // Told once, the same is told no more.
    expect(isGraver(once, of(84, low), seedAlarms)).toBe(false)
  })
})
