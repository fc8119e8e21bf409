import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Role } from '../../org/index.js'
import { addHours } from '../../shared/index.js'
import type { CounterDelta } from '../counters/contributions.js'
import { livingHere } from '../life/life-state.js'
import { at, histories, seedDue } from '../testing.js'
import {
  type CountedFact,
  decideFollowup,
  deriveState,
  type FollowupCommand,
  type FollowupDecision,
  type KnownPerson,
  nextDue,
} from './index.js'

const zone = 'Asia/Shanghai'
const start = at('2023-01-03T00:00:00Z')
const place = '421123100001'
const values = {
  due: seedDue,
  clock: { toleranceMinutes: 10 },
  readings: { spo2Percent: { least: 50, most: 100 }, temperatureC: { least: 34, most: 43 } },
}

const fact = (id: string, hours: number, more: Partial<CountedFact> = {}): CountedFact => ({
  id,
  at: addHours(start, hours),
  channel: 'phone',
  outcome: 'reached',
  place,
  team: null,
  ...more,
})

const command = (id: string, more: Partial<FollowupCommand> = {}): FollowupCommand => ({
  id,
  claimedAt: addHours(start, 500),
  lastPullAt: null,
  channel: 'phone',
  outcome: 'reached',
  spo2Percent: null,
  temperatureC: null,
  corrects: null,
  ...more,
})

/** A red person as the server knows them after these facts. */
const knownAfter = (facts: readonly CountedFact[]): KnownPerson => {
  const state = deriveState(facts)
  const duty = {
    tier: 'red',
    takenInAt: start,
    dutySince: start,
    tierSince: start,
    flags: [],
    life: livingHere,
  } as const
  const { dueAt } = nextDue({ ...duty, ...state, zone }, seedDue)
  return { ...duty, place, team: null, provisional: false, waiting: false, state, dueAt }
}

const decide = (facts: readonly CountedFact[], wanted: FollowupCommand, role: Role = 'villageWorker') =>
  decideFollowup({
    known: knownAfter(facts),
    command: wanted,
    role,
    receivedAt: addHours(start, 500),
    zone,
    values,
    facts,
  })

type Recorded = Extract<FollowupDecision, { outcome: 'recorded' }>
const recorded = (decision: FollowupDecision): Recorded => {
  if (decision.outcome !== 'recorded') throw new Error(JSON.stringify(decision))
  return decision
}

const sums = (deltas: readonly CounterDelta[]): Readonly<Record<string, number>> => {
  const found: Record<string, number> = {}
  for (const { metric, bucket, n } of deltas) found[`${metric} ${bucket}`] = (found[`${metric} ${bucket}`] ?? 0) + n
  return Object.fromEntries(Object.entries(found).filter(([, n]) => n !== 0))
}

test('[K3] an entry taken back leaves state, due moment and counters as if it had never been made', () => {
  const earlier = fc
    .uniqueArray(fc.integer({ min: 0, max: 480 }), { maxLength: 12 })
    .chain((times) =>
      fc.tuple(
        ...times.map((hours, i) =>
          fc
            .constantFrom('reached' as const, 'unanswered' as const)
            .map((outcome) => fact(`a${String(i).padStart(2, '0')}`, hours, { outcome })),
        ),
      ),
    )
  fc.assert(
    fc.property(earlier, fc.constantFrom('reached' as const, 'unanswered' as const), (before, outcome) => {
      const wrong = recorded(decide(before, command('b', { outcome })))
      const after = [...before, fact('b', 500, { outcome })]
      const withdrawal = recorded(decide(after, command('c', { outcome: 'withdrawn', corrects: 'b' })))
      expect(withdrawal.state).toEqual(deriveState(before))
      expect(withdrawal.due.dueAt).toBe(knownAfter(before).dueAt)
      expect(sums([...wrong.deltas, ...withdrawal.deltas])).toEqual({})
    }),
    { numRuns: histories(1000) },
  )
})

test('[K3] taking back a correction takes back the contact: the entry below it does not count again', () => {
  const facts = [fact('a', 1), fact('b', 1, { corrects: 'a', outcome: 'unanswered' })]
  const { state, deltas } = recorded(decide(facts, command('c', { outcome: 'withdrawn', corrects: 'b' })))
  expect([state.twoWayAt, state.attemptsAt]).toEqual([[], []])
  expect(deltas.filter((d) => d.metric === 'attempt').map((d) => d.n)).toEqual([-1])
  expect(deltas.filter((d) => d.metric === 'done')).toEqual([])
})

