import { expect, test } from 'vitest'
import { instantOf } from '../../shared/index.js'
import { compareAlarms, type WaitingAlarm } from './order.js'

const alarm = (name: string, other: Partial<WaitingAlarm> & { readonly hour?: number } = {}) => ({
  name,
  held: false,
  offerOwed: false,
  level: 0 as const,
  urgent: false,
  ...other,
  raisedAt: instantOf(Date.UTC(2023, 0, 10, other.hour ?? 6)),
})

test('[K5] alarms nobody has come first: the highest risen, then the urgent, then the longest waiting; those in hand follow', () => {
  const list = [
    alarm('in hand, risen', { held: true, level: 3, urgent: true, hour: 0 }),
    alarm('in hand, offer owed', { held: true, offerOwed: true }),
    alarm('new'),
    alarm('waiting', { hour: 2 }),
    alarm('urgent', { urgent: true }),
    alarm('risen to the township', { level: 1 }),
    alarm('risen to the county', { level: 2 }),
    alarm('risen to the county, urgent', { level: 2, urgent: true }),
  ]
  expect([...list].sort(compareAlarms).map(({ name }) => name)).toEqual([
    'risen to the county, urgent',
    'risen to the county',
    'risen to the township',
    'urgent',
    'waiting',
    'new',
    'in hand, offer owed',
    'in hand, risen',
  ])
})
