import type { DoorstepFields } from '@lianfang/contract'
import { checkCharacterOf } from '@lianfang/domain/care'
import type { PlaceCode } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../../tests/support/world.js'

type Village = { readonly code: PlaceCode; readonly name: string; readonly township: string }

const township = '421123100' as PlaceCode
const hour = 3_600_000
let w: World
let worker: Caller
let medic: Caller
let manager: Caller
let villages: readonly [Village, Village, Village]

const villagesOf = async (): Promise<readonly [Village, Village, Village]> => {
  const { rows } = await w.admin.query<Village>(
    `select v.code, v.name, t.name as township from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = $1 order by v.code limit 3`,
    [township],
  )
  const [a, b, c] = rows
  if (a === undefined || b === undefined || c === undefined) throw new Error('no villages')
  return [a, b, c]
}

const makeTeam = async (medicId: string, workerId: string | null, village: Village): Promise<void> => {
  const members = [{ accountId: medicId, medic: true }, ...(workerId ? [{ accountId: workerId, medic: false }] : [])]
  const made = await manager.call('team.create', {
    body: { id: uuidv7(), township, name: `${village.name}组`, members, villages: [village.code] },
  })
  if (made.status !== 200) throw new Error(made.text)
}

beforeAll(async () => {
  w = await makeWorld()
  villages = await villagesOf()
  manager = await w.signIn((await w.account({ role: 'townshipManager', place: township })).login)
  const [m, one, other] = [
    await w.account({ role: 'medic', place: township }),
    await w.account({ role: 'villageWorker', place: township }),
    await w.account({ role: 'medic', place: township }),
  ]
  await makeTeam(m.id, one.id, villages[0])
  await makeTeam(other.id, null, villages[1])
  medic = await w.signIn(m.login)
  worker = await w.signIn(one.login)
})
afterAll(() => w.close())

let people = 0
const numbered = (): string => {
  people += 1
  const digits = `42112319400101${String(people * 2).padStart(3, '0')}`
  return digits + checkCharacterOf(digits)
}
/** A woman of 82 or 83 years with an unstable disease: red. */
const formOf = (name: string, more: Partial<DoorstepFields> = {}): DoorstepFields => ({
  name,
  idNumber: numbered(),
  sex: 'female',
  birth: '',
  phones: '',
  township,
  village: villages[0].code,
  address: '',
  disease: { class: 'unstable' },
  vaccination: 'none',
  living: 'notAlone',
  kinds: [],
  ...more,
})

type Add = {
  readonly id?: string
  readonly fields: DoorstepFields
  readonly others?: readonly string[]
  readonly by?: Caller
}
const add = ({ id = uuidv7(), fields, others = [], by = worker }: Add) =>
  by.call('person.add', { body: { id, fields, others } })

const added = async (fields: DoorstepFields, by: Caller = worker): Promise<string> => {
  const id = uuidv7()
  const { body, text } = await add({ id, fields, by })
  if (body.outcome !== 'recorded') throw new Error(text)
  return id
}

const opened = async (id: string, by: Caller = worker) => (await by.call('person.fields', { params: { id } })).body

type Correct = { readonly id: string; readonly by?: Caller; readonly commandId?: string; readonly version?: number }
const correct = async (at: Correct, change: Partial<DoorstepFields>) => {
  const { id, by = worker, commandId = uuidv7() } = at
  const { fields, version } = await opened(id, by)
  const body = { commandId, version: at.version ?? version, fields: { ...fields, ...change } }
  return by.call('person.correct', { params: { id }, body })
}

/** Audit rows, whether the settler has sealed them yet or not. */
const written = `(select action, subject, detail from kernel.audit union all
  select action, subject, detail from kernel.audit_open) a`

const numberOf = async (query: string, values: readonly unknown[]): Promise<number> => {
  const { rows } = await w.admin.query<{ n: number }>(query, [...values])
  return rows[0]?.n ?? -1
}

