import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PersonKind, Tier } from '../../policy/index.js'
import { addDays, addHours, type Day, dayIn, HOUR_MS, type Instant, instantOf } from '../../shared/index.js'
import { type CounterDelta, contributionsOf, deltasBetween, sumDeltas } from '../counters/index.js'
import {
  applyFollowup,
  deriveState,
  emptyFollowupState,
  type FollowupFact,
  heldFlags,
  type KindsSince,
  type Lodging,
  sinceAfter,
} from '../followups/index.js'
import type { LivingClass } from '../ledger/index.js'
import {
  countingEvents,
  isGone,
  type LifeEventKind,
  type LifeFact,
  type LifeState,
  lifeEventKinds,
  lifeOf,
  livingHere,
} from '../life/index.js'
import { at, histories, seedDue, seedTier } from '../testing.js'
import {
  assessTier,
  compareTiers,
  type DiseaseClass,
  mayOverride,
  type TierOverride,
  type VaccinationClass,
} from '../tier/index.js'
import { ageToday, countedInLife, dueOf, type Standing, standingAfter } from './index.js'

const zone = 'Asia/Shanghai'
const start = at('2023-01-03T00:00:00Z')

type Happening =
  | { readonly kind: 'talk' | 'attempt' }
  | { readonly kind: 'corrected'; readonly which: number; readonly outcome: FollowupFact['outcome'] }
  | { readonly kind: 'facts'; readonly disease: DiseaseClass; readonly vaccination: VaccinationClass }
  | { readonly kind: 'living'; readonly living: LivingClass }
  | { readonly kind: 'kinds'; readonly kinds: readonly PersonKind[] }
  | { readonly kind: 'life'; readonly event: (typeof lifeEventKinds)[number] }
  | { readonly kind: 'episode'; readonly open: boolean }
  | { readonly kind: 'moved'; readonly place: string; readonly team: string | null }
  | { readonly kind: 'confirmed' | 'night' | 'overrideEnded' | 'eventTakenBack' }
  | { readonly kind: 'override'; readonly tier: Tier; readonly days: number }

const diseases = fc.constantFrom<DiseaseClass>('none', 'stable', 'unstable', 'stabilityUnknown', 'unknown')
const vaccinations = fc.constantFrom<VaccinationClass>('none', 'partial', 'full', 'unknown')
const happenings: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('talk' as const, 'attempt' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('corrected' as const),
      which: fc.nat(9),
      outcome: fc.constantFrom<FollowupFact['outcome']>('reached', 'unanswered', 'withdrawn'),
    }),
  },
  fc.record({ kind: fc.constant('facts' as const), disease: diseases, vaccination: vaccinations }),
  fc.record({
    kind: fc.constant('living' as const),
    living: fc.constantFrom<LivingClass>('alone', 'notAlone', 'unknown', 'onlyWithDisabledChildren'),
  }),
  fc.record({
    kind: fc.constant('kinds' as const),
    kinds: fc.subarray<PersonKind>(['dialysis', 'pregnant', 'disabled', 'child', 'childInDifficulties']),
  }),
  fc.record({ kind: fc.constant('life' as const), event: fc.constantFrom(...lifeEventKinds) }),
  fc.record({ kind: fc.constant('episode' as const), open: fc.boolean() }),
  fc.record({
    kind: fc.constant('moved' as const),
    place: fc.constantFrom('421123100001', '421123100002', '421123101001'),
    team: fc.constantFrom(null, 'team-one', 'team-two'),
  }),
  fc.record({
    kind: fc.constantFrom('confirmed' as const, 'night' as const, 'overrideEnded' as const, 'eventTakenBack' as const),
  }),
  fc.record({
    kind: fc.constant('override' as const),
    tier: fc.constantFrom<Tier>('red', 'yellow', 'green'),
    days: fc.integer({ min: 1, max: 60 }),
  }),
)
const stories = fc.record({
  born: fc.oneof(fc.constant(null), fc.integer({ min: 1930, max: 2015 })),
  disease: diseases,
  vaccination: vaccinations,
  // Hours between what happens: some at once, some after weeks of silence.
  after: fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), happenings), { maxLength: 25 }),
})

type Person = {
  readonly now: Instant
  readonly basis: Parameters<typeof standingAfter>[0]['basis']
  readonly standing: Standing
  readonly override: TierOverride | null
  readonly living: Lodging
  readonly since: { readonly livingSince: Instant; readonly kindsSince: KindsSince }
  readonly episodeSince: Instant | null
  readonly lifeFacts: readonly LifeFact[]
  readonly life: LifeState
  readonly facts: readonly FollowupFact[]
  readonly state: typeof emptyFollowupState
  readonly place: string
  readonly team: string | null
}

