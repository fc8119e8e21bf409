import { checkCharacterOf } from '@lianfang/domain/care'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../../tests/support/world.js'
import { careNeeds } from '../../../compose.js'
import { importNow } from '../index.js'

const numbered = (digits17: string): string => digits17 + checkCharacterOf(digits17)
const numbers = { a: numbered('42112319450213165'), b: numbered('42112319500101002') } as const
const reason = '转诊途中需核对用药情况'
const names = ['测试甲', '测试乙']
const hour = 3_600_000

let w: World
let viewer: Caller
let officer: Caller
let auditor: Caller
let outsider: Caller

async function* rows() {
  const lines = [
    ['序号', '乡镇', '村', '姓名', '性别', '身份证号', '年龄', '联系电话', '基础疾病', '疫苗'],
    ['1', '凤山镇', '乌岩村', '测试甲', '男', numbers.a, '', '15500000001', '高血压', '3针'],
    ['2', '凤山镇', '乌岩村', '测试乙', '女', numbers.b, '', '15500000002', '无', '2针'],
  ]
  for (const [i, cells] of lines.entries()) yield { number: i + 1, cells }
}

beforeAll(async () => {
  w = await makeWorld()
  await importNow(
    careNeeds(w.house, () => undefined),
    {
      home: luotian,
      fileName: 'x.csv',
      source: { rows: rows(), info: () => ({ sheet: null, encoding: null }) },
      givenDay: null,
      dryRun: false,
      account: null,
      progress: () => undefined,
    },
  )
  await w.account({ role: 'prefectureViewer', place: '4211', login: 'viewer', name: '市里的人' })
  await w.account({ role: 'countyOfficer', place: luotian, login: 'officer' })
  await w.account({ role: 'countyOfficer', place: yingshan, login: 'outsider' })
  await w.account({ role: 'auditor', place: luotian, login: 'auditor' })
  viewer = await w.signIn('viewer')
  officer = await w.signIn('officer')
  auditor = await w.signIn('auditor')
  outsider = await w.signIn('outsider')
})
afterAll(() => w.close())

const freshViewer = async (): Promise<Caller> => {
  const { login } = await w.account({ role: 'prefectureViewer', place: '4211' })
  return w.signIn(login)
}

const open = (who: Caller, idNumber: string, county: string = luotian) =>
  who.call('emergency.open', { body: { county, idNumber, reason } })

const opened = async (who: Caller, idNumber: string) => {
  const reply = await open(who, idNumber)
  expect(reply.status, reply.text).toBe(200)
  return reply.body
}

const page = (who: Caller, id: string) => who.call('person.read', { params: { id } })

test('[X2] a prefecture viewer opens one person and reads the page; everything else stays closed', async () => {
  const { personId, until } = await opened(viewer, numbers.a)
  expect(Date.parse(until)).toBeGreaterThan(Date.now() + 2.9 * hour)
  const read = await page(viewer, personId)
  expect(read.status, read.text).toBe(200)
  expect(read.body).toMatchObject({ name: '测试甲', diseases: null })
  expect(read.body.lookedBy.at(0)).toMatchObject({ role: 'prefectureViewer', by: '市里的人' })
  const list = await viewer.call('person.list', { query: { place: luotian } })
  expect(list.problem?.code).toBe('forbidden')
  const found = await viewer.call('person.search', { body: { place: luotian, text: '测试乙' } })
  expect(found.problem?.code).toBe('forbidden')
  const { rows: people } = await w.admin.query<{ id: string }>('select id from care.person where id <> $1', [personId])
  expect((await page(viewer, people[0]?.id ?? '')).status).toBe(404)
})

test('[X2] the county officer sees at once who, why and until when; the next county does not', async () => {
  const seen = await officer.call('emergency.list')
  expect(seen.body.rows.at(0)).toMatchObject({ open: true, by: '市里的人', reason, role: 'prefectureViewer' })
  expect((await outsider.call('emergency.list')).body.rows).toEqual([])
  await w.settle()
  const { rows: fed } = await w.admin.query(`select kind from kernel.feed where kind = 'care.emergency-opened'`)
  expect(fed.length).toBeGreaterThan(0)
  const person = seen.body.rows[0]?.personId ?? ''
  const looks = (await page(officer, person)).body.lookedBy
  expect(looks.some((l) => l.role === 'prefectureViewer' && l.by === '市里的人')).toBe(true)
})

