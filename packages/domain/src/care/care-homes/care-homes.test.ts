import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addHours, addMinutes } from '../../shared/index.js'
import { livingHere } from '../life/life-state.js'
import { at, dayOf, seedRounds } from '../testing.js'
import {
  contactOf,
  decideMoveIn,
  isAsked,
  type Mover,
  missingOf,
  type RoundPart,
  refusePart,
  refuseTakingBack,
  residentState,
  roundStanding,
  type StayFact,
  stayOf,
} from './index.js'

const home = { id: 'h1', township: '421123100', village: '421123100201', closed: false }
const person = (more: Partial<Mover> = {}): Mover => ({
  township: home.township,
  village: home.village,
  life: livingHere,
  home: null,
  ...more,
})
const enter = (more: Partial<Mover> = {}, mayMoveVillage = false, closed = false) =>
  decideMoveIn({ person: person(more), home: { ...home, closed }, mayMoveVillage })
const refused = (reason: string) => ({ outcome: 'refused', reason })

test('[K21] somebody of the village is put on the roster', () => {
  expect(enter()).toEqual({ outcome: 'recorded', moveVillage: false, leaves: null })
})

test('[K21] who belongs to another village of the township is put right in the same step, and only when that is wanted', () => {
  const village = '421123100299'
  expect(enter({ village })).toEqual(refused('resident-other-village'))
  expect(enter({ village }, true)).toEqual({ outcome: 'recorded', moveVillage: true, leaves: null })
})

test('[K21, K20] another township is asked as for every move', () => {
  expect(enter({ township: '421123101', village: '421123101201' }, true)).toEqual(refused('resident-other-township'))
})

test('[K21] a person is on one roster at a time; who moved away from a home’s village is taken off it by moving in elsewhere', () => {
  expect(enter({ home: { id: 'h1', village: home.village } })).toEqual(refused('resident-here'))
  expect(enter({ home: { id: 'h2', village: home.village } })).toEqual(refused('resident-other-home'))
  expect(enter({ home: { id: 'h2', village: '421123101201' } })).toMatchObject({ outcome: 'recorded', leaves: 'h2' })
})

test('[K21, K20] nobody who died or left the county moves in, and nobody into a closed home', () => {
  const life = { ...livingHere, status: 'dead' } as const
  expect(enter({ life })).toEqual(refused('resident-gone'))
  expect(enter({}, false, true)).toEqual(refused('home-closed'))
})

test('[K21, K20] the round asks for whoever lives there, and not for the dead, those in hospital or moved away', () => {
  const of = (status: 'here' | 'admitted' | 'refusing' | 'dead' | 'left', village: string | null = home.village) =>
    residentState({ village, life: { ...livingHere, status } }, home.village)
  expect([of('here'), of('refusing')].map(isAsked)).toEqual([true, true])
  expect([of('admitted'), of('dead'), of('left'), of('here', '421123101201')].map(isAsked)).toEqual(
    Array(4).fill(false),
  )
  expect(of('dead', null)).toBe('dead')
})

const fact = (n: number, kind: StayFact['kind'], more: Partial<StayFact> = {}): StayFact => ({
  ...{ id: `f${n}`, home: 'h1', kind, day: dayOf('2023-01-10'), takesBack: null },
  ...more,
})

test('[K21] a fact taken back is as if it had never been, and only the last one that stands can be', () => {
  const facts = [fact(1, 'in'), fact(2, 'out')]
  expect(stayOf(facts)).toBeNull()
  expect(refuseTakingBack(facts, 'f1')).toBe('resident-later')
  expect(refuseTakingBack(facts, 'f2')).toBeNull()
  const back = [...facts, fact(3, 'takenBack', { takesBack: 'f2' })]
  expect(stayOf(back)?.fact.id).toBe('f1')
  expect(refuseTakingBack(back, 'f2')).toBe('resident-taken-back')
  expect(refuseTakingBack(back, 'f1')).toBeNull()
  expect(refuseTakingBack(back, 'f9')).toBe('resident-fact-unknown')
})

