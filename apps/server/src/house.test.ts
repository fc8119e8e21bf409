import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pulse } from '@lianfang/contract'
import type { PlaceCode } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { callAs, luotian, password, root } from '../../../tests/support/world.js'
import { compose, type Product } from './compose.js'
import { type Config, readConfig } from './config.js'
import { type House, openHouse } from './house.js'
import { inspectBackup, makeBackup, restoreBackup } from './kernel/backup/index.js'
import type { Embedded } from './kernel/db/embedded/index.js'
import { openFolder, query, quick, removeFolder, start } from './kernel/db/embedded/testing/clusters.js'
import { inTransaction, noScope } from './kernel/db/index.js'
import { createAccount } from './kernel/org/accounts/index.js'
import { loadCounty } from './kernel/org/index.js'

// A server that somebody else runs: of its own, because roles belong to a server and these are made by another login.
let folder: string
let home: string
let server: Embedded
const ownerPassword = 'o/w:n@r ?#%'

beforeAll(async () => {
  folder = await openFolder()
  // Reached as a server elsewhere is: over TCP.
  server = await start({ dataDir: join(folder, 'data'), settings: { ...quick, listen_addresses: '127.0.0.1' } })
  await query(server, `create role lf_owner login createrole password '${ownerPassword}'`)
})
afterAll(async () => {
  await server.stop()
  await removeFolder(folder)
})

let database: string
const open: { house: House; product: Product | null }[] = []
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lf-house-'))
  database = `lf_${randomUUID().slice(0, 8)}`
  await query(server, `create database ${database} owner lf_owner`)
})
afterEach(async () => {
  for (const { house, product } of open.splice(0)) {
    await product?.stop()
    await house.close()
  }
  await query(server, `drop database ${database} with (force)`)
  await rm(home, { recursive: true, force: true })
})

const url = (login: string, secret: string, name = database): string =>
  `postgres://${login}:${encodeURIComponent(secret)}@127.0.0.1:${server.port}/${name}`

const configOf = (databaseUrl: string, role: Config['role'] = 'all'): Config =>
  readConfig({ root, env: { LIANFANG_HOME: home, DATABASE_URL: databaseUrl, ROLE: role } })

const opened = async (databaseUrl: string): Promise<House> => {
  const config = configOf(databaseUrl)
  const house = await openHouse({ config, demonstration: false, log: () => undefined, progress: () => undefined })
  open.push({ house, product: null })
  return house
}

const running = async (databaseUrl: string, role: Config['role']): Promise<{ house: House; product: Product }> => {
  const config = configOf(databaseUrl, role)
  const house = await openHouse({ config, demonstration: false, log: () => undefined, progress: () => undefined })
  const product = await compose(house, { log: () => undefined, secureCookies: false, trustProxy: false })
  await product.app.ready()
  const both = { house, product }
  open.push(both)
  return both
}

const owner = () => url('lf_owner', ownerPassword)

/** A county with its divisions and an officer, signed in. */
const furnish = async ({ house, product }: { house: House; product: Product }): Promise<string> => {
  await loadCounty({ db: house.db, file: join(root, 'apps/server/data/divisions.cn.br') }, luotian)
  const place = luotian as PlaceCode // a code of the tests
  await createAccount(house.db, {
    login: 'officer',
    name: '县级',
    language: 'zh-CN',
    grants: [{ role: 'countyOfficer', place }],
    password,
    passwordIs: 'own',
  })
  await inTransaction(house.db.auth, noScope, (tx) =>
    tx.client.query('update kernel.credential set totp_confirmed = true, must_change = false'),
  )
  const reply = await callAs(product, null, 'session.create', { body: { login: 'officer', password } })
  expect(reply.status, reply.text).toBe(200)
  return String(reply.headers['set-cookie']).split(';')[0] ?? ''
}

const ledger = [
  '序号,乡镇,村,姓名,年龄,联系电话,基础疾病,疫苗接种',
  '1,凤山镇,乌岩村,网址人,80,15500000001,高血压,未接种',
].join('\r\n')

const takeIn = async (product: Product, cookie: string): Promise<string> => {
  const up = await callAs(product, cookie, 'import.upload', {
    query: { county: luotian, fileName: 'l.csv' },
    upload: Buffer.from(ledger),
  })
  expect(up.status, up.text).toBe(200)
  const { id, columns } = up.body
  const state = async () => (await callAs(product, cookie, 'import.read', { params: { id } })).body.state
  const mapped = columns.map(({ index, field }) => ({ index, field }))
  await callAs(product, cookie, 'import.check', { params: { id }, body: { columns: mapped, asOf: null } })
  await expect.poll(state, { timeout: 20_000 }).toBe('checked')
  await callAs(product, cookie, 'import.accept', { params: { id } })
  await expect.poll(state, { timeout: 20_000 }).toBe('accepted')
  const list = await callAs(product, cookie, 'person.list', { query: { place: luotian } })
  return list.body.rows[0]?.id ?? ''
}

