import { expect, test } from 'vitest'
import { dueStateOf } from './due-state.js'

const zone = 'Asia/Shanghai'
const now = Date.parse('2023-01-06T14:00:00Z') // 22:00 at the place

test('a moment gone by is overdue', () => {
  expect(dueStateOf({ dueAt: '2023-01-04T14:00:00Z' }, now, zone)).toEqual({ state: 'overdue', lateMs: 172_800_000 })
})

test('today is the day of the place, not of UTC', () => {
  expect(dueStateOf({ dueAt: '2023-01-06T15:30:00Z' }, now, zone)).toEqual({ state: 'today', clock: '23:30' })
  expect(dueStateOf({ dueAt: '2023-01-06T16:30:00Z' }, now, zone).state).toBe('later')
})

test('green has none', () => {
  expect(dueStateOf({ dueAt: null }, now, zone)).toEqual({ state: 'none' })
})

test('[X6] within the hour in which it fell due it is not overdue yet, as the figures above the list count it', () => {
  expect(dueStateOf({ dueAt: '2023-01-06T14:10:00Z' }, now + 3_540_000, zone)).toEqual({
    state: 'today',
    clock: '22:10',
  })
  expect(dueStateOf({ dueAt: '2023-01-06T14:10:00Z' }, now + 3_600_000, zone).state).toBe('overdue')
})
