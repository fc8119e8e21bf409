import { expect, test } from 'vitest'
import { nothingSeen, parseReadings, readingsFrom, seenWith } from './readings.js'

const none = readingsFrom({})

test('nothing typed is no reading', () => {
  expect(parseReadings({ ...none, temperature: ' ' })).toMatchObject({
    ok: true,
    spo2Percent: null,
    temperatureC: null,
    breathsPerMinute: null,
  })
})

test('commas and full-width stops are read as points', () => {
  expect(parseReadings({ ...none, spo2: '97', temperature: '36，8' })).toMatchObject({
    ok: true,
    spo2Percent: 97,
    temperatureC: 36.8,
  })
})

test('[X4] a unit and full-width digits are read', () => {
  expect(parseReadings({ ...none, spo2: '93%', temperature: '３６.８℃' })).toMatchObject({
    ok: true,
    spo2Percent: 93,
    temperatureC: 36.8,
  })
})

test('what no living person has is held back', () => {
  expect(parseReadings({ ...none, spo2: '9' }).spo2Wrong).toBe(true)
  expect(parseReadings({ ...none, spo2: '97.5' }).spo2Wrong).toBe(true)
  expect(parseReadings({ ...none, temperature: '368' }).temperatureWrong).toBe(true)
  expect(parseReadings({ ...none, spo2: 'abc' }).ok).toBe(false)
  expect(parseReadings({ ...none, breaths: '3' }).breathsWrong).toBe(true)
  expect(parseReadings({ ...none, breaths: '22.5' }).ok).toBe(false)
})

test('[K5] how an SpO2 was measured is not sent where none was', () => {
  const seen = { ...nothingSeen, warmHand: true, onOxygen: true, signs: ['dyspnoea'] } as const
  expect(seenWith(null, seen)).toMatchObject({ warmHand: null, onOxygen: null, signs: ['dyspnoea'] })
  expect(seenWith(91, seen)).toMatchObject({ warmHand: true, onOxygen: true })
})
