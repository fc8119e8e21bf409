import { expect, test } from 'vitest'
import { byPerson, isOfferOwed, mostUrgentFirst } from './alarm-order.js'

const at = (hours: number): string => new Date(Date.UTC(2023, 0, 10, hours)).toISOString()
const now = Date.parse(at(12))
const held = { at: at(1), by: '程主任', mine: false }

const alarm = (name: string, other: object = {}) => ({
  name,
  personId: name.slice(0, 1),
  acknowledged: null,
  urgent: false,
  level: 0 as const,
  offerAgainAt: null,
  closed: null,
  raisedAt: at(0),
  ...other,
})
const orderOf = (alarms: readonly ReturnType<typeof alarm>[]) => mostUrgentFirst(alarms, now).map(({ name }) => name)

test('[K5] [CARE-REFER-1] a refusal whose hours are over stands above all that are in hand, and under those nobody has', () => {
  const list = [
    alarm('held', { acknowledged: held, urgent: true }),
    alarm('owed', { acknowledged: held, offerAgainAt: at(12) }),
    alarm('later', { acknowledged: held, offerAgainAt: at(13) }),
    alarm('nobody'),
    alarm('urgent', { urgent: true }),
  ]
  expect(orderOf(list)).toEqual(['urgent', 'nobody', 'owed', 'held', 'later'])
})

test('[CARE-REFER-1] it is owed from the moment itself, and never once the alarm has ended', () => {
  expect(isOfferOwed({ offerAgainAt: at(12), closed: null }, now)).toBe(true)
  expect(isOfferOwed({ offerAgainAt: at(13), closed: null }, now)).toBe(false)
  expect(isOfferOwed({ offerAgainAt: null, closed: null }, now)).toBe(false)
  const closed = { at: at(11), by: null, how: 'gone' } as const
  expect(isOfferOwed({ offerAgainAt: at(12), closed }, now)).toBe(false)
})

test('[K5] alarms of one person stand together where the most urgent of them does', () => {
  const groups = byPerson([alarm('a1'), alarm('b1'), alarm('a2')])
  expect(groups.map((group) => group.map(({ name }) => name))).toEqual([['a1', 'a2'], ['b1']])
})
