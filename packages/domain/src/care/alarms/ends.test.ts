import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantOf } from '../../shared/index.js'
import { decideLifeEvent, decideTakingBack } from '../life/decide-life.js'
import { countingEvents, isGone, type LifeEventKind, type LifeFact, lifeOf } from '../life/life-state.js'
import { type AlarmStands, alarmAfterLife } from './ends.js'

const hour = (n: number) => instantOf(n * 3_600_000)
const open = (n: number): AlarmStands => ({ measuredAt: hour(n), end: null, admission: null })

type Step =
  | { readonly do: 'measure' }
  | { readonly do: 'event'; readonly kind: LifeEventKind; readonly late: number }
  | { readonly do: 'takeBack'; readonly which: number }
  | { readonly do: 'end'; readonly how: 'referred' | 'doctorDecided'; readonly which: number }

type World = { readonly alarms: readonly AlarmStands[]; readonly facts: readonly LifeFact[] }

const lived = (world: World, fact: LifeFact): World => {
  const facts = [...world.facts, fact]
  const life = lifeOf(facts)
  const after = (alarm: AlarmStands) => ({ ...alarm, ...alarmAfterLife(alarm, { facts, fact, life }) })
  return { facts, alarms: world.alarms.map(after) }
}

/** One step at an hour, refused as the product refuses it. */
const walk = (world: World, step: Step, n: number): World => {
  const { alarms, facts } = world
  if (step.do === 'measure') return isGone(lifeOf(facts)) ? world : { facts, alarms: [...alarms, open(n)] }
  if (step.do === 'end') {
    const which = alarms.findIndex((alarm, i) => i >= step.which % (alarms.length + 1) && alarm.end === null)
    return { facts, alarms: alarms.map((alarm, i) => (i === which ? { ...alarm, end: step.how } : alarm)) }
  }
  if (step.do === 'event') {
    const event = { id: `e${n}`, kind: step.kind, at: hour(n - step.late), by: 'a' }
    return decideLifeEvent({ facts, event }).outcome === 'refused' ? world : lived(world, event)
  }
  const meant = countingEvents(facts)[step.which % Math.max(1, countingEvents(facts).length)]
  if (meant === undefined) return world
  const fact = { id: `b${n}`, at: hour(n), by: 'b', takesBack: meant.id }
  return decideTakingBack({ facts, fact }).outcome === 'refused' ? world : lived(world, { ...fact, kind: 'takenBack' })
}

const kinds = ['death', 'admission', 'discharge', 'refusal', 'consent', 'left', 'returned'] as const
const step = fc.oneof(
  fc.record({ do: fc.constant('measure' as const) }),
  fc.record({ do: fc.constant('event' as const), kind: fc.constantFrom(...kinds), late: fc.nat(3) }),
  fc.record({ do: fc.constant('takeBack' as const), which: fc.nat(5) }),
  fc.record({
    do: fc.constant('end' as const),
    how: fc.constantFrom('referred' as const, 'doctorDecided' as const),
    which: fc.nat(4),
  }),
)

test('[K5] [K20] whatever happens in whatever order: nothing is open about the gone, and nothing ended without an answer', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      let world: World = { alarms: [], facts: [] }
      for (const [n, one] of steps.entries()) {
        const before = world
        world = walk(world, one, n + 1)
        for (const [i, alarm] of before.alarms.entries())
          if (alarm.end === 'referred' || alarm.end === 'doctorDecided') expect(world.alarms[i]?.end).toBe(alarm.end)
      }
      const { alarms, facts } = world
      const gone = isGone(lifeOf(facts))
      for (const { end, admission, measuredAt } of alarms) {
        expect(end === null && gone).toBe(false)
        expect(end === 'gone' && !gone).toBe(false)
        const answer = countingEvents(facts).find(({ id }) => id === admission)
        if (end === 'admitted') expect(answer?.kind).toBe('admission')
        if (end === 'admitted') expect(answer?.at).toBeGreaterThanOrEqual(measuredAt)
      }
    }),
    { numRuns: 2_000 },
  )
})

test('[K5] [K20] an event and its taking back leave every alarm as it was', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 10 }), fc.constantFrom(...kinds), (steps, kind) => {
      const world = steps.reduce<World>((now, one, i) => walk(now, one, i + 1), { alarms: [], facts: [] })
      const event = { id: 'event', kind, at: hour(20), by: 'a' }
      fc.pre(decideLifeEvent({ facts: world.facts, event }).outcome === 'recorded')
      const after = lived(world, event)
      const back: LifeFact = { id: 'back', kind: 'takenBack', at: hour(21), by: 'b', takesBack: 'event' }
      expect(lived(after, back).alarms).toEqual(world.alarms)
    }),
    { numRuns: 1_000 },
  )
})

test('[K5] [K20] an admission answers what was measured until then; what is measured after it stays open', () => {
  const fact = { id: 'in', kind: 'admission', at: hour(5), by: 'a' } as const
  const given = { facts: [fact], fact, life: lifeOf([fact]) }
  expect(alarmAfterLife(open(5), given)).toEqual({ end: 'admitted', admission: 'in' })
  expect(alarmAfterLife(open(6), given)).toEqual({ end: null, admission: null })
  const home = { id: 'out', kind: 'discharge', at: hour(8), by: 'a' } as const
  const later = { facts: [fact, home], fact: home, life: lifeOf([fact, home]) }
  expect(alarmAfterLife(open(6), later)).toEqual({ end: null, admission: null })
})
