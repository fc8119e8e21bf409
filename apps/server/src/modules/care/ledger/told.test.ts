import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

const worlds: World[] = []
let w: World

beforeEach(async () => {
  w = await makeWorld()
  worlds.push(w)
})
afterAll(async () => {
  for (const world of worlds) await world.close()
})

// Two real villages of Fengshan and one of Sanlifan.
const village = async (township: string, nth: number): Promise<readonly [string, string]> => {
  const { rows } = await w.admin.query<{ township: string; name: string }>(
    `select t.name as township, v.name from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = $1 order by v.code offset $2 limit 1`,
    [township, nth],
  )
  return [rows[0]?.township ?? '', rows[0]?.name ?? '']
}

type Person = {
  readonly name: string
  readonly id?: string
  readonly age?: string
  readonly phone?: string
  readonly disease?: string
  readonly vaccine?: string
}

const lines = async (people: readonly Person[]): Promise<string[][]> => {
  const [township, name] = await village('421123100', 0)
  return people.map((p, i) => [
    String(i + 1),
    township,
    name,
    p.name,
    '男',
    p.id ?? '',
    p.age ?? '80',
    p.phone ?? '',
    p.disease ?? '高血压',
    p.vaccine ?? '3针',
    '否',
  ])
}

const tiersStored = async (): Promise<readonly { tier: string; provisional: string[] }[]> => {
  const { rows } = await w.admin.query('select tier, provisional from care.person order by id')
  return rows
}

test('[K1] a dry run and the import say the tiers of the people taken in, and how many are provisional and why', async () => {
  const told = await lines([
    { name: '赵一', id: '421123194502131650', disease: '高血压', vaccine: '' },
    { name: '钱二', age: '30', disease: '无', vaccine: '3针' },
    { name: '孙三', age: '30', disease: '', vaccine: '说不清' },
    { name: '李四', age: '', disease: '无', vaccine: '3针' },
  ])
  const body = [header, ...told, told[0] ?? []]
  const expected = {
    tiers: { red: 2, yellow: 1, green: 1 },
    provisional: {
      people: 3,
      reasons: { ageUnknown: 1, diseaseBlank: 1, stabilityUnknown: 1, vaccinationBlank: 1, vaccinationUnread: 1 },
    },
  }
  const dry = await load(w, { county: luotian, lines: body, dryRun: true })
  expect(dry.standing).toEqual(expected)
  const done = await load(w, { county: luotian, lines: body })
  expect(done.standing).toEqual(expected)
  const stored = await tiersStored()
  const { red, yellow, green } = expected.tiers
  expect(stored.map((p) => p.tier).sort()).toEqual([
    ...Array(green).fill('green'),
    ...Array(red).fill('red'),
    ...Array(yellow).fill('yellow'),
  ])
  expect(stored.filter((p) => p.provisional.length > 0)).toHaveLength(expected.provisional.people)
})

test('[K1] a changed row is counted by the tier it leads to, a downgrade by the tier that stands until it is confirmed', async () => {
  const one = async (vaccine: string) => [
    header,
    ...(await lines([{ name: '赵一', id: '421123194502131650', disease: '高血压（稳定）', vaccine }])),
  ]
  await load(w, { county: luotian, lines: await one('') })
  const done = await load(w, { county: luotian, lines: await one('3针') })
  expect(done.counts).toMatchObject({ changed: 1 })
  expect(done.standing).toMatchObject({ tiers: { red: 1, yellow: 0 }, provisional: { people: 0 } })
})

test('[K1] villages that were not read by their whole name are listed with what they were read as, usual endings last', async () => {
  const [township, name] = await village('421123100', 0)
  const stem = name.replace(/(村村民委员会|村民委员会|社区居民委员会|村委会|社区居委会|社区|村)$/, '')
  const told = (written: string, who: string, i: number) => [
    ...[String(i), township, written, who, '男', '', '80', '', '高血压', '3针', '否'],
  ]
  const spelled = [`${stem}村委会`, `${stem}村委会`, name, '无此村名'].map((v, i) =>
    told(v, `赵${'一二三四'[i]}`, i + 1),
  )
  const done = await load(w, { county: luotian, lines: [header, ...spelled] })
  const { login } = await w.account({ role: 'countyOfficer', place: luotian })
  const officer = await w.signIn(login)
  const { body } = await officer.call('import.read', { params: { id: done.entry.id } })
  expect(body.unsureVillages).toMatchObject([
    { written: '无此村名', township, read: null, rows: 1, why: 'villageUnreadable' },
    { written: `${stem}村委会`, township, read: name, rows: 2, why: 'ending' },
  ])
})

