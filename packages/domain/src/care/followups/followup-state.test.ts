import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addHours, instantOf } from '../../shared/index.js'
import { at, histories } from '../testing.js'
import {
  applyFollowup,
  clampEffective,
  compareToday,
  deriveState,
  emptyFollowupState,
  type FollowupFact,
  overdueHour,
  sortKeyForToday,
  type TodayEntry,
} from './index.js'

const start = at('2023-01-03T00:00:00Z')
const fact = (id: string, hours: number, more: Partial<FollowupFact> = {}): FollowupFact => ({
  id,
  at: addHours(start, hours),
  channel: 'phone',
  outcome: 'reached',
  ...more,
})
const hours = (list: readonly number[]) => list.map((ms) => (ms - start) / 3_600_000)

test('[K3] an unanswered call is an attempt, not a follow-up', () => {
  const state = deriveState([fact('a', 1, { outcome: 'unanswered' })])
  expect(state.twoWayAt).toEqual([])
  expect(hours(state.attemptsAt)).toEqual([1])
})

test('[K3] an answered message counts, an unread one is an attempt', () => {
  const state = deriveState([
    fact('a', 1, { channel: 'message' }),
    fact('b', 2, { channel: 'message', outcome: 'unanswered' }),
  ])
  expect([hours(state.twoWayAt), hours(state.attemptsAt)]).toEqual([[1], [2]])
})

test('[K3] attempts before the last two-way follow-up are forgotten', () => {
  const unanswered = { outcome: 'unanswered' } as const
  const state = deriveState([fact('a', 1, unanswered), fact('b', 5), fact('c', 9, unanswered)])
  expect(hours(state.attemptsAt)).toEqual([9])
})

test('[K3] a corrected fact no longer counts, the correction does', () => {
  const state = deriveState([fact('a', 1), fact('b', 30, { corrects: 'a' })])
  expect(hours(state.twoWayAt)).toEqual([30])
})

test('[K3] a correction can itself be corrected', () => {
  const state = deriveState([
    fact('a', 1),
    fact('b', 30, { corrects: 'a' }),
    fact('c', 40, { corrects: 'b', outcome: 'unanswered' }),
  ])
  expect([hours(state.twoWayAt), hours(state.attemptsAt)]).toEqual([[], [40]])
})

test('[K3] a withdrawn fact leaves nothing behind', () => {
  expect(deriveState([fact('a', 1), fact('b', 2, { corrects: 'a', outcome: 'withdrawn' })])).toEqual(emptyFollowupState)
})

test('[K3] two corrections of one fact, made on two phones, count once: the later made', () => {
  const state = deriveState([fact('a', 1), fact('b', 2, { corrects: 'a' }), fact('c', 3, { corrects: 'a' })])
  expect(hours(state.twoWayAt)).toEqual([3])
})

test('[K3] a correction that arrives before the fact it corrects still replaces it', () => {
  const both = [fact('b', 30, { corrects: 'a' }), fact('a', 1)]
  expect(deriveState(both.slice(0, 1)).twoWayAt).toHaveLength(1)
  expect(hours(deriveState(both).twoWayAt)).toEqual([30])
})

const plain = fc
  .uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 40 })
  .chain((times) =>
    fc.tuple(
      ...times.map((time, i) =>
        fc
          .boolean()
          .map((answered) =>
            fact(`f${String(i).padStart(3, '0')}`, time, { outcome: answered ? 'reached' : 'unanswered' }),
          ),
      ),
    ),
  )

test('[K3] the order in which facts and corrections arrive does not matter', () => {
  const corrected = fc.array(
    fc.record({
      time: fc.integer({ min: 0, max: 400 }),
      answered: fc.boolean(),
      corrects: fc.integer({ min: -20, max: 14 }),
    }),
    { maxLength: 14 },
  )
  fc.assert(
    fc.property(
      corrected.chain((drafts) => {
        const facts = drafts.map(({ time, answered, corrects }, i) => {
          const more = { outcome: answered ? 'reached' : 'unanswered' } as const
          return fact(`f${i + 10}`, time, corrects < 0 ? more : { ...more, corrects: `f${corrects + 10}` })
        })
        return fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length }))
      }),
      ([facts, shuffled]) => {
        expect(deriveState(shuffled)).toEqual(deriveState(facts))
      },
    ),
    { numRuns: histories(2000) },
  )
})

test('[K3] fact by fact, in any order, comes to the same state as all at once', () => {
  fc.assert(
    fc.property(
      plain.chain((facts) => fc.shuffledSubarray([...facts], { minLength: facts.length })),
      (facts) => {
        let state = emptyFollowupState
        for (const [i, each] of facts.entries()) {
          const applied = applyFollowup(state, each)
          state = applied.outcome === 'applied' ? applied.state : deriveState(facts.slice(0, i + 1))
        }
        expect(state).toEqual(deriveState(facts))
      },
    ),
    { numRuns: histories(2000) },
  )
})

test('[K3] a correction cannot be applied to the compact state', () => {
  expect(applyFollowup(emptyFollowupState, fact('b', 1, { corrects: 'a' }))).toEqual({ outcome: 'derive' })
})

test('[CARE-CLOCK-1] a claim between the last exchange and this one stands', () => {
  const clamp = (claimed: number, lastPull: number | null = 0) =>
    clampEffective({
      claimedAt: instantOf(start + claimed * 60_000),
      lastPullAt: lastPull === null ? null : instantOf(start + lastPull * 60_000),
      receivedAt: instantOf(start + 100 * 60_000),
      toleranceMinutes: 10,
    })
  const minutes = (result: { at: number; doubt: string }) => [(result.at - start) / 60_000, result.doubt]
  expect(minutes(clamp(50))).toEqual([50, 'none'])
  expect(minutes(clamp(110))).toEqual([100, 'none'])
  expect(minutes(clamp(111))).toEqual([100, 'future'])
  expect(minutes(clamp(-10))).toEqual([0, 'none'])
  expect(minutes(clamp(-11))).toEqual([0, 'tooOld'])
  expect(minutes(clamp(-5000, null))).toEqual([-5000, 'none'])
})

test('[K3] [K5] the day list is ordered by open alarm, daily monitoring, risk, then never reached, then lateness', () => {
  type Ill = { readonly openAlarm?: true; readonly daily?: true }
  const entry = (tier: TodayEntry['tier'], neverReached: boolean, due: number, ill: Ill = {}): TodayEntry => ({
    openAlarm: false,
    daily: false,
    ...ill,
    tier,
    neverReached,
    dueAt: addHours(start, due),
  })
  const sorted = [
    entry('green', true, 4, { openAlarm: true, daily: true }),
    entry('red', false, 5, { openAlarm: true }),
    entry('yellow', false, 3, { openAlarm: true }),
    entry('yellow', false, 1, { daily: true }),
    entry('red', false, 5, { daily: true }),
    entry('red', true, 1),
    entry('red', true, 5),
    entry('red', false, -90),
    entry('yellow', true, -100),
    entry('yellow', false, -400),
    entry('green', false, -900),
  ]
  expect(sorted.toReversed().sort(compareToday)).toEqual(sorted)
  expect(sorted.every((each) => Number.isSafeInteger(sortKeyForToday(each)))).toBe(true)
})

test('[K3] overdue people are counted by the hour they became so', () => {
  expect(overdueHour(at('1970-01-02T00:59:59Z'))).toBe(24)
  expect(overdueHour(at('1970-01-02T01:00:00Z'))).toBe(25)
})
