import type { PlaceCode } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type TestAccount, type World } from '../../../../../../tests/support/world.js'

const township = '421123100' as PlaceCode
let w: World
let medic: Caller
let worker: Caller
let officer: Caller
let answering: TestAccount
let person: string

beforeAll(async () => {
  w = await makeWorld()
  const { rows } = await w.admin.query<{ code: string; name: string; town: string }>(
    `select v.code, v.name, t.name as town from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = $1 order by v.code limit 1`,
    [township],
  )
  const [village] = rows
  answering = await w.account({ role: 'medic', place: township, name: '何医生' })
  const one = await w.account({ role: 'villageWorker', place: township })
  const manager = await w.signIn((await w.account({ role: 'townshipManager', place: township })).login)
  officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  const members = [
    { accountId: answering.id, medic: true },
    { accountId: one.id, medic: false },
  ]
  const team = { id: uuidv7(), township, name: '一组', members, villages: [village?.code] }
  const made = await manager.call('team.create', { body: team })
  if (made.status !== 200) throw new Error(made.text)
  medic = await w.signIn(answering.login)
  worker = await w.signIn(one.login)
  const line = [
    '1',
    village?.town ?? '',
    village?.name ?? '',
    '夜来电',
    '女',
    '',
    '84',
    '',
    '慢阻肺,不稳定',
    '未接种',
    '否',
  ]
  await load(w, { county: luotian, lines: [header, line] })
  person = (await manager.call('person.list', { query: { place: township } })).body.rows[0]?.id ?? ''
})
afterAll(() => w.close())

const ring = async (): Promise<string> => {
  const id = uuidv7()
  const body = {
    ...{ id, place: township, personId: person, about: '', said: '胸口痛', redFlags: ['chestPain'] },
    ...{ dayFlags: [], signs: [], spo2Percent: null, temperatureC: null },
    caller: { number: '13711112222', name: '张小妹' },
  }
  const { text, body: answer } = await medic.call('call.record', { body })
  expect(answer, text).toMatchObject({ outcome: 'recorded', call: { alarm: true } })
  return id
}
const callOf = async (by: Caller, id: string) => {
  const listed = (await by.call('alarm.list', { query: { place: township } })).body.rows.find((a) => a.id === id)
  const paged = (await by.call('person.read', { params: { id: person } })).body.alarms.find((a) => a.id === id)
  expect(paged?.call).toEqual(listed?.call)
  expect(listed?.closed).toBeNull()
  return listed?.call
}

test('[K4] an alarm that a call raised names the caller and the number to who may read calls, and to nobody else', async () => {
  const id = await ring()
  for (const by of [medic, officer]) {
    expect(await callOf(by, id)).toMatchObject({
      by: '何医生',
      caller: { name: '张小妹', number: '13711112222' },
      closed: null,
    })
  }
  expect(await callOf(worker, id)).toMatchObject({ by: '何医生', caller: null })
})

test('[K4] [K5] a call closed as sent to hospital leaves the alarm open, and the alarm says so at once on open screens', async () => {
  const id = await ring()
  const act = (body: object) =>
    medic.call('call.act', {
      params: { id },
      body: { id: uuidv7(), seen: { kind: 'account', id: answering.id }, ...body },
    })
  await act({ act: 'reached', note: '还在痛' })
  const told = async () => {
    await w.settle()
    const { rows } = await w.admin.query<{ n: number }>(
      `select count(*)::int as n from kernel.feed where kind = 'care.alarm-changed' and subject = $1`,
      [person],
    )
    return rows[0]?.n
  }
  const before = await told()
  const closing = await act({ act: 'close', result: 'sentToHospital', note: '120 已接走' })
  expect(closing.body, closing.text).toEqual({ outcome: 'recorded' })
  expect(await callOf(worker, id)).toMatchObject({ closed: { by: '何医生', result: 'sentToHospital' } })
  expect(await told()).toBe((before ?? 0) + 1)
})
