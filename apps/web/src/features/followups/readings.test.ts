import { expect, test } from 'vitest'
import { parseReadings } from './readings.js'

test('nothing typed is no reading', () => {
  expect(parseReadings({ spo2: '', temperature: ' ' })).toMatchObject({
    ok: true,
    spo2Percent: null,
    temperatureC: null,
  })
})

test('commas and full-width stops are read as points', () => {
  expect(parseReadings({ spo2: '97', temperature: '36，8' })).toMatchObject({
    ok: true,
    spo2Percent: 97,
    temperatureC: 36.8,
  })
})

test('what no living person has is held back', () => {
  expect(parseReadings({ spo2: '9', temperature: '' }).spo2Wrong).toBe(true)
  expect(parseReadings({ spo2: '97.5', temperature: '' }).spo2Wrong).toBe(true)
  expect(parseReadings({ spo2: '', temperature: '368' }).temperatureWrong).toBe(true)
  expect(parseReadings({ spo2: 'abc', temperature: '' }).ok).toBe(false)
})
