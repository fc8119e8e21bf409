import type { PlaceCode } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

const township = '421123100' as PlaceCode
let w: World
let manager: Caller
let worker: Caller
let villages: readonly { readonly code: string; readonly name: string; readonly town: string }[]

beforeAll(async () => {
  w = await makeWorld()
  const { rows } = await w.admin.query<(typeof villages)[number]>(
    `select v.code, v.name, t.name as town from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = $1 order by v.code limit 2`,
    [township],
  )
  villages = rows
  manager = await w.signIn((await w.account({ role: 'townshipManager', place: township })).login)
  const [m, one] = [
    await w.account({ role: 'medic', place: township }),
    await w.account({ role: 'villageWorker', place: township }),
  ]
  const members = [
    { accountId: m.id, medic: true },
    { accountId: one.id, medic: false },
  ]
  await manager.call('team.create', {
    body: { id: uuidv7(), township, name: '一组', members, villages: [villages[0]?.code] },
  })
  worker = await w.signIn(one.login)
})
afterAll(() => w.close())

let taken = 0
const person = async (more: { phone?: string; alone?: string; village?: 0 | 1 } = {}): Promise<string> => {
  taken += 1
  const village = villages[more.village ?? 0]
  const name = `户人${'一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯'[taken]}`
  const facts = ['70', more.phone ?? '', '高血压,稳定', '3针', more.alone ?? '否']
  await load(w, {
    county: luotian,
    lines: [header, ['1', village?.town ?? '', village?.name ?? '', name, '女', '', ...facts]],
  })
  const { body } = await manager.call('person.search', { body: { place: township, text: name } })
  return body.rows[0]?.id ?? ''
}
const join = (id: string, other: string, by: Caller = worker, command = uuidv7()) =>
  by.call('household.join', { params: { id }, body: { id: command, with: other } })
const leave = (id: string, by: Caller = worker) =>
  by.call('household.leave', { params: { id }, body: { id: uuidv7() } })
const household = async (id: string, by: Caller = worker) => (await by.call('household.read', { params: { id } })).body
const members = async (id: string) => (await household(id)).members.map((m) => m.id).sort()

test('[K1] two are put together, a third joins, and each sees the same household', async () => {
  const [a, b, c] = [await person(), await person(), await person()]
  expect(await members(a)).toEqual([])
  expect((await join(a, b)).body).toEqual({ outcome: 'recorded' })
  expect((await join(c, a)).body).toEqual({ outcome: 'recorded' })
  for (const id of [a, b, c]) expect(await members(id)).toEqual([a, b, c].sort())
  expect((await join(c, b)).body).toEqual({ outcome: 'refused', reason: 'household-same' })
})

test('[K1] a repeat is answered and not repeated', async () => {
  const [a, b] = [await person(), await person()]
  const command = uuidv7()
  const first = await join(a, b, worker, command)
  const again = await join(a, b, worker, command)
  expect([first.body.outcome, again.body.outcome]).toEqual(['recorded', 'already-recorded'])
})

test('[K1] who leaves is in none, and whoever is left alone is in none either', async () => {
  const [a, b] = [await person(), await person()]
  await join(a, b)
  expect((await leave(a)).body).toEqual({ outcome: 'recorded' })
  expect([await members(a), await members(b)]).toEqual([[], []])
  expect((await leave(a)).body).toEqual({ outcome: 'refused', reason: 'household-none' })
})

test('[K1] two of different villages are not one household, and a correction of the village takes out of it', async () => {
  const [a, b, far] = [await person(), await person(), await person({ village: 1 })]
  expect((await join(a, far, manager)).body).toEqual({ outcome: 'refused', reason: 'household-elsewhere' })
  expect((await join(a, far)).status).toBe(404)
  await join(a, b)
  const { body } = await manager.call('person.fields', { params: { id: a } })
  const fields = { ...body.fields, village: villages[1]?.code }
  await manager.call('person.correct', {
    params: { id: a },
    body: { commandId: uuidv7(), version: body.version, fields },
  })
  expect((await household(a, manager)).members).toEqual([])
})

test('[K1] people who share a phone number in the village are proposed', async () => {
  const [a, b] = [await person({ phone: '13911112222' }), await person({ phone: '13911112222' })]
  await person({ phone: '13911112222', village: 1 })
  expect((await household(a)).perhaps.map((p) => p.id)).toEqual([b])
  await join(a, b)
  expect((await household(a)).perhaps).toEqual([])
})

test('[K1] recorded as living alone and with others in the household is shown as a contradiction', async () => {
  const [a, b] = [await person({ alone: '是' }), await person()]
  await join(a, b)
  expect([(await household(a)).contradiction, (await household(b)).contradiction]).toEqual([true, false])
})

test('[K3] one call records all of a household: each follow-up names the call, and a repeat of one is one', async () => {
  const [a, b] = [await person(), await person()]
  await join(a, b)
  const call = uuidv7()
  const at = new Date(w.house.now()).toISOString()
  const record = (personId: string, id: string) =>
    worker.call('followup.record', {
      body: { id, personId, at, channel: 'phone', outcome: 'reached', ...(id === call ? {} : { call }) },
    })
  const other = uuidv7()
  const replies = [await record(a, call), await record(b, other), await record(b, other)]
  expect(replies.map((r) => r.body.outcome)).toEqual(['recorded', 'recorded', 'already-recorded'])
  const { rows } = await w.admin.query('select count(*)::int as n from care.followup where call = $1', [call])
  expect(rows).toEqual([{ n: 1 }])
})

test('[K1] two who put each other together at the same moment end in one household', async () => {
  const [a, b] = [await person(), await person()]
  const replies = await Promise.all([join(a, b), join(b, a)])
  expect(replies.map((r) => r.body.outcome).sort()).toEqual(['recorded', 'refused'])
  expect(await members(a)).toEqual([a, b].sort())
})
