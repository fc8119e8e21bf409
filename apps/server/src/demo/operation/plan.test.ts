import { seedKinds } from '@lianfang/domain/supply'
import { expect, test } from 'vitest'
import { definitionDay } from './curve.js'
import { numberOf, operationDays } from './days.js'
import { hubeiPlaces, makerProvinces } from './places.js'
import { deliveredBy, planOperation, wholeOperation } from './plan.js'
import { isCountedAsSet, operationKinds, publishedPoints, setsInAll, ventilatorPoints } from './published.js'

const plan = planOperation(wholeOperation)
const third = numberOf('2020-03-03' as (typeof operationDays)[number]) // written out

test('[X10, E1] 38 kinds, 200 makers in 25 provinces, 2,000 suppliers of parts, 17 places', () => {
  expect(operationKinds).toHaveLength(38)
  expect(plan.makers).toHaveLength(200)
  expect(plan.suppliers).toHaveLength(2_000)
  expect(new Set(plan.makers.map(({ province }) => makerProvinces[province]?.code)).size).toBe(25)
  expect(plan.makers.filter(({ isKey }) => isKey)).toHaveLength(31)
  expect(new Set(hubeiPlaces.map(({ code }) => code)).size).toBe(17)
})

test('[X10, E5] what arrived passes through every published point, to the unit', () => {
  const reached = publishedPoints.map(({ day, kind }) => ({ day, kind, units: deliveredBy(plan, kind, numberOf(day)) }))
  expect(reached).toEqual(publishedPoints)
  expect(
    ventilatorPoints.map(({ day }) => ({
      day,
      units:
        deliveredBy(plan, 'ventilator-invasive', numberOf(day)) +
        deliveredBy(plan, 'ventilator-noninvasive', numberOf(day)),
    })),
  ).toEqual(ventilatorPoints)
})

test('[X10, E5] 65,000 sets had arrived by 3 March', () => {
  const sets = operationKinds.filter(isCountedAsSet).map((kind) => deliveredBy(plan, kind, third))
  expect(sets.reduce((sum, units) => sum + units, 0)).toBe(setsInAll)
})

test('[X10, E5] 67 ECMO: 29 bought abroad, of which 16 by two aircraft on 26 and 27 February, the rest lent within China', () => {
  const ecmo = plan.loads.filter(({ kind }) => kind === 'ecmo')
  const of = (what: string) => ecmo.filter(({ from }) => from.what === what).reduce((sum, { units }) => sum + units, 0)
  expect([of('procurement'), of('lender')]).toEqual([29, 38])
  expect(ecmo.filter(({ isRelay }) => isRelay)).toMatchObject([
    { units: 16, leaves: 37, arrives: 38 }, // 26 and 27 February
  ])
})

test('[X10, E1] nobody makes more than its capacity, and no unit leaves before it is made', () => {
  for (const { number, lines } of plan.makers) {
    for (const { kind, capacity, opening, made } of lines) {
      expect(Math.max(...made)).toBeLessThanOrEqual(capacity)
      const own = plan.loads.filter(
        ({ from, kind: of }) => of === kind && from.what === 'maker' && from.maker === number,
      )
      let there = opening
      for (const [day, units] of made.entries()) {
        const gone = own.reduce((sum, load) => sum + (load.leaves === day ? load.units : 0), 0)
        expect(gone, `${kind} of ${number} on ${day}`).toBeLessThanOrEqual(there)
        there += units - gone
      }
    }
  }
})

test('[X10, E9] no place receives what was not sent, and the reserve sends on only what it has', () => {
  let reserve = new Map<string, number>()
  const moved = plan.loads.toSorted((a, b) => a.arrives - b.arrives)
  for (const day of operationDays.keys()) {
    for (const load of plan.loads.filter(({ leaves, from }) => leaves === day && from.what === 'reserve')) {
      const left = (reserve.get(load.kind) ?? 0) - load.units
      expect(left, `${load.kind} on ${day}`).toBeGreaterThanOrEqual(0)
      reserve = new Map(reserve).set(load.kind, left)
    }
    for (const load of moved.filter(({ arrives, to }) => arrives === day && to === 'reserve')) {
      reserve.set(load.kind, (reserve.get(load.kind) ?? 0) + load.units)
    }
  }
  expect(plan.loads.every(({ leaves, arrives, units }) => leaves < arrives && leaves >= 0 && units > 0)).toBe(true)
})

test('[X10] units that go by a serial number fill no consignment beyond its lines', () => {
  const serial = new Set(seedKinds.filter(({ keeping }) => keeping === 'serial').map(({ code }) => code))
  expect(Math.max(...plan.loads.filter(({ kind }) => serial.has(kind)).map(({ units }) => units))).toBeLessThanOrEqual(
    200,
  )
})

test('[X10, E2] the curve leaps on the day of the change of definition and falls where a place put it right', () => {
  const wuhan = plan.curve.filter(({ place }) => place === '4201').map(({ confirmed }) => confirmed)
  const added = wuhan.map((confirmed, i) => confirmed - (wuhan[i - 1] ?? 0))
  expect(added.indexOf(Math.max(...added))).toBe(definitionDay)
  const fallen = hubeiPlaces.filter(({ code }) => {
    const own = plan.curve.filter(({ place }) => place === code)
    return own.some(({ confirmed }, i) => i > 0 && confirmed < (own[i - 1]?.confirmed ?? 0))
  })
  expect(fallen.map(({ en }) => en)).toEqual(['Xiaogan', 'Jingzhou', 'Suizhou'])
})

test('[X10] the same seed gives the same operation, another one another', () => {
  expect(planOperation(wholeOperation)).toEqual(plan)
  expect(planOperation({ ...wholeOperation, seed: 7 }).loads).not.toEqual(plan.loads)
})
