import { randomUUID } from 'node:crypto'
import type { ImportInfo } from '@lianfang/contract'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, luotian, makeWorld, type World } from '../../../../../tests/support/world.js'

let w: World
let officer: Caller
let manager: Caller
let worker: Caller

const ledger = [
  '罗田县重点人群台账,,,,,,,,',
  '序号,乡镇,村,姓名,性别,身份证号,年龄,联系电话,基础疾病,疫苗接种情况,是否独居',
  '1,凤山镇,乌岩村,测试甲,男,421123194502131650,77,15500000001,高血压,3针,否',
  '2,凤山镇,乌岩村,测试乙,女,421123195001010025,73,15500000002,无,两针,独居',
  '3,凤山镇,乌岩村,测试丙,女,,81,15500000003,,,',
  '4,三里畈镇,新铺村,测试丁,男,421123193001010011,93,15500000004,冠心病,未接种,否',
  '合计,4,,,,,,,,,',
].join('\r\n')

const wait = async (id: string, states: readonly string[]): Promise<ImportInfo> => {
  for (let i = 0; i < 200; i += 1) {
    const { body } = await officer.call('import.read', { params: { id } })
    if (states.includes(body.state)) return body
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('the import did not get there')
}

beforeAll(async () => {
  w = await makeWorld()
  await w.account({ role: 'countyOfficer', place: luotian, login: 'officer' })
  await w.account({ role: 'townshipManager', place: '421123100', login: 'manager' })
  await w.account({ role: 'villageWorker', place: '421123100', login: 'worker' })
  await w.account({ role: 'medic', place: '421123100', login: 'medic' })
  officer = await w.signIn('officer')
  manager = await w.signIn('manager')
  worker = await w.signIn('worker')
})

afterAll(() => w.close())

test('[K1] [K3] a ledger becomes today’s work, a follow-up moves the board', async () => {
  const up = await officer.call('import.upload', {
    query: { county: luotian, fileName: 'ledger.csv' },
    upload: Buffer.from(ledger),
  })
  expect(up.status, up.text).toBe(200)
  expect(up.body.state).toBe('mapping')
  const { id, columns } = up.body
  const checking = await officer.call('import.check', {
    params: { id },
    body: { columns: columns.map(({ index, field }) => ({ index, field })), asOf: null },
  })
  expect(checking.status, checking.text).toBe(200)
  const checked = await wait(id, ['checked', 'failed'])
  expect(checked).toMatchObject({ state: 'checked', counts: { rows: 4, new: 4, wrong: 0 } })
  const accepting = await officer.call('import.accept', { params: { id } })
  expect(accepting.status, accepting.text).toBe(200)
  expect(await wait(id, ['accepted', 'failed'])).toMatchObject({ state: 'accepted' })

  const medics = await manager.call('team.list', { query: { place: '421123100' } })
  expect(medics.status, medics.text).toBe(200)
  const members = medics.body.candidates.map((c) => ({
    accountId: c.accountId,
    medic: c.role === 'medic',
  }))
  const villages = medics.body.unbound.flatMap((u) => (u.village === null ? [] : [u.village.code]))
  const team = await manager.call('team.create', {
    body: { id: randomUUID(), township: '421123100', name: '一队', members, villages },
  })
  expect(team.status, team.text).toBe(200)
  worker = await w.signIn('worker')
  w.setNow(Date.now() + 10 * 86_400_000)
  const today = await worker.call('followup.today')
  expect(today.status, today.text).toBe(200)
  // The two red ones, and after them one who is green and lives alone (CARE-DUE-9).
  expect(today.body.rows.map((r) => r.tier)).toEqual(['red', 'red', 'green'])
  const [person] = today.body.rows
  if (person === undefined) throw new Error('nobody is due')
  expect(person).toMatchObject({ neverReached: true, tier: 'red' })

  const command = {
    id: uuidv7(),
    personId: person.id,
    at: new Date().toISOString(),
    channel: 'phone',
    outcome: 'reached',
    spo2Percent: 97,
  }
  const first = await worker.call('followup.record', { body: command })
  expect(first.body, first.text).toMatchObject({ outcome: 'recorded' })
  const again = await worker.call('followup.record', { body: command })
  expect(again.body).toMatchObject({ outcome: 'already-recorded' })
  const other = await worker.call('followup.record', { body: { ...command, spo2Percent: 96 } })
  expect(other.status).toBe(409)
  expect(other.problem?.code).toBe('command.other-body')

  await w.settle()
  const board = await officer.call('board.read', { params: { place: luotian } })
  expect(board.status, board.text).toBe(200)
  expect(board.body.total).toMatchObject({ onLedger: 4, followups7d: 0 })
  const page = await worker.call('person.read', { params: { id: person.id } })
  expect(page.status, page.text).toBe(200)
  expect(page.body).toMatchObject({ diseases: null })
  expect(page.body.timeline[0]).toMatchObject({ kind: 'followup', spo2Percent: 97 })
  const found = await officer.call('person.search', { body: { place: luotian, text: '测试甲' } })
  expect(found.body.rows?.length, found.text).toBe(1)
  const queue = await officer.call('tier.queue', { query: { place: luotian } })
  expect(queue.body.villages.length, queue.text).toBe(2)
  const file = await officer.call('person.export', { query: { place: luotian, format: 'csv' } })
  expect(file.status).toBe(200)
  expect(file.text).toContain('测试丁')
})

test('the list of people is exported in the language of its reader, by the clock of the place', async () => {
  const [chinese, english] = await Promise.all(
    (['zh-CN', 'en'] as const).map(async (language) => {
      const query = { place: luotian, format: 'csv', language }
      return (await officer.call('person.export', { query })).text.split('\r\n')
    }),
  )
  expect(chinese?.[0]).toContain('姓名,性别,年龄')
  expect(english?.[0]).toContain('name,sex,age,township,village,tier,provisional,next follow-up due,last reached')
  const of = (lines: readonly string[] | undefined) => lines?.find((line) => line.includes('测试甲')) ?? ''
  expect(of(english).split(',')).toContain('male')
  expect(of(chinese)).not.toMatch(/male|red|yellow|green/)
  expect(of(english).replace('测试甲', '').split(',').slice(5, 7).join()).not.toMatch(/\p{Script=Han}/u)
  const { body } = await officer.call('person.search', { body: { place: luotian, text: '测试甲' } })
  const due = new Date(Date.parse(body.rows[0]?.due.dueAt ?? '') + 8 * 3_600_000).toISOString()
  expect(of(english)).toContain(due.slice(0, 16).replace('T', ' '))
})

test('the annotated file says what was found in the language of its reader; the rows stay as they were written', async () => {
  const list = await officer.call('import.list', { query: { county: luotian } })
  const id = list.body.rows[0]?.id ?? ''
  const textIn = async (language: 'zh-CN' | 'en') =>
    (await officer.call('import.file', { params: { id }, query: { format: 'csv', language } })).text
  const [chinese, english] = [await textIn('zh-CN'), await textIn('en')]
  expect(chinese).toContain('核对结果,提示')
  expect(english).toMatch(/是否独居,found,notes/)
  for (const line of english.split('\r\n').filter((one) => one.includes('测试')))
    expect(line.split(',').slice(12).join()).not.toMatch(/\p{Script=Han}/u)
  expect(english).toContain('测试丙,女')
})
