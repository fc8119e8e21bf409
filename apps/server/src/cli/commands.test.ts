import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFolder, removeFolder } from '../kernel/db/embedded/testing/clusters.js'
import { en } from './messages/en.js'
import { zhCN } from './messages/zh-CN.js'
import { exit } from './terminal.js'
import { answer, launch } from './testing/launch.js'

let folder: string
let ledger: string
beforeAll(async () => {
  folder = await openFolder()
  ledger = join(folder, 'ledger.csv')
  const lines = [
    '罗田县重点人群台账,,,,,,,',
    '序号,乡镇,村,姓名,性别,年龄,基础疾病,疫苗',
    ...Array.from({ length: 30 }, (_, i) => `${i},凤山镇,,命令${String.fromCodePoint(0x4e00 + i)},女,84,无,3针`),
    '31,凤山镇,,,女,70,无,3针',
    '32,没有镇,,无处人,女,70,无,3针',
    '合计,32,,,,,,',
  ]
  await writeFile(ledger, lines.join('\r\n'))
})
afterAll(() => removeFolder(folder))

const run = (...args: readonly string[]) => answer(join(folder, 'home'), args)
const verdicts = ['new', 'changed', 'same', 'twice', 'doubtful', 'wrong', 'notYours'] as const
const sum = (object: Readonly<Record<string, unknown>>): number =>
  verdicts.reduce((n, verdict) => n + Number(object[verdict]), 0)

const importLedger = (...rest: readonly string[]) => run('import', ledger, '--county', '421123', ...rest)

test('[X1] [K1] on an empty folder a ledger is checked and loaded: the database and the county’s places come by themselves, one object is the last line', async () => {
  const dry = await importLedger('--dry-run', '--as-of', '2023-01-06')
  expect(dry.code, dry.said).toBe(exit.done)
  expect(dry.text.trim().split('\n')).toHaveLength(1)
  expect(dry.object).toMatchObject({ command: 'import', dryRun: true, rows: 32, new: 30, wrong: 2 })
  expect(sum(dry.object)).toBe(32)
  expect(dry.object['asOf']).toMatchObject({ day: '2023-01-06', source: 'given' })
  // A dry run took nobody in.
  const taken = await importLedger()
  expect(taken.object).toMatchObject({ dryRun: false, rows: 32, new: 30, same: 0, wrong: 2 })
  expect(taken.object['findings']).toContainEqual({
    ...{ row: 33, verdict: 'wrong', findings: [{ field: 'name', code: 'noName', value: null }] },
  })
  const again = await importLedger()
  expect(again.object).toMatchObject({ rows: 32, new: 0, changed: 0, same: 30, wrong: 2 })
}, 240_000)

test('[X1] exit codes mean something: wrong usage, a file that is none, a condition that is not met', async () => {
  const empty = join(folder, 'empty.csv')
  await writeFile(empty, 'a,b\r\n1,2\r\n')
  const cases: readonly (readonly [readonly string[], number])[] = [
    [['import', ledger], exit.usage],
    [['import', ledger, '--county', '999999'], exit.usage],
    [['import', ledger, '--county', '421123', '--as-of', 'gestern'], exit.usage],
    [['import', ledger, '--county', '421123', '--wrong'], exit.usage],
    [['import', join(folder, 'none.csv'), '--county', '421123'], exit.file],
    [['import', empty, '--county', '421123'], exit.file],
    [['demo', 'leave'], exit.refused],
    [['nothing'], exit.usage],
  ]
  for (const [args, code] of cases) {
    const ended = await run(...args)
    expect([args, ended.code, ended.said], ended.said).toEqual([args, code, expect.stringMatching(/\S/)])
    expect(ended.said).not.toMatch(/\n {4}at /)
  }
}, 240_000)

test('[X2] [X9] accounts, the audit chain, backup and restore from the command line', async () => {
  const made = await answer(
    join(folder, 'home'),
    [
      ...['user', 'add', 'chief', '--name', '张科长', '--role', 'countyOfficer', '--place', '421123'],
      '--password-from-stdin',
    ],
    { input: 'a-long-password-of-mine\n' },
  )
  expect(made.code, made.said).toBe(exit.done)
  expect(JSON.stringify(made)).not.toContain('a-long-password-of-mine')
  const list = await run('user', 'list')
  expect(list.text).toContain('chief')
  const verified = await run('verify')
  expect([verified.code, verified.object]).toEqual([
    exit.done,
    expect.objectContaining({ command: 'verify', state: 'whole' }),
  ])
  const backups = join(folder, 'backups')
  await mkdir(backups, { mode: 0o700 })
  const backup = await run('backup', backups)
  expect(backup.code, backup.said).toBe(exit.done)
  const env = { LIANFANG_KEY_FILE: join(folder, 'home/keys/lianfang.keys.json') }
  const elsewhere = join(folder, 'elsewhere')
  const restored = await answer(elsewhere, ['restore', String(backup.object['file'])], { env })
  expect(restored.code, restored.said).toBe(exit.done)
  const there = await answer(elsewhere, ['import', ledger, '--county', '421123'], { env })
  expect(there.object).toMatchObject({ new: 0, same: 30 })
}, 240_000)

/** A port that somebody else listens on. */
const takenPort = async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => other.once('listening', done))
  const address = other.address()
  return { port: typeof address === 'object' ? (address?.port ?? 0) : 0, close: () => other.close() }
}

test('a port that was asked for and is taken is told; one that was not asked for gives way to a free one', async () => {
  const { port, close } = await takenPort()
  const asked = await run('start', '--port', String(port))
  expect([asked.code, asked.said.includes(en.portInUse(port))], asked.said).toEqual([exit.refused, true])
  const { child, ended, text, said } = launch(join(folder, 'home'), ['start'], { PORT: String(port) })
  await expect.poll(text, { timeout: 60_000 }).toContain('"address"')
  expect(said()).toContain(en.portTaken(port))
  child.kill('SIGTERM')
  expect(await ended).toBe(exit.done)
  close()
  // Told before anything is opened.
  for (const wrong of [
    ['--port', 'abc'],
    ['--port', '70000'],
    ['--people', 'many'],
  ])
    expect((await run('start', ...wrong)).code).toBe(exit.usage)
  const files = ['--tls-cert', join(folder, 'no.pem'), '--tls-key', join(folder, 'no.key')]
  const missing = await run('start', ...files)
  expect([missing.code, missing.said.includes(en.fileMissing(join(folder, 'no.pem')))]).toEqual([exit.file, true])
}, 240_000)

test('[X4] the help names the same commands and options in both languages', () => {
  const names = (usage: string) =>
    [...usage.matchAll(/^ {2}([a-z]+(?: [a-z|]+)?)|--[a-z-]+/gm)].map(([whole, name]) => name ?? whole).sort()
  expect(names(zhCN.usage)).toEqual(names(en.usage))
  for (const option of ['--tls-cert', '--behind-proxy', '--wait', '--dry-run', '--json'])
    expect(en.usage).toContain(option)
})
