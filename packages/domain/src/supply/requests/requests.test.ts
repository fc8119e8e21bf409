import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inForce, policyRules, type RequestValues, seedValues, supplyValues } from '../../policy/index.js'
import { addDays, type Day, NATION } from '../../shared/index.js'
import { seedKinds } from '../catalogue/index.js'
import {
  assignmentStates,
  basisOf,
  byUrgency,
  doubtOfRequest,
  faultOfFacts,
  type Gated,
  gates,
  isOverstated,
  isRepeated,
  missingGates,
  type NeedFacts,
  onWithdrawal,
  overstatedSince,
  perPatientOf,
  requestActs,
  requestAfter,
  requestStates,
  urgencyOf,
  verifiedNeedOf,
} from './index.js'

const today = '2020-02-20' as Day // written out here
const gate = supplyValues(inForce(policyRules, seedValues, { place: NATION, day: today })).requests
const values: RequestValues = gate.state === 'open' ? gate.values : (undefined as never) // the next test says it is open

test('[X3, SUP-REQ-1] the seed opens the rules of requests, and names kinds of the catalogue', () => {
  expect(gate.state).toBe('open')
  for (const kind of values.unitsPerPatient.keys()) expect(seedKinds.map(({ code }) => code)).toContain(kind)
})

const facts = (rest: Partial<NeedFacts> = {}): NeedFacts => ({
  ...{ criticalWaiting: 8, inUse: 12, idle: 1, staffedBeds: 6, dailyUse: null },
  ...rest,
})
const use = (dailyUse: number, idle: number): NeedFacts =>
  facts({ dailyUse, idle, criticalWaiting: null, inUse: null, staffedBeds: null })
const ask = (requested: number, rest: Partial<NeedFacts> = {}, known = { inBooks: null as number | null, coming: 0 }) =>
  verifiedNeedOf(
    { kind: 'ventilator-invasive', basis: 'patients', requested, facts: facts(rest) },
    { idleInBooks: known.inBooks, coming: known.coming },
    values,
  )

test('[E3, SUP-REQ-2] verified need is the smaller of request and need, and each term stands beside it', () => {
  expect(ask(10)).toMatchObject({ forPatients: 8, forBeds: 6, usable: 6, idle: 1, computed: 5, verified: 5, gap: 5 })
  expect(ask(3)).toMatchObject({ computed: 5, verified: 3, gap: 0 })
  expect(ask(10, { staffedBeds: 20 })).toMatchObject({ usable: 8, computed: 7 })
  expect(ask(10, { staffedBeds: 0 })).toMatchObject({ verified: 0, gap: 10 })
})

test('[E3, SUP-REQ-2] what the books have idle counts where it is more than what is said, and so does what is coming', () => {
  expect(ask(10, {}, { inBooks: 4, coming: 0 })).toMatchObject({ idle: 4, idleSaid: 1, idleInBooks: 4, computed: 2 })
  expect(ask(10, {}, { inBooks: 0, coming: 3 })).toMatchObject({ idle: 1, coming: 3, computed: 2 })
  expect(ask(10, {}, { inBooks: 9, coming: 9 })).toMatchObject({ computed: 0, verified: 0 })
})

test('[E3, SUP-REQ-1] three syringe pumps for a patient and a bed', () => {
  expect(perPatientOf('syringe-pump', values)).toBe(3)
  const said = { kind: 'syringe-pump', basis: 'patients' as const, requested: 50, facts: facts() }
  expect(verifiedNeedOf(said, { idleInBooks: null, coming: 0 }, values)).toMatchObject({
    forPatients: 24,
    forBeds: 18,
    computed: 17,
  })
})

test('[E3, SUP-REQ-4] what is used up is reckoned from a week of use less what is in stock', () => {
  expect(basisOf('lot')).toBe('use')
  const said = { kind: 'mask-surgical', basis: 'use' as const, requested: 10_000, facts: use(900, 300) }
  expect(verifiedNeedOf(said, { idleInBooks: null, coming: 0 }, values)).toMatchObject({
    usable: 6_300,
    computed: 6_000,
    gap: 4_000,
  })
})

const number = fc.nat({ max: 400 })
const anyFacts = fc.record({
  criticalWaiting: number,
  inUse: number,
  idle: number,
  staffedBeds: number,
  dailyUse: fc.constant(null),
})
test('[E3, SUP-REQ-2] never more than is asked, than patients, than beds; never less for one more patient with a bed', () => {
  fc.assert(
    fc.property(number, anyFacts, number, number, (requested, said, books, coming) => {
      const of = (f: NeedFacts) =>
        verifiedNeedOf({ kind: 'ecmo', basis: 'patients', requested, facts: f }, { idleInBooks: books, coming }, values)
      const need = of(said)
      expect(need.verified).toBeGreaterThanOrEqual(0)
      expect(need.verified).toBeLessThanOrEqual(Math.min(requested, said.criticalWaiting, said.staffedBeds))
      expect(need.verified + need.gap).toBe(requested)
      expect(need.computed).toBe(Math.max(0, need.usable - need.idle - need.coming))
      const more = of({ ...said, criticalWaiting: said.criticalWaiting + 1, staffedBeds: said.staffedBeds + 1 })
      expect(more.verified).toBeGreaterThanOrEqual(need.verified)
      expect(of({ ...said, idle: said.idle + 1 }).verified).toBeLessThanOrEqual(need.verified)
    }),
    { numRuns: 1_000 },
  )
})

