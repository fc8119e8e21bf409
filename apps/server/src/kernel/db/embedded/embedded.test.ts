import { copyFile, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Embedded } from './index.js'
import { passwordFile } from './initialise.js'
import { isAlive } from './processes.js'
import {
  asRoot,
  bundledStarter,
  installedPackage,
  openFolder,
  query,
  quick,
  removeFolder,
  start,
  startOther,
} from './testing/clusters.js'

let home = ''
let program = ''
let blank = ''
const open = new Set<Embedded>()

beforeAll(async () => {
  home = await openFolder()
  program = await bundledStarter(home)
  blank = join(home, 'blank')
  await (await start({ dataDir: blank })).stop()
})
afterEach(async () => {
  for (const embedded of open) await embedded.stop()
  open.clear()
})
afterAll(() => removeFolder(home))

let made = 0
/** A new data folder, a copy of a blank cluster: initdb takes a second, a copy far less. */
const dataFolder = async (): Promise<string> => {
  made += 1
  const folder = join(home, `data-${made}`)
  await cp(blank, folder, { recursive: true })
  return folder
}

const opened = async (needs: Parameters<typeof start>[0]): Promise<Embedded> => {
  const embedded = await start(needs)
  open.add(embedded)
  return embedded
}

test('a new cluster is UTF-8 with C.UTF-8 order, checksums and scram passwords', async () => {
  const at = await opened({ dataDir: await dataFolder() })
  const [facts] = await query(
    at,
    `select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale,
            current_setting('data_checksums') as checksums, current_setting('listen_addresses') as listens
       from pg_database where datname = 'postgres'`,
  )
  expect(facts).toEqual({ encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8', checksums: 'on', listens: '127.0.0.1' })
  const [role] = await query(
    at,
    `select rolpassword like 'SCRAM-SHA-256%' as scram from pg_authid where rolname = 'postgres'`,
  )
  expect(role).toEqual({ scram: true })
})

test('the connection is refused without the password', async () => {
  const at = await opened({ dataDir: await dataFolder() })
  await expect(query({ ...at, password: 'wrong' }, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  await expect(query({ ...at, host: '127.0.0.1', password: 'wrong' }, 'select 1')).rejects.toMatchObject({
    code: '28P01',
  })
})

test('the password is readable by its owner only, and loopback takes it as the socket does', async () => {
  const at = await opened({ dataDir: await dataFolder() })
  expect((await stat(passwordFile(at.dataDir))).mode & 0o777).toBe(0o600)
  expect((await stat(at.dataDir)).mode & 0o777).toBe(0o700)
  expect(await query({ ...at, host: '127.0.0.1' }, 'select 1 as one')).toEqual([{ one: 1 }])
})

for (const locale of ['C', 'xx_YY.nonsense', 'zh_CN.GBK'])
  test(`a machine with LANG=${locale} makes and starts a UTF-8 cluster`, async () => {
    const dataDir = join(home, `lang-${locale}`)
    const other = await startOther({ program, dataDir, env: { LANG: locale, LC_ALL: locale } })
    const [row] = await query(other.facts, `select length('联防') as length, upper('é') as upper`)
    expect(row).toEqual({ length: 2, upper: 'É' })
    await other.close()
  })

test('the server of a killed process is attached to, with the row it had committed', async () => {
  const dataDir = await dataFolder()
  const other = await startOther({ program, dataDir })
  await query(other.facts, 'create table kept as select 42 as answer')
  await other.kill()
  expect(await isAlive(other.facts.postmasterPid)).toBe(true)
  const at = await opened({ dataDir })
  expect(at).toMatchObject({ attached: true, postmasterPid: other.facts.postmasterPid })
  expect(await query(at, 'select answer from kept')).toEqual([{ answer: 42 }])
})

test('Ctrl-C in the terminal does not take the server away before its program has closed it', async () => {
  const dataDir = await dataFolder()
  const other = await startOther({ program, dataDir })
  await other.interrupt()
  const at = await opened({ dataDir })
  expect(at).toMatchObject({ attached: true, postmasterPid: other.facts.postmasterPid })
})

test('a server that was killed itself recovers what was committed', async () => {
  const dataDir = await dataFolder()
  const first = await opened({ dataDir })
  await query(first, 'create table kept as select 42 as answer')
  process.kill(first.postmasterPid, 'SIGKILL')
  const steps: string[] = []
  const at = await opened({ dataDir, progress: (step) => steps.push(step) })
  expect(at.attached).toBe(false)
  expect(steps).toEqual(['starting', 'recovering', 'ready'])
  expect(await query(at, 'select answer from kept')).toEqual([{ answer: 42 }])
})

test('a server whose socket a cleaner took away is reached by loopback', async () => {
  const dataDir = await dataFolder()
  const first = await opened({ dataDir })
  for (const name of await readdir(first.host)) await rm(join(first.host, name))
  const at = await opened({ dataDir })
  expect(at).toMatchObject({ attached: true, host: '127.0.0.1', postmasterPid: first.postmasterPid })
})

test('a stale pid file whose pid somebody else has now does not stop the start', async () => {
  const dataDir = await dataFolder()
  // Our own pid: alive, and no PostgreSQL.
  await writeFile(
    join(dataDir, 'postmaster.pid'),
    `${process.pid}\n${dataDir}\n1700000000\n5432\n\nlocalhost\n\nready   \n`,
  )
  const at = await opened({ dataDir })
  expect(await query(at, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a stale pid file of a dead process, even cut short, does not stop the start', async () => {
  const dataDir = await dataFolder()
  await writeFile(join(dataDir, 'postmaster.pid'), '2147480000')
  expect(await query(await opened({ dataDir }), 'select 1 as one')).toEqual([{ one: 1 }])
})

test('two processes that start at once share one server', async () => {
  const dataDir = join(home, 'race')
  const [first, second, own] = await Promise.all([
    startOther({ program, dataDir }),
    startOther({ program, dataDir }),
    start({ dataDir }),
  ])
  open.add(own)
  expect(first.facts.postmasterPid).toBe(own.postmasterPid)
  expect(second.facts.postmasterPid).toBe(own.postmasterPid)
  expect([first.facts.attached, second.facts.attached, own.attached].filter((attached) => !attached)).toHaveLength(1)
  await Promise.all([first.close(), second.close()])
  expect(await query(own, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('only the last user stops the server, and a killed user does not count', async () => {
  const dataDir = await dataFolder()
  const own = await start({ dataDir })
  const [leaves, dies] = await Promise.all([startOther({ program, dataDir }), startOther({ program, dataDir })])
  await leaves.close()
  expect(await isAlive(own.postmasterPid)).toBe(true)
  await dies.kill()
  await own.stop()
  expect(await isAlive(own.postmasterPid)).toBe(false)
  expect(await readdir(dataDir)).not.toContain('postmaster.pid')
  expect(await readdir(`${dataDir}.run`)).not.toContain('lock')
})

test('the last user stops the server that runs now, not the one that crashed before', async () => {
  const dataDir = await dataFolder()
  const first = await start({ dataDir })
  process.kill(first.postmasterPid, 'SIGKILL')
  const second = await start({ dataDir })
  await second.stop()
  expect(await isAlive(second.postmasterPid)).toBe(true)
  await first.stop()
  expect(await isAlive(second.postmasterPid)).toBe(false)
})

test('a lock left by a killed process is taken over', async () => {
  const dataDir = await dataFolder()
  await mkdir(`${dataDir}.run`, { recursive: true })
  await writeFile(join(`${dataDir}.run`, 'lock'), JSON.stringify({ pid: process.pid, token: 'an earlier life' }))
  expect((await opened({ dataDir })).attached).toBe(false)
})

test('an interrupted initdb is begun again', async () => {
  const dataDir = join(home, 'interrupted')
  await mkdir(dataDir)
  await copyFile(join(blank, 'PG_VERSION'), join(dataDir, 'PG_VERSION'))
  await writeFile(`${dataDir}.initialising`, '')
  expect(await query(await opened({ dataDir }), 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a marker of an interrupted initdb never empties a cluster that ran', async () => {
  const dataDir = await dataFolder()
  const first = await start({ dataDir })
  await query(first, 'create table kept as select 42 as answer')
  await first.stop()
  await writeFile(`${dataDir}.initialising`, '')
  expect(await query(await opened({ dataDir }), 'select answer from kept')).toEqual([{ answer: 42 }])
})

test('a folder with something else in it is refused and left alone', async () => {
  const dataDir = join(home, 'letters')
  await mkdir(dataDir)
  await writeFile(join(dataDir, 'letter.txt'), 'dear')
  await expect(start({ dataDir })).rejects.toMatchObject({ code: 'data-not-ours' })
  expect(await readFile(join(dataDir, 'letter.txt'), 'utf8')).toBe('dear')
})

for (const [version, code] of [
  ['18', 'data-of-newer-version'],
  ['16', 'data-of-other-version'],
] as const)
  test(`data of version ${version} is refused with ${code}`, async () => {
    const dataDir = await dataFolder()
    await writeFile(join(dataDir, 'PG_VERSION'), `${version}\n`)
    await expect(start({ dataDir })).rejects.toMatchObject({
      code,
      problem: { details: { found: version, needed: '17' } },
    })
  })

test('a port that somebody has is named when it was asked for', async () => {
  const squatter = createServer()
  await new Promise<void>((done) => squatter.listen(0, '127.0.0.1', done))
  const address = squatter.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const dataDir = await dataFolder()
  await expect(start({ dataDir, settings: { ...quick, port: String(port) } })).rejects.toMatchObject({
    code: 'port-taken',
    problem: { details: { port } },
  })
  await new Promise((done) => squatter.close(done))
  expect((await opened({ dataDir, settings: { ...quick, port: String(port) } })).port).toBe(port)
})

test('a setting PostgreSQL refuses is told in its own words', async () => {
  const error: unknown = await start({ dataDir: await dataFolder(), settings: { max_connections: 'many' } }).catch(
    (thrown: unknown) => thrown,
  )
  expect(error).toMatchObject({ code: 'start-failed' })
  expect(String(error)).toContain('max_connections')
})

test('no value, statement or parameter reaches the log after an error', async () => {
  const at = await opened({ dataDir: await dataFolder() })
  await query(at, 'create table person (name text primary key)')
  await query(at, `insert into person values ('秘密张三')`)
  await expect(query(at, 'insert into person values ($1)', ['秘密张三'])).rejects.toMatchObject({ code: '23505' })
  await expect(query(at, 'select $1::text::int', ['秘密张三'])).rejects.toMatchObject({ code: '22P02' })
  await expect(query(at, `select '秘密张三' frm nowhere`)).rejects.toMatchObject({ code: '42601' })
  await query(at, `do $$ begin raise warning '秘密张三'; end $$`)
  await at.stop()
  const folder = join(at.dataDir, 'log')
  const logs = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')))
  expect(logs.join('')).toContain('shut down')
  expect(logs.join('')).not.toContain('秘密')
})

test('library links that no install script made are made at the start', async () => {
  const copy = join(home, 'package')
  await cp(installedPackage, copy, { recursive: true, filter: (from) => !from.endsWith('.a') })
  const lib = join(copy, 'native', 'lib')
  const links = (await readdir(lib, { withFileTypes: true })).filter((entry) => entry.isSymbolicLink())
  await Promise.all(links.map(({ name }) => rm(join(lib, name))))
  const at = await opened({ dataDir: join(home, 'linked'), packageDir: copy })
  expect(await query(at, 'select 1 as one')).toEqual([{ one: 1 }])
  expect((await stat(join(lib, 'libpq.so.5'))).isFile()).toBe(true)
})

test.runIf(asRoot)('root, with the package in a closed home, copies the programs beside the data', async () => {
  const closed = join(home, 'closed')
  await mkdir(closed, { mode: 0o700 })
  await cp(installedPackage, join(closed, 'package'), { recursive: true, filter: (from) => !from.endsWith('.a') })
  const steps: string[] = []
  const needs = { dataDir: join(home, 'rooted', 'data'), packageDir: join(closed, 'package') }
  await mkdir(join(home, 'rooted'))
  const at = await opened({ ...needs, progress: (step) => steps.push(step) })
  expect(steps).toEqual(['copying-binaries', 'initialising', 'starting', 'ready'])
  expect(await readdir(join(home, 'rooted'))).toContainEqual(expect.stringMatching(/^postgresql-17/))
  expect((await stat(at.dataDir)).uid).not.toBe(0)
})

test.runIf(asRoot)('root, with the data in a closed folder, is told which folder', async () => {
  const closed = join(home, 'shut')
  await mkdir(closed, { mode: 0o700 })
  await expect(start({ dataDir: join(closed, 'deep', 'data') })).rejects.toMatchObject({
    code: 'folder-closed',
    problem: { details: { folder: closed } },
  })
})

test('a run folder too deep for a socket gets its socket elsewhere', async () => {
  const runDir = join(home, 'r'.repeat(90))
  const at = await opened({ dataDir: await dataFolder(), runDir })
  expect(at.host.startsWith(runDir)).toBe(false)
  expect(await query(at, 'select 1 as one')).toEqual([{ one: 1 }])
  await at.stop()
  expect(await stat(at.host).catch(() => 'removed')).toBe('removed')
})