const record = (product: Product, cookie: string, personId: string) =>
  callAs(product, cookie, 'followup.record', {
    body: { id: uuidv7(), personId, at: new Date().toISOString(), channel: 'phone', outcome: 'reached' },
  })

test('[X8] DATABASE_URL opens the product on that server, with a login that may make roles and is no superuser', async () => {
  const first = await running(owner(), 'all')
  expect(first.house.created).toBe(true)
  expect(first.house.instance.demonstration).toBe(false)
  const cookie = await furnish(first)
  const person = await takeIn(first.product, cookie)
  const reply = await record(first.product, cookie, person)
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
  await first.product.settler.settleAll()
  const board = await callAs(first.product, cookie, 'board.read', { params: { place: luotian } })
  expect(board.body.total).toMatchObject({ onLedger: 1, followups7d: 1, neverReached: 0 })
  // Opened again, everything is there and nothing is migrated anew.
  const steps: unknown[] = []
  const again = await openHouse({
    config: configOf(owner()),
    demonstration: true,
    log: () => undefined,
    progress: (s) => steps.push(s),
  })
  open.push({ house: again, product: null })
  expect(again.created).toBe(false)
  expect(again.instance.demonstration).toBe(false)
  expect(steps).toEqual([{ step: 'migrated', count: 0 }])
})

test('[X8] [X7] of two processes on one database the one that answers leaves settling and long work to the other, and its screens hear of it', async () => {
  const worker = await running(owner(), 'worker')
  const api = await running(owner(), 'api')
  const cookie = await furnish(api)
  // Taken in at all: the worker's doing.
  const person = await takeIn(api.product, cookie)
  await api.product.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = api.product.app.server.address() as AddressInfo // listening on a port
  const stream = await fetch(`http://127.0.0.1:${port}/api/live`, { headers: { cookie } })
  const reply = await record(api.product, cookie, person)
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
  let text = ''
  for await (const piece of stream.body ?? []) {
    text += Buffer.from(piece).toString('utf8')
    if (text.includes('421123100')) break
  }
  const pulse = JSON.parse(/^data: (.*421123100.*)$/m.exec(text)?.[1] ?? '{}') as Partial<Pulse> // as the contract has it
  expect(pulse.places).toContain('421123100')
  const done = async () =>
    (await callAs(api.product, cookie, 'board.read', { params: { place: luotian } })).body.total.followups7d
  await expect.poll(done, { timeout: 20_000 }).toBe(1)
  // Without the worker facts are kept and wait to be counted.
  await worker.product.stop()
  expect((await record(api.product, cookie, person)).body).toMatchObject({ outcome: 'recorded' })
  const { rows } = await inTransaction(worker.house.db.worker, noScope, (tx) =>
    tx.client.query('select from kernel.inbox'),
  )
  expect(rows).toHaveLength(1)
  expect(await done()).toBe(1)
})

test('[X9] [X8] a backup through the URL is refused to a login that row security hides rows from, and restored whole through the URL of another database', async () => {
  const first = await running(owner(), 'all')
  const cookie = await furnish(first)
  await takeIn(first.product, cookie)
  await first.product.settler.settleAll()
  const { keys, config } = first.house
  const backups = await mkdtemp(join(tmpdir(), 'lf-backups-'))
  const backup = async (house: House) => {
    const admin = await house.admin()
    try {
      return await makeBackup({ admin, keys, keyFile: config.keyFile, folder: backups })
    } finally {
      await admin.end()
    }
  }
  expect(await backup(first.house)).toEqual({ outcome: 'refused', why: 'no-right' })
  const made = await backup(await opened(url('postgres', server.password)))
  if (made.outcome !== 'made') throw new Error(made.why)
  const other = `lf_${randomUUID().slice(0, 8)}`
  await query(server, `create database ${other}`)
  const migrationsFolder = join(root, 'apps/server/db/migrations')
  const whole = await inspectBackup({ file: made.file, keys, migrationsFolder })
  if (whole.outcome !== 'whole') throw new Error(whole.why)
  const target = await opened(url('postgres', server.password, other))
  const admin = await target.admin()
  const restored = await restoreBackup({ admin, db: target.db, backup: whole, migrationsFolder })
  expect(restored.outcome).toBe('restored')
  const { rows } = await admin.query(
    'select (select count(*)::int from care.person) as people, (select n::int from kernel.counter where place = $1 and metric = $2) as counted',
    [luotian, 'ledger'],
  )
  expect(rows).toEqual([{ people: 1, counted: 1 }])
  await admin.end()
  await rm(backups, { recursive: true, force: true })
})