test('[K21] whatever is recorded and taken back, taking everything back from the end leaves nobody in a home', () => {
  const kinds = fc.array(fc.constantFrom<StayFact['kind']>('in', 'out'), { maxLength: 12 })
  fc.assert(
    fc.property(kinds, (list) => {
      let facts = list.map((kind, i) => fact(i, kind))
      for (const last of [...facts].reverse()) {
        expect(refuseTakingBack(facts, last.id)).toBeNull()
        facts = [...facts, fact(100 + facts.length, 'takenBack', { takesBack: last.id })]
      }
      expect(stayOf(facts)).toBeNull()
    }),
  )
})

const part = (more: Partial<RoundPart> = {}): RoundPart => ({
  ...{
    personId: 'p',
    state: 'well',
    spo2Percent: null,
    temperatureC: null,
    breathsPerMinute: null,
    signs: [],
    note: null,
  },
  ...more,
})
const asked = { resident: 'asked', before: false } as const

test('[K21] "unwell" says of what, and nothing is measured on somebody who was not seen', () => {
  expect(refusePart(part(), asked)).toBeNull()
  expect(refusePart(part({ state: 'unwell' }), asked)).toBe('part-unwell-empty')
  expect(refusePart(part({ state: 'unwell', note: '咳嗽' }), asked)).toBeNull()
  expect(refusePart(part({ state: 'absent', spo2Percent: 97 }), asked)).toBe('part-not-seen')
  expect(refusePart(part({ state: 'refused', note: '不让量' }), asked)).toBeNull()
})

test('[K21] a part is about a resident who is asked, once', () => {
  expect(refusePart(part(), { resident: 'none', before: false })).toBe('part-not-resident')
  expect(refusePart(part(), { resident: 'notAsked', before: false })).toBe('part-not-asked')
  expect(refusePart(part(), { ...asked, before: true })).toBe('part-twice')
})

test('[K21] only who was seen counts as reached', () => {
  expect((['well', 'unwell', 'refused', 'absent'] as const).map(contactOf)).toEqual([
    ...['reached', 'reached', 'unanswered', 'unanswered'],
  ])
})

test('[K21] a round is done when every one of the asked was told of, in whatever order and however often', () => {
  const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 20 })
  fc.assert(
    fc.property(ids, fc.array(fc.nat(19)), (roster, picks) => {
      const told = picks.map((i) => roster[i] ?? 'stranger')
      const missing = missingOf(roster, told)
      expect(missing.length === 0).toBe(roster.every((id) => told.includes(id)))
      expect(missingOf(roster, [...told, ...missing])).toEqual([])
    }),
  )
})

const first = at('2023-01-10T00:00:00Z')
const standing = (hours: number, lastAt: number | null = null) =>
  roundStanding(
    { since: first, lastAt: lastAt === null ? null : addHours(first, lastAt) },
    addHours(first, hours),
    seedRounds,
  )

test('[CARE-ROUND-1] a round is in time up to 24 hours after the last one, or after the first resident, and late a minute later', () => {
  expect(standing(24)).toEqual({ state: 'inTime', dueAt: addHours(first, 24) })
  expect(roundStanding({ since: first, lastAt: null }, addMinutes(addHours(first, 24), 1), seedRounds)).toEqual({
    ...{ state: 'late', since: addHours(first, 24), level: 'township' },
  })
  expect(standing(40, 20)).toEqual({ state: 'inTime', dueAt: addHours(first, 44) })
})

test('[CARE-ROUND-2] twelve hours late it is the county’s too', () => {
  expect([standing(36), standing(37)].map((s) => (s.state === 'late' ? s.level : s.state))).toEqual([
    'township',
    'county',
  ])
})

test('[K21] a home that emptied and filled again is not late for the time between', () => {
  expect(roundStanding({ since: null, lastAt: first }, addHours(first, 900), seedRounds)).toEqual({ state: 'nobody' })
  const again = { since: addHours(first, 900), lastAt: first }
  expect(roundStanding(again, addHours(first, 910), seedRounds).state).toBe('inTime')
})
