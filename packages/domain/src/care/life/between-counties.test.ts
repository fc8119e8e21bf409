import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addHours, type Instant, type PlaceCode } from '../../shared/index.js'
import type { PersonFields } from '../ledger/index.js'
import { at } from '../testing.js'
import {
  decideArrival,
  type GivingState,
  joinedPast,
  type LifeStatus,
  livingHere,
  nextCarrying,
  type TakingState,
} from './index.js'

type Rows = { giving: GivingState; kept: boolean; taking: TakingState | null; on: { here: boolean; there: boolean } }

/** What each step leaves, as the use cases have it; a person who died meanwhile is not let go. */
const done = (rows: Rows, alive: boolean): Rows | null => {
  const step = nextCarrying({
    giving: { state: rows.giving, recordKept: rows.kept },
    taking: rows.taking === null ? null : { state: rows.taking },
  })
  switch (step) {
    case null:
      return null
    case 'bring':
      return { ...rows, taking: 'asked' }
    case 'close':
      return { ...rows, taking: 'withdrawn' }
    case 'refuse':
      return { ...rows, giving: 'refused' }
    case 'give':
      return alive
        ? { ...rows, giving: 'accepted', kept: true, on: { ...rows.on, here: false } }
        : { ...rows, giving: 'withdrawn' }
    case 'take':
      return { ...rows, taking: 'accepted', on: { ...rows.on, there: true } }
    case 'tell':
      return null
    case 'tidy':
      return { ...rows, kept: false }
  }
}

type Act = 'carry' | 'accept' | 'refuse' | 'withdraw' | 'die'

test('[K20] whatever people and carriers do in whatever order, the move ends, and the person is on exactly one ledger', () => {
  const acts = fc.array(fc.constantFrom<Act>('carry', 'accept', 'refuse', 'withdraw', 'die'), { maxLength: 12 })
  fc.assert(
    fc.property(acts, (list) => {
      let rows: Rows = { giving: 'asked', kept: false, taking: null, on: { here: true, there: false } }
      let alive = true
      const carry = (): boolean => {
        const next = done(rows, alive)
        if (next !== null) rows = next
        expect(rows.on.here && rows.on.there).toBe(false)
        return next !== null
      }
      for (const act of list) {
        if (act === 'carry') carry()
        if (act === 'accept' && rows.taking === 'asked') rows = { ...rows, taking: 'accepting' }
        if (act === 'refuse' && rows.taking === 'asked') rows = { ...rows, taking: 'refused' }
        if (act === 'withdraw' && rows.giving === 'asked') rows = { ...rows, giving: 'withdrawn' }
        if (act === 'die' && rows.on.here) alive = false
      }
      let steps = 0
      while (carry() && steps < 7) steps += 1
      expect(steps).toBeLessThan(7)
      expect(rows.on.here || rows.on.there).toBe(true)
      expect(rows.kept).toBe(false)
      const open = rows.taking === 'asked' || rows.taking === 'accepting'
      expect(open).toBe(rows.giving === 'asked')
    }),
  )
})

const fields = (more: Partial<PersonFields> = {}): PersonFields => ({
  ...{ name: '王桂英', sex: 'female', idNumber: null, idNumberRaw: null, birth: { year: 1940 }, phones: [] },
  ...{ township: '421124100' as PlaceCode, village: '421124100201' as PlaceCode, address: '' }, // codes of a test
  ...{ disease: { class: 'unknown', names: [] }, vaccination: { class: 'unknown', raw: '' }, living: 'unknown' },
  ...{ kinds: [], remark: '' },
  ...more,
})
const known = (id: string, status: LifeStatus = 'here', more: Partial<PersonFields> = {}) => ({
  id,
  fields: fields(more),
  life: { ...livingHere, status },
})

test('[K20] who arrives is new, somebody known, or a doubt for a person: never a silent double', () => {
  const arrives = (candidates: readonly ReturnType<typeof known>[]) =>
    decideArrival({ id: 'me', fields: fields({ phones: ['13800000000'] }), candidates })
  expect(arrives([])).toEqual({ outcome: 'new' })
  expect(arrives([known('a', 'here', { name: '李四' })])).toEqual({ outcome: 'new' })
  expect(arrives([known('a', 'here', { phones: ['13800000000'] })])).toEqual({ outcome: 'known', id: 'a' })
  expect(arrives([known('a')])).toEqual({ outcome: 'doubtful', id: 'a', why: 'sameName' })
  // By the id, whatever was written of them since.
  expect(arrives([known('a'), known('me', 'left', { name: '王桂花' })])).toEqual({ outcome: 'known', id: 'me' })
  expect(arrives([known('me', 'dead')])).toEqual({ outcome: 'doubtful', id: 'me', why: 'sameName' })
})

test('[K20] [K3] talks heard of in two counties are one past, and attempts before a talk of either are over', () => {
  const start = at('2023-01-03T00:00:00Z')
  const hour = (n: number): Instant => addHours(start, n)
  const joined = joinedPast(
    { twoWayAt: [hour(40), hour(5)], attemptsAt: [hour(60)] },
    { twoWayAt: [hour(50), hour(5)], attemptsAt: [hour(45), hour(70)] },
  )
  expect(joined).toEqual({ twoWayAt: [hour(50), hour(40), hour(5)], attemptsAt: [hour(70), hour(60)] })
})

test('[K20] a death that becomes known where somebody was is told once to the county that has them, and so is that it was a mistake', () => {
  const died = at('2023-02-01T00:00:00Z')
  const next = (here: Instant | null, there: Instant | null, recordKept = false) =>
    nextCarrying({
      giving: { state: 'accepted', recordKept, diedAt: here },
      taking: { state: 'accepted', diedAt: there },
    })
  expect([next(null, null), next(died, null), next(died, died), next(null, died)]).toEqual([null, 'tell', null, 'tell'])
  // The record first: it has to be there before anything is said about it.
  expect(next(died, null, true)).toBe('tidy')
})
