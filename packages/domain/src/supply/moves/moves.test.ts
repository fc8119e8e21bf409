import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inForce, type MoveValues, policyRules, seedValues, supplyValues } from '../../policy/index.js'
import { addMinutes, type Day, type Instant, instantOf, NATION } from '../../shared/index.js'
import {
  alarmAt,
  arrivalOf,
  type CargoLine,
  claimsOf,
  consignmentActs,
  consignmentAfter,
  consignmentStates,
  type DelayKnown,
  doubtOfMilestone,
  durationsOf,
  faultOfLeg,
  instantsAt,
  isAhead,
  localAt,
  type Milestone,
  mergeCargo,
  milestoneBases,
  milestoneKinds,
  onRoad,
  readLocal,
  redirectionsOf,
  type Slot,
  type SlotTime,
  splitCargo,
  takeReceipt,
  timeOf,
} from './index.js'

const today = '2020-02-27' as Day // written out here
const gate = supplyValues(inForce(policyRules, seedValues, { place: NATION, day: today })).moves
const values: MoveValues = gate.state === 'open' ? gate.values : (undefined as never) // the next test says it is open

test('[X3] the seed opens the rules of consignments', () => {
  expect(gate.state).toBe('open')
})

const frankfurt = 'Europe/Berlin'
const china = 'Asia/Shanghai'
const at = (local: string, zone = china): Instant => {
  const read = readLocal({ local, zone }, false)
  if ('fault' in read) throw new Error(read.fault)
  return read.at
}

test('[E5, SUP-MOVE-16] a time is read off the clock of its place: 21:05 in Frankfurt is 04:05 in Beijing', () => {
  expect(localAt(at('2020-02-26T21:05', frankfurt), china)).toBe('2020-02-27T04:05')
})

test('[E5, SUP-MOVE-16] the hour that is skipped does not exist, the hour that comes twice is asked for, and no zone is no time', () => {
  expect(readLocal({ local: '2020-03-29T02:30', zone: frankfurt }, null)).toEqual({ fault: 'skipped' })
  expect(readLocal({ local: '2020-10-25T02:30', zone: frankfurt }, null)).toEqual({ fault: 'twice' })
  const [first, second] = [false, true].map((later) => readLocal({ local: '2020-10-25T02:30', zone: frankfurt }, later))
  expect([first, second]).toEqual([{ at: Date.UTC(2020, 9, 25, 0, 30) }, { at: Date.UTC(2020, 9, 25, 1, 30) }])
  for (const [local, zone] of [
    ['2020-02-30T10:00', china],
    ['2020-02-27T24:10', china],
    ['27.2.2020', china],
    ['2020-02-27T10:00', 'Asia/Nowhere'],
  ] as const) {
    expect(readLocal({ local, zone }, null)).toEqual({ fault: 'unreadable' })
  }
})

