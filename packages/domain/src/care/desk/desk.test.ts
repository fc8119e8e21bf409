import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayFlags, redFlags } from '../../policy/index.js'
import { HOUR_MS, type Instant, instantOf } from '../../shared/index.js'
import { seedAlarms, seedDesk } from '../testing.js'
import { type CallAct, type CallState, decideCall } from './decide-call.js'
import { medicineOfCall } from './medicine-of-call.js'
import { decideTold, readDeskNumber, toldStateOf } from './numbers.js'
import { decideShift, gapsOf, heldByHandover } from './rota.js'
import { type Answers, callBackBy, latenessOf, nobodyKnown as nobody, triage } from './triage.js'
import { numbersToCall } from './whose-number.js'

const t = (hours: number): Instant => instantOf(hours * HOUR_MS)
const values = { desk: seedDesk, alarms: seedAlarms }

describe('[K4] numbers', () => {
  test.each([
    ['13907131234', '13907131234'],
    ['+86 139-0713-1234', '13907131234'],
    ['0713 5050001', '0713-5050001'],
    ['（0713）5050001', '0713-5050001'],
    ['010-12345678', '010-12345678'],
    ['4008001234', '400-800-1234'],
    ['120', '120'],
    ['12320', '12320'],
  ])('%s is read as %s', (typed, number) => {
    expect(readDeskNumber(typed)).toEqual({ outcome: 'read', number })
    // Read again it stays: equal texts are equal numbers.
    expect(readDeskNumber(number)).toEqual({ outcome: 'read', number })
  })
  test.each([
    ['', 'number-empty'],
    [' - ', 'number-empty'],
    ['何医生', 'number-letters'],
    ['12', 'number-form'],
    ['5050001', 'number-form'],
    ['139071312345', 'number-form'],
  ])('"%s" is refused: %s', (typed, why) => {
    expect(readDeskNumber(typed)).toEqual({ outcome: 'refused', why })
  })
  test('only the number in force counts as told; another is to be told again', () => {
    expect([toldStateOf('1', null), toldStateOf('1', '1'), toldStateOf('2', '1'), toldStateOf(null, '1')]).toEqual([
      'untold',
      'told',
      'again',
      'again',
    ])
    const inForce = { institution: '120', doctor: null }
    const said = (institution: string | null, doctor: string | null, gone = false) =>
      decideTold({ said: { institution, doctor }, inForce, gone })
    expect(said('120', null)).toEqual({ outcome: 'recorded' })
    expect(said(null, null)).toMatchObject({ reason: 'told-nothing' })
    expect(said('120', '13907131234')).toMatchObject({ reason: 'told-number-changed' })
    expect(said('120', null, true)).toMatchObject({ reason: 'told-gone' })
  })
})

const spans = fc.array(
  fc.tuple(fc.integer({ min: -5, max: 40 }), fc.integer({ min: 1, max: 12 })).map(([from, long]) => ({
    from: t(from),
    until: t(from + long),
  })),
  { maxLength: 12 },
)

describe('[K4] the rota', () => {
  test('[CARE-DESK-5] an hour lies in a gap exactly when no shift holds it (against looking at every hour)', () => {
    fc.assert(
      fc.property(spans, (shifts) => {
        const gaps = gapsOf(shifts, { from: t(0), until: t(36) })
        const slow = Array.from({ length: 36 }, (_, h) => !shifts.some((s) => s.from <= t(h) && t(h) < s.until))
        const found = Array.from({ length: 36 }, (_, h) => gaps.some((g) => g.from <= t(h) && t(h) < g.until))
        expect(found).toEqual(slow)
        // In order, apart, and none empty: each is one line on the page.
        expect(gaps.every((g, i) => g.from < g.until && (i === 0 || (gaps[i - 1]?.until ?? 0) < g.from))).toBe(true)
      }),
    )
  })
  test('a shift is in order, not over, not longer than a day, and nobody has two at once', () => {
    const at = (from: number, until: number, account = 'a') => ({ from: t(from), until: t(until), account })
    const others = [at(10, 18)]
    const decide = (shift: ReturnType<typeof at>) => decideShift({ shift, others, now: t(8) })
    expect([decide(at(12, 12)), decide(at(9, 34)), decide(at(2, 8))]).toEqual([
      'shift-order',
      'shift-long',
      'shift-past',
    ])
    expect([decide(at(17, 20)), decide(at(18, 20)), decide(at(17, 20, 'b'))]).toEqual(['shift-twice', null, null])
  })
})

