import { expect, test } from 'vitest'
import { addDays, dayFrom } from '../../shared/index.js'
import { decideBaseline } from './index.js'

const today = dayFrom({ year: 2023, month: 1, dayOfMonth: 10 })
const values = { spo2Percent: { least: 84, most: 92 }, validDays: 30 }

test.each([
  ['baseline-range', 83, 1],
  ['set', 84, 1],
  ['set', 92, 30],
  ['baseline-range', 93, 30],
  ['baseline-day', 90, 31],
  ['baseline-day', 90, 0],
] as const)(
  '[CARE-BASE-1, 2] %s: a usual SpO2 of %i %% for %i days, where 84 to 92 and 30 days are allowed',
  (outcome, spo2Percent, days) => {
    if (today === null) throw new Error('a day')
    expect(decideBaseline({ spo2Percent, until: addDays(today, days), today }, values)).toBe(outcome)
  },
)