test('[E5, SUP-MOVE-16] whatever moment a clock shows, reading that clock finds the moment again', () => {
  const zones = fc.constantFrom(china, frankfurt, 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC')
  const minutes = fc.integer({ min: Date.UTC(2019, 0, 1) / 60_000, max: Date.UTC(2024, 0, 1) / 60_000 })
  fc.assert(
    fc.property(zones, minutes, (zone, minute) => {
      const moment = instantOf(minute * 60_000)
      expect(instantsAt({ local: localAt(moment, zone), zone })).toContain(moment)
    }),
  )
})

let entered = Date.UTC(2020, 1, 28)
const said = (rest: Partial<Milestone>): Milestone => {
  entered += 60_000
  return {
    ...{ id: `m${entered}`, leg: 0, what: 'arrived', basis: 'actual', at: at('2020-02-27T19:16'), source: 'carrier' },
    ...{ sourceName: 'CA', enteredAt: instantOf(entered) },
    ...rest,
  }
}
const arrival: Slot = { leg: 1, what: 'arrived' }
const caac = said({ ...arrival, id: 'caac', source: 'authority', sourceName: 'CAAC', at: at('2020-02-27T19:16') })
const xinhua = said({ ...arrival, id: 'xinhua', source: 'press', sourceName: 'Xinhua', at: at('2020-02-27T20:25') })

test('[E5, SUP-MOVE-1] two sources an hour apart are disputed, both stay, and a person chooses one', () => {
  expect(timeOf(arrival, [caac, xinhua], [], values)).toEqual({
    state: 'disputed',
    from: caac.at,
    to: xinhua.at,
    claims: ['caac', 'xinhua'],
  })
  const first = { milestone: 'xinhua', chosenAt: instantOf(1) }
  const second = { milestone: 'caac', chosenAt: instantOf(2) }
  expect(timeOf(arrival, [caac, xinhua], [first], values)).toMatchObject({ at: xinhua.at, why: 'chosen' })
  expect(timeOf(arrival, [caac, xinhua], [first, second], values)).toMatchObject({ at: caac.at, why: 'chosen' })
})

test('[E5] from Frankfurt to Wuhan both published durations can be derived: 15 hours, and less than 17', () => {
  const minutes = durationsOf(at('2020-02-26T21:05', frankfurt), claimsOf([caac, xinhua])).map((one) => one.minutes)
  expect(minutes).toEqual([15 * 60 + 11, 16 * 60 + 20])
})

test('[E5, SUP-MOVE-1, SUP-MOVE-2] sources that agree within minutes give the time of the one believed first', () => {
  const press = said({ ...arrival, source: 'press', sourceName: 'A', at: addMinutes(caac.at, 30) })
  expect(timeOf(arrival, [press, caac], [], values)).toMatchObject({ at: caac.at, why: 'agreed' })
  const apart = { ...press, at: addMinutes(caac.at, 31) }
  expect(timeOf(arrival, [apart, caac], [], values).state).toBe('disputed')
})

test('[E5, SUP-MOVE-2] a source that corrects itself disputes nothing, and its first word stays to be read', () => {
  const corrected = said({ ...arrival, source: 'press', sourceName: ' xinhua ', at: addMinutes(caac.at, 5) })
  expect(timeOf(arrival, [xinhua, caac, corrected], [], values)).toMatchObject({ at: caac.at, why: 'agreed' })
  expect(claimsOf([xinhua, caac, corrected])).toHaveLength(2)
})

test('[E5] without an actual time the newest estimate counts, and before it the plan', () => {
  const plan = said({ ...arrival, basis: 'planned', at: at('2020-02-27T19:00') })
  const [early, late] = ['2020-02-27T19:30', '2020-02-27T20:00'].map((t) =>
    said({ ...arrival, basis: 'estimated', at: at(t) }),
  ) as [Milestone, Milestone]
  expect(timeOf(arrival, [], [], values)).toEqual({ state: 'none' })
  expect(timeOf(arrival, [plan], [], values)).toMatchObject({ state: 'planned', at: plan.at })
  expect(timeOf(arrival, [late, early, plan], [], values)).toMatchObject({ state: 'estimated', at: late.at })
})

const anyMilestone: fc.Arbitrary<Milestone> = fc.record({
  id: fc.uuid(),
  leg: fc.nat({ max: 1 }),
  what: fc.constantFrom(...milestoneKinds),
  basis: fc.constantFrom(...milestoneBases),
  at: fc.integer({ min: 0, max: 400 }).map((n) => addMinutes(caac.at, n)),
  source: fc.constantFrom('carrier', 'press', 'driver'),
  sourceName: fc.constantFrom('a', 'b'),
  enteredAt: fc.nat({ max: 1000 }).map(instantOf),
})

test('[E5] whatever is stated in whatever order: the time in force is one that somebody stated, and depends on no order of rows', () => {
  fc.assert(
    fc.property(fc.array(anyMilestone, { maxLength: 12 }), fc.nat({ max: 12 }), (all, n) => {
      const choices = all.slice(0, n).map(({ id }, i) => ({ milestone: id, chosenAt: instantOf(i) }))
      for (const what of milestoneKinds) {
        const slot = { leg: 0, what }
        const time = timeOf(slot, all, choices, values)
        expect(timeOf(slot, [...all].reverse(), [...choices].reverse(), values)).toEqual(time)
        const here = all.filter((m) => m.leg === 0 && m.what === what)
        if (time.state === 'none') expect(here).toEqual([])
        else if (time.state === 'disputed') expect(time.claims.length).toBeGreaterThan(1)
        else expect(here.find(({ id }) => id === time.milestone)?.at).toBe(time.at)
      }
    }),
  )
})

const departed = said({ what: 'departed', at: at('2020-02-26T21:05', frankfurt), id: 'left' })
const doubt = (rest: Partial<Milestone> & { readonly local: string; readonly zone?: string }, known = [departed]) => {
  const zone = rest.zone ?? china
  const one = { leg: 0, what: 'arrived' as const, ...rest, zone, at: at(rest.local, zone) }
  return doubtOfMilestone(one, known, one.leg === 0 ? [frankfurt, china] : [china], values)
}

test('[E5, SUP-MOVE-17] an arrival before its departure is asked back; read off the other clock it is named as a mix-up of zones', () => {
  expect(doubt({ local: '2020-02-27T12:41' })).toBeNull()
  expect(doubt({ local: '2020-02-26T20:00' })).toMatchObject({ why: 'order', against: { id: 'left' }, minutes: -485 })
  // Landed at eight by the clock in Frankfurt, entered as eight in Beijing.
  const late = said({ what: 'departed', at: at('2020-02-27T04:05', frankfurt), id: 'late' })
  expect(doubt({ local: '2020-02-27T08:00' }, [late])).toMatchObject({ why: 'zone', zone: frankfurt })
})

test('[E5, SUP-MOVE-17] what comes earlier on the way is checked against what comes later, and plans against nothing', () => {
  const customs = said({ what: 'customsOut', at: at('2020-02-27T15:00'), id: 'through' })
  expect(doubt({ what: 'customsIn', local: '2020-02-27T16:00' }, [customs])).toMatchObject({ why: 'order' })
  expect(doubt({ leg: 1, what: 'departed', local: '2020-02-27T14:00' }, [customs])).toMatchObject({ why: 'order' })
  expect(doubt({ leg: 1, what: 'departed', local: '2020-02-27T14:00' }, [{ ...customs, basis: 'planned' }])).toBeNull()
})

test('[E5, SUP-MOVE-4] ten days after what came before it a time is asked back: a slip in the month', () => {
  expect(doubt({ local: '2020-03-27T12:41' })).toMatchObject({ why: 'long' })
  expect(doubt({ local: '2020-03-07T12:41' })).toBeNull()
})

test('[E5, SUP-MOVE-3] what lies ahead of the clock has not happened; some minutes are the difference of two clocks', () => {
  const now = at('2020-02-27T12:00')
  expect([10, 11].map((minutes) => isAhead(addMinutes(now, minutes), now, values))).toEqual([false, true])
})

const planned = (local: string): SlotTime => ({ state: 'planned', at: at(local), milestone: '' })
const actual = (local: string): SlotTime => ({ state: 'actual', at: at(local), milestone: '', why: 'only' })
const none: SlotTime = { state: 'none' }

test('[E5] the arrival of the whole follows from its legs: a late departure moves what was planned after it', () => {
  const leg = (from: SlotTime, to: SlotTime) => ({ departed: from, arrived: to })
  const second = leg(planned('2020-02-27T15:00'), planned('2020-02-27T17:00'))
  const starts = [at('2020-02-27T04:00'), at('2020-02-27T15:00')]
  const arrives = (first: ReturnType<typeof leg>, then = second) =>
    arrivalOf({ legs: [first, then], plannedStarts: starts })
  const onPlan = leg(planned('2020-02-27T04:00'), planned('2020-02-27T14:00'))
  expect(arrives(onPlan)).toBe(at('2020-02-27T17:00'))
  // An hour late is made up by the wait between the legs, three are not.
  expect(arrives(leg(actual('2020-02-27T05:00'), planned('2020-02-27T14:00')))).toBe(at('2020-02-27T17:00'))
  expect(arrives(leg(actual('2020-02-27T07:00'), planned('2020-02-27T14:00')))).toBe(at('2020-02-27T19:00'))
  expect(arrives(onPlan, leg(planned('2020-02-27T15:00'), none))).toBeNull()
  expect(arrives(onPlan, leg(actual('2020-02-27T17:32'), actual('2020-02-27T19:16')))).toBe(at('2020-02-27T19:16'))
  expect(arrivalOf({ legs: [], plannedStarts: [] })).toBeNull()
})

const travelling = (rest: Partial<DelayKnown> = {}): DelayKnown => ({
  ...{ state: 'onTheRoad', urgency: 'critical', promised: at('2020-02-27T19:00'), expected: at('2020-02-27T19:00') },
  ...{ hasArrived: false, heardAt: at('2020-02-27T18:00'), quietUntil: null },
  ...rest,
})

test('[E5, SUP-MOVE-5, SUP-MOVE-7] late against what was promised is told by urgency, and climbs a level every two hours', () => {
  const ring = (local: string, rest: Partial<DelayKnown> = {}) => alarmAt(travelling(rest), at(local), values)
  expect(ring('2020-02-27T19:29')).toBeNull()
  expect(ring('2020-02-27T19:30')).toEqual({ why: 'late', since: at('2020-02-27T19:30'), level: 'county' })
  expect(ring('2020-02-27T19:30', { urgency: 'urgent' })).toBeNull()
  expect(ring('2020-02-27T21:00', { urgency: 'urgent' })?.why).toBe('late')
  const levels = ['2020-02-27T21:29', '2020-02-27T21:30', '2020-02-27T23:30', '2020-02-28T01:30', '2020-02-29T01:30']
  expect(levels.map((local) => ring(local)?.level)).toEqual(['county', 'prefecture', 'province', 'nation', 'nation'])
})

test('[E5, SUP-MOVE-6] six hours without a word are told; a word, a new estimate or the arrival end the alarm', () => {
  const ring = (rest: Partial<DelayKnown>) => alarmAt(travelling(rest), at('2020-02-28T00:00'), values)
  const later = at('2020-02-28T04:00')
  expect(ring({ promised: null })?.why).toBe('silent')
  expect(ring({ promised: later, expected: later })?.why).toBe('silent')
  expect(ring({ promised: later, expected: later, heardAt: at('2020-02-27T18:01') })).toBeNull()
  expect(ring({ hasArrived: true })).toBeNull()
  expect(ring({ promised: null, quietUntil: at('2020-02-27T23:31') })).toBeNull()
  for (const state of ['planned', 'arrived', 'closed', 'cancelled'] as const) expect(ring({ state })).toBeNull()
})

test('[E5] a delay that follows from the legs is told before it happens', () => {
  const known = travelling({ expected: at('2020-02-27T22:00') })
  expect(alarmAt(known, at('2020-02-27T18:00'), values)?.why).toBe('foreseen')
})

const line = (n: number, quantity: number, rest: Partial<CargoLine> = {}): CargoLine => ({
  ...{ n, origin: `o${n}`, kind: 'ecmo', quantity, arrived: 0, lost: 0 },
  ...rest,
})
const units = (lines: readonly CargoLine[]): number => lines.reduce((sum, one) => sum + one.quantity, 0)

test('[E5] a load is split and merged: what is more than is on the road, twice, or everything is refused by name', () => {
  const load = [line(0, 10, { arrived: 4 }), line(1, 6)]
  const fault = (asked: { n: number; quantity: number }[]) => {
    const split = splitCargo(load, asked)
    return split.outcome === 'refused' ? split.fault : null
  }
  expect(fault([{ n: 0, quantity: 7 }])).toEqual({ why: 'quantity', line: 0, left: 6 })
  expect(fault([{ n: 0, quantity: 0.5 }])).toMatchObject({ why: 'quantity' })
  expect(fault([{ n: 5, quantity: 1 }])).toEqual({ why: 'unknown', line: 0 })
  expect(fault([1, 1].map((quantity) => ({ n: 0, quantity })))).toEqual({ why: 'twice', line: 1 })
  expect(
    fault([
      { n: 0, quantity: 6 },
      { n: 1, quantity: 6 },
    ]),
  ).toEqual({ why: 'everything' })
  const split = splitCargo(load, [{ n: 1, quantity: 2 }])
  expect(split).toMatchObject({
    outcome: 'split',
    stays: [load[0], { n: 1, quantity: 4 }],
    goes: [{ n: 0, quantity: 2 }],
  })
  if (split.outcome === 'split') expect(mergeCargo(split.stays, split.goes).into).toEqual(load)
})

test('[E5] whatever is split, merged and received in whatever order: units are conserved', () => {
  const load = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 })
  const step = fc.record({
    what: fc.constantFrom('split', 'merge', 'receive'),
    n: fc.nat(3),
    quantity: fc.nat(9),
    on: fc.nat(3),
  })
  fc.assert(
    fc.property(load, fc.array(step, { maxLength: 20 }), (quantities, steps) => {
      const first = quantities.map((quantity, n) => line(n, quantity))
      let loads: (readonly CargoLine[])[] = [first]
      for (const { what, n, quantity, on } of steps) {
        const i = on % loads.length
        const here = loads[i] ?? []
        if (what === 'split') {
          const split = splitCargo(here, [{ n, quantity }])
          if (split.outcome === 'split') loads = [...loads.with(i, split.stays), split.goes]
        } else if (what === 'merge' && loads.length > 1) {
          const j = (i + 1) % loads.length
          const merged = mergeCargo(loads[j] ?? [], here)
          loads = loads.with(i, merged.from).with(j, merged.into)
        } else {
          const taken = takeReceipt(here, {
            ...{ counted: [{ n, fine: quantity, damaged: 0 }], extra: [], last: false, reason: null },
          })
          if (taken.outcome === 'taken') loads = loads.with(i, taken.lines)
        }
        expect(loads.reduce((sum, one) => sum + units(one), 0)).toBe(units(first))
        expect(loads.flat().every((one) => onRoad(one) >= 0)).toBe(true)
      }
    }),
  )
})

