import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addHours, type Day, type Instant } from '../../shared/index.js'
import { type DueInput, nextDue } from '../followups/index.js'
import { at, seedDue } from '../testing.js'
import {
  decideAsking,
  decideLifeEvent,
  decideTakingBack,
  type LifeEventKind,
  type LifeFact,
  lifeEventKinds,
  lifeOf,
  refuseStanding,
} from './index.js'

const start = at('2023-01-03T00:00:00Z')
const hour = (n: number): Instant => addHours(start, n)
const fact = (kind: LifeEventKind, n: number, by = 'wang'): LifeFact => ({ id: `${kind}${n}`, kind, at: hour(n), by })
const undo = (id: string, n: number, by = 'li'): LifeFact => ({
  id: `undo-${id}`,
  kind: 'takenBack',
  takesBack: id,
  at: hour(n),
  by,
})

const due = (life: readonly LifeFact[], more: Partial<DueInput> = {}) =>
  nextDue(
    {
      tier: 'red',
      takenInAt: start,
      dutySince: start,
      tierSince: start,
      twoWayAt: [],
      attemptsAt: [],
      zone: 'Asia/Shanghai',
      life: lifeOf(life),
      ...more,
    },
    seedDue,
  )

test('[K20] [CARE-LIFE-4] after a death or a move away nothing is ever due again', () => {
  for (const kind of ['death', 'left'] as const) {
    const after = due([fact(kind, 5)], { flags: [{ flag: 'livingAlone', since: start }], attemptsAt: [hour(7)] })
    expect(after).toEqual({ dueAt: null, reason: 'gone', mode: 'call', ruleId: 'CARE-LIFE-4' })
  }
})

test('[K20] [CARE-LIFE-1] in hospital nobody is visited at home, and after seven days the family is asked again', () => {
  const attempts = [hour(30), hour(2), hour(1)]
  expect(due([fact('admission', 10)], { attemptsAt: attempts })).toEqual({
    dueAt: hour(10 + 7 * 24),
    reason: 'inHospital',
    mode: 'call',
    ruleId: 'CARE-LIFE-1',
  })
  expect(due([fact('admission', 10)], { twoWayAt: [hour(100)] }).dueAt).toBe(hour(100 + 7 * 24))
})

test('[K20] [CARE-LIFE-3] whoever comes home is talked to within a day, and owes nothing for the time in hospital', () => {
  const home = [fact('admission', 10), fact('discharge', 500)]
  expect(due(home)).toMatchObject({ dueAt: hour(524), reason: 'afterDischarge', ruleId: 'CARE-LIFE-3' })
  expect(due(home, { tier: 'green' })).toMatchObject({ dueAt: hour(524) })
  expect(due(home, { twoWayAt: [hour(520)] })).toMatchObject({ dueAt: hour(592), reason: 'longestGap' })
  expect(due(home, { tier: 'green', twoWayAt: [hour(520)] }).dueAt).toBeNull()
})

test('[K20] [CARE-LIFE-2] who refuses is left in peace for seven days and is then offered service again', () => {
  expect(due([fact('refusal', 10)])).toMatchObject({ dueAt: hour(178), reason: 'offerAgain', ruleId: 'CARE-LIFE-2' })
  // Refused again: counted from then.
  expect(due([fact('refusal', 10), fact('refusal', 180)]).dueAt).toBe(hour(348))
  expect(due([fact('refusal', 10), fact('consent', 200)])).toMatchObject({ dueAt: hour(272), reason: 'firstContact' })
})

test('[K5, K20] who refused and is infected is offered service every day; in hospital nobody is asked for daily', () => {
  const ill = { flags: [{ flag: 'episode', since: hour(40) }] } as const
  const refused = [fact('refusal', 10)]
  expect(due(refused, ill)).toMatchObject({ dueAt: hour(40), reason: 'offerDaily', ruleId: 'CARE-INF-1' })
  // A talk in between is an offer, refused again or not.
  expect(due(refused, { ...ill, twoWayAt: [hour(41)] })).toMatchObject({ dueAt: hour(65), reason: 'offerDaily' })
  expect(due([...refused, fact('refusal', 66)], ill).dueAt).toBe(hour(90))
  expect(due(refused, { ...ill, tier: 'green' }).dueAt).toBe(hour(40))
  // The week of the refusal is over before the illness is known.
  expect(due(refused, { flags: [{ flag: 'episode', since: hour(300) }] })).toMatchObject({
    dueAt: hour(178),
    reason: 'offerAgain',
  })
  expect(due(refused, { flags: [{ flag: 'livingAlone', since: hour(40) }] })).toMatchObject({ reason: 'offerAgain' })
  expect(due([fact('admission', 10)], ill)).toMatchObject({ dueAt: hour(178), reason: 'inHospital' })
})

