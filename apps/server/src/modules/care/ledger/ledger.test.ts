import { afterAll, beforeEach, expect, test } from 'vitest'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

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

const people = async (): Promise<readonly { tier: string; provisional: string[]; id_number_state: string }[]> => {
  const { rows } = await w.admin.query('select tier, provisional, id_number_state from care.person order by id')
  return rows
}

test('[K1] the second load of the same file changes nothing', async () => {
  const body = [
    header,
    ...(await lines([
      { name: '赵一', phone: '15500000001' },
      { name: '钱二' },
      { name: '孙三', id: '421123194502131650' },
    ])),
  ]
  const first = await load(w, { county: luotian, lines: body })
  expect(first.counts).toMatchObject({ rows: 3, new: 3, same: 0 })
  const state = async () =>
    (await w.admin.query('select p.*, d.due_at from care.person p join care.due d on d.person = p.id order by id')).rows
  const before = await state()
  const second = await load(w, { county: luotian, lines: body })
  expect(second.counts).toMatchObject({ rows: 3, new: 0, changed: 0, same: 3, twice: 0, doubtful: 0 })
  expect(await state()).toEqual(before)
})

test('[K1] a dry run takes nobody in and leaves nothing behind', async () => {
  const dry = await load(w, { county: luotian, lines: [header, ...(await lines([{ name: '赵一' }]))], dryRun: true })
  expect(dry.counts).toMatchObject({ rows: 1, new: 1 })
  expect(await people()).toEqual([])
  const { rows } = await w.admin.query('select from care.import_row union all select from care.import')
  expect(rows).toEqual([])
})

test('[K1] a person without an identity number is taken in, and a wrong number is a warning', async () => {
  const done = await load(w, {
    county: luotian,
    lines: [header, ...(await lines([{ name: '赵一' }, { name: '钱二', id: '421123194502131651' }]))],
  })
  expect(done.counts).toMatchObject({ new: 2, wrong: 0 })
  expect((await people()).map((p) => p.id_number_state).sort()).toEqual(['missing', 'wrong'])
  expect(done.rows.flatMap((r) => r.findings.map((f) => f.code))).toContain('idCheckCharacter')
})

test('[K1] no name and no place in this county are wrong, with row, field and reason; nobody else is held up', async () => {
  const body = await lines([{ name: '' }, { name: '钱二' }])
  const outside = ['3', '某镇', '不存在的村', '孙三', '男', '', '70', '', '无', '3针', '否']
  const done = await load(w, { county: luotian, lines: [header, ...body, outside] })
  expect(done.counts).toMatchObject({ rows: 3, new: 1, wrong: 2 })
  expect(
    done.rows
      .filter((r) => r.verdict === 'wrong')
      .map((r) => [r.row_number, r.findings[0]?.field, r.findings[0]?.code]),
  ).toEqual([
    [2, 'name', 'noName'],
    [4, 'village', 'noPlace'],
  ])
})

test('[K1] unknown is never green: a blank disease counts as not stable, a blank vaccination as none, provisional', async () => {
  await load(w, {
    county: luotian,
    lines: [header, ...(await lines([{ name: '赵一', age: '30', disease: '', vaccine: '' }]))],
  })
  const [person] = await people()
  expect(person?.tier).not.toBe('green')
  expect(person?.provisional).toEqual(expect.arrayContaining(['disease', 'vaccination']))
})

test('[K1] a line that repeats a person is twice, and fills what the first left blank', async () => {
  const body = await lines([
    { name: '赵一', id: '421123194502131650' },
    { name: '赵一', id: '421123194502131650', phone: '15500000007' },
  ])
  const done = await load(w, { county: luotian, lines: [header, ...body] })
  expect(done.counts).toMatchObject({ rows: 2, new: 1, twice: 1 })
  const { login } = await w.account({ role: 'countyOfficer', place: luotian })
  const officer = await w.signIn(login)
  const found = await officer.call('person.search', { body: { place: luotian, text: '15500000007' } })
  expect(found.body.rows.map((r) => r.name)).toEqual(['赵一'])
})