const assess = (
  p: Pick<Person, 'now' | 'basis' | 'override'> & { readonly standing: Standing | null },
  confirmed?: Tier,
): Standing =>
  standingAfter({
    ...{ basis: p.basis, values: seedTier, now: p.now, zone, cause: 'test' },
    current: p.standing === null ? null : { ...p.standing, override: p.override },
    ...(confirmed === undefined ? {} : { confirmed }),
  })

const record = (p: Person, more: Pick<FollowupFact, 'outcome'> & { readonly corrects?: string }): Person => {
  const fact: FollowupFact = { id: `f${String(p.facts.length).padStart(3, '0')}`, at: p.now, channel: 'phone', ...more }
  const facts = [...p.facts, fact]
  // As the server does: step by step where that is possible, from all facts where it is not.
  const applied = applyFollowup(p.state, fact)
  return { ...p, facts, state: applied.outcome === 'applied' ? applied.state : deriveState(facts) }
}

type Lived = { readonly kind: LifeEventKind } | { readonly kind: 'takenBack'; readonly takesBack: string }
const lives = (p: Person, event: Lived): Person => {
  const id = `l${String(p.lifeFacts.length).padStart(3, '0')}`
  const lifeFacts: readonly LifeFact[] = [...p.lifeFacts, { ...event, id, at: p.now, by: 'b' }]
  return { ...p, lifeFacts, life: lifeOf(lifeFacts) }
}

/** A medic judges by the facts of that moment; green of unknown facts is refused, as the server does. */
const override = (p: Person, { tier, days }: { readonly tier: Tier; readonly days: number }): Person => {
  const said = assess(p).assessment
  if (!mayOverride(tier, said)) return p
  const reviewOn = addDays(dayIn(p.now, zone), days)
  const set = { tier, by: 'm', reason: 'seen', reviewOn, assessedTierAtOverride: said.tier }
  return { ...p, override: set, standing: assess({ ...p, override: set }) }
}

const lodged = (p: Person, living: Lodging): Person => ({
  ...{ ...p, living },
  since: sinceAfter({ before: p.living, after: living, since: p.since, now: p.now }),
})

const happen = (p: Person, what: Happening): Person => {
  switch (what.kind) {
    case 'talk':
      return record(p, { outcome: 'reached' })
    case 'attempt':
      return record(p, { outcome: 'unanswered' })
    case 'corrected': {
      const meant = p.facts[what.which]
      return meant === undefined ? p : record(p, { outcome: what.outcome, corrects: meant.id })
    }
    case 'facts': {
      const basis = { ...p.basis, disease: what.disease, vaccination: what.vaccination }
      return { ...p, basis, standing: assess({ ...p, basis }) }
    }
    case 'living':
      return lodged(p, { living: what.living, kinds: p.living.kinds })
    case 'kinds':
      return lodged(p, { living: p.living.living, kinds: what.kinds })
    case 'life':
      return lives(p, { kind: what.event })
    case 'eventTakenBack': {
      const last = countingEvents(p.lifeFacts).at(-1)
      return last === undefined ? p : lives(p, { kind: 'takenBack', takesBack: last.id })
    }
    case 'override':
      return override(p, what)
    case 'overrideEnded':
      return { ...p, override: null, standing: assess({ ...p, override: null }) }
    case 'episode':
      return { ...p, episodeSince: what.open ? (p.episodeSince ?? p.now) : null }
    case 'moved':
      return { ...p, place: what.place, team: what.team }
    case 'confirmed':
      return p.standing.waiting === null ? p : { ...p, standing: assess(p, p.standing.waiting) }
    case 'night':
      return { ...p, standing: assess(p) }
  }
}

const dueAt = (p: Person) =>
  dueOf({
    ...{ standing: p.standing, takenInAt: start, life: p.life, state: p.state, values: seedDue, zone },
    flags: heldFlags(p.living, { takenInAt: start, ...p.since, episodeSince: p.episodeSince }),
  })

const counted = (p: Person) =>
  countedInLife(p.life, {
    place: { township: p.place.slice(0, 9), village: p.place, team: p.team },
    standing: { ...p.standing, provisional: p.standing.assessment.provisional.length > 0 },
    reached: p.state.twoWayAt.length > 0,
    dueAt: dueAt(p).dueAt,
  })

type Story = typeof stories extends fc.Arbitrary<infer S> ? S : never

/** The person at each step of a story, the first as taken in. */
const lived = ({ born, disease, vaccination, after }: Story): readonly Person[] => {
  const basis = { birth: { day: born === null ? null : (`${born}-06-15` as Day), year: null }, disease, vaccination }
  const first: Person = {
    ...{ now: start, basis, override: null, standing: assess({ now: start, basis, override: null, standing: null }) },
    ...{
      living: { living: 'unknown', kinds: [] },
      since: { livingSince: start, kindsSince: {} },
      episodeSince: null,
      lifeFacts: [],
      life: livingHere,
    },
    ...{ facts: [], state: emptyFollowupState, place: '421123100001', team: null },
  }
  const steps = [first]
  for (const [hours, what] of after) {
    const before = steps.at(-1) ?? first
    steps.push(happen({ ...before, now: addHours(before.now, hours) }, what))
  }
  return steps
}

