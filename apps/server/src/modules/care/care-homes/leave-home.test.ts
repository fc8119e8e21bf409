import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../../../../../tests/support/days.js'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

/** A woman of 84, invented. */
const idNumber = '42112319381205004X'
let w: World
let t: Township
let neighbour: Township

beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, { names: ['魏桂英', '一楼人', '二楼人'] })
  neighbour = await makeTownship(w, { code: `${luotian}101`, names: ['邻村人'] })
})
afterAll(() => w.close())

type Placed = { readonly village: { readonly code: string } }
const register = (by: Caller, { village }: Placed, more: object = {}) =>
  by.call('careHome.register', {
    body: { ...{ id: uuidv7(), kind: 'careHome', name: '福寿居', village: village.code, capacity: 50 }, ...more },
  })
const homeIn = async ({ manager, village }: Township): Promise<string> => {
  const id = uuidv7()
  expect((await register(manager, { village }, { id })).text).toContain('"recorded"')
  return id
}
const today = (): string => dayAt(w.house.now())
const moveIn = (by: Caller, home: string, personId: string) =>
  by.call('careHome.move-in', { params: { id: home }, body: { id: uuidv7(), personId, day: today() } })
const roster = async (by: Caller, home: string) => (await by.call('careHome.read', { params: { id: home } })).body

test('[K21, K20] a move that the other township accepts ends the stay in the home, and the home there can take them in', async () => {
  const person = t.people[0] ?? ''
  const [old, next] = [await homeIn(t), await homeIn(neighbour)]
  expect((await moveIn(t.worker, old, person)).body).toEqual({ outcome: 'recorded' })
  const move = uuidv7()
  await t.worker.call('move.ask', {
    params: { id: person },
    body: { id: move, township: neighbour.code, note: '投靠女儿' },
  })
  const decision = { id: uuidv7(), accept: true, village: neighbour.village.code }
  const answer = await neighbour.manager.call('move.decide', { params: { id: move }, body: decision })
  expect(answer.body.outcome).toBe('recorded')
  const left = await roster(t.officer, old)
  expect([left.residents, left.stays[0]?.kind]).toEqual([[], 'out'])
  const { rows } = await w.admin.query('select round_since from care.care_home where id = $1', [old])
  expect(rows).toEqual([{ round_since: null }])
  expect((await moveIn(neighbour.worker, next, person)).body).toEqual({ outcome: 'recorded' })
})

test('[K21, K1] a ledger that names another village takes its person off the roster of the old one', async () => {
  const { rows } = await w.admin.query<{ name: string; town: string }>(
    `select v.name, t.name as town from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = $1 order by v.code limit 2`,
    [t.code],
  )
  const loadAt = (village: number) => {
    const at = [rows[village]?.town ?? '', rows[village]?.name ?? '']
    const line = ['1', ...at, '魏有福', '女', idNumber, '84', '13900002001', '慢阻肺,不稳定', '未接种', '否']
    return load(w, { county: luotian, lines: [header, line] })
  }
  await loadAt(0)
  const person =
    (await t.worker.call('person.search', { body: { place: t.code, text: '魏有福' } })).body.rows[0]?.id ?? ''
  const home = await homeIn(t)
  expect((await moveIn(t.worker, home, person)).body).toEqual({ outcome: 'recorded' })
  await loadAt(1)
  expect((await roster(t.officer, home)).residents).toEqual([])
  // Nothing is left that a round could ask for.
  const left = await w.admin.query('select person from care.care_home_resident where care_home = $1', [home])
  expect(left.rows).toEqual([])
})

test('[K21] an institution that a home of another township is, is refused with its reason and not by an accident', async () => {
  const facility = uuidv7()
  await t.officer.call('facility.create', {
    body: {
      ...{ id: facility, kind: 'careHome', name: '县福利院', nameEn: null, place: luotian, grade: 'none' },
      ...{ phone: '0713-5052120', aroundTheClock: true, creditCode: null, organisation: null, openFrom: null },
    },
  })
  expect((await register(t.manager, t, { facility })).text).toContain('"recorded"')
  expect((await register(neighbour.manager, neighbour, { facility })).problem?.code).toBe('careHome.taken')
})

test('[CARE-ROUND-1] a round counts from when it began: a part that comes twenty hours later puts the next one not off', async () => {
  const hour = 3_600_000
  const people = t.people.slice(1)
  const home = await homeIn(t)
  for (const id of people) await moveIn(t.worker, home, id)
  const start = w.house.now()
  const round = uuidv7()
  const tell = (personId: string) => {
    const part = { id: uuidv7(), personId, state: 'well', at: new Date(w.house.now()).toISOString() }
    return t.worker.call('careHome.round', { params: { id: home }, body: { id: round, parts: [part] } })
  }
  const state = async () => (await roster(t.manager, home)).round.state
  await tell(people[0] ?? '')
  w.setNow(start + 20 * hour)
  await tell(people[1] ?? '')
  w.setNow(start + 23 * hour)
  expect(await state()).toBe('inTime')
  w.setNow(start + 25 * hour)
  expect(await state()).toBe('late')
  w.setNow(start)
})

test('[K21, K20] a resident of a home is not set to live elsewhere: it is said what to do first, and then it is taken', async () => {
  // Of an earlier test: in a home of this village.
  const { rows } = await w.admin.query<{ person: string; home: string }>(
    `select r.person, r.care_home as home from care.care_home_resident r join care.person p on p.id = r.person
     where p.village = $1 limit 1`,
    [t.village.code],
  )
  const { person, home } = rows[0] ?? { person: '', home: '' }
  const away = () =>
    t.worker.call('life.record', {
      params: { id: person },
      body: { id: uuidv7(), kind: 'away', at: new Date(w.house.now()).toISOString() },
    })
  expect((await away()).body).toEqual({ outcome: 'refused', reason: 'life-resident' })
  const out = { id: uuidv7(), personId: person, day: today() }
  expect((await t.worker.call('careHome.move-out', { params: { id: home }, body: out })).body.outcome).toBe('recorded')
  expect((await away()).body).toMatchObject({ outcome: 'recorded' })
})