test('[K1] a worker takes somebody in: tier and due at once, one longest gap from now, on the team’s list', async () => {
  const id = uuidv7()
  const { body, text } = await add({ id, fields: formOf('新来红', { phones: '139 1234 5678' }) })
  expect(body, text).toMatchObject({ outcome: 'recorded', result: { id, tier: 'red', waiting: null } })
  if (body.outcome !== 'recorded') return
  expect(body.result.due).toMatchObject({ reason: 'firstContact', ruleId: 'CARE-DUE-4' })
  const gap = (Date.parse(body.result.due.dueAt ?? '') - w.house.now()) / hour
  expect(gap).toBeGreaterThan(71)
  expect(gap).toBeLessThanOrEqual(72)
  const list = await worker.call('person.list', { query: { place: township } })
  expect(list.body.rows.map((row) => row.id)).toContain(id)
  const found = await worker.call('person.search', { body: { place: township, text: '13912345678' } })
  expect(found.body.rows.map((row) => row.id)).toEqual([id])
  const page = (await worker.call('person.read', { params: { id } })).body
  expect(page.timeline).toMatchObject([{ kind: 'doorstep', toTier: 'red' }])
  expect(
    await numberOf(`select count(*)::int as n from ${written} where action = 'person.add' and subject = $1`, [id]),
  ).toBe(1)
})

test('[K1] a repeat is answered and not repeated; the same id with another body is refused', async () => {
  const id = uuidv7()
  const fields = formOf('重发人')
  const first = await add({ id, fields })
  const again = await add({ id, fields })
  expect(again.body).toEqual({ ...first.body, outcome: 'already-recorded' })
  expect((await add({ id, fields: { ...fields, name: '别人' } })).problem?.code).toBe('command.other-body')
  expect(await numberOf('select count(*)::int as n from care.person where id = $1', [id])).toBe(1)
  const known = await added(formOf('占号人'))
  const correction = await worker.call('person.correct', {
    params: { id: known },
    body: { commandId: id, version: (await opened(known)).version, fields: { ...fields, address: '一组' } },
  })
  expect(correction.problem?.code).toBe('command.other-body')
})

test('[K1] nine tries to take the same person in at once make one person', async () => {
  // Connections of its pool are opened first: tries that wait for one come one after the other by themselves.
  await Promise.all(Array.from({ length: 9 }, () => manager.call('person.list', { query: { place: township } })))
  const fields = formOf('同时人')
  const tries = Array.from({ length: 9 }, (_, i) => add({ fields, by: [worker, medic, manager][i % 3] ?? worker }))
  const outcomes = (await Promise.all(tries)).map((a) => a.body.outcome)
  expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(1)
  expect(outcomes.filter((outcome) => outcome === 'known')).toHaveLength(8)
})

test('[K1] who is surely on the ledger is refused, with the id for those who may see the person', async () => {
  const fields = formOf('已在册')
  const id = await added(fields)
  expect((await add({ fields })).body).toEqual({ outcome: 'known', personId: id })
  const elsewhere = formOf('邻村人', { village: villages[1].code })
  const hidden = await added(elsewhere, manager)
  const own = { ...elsewhere, village: villages[0].code }
  expect((await add({ fields: own })).body).toEqual({ outcome: 'known', personId: null })
  expect((await add({ fields: own, by: manager })).body).toEqual({ outcome: 'known', personId: hidden })
})

test('[K1] who is perhaps on the ledger is shown; said to be another person they are taken in', async () => {
  const fields = formOf('重名人')
  const id = await added(fields)
  const namesake = { ...fields, idNumber: '', birth: '1941' }
  const asked = await add({ fields: namesake })
  expect(asked.body).toMatchObject({
    outcome: 'doubtful',
    candidates: [{ id, name: '重名人', place: villages[0].name }],
  })
  expect((await add({ fields: namesake, others: [uuidv7()] })).body.outcome).toBe('doubtful')
  expect((await add({ fields: namesake, others: [id] })).body.outcome).toBe('recorded')
})

