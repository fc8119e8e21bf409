import { v7 as uuidv7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let officer: Caller

beforeEach(async () => {
  w = await makeWorld()
  officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
})
afterEach(() => w.close())

type Person = { readonly name: string; readonly phone?: string; readonly disease?: string; readonly vaccine?: string }

const line = (p: Person): string[] => {
  const facts = [p.phone ?? '', p.disease ?? '高血压', p.vaccine ?? '3针', '否']
  return ['1', '凤山镇', '乌岩村', p.name, '男', '', '80', ...facts]
}
const take = async (...people: readonly Person[]) =>
  (await load(w, { county: luotian, lines: [header, ...people.map(line)] })).entry.id

const zhao = { name: '赵一', phone: '15500000001', disease: '高血压', vaccine: '' }
const alike = { name: '赵一', phone: '15500000002', disease: '冠心病', vaccine: '未接种' }

const pairs = async () => (await officer.call('doubtful.list', { query: { county: luotian } })).body.rows
const settle = async (
  decision: 'same' | 'different',
  take: readonly { field: 'disease' | 'vaccination'; side: 'known' | 'read' | 'both' }[] = [],
) => {
  const [pair] = await pairs()
  const reply = await officer.call('doubtful.decide', {
    params: { id: pair?.id ?? '' },
    body: { decision, take: [...take] },
  })
  expect(reply.body, reply.text).toEqual({ outcome: 'recorded' })
}
const read = async (id: string) => (await officer.call('import.read', { params: { id } })).body
const takeBack = async (id: string) => {
  const reply = await officer.call('import.take-back', { params: { id } })
  if (reply.status !== 200) return reply.problem?.code
  await expect.poll(async () => (await read(id)).state, { timeout: 20_000, interval: 20 }).toBe('takenBack')
  return 'done'
}
const listed = async (id: string) => {
  const { rows } = (await officer.call('import.list', { query: { county: luotian } })).body
  const entry = rows.find((row) => row.id === id)
  return { new: entry?.counts?.new, changed: entry?.counts?.changed }
}

/** Who is on the ledger, as the pages say it, and every figure that is not nothing. */
const standing = async () => {
  await w.settle()
  const { rows } = (await officer.call('person.list', { query: { place: luotian } })).body
  const people = await Promise.all(
    rows.map(async ({ id }) => (await officer.call('person.read', { params: { id } })).body),
  )
  const { rows: counters } = await w.admin.query(
    `select place, metric, bucket, n::int from kernel.counter where n <> 0 and metric <> 'past' order by 1, 2, 3`,
  )
  const said = people.map(({ name, phones, diseases, tier }) => ({ name, phones, diseases, tier: tier.vaccination }))
  return { people: said, counters }
}
const idOf = async (importId: string): Promise<string> =>
  (await w.admin.query<{ id: string }>('select id from care.person where import_id = $1', [importId])).rows[0]?.id ?? ''
const follow = async (personId: string) => {
  const at = new Date(w.house.now()).toISOString()
  const body = { id: uuidv7(), personId, at, channel: 'phone' as const, outcome: 'reached' as const }
  expect((await officer.call('followup.record', { body })).body).toMatchObject({ outcome: 'recorded' })
}

test('[K1] whom a pair took in as a second person goes with its import', async () => {
  await take(zhao)
  const before = await standing()
  const id = await take(alike)
  await settle('different')
  expect((await standing()).people).toHaveLength(2)
  expect(await read(id)).toMatchObject({ pairs: { open: 0, takenIn: 1, merged: 0 }, canTakeBack: true })
  expect(await listed(id)).toEqual({ new: 1, changed: 0 })
  expect(await takeBack(id)).toBe('done')
  expect(await standing()).toEqual(before)
  expect(await read(id)).toMatchObject({ kept: { count: 0, people: [] } })
  expect(await listed(id)).toEqual({ new: 0, changed: 0 })
})

test('[K1] whom a pair made one with a row is set back with its import, and asked anew at the next', async () => {
  await take(zhao)
  const before = await standing()
  const id = await take(alike)
  await settle('same')
  expect((await standing()).people).toMatchObject([{ phones: ['15500000001', '15500000002'], tier: 'none' }])
  expect(await takeBack(id)).toBe('done')
  expect(await standing()).toEqual(before)
  await take(alike)
  expect(await pairs()).toHaveLength(1)
})

test('[K1] a pair within one file is undone before the row it was joined to', async () => {
  const id = await take(zhao, alike)
  await settle('same')
  expect(await read(id)).toMatchObject({ canTakeBack: true, pairs: { merged: 1 } })
  expect(await takeBack(id)).toBe('done')
  expect((await standing()).people).toEqual([])
})

test('[K1] a row and a pair that changed the same person are undone one after the other', async () => {
  await take(zhao)
  const before = await standing()
  const id = await take({ ...zhao, vaccine: '两针' }, { ...alike, vaccine: '' })
  await settle('same')
  expect(await takeBack(id)).toBe('done')
  expect(await standing()).toEqual(before)
})

test('[K1] who was called since stays as the pair left them, is named and counted', async () => {
  const person = await idOf(await take(zhao))
  const id = await take(alike)
  await settle('same')
  await follow(person)
  expect(await takeBack(id)).toBe('done')
  expect((await standing()).people).toMatchObject([{ phones: ['15500000001', '15500000002'] }])
  expect((await read(id)).kept).toEqual({ count: 1, people: [{ id: person, name: '赵一' }] })
  expect(await listed(id)).toEqual({ new: 0, changed: 1 })
})

test('[K1] an import whose pair took somebody in who was called since cannot be taken back', async () => {
  await take(zhao)
  const id = await take(alike)
  await settle('different')
  await follow(await idOf(id))
  expect((await read(id)).canTakeBack).toBe(false)
  expect(await takeBack(id)).toBe('import.built-on')
})

test('[K1] a call between an import and its pair is something built on: the pair does not hide it', async () => {
  const id = await take(zhao, alike)
  await follow(await idOf(id))
  await settle('same')
  expect(await takeBack(id)).toBe('import.built-on')
})

test('[K1] a row that waits beside somebody who is taken back still waits, and can be taken in', async () => {
  const first = await take(zhao)
  await take(alike)
  expect(await takeBack(first)).toBe('done')
  const [pair] = await pairs()
  expect(pair?.right.fields.find((one) => one.field === 'phone')?.value).toBe('15500000001')
  await settle('same')
  expect((await standing()).people).toMatchObject([{ phones: ['15500000002'] }])
})

test('[K1] what differs is chosen and both diseases are kept; what was not taken stands on the timeline', async () => {
  await take({ ...zhao, vaccine: '3针' })
  await take(alike)
  const [pair] = await pairs()
  expect(pair?.fileName).toBe('ledger.csv')
  expect(pair?.choices).toEqual([
    { field: 'disease', usual: 'both', joined: 'stabilityUnknown|高血压、冠心病' },
    { field: 'vaccination', usual: 'known', joined: null },
  ])
  await settle('same', [{ field: 'vaccination', side: 'read' }])
  expect((await standing()).people).toMatchObject([{ diseases: ['高血压', '冠心病'], tier: 'none' }])
  const { rows } = (await officer.call('person.list', { query: { place: luotian } })).body
  const page = (await officer.call('person.read', { params: { id: rows[0]?.id ?? '' } })).body
  expect(page.timeline.find((entry) => entry.kind === 'merged')?.merged).toEqual([
    {
      field: 'disease',
      known: 'stabilityUnknown|高血压',
      read: 'stabilityUnknown|冠心病',
      now: 'stabilityUnknown|高血压、冠心病',
    },
    { field: 'vaccination', known: 'full', read: 'none', now: 'none' },
  ])
})
