import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../../../../../tests/support/days.js'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let officer: Caller
let place: { readonly township: string; readonly village: string }
const hour = 3_600_000

beforeAll(async () => {
  w = await makeWorld()
  officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  const { rows } = await w.admin.query<typeof place>(
    `select v.name as village, t.name as township from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = '421123100' order by v.code limit 1`,
  )
  place = rows[0] ?? { township: '', village: '' }
})
afterAll(() => w.close())

/** Loads one person, 70 years and healthy (green) unless a disease is said, who lives so. */
const person = async (name: string, living: string, disease = '无'): Promise<string> => {
  const line = ['1', place.township, place.village, name, '女', '', '70', '15500000099', disease, '3针', living]
  const { entry } = await load(w, { county: luotian, lines: [header, line] })
  const { rows } = await w.admin.query<{ id: string }>(
    'select person as id from care.import_row where import_id = $1 and person is not null',
    [entry.id],
  )
  return rows[0]?.id ?? ''
}

/** The same with kinds in a column of their own. */
const ofKind = async (name: string, kinds: string): Promise<string> => {
  const line = ['1', place.township, place.village, name, '女', '', '30', '15500000098', '无', '3针', '否', kinds]
  const { entry } = await load(w, { county: luotian, lines: [[...header, '人群类别'], line] })
  const { rows } = await w.admin.query<{ id: string }>(
    'select person as id from care.import_row where import_id = $1 and person is not null',
    [entry.id],
  )
  return rows[0]?.id ?? ''
}

const dueOf = async (id: string) => (await officer.call('person.read', { params: { id } })).body.due
const hoursToDue = async (id: string) => Math.round((Date.parse((await dueOf(id)).dueAt ?? '') - w.house.now()) / hour)

const record = (personId: string) =>
  officer.call('followup.record', {
    body: { id: uuidv7(), personId, at: new Date(w.house.now()).toISOString(), channel: 'phone', outcome: 'reached' },
  })

test('[CARE-DUE-9] who lives alone is due within 48 hours, also when green, and again 48 hours after a call', async () => {
  const green = await person('独居绿', '是')
  expect((await officer.call('person.read', { params: { id: green } })).body.tier.tier).toBe('green')
  expect(await dueOf(green)).toMatchObject({ reason: 'firstContact', ruleId: 'CARE-DUE-9' })
  expect(await hoursToDue(green)).toBe(48)
  w.setNow(Date.now() + 5 * hour)
  expect((await record(green)).body).toMatchObject({ outcome: 'recorded' })
  expect(await hoursToDue(green)).toBe(48)
  const { rows } = (await officer.call('followup.today', { query: {} })).body
  expect(rows.map((r) => r.id)).not.toContain(green)
})

test('[CARE-DUE-10] living only with disabled children shortens the gap; not living alone leaves the tier to decide', async () => {
  expect(await dueOf(await person('与子女', '与残疾子女同住'))).toMatchObject({ ruleId: 'CARE-DUE-10' })
  const red = await person('红非独居', '否', '高血压3级')
  expect(await dueOf(red)).toMatchObject({ ruleId: 'CARE-DUE-4' })
  expect((await dueOf(await person('绿非独居', '否'))).dueAt).toBeNull()
})

test('[CARE-DUE-9] who turns out to live alone later is due at once at the latest, never since before', async () => {
  const id = await person('后独居', '否')
  w.setNow(w.house.now() + 100 * hour)
  expect(await person('后独居', '是')).toBe(id)
  const { dueAt } = await dueOf(id)
  expect(Date.parse(dueAt ?? '')).toBe(w.house.now())
})

test('[K1, CARE-DUE-11] dialysis, pregnancy, a disability and a child in difficulties each have a gap of their own, also when green', async () => {
  const owed: (readonly [string, string, number | null])[] = []
  for (const [name, kinds] of [
    ['透析者', '透析'],
    ['孕妇人', '孕妇'],
    ['残疾者', '残疾人'],
    ['困境童', '困境儿童'],
    ['普通童', '儿童'],
  ] as const) {
    const id = await ofKind(name, kinds)
    const { tier, due } = (await officer.call('person.read', { params: { id } })).body
    expect(tier.tier).toBe('green')
    owed.push([name, due.ruleId, due.dueAt === null ? null : await hoursToDue(id)])
  }
  expect(owed).toEqual([
    ['透析者', 'CARE-DUE-11', 96],
    ['孕妇人', 'CARE-DUE-12', 168],
    ['残疾者', 'CARE-DUE-13', 168],
    ['困境童', 'CARE-DUE-14', 168],
    ['普通童', 'CARE-DUE-8', null],
  ])
})

test('[K1, CARE-DUE-13] a disability entered later holds from then, leaves what was overdue, and the day by day answer agrees', async () => {
  const id = await ofKind('后残疾', '透析')
  w.setNow(w.house.now() + 100 * hour)
  const overdueSince = (await dueOf(id)).dueAt
  expect(await ofKind('后残疾', '透析、残疾人')).toBe(id)
  expect(await dueOf(id)).toMatchObject({ ruleId: 'CARE-DUE-11', dueAt: overdueSince })
  expect((await record(id)).body).toMatchObject({ outcome: 'recorded' })
  expect(await dueOf(id)).toMatchObject({ ruleId: 'CARE-DUE-11' })
  const day = dayAt(w.house.now())
  const { body } = await officer.call('due.replay', { params: { id }, query: { day } })
  const held = body.found?.flags ?? []
  expect(held.map(({ flag }) => flag)).toEqual(['dialysis', 'disabled'])
  expect(Date.parse(held[1]?.since ?? '')).toBe(w.house.now())
  expect(body.found?.lines.map(({ ruleId }) => ruleId)).toEqual(['CARE-DUE-11', 'CARE-DUE-13'])
})

test('[X6] counters know of the due that come from how people live', async () => {
  await w.settle()
  const { rows } = await w.admin.query<{ counted: number; owed: number }>(
    `select (select sum(n)::int from kernel.counter where place = $1 and metric = 'due') as counted,
       (select count(*)::int from care.due where home = $1 and due_at is not null) as owed`,
    [luotian],
  )
  expect(rows[0]?.counted).toBe(rows[0]?.owed)
  expect(rows[0]?.owed).toBeGreaterThan(2)
})