test('[E5, SUP-MOVE-11] receipt with differences: missing, damaged, too many and wrong goods are counted each', () => {
  const load = [line(0, 10), line(1, 5, { kind: 'monitor' })]
  const taken = takeReceipt(load, {
    counted: [
      { n: 0, fine: 7, damaged: 1 },
      { n: 1, fine: 5, damaged: 0 },
    ],
    extra: [
      { why: 'tooMany', kind: 'monitor', quantity: 1, reason: '装箱多一台' },
      { why: 'wrongGoods', kind: 'bed', quantity: 2, reason: '装错箱' },
    ],
    last: true,
    reason: '外箱破损',
  })
  expect(taken).toMatchObject({
    outcome: 'taken',
    left: 2,
    differences: [
      { what: 'missing', kind: 'ecmo', quantity: 2 },
      { what: 'damaged', n: 0, quantity: 1 },
      { what: 'tooMany', kind: 'monitor', quantity: 1 },
      { what: 'wrongGoods', kind: 'bed', quantity: 2 },
    ],
  })
})

test('[E5, SUP-MOVE-11] more than was sent is refused with what is on the road; a difference without a reason too', () => {
  const fault = (rest: Partial<Parameters<typeof takeReceipt>[1]>) => {
    const taken = takeReceipt([line(0, 10)], { counted: [], extra: [], last: false, reason: null, ...rest })
    return taken.outcome === 'refused' ? taken.fault : null
  }
  expect(fault({ counted: [{ n: 0, fine: 10, damaged: 1 }] })).toEqual({ why: 'more', line: 0, left: 10 })
  expect(fault({ counted: [{ n: 0, fine: -1, damaged: 0 }] })).toMatchObject({ why: 'quantity' })
  expect(fault({ counted: [{ n: 9, fine: 1, damaged: 0 }] })).toMatchObject({ why: 'unknown' })
  expect(fault({ counted: [0, 0].map((n) => ({ n, fine: 1, damaged: 0 })) })).toMatchObject({ why: 'twice' })
  expect(fault({ counted: [{ n: 0, fine: 9, damaged: 1 }] })).toEqual({ why: 'reason' })
  expect(fault({ counted: [{ n: 0, fine: 9, damaged: 0 }], last: true })).toEqual({ why: 'reason' })
  expect(fault({ counted: [{ n: 0, fine: 9, damaged: 0 }] })).toBeNull()
  expect(fault({})).toEqual({ why: 'nothing' })
  expect(fault({ extra: [{ why: 'tooMany', kind: 'ecmo', quantity: 1, reason: ' ' }] })).toMatchObject({
    why: 'extraReason',
  })
  expect(fault({ extra: [{ why: 'tooMany', kind: 'ecmo', quantity: 0, reason: 'x' }] })).toMatchObject({
    why: 'extraQuantity',
  })
})

