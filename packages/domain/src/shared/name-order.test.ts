import { expect, test } from 'vitest'
import { byName, compareNames } from './name-order.js'

test('[X2] teams stand in the order in which people count them', () => {
  const names = ['凤山镇第10团队', '凤山镇第2团队', '凤山镇第1团队', '凤山镇第21团队']
  expect(byName(names.map((name) => ({ name }))).map(({ name }) => name)).toEqual([
    '凤山镇第1团队',
    '凤山镇第2团队',
    '凤山镇第10团队',
    '凤山镇第21团队',
  ])
  expect(compareNames('第2团队', '第10团队')).toBeLessThan(0)
})
