import { type Day, HOUR_MS, startOfDay } from '@lianfang/domain/shared'
import { expect, test } from 'vitest'
import { momentOf } from './clock.js'

const zone = 'Asia/Shanghai'
const day = '2020-02-12' as Day // written out
const playedOn = '2026-11-23' as Day // written out
const at = (hours: number): number => momentOf(startOfDay(playedOn, zone) + hours * HOUR_MS, { day, playedOn, zone })

test('[X10] the clock of the operation shows its day at the real time of day', () => {
  expect(new Date(at(9.5)).toISOString()).toBe('2020-02-12T01:30:00.000Z')
})

test('[X10] after midnight it stands at the end of its day, and never goes back', () => {
  expect(new Date(at(25)).toISOString()).toBe('2020-02-12T15:59:59.999Z')
  expect(at(60)).toBe(at(24))
  expect(at(-1)).toBe(startOfDay(day, zone))
})