test('[K3] a correction stays the work of whoever’s entry it puts right, wherever the person is by now', () => {
  const there = { place: '421123101002', team: 'old team' }
  const { counted, deltas } = recorded(decide([fact('a', 1, there)], command('b', { corrects: 'a' })))
  expect(counted).toEqual(there)
  expect(deltas.filter(({ metric }) => metric === 'done').map(({ place: p, team, n }) => ({ p, team, n }))).toEqual([
    { p: there.place, team: there.team, n: 1 },
    { p: there.place, team: there.team, n: -1 },
  ])
  expect(recorded(decide([], command('c'))).counted).toEqual({ place, team: null })
})

test('[K20] what was carried from another county is put right there and not here', () => {
  const carried = fact('a', 1, { place: '' })
  const reply = decide([carried], command('b', { corrects: 'a', outcome: 'withdrawn' }))
  expect(reply).toEqual({ outcome: 'refused', reason: 'corrects-unknown' })
})

test('[K3] what was taken back by mistake counts again when that is corrected', () => {
  const facts = [fact('a', 1), fact('b', 1, { corrects: 'a', outcome: 'withdrawn' })]
  const { state, deltas } = recorded(decide(facts, command('c', { corrects: 'b' })))
  expect(state.twoWayAt).toEqual([addHours(start, 1)])
  expect(deltas.filter((d) => d.metric === 'done').map((d) => d.n)).toEqual([1])
})

test('[K3] taking back must name the entry, one that is there and was not corrected yet', () => {
  const facts = [fact('a', 1), fact('b', 1, { corrects: 'a', outcome: 'withdrawn' })]
  const reasonOf = (corrects: string | null) => decide(facts, command('c', { outcome: 'withdrawn', corrects }))
  expect(reasonOf(null)).toEqual({ outcome: 'refused', reason: 'corrects-unknown' })
  expect(reasonOf('x')).toEqual({ outcome: 'refused', reason: 'corrects-unknown' })
  expect(reasonOf('a')).toEqual({ outcome: 'refused', reason: 'corrects-corrected' })
})

test('[K3] [CARE-CHECK-7] what a check withdrew is put back by who may judge, and by no chain of corrections of field roles', () => {
  const step = fc.constantFrom('reached' as const, 'unanswered' as const, 'withdrawn' as const)
  const corrected = (outcomes: readonly CountedFact['outcome'][]): readonly CountedFact[] =>
    outcomes.map((outcome, i) => fact(`a${i}`, 1, { outcome, ...(i === 0 ? {} : { corrects: `a${i - 1}` }) }))
  const field = fc.constantFrom<Role>('villageWorker', 'medic')
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 5 }),
      step,
      field,
      fc.nat(),
      (earlier, outcome, role, which) => {
        const chain = corrected(['reached', ...earlier.slice(1)])
        const check = fact('w', 1, { outcome: 'withdrawn', corrects: chain.at(-1)?.id ?? '', byCheck: true })
        const facts = [...chain, check]
        const corrects = facts[which % facts.length]?.id ?? ''
        const refused = { outcome: 'refused', reason: 'corrects-checked', withdrawal: 'w' }
        expect(decide(facts, command('x', { outcome, corrects }), role)).toEqual(refused)
        for (const judge of ['townshipManager', 'countyOfficer'] as const) {
          const back = recorded(decide(facts, command('x', { corrects: 'w' }), judge))
          expect(back.state.twoWayAt).toEqual([addHours(start, 1)])
          // What stands again is an entry like others: its worker may put it right.
          recorded(decide([...facts, fact('x', 1, { corrects: 'w' })], command('y', { outcome, corrects: 'x' }), role))
        }
      },
    ),
    { numRuns: histories(300) },
  )
})

test('[K3] [CARE-CHECK-7] what its worker took back themselves is put back by them', () => {
  const facts = [fact('a', 1), fact('b', 1, { corrects: 'a', outcome: 'withdrawn' })]
  expect(recorded(decide(facts, command('c', { corrects: 'b' }))).state.twoWayAt).toEqual([addHours(start, 1)])
})
