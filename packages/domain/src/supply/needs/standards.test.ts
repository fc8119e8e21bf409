import { expect, test } from 'vitest'
import { seedKinds } from '../catalogue/index.js'
import { type InstitutionSum, standardGap, standardLines, standardNeed } from './index.js'

const sum = (rest: Pick<InstitutionSum, 'kind'> & Partial<InstitutionSum>): InstitutionSum => ({
  ...{ grade: 'none', count: 1, beds: 0, criticalBeds: 0, withoutBeds: 0 },
  ...rest,
})

test('[E2] every line of the standard names a kind of the catalogue, a source, and how sure it is', () => {
  const codes = new Set(seedKinds.map(({ code }) => code))
  for (const { kind, ratio, source } of standardLines) {
    expect(codes.has(kind)).toBe(true)
    expect(ratio).toBeGreaterThan(0)
    expect(source).not.toBe('')
  }
  expect(standardLines.filter(({ of }) => of === 'feverClinic').map(({ evidence }) => evidence)).toEqual(
    standardLines.filter(({ of }) => of === 'feverClinic').map(() => 'unconfirmed'),
  )
})

test('[E2] 30 village clinics ask for 60 oximeters, a health centre for one oxygen concentrator', () => {
  const need = standardNeed([sum({ kind: 'villageClinic', count: 30 }), sum({ kind: 'townshipCentre' })])
  expect(need.map(({ kind, quantity }) => [kind, quantity])).toEqual([
    ['oximeter', 60],
    ['oxygen-concentrator', 1],
  ])
})

test('[E2] hospitals are told apart by grade, and one without beds entered is told and not guessed', () => {
  const need = standardNeed([
    sum({ kind: 'hospital', grade: 'third', count: 2, criticalBeds: 20, withoutBeds: 1 }),
    sum({ kind: 'hospital', grade: 'second', count: 1, criticalBeds: 5 }),
  ])
  const of = (kind: string) => need.find((one) => one.kind === kind)
  // 20 x 1 of a tertiary hospital, 5 x 0.5 of a secondary one: 22.5 is 23 once, not 20 and 3 each rounded.
  expect(of('ventilator-invasive')).toMatchObject({ quantity: 23 })
  expect(of('ventilator-invasive')?.terms.map(({ amount, unknown }) => [amount, unknown])).toEqual([
    [20, 1],
    [5, 0],
  ])
  expect(of('syringe-pump')?.quantity).toBe(40)
  expect(of('defibrillator')?.quantity).toBe(6)
})

test('[E2] where no institution has a standard, none is made up', () => {
  expect(standardNeed([sum({ kind: 'warehouse', count: 5 })])).toEqual([])
})

test('[E2] enough is never said where an institution is left out: what is missing is then at least so many, or not known', () => {
  const known = [{ unknown: 0 }, { unknown: 0 }]
  const leftOut = [{ unknown: 0 }, { unknown: 1 }]
  expect(standardGap({ quantity: 5, terms: known }, 5)).toEqual({ state: 'enough' })
  expect(standardGap({ quantity: 5, terms: known }, 2)).toEqual({ state: 'missing', units: 3, atLeast: false })
  expect(standardGap({ quantity: 0, terms: leftOut }, 0)).toEqual({ state: 'notKnown' })
  expect(standardGap({ quantity: 5, terms: leftOut }, 2)).toEqual({ state: 'missing', units: 3, atLeast: true })
})
