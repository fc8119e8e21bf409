import { isChosen } from '@lianfang/domain/care'
import { dayIn, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../../../../../tests/support/days.js'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'
import { countyScope, inTransaction, type Tx } from '../../../kernel/db/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { openCallbacks } from './open-checks.js'

const township = '421123100' as PlaceCode
let w: World
let manager: Caller
let worker: Caller
let people: readonly string[]

beforeAll(async () => {
  w = await makeWorld()
  const { rows } = await w.admin.query<{ code: string; name: string; town: string }>(
    `select v.code, v.name, t.name as town from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = $1 order by v.code limit 1`,
    [township],
  )
  const village = rows[0]
  if (village === undefined) throw new Error('no village')
  manager = await w.signIn((await w.account({ role: 'townshipManager', place: township })).login)
  const [m, one] = [
    await w.account({ role: 'medic', place: township }),
    await w.account({ role: 'villageWorker', place: township, name: '王网格' }),
  ]
  const members = [
    { accountId: m.id, medic: true },
    { accountId: one.id, medic: false },
  ]
  await manager.call('team.create', {
    body: { id: uuidv7(), township, name: '一组', members, villages: [village.code] },
  })
  worker = await w.signIn(one.login)
  const lines = Array.from({ length: 14 }, (_, i) => [
    ...[
      `${i}`,
      village.town,
      village.name,
      `查人${'甲乙丙丁戊己庚辛壬癸子丑寅卯'[i]}`,
      '女',
      '',
      '84',
      `1390000${1000 + i}`,
    ],
    ...['慢阻肺,不稳定', '未接种', '否'],
  ])
  await load(w, { county: luotian, lines: [header, ...lines] })
  const found = await manager.call('person.list', { query: { place: township, limit: 100 } })
  people = found.body.rows.map((r) => r.id)
})
afterAll(() => w.close())

const talk = (personId: string, more: object, id = uuidv7()) =>
  worker.call('followup.record', {
    body: { id, personId, at: new Date(w.house.now()).toISOString(), channel: 'phone', outcome: 'reached', ...more },
  })
const today = (): string => dayAt(w.house.now())
const day = async (by: Caller = manager) => (await by.call('check.day', { query: { township, day: today() } })).body

/** An id of a command that the draw takes, as one in twenty is. */
const drawnId = (): string => {
  for (;;) {
    const id = uuidv7()
    if (isChosen(id, 5)) return id
  }
}

test('[K3] twelve talks in five minutes and the same readings for five people are put before the township, by name', async () => {
  for (const id of people.slice(0, 12)) await talk(id, { spo2Percent: 97, temperatureC: 36.5 })
  const { patterns, of } = await day()
  expect(of).toBe(12)
  expect(patterns.map((p) => [p.kind, p.count, p.by, p.seen])).toEqual([
    ['burst', 12, '王网格', null],
    ['sameReadings', 12, '王网格', null],
  ])
  const [burst] = patterns
  const { account, kind, beganAt } = burst ?? { account: '', kind: 'burst', beganAt: '' }
  const body = { township, account, kind, beganAt, verdict: 'explained', note: '集中随访日，两人同录' }
  expect((await manager.call('check.pattern', { body })).status).toBe(204)
  expect((await day()).patterns[0]?.seen).toMatchObject({ verdict: 'explained', note: '集中随访日，两人同录' })
})

test('[K3] a drawn follow-up is called back, and what was said stands with it; a later result replaces it', async () => {
  const id = drawnId()
  await talk(people[13] ?? '', {}, id)
  const mine = async () => (await day()).callbacks.find((c) => c.followup === id)
  expect(await mine()).toMatchObject({ result: null, by: '王网格', phones: [expect.stringMatching(/^139/)] })
  const said = (result: string, note: string | null) =>
    manager.call('check.callback', { params: { id }, body: { result, note } })
  expect((await said('notReached', null)).status).toBe(204)
  expect((await said('denied', '老人说没人来过电话')).status).toBe(204)
  expect((await mine())?.result).toMatchObject({ result: 'denied', note: '老人说没人来过电话' })
})

test('[K3] what was corrected is not called back', async () => {
  const id = drawnId()
  await talk(people[12] ?? '', {}, id)
  await talk(people[12] ?? '', { outcome: 'withdrawn', corrects: id })
  expect((await day()).callbacks.map((c) => c.followup)).not.toContain(id)
})

test('[K20] [CARE-LIFE-4] about somebody who has died since nobody is called back: said so, refused, and not counted as owed', async () => {
  const id = drawnId()
  const gone = people[11] ?? ''
  await talk(gone, {}, id)
  const mine = async () => (await day()).callbacks.find((c) => c.followup === id)
  expect(await mine()).toMatchObject({ gone: null })
  const owed = async () => {
    const now = w.house.now()
    const span = { home: luotian, township, from: new Date(now - 3_600_000), until: new Date(now + 3_600_000) }
    const care = await w.house.policy.care(township, dayIn(instantOf(w.house.now()), 'Asia/Shanghai'))
    const read = (tx: Tx) => openCallbacks(tx, { ...span, values: openGate(care.checks) })
    return (await inTransaction(w.house.db.app, countyScope(luotian as PlaceCode), read)).reduce(
      (sum, { n }) => sum + n,
      0,
    )
  }
  const before = await owed()
  const at = new Date(w.house.now()).toISOString()
  await manager.call('life.record', { params: { id: gone }, body: { id: uuidv7(), kind: 'death', at } })
  expect(await mine()).toMatchObject({ gone: 'dead', result: null })
  expect(await owed()).toBe(before - 1)
  const said = await manager.call('check.callback', { params: { id }, body: { result: 'confirmed', note: null } })
  expect(said.problem?.code).toBe('check.gone')
})
