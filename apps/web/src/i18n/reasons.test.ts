import { expect, test } from 'vitest'
import { en } from './en.js'
import { zhCN } from './zh-CN.js'

test('[K3] a gap of one day is said as people say it, in both languages', () => {
  const said = [zhCN, en].map(({ time, person: { reasonWith } }) => [
    reasonWith.longestGap(time.days(1)),
    reasonWith.longestGap(time.days(3)),
  ])
  expect(said).toEqual([
    ['每天至少联系一次', '每 3 天至少联系一次'],
    ['at least once a day', 'at least once every 3 days'],
  ])
})
