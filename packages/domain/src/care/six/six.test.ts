import { describe, expect, test } from 'vitest'
import { careRules, careSeedValues, careValues, inForce } from '../../policy/index.js'
import { addHours, type Day, instantOf, type PlaceCode } from '../../shared/index.js'
import { registerBasis, type SixPerson, sixOfPerson } from './six.js'

const care = careValues(inForce(careRules, careSeedValues, { place: '421123' as PlaceCode, day: '2023-01-10' as Day }))
if (care.due.state === 'closed' || care.medicine.state === 'closed') throw new Error('the seed opens both')
const values = { due: care.due.values, medicine: care.medicine.values }
const now = instantOf(Date.UTC(2023, 0, 20))
const ago = (hours: number) => addHours(now, -hours)
const person: SixPerson = {
  ...{ tier: 'red', life: 'here', dutySince: ago(400), told: true },
  ...{ twoWayAt: [ago(10), ago(70), ago(130)], daysAt: ago(20), controlAt: ago(20) },
  ...{ episodeSince: null, referred: false, guided: false },
}
const at = (point: 3 | 4 | 5 | 6, more: Partial<SixPerson> = {}) =>
  sixOfPerson({ ...person, ...more }, point, now, values)

describe('[K6] what the ledger stands against', () => {
  const village = { residents: 500, over65: 90 }
  test('those of 65 and over where the register knows them of every village, else all residents', () => {
    expect(registerBasis([village, { residents: 300, over65: 0 }])).toBe('over65')
    expect(registerBasis([village, { residents: 300, over65: null }])).toBe('residents')
  })
  test('nothing where a village is not in the register, or there is no village', () => {
    expect(registerBasis([village, { residents: null, over65: null }])).toBeNull()
    expect(registerBasis([])).toBeNull()
  })
})

describe('[K6] the points of people', () => {
  test('four: three talks in seven days for red, two for yellow, and nothing for green', () => {
    expect(at(4)).toEqual({ inPlace: true })
    expect(at(4, { twoWayAt: [ago(10), ago(70), ago(168)] })).toEqual({ inPlace: false })
    expect(at(4, { tier: 'yellow', twoWayAt: [ago(10), ago(167)] })).toEqual({ inPlace: true })
    expect(at(4, { tier: 'green', twoWayAt: [] })).toBeNull()
  })
  test('four: nobody is missing before a whole window was owed, nor in a pause', () => {
    expect(at(4, { twoWayAt: [], dutySince: ago(167) })).toBeNull()
    expect(at(4, { twoWayAt: [], dutySince: ago(168) })).toEqual({ inPlace: false })
    expect(at(4, { twoWayAt: [], life: 'admitted' })).toBeNull()
  })
  test('five: the record of red people alone, both told within fourteen days', () => {
    expect(at(5)).toEqual({ inPlace: true })
    expect(at(5, { controlAt: ago(14 * 24 + 1) })).toEqual({ inPlace: false })
    expect(at(5, { tier: 'yellow', daysAt: null })).toBeNull()
  })
  test('six: red referred, yellow with guided medicine, all of them followed daily', () => {
    expect(at(6)).toBeNull()
    const ill = { episodeSince: ago(50) }
    expect(at(6, { ...ill, referred: true })).toEqual({ inPlace: true })
    expect(at(6, { ...ill, guided: true })).toEqual({ inPlace: false })
    expect(at(6, { ...ill, tier: 'yellow', guided: true })).toEqual({ inPlace: true })
    expect(at(6, { ...ill, tier: 'green' })).toEqual({ inPlace: true })
    expect(at(6, { ...ill, referred: true, twoWayAt: [ago(25)] })).toEqual({ inPlace: false })
    // Ill for less than a day: the first talk is not late yet.
    expect(at(6, { episodeSince: ago(20), referred: true, twoWayAt: [] })).toEqual({ inPlace: true })
  })
  test('six: nobody is asked for in hospital or in a refusal', () => {
    for (const life of ['admitted', 'refusing'] as const)
      expect(at(6, { life, episodeSince: ago(50), twoWayAt: [] })).toBeNull()
  })
  test('nothing is asked for those who died or moved away', () => {
    for (const life of ['dead', 'left'] as const)
      for (const point of [3, 4, 5, 6] as const) expect(at(point, { life, episodeSince: ago(50) })).toBeNull()
  })
})
