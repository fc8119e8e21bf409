import type { PlaceCode } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../../../../../tests/support/days.js'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

const township = '421123100' as PlaceCode
const health = '0713-5050001'
const doctor = '13907130001'
let w: World
let manager: Caller
let worker: Caller
let villages: readonly { code: string; name: string; town: string }[]
let teams: readonly string[]
let people: readonly string[]

const makeTeam = async (name: string, workerId: string, village: string): Promise<string> => {
  const medic = await w.account({ role: 'medic', place: township })
  const id = uuidv7()
  const members = [
    { accountId: medic.id, medic: true },
    { accountId: workerId, medic: false },
  ]
  await manager.call('team.create', { body: { id, township, name, members, villages: [village] } })
  return id
}

beforeAll(async () => {
  w = await makeWorld()
  const found = await w.admin.query<{ code: string; name: string; town: string }>(
    `select v.code, v.name, t.name as town from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = $1 order by v.code limit 2`,
    [township],
  )
  villages = found.rows
  manager = await w.signIn((await w.account({ role: 'townshipManager', place: township, name: '程主任' })).login)
  const [one, two] = [
    await w.account({ role: 'villageWorker', place: township, name: '林网格' }),
    await w.account({ role: 'villageWorker', place: township, name: '王网格' }),
  ]
  teams = [
    await makeTeam('一组', one.id, villages[0]?.code ?? ''),
    await makeTeam('二组', two.id, villages[1]?.code ?? ''),
  ]
  worker = await w.signIn(one.login)
  const lines = Array.from({ length: 4 }, (_, i) => [
    ...[
      `${i}`,
      villages[0]?.town ?? '',
      villages[0]?.name ?? '',
      `知人${'甲乙丙丁'[i]}`,
      '女',
      '',
      '84',
      `1390000100${i}`,
    ],
    ...['慢阻肺,不稳定', '未接种', '否'],
  ])
  await load(w, { county: luotian, lines: [header, ...lines] })
  people = (await manager.call('person.list', { query: { place: township, limit: 100 } })).body.rows.map((r) => r.id)
})
afterAll(() => w.close())

const today = (): string => dayAt(w.house.now())
const set = (number: string, team: string | null = null, more: object = {}) =>
  manager.call('number.set', {
    body: { id: uuidv7(), township, team, number, name: team === null ? '卫生院' : '何医生', from: today(), ...more },
  })
const tell = (person: string, said: { institution: string | null; doctor: string | null }, more: object = {}) =>
  worker.call('told.record', { params: { id: person }, body: { id: uuidv7(), ...said, how: 'call', ...more } })
const both = { institution: health, doctor }
const who = (at: number): string => people[at] ?? ''

/** What the counters say, and what a count of the people themselves says. */
const counted = async () => {
  await w.settle()
  const { body } = await manager.call('number.list', { query: { place: township } })
  const { rows } = await w.admin.query<{ n: number }>(
    `select count(*)::int as n from care.person p
     join care.desk_number i on i.township = p.township and i.team is null and i.until_at is null and i.number = p.told_institution
     join care.desk_number d on d.team = p.team and d.until_at is null and d.number = p.told_doctor
     where p.life not in ('dead', 'left')`,
  )
  const [one] = body.townships
  const byTeam = one?.teams.reduce((sum, t) => sum + t.told, 0)
  const byVillage = one?.villages.reduce((sum, v) => sum + v.told, 0)
  expect([one?.told, byTeam, byVillage]).toEqual([rows[0]?.n, rows[0]?.n, rows[0]?.n])
  return one?.told
}
const missing = async () =>
  (await manager.call('told.list', { query: { place: township } })).body.rows.map((r) => [
    r.name,
    r.institution,
    r.doctor,
  ])

test('[K4] before any number is entered everybody is missing, and nothing can be told', async () => {
  const { body } = await worker.call('told.read', { params: { id: who(0) } })
  expect(body).toMatchObject({ institution: null, doctor: null, last: null })
  expect((await tell(who(0), both)).body).toEqual({ outcome: 'refused', reason: 'told-number-changed' })
  expect((await missing()).length).toBe(4)
})

test('[K4] a number that is none is refused at its field, and one of tomorrow or of another township’s team in words', async () => {
  const wrong = await set('12')
  expect([wrong.status, wrong.problem?.fields?.map((f) => f.path)]).toEqual([400, ['number']])
  expect((await set(health, null, { from: '2999-01-01' })).body).toEqual({ outcome: 'refused', reason: 'number-day' })
  expect((await set(health, uuidv7())).body).toEqual({ outcome: 'refused', reason: 'number-team' })
})