test('[K20] who is registered here but lives elsewhere is called and never visited here', () => {
  const attempts = [hour(50), hour(26), hour(2)]
  expect(due([], { attemptsAt: attempts }).mode).toBe('visit')
  expect(due([fact('away', 1)], { attemptsAt: attempts }).mode).toBe('call')
  expect(due([fact('away', 1), fact('home', 60)], { attemptsAt: attempts }).mode).toBe('visit')
})

test('[K20] who went by a move is on the other county’s ledger: come back by a move from there, and not by hand', () => {
  const went = { ...fact('left', 10), move: 'move-1' }
  const back = (facts: readonly LifeFact[]) =>
    decideLifeEvent({ facts, event: { id: 'back', kind: 'returned', at: hour(50), by: 'wang' } })
  expect(back([went])).toEqual({ outcome: 'refused', reason: 'life-lives-there' })
  // Who was entered as moved away by hand comes back by hand, also after an earlier move there and back.
  expect(back([fact('left', 10)]).outcome).toBe('recorded')
  const cameBack = { ...fact('returned', 20), move: 'move-2' }
  expect(back([went, cameBack, fact('left', 30)]).outcome).toBe('recorded')
})

test('[K20] a death entered for the living is taken back by a second person, and all that was owed resumes', () => {
  const facts = [fact('admission', 3), fact('discharge', 20), fact('death', 30, 'wang')]
  const by = (account: string) =>
    decideTakingBack({ facts, fact: { id: 'u', at: hour(60), by: account, takesBack: 'death30' } })
  expect(by('wang')).toEqual({ outcome: 'refused', reason: 'life-second-person' })
  expect(by('li')).toEqual({ outcome: 'recorded', life: lifeOf(facts.slice(0, 2)) })
  expect(due([...facts, undo('death30', 60)])).toEqual(due(facts.slice(0, 2)))
})

test('[K20] what is taken back once is not taken back again, and what nobody recorded not at all', () => {
  const facts = [fact('refusal', 3), undo('refusal3', 4)]
  const again = decideTakingBack({ facts, fact: { id: 'u', at: hour(9), by: 'li', takesBack: 'refusal3' } })
  expect(again).toEqual({ outcome: 'refused', reason: 'life-unknown' })
})

test('[K20] an event that cannot be is refused with its reason', () => {
  const why = (facts: readonly LifeFact[], kind: LifeEventKind) =>
    decideLifeEvent({ facts, event: { id: 'new', kind, at: hour(100), by: 'wang' } })
  const dead = [fact('death', 1)]
  for (const kind of lifeEventKinds) expect(why(dead, kind)).toEqual({ outcome: 'refused', reason: 'life-dead' })
  expect(why([], 'discharge')).toMatchObject({ reason: 'life-not-admitted' })
  expect(why([fact('admission', 1)], 'admission')).toMatchObject({ reason: 'life-admitted' })
  expect(why([], 'consent')).toMatchObject({ reason: 'life-not-refusing' })
  expect(why([fact('left', 1)], 'refusal')).toMatchObject({ reason: 'life-left' })
  expect(why([], 'home')).toMatchObject({ reason: 'life-not-away' })
  expect(why([], 'returned')).toMatchObject({ reason: 'life-not-left' })
})