const answers: fc.Arbitrary<Answers> = fc.record({
  redFlags: fc.subarray([...redFlags]),
  dayFlags: fc.subarray([...dayFlags]),
  signs: fc.subarray([...seedAlarms.signs.all, ...seedAlarms.signs.child, ...seedAlarms.signs.pregnant]),
  spo2Percent: fc.option(fc.integer({ min: 70, max: 100 })),
  temperatureC: fc.option(fc.constantFrom(36.5, 38, 38.6, 40)),
  breathsPerMinute: fc.option(fc.integer({ min: 8, max: 60 })),
})
const rank = { advice: 0, today: 1, emergency: 2 } as const
const of = (a: Answers): number => rank[triage(a, nobody, values).outcome]

describe('[K4] triage', () => {
  test('[CARE-DESK-1] [CARE-DESK-2] one more flag or sign, or a lower SpO2, never lowers the outcome', () => {
    fc.assert(
      fc.property(answers, fc.constantFrom(...redFlags), fc.constantFrom(...dayFlags), (a, red, day) => {
        expect(of({ ...a, redFlags: [...new Set([...a.redFlags, red])] })).toBe(rank.emergency)
        expect(of({ ...a, dayFlags: [...new Set([...a.dayFlags, day])] })).toBeGreaterThanOrEqual(of(a))
        expect(of({ ...a, signs: [...new Set([...a.signs, 'dyspnoea' as const])] })).toBeGreaterThanOrEqual(of(a))
        expect(of({ ...a, spo2Percent: (a.spo2Percent ?? 96) - 1 })).toBeGreaterThanOrEqual(of(a))
      }),
    )
  })
  test('an emergency says why, with the rule, and the reading is judged as at a visit', () => {
    const quiet = {
      redFlags: [],
      dayFlags: [],
      signs: [],
      spo2Percent: null,
      temperatureC: null,
      breathsPerMinute: null,
    }
    expect(triage(quiet, nobody, values)).toEqual({ outcome: 'advice', reasons: [], urgent: false })
    expect(triage({ ...quiet, spo2Percent: 93 }, nobody, values).reasons).toEqual([
      { code: 'spo2Low', ruleId: 'CARE-ALARM-1' },
    ])
    expect(triage({ ...quiet, redFlags: ['chestPain'], spo2Percent: 89 }, nobody, values)).toMatchObject({
      outcome: 'emergency',
      urgent: true,
      reasons: [{ code: 'spo2Low' }, { code: 'deskCall', ruleId: 'CARE-DESK-1' }],
    })
    expect(triage({ ...quiet, temperatureC: 38.6 }, nobody, values).outcome).toBe('today')
    expect(triage({ ...quiet, breathsPerMinute: 30 }, nobody, values).outcome, '[CARE-ALARM-4]').toBe('emergency')
    const known = { ...nobody, lastSpo2Percent: 98, feverDays: 3 }
    expect(triage({ ...quiet, spo2Percent: 94 }, nobody, values).outcome).toBe('advice')
    expect(triage({ ...quiet, spo2Percent: 94 }, known, values).reasons, '[CARE-ALARM-3]').toMatchObject([
      { code: 'spo2Fell' },
    ])
    expect(triage({ ...quiet, temperatureC: 38.6 }, known, values).outcome, '[CARE-ALARM-6]').toBe('emergency')
  })
  test('[CARE-DESK-3] the worse it is, the sooner the desk calls back; late counts from there, and once more as long', () => {
    const by = (outcome: 'emergency' | 'today' | 'advice') => callBackBy(outcome, t(0), seedDesk)
    expect(by('emergency') < by('today') && by('today') < by('advice')).toBe(true)
    const dueAt = by('emergency')
    const late = (minutes: number, gone = false) =>
      latenessOf({ outcome: 'emergency', dueAt, now: instantOf(minutes * 60_000), gone }, seedDesk)
    expect([late(15), late(16), late(30), late(31)]).toEqual([0, 1, 1, 2])
    expect(late(31, true), '[CARE-LIFE-4]').toBe(0)
  })
})