const through = (check: (steps: readonly Person[]) => void): void =>
  fc.assert(
    fc.property(stories, (story) => check(lived(story))),
    { numRuns: histories(1_500) },
  )

test('[K1, CARE-TIER] in no history is a colour below what the facts say but by a medic, unknown is never green, and nobody sinks without a medic', () => {
  through((steps) => {
    for (const [i, p] of steps.entries()) {
      const { basis, standing, now } = p
      const ageYears = ageToday(basis.birth, dayIn(now, 'Asia/Shanghai'))
      const said = assessTier({ ageYears, disease: basis.disease, vaccination: basis.vaccination }, seedTier)
      // Ages move by night: only a step that assesses sees a birthday.
      const judged = p.override !== null && compareTiers(said.tier, p.override.assessedTierAtOverride) <= 0
      if (standing.assessment.ageBand === said.ageBand && !judged)
        expect(compareTiers(standing.tier, said.tier)).toBeGreaterThanOrEqual(0)
      if (standing.assessment.provisional.length > 0) expect(standing.tier).not.toBe('green')
      const before = steps[i - 1]
      if (before === undefined || before.standing.waiting !== null) continue
      // A medic's judgement that stands, or stands again, is a medic.
      if (p.override !== null && p.override.tier === standing.tier) continue
      expect(compareTiers(standing.tier, before.standing.tier)).toBeGreaterThanOrEqual(0)
    }
  })
})

test('[K3, CARE-DUE] in every history the due moment kept step by step is that of all facts at once, and of nobody who is gone', () => {
  through((steps) => {
    for (const p of steps) {
      const whole = { ...p, state: deriveState(p.facts) }
      expect(dueAt(p)).toEqual(dueAt(whole))
      if (isGone(p.life)) expect(dueAt(p).dueAt).toBeNull()
      else if (p.standing.tier !== 'green') expect(dueAt(p).dueAt).not.toBeNull()
    }
  })
})

test('[K5, CARE-INF-1] in every history whoever is infected or worse and not in hospital is asked for within a day, also who refused', () => {
  through((steps) => {
    for (const p of steps) {
      const { life, episodeSince } = p
      if (episodeSince === null || (life.status !== 'here' && life.status !== 'refusing')) continue
      const last = Math.max(p.state.twoWayAt[0] ?? start, episodeSince, life.since ?? 0, life.resumed?.at ?? 0)
      expect(dueAt(p).dueAt).toBeLessThanOrEqual(Math.max(last, p.standing.dutySince) + 24 * HOUR_MS)
    }
  })
})

test('[X6] in every history the counters, changed step by step, are those of the person as they are now', () => {
  through((steps) => {
    const deltas: CounterDelta[] = []
    let before: ReturnType<typeof counted> = null
    for (const p of steps) {
      const after = counted(p)
      deltas.push(...deltasBetween(before, after))
      before = after
    }
    const plain = (list: readonly CounterDelta[]) => list.map((d) => JSON.stringify(d)).sort()
    expect(plain(sumDeltas(deltas))).toEqual(plain(before === null ? [] : contributionsOf(before)))
  })
})

test('[K3] a talk leaves nobody overdue at its moment, whatever came before', () => {
  through((steps) => {
    for (const [i, p] of steps.entries()) {
      const talked =
        i > 0 && p.facts.length > (steps[i - 1]?.facts.length ?? 0) && p.facts.at(-1)?.outcome === 'reached'
      const last = p.facts.at(-1)
      if (!talked || last?.corrects !== undefined || isGone(p.life)) continue
      expect(dueAt(p).dueAt ?? instantOf(Number.MAX_SAFE_INTEGER)).toBeGreaterThanOrEqual(p.now)
    }
  })
})

test('[K1, CARE-DUE-11] in every history whoever is of a kind with a gap of its own is asked for within it, and the colour is as without', () => {
  through((steps) => {
    for (const [i, p] of steps.entries()) {
      const before = steps[i - 1]
      if (before !== undefined && before.living !== p.living) expect(p.standing).toEqual(before.standing)
      if (p.life.status !== 'here') continue
      for (const { flag, since } of heldFlags(p.living, { takenInAt: start, ...p.since, episodeSince: null })) {
        const last = Math.max(p.state.twoWayAt[0] ?? start, p.standing.dutySince, p.life.resumed?.at ?? 0)
        const within = last + seedDue.byFlag[flag].longestGapHours * HOUR_MS
        expect(dueAt(p).dueAt).toBeLessThanOrEqual(Math.max(within, since))
      }
    }
  })
})