test('[X2] of a perhaps-same person on another team’s list a worker learns that there is one, and nothing else', async () => {
  const there = formOf('他组人甲', { village: villages[1].code })
  const id = await added(there, manager)
  const { body, text } = await add({ fields: { ...there, name: '他组人乙', village: villages[0].code } })
  expect(body).toEqual({ outcome: 'doubtful', candidates: [{ id, name: null, place: null, age: null }] })
  expect(text).not.toContain('他组人甲')
})

test('[K1] what is wrong is named by field and nobody is taken in', async () => {
  const id = uuidv7()
  const { body } = await add({ id, fields: formOf('', { idNumber: '421123194001010021', phones: '12' }) })
  expect(body.outcome === 'wrong' && body.errors.map((e) => e.field).sort()).toEqual(['idNumber', 'name', 'phones'])
  expect(await numberOf('select count(*)::int as n from care.person where id = $1', [id])).toBe(0)
})

test('[K1] a correction changes what it says: a worse class raises the tier at once, search finds the new name', async () => {
  const id = await added(
    formOf('旧名字', { disease: { class: 'none' }, vaccination: 'full', idNumber: '', birth: '1955' }),
  )
  expect((await worker.call('person.read', { params: { id } })).body.tier.tier).not.toBe('red')
  const commandId = uuidv7()
  const change = {
    name: '改新名',
    disease: { class: 'unstable' as const },
    vaccination: 'none' as const,
    birth: '1940',
  }
  const { version } = await opened(id)
  const done = await correct({ id, commandId, version }, change)
  expect(done.body).toMatchObject({ outcome: 'recorded', result: { tier: 'red' } })
  const found = await worker.call('person.search', { body: { place: township, text: '改新名' } })
  expect(found.body.rows.map((row) => row.id)).toEqual([id])
  expect((await worker.call('person.search', { body: { place: township, text: '旧名字' } })).body.rows).toEqual([])
  const repeat = await correct({ id, commandId, version }, change)
  expect(repeat.body).toMatchObject({ outcome: 'already-recorded', result: { tier: 'red' } })
  const other = await correct({ id, commandId, version }, { ...change, address: '别处' })
  expect(other.problem?.code).toBe('command.other-body')
  const { rows } = await w.admin.query<{ fields: string }>(
    `select detail->>'fields' as fields from ${written} where action = 'person.correct' and subject = $1`,
    [id],
  )
  expect(rows.map((r) => r.fields.split(' ').sort())).toEqual([['birth', 'disease', 'name', 'vaccination']])
})

test('[K1] a lower tier by a correction waits for a medic', async () => {
  const id = await added(formOf('等核实'))
  const { body } = await correct({ id }, { disease: { class: 'none' }, vaccination: 'full' })
  expect(body).toMatchObject({ outcome: 'recorded', result: { tier: 'red' } })
  expect(body.outcome === 'recorded' && body.result.waiting).not.toBeNull()
})

test('[K1] saving what stands changes nothing, and a form opened before somebody else changed the person is stale', async () => {
  const id = await added(formOf('两人改'))
  expect((await correct({ id }, {})).body).toEqual({ outcome: 'unchanged' })
  const { version } = await opened(id)
  expect((await correct({ id, by: medic }, { address: '二组' })).body.outcome).toBe('recorded')
  const late = await correct({ id, version }, { address: '三组' })
  expect(late.body).toMatchObject({ outcome: 'stale', current: { fields: { address: '二组' } } })
  expect((await opened(id)).fields.address).toBe('二组')
})

test('[K1] a correction does not take the number of somebody else on the ledger', async () => {
  const owner = formOf('号主')
  const ownerId = await added(owner)
  const id = await added(formOf('无号人', { idNumber: '', birth: '1940' }))
  const { body } = await correct({ id }, { idNumber: owner.idNumber, birth: '' })
  expect(body).toEqual({ outcome: 'known', personId: ownerId })
})

