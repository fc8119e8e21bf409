import { careSeedValues } from '@lianfang/domain/policy'
import type { Day } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { dayAt, daysFromNow } from '../../../../../../tests/support/days.js'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'
import { enterPolicyValue } from '../../../kernel/policy/index.js'
import { askRenewal } from '../index.js'

let w: World
let t: Township
const start = Date.now()
const hour = 3_600_000
const names = ['门口人', '名册人', '人工人', '政策人', '住院人', '前次人', '出错人', '旧人', '拒绝人', '等待人']
// 84, stable, fully vaccinated: yellow.
const yellow = ['高血压,稳定', '3针', '否']
beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, { names, rest: yellow })
})
afterAll(() => w.close())
beforeEach(() => w.setNow(start))

const personOf = (name: string): string => t.people[names.indexOf(name)] ?? ''
const iso = (): string => new Date(w.house.now()).toISOString()
const begin = async (id: string): Promise<void> => {
  const body = { id: uuidv7(), kind: 'infection', at: iso() }
  const reply = await t.worker.call('episode.begin', { params: { id }, body })
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
}
const page = async (id: string) => (await t.officer.call('person.read', { params: { id } })).body
const referrals = async (id: string) => (await page(id)).alarms.filter((a) => a.kind === 'referNow')
const correct = async (id: string, disease: string) => {
  const { fields, version } = (await t.medic.call('person.fields', { params: { id } })).body
  const body = { commandId: uuidv7(), version, fields: { ...fields, disease: { class: disease } } }
  const reply = await t.medic.call('person.correct', { params: { id }, body })
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
}
const override = async (id: string, tier: string) => {
  const body = { commandId: uuidv7(), tier, reason: '医生判断', reviewOn: daysFromNow(30) }
  const reply = await t.medic.call('tier.override', { params: { id }, body })
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded', tier: { tier } })
}
const live = (id: string, kind: string) =>
  t.worker.call('life.record', { params: { id }, body: { id: uuidv7(), kind, at: iso() } })