test('[K1] an age that contradicts is told with both ages, in the rows and in the annotated file', async () => {
  const done = await load(w, {
    county: luotian,
    lines: [
      ['罗田县重点人群台账（截至2022年12月31日）'],
      header,
      ...(await lines([{ name: '赵一', id: '421123194502131658', age: '67' }])),
    ],
  })
  const { login } = await w.account({ role: 'countyOfficer', place: luotian })
  const officer = await w.signIn(login)
  const { body } = await officer.call('import.rows', { params: { id: done.entry.id }, query: { limit: 10 } })
  const ages = { said: 67, reckoned: 77, on: '2022-12-31', from: 'idNumber' }
  expect(body.rows[0]?.findings).toContainEqual({ field: 'age', code: 'ageContradicts', value: '67', ages })
  const file = await officer.call('import.file', {
    params: { id: done.entry.id },
    query: { format: 'csv', language: 'en' },
  })
  expect(file.text).toContain('the row says 67, the identity number makes 77 on 2022-12-31')
})

test('[K1] the annotated file begins with the row of the file and ends with tier and why it is provisional; rows name who they are', async () => {
  const done = await load(w, { county: luotian, lines: [header, ...(await lines([{ name: '赵一', vaccine: '' }]))] })
  const officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  const params = { id: done.entry.id }
  const file = await officer.call('import.file', { params, query: { format: 'csv', language: 'en' } })
  const [heads = '', first = ''] = file.text.replace('\uFEFF', '').trim().split('\r\n')
  expect(heads.startsWith('row,')).toBe(true)
  expect(heads.endsWith('found,notes,tier,provisional because')).toBe(true)
  expect(first.startsWith('2,')).toBe(true)
  expect(first).toMatch(/red,.*not whether it is stable.*vaccination not filled in/)
  const rows = (await officer.call('import.rows', { params, query: { limit: 10 } })).body.rows
  const { rows: people } = await w.admin.query('select id from care.person')
  expect(rows[0]?.person).toEqual({ id: people[0]?.id, name: '赵一' })
  const { firstDue } = (await officer.call('import.read', { params })).body
  expect(firstDue).toMatchObject([{ tier: 'red', people: 1 }])
  expect(Date.parse(firstDue[0]?.by ?? '')).toBeGreaterThan(w.house.now())
})

test('[K20] a row that meets somebody who died says so, changes nothing, and counts once that is taken back', async () => {
  const told = async (phone: string) => [
    header,
    ...(await lines([
      { name: '赵一', id: '421123194502131650', phone },
      { name: '钱二', age: '30' },
    ])),
  ]
  await load(w, { county: luotian, lines: await told('13900000001') })
  const officers = [
    await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login),
    await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login),
  ] as const
  const [officer, second] = officers
  const found = await officer.call('person.search', { body: { place: luotian, text: '赵一' } })
  const id = found.body.rows[0]?.id ?? ''
  const [event, at] = [uuidv7(), new Date(w.house.now()).toISOString()]
  await officer.call('life.record', { params: { id }, body: { id: event, kind: 'death', at } })
  const phones = async () => (await officer.call('person.read', { params: { id } })).body.phones
  // Once read as before, once with something new: both say it, and neither is taken.
  for (const phone of ['13900000001', '13900000002']) {
    const done = await load(w, { county: luotian, lines: await told(phone) })
    expect(done.counts).toMatchObject({ new: 0, changed: 0, same: 2 })
    const { body } = await officer.call('import.rows', { params: { id: done.entry.id }, query: { limit: 10 } })
    const codes = body.rows.map((row) => row.findings.map((one) => one.code).includes('personGone'))
    expect(codes).toEqual([true, false])
    const file = await officer.call('import.file', {
      params: { id: done.entry.id },
      query: { format: 'csv', language: 'en' },
    })
    expect(file.text).toContain('recorded as dead or moved away')
    expect(await phones()).toEqual(['13900000001'])
  }
  const back = { id: uuidv7(), event, at: new Date(w.house.now()).toISOString() }
  await second.call('life.take-back', { params: { id }, body: back })
  const again = await load(w, { county: luotian, lines: await told('13900000002') })
  expect(again.counts).toMatchObject({ changed: 1 })
  expect(await phones()).toContain('13900000002')
})