const ecmo = { basis: 'patients', kind: 'ecmo' } as const
test('[E3, SUP-REQ-3, SUP-REQ-5] each gate that nobody confirmed is named, and one confirmed too long ago', () => {
  const at = { today, gates: values.gates, gatesOf: values.gatesOf, gateDays: values.gateDays }
  const confirmed = (names: readonly Gated[], day = today) => names.map((one) => ({ gate: one, day }))
  expect(missingGates(ecmo, [], at)).toEqual(['operators', 'oxygen', 'power', 'consumables'])
  expect(missingGates(ecmo, confirmed(['oxygen', 'power']), at)).toEqual(['operators', 'consumables'])
  expect(missingGates(ecmo, confirmed(gates), at)).toEqual([])
  expect(missingGates(ecmo, confirmed(gates, addDays(today, -14)), at)).toEqual([])
  expect(missingGates(ecmo, confirmed(gates, addDays(today, -15)), at)).toHaveLength(4)
  expect(missingGates(ecmo, confirmed(gates, addDays(today, 1)), at)).toHaveLength(4)
  expect(missingGates({ basis: 'use', kind: 'gloves' }, [], at)).toEqual([])
})

test('[E3, SUP-REQ-12] of a kind that works without oxygen none is asked; of one that is not named everything is', () => {
  const at = { today, gates: values.gates, gatesOf: values.gatesOf, gateDays: values.gateDays }
  expect(missingGates({ basis: 'patients', kind: 'monitor-ecg' }, [], at)).toEqual(['operators', 'power'])
  expect(missingGates({ basis: 'patients', kind: 'syringe-pump' }, [], at)).toEqual([
    'operators',
    'power',
    'consumables',
  ])
  expect(missingGates({ basis: 'patients', kind: 'ventilator-invasive' }, [], at)).toHaveLength(4)
  expect(missingGates({ basis: 'patients', kind: 'new-kind' }, [], at)).toHaveLength(4)
})

test('[E3, SUP-REQ-6] patients without a unit come first, then the higher share in use, then who asked earlier', () => {
  const of = (id: string, said: Partial<NeedFacts>, askedAt = 0) => ({
    ...urgencyOf('patients', facts(said), 7),
    askedAt,
    id,
  })
  const order = [
    of('later', { criticalWaiting: 2, idle: 0 }, 9),
    of('earlier', { criticalWaiting: 2, idle: 0 }, 1),
    of('idle', { criticalWaiting: 9, idle: 8 }),
    of('half', { criticalWaiting: 2, idle: 0, inUse: 0 }),
    of('most', { criticalWaiting: 5, idle: 0 }),
  ].sort(byUrgency)
  expect(order.map(({ id }) => id)).toEqual(['most', 'half', 'earlier', 'later', 'idle'])
  expect(urgencyOf('use', use(100, 350), 7)).toEqual({ uncovered: 0, busyPercent: 50 })
  expect(urgencyOf('use', use(0, 350), 7)).toEqual({ uncovered: 0, busyPercent: 0 })
})

test('[E3, SUP-REQ-7, SUP-REQ-8, SUP-REQ-9] overstated is more than half as much again; three in thirty days are a problem', () => {
  expect([15, 16].map((requested) => isOverstated(requested, 10, values))).toEqual([false, true])
  expect(isOverstated(1, 0, values)).toBe(true)
  expect([2, 3].map((times) => isRepeated(times, values))).toEqual([false, true])
  expect(overstatedSince(today, values)).toBe('2020-01-22')
})

test('[E3, SUP-REQ-10] ten times the usual is asked back, nine times is not', () => {
  const doubt = (requested: number, usual: number | null, rest: Partial<NeedFacts> = {}) =>
    doubtOfRequest({ requested, facts: facts(rest), perPatient: 1 }, usual, values)
  expect(doubt(119, null)).toBeNull()
  expect(doubt(120, null)).toBe(12)
  expect(doubt(120, 20)).toBeNull()
  expect(doubt(200, 20)).toBe(20)
  expect(doubtOfRequest({ requested: 60_000, facts: use(600, 0), perPatient: 1 }, null, values)).toBe(4_200)
})

test('[E3] figures that are missing, not asked, broken, below nothing or beyond all measure are named', () => {
  expect(faultOfFacts(facts(), 'patients', values)).toBeNull()
  expect(faultOfFacts(facts({ staffedBeds: null }), 'patients', values)).toEqual({
    why: 'missing',
    field: 'staffedBeds',
  })
  expect(faultOfFacts(facts({ dailyUse: 3 }), 'patients', values)).toEqual({ why: 'notAsked', field: 'dailyUse' })
  for (const wrong of [-5, 1.5, 1e12, Number.NaN]) {
    expect(faultOfFacts(facts({ inUse: wrong }), 'patients', values)).toMatchObject({
      why: 'impossible',
      field: 'inUse',
    })
  }
  expect(faultOfFacts(use(9, 9), 'use', values)).toBeNull()
})

test('[E3] an ended request does nothing more; what is not approved inside is not verified; what is not verified gets nothing', () => {
  for (const state of ['refused', 'withdrawn', 'closed'] as const) {
    expect(requestActs.map((act) => requestAfter(state, act))).toEqual(requestActs.map(() => null))
  }
  const may = (act: (typeof requestActs)[number]) => requestStates.filter((state) => requestAfter(state, act) !== null)
  expect(may('verify')).toEqual(['approved', 'verified'])
  expect(may('assign')).toEqual(['verified'])
  expect(may('approve')).toEqual(['submitted'])
  expect(may('change')).toEqual(['draft', 'returned'])
})

test('[E3] a request that is withdrawn frees what was not sent; what is on the road travels on and is counted', () => {
  const assigned = assignmentStates.map((state, i) => ({ id: state, state, quantity: i + 1 }))
  expect(onWithdrawal(assigned)).toEqual({ freed: ['assigned'], freedUnits: 1, onTheRoadUnits: 3 })
})