test('[E5, SUP-MOVE-12] of units on the road whose request was withdrawn a person chooses; goods from outside turn back to no store', () => {
  const known = { state: 'onTheRoad', left: 3, fromStore: true, turnedBack: false } as const
  expect(redirectionsOf(known)).toEqual(['goOn', 'turnBack', 'give'])
  expect(redirectionsOf({ ...known, fromStore: false })).toEqual(['goOn', 'give'])
  expect(redirectionsOf({ ...known, turnedBack: true })).toEqual(['goOn', 'give'])
  for (const none of [{ left: 0 }, { state: 'closed' as const }])
    expect(redirectionsOf({ ...known, ...none })).toEqual([])
})

test('[E5] what is ended or cancelled moves no more units; what is planned carries none yet', () => {
  const moving = ['depart', 'split', 'merge', 'redirect', 'receive'] as const
  for (const state of ['closed', 'cancelled'] as const) {
    expect(moving.filter((act) => consignmentAfter(state, act) !== null)).toEqual([])
  }
  expect(consignmentActs.filter((act) => consignmentAfter('cancelled', act) !== null)).toEqual([])
  expect(moving.filter((act) => consignmentAfter('planned', act) !== null)).toEqual(['depart'])
  for (const state of consignmentStates) {
    for (const act of consignmentActs) {
      const after = consignmentAfter(state, act)
      if (after !== null) expect(consignmentStates).toContain(after)
    }
  }
})

test('[E5] a leg goes somewhere, and begins where the one before it ended', () => {
  const leg = (from: string, to: string) => ({ from, to })
  expect(faultOfLeg(leg('法兰克福机场', '首都机场'), null)).toBeNull()
  expect(faultOfLeg(leg('首都机场', '天河机场'), leg('法兰克福机场', '首都机场'))).toBeNull()
  expect(faultOfLeg(leg('大兴机场', '天河机场'), leg('法兰克福机场', '首都机场'))).toBe('apart')
  expect(faultOfLeg(leg('A', ' a '), null)).toBe('nowhere')
})
