import { expect, test } from 'vitest'
import { countedTalks, dueStateOf } from './due-state.js'

const zone = 'Asia/Shanghai'
const now = Date.parse('2023-01-06T14:00:00Z') // 22:00 at the place

test('a moment gone by is overdue', () => {
  expect(dueStateOf({ dueAt: '2023-01-04T14:00:00Z' }, now, zone)).toEqual({ state: 'overdue', lateMs: 172_800_000 })
})

test('today is the day of the place, not of UTC', () => {
  expect(dueStateOf({ dueAt: '2023-01-06T15:30:00Z' }, now, zone)).toEqual({
    ...{ state: 'today', clock: '23:30', passed: false },
  })
  expect(dueStateOf({ dueAt: '2023-01-06T16:30:00Z' }, now, zone).state).toBe('later')
})

test('green has none', () => {
  expect(dueStateOf({ dueAt: null }, now, zone)).toEqual({ state: 'none' })
})

test('[X6] within the hour in which it fell due it is not overdue yet, as the figures above the list count it', () => {
  expect(dueStateOf({ dueAt: '2023-01-06T14:10:00Z' }, now + 3_540_000, zone)).toEqual({
    state: 'today',
    clock: '22:10',
    passed: true, // and a reader is not told that there is time yet
  })
  expect(dueStateOf({ dueAt: '2023-01-06T14:10:00Z' }, now + 3_600_000, zone).state).toBe('overdue')
})

const hour = 3_600_000
const talksAt = (...hoursAgo: readonly number[]) => hoursAgo.map((ago) => new Date(now - ago * hour).toISOString())

test('[CARE-DUE-3] a full count says when its oldest talk runs out, and only where that is what the person is due for', () => {
  const asked = { times: 3, hours: 168, now: now }
  const reachedLately = talksAt(20, 70, 166)
  const runsOut = new Date(now + 2 * hour).toISOString()
  expect(countedTalks({ ...asked, reachedLately, due: { dueAt: runsOut } })).toEqual({
    done: 3,
    full: true,
    runsOutAt: runsOut,
  })
  const later = { dueAt: new Date(now + 9 * hour).toISOString() }
  expect(countedTalks({ ...asked, reachedLately, due: later })).toEqual({ done: 3, full: true, runsOutAt: null })
  expect(countedTalks({ ...asked, reachedLately: talksAt(20, 169), due: later })).toEqual({
    done: 1,
    full: false,
    runsOutAt: null,
  })
})
