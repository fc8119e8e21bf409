import { v7 as uuidv7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { header, takeIn } from '../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../tests/support/world.js'

let w: World
let officer: Caller
let people: readonly string[]
beforeEach(async () => {
  w = await makeWorld()
  officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  people = await takeIn(w, { county: luotian, people: 6 })
  await w.settle()
  await w.admin.query(`create function full_disk() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`)
})
afterEach(() => w.close())

// Filling a real disk needs a mount of its own, and with it root: a trigger gives PostgreSQL's own error where a table would
// have to grow, and (deferred) where the commit would have to be written.
const fill = (table: string, when: 'statement' | 'commit' = 'statement') =>
  w.admin.query(
    when === 'statement'
      ? `create trigger full_disk before insert or update on ${table} for each statement execute function full_disk()`
      : `create constraint trigger full_disk after insert on ${table} deferrable initially deferred for each row execute function full_disk()`,
  )
const free = (table: string) => w.admin.query(`drop trigger full_disk on ${table}`)

const command = (personId: string) => ({
  id: uuidv7(),
  personId,
  at: new Date().toISOString(),
  channel: 'phone',
  outcome: 'reached',
})
const send = (body: ReturnType<typeof command>) => officer.call('followup.record', { body })
const facts = async (): Promise<readonly string[]> =>
  (await w.admin.query<{ id: string }>('select id from care.followup order by id')).rows.map((r) => r.id)

for (const when of ['statement', 'commit'] as const) {
  test(`[X9] while PostgreSQL answers 53100 (raised by a trigger, at the ${when}) a follow-up is refused with disk.full, what was acknowledged stays, and the same command is recorded once there is room`, async () => {
    const [a = '', b = ''] = people
    const kept = command(a)
    expect((await send(kept)).body).toMatchObject({ outcome: 'recorded' })
    await fill('care.followup', when)
    const refused = command(b)
    for (let tries = 0; tries < 3; tries += 1) {
      const reply = await send(refused)
      expect([reply.status, reply.problem?.code], reply.text).toEqual([507, 'disk.full'])
    }
    // A repeat of what was recorded is still answered, and reading goes on.
    expect((await send(kept)).body).toMatchObject({ outcome: 'already-recorded' })
    expect((await officer.call('board.read', { params: { place: luotian } })).status).toBe(200)
    expect(await facts()).toEqual([kept.id])
    await free('care.followup')
    expect((await send(refused)).body).toMatchObject({ outcome: 'recorded' })
    expect(await facts()).toEqual([kept.id, refused.id].sort())
    await w.settle()
    const { body } = await officer.call('board.read', { params: { place: luotian } })
    expect(body.total).toMatchObject({ followups7d: 2, neverReached: 4 })
  })
}

test('[X9] [X6] while the settler is answered 53100 (raised by a trigger) facts are kept, and all are numbered and counted once there is room', async () => {
  for (const table of ['kernel.feed', 'kernel.counter']) await fill(table)
  for (const id of people) expect((await send(command(id))).body).toMatchObject({ outcome: 'recorded' })
  await expect(w.settle()).rejects.toMatchObject({ code: '53100' })
  for (const table of ['kernel.feed', 'kernel.counter']) await free(table)
  await w.settle()
  const { body } = await officer.call('board.read', { params: { place: luotian } })
  expect(body.total).toMatchObject({ followups7d: 6, neverReached: 0 })
  const { rows } = await w.admin.query(
    `select count(*)::int as n, max(number)::int as last from kernel.feed where county = $1 and kind = 'care.followup-recorded'
     union all select count(*)::int, max(number)::int from kernel.feed where county = $1`,
    [luotian],
  )
  expect(rows[0]?.n).toBe(6)
  expect(rows[1]?.n).toBe(rows[1]?.last)
})

test('[X9] [K1] an import that PostgreSQL answers 53100 (raised by a trigger) fails with disk.full, and is taken in whole once there is room', async () => {
  const { rows } = await w.admin.query<{ township: string; village: string }>(
    `select t.name as township, v.name as village from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = '421123101' order by v.code limit 1`,
  )
  const lines = Array.from({ length: 40 }, (_, i) =>
    [
      i,
      rows[0]?.township,
      rows[0]?.village,
      `盘${String.fromCodePoint(0x4e00 + i)}`,
      '男',
      '',
      '80',
      `1530000${1_000 + i}`,
      '高血压',
      '3针',
      '否',
    ].join(','),
  )
  const up = await officer.call('import.upload', {
    query: { county: luotian, fileName: 'l.csv' },
    upload: Buffer.from([header.join(','), ...lines].join('\r\n')),
  })
  const { id, columns } = up.body
  const now = async () => (await officer.call('import.read', { params: { id } })).body
  const check = async () => {
    const mapped = columns.map(({ index, field }) => ({ index, field }))
    const reply = await officer.call('import.check', { params: { id }, body: { columns: mapped, asOf: null } })
    expect(reply.status, reply.text).toBe(200)
    await expect.poll(async () => (await now()).state, { timeout: 20_000 }).toBe('checked')
    expect((await officer.call('import.accept', { params: { id } })).status).toBe(200)
  }
  await fill('care.person')
  await check()
  await expect.poll(async () => (await now()).state, { timeout: 20_000 }).toBe('failed')
  expect((await now()).problem).toBe('disk.full')
  await free('care.person')
  await check()
  await expect.poll(async () => (await now()).state, { timeout: 20_000 }).toBe('accepted')
  expect((await now()).counts).toMatchObject({ rows: 40, new: 40 })
})
