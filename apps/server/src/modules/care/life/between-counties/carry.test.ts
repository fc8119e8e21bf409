import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  here,
  makeTwoCounties,
  nameOf,
  phoneOf,
  type TwoCounties,
  there,
} from '../../../../../../../tests/support/two-counties.js'
import { luotian, yingshan } from '../../../../../../../tests/support/world.js'
import { startWorkers } from '../../../../kernel/work/index.js'
import { carryWork } from './carry.js'

let t: TwoCounties
beforeAll(async () => {
  t = await makeTwoCounties()
})
afterAll(() => t.w.close())

test('[K20] a move to another county is asked for, carried, accepted and taken in; the talks go along, nobody is counted twice', async () => {
  const { id } = await t.person()
  await t.talk(id)
  const due = (await t.page(id, t.worker)).due
  const before = await t.total()
  const move = await t.asks(id)
  expect(await t.carry(move)).toEqual(['bring'])
  const waiting = (await t.moves(t.taker, there)).find((one) => one.id === move)
  expect(waiting).toMatchObject({
    name: nameOf(t.last()),
    tier: 'red',
    note: '投靠女儿',
    from: `${t.from.town} ${t.from.name}`,
    between: { side: 'takes', county: t.from.county, doubted: false },
    mine: true,
  })
  expect((await t.taker.call('move.waiting', { query: { place: there } })).body.waiting).toBe(1)
  expect((await t.giver.call('move.waiting', { query: { place: here } })).body.waiting).toBe(0)
  expect((await t.accepts(move)).body).toEqual({ outcome: 'recorded', id: move })
  expect((await t.moveOf(t.taker, there, move))?.state).toBe('accepting')
  // Until their county lets go nothing has changed.
  expect((await t.page(id, t.worker)).life.status).toBe('here')
  expect(await t.carry(move, yingshan)).toEqual(['give', 'take', 'tidy'])
  expect(await t.carry(move)).toEqual([])

  const left = await t.page(id, t.worker)
  expect(left).toMatchObject({ life: { status: 'left' }, due: { dueAt: null, reason: 'gone' }, move: null })
  const says = left.timeline.filter(({ kind }) => kind === 'life' || kind === 'move')
  expect(says[0] ?? says[1]).toMatchObject({ to: `${t.to.county} ${t.to.town}` })
  expect(left.timeline.find(({ cause }) => cause === 'move.accepted')).toMatchObject({ by: '英山管理员' })

  const arrived = await t.page(id, t.takingWorker)
  expect(arrived).toMatchObject({
    tier: { tier: 'red' },
    life: { status: 'here' },
    phones: [phoneOf(t.last())],
  })
  expect(arrived.due).toEqual(due)
  expect(arrived.timeline[0]).toMatchObject({
    kind: 'move',
    cause: 'move.came',
    by: '英山管理员',
    to: `${t.from.county} ${t.from.town}`,
    came: { alarms: 0, episode: null },
  })
  expect(await t.total()).toBe(before)
  expect(await t.wrongFigures(t.officers[0], luotian)).toEqual([])
  expect(await t.wrongFigures(t.officers[1], yingshan)).toEqual([])
})

test('[K20] [CARE-TEAM-3] a team of their own in the old county ends with the move, and does not meet them when they come back', async () => {
  const { id } = await t.person()
  const { rows } = await t.w.admin.query<{ team: string }>('select team from care.person where id = $1', [id])
  await t.w.admin.query(
    `insert into care.team_binding (home, kind, subject, team, township, since, bound_by)
     select home, 'person', id, team, township, now(), $2 from care.person where id = $1`,
    [id, id],
  )
  expect(rows[0]?.team).not.toBeNull()
  const bound = async () => (await t.w.admin.query('select from care.team_binding where subject = $1', [id])).rowCount
  expect(await bound()).toBe(1)
  const move = await t.asks(id)
  await t.carry(move)
  await t.accepts(move)
  await t.carry(move, yingshan)
  expect((await t.page(id, t.worker)).life.status).toBe('left')
  expect(await bound()).toBe(0)
})

