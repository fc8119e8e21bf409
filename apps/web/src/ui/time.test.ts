import { describe, expect, test } from 'vitest'
import { en } from '../i18n/en.js'
import { zhCN } from '../i18n/zh-CN.js'
import { formatDay, formatInstant, relativeOf, ruleHours, spanOf } from './time.js'

const zone = 'Asia/Shanghai'

describe('moments are written in the zone of the place', () => {
  test('in Chinese and in English', () => {
    expect(formatInstant('2023-01-06T06:05:00Z', zone, 'zh-CN')).toBe('2023-01-06 14:05')
    expect(formatInstant('2023-01-06T06:05:00Z', zone, 'en')).toBe('6 Jan 2023 14:05')
  })
  test('a moment before midnight in UTC may be the next day at the place', () => {
    expect(formatInstant('2023-01-06T16:30:00Z', zone, 'zh-CN')).toBe('2023-01-07 00:30')
  })
  test('days need no zone', () => {
    expect(formatDay('2023-12-31', 'en')).toBe('31 Dec 2023')
    expect(formatDay('2023-12-31', 'zh-CN')).toBe('2023-12-31')
  })
})

describe('relative time', () => {
  const now = Date.parse('2023-01-06T12:00:00Z')
  test('is used under 24 hours only', () => {
    expect(relativeOf(now - 86_400_000, now, en.time)).toBeNull()
    expect(relativeOf(now - 86_399_000, now, en.time)).toBe('23 h ago')
  })
  test('speaks of the past and of what is to come', () => {
    expect(relativeOf(now - 30_000, now, zhCN.time)).toBe('刚刚')
    expect(relativeOf(now - 300_000, now, zhCN.time)).toBe('5 分钟前')
    expect(relativeOf(now + 7_200_000, now, en.time)).toBe('in 2 h')
  })
})

test('spans are hours under a day and days from then on', () => {
  expect(spanOf(3_600_000 * 5, zhCN.time)).toBe('5 小时')
  expect(spanOf(3_600_000 * 50, en.time)).toBe('2 days')
  expect(spanOf(1000, en.time)).toBe('1 hour')
})

test('hours of a rule are spoken as days where they are whole', () => {
  expect(ruleHours(72, zhCN.time)).toBe('3 天')
  expect(ruleHours(36, en.time)).toBe('36 hours')
})