test('[K1] perhaps twice waits in the queue, never stops the rest, and is asked once', async () => {
  const body = [
    header,
    ...(await lines([
      { name: '赵一', phone: '15500000001' },
      { name: '赵一', phone: '15500000002', age: '81' },
      { name: '钱二' },
    ])),
  ]
  const done = await load(w, { county: luotian, lines: body })
  expect(done.counts).toMatchObject({ rows: 3, new: 2, doubtful: 1 })
  await load(w, { county: luotian, lines: body })
  const { login } = await w.account({ role: 'countyOfficer', place: luotian })
  const officer = await w.signIn(login)
  const queue = await officer.call('doubtful.list', { query: { county: luotian } })
  expect(queue.body.rows).toHaveLength(1)
  const [pair] = queue.body.rows
  expect(pair?.left.fields.find((f) => f.field === 'phone')?.value).toBe('15500000002')
  expect(pair?.right.fields.find((f) => f.field === 'phone')?.value).toBe('15500000001')
  const two = await officer.call('doubtful.decide', { params: { id: pair?.id ?? '' }, body: { decision: 'different' } })
  expect(two.body, two.text).toEqual({ outcome: 'recorded' })
  expect(await people()).toHaveLength(3)
  const again = await officer.call('doubtful.decide', { params: { id: pair?.id ?? '' }, body: { decision: 'same' } })
  expect(again.body).toEqual({ outcome: 'already-recorded' })
  expect(await people()).toHaveLength(3)
  const third = await load(w, { county: luotian, lines: body })
  expect(third.counts).toMatchObject({ new: 0, doubtful: 0 })
})

const waitFor = async (officer: Caller, id: string, states: readonly string[]) => {
  for (let i = 0; i < 200; i += 1) {
    const { body } = await officer.call('import.read', { params: { id } })
    if (states.includes(body.state)) return body
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`the import did not become ${states.join(' or ')}`)
}

test('[K1] an import is taken back whole while nothing was built on it, and not afterwards', async () => {
  const { login } = await w.account({ role: 'countyOfficer', place: luotian })
  const officer = await w.signIn(login)
  const body = [header, ...(await lines([{ name: '赵一', phone: '15500000001' }, { name: '钱二' }]))]
  const first = await load(w, { county: luotian, lines: body })
  await w.settle()
  const asked = await officer.call('import.take-back', { params: { id: first.entry.id } })
  expect(asked.status, asked.text).toBe(200)
  await waitFor(officer, first.entry.id, ['takenBack'])
  expect(await people()).toEqual([])
  await w.settle()
  const { rows } = await w.admin.query(`select from kernel.counter where n <> 0 and metric <> 'registered'`)
  expect(rows).toEqual([])
  const again = await load(w, { county: luotian, lines: body })
  expect(again.counts).toMatchObject({ new: 2 })
  const [person] = (await officer.call('person.list', { query: { place: luotian } })).body.rows
  await officer.call('followup.record', {
    body: {
      id: crypto.randomUUID(),
      personId: person?.id,
      at: new Date().toISOString(),
      channel: 'phone',
      outcome: 'reached',
    },
  })
  const refused = await officer.call('import.take-back', { params: { id: again.entry.id } })
  expect(refused.problem?.code).toBe('import.built-on')
})