test('[K20] a refusal is carried back with its reason, and nothing changed for the person', async () => {
  const { id } = await t.person()
  const { due, team } = await t.page(id, t.worker)
  const move = await t.asks(id)
  await t.carry(move)
  await t.refuses(move)
  expect(await t.carry(move, yingshan)).toEqual(['refuse'])
  expect(await t.moveOf(t.giver, here, move)).toMatchObject({
    state: 'refused',
    reason: '查无此户',
    decidedBy: '英山管理员',
  })
  expect(await t.page(id, t.worker)).toMatchObject({ due, team, move: null, life: { status: 'here' } })
  const answer = (await t.page(id, t.worker)).timeline.find(({ cause }) => cause === 'move.refused')
  expect(answer).toMatchObject({ note: '查无此户', by: '英山管理员', to: `${t.to.county} ${t.to.town}` })
})

test('[K20] each step done twice, by two at once, and stopped anywhere leaves one person on one ledger', async () => {
  const { id } = await t.person()
  const before = await t.total()
  const move = await t.asks(id)
  const twice = async () => Promise.all([t.step(move), t.step(move, luotian)])
  await twice()
  await t.accepts(move)
  for (const _ of ['give', 'take', 'tidy', 'nothing']) await twice()
  expect(await t.step(move)).toBeNull()
  expect((await t.page(id, t.worker)).life.status).toBe('left')
  expect((await t.page(id, t.takingWorker)).life.status).toBe('here')
  const facts = await t.w.admin.query(`select id from care.life_event where person = $1`, [id])
  expect(facts.rowCount).toBe(1)
  expect(await t.total()).toBe(before)
})

test('[K20] between leaving and being taken in the person is in the list of those gone, and goes on after a restart', async () => {
  const { id } = await t.person()
  const move = await t.asks(id)
  await t.carry(move)
  await t.accepts(move)
  expect(await t.step(move)).toBe('give')
  const gone = await t.giver.call('person.list', { query: { place: here, state: 'gone', limit: 200 } })
  expect(gone.body.rows.map((row) => row.id)).toContain(id)
  expect((await t.takingWorker.call('person.read', { params: { id } })).status).toBe(404)
  expect((await t.moveOf(t.taker, there, move))?.state).toBe('accepting')
  // The first work was never finished: whoever starts finds it.
  const workers = startWorkers(t.w.house.db, carryWork(t.needs()), () => undefined)
  for (let i = 0; i < 200 && (await t.moveOf(t.taker, there, move))?.state !== 'accepted'; i += 1) {
    await new Promise((done) => setTimeout(done, 25))
  }
  await workers.stop()
  expect((await t.page(id, t.takingWorker)).life.status).toBe('here')
  const kept = await t.w.admin.query(`select id from care.move where id = $1 and record_sealed is not null`, [move])
  expect(kept.rowCount).toBe(0)
})

test('[K20] whoever dies before their county lets go is not handed over, and the other county reads why', async () => {
  const { id } = await t.person()
  const move = await t.asks(id)
  await t.carry(move)
  await t.accepts(move)
  const at = new Date(t.w.house.now()).toISOString()
  await t.worker.call('life.record', { params: { id }, body: { id: uuidv7(), kind: 'death', at } })
  expect(await t.carry(move)).toEqual(['give', 'close'])
  expect(await t.moveOf(t.taker, there, move)).toMatchObject({ state: 'withdrawn', withdrawnWhy: 'gone' })
  expect((await t.page(id, t.worker)).life.status).toBe('dead')
  expect((await t.takingWorker.call('person.read', { params: { id } })).status).toBe(404)
})

test('[K20] a move that was withdrawn is gone from the other desk, also when it had just been accepted there', async () => {
  const [one, other] = [await t.person(), await t.person()]
  const [first, second] = [await t.asks(one.id), await t.asks(other.id)]
  await t.carry(first)
  await t.carry(second)
  await t.accepts(second)
  for (const move of [first, second]) {
    expect((await t.worker.call('move.withdraw', { params: { id: move } })).body.outcome).toBe('recorded')
    expect(await t.carry(move)).toEqual(['close'])
    expect(await t.moveOf(t.taker, there, move)).toMatchObject({ state: 'withdrawn', withdrawnWhy: 'asker' })
  }
  expect((await t.accepts(first)).body).toEqual({ outcome: 'refused', reason: 'move-decided' })
  expect((await t.page(other.id, t.worker)).life.status).toBe('here')
})