test('[X2] a worker never reads names of diseases, cannot write them, and leaves them as they are', async () => {
  const id = await added(formOf('有病名', { disease: { class: 'stable', names: ['慢阻肺'] } }), medic)
  const form = await worker.call('person.fields', { params: { id } })
  expect(form.text).not.toContain('慢阻肺')
  expect((await correct({ id }, { disease: { class: 'unstable' } })).body.outcome).toBe('recorded')
  expect((await opened(id, medic)).fields.disease).toEqual({ class: 'unstable', names: ['慢阻肺'] })
  const written = await correct({ id }, { disease: { class: 'unstable', names: [] } })
  expect(written.body).toMatchObject({ outcome: 'wrong', errors: [{ field: 'diseases', code: 'namesNotYours' }] })
})

test('[K1] a manager moves somebody to another village: the other team serves them, the first sees them no more', async () => {
  const id = await added(formOf('搬家人'))
  const moved = await correct({ id, by: manager }, { village: villages[1].code })
  expect(moved.body.outcome).toBe('recorded')
  expect((await manager.call('person.read', { params: { id } })).body.team?.name).toBe(`${villages[1].name}组`)
  expect((await worker.call('person.read', { params: { id } })).status).toBe(404)
})

test('[X2] another team’s, another township’s and another county’s people are neither taken in nor changed', async () => {
  const there = formOf('不归我', { village: villages[1].code })
  expect((await add({ fields: there })).problem?.code).toBe('forbidden')
  expect((await add({ fields: { ...there, village: villages[2].code } })).problem?.code).toBe('forbidden')
  const id = await added(there, manager)
  expect((await worker.call('person.fields', { params: { id } })).status).toBe(404)
  const { fields, version } = await opened(id, manager)
  const body = { commandId: uuidv7(), version, fields: { ...fields, address: '改掉' } }
  expect((await worker.call('person.correct', { params: { id }, body })).status).toBe(404)
  const stranger = await w.signIn((await w.account({ role: 'countyOfficer', place: yingshan })).login)
  expect((await stranger.call('person.correct', { params: { id }, body })).status).toBe(404)
  expect((await add({ fields: there, by: stranger })).problem?.code).toBe('forbidden')
  const own = await added(formOf('不许送'))
  expect((await correct({ id: own }, { village: villages[1].code })).problem?.code).toBe('forbidden')
  expect((await opened(id, manager)).fields.address).toBe('')
})

test('[K1] a ledger that brings somebody who was taken in on the doorstep meets that person', async () => {
  const fields = formOf('先上门')
  const id = await added(fields)
  const line = ['1', villages[0].township, villages[0].name, '先上门', '女', fields.idNumber, '', '', '', '', '']
  const { entry } = await load(w, { county: luotian, lines: [header, line] })
  const { rows } = await w.admin.query<{ verdict: string; person: string }>(
    'select verdict, person from care.import_row where import_id = $1 and verdict is not null',
    [entry.id],
  )
  expect(rows).toEqual([{ verdict: 'same', person: id }])
})

test('[X6] after all of this the counters equal a recount', async () => {
  await w.settle()
  const counted = `select coalesce(sum(n), 0)::int as n from kernel.counter where place = $1 and metric = $2`
  expect(await numberOf(counted, [luotian, 'ledger'])).toBe(
    await numberOf('select count(*)::int as n from care.person where home = $1', [luotian]),
  )
  expect(await numberOf(counted, [luotian, 'due'])).toBe(
    await numberOf('select count(*)::int as n from care.due where home = $1 and due_at is not null', [luotian]),
  )
  for (const village of villages) {
    expect(await numberOf(counted, [village.code, 'ledger'])).toBe(
      await numberOf('select count(*)::int as n from care.person where village = $1', [village.code]),
    )
  }
})
