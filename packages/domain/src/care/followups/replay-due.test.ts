import fc from 'fast-check'
import { expect, test } from 'vitest'
import { careRules, careSeedValues, careValues, type DueValues, inForce } from '../../policy/index.js'
import { addHours, type Day, instantOf, type PlaceCode } from '../../shared/index.js'
import { histories } from '../testing.js'
import { applyFollowup, emptyFollowupState, type FollowupFact } from './followup-state.js'
import { nextDue } from './next-due.js'
import { type DueHistory, replayDue } from './replay-due.js'

const gate = careValues(
  inForce(careRules, careSeedValues, { place: '421123' as PlaceCode, day: '2023-01-10' as Day }),
).due
if (gate.state === 'closed') throw new Error('the seed opens the due engine')
const values: DueValues = gate.values
const start = instantOf(Date.UTC(2023, 0, 3))
const after = (hours: number) => addHours(start, hours)
const history = (more: Partial<DueHistory> = {}): DueHistory => ({
  takenInAt: start,
  tiers: [{ at: start, from: null, to: 'red' }],
  facts: [],
  life: [],
  flags: [],
  zone: 'Asia/Shanghai',
  ...more,
})
const talk = (n: number, hours: number): FollowupFact => ({
  id: `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  at: after(hours),
  channel: 'phone',
  outcome: 'reached',
})

test('[K3] nobody is owed anything before being on the ledger', () => {
  expect(replayDue(history(), after(-1), values)).toEqual({ outcome: 'notOnLedger' })
})

test('[K3] the replay of any day is what the engine said then, talk by talk', () => {
  const gaps = fc.array(fc.integer({ min: 1, max: 120 }), { maxLength: 12 })
  fc.assert(
    fc.property(gaps, fc.integer({ min: 0, max: 400 }), (hours, at) => {
      let passed = 0
      const facts = hours.map((gap, n) => {
        passed += gap
        return talk(n + 1, passed)
      })
      let state = emptyFollowupState
      for (const fact of facts.filter((one) => one.at <= after(at))) {
        const applied = applyFollowup(state, fact)
        if (applied.outcome === 'applied') state = applied.state
      }
      const then = nextDue(
        {
          ...{ tier: 'red', takenInAt: start, dutySince: start, tierSince: start, zone: 'Asia/Shanghai' },
          ...state,
        },
        values,
      )
      const replayed = replayDue(history({ facts }), after(at), values)
      expect(replayed.outcome === 'replayed' && replayed.due).toEqual(then)
    }),
    { numRuns: histories(2_000) },
  )
})

test('[K3, X3] the tier, the flags and the life are those of the day', () => {
  const changed = history({
    tiers: [
      { at: start, from: null, to: 'green' },
      { at: after(100), from: 'green', to: 'red' },
    ],
    flags: [{ flag: 'episode', since: after(150), until: after(200) }],
    life: [{ id: 'a', at: after(300), by: 'b', kind: 'admission' }],
  })
  const at = (hours: number) => {
    const replayed = replayDue(changed, after(hours), values)
    if (replayed.outcome !== 'replayed') throw new Error('on the ledger')
    return replayed
  }
  expect(at(50).due.reason).toBe('notDue')
  // The duty began with the colour: nobody is overdue for the green time before it.
  expect(at(101)).toMatchObject({ tier: 'red', due: { dueAt: after(100 + 72), reason: 'firstContact' } })
  // Nobody had talked to them for a day when the infection began: due at that moment.
  expect(at(160).due).toMatchObject({ dueAt: after(150), ruleId: values.episode.gapRuleId })
  expect(at(160).lines[0]).toMatchObject({ dueAt: after(150) })
  expect(at(160).lines.length).toBeGreaterThan(1)
  expect(at(201).flags).toEqual([])
  expect(at(301)).toMatchObject({ due: { reason: 'inHospital' }, lines: [] })
})

test('[X3] another value of the day gives another answer for the same facts', () => {
  const stricter = { ...values, byTier: { ...values.byTier, red: { ...values.byTier.red, longestGapHours: 24 } } }
  const of = (given: DueValues) => {
    const replayed = replayDue(history({ facts: [talk(1, 10)] }), after(20), given)
    return replayed.outcome === 'replayed' ? replayed.due.dueAt : null
  }
  expect(of(values)).toBe(after(10 + 72))
  expect(of(stricter)).toBe(after(10 + 24))
})