test('[K20] a death that becomes known where somebody was, after they had gone, waits at the desk of the county that has them', async () => {
  const { id } = await t.person()
  const before = new Date(t.w.house.now()).toISOString()
  t.w.setNow(t.w.house.now() + 3_600_000)
  const move = await t.asks(id)
  await t.carry(move)
  await t.accepts(move)
  await t.carry(move)
  const waiting = async () => (await t.taker.call('move.waiting', { query: { place: there } })).body.waiting
  const had = await waiting()
  // A phone that was without a network.
  const fact = uuidv7()
  const late = { id: fact, kind: 'death', at: before, lastPullAt: before }
  const said = await t.giver.call('life.record', { params: { id }, body: late })
  expect(said.body, said.text).toMatchObject({ outcome: 'recorded' })
  expect(await t.carry(move)).toEqual(['tell'])
  expect(await t.carry(move)).toEqual([])
  const told = async () => (await t.moves(t.taker, there)).find((one) => one.id === move)
  expect(await told()).toMatchObject({ state: 'accepted', between: { county: t.from.county } })
  expect((await told())?.diedAt).not.toBeNull()
  expect(await waiting()).toBe(had + 1)
  // Told, and nothing done by itself; recorded there by whoever found out, it waits no more.
  expect((await t.page(id, t.takingWorker)).life.status).toBe('here')
  const found = { id: uuidv7(), kind: 'death', at: new Date(t.w.house.now()).toISOString() }
  await t.takingWorker.call('life.record', { params: { id }, body: found })
  expect(await told()).toBeUndefined()
  expect(await waiting()).toBe(had)
})

test('[K20] who went by a move is not brought back by hand: that county moves them back', async () => {
  const { id } = await t.person()
  const move = await t.asks(id)
  await t.carry(move)
  await t.accepts(move)
  await t.carry(move)
  const at = new Date(t.w.house.now()).toISOString()
  const back = await t.giver.call('life.record', { params: { id }, body: { id: uuidv7(), kind: 'returned', at } })
  expect(back.body).toEqual({ outcome: 'refused', reason: 'life-lives-there' })
})

test('[X2] neither county sees the other’s people, and the other side’s desk neither answers nor withdraws', async () => {
  const { id } = await t.person()
  const move = await t.asks(id)
  await t.carry(move)
  expect((await t.takingWorker.call('person.read', { params: { id } })).status).toBe(404)
  expect((await t.officers[1].call('person.read', { params: { id } })).status).toBe(404)
  for (const by of [t.giver, t.officers[0]]) expect((await t.accepts(move, by)).status).toBe(404)
  for (const by of [t.taker, t.officers[1]]) {
    expect((await by.call('move.withdraw', { params: { id: move } })).status).toBe(404)
  }
  expect((await t.giver.call('move.list', { query: { place: there } })).status).toBe(403)
  await t.accepts(move)
  await t.carry(move)
  expect((await t.page(id, t.officers[0])).phones).toEqual([phoneOf(t.last())])
  expect((await t.officers[0].call('person.fields', { params: { id } })).body.fields.village).toBe(t.from.code)
})

test('[X4] the work that carries a move holds ids only', async () => {
  const { rows } = await t.w.admin.query<{ text: string }>(
    `select string_agg(concat(kind, cursor, problem), ' ') as text from kernel.long_work where kind = 'care.carry-move'`,
  )
  expect(rows[0]?.text).not.toMatch(/[\u4e00-\u9fff]|1380000/)
  const events = await t.w.admin.query<{ kind: string }>(
    `select distinct kind from kernel.feed where kind like 'care.move%'`,
  )
  expect(events.rows).toEqual([{ kind: 'care.move-changed' }])
})
