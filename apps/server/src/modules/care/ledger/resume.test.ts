import { afterAll, beforeAll, expect, test } from 'vitest'
import { header, load, rowsOf } from '../../../../../../tests/support/ledgers.js'
import { luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'
import { careNeeds } from '../../../compose.js'
import { countyScope, inTransaction } from '../../../kernel/db/index.js'
import { receiveLedger } from './receive.js'
import { type RunPass, runPass } from './run-pass.js'
import { importById, setState } from './sql.js'

let w: World
beforeAll(async () => {
  w = await makeWorld()
})
afterAll(() => w.close())

const people = 450
const lines = async (): Promise<string[][]> => {
  const { rows } = await w.admin.query<{ village: string; township: string }>(
    `select v.name as village, t.name as township from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = '421123100' order by v.code limit 1`,
  )
  return Array.from({ length: people }, (_, i) => [
    String(i + 1),
    rows[0]?.township ?? '',
    rows[0]?.village ?? '',
    `续载${String.fromCodePoint(0x4e00 + i)}`,
    '女',
    '',
    '80',
    `156${String(i).padStart(8, '0')}`,
    '高血压',
    '3针',
    '否',
  ])
}

test('[X9] a killed import goes on at the very row: nobody twice, counts right, taken back whole', async () => {
  const needs = careNeeds(w.house, () => undefined)
  const file = [header, ...(await lines())]
  const received = await receiveLedger(needs, {
    home: luotian,
    township: '',
    account: null,
    fileName: 'ledger.csv',
    source: { rows: rowsOf(file), info: () => ({ sheet: null, encoding: null }) },
  })
  const run: Omit<RunPass, 'entry' | 'after'> = {
    mode: 'take',
    givenDay: null,
    account: null,
    progress: async () => undefined,
  }
  // The kill comes after a chunk was committed and before anybody noted how far the work was.
  const killed = async ({ done }: { readonly done: number }) => {
    if (done > 0) throw new Error('killed')
  }
  await expect(runPass(needs, { ...run, entry: received, after: 0, progress: killed })).rejects.toThrow('killed')
  const entry = await inTransaction(w.house.db.worker, countyScope(luotian), (tx) =>
    importById(tx, luotian, received.id),
  )
  if (entry === undefined) throw new Error('no import')
  expect(entry.taken_to).toBeGreaterThan(0)
  expect(entry.taken_to).toBeLessThan(people)
  const state = await runPass(needs, { ...run, entry, after: entry.taken_to })
  expect(state.counts).toMatchObject({ rows: people, new: people, same: 0, twice: 0 })
  // Each is 80, has a disease without its control and is vaccinated.
  expect(state.tally).toMatchObject({ tiers: { red: people }, provisional: { people } })
  const { rows } = await w.admin.query(
    `select (select count(*)::int from care.person) as people,
       (select count(*)::int from care.import_row where taken and verdict = 'new') as taken`,
  )
  expect(rows).toEqual([{ people, taken: people }])
  const again = await load(w, { county: luotian, lines: file })
  expect(again.counts).toMatchObject({ new: 0, changed: 0, same: people })
})

test('[K1] a second line far below the first fills a blank, and the import can still be taken back whole', async () => {
  const officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  // More rows than a chunk has lie between the two lines about one person.
  const body = (await lines()).map((cells) =>
    cells.with(3, `远${cells[3]}`).with(7, cells[7]?.replace('156', '157') ?? ''),
  )
  const first = body[0] ?? []
  const file = [header, first.with(9, ''), ...body.slice(1), first]
  const dry = await load(w, { county: luotian, lines: file, dryRun: true })
  const { entry, counts, standing } = await load(w, { county: luotian, lines: file })
  expect(counts).toMatchObject({ new: people, twice: 1 })
  expect(standing.provisional?.reasons).toMatchObject({ stabilityUnknown: people, vaccinationBlank: 0 })
  expect(dry.standing).toEqual(standing)
  const { rows } = await w.admin.query(
    `select vaccination_class from care.person p join care.import_row r on r.person = p.id and r.verdict = 'twice' and r.import_id = $1`,
    [entry.id],
  )
  expect(rows).toEqual([{ vaccination_class: 'full' }])
  const read = () => officer.call('import.read', { params: { id: entry.id } })
  expect((await read()).body.canTakeBack).toBe(true)
  expect((await officer.call('import.take-back', { params: { id: entry.id } })).status).toBe(200)
  for (let i = 0; i < 400 && (await read()).body.state !== 'takenBack'; i += 1)
    await new Promise((done) => setTimeout(done, 50))
  expect((await read()).body.state).toBe('takenBack')
  const left = await w.admin.query('select from care.person where import_id = $1', [entry.id])
  expect(left.rowCount).toBe(0)
})

test('[X9] [K1] an import that a killed command line left is told as not done, and goes on by checking it again', async () => {
  const officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  const needs = careNeeds(w.house, () => undefined)
  const body = (await lines()).map((cells) =>
    cells.with(3, `停${cells[3]}`).with(7, cells[7]?.replace('156', '159') ?? ''),
  )
  const source = { rows: rowsOf([header, ...body]), info: () => ({ sheet: null, encoding: null }) }
  const of = { home: luotian, township: '', account: null, fileName: 'killed.csv', source }
  const received = await receiveLedger(needs, of)
  await inTransaction(w.house.db.worker, countyScope(luotian), (tx) => setState(tx, received, 'accepting'))
  const progress = async ({ done }: { readonly done: number }) => {
    if (done > 0) throw new Error('killed')
  }
  const run = { entry: received, mode: 'take' as const, givenDay: null, account: null, after: 0, progress }
  await expect(runPass(needs, run)).rejects.toThrow('killed')
  const params = { id: received.id }
  const read = async () => (await officer.call('import.read', { params })).body
  const until = async (state: string) => {
    for (let i = 0; i < 400 && (await read()).state !== state; i += 1) await new Promise((done) => setTimeout(done, 50))
    expect((await read()).state).toBe(state)
  }
  // A moment later somebody may still be at it.
  expect(await read()).toMatchObject({ state: 'accepting', problem: null })
  await w.admin.query("update care.import set moved_at = now() - interval '11 minutes' where id = $1", [received.id])
  expect(await read()).toMatchObject({ state: 'failed', problem: 'import.abandoned' })
  expect((await officer.call('import.list', { query: { county: luotian } })).text).toContain('"failed"')
  const columns = (await read()).columns.map(({ index, field }) => ({ index, field }))
  await officer.call('import.check', { params, body: { columns, asOf: null } })
  await until('checked')
  await officer.call('import.accept', { params })
  await until('accepted')
  const { rows } = await w.admin.query('select count(*)::int as n from care.person where import_id = $1', [received.id])
  expect(rows).toEqual([{ n: people }])
})