test('[X2] the auditor sees ids, no name and no reason', async () => {
  const seen = await auditor.call('emergency.list')
  expect(seen.body.rows.at(0)).toMatchObject({ open: true, by: null, reason: null })
  for (const name of [...names, '市里的人', reason]) expect(seen.text).not.toContain(name)
  const { body } = await auditor.call('audit.list', { query: { action: 'emergency.read' } })
  expect(body.rows.length).toBeGreaterThan(0)
})

test('[CARE-ACCESS-1] it closes three hours later to the millisecond, however fresh the session is remembered', async () => {
  const who = await freshViewer()
  const start = Date.now()
  w.setNow(start)
  const { personId, until } = await opened(who, numbers.a)
  expect(Date.parse(until)).toBe(start + 3 * hour)
  w.setNow(start + 3 * hour - 1)
  expect((await page(who, personId)).status).toBe(200)
  w.setNow(start + 3 * hour)
  expect((await page(who, personId)).status).toBe(403)
  expect((await who.call('emergency.list')).body.rows.at(0)).toMatchObject({ open: false, endedAt: null })
  w.setNow(Date.now())
})

test('[CARE-ACCESS-2] opening a second person ends the first', async () => {
  const who = await freshViewer()
  const first = await opened(who, numbers.a)
  const second = await opened(who, numbers.b)
  expect((await page(who, first.personId)).status).toBe(404)
  expect((await page(who, second.personId)).status).toBe(200)
  const { rows: own } = (await who.call('emergency.list')).body
  expect(own.map((r) => [r.id, r.open])).toEqual([
    [second.id, true],
    [first.id, false],
  ])
})

test('[X2] it ends when its owner ends it, and only then', async () => {
  const who = await freshViewer()
  const { id, personId } = await opened(who, numbers.a)
  expect((await viewer.call('emergency.end', { params: { id } })).status).toBe(404)
  expect((await page(who, personId)).status).toBe(200)
  expect((await who.call('emergency.end', { params: { id } })).status).toBe(204)
  expect((await page(who, personId)).status).toBe(403)
  expect((await who.call('emergency.end', { params: { id } })).status).toBe(204)
})

test('[X2] a wrong number, nobody’s number and another county’s get one answer, are written down and slow down', async () => {
  const who = await freshViewer()
  const answers = [
    await open(who, `${numbers.a.slice(0, 17)}${numbers.a.endsWith('1') ? 2 : 1}`), // the check character is wrong
    await open(who, numbered('42112319500101005')),
    await open(who, numbers.a, yingshan),
    await open(who, '测试甲'),
    await open(who, '没有'),
  ]
  for (const reply of answers) {
    expect(reply.status).toBe(404)
    expect(reply.text).toBe(answers[0]?.text)
  }
  expect((await open(who, numbers.a)).problem?.code).toBe('session.slow-down')
  const { rows: noted } = await w.admin.query<{ n: number }>(
    `select count(*)::int as n from (select action, outcome from kernel.audit union all
      select action, outcome from kernel.audit_open) a where action = 'emergency.open' and outcome = 'refused'`,
  )
  expect(noted[0]?.n).toBe(5)
})

test('[CARE-ACCESS-3] a short reason opens nothing, nor does one that holds a number', async () => {
  const who = await freshViewer()
  const ask = (text: string) =>
    who.call('emergency.open', { body: { county: luotian, idNumber: numbers.a, reason: text } })
  expect((await ask('有急事')).problem).toMatchObject({ code: 'emergency.reason-short', details: { least: 10 } })
  expect((await ask(`${reason} ${numbers.a}`)).problem?.code).toBe('emergency.reason-number')
  expect((await who.call('emergency.list')).body.rows).toEqual([])
})

test('[X2] nobody below the prefecture opens, and a viewer opens only inside the own place', async () => {
  expect((await open(officer, numbers.a)).problem?.code).toBe('forbidden')
  const { login } = await w.account({ role: 'prefectureViewer', place: '4201' })
  expect((await open(await w.signIn(login), numbers.a)).problem?.code).toBe('forbidden')
})

test('[X2] no identity number and no name stands in the audit, in an access or in the feed', async () => {
  await w.settle()
  const { rows: all } = await w.admin.query<{ text: string }>(
    `select a::text as text from kernel.audit a union all select e::text from care.emergency_access e
     union all select f::text from kernel.feed f union all select s::text from kernel.sign_in_failure s`,
  )
  const text = all.map((r) => r.text).join('\n')
  for (const secret of [...Object.values(numbers), ...names]) expect(text).not.toContain(secret)
})