describe('[K4] a call becomes work', () => {
  const mine = { kind: 'account', id: 'a' } as const
  const state: CallState = { outcome: 'today', owner: mine, tries: 0, reached: false, closed: false, gone: false }
  const act = (on: CallState, one: CallAct, note: string | null = null, seen = on.owner) =>
    decideCall({ state: on, act: one, seen, actor: 'a', note, values: seedDesk })
  const close = (result: 'advised' | 'notReached' | 'visited' | 'gone') => ({ kind: 'close', result }) as const

  test('the second of two who take it is stale', () => {
    const theirs = { ...state, owner: { kind: 'account', id: 'b' } } as const
    expect(act(theirs, { kind: 'take' }, null, { kind: 'account', id: 'b' })).toMatchObject({ outcome: 'recorded' })
    expect(
      decideCall({
        state: theirs,
        act: { kind: 'take' },
        seen: { kind: 'nobody' },
        actor: 'c',
        note: null,
        values: seedDesk,
      }),
    ).toEqual({ outcome: 'stale' })
  })
  test('it closes with a result and a note, after somebody was called back, seen, or tried often enough', () => {
    expect(act(state, close('advised'), '说好了')).toMatchObject({ reason: 'call-not-called-back' })
    expect(act({ ...state, reached: true }, close('advised'))).toMatchObject({ reason: 'call-note' })
    expect(act({ ...state, reached: true }, close('advised'), '说好了')).toMatchObject({ outcome: 'recorded' })
    expect(act({ ...state, outcome: 'advice' }, close('advised'), '说好了')).toMatchObject({ outcome: 'recorded' })
    expect(act(state, close('visited'), '上门看过')).toMatchObject({ outcome: 'recorded' })
    expect(act({ ...state, tries: 2 }, close('notReached'), '没人接')).toMatchObject({ reason: 'call-try-again' })
    expect(act({ ...state, tries: 3 }, close('notReached'), '没人接')).toMatchObject({ outcome: 'recorded' })
    expect(act({ ...state, tries: 3, reached: true }, close('notReached'), '没人接')).toMatchObject({
      reason: 'call-was-reached',
    })
  })
  test('[K20] [CARE-LIFE-4] about the dead and those who left it closes with that reason, uncalled, and about nobody else', () => {
    expect(act({ ...state, outcome: 'emergency', gone: true }, close('gone'))).toMatchObject({ outcome: 'recorded' })
    expect(act(state, close('gone'), '听说去世了')).toMatchObject({ reason: 'call-not-gone' })
  })
  test('nothing happens to a closed one, and it is handed to somebody', () => {
    expect(act({ ...state, closed: true }, { kind: 'tried' })).toMatchObject({ reason: 'call-closed' })
    expect(act(state, { kind: 'hand', to: { kind: 'nobody' } })).toMatchObject({ reason: 'call-to-nobody' })
  })
})

describe('[K4] a desk taken over by name', () => {
  const taken = { account: 'medic', at: t(10) }
  const held = (now: number, ...shifts: readonly (readonly [account: string, from: number, until: number])[]) =>
    heldByHandover({
      taken,
      now: t(now),
      shifts: shifts.map(([account, from, until]) => ({ account, from: t(from), until: t(until) })),
    })
  test('is held outside the rota until the next shift begins, and a day at most', () => {
    expect([held(9), held(10), held(33), held(34)]).toEqual([null, taken, taken, null])
    expect([held(19, ['other', 20, 28]), held(20, ['other', 20, 28]), held(29, ['other', 20, 28])]).toEqual([
      taken,
      null,
      null,
    ])
  })
  test('is held beside a shift of somebody else that had begun, and not told twice of whoever is on duty', () => {
    expect(held(11, ['other', 8, 16])).toEqual(taken)
    expect(held(11, ['medic', 8, 16])).toBeNull()
  })
  test('is nobody’s where nobody took it over', () => {
    expect(heldByHandover({ taken: null, shifts: [], now: t(10) })).toBeNull()
  })
})

test('[K9] [CARE-MED-1] a call asks for medicine only where it says that it runs out, with whatever the caller knew of it', () => {
  const medicine = { daysLeft: 3, note: '胰岛素' }
  expect(medicineOfCall({ dayFlags: ['fever'], medicine })).toBeNull()
  expect(medicineOfCall({ dayFlags: ['medicineOut'], medicine })).toMatchObject({ ...medicine, missing: true })
  expect(medicineOfCall({ dayFlags: ['medicineOut'], medicine: null })).toMatchObject({ daysLeft: null, missing: true })
})

test('[K4] [K8] each number to call is told once and with whose it is, however it is written', () => {
  const inForce = [
    { number: '0713-5051234', whose: 'doctor' },
    { number: '0713 505 9999', whose: 'desk' },
  ] as const
  const [doctor, desk] = inForce
  expect(numbersToCall({ given: '07135051234', inForce })).toEqual([doctor, desk])
  expect(numbersToCall({ given: '07135059999', inForce })).toEqual([desk, doctor])
  expect(numbersToCall({ given: '13900001111', inForce })).toEqual([
    { number: '13900001111', whose: 'given' },
    ...inForce,
  ])
  expect(numbersToCall({ given: '120', inForce: [] })).toEqual([])
  expect(numbersToCall({ given: '120', inForce: [doctor, { ...doctor, whose: 'desk' }] })).toEqual([doctor])
})