test('[K4] who was told both numbers is counted by village and team; the worker reads them out and who told them stands there', async () => {
  await set('0713 5050001')
  await set(doctor, teams[0] ?? '')
  expect((await tell(who(0), both)).body).toMatchObject({ outcome: 'recorded' })
  expect((await tell(who(1), { institution: health, doctor: null })).body).toMatchObject({ outcome: 'recorded' })
  expect(await counted()).toBe(1)
  expect((await missing()).map(([, i, d]) => [i, d])).toEqual(
    expect.arrayContaining([
      ['told', 'untold'],
      ['untold', 'untold'],
    ]),
  )
  expect((await worker.call('told.read', { params: { id: who(0) } })).body).toMatchObject({
    institution: { number: health, name: '卫生院', state: 'told' },
    doctor: { number: doctor, name: '何医生', state: 'told' },
    last: { by: '林网格', how: 'call', institution: true, doctor: true },
  })
})

test('[K4] a repeat is answered and counted once; another body under its id is a conflict', async () => {
  const id = uuidv7()
  expect((await tell(who(2), both, { id })).body).toMatchObject({ outcome: 'recorded' })
  expect((await tell(who(2), both, { id })).body).toMatchObject({ outcome: 'already-recorded' })
  expect((await tell(who(2), both, { id, how: 'visit' })).problem?.code).toBe('command.other-body')
  expect((await tell(who(3), both, { id })).problem?.code).toBe('command.other-body')
  expect(await counted()).toBe(2)
})

test('[K4] a changed number makes those told the old one missing again, and the old one back makes them told', async () => {
  await set('13907130002', teams[0] ?? '')
  expect(await counted()).toBe(0)
  const again = await manager.call('told.list', { query: { place: township, state: 'again' } })
  expect(again.body.rows.map((r) => r.doctor)).toEqual(['again', 'again'])
  expect((await tell(who(0), both)).body).toEqual({ outcome: 'refused', reason: 'told-number-changed' })
  await set(doctor, teams[0] ?? '')
  expect(await counted()).toBe(2)
  await set('0713-5059999')
  expect(await counted()).toBe(0)
  await set(health)
  expect(await counted()).toBe(2)
  const { body } = await manager.call('number.list', { query: { place: township } })
  expect(body.past.map((p) => p.number)).toEqual(expect.arrayContaining(['13907130002', '0713-5059999']))
})

test('[K4] another team, a death and its taking back move the count with the person', async () => {
  await manager.call('team.rebalance', {
    body: { id: uuidv7(), township, moves: [{ village: villages[0]?.code, from: teams[0], to: teams[1] }] },
  })
  expect(await counted()).toBe(0)
  await manager.call('team.rebalance', {
    body: { id: uuidv7(), township, moves: [{ village: villages[0]?.code, from: teams[1], to: teams[0] }] },
  })
  expect(await counted()).toBe(2)
  const event = uuidv7()
  const at = new Date(w.house.now()).toISOString()
  await worker.call('life.record', { params: { id: who(0) }, body: { id: event, kind: 'death', at, note: '家属告知' } })
  expect(await counted()).toBe(1)
  expect((await tell(who(0), both)).body).toEqual({ outcome: 'refused', reason: 'told-gone' })
  await manager.call('life.take-back', { params: { id: who(0) }, body: { id: uuidv7(), event, at } })
  expect(await counted()).toBe(2)
})

test('[K4] a tap that was a mistake is taken back, and stays in the facts', async () => {
  expect((await tell(who(0), both, { how: 'takenBack' })).body).toMatchObject({ outcome: 'recorded' })
  expect(await counted()).toBe(1)
  const { rows } = await w.admin.query(`select how from care.told where person = $1 order by at`, [who(0)])
  expect(rows.map((r) => r.how)).toEqual(['call', 'takenBack'])
})

test('[K4] the missing are searched, sorted by place, turned by pages, and sent as a file', async () => {
  const first = await manager.call('told.list', { query: { place: township, sort: 'place', limit: 1 } })
  expect(first.body.next).not.toBeNull()
  const second = await manager.call('told.list', {
    query: { place: township, sort: 'place', limit: 1, cursor: first.body.next ?? '' },
  })
  expect(second.body.rows[0]?.id).not.toBe(first.body.rows[0]?.id)
  const search = await manager.call('told.search', { body: { place: township, text: '知人乙' } })
  expect(search.body.rows.map((r) => r.name)).toEqual(['知人乙'])
  const file = await manager.call('told.export', { query: { place: township, format: 'csv' } })
  expect(file.text).toContain('未告知')
})

test('[K4] one number entered twice at the same moment is one entry', async () => {
  const more = { id: uuidv7() }
  const answers = await Promise.all([1, 2].map(() => set('07135050009', null, more)))
  expect(answers.map((r) => r.body.outcome).sort()).toEqual(['already-recorded', 'recorded'])
})