test('[X2] names, numbers, phones and the uploaded rows lie sealed in the database', async () => {
  await load(w, {
    county: luotian,
    lines: [
      header,
      ...(await lines([{ name: '密封人', id: '421123194502131650', phone: '15512345678', disease: '稀有病' }])),
    ],
  })
  const { rows } = await w.admin.query<{ table_schema: string; table_name: string }>(
    `select table_schema, table_name from information_schema.tables where table_schema in ('care', 'kernel') and table_type = 'BASE TABLE' and table_name <> 'division'`,
  )
  for (const { table_schema, table_name } of rows) {
    const all = await w.admin.query<{ t: string }>(
      `select coalesce(string_agg(t::text, ''), '') as t from ${table_schema}.${table_name} t`,
    )
    const text = all.rows[0]?.t ?? ''
    for (const secret of ['密封人', '421123194502131650', '15512345678', '稀有病']) {
      expect(
        text.includes(secret) || text.includes(Buffer.from(secret).toString('hex')),
        `${table_name} holds ${secret}`,
      ).toBe(false)
    }
  }
})

test('[K1] a ten-thousand-letter name, formulas, script and control characters are read as text and never stop a row', async () => {
  const body = await lines([
    { name: '长'.repeat(10_000) },
    { name: '=cmd|calc' },
    { name: '<script>alert(1)</script>' },
    { name: "'; drop table care.person; --" },
    { name: '控\u0000制\u0007符' },
  ])
  const done = await load(w, { county: luotian, lines: [header, ...body] })
  expect(done.counts).toMatchObject({ rows: 5, new: 5, wrong: 0 })
  const codes = done.rows.flatMap((r) => r.findings.map((f) => f.code))
  expect(codes).toEqual(expect.arrayContaining(['tooLong', 'formula', 'controlCharacters']))
  const { login } = await w.account({ role: 'countyOfficer', place: luotian })
  const officer = await w.signIn(login)
  const file = await officer.call('person.export', { query: { place: luotian, format: 'csv' } })
  expect(file.text).not.toMatch(/^=cmd/m)
})

test('a wrong file is refused by name, and nothing of it is kept', async () => {
  const { login } = await w.account({ role: 'countyOfficer', place: luotian })
  const officer = await w.signIn(login)
  const upload = (bytes: Buffer) =>
    officer.call('import.upload', { query: { county: luotian, fileName: 'x.csv' }, upload: bytes })
  const bad: readonly (readonly [Buffer, string])[] = [
    [Buffer.alloc(0), 'file.empty'],
    [Buffer.from('<html><body>not a table</body></html>'), 'file.not-a-table'],
    [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0]), 'file.old-xls'],
    [Buffer.from([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31, 0x2e, 0x37]), 'file.not-a-table'],
  ]
  for (const [bytes, code] of bad) {
    const reply = await upload(bytes)
    expect(reply.problem?.code, reply.text).toBe(code)
  }
  expect(await people()).toEqual([])
})

test('[K1] a township manager takes in the own township only; other rows are listed as not theirs', async () => {
  const { login } = await w.account({ role: 'townshipManager', place: '421123100' })
  const manager = await w.signIn(login)
  const [township, name] = await village('421123101', 0)
  const csv = [
    header.join(','),
    ...(await lines([{ name: '赵一' }])).map((l) => l.join(',')),
    ['9', township, name, '外人', '男', '', '70', '', '无', '3针', '否'].join(','),
  ].join('\n')
  const up = await manager.call('import.upload', {
    query: { county: luotian, fileName: 'l.csv' },
    upload: Buffer.from(csv),
  })
  expect(up.status, up.text).toBe(200)
  const { id, columns } = up.body
  await manager.call('import.check', {
    params: { id },
    body: { columns: columns.map(({ index, field }) => ({ index, field })), asOf: null },
  })
  expect((await waitFor(manager, id, ['checked', 'failed'])).counts).toMatchObject({ new: 1, notYours: 1 })
  await manager.call('import.accept', { params: { id } })
  await waitFor(manager, id, ['accepted'])
  expect(await people()).toHaveLength(1)
  const rows = await manager.call('import.rows', { params: { id }, query: { verdict: 'notYours' } })
  expect(rows.body.rows.map((r) => r.name)).toEqual(['外人'])
  const next = await manager.call('import.upload', {
    query: { county: luotian, fileName: 'm.csv' },
    upload: Buffer.from(csv),
  })
  expect(next.body.remembered).toBe(true)
})
