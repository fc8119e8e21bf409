import { expect, test } from 'vitest'
import { emptyForm, readForm } from './reading.js'

test('[K8] a reading of 930 or 9.3 is a slip and is sent back with its field', () => {
  for (const spo2 of ['930', '9.3', '93.5', 'x']) expect(readForm({ ...emptyForm, spo2 }).wrong).toEqual(['spo2'])
})

test('[K8] every wrong field complains at once', () => {
  expect(readForm({ ...emptyForm, spo2: '9', temperature: '368', breaths: '200' }).wrong).toEqual([
    'spo2',
    'temperature',
    'breaths',
  ])
})

test('[K8] full-width digits, a comma and a Chinese stop are read', () => {
  expect(readForm({ ...emptyForm, spo2: '９５', temperature: '36，8' })).toMatchObject({
    wrong: [],
    values: { spo2Percent: 95, temperatureC: 36.8 },
  })
  expect(readForm({ ...emptyForm, temperature: '36。8' }).values.temperatureC).toBe(36.8)
})

test('[K8] an empty form is not sent; a sign alone is', () => {
  expect(readForm(emptyForm).wrong).toEqual(['nothing'])
  expect(readForm({ ...emptyForm, signs: ['dyspnoea'] }).wrong).toEqual([])
})