test('[K20] [CARE-LIFE-5] nothing ends on an earlier day than it began; on the same day it does', () => {
  const zone = 'Asia/Shanghai'
  const day = (text: string) => text as Day
  const ends = (kind: LifeEventKind, facts: readonly LifeFact[], told: string) =>
    decideLifeEvent({
      facts,
      event: { id: 'end', kind, at: hour(240), by: 'wang' },
      told: { day: day(told), zone },
    })
  const begun = [
    ['discharge', { ...fact('admission', 30), day: day('2023-01-03') }],
    ['returned', { ...fact('left', 30), day: day('2023-01-03') }],
    ['consent', { ...fact('refusal', 30), day: day('2023-01-03') }],
  ] as const
  for (const [kind, started] of begun) {
    const early = { outcome: 'refused', reason: 'life-day-before', day: '2023-01-03' }
    expect(ends(kind, [started], '2023-01-02')).toEqual(early)
    expect(ends(kind, [started], '2023-01-03').outcome).toBe('recorded')
  }
  // Entered without a day it began on the day of the entry there: 31 hours after 8 in the morning of the third.
  expect(ends('discharge', [fact('admission', 31)], '2023-01-03')).toMatchObject({ day: '2023-01-04' })
  // Of two stays the last counts; one that was taken back or passed over does not.
  const before = [fact('admission', 1), fact('discharge', 20)]
  expect(ends('discharge', [...before, fact('admission', 31)], '2023-01-03').outcome).toBe('refused')
  const passedOver = { ...fact('admission', 60), id: 'late' }
  expect(ends('discharge', [fact('admission', 1), passedOver], '2023-01-03').outcome).toBe('recorded')
  const undone = [fact('admission', 60), undo('admission60', 61), { ...fact('admission', 62), day: day('2023-01-03') }]
  expect(ends('discharge', undone, '2023-01-03').outcome).toBe('recorded')
})

test('[K20] an admission recorded without a network that arrives after the death is kept and does not raise the dead', () => {
  const decision = decideLifeEvent({
    facts: [fact('death', 50)],
    event: { id: 'late', kind: 'admission', at: hour(40), by: 'wang' },
  })
  expect(decision).toMatchObject({ outcome: 'recorded', life: { status: 'dead' } })
})

const events: fc.Arbitrary<readonly LifeFact[]> = fc
  .array(fc.tuple(fc.constantFrom(...lifeEventKinds), fc.integer({ min: 0, max: 900 })), { maxLength: 12 })
  .map((list) => list.map(([kind, n], i) => ({ ...fact(kind, n), id: `${i}` })))

test('[K20] the order in which events arrive changes nothing', () => {
  fc.assert(
    fc.property(events, fc.array(fc.nat(), { maxLength: 12 }), (facts, keys) => {
      const shuffled = facts.map((f, i) => ({ f, key: keys[i] ?? 0 })).sort((a, b) => a.key - b.key)
      expect(lifeOf(shuffled.map(({ f }) => f))).toEqual(lifeOf(facts))
    }),
  )
})

test('[K20] nobody is lost in a pause: a red person who is neither dead nor gone always has a due moment', () => {
  fc.assert(
    fc.property(events, (facts) => {
      const { status } = lifeOf(facts)
      const gone = status === 'dead' || status === 'left'
      expect(due(facts).dueAt === null).toBe(gone)
    }),
  )
})

test('[K20] taking back any event leaves exactly what would be without it', () => {
  fc.assert(
    fc.property(events, fc.nat(), (facts, n) => {
      const one = facts[facts.length === 0 ? 0 : n % facts.length]
      if (one === undefined) return
      expect(lifeOf([...facts, undo(one.id, 950)])).toEqual(lifeOf(facts.filter((f) => f.id !== one.id)))
    }),
  )
})

test('[K20] a death that counts may be asked back, once at a time; nothing else and nothing that was taken back', () => {
  const death = fact('death', 5)
  const asking = (facts: readonly LifeFact[], event: string, open: string | null = null) =>
    decideAsking({ facts, event, open })
  expect(asking([death], 'death5')).toEqual({ outcome: 'ask' })
  expect(asking([death], 'death5', 'first')).toEqual({ outcome: 'asked-already', id: 'first' })
  const unknown = { outcome: 'refused', reason: 'life-unknown' }
  expect(asking([death, undo('death5', 6)], 'death5')).toEqual(unknown)
  expect(asking([fact('admission', 5)], 'admission5')).toEqual(unknown)
})

test('[K20] who entered a death closes only what they asked themselves; an answer is given once', () => {
  const facts = [fact('death', 5)]
  const says = (by: string, asker: string, answered = false) =>
    refuseStanding({ facts, asked: { event: 'death5', by: asker, answered }, by })
  expect([says('li', 'wang'), says('wang', 'wang'), says('li', 'li')]).toEqual([null, null, null])
  expect(says('wang', 'li')).toBe('life-second-person')
  expect(says('li', 'wang', true)).toBe('life-answered')
  expect(refuseStanding({ facts: [], asked: { event: 'death5', by: 'wang', answered: false }, by: 'li' })).toBe(
    'life-unknown',
  )
})
