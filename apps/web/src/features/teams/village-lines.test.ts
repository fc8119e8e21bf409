import type { PlaceCode } from '@lianfang/domain/shared'
import { expect, test } from 'vitest'
import { linesFound, takenOver, villageLines } from './village-lines.js'

const village = (n: number) => ({ code: `42112310020${n}`, name: `${n}号村`, level: 'village' as const })
const township = { code: '421123100', name: '凤山镇', level: 'township' as const }
const team = (id: string, name: string, ...served: readonly number[]) => ({
  id,
  name,
  township,
  members: [],
  villages: served.map(village),
  closer: { grids: 0, households: 0, people: 0 },
  people: 0,
  overdue: 0,
  hasMedic: true,
  working: 0,
  overloaded: false,
  share: 0,
  substitutions: [],
})
const asked = {
  villages: [1, 2, 3, 4, 5].map(village),
  teams: [team('a', '第1团队', 1), team('b', '第2团队', 2)],
  unbound: [
    { village: village(5), township, people: 61 },
    { village: village(4), township, people: 7 },
    { village: null, township, people: 9 },
  ],
  served: [
    { village: village(1).code as PlaceCode, team: 'a', people: 12 },
    { village: village(2).code as PlaceCode, team: 'b', people: 30 },
  ],
}

test('[X2] a team that is changed is offered the villages without a team first, the fullest of them before the others, then its own, then those of others with whose they are', () => {
  expect(
    villageLines({ ...asked, own: 'b' }).map(({ name, people, own, holder }) => [
      name,
      people,
      own,
      holder?.name ?? null,
    ]),
  ).toEqual([
    ['5号村', 61, false, null],
    ['4号村', 7, false, null],
    ['3号村', 0, false, null],
    ['2号村', null, true, null],
    ['1号村', 12, false, '第1团队'],
  ])
})

test('[X2] what is typed finds villages by their own and their team’s name, and hides nothing that is ticked', () => {
  const lines = villageLines({ ...asked, own: null })
  const found = (text: string) => linesFound(lines, { text, ticked: new Set([village(4).code]) }).map((one) => one.name)
  expect(found(' 5号 ')).toEqual(['5号村', '4号村'])
  expect(found('第2团队')).toEqual(['4号村', '2号村'])
  expect(found('')).toHaveLength(5)
})

test('[K2] what another team serves and is ticked is taken over from it, with the people who come along', () => {
  const lines = villageLines({ ...asked, own: null })
  expect(takenOver(lines, new Set([village(1).code, village(5).code]))).toEqual([
    { village: village(1).code, name: '1号村', people: 12, holder: { id: 'a', name: '第1团队' } },
  ])
  expect(takenOver(villageLines({ ...asked, own: 'a' }), new Set([village(1).code]))).toEqual([])
})
