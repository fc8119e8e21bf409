import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Day } from '../../shared/index.js'
import {
  equipmentClasses,
  gtinCheckDigitOf,
  isCleared,
  paperStates,
  readGtin,
  seedDemands,
  seedKinds,
} from './index.js'

const day = (text: string) => text as Day // written out here

test('[E1] the catalogue has 38 kinds of key equipment in four classes, and no code or name twice', () => {
  const equipment = seedKinds.filter((kind) => equipmentClasses.includes(kind.class))
  expect(equipment).toHaveLength(38)
  expect(new Set(equipment.map((kind) => kind.class)).size).toBe(4)
  expect(new Set(seedKinds.map(({ code }) => code)).size).toBe(seedKinds.length)
  expect(new Set(seedKinds.map(({ name }) => name.zh)).size).toBe(seedKinds.length)
  expect(new Set(seedKinds.map(({ name }) => name.en)).size).toBe(seedKinds.length)
})

test('[E1] the kinds that the sources name by their deliveries are there and say so', () => {
  const named = [
    'ventilator-noninvasive',
    'ventilator-invasive',
    'monitor-ecg',
    'high-flow',
    'air-disinfector',
    'blood-gas',
  ]
  const others = [
    'dialysis',
    'respirator-positive-pressure',
    'ecmo',
    'ambulance-negative-pressure',
    'thermometer-handheld',
  ]
  for (const code of [...named, ...others]) {
    expect(seedKinds.find((kind) => kind.code === code)?.evidence, code).toBe('reposted')
  }
})

test('[E1] a GTIN is read in its four lengths and spellings, and refused with a wrong check digit', () => {
  expect(readGtin('4006381333931')).toBe('04006381333931')
  expect(readGtin(' ４００６３８１-333931 ')).toBe('04006381333931')
  expect(readGtin('96385074')).toBe('00000096385074')
  expect(readGtin('036000291452')).toBe('00036000291452')
  expect(readGtin('10614141000415')).toBe('10614141000415')
  for (const wrong of ['4006381333932', '400638133393', '', '00000000000000', '4006381333931x', '400638133393112']) {
    expect(readGtin(wrong), wrong).toBeNull()
  }
})

test('[E1] one wrong digit and two neighbours changed places by an odd difference other than 5 never pass as a GTIN', () => {
  const digits = fc.stringMatching(/^[1-9]\d{11}$/)
  fc.assert(
    fc.property(digits, fc.nat({ max: 12 }), fc.integer({ min: 1, max: 9 }), (first12, at, more) => {
      const gtin = `${first12}${gtinCheckDigitOf(first12)}`
      expect(readGtin(gtin)).toBe(`0${gtin}`)
      const digit = (Number(gtin.charAt(at)) + more) % 10
      expect(readGtin(`${gtin.slice(0, at)}${digit}${gtin.slice(at + 1)}`)).toBeNull()
    }),
    { numRuns: 2_000 },
  )
})

const registration = (from: string | null, until: string | null) => ({
  kind: 'registration' as const,
  from: from === null ? null : day(from),
  until: until === null ? null : day(until),
})
const at = { today: day('2020-02-20'), warnDays: 30 }
const demand = { papers: ['registration'] as const }

test('[E1, SUP-REP-7] a licence that has ended or not begun clears nothing, its last day still does, and its end is warned of', () => {
  const state = (from: string | null, until: string | null) =>
    paperStates(demand, [registration(from, until)], at)[0]?.state
  expect(state(null, null)).toBe('fine')
  expect(state('2019-01-01', '2024-01-01')).toBe('fine')
  expect(state('2019-01-01', '2020-02-19')).toBe('ended')
  expect(state('2019-01-01', '2020-02-20')).toBe('endsSoon')
  expect(state('2019-01-01', '2020-03-20')).toBe('endsSoon')
  expect(state('2019-01-01', '2020-03-21')).toBe('fine')
  expect(state('2020-02-21', null)).toBe('notYet')
  expect(isCleared(paperStates(demand, [registration(null, '2020-02-19')], at))).toBe(false)
  expect(isCleared(paperStates(demand, [registration(null, '2020-02-20')], at))).toBe(true)
  expect(paperStates(demand, [], at)).toEqual([{ kind: 'registration', state: 'missing' }])
})

test('[E1] a renewed licence beside the one that ended clears the product', () => {
  const held = [registration('2015-01-01', '2020-01-31'), registration('2020-02-01', '2025-01-31')]
  expect(isCleared(paperStates(demand, held, at))).toBe(true)
})

test('[E1, E7] what leaves the country needs the papers of home and of the destination; a medicine needs its approval', () => {
  const papers = (code: string, destination: string) => {
    const kind = seedKinds.find((each) => each.code === code)
    return kind && seedDemands(kind).find((each) => each.destination === destination)?.papers
  }
  expect(papers('ventilator-invasive', 'CN')).toEqual(['registration', 'productionLicence'])
  expect(papers('ventilator-invasive', 'EU')).toEqual(['registration', 'productionLicence', 'ce'])
  expect(papers('mask-surgical', 'US')).toEqual(['registration', 'productionLicence', 'fda'])
  expect(papers('azvudine', 'CN')).toEqual(['medicineApproval'])
})
