import { expect, test } from 'vitest'
import { sharesAfter } from './shares.js'

const teams = [
  { id: 'a', name: '一组', working: 2, share: 2, before: 21, after: 15 },
  { id: 'b', name: '二组', working: 2, share: 2, before: 3, after: 13 },
]

test('[K2] the table of a balance follows what is ticked: all of it, part of it, nothing', () => {
  const moves = [
    { people: 4, from: null, to: 'b' },
    { people: 6, from: 'a', to: 'b' },
  ]
  const after = (ticked: typeof moves) => sharesAfter(teams, ticked).map((team) => team.after)
  expect(after(moves)).toEqual([15, 13])
  expect(after(moves.slice(0, 1))).toEqual([21, 7])
  expect(after([])).toEqual([21, 3])
})

test('[K2] teams stand in the order in which people count: the second before the tenth', () => {
  const named = ['第10团队', '第2团队', '第1团队'].map((name) => ({ ...teams[0], id: name, name }))
  const list = sharesAfter(named as typeof teams, []).map(({ name }) => name)
  expect(list).toEqual(['第1团队', '第2团队', '第10团队'])
})