/** The counter of open alarms is a recount of them. */
const recounted = async (): Promise<void> => {
  await w.settle()
  const { rows } = await w.admin.query(
    `select (select coalesce(sum(n), 0)::int from kernel.counter where place = $1 and metric = 'alarm') as counted,
      (select count(*)::int from care.alarm where closed_at is null) as real`,
    [luotian],
  )
  expect(rows[0].counted).toBe(rows[0].real)
}
const renewed = async (cause: 'policy' | 'age'): Promise<void> => {
  await askRenewal(w.house, luotian, cause)
  for (let i = 0; i < 200; i += 1) {
    const { rows } = await w.admin.query(
      `select from kernel.long_work where kind = 'care.renew-tiers' and state in ('waiting', 'running')`,
    )
    if (rows.length === 0) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('the renewal did not end')
}

test('[K5, CARE-REFER-2] infected while yellow and red by a correction later: refer now, once', async () => {
  const id = personOf('门口人')
  await begin(id)
  expect(await referrals(id)).toEqual([])
  w.setNow(start + hour)
  await correct(id, 'unstable')
  expect(await page(id)).toMatchObject({ tier: { tier: 'red' } })
  const [alarm, ...more] = await referrals(id)
  expect(alarm).toMatchObject({ raisedAt: iso(), closed: null, level: 0 })
  expect(more).toEqual([])
  await recounted()
  const body = { id: uuidv7(), act: 'referred', note: '县医院' }
  await t.manager.call('alarm.act', { params: { id: alarm?.id ?? '' }, body })
  await correct(id, 'none')
  await correct(id, 'unstable')
  expect(await referrals(id)).toHaveLength(1)
  await recounted()
})

test('[K5, CARE-REFER-2] red by the next ledger: refer now', async () => {
  const id = personOf('名册人')
  await begin(id)
  const { rows } = await w.admin.query(`select name from kernel.division where code = $1`, [t.code])
  const phone = `1390000${1000 + names.indexOf('名册人')}`
  const line = ['1', rows[0].name, t.village.name, '名册人', '女', '', '84', phone, '高血压,不稳定', '3针', '否']
  expect((await load(w, { county: luotian, lines: [header, line] })).counts).toMatchObject({ changed: 1 })
  expect(await referrals(id)).toMatchObject([{ closed: null }])
  await recounted()
})

test('[K5, CARE-REFER-2] red by a medic’s own judgement: refer now', async () => {
  const id = personOf('人工人')
  await begin(id)
  await override(id, 'red')
  expect(await referrals(id)).toMatchObject([{ closed: null }])
  await recounted()
})

test('[K5, CARE-REFER-2] red while in hospital: nobody is to be referred there; home again and ill still, refer now', async () => {
  const id = personOf('住院人')
  await begin(id)
  await live(id, 'admission')
  w.setNow(start + hour)
  await correct(id, 'unstable')
  expect(await referrals(id)).toEqual([])
  w.setNow(start + 2 * hour)
  await live(id, 'discharge')
  expect(await referrals(id)).toMatchObject([{ closed: null }])
  await recounted()
})

test('[K5, CARE-REFER-2] a new infection is a new referral, whatever became of the one before', async () => {
  const id = personOf('前次人')
  await override(id, 'red')
  await begin(id)
  const [first] = await referrals(id)
  const body = { id: uuidv7(), act: 'doctorDecided', note: '在家治疗' }
  await t.medic.call('alarm.act', { params: { id: first?.id ?? '' }, body })
  await t.medic.call('episode.end', { params: { id }, body: { id: uuidv7(), note: '好了' } })
  w.setNow(start + hour)
  await begin(id)
  expect((await referrals(id)).map((a) => a.closed?.how ?? 'open').sort()).toEqual(['doctorDecided', 'open'])
  await recounted()
})

test('[K5, K20] who refused and is infected then is offered service every day, and in hospital no more', async () => {
  const id = personOf('拒绝人')
  await live(id, 'refusal')
  expect((await page(id)).due).toMatchObject({ reason: 'offerAgain', ruleId: 'CARE-LIFE-2' })
  w.setNow(start + hour)
  await begin(id)
  const dueAt = new Date(start + 24 * hour).toISOString()
  expect((await page(id)).due).toMatchObject({ reason: 'offerDaily', ruleId: 'CARE-INF-1', dueAt })
  await live(id, 'admission')
  expect((await page(id)).due).toMatchObject({ reason: 'inHospital' })
})

test('[K5, CARE-REFER-2] a night or a new value of the rules makes red in bulk: refer now, once, also of whom an earlier version raised none', async () => {
  const [id, old] = [personOf('政策人'), personOf('旧人')]
  await begin(id)
  await override(old, 'red')
  await begin(old)
  await w.admin.query(`delete from care.alarm where person = $1`, [old])
  await w.admin.query(
    `insert into kernel.delta (fact, county, place, team, metric, bucket, n) values (gen_random_uuid(), $1, $2, $3, 'alarm', 0, -1)`,
    [luotian, t.village.code, t.team],
  )
  const points = careSeedValues.find((v) => v.ruleId === 'CARE-TIER-5')?.value
  expect(points).toBe(4)
  const two = [
    await w.account({ role: 'countyOfficer', place: luotian }),
    await w.account({ role: 'countyOfficer', place: luotian }),
  ]
  await enterPolicyValue(w.house.db, {
    ...{ ruleId: 'CARE-TIER-5', place: luotian, value: 3, evidence: 'official' },
    ...{ source: { document: '罗田县通知', clause: '第一条' }, from: dayAt(start) as Day, until: null, approval: null },
    ...{ enteredBy: two[0]?.id ?? '', signedBy: two[1]?.id ?? '' },
  })
  await renewed('policy')
  expect(await page(id)).toMatchObject({ tier: { tier: 'red' } })
  for (const one of [id, old]) expect(await referrals(one)).toMatchObject([{ closed: null }])
  await recounted()
  await renewed('age')
  for (const one of [id, old]) expect(await referrals(one)).toHaveLength(1)
  // Who is red and not infected is nobody's referral.
  expect(await page(personOf('出错人'))).toMatchObject({ tier: { tier: 'red' }, alarms: [] })
  await recounted()
})

test('[K5, X3] while a rule of alarms is closed nothing stops: who must be referred is counted in the morning, and gets the alarm when it is opened', async () => {
  const id = personOf('等待人')
  const unraised = async () => (await t.officer.call('morning.read', { query: { place: luotian } })).body.unraised
  expect(await unraised()).toBeNull()
  const { rows } = await w.admin.query<{ id: string }>(
    `insert into kernel.policy_value (id, rule_id, place, value, source, evidence, from_day)
     values ($1, 'CARE-CLIMB-1', $2, '5', '{"document": "试行", "clause": "一"}', 'unconfirmed', '2023-01-01') returning id`,
    [uuidv7(), luotian],
  )
  w.house.policy.forget()
  expect(await unraised()).toEqual({ n: 0, rules: ['CARE-CLIMB-1'] })
  await begin(id)
  await correct(id, 'unstable')
  expect(await page(id)).toMatchObject({ tier: { tier: 'red' }, alarms: [] })
  await renewed('age')
  expect(await unraised()).toEqual({ n: 1, rules: ['CARE-CLIMB-1'] })
  expect((await t.manager.call('morning.read', { query: { place: t.code } })).body.unraised?.n).toBe(1)
  await w.admin.query(`update kernel.policy_value set evidence = 'official' where id = $1`, [rows[0]?.id])
  w.house.policy.forget()
  await renewed('policy')
  expect(await referrals(id)).toMatchObject([{ closed: null }])
  expect(await unraised()).toBeNull()
  await recounted()
})
