import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
beforeAll(async () => {
  w = await makeWorld()
})
afterAll(() => w.close())

const township = '421123100'

test('[X6] the teams of a place are a file with the list’s lines, and a team named like a formula is text', async () => {
  const medic = await w.account({ role: 'medic', place: township, name: '何医生' })
  const worker = await w.account({ role: 'villageWorker', place: township, name: '林网格' })
  const manager = await w.signIn((await w.account({ role: 'townshipManager', place: township })).login)
  const made = await manager.call('team.create', {
    body: {
      id: randomUUID(),
      township,
      name: '=1+1',
      members: [
        { accountId: medic.id, medic: true },
        { accountId: worker.id, medic: false },
      ],
      villages: [`${township}001`],
    },
  })
  expect(made.status, made.text).toBe(200)
  const officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  const listed = await officer.call('team.list', { query: { place: luotian } })
  const [team] = listed.body.teams
  const file = await officer.call('team.export', { query: { place: luotian, format: 'csv', language: 'en' } })
  const [, line = ''] = file.text.trim().split('\r\n')
  const [, name = '', people, overdue, medics, others, villages] = line.split(',')
  expect([people, overdue, medics, others, villages]).toEqual([
    String(team?.people),
    String(team?.overdue),
    '何医生',
    '林网格',
    team?.villages[0]?.name,
  ])
  expect(name).not.toMatch(/^"?=/)
})
