import { expect, test } from 'vitest'
import { numbersOf, wayBack } from './call-numbers.js'

const open = { closed: null, outcome: 'today' } as const
const rang = (number: string) => ({ caller: { number, name: '' }, home: null })
const home = { place: '', address: '', phones: ['13900001001'] }

test('[K4] what is no number is no button to call', () => {
  expect(numbersOf(rang('abc')).caller).toBe('')
  expect(numbersOf(rang('0713-5050001')).caller).toBe('0713-5050001')
})

test('[K4] without any number somebody has to go there, unless it is advice; a number of the ledger is a way back', () => {
  expect(wayBack({ ...open, ...rang('') })).toBe('noWay')
  expect(wayBack({ ...open, ...rang('abc'), outcome: 'emergency' })).toBe('noWay')
  expect(wayBack({ ...open, ...rang(''), outcome: 'advice' })).toBe('noWayAdvice')
  expect(wayBack({ ...open, ...rang(''), home })).toBe('open')
  expect(wayBack({ ...open, ...rang('13711112222') })).toBe('open')
})
