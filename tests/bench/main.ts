import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { type Client, openClient, quantiles, signIn } from './client.js'
import { importBench } from './import.js'
import { type Desk, flatOut, pickOf, reads, steady } from './load.js'
import { outlookBench } from './outlook.js'
import { command, type Program, startProgram, type Where } from './program.js'
import { renewalBench } from './renewal.js'
import { alarmScreens, pulseDelay } from './screens.js'
import { stockBench } from './stock.js'
import { ms, p95, type Row } from './table.js'
import { trialBench } from './trial.js'

type Options = { readonly root: string; readonly argv: readonly string[]; readonly env: NodeJS.ProcessEnv }

const option = (argv: readonly string[], name: string, otherwise: string): string =>
  argv[argv.indexOf(name) + 1] !== undefined && argv.includes(name)
    ? (argv[argv.indexOf(name) + 1] ?? otherwise)
    : otherwise

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** How long the disk takes to make one small write durable. */
const flushMs = (folder: string): number => {
  const file = join(folder, 'flush')
  const fd = openSync(file, 'w')
  const times: number[] = []
  for (let i = 0; i < 60; i += 1) {
    const began = performance.now()
    writeSync(fd, 'x'.repeat(8192))
    fsyncSync(fd)
    times.push(performance.now() - began)
  }
  closeSync(fd)
  rmSync(file)
  return quantiles(times).p50
}

const peopleOf = async (client: Client, cookie: string, county: string): Promise<string[]> => {
  const ids: string[] = []
  for (const tier of ['red', 'yellow']) {
    let cursor = ''
    for (let page = 0; page < 10; page += 1) {
      const path = `/people?place=${county}&tier=${tier}&limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`
      const { status, text } = await client.send({ method: 'GET', path, cookie })
      if (status !== 200) throw new Error(`${path}: ${status} ${text}`)
      const body = JSON.parse(text) as { rows: { id: string }[]; next: string | null }
      ids.push(...body.rows.map((r) => r.id))
      if (body.next === null) break
      cursor = body.next
    }
  }
  return ids
}

/** An officer in every county that has people, each with people to record. */
const openDesks = async (client: Client, where: Where, counties: readonly string[]): Promise<Desk[]> => {
  const desks: Desk[] = []
  for (const county of counties) {
    const login = `bench-${county}-${Date.now()}`
    // Given and not printed: a printed first password would have to be changed before anything else.
    const password = randomUUID()
    const add = ['user', 'add', login, '--role', 'countyOfficer', '--place', county, '--password-from-stdin']
    command(where, add, `${password}\n`)
    const cookie = await signIn(client, login, password)
    const people = await peopleOf(client, cookie, county)
    if (people.length > 0) desks.push({ county, cookie, people })
  }
  return desks
}

/** An administrator of the nation, whose values hold everywhere. */
const openKeeper = async (client: Client, where: Where): Promise<string> => {
  const login = `bench-nation-${Date.now()}`
  const password = randomUUID()
  const add = ['user', 'add', login, '--role', 'administrator', '--place', 'nation', '--password-from-stdin']
  command(where, add, `${password}\n`)
  return signIn(client, login, password)
}

/** The divisions load behind a first start; measured is what comes after. */
const divisionsLoaded = async (client: Client): Promise<void> => {
  for (let i = 0; i < 240; i += 1) {
    const { text } = await client.send({ method: 'GET', path: '/instance' })
    if ((JSON.parse(text) as { divisionsReady: boolean }).divisionsReady) return
    await new Promise((done) => setTimeout(done, 500))
  }
}

const writes = async (client: Client, desks: readonly Desk[], rows: Row[]): Promise<void> => {
  const [first] = desks
  const spread = await flatOut(client, desks, { connections: 32, ms: 15_000 })
  rows.push({
    what: 'follow-up over HTTP, spread, 32 connections',
    value: `${spread.perSecond.toFixed(0)}/s, ${p95(spread)}`,
    mark: '1,500/s, p99 80 ms',
  })
  if (first === undefined) return
  const one = await flatOut(client, [first], { connections: 32, ms: 15_000 })
  rows.push({
    what: 'the same, all in one county',
    value: `${one.perSecond.toFixed(0)}/s, ${p95(one)}`,
    mark: '1,200/s',
  })
}

const readsUnderLoad = async (client: Client, desks: readonly Desk[], rows: Row[], nation: string): Promise<void> => {
  const background = steady(client, desks, 300)
  const desk = () => pickOf(desks)
  const get = (path: (d: Desk) => string) => () => {
    const d = desk()
    return client.send({ method: 'GET', path: path(d), cookie: d.cookie })
  }
  const asked: readonly (readonly [string, string, () => Promise<{ status: number; ms: number }>])[] = [
    ["today's list", 'p95 20 ms', get(() => '/followups/today?limit=50')],
    ["a person's page", 'p95 30 ms', get((d) => `/people/${pickOf(d.people)}`)],
    [
      'search by name',
      'p95 50 ms',
      () => {
        const d = desk()
        return client.send({
          method: 'POST',
          path: '/people/search',
          cookie: d.cookie,
          body: { place: d.county, text: pickOf(['王伟', '李秀', '张建国', '陈', '刘红']) },
        })
      },
    ],
    [
      'search by phone end',
      'p95 50 ms',
      () => {
        const d = desk()
        return client.send({
          method: 'POST',
          path: '/people/search',
          cookie: d.cookie,
          body: { place: d.county, text: String(1000 + Math.floor(Math.random() * 9000)) },
        })
      },
    ],
    ['board of a county', 'p95 30 ms', get((d) => `/board/${d.county}`)],
    ['board of the nation', 'p95 30 ms', () => client.send({ method: 'GET', path: '/board/nation', cookie: nation })],
  ]
  for (const [what, mark, ask] of asked)
    rows.push({ what: `${what} at 300 follow-ups/s`, value: p95(await reads(ask, 400)), mark })
  const { sent, failures } = await background.stop()
  rows.push({ what: 'follow-ups that arrived meanwhile', value: `${sent} sent, ${failures} failed`, mark: '0 failed' })
}

const parts = ['trial', 'writes', 'reads', 'renewal', 'import', 'stock', 'outlook'] as const
type Part = (typeof parts)[number]
type Size = {
  readonly people: number
  readonly fresh: boolean
  readonly home: string
  readonly rows: number
  readonly stores: number
  /** Empty: all of them. */
  readonly only: readonly Part[]
}

const run = async (where: Where, options: Size): Promise<Row[]> => {
  const rows: Row[] = []
  const first = await startProgram(where, ['--people', String(options.people)])
  if (options.fresh)
    rows.push({
      what: `npm start on an empty folder, ${options.people} people`,
      value: `${(first.startMs / 1000).toFixed(1)} s`,
      mark: '60 s at 20,000',
    })
  await first.stop()
  const program: Program = await startProgram(where, [])
  rows.push({ what: 'npm start again', value: `${(program.startMs / 1000).toFixed(1)} s`, mark: '5 s' })
  const client = openClient(program.port, 32)
  try {
    const all = [
      '421102',
      '421121',
      '421122',
      '421123',
      '421124',
      '421125',
      '421126',
      '421127',
      '421171',
      '421181',
      '421182',
    ]
    const desks = await openDesks(client, where, options.people >= 100_000 ? all : ['421123'])
    say(`${desks.length} counties`)
    await divisionsLoaded(client)
    const asks = (part: Part): boolean => options.only.length === 0 || options.only.includes(part)
    if (asks('trial')) rows.push(...(await trialBench(client, await openKeeper(client, where))))
    if (asks('writes')) await writes(client, desks, rows)
    for (const row of rows) say(`${row.what}: ${row.value}`)
    if (asks('reads')) {
      await readsUnderLoad(client, desks, rows, await signIn(client, 'nation', 'demo-2023-luotian'))
      await pulseDelay(client, program.port, desks, rows)
      await alarmScreens(client, program.port, desks, rows)
    }
    if (asks('renewal')) rows.push(...(await renewalBench(where, client, desks)))
    if (asks('stock')) rows.push(...(await stockBench(client, where, options.stores)))
    if (asks('outlook')) rows.push(...(await outlookBench(client, where, program.port)))
    const [desk] = desks
    if (desk !== undefined && asks('import'))
      rows.push(...(await importBench({ where, home: options.home, client, program }, desk, options.rows)))
  } finally {
    client.close()
    await program.stop()
  }
  return rows
}

/** `npm run bench [-- --people N --home FOLDER --stores N --only renewal,import]`: bounded, on loopback, prints one table. */
export const main = async ({ root, argv, env }: Options): Promise<void> => {
  const people = Number(option(argv, '--people', '20000'))
  const home = option(argv, '--home', join(tmpdir(), `lianfang-bench-${people}`))
  const fresh = !argv.includes('--keep')
  if (fresh) rmSync(home, { recursive: true, force: true })
  mkdirSync(home, { recursive: true, mode: 0o711 })
  const where: Where = { root, env: { ...env, LIANFANG_HOME: home } }
  say(
    `${cpus().length} x ${cpus()[0]?.model ?? ''}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, flush ${ms(flushMs(home))}, ${people} people`,
  )
  const asked = option(argv, '--only', '').split(',')
  const only = parts.filter((part) => asked.includes(part))
  const rows = await run(where, {
    people,
    fresh,
    home,
    only,
    rows: Number(option(argv, '--rows', '50000')),
    stores: Number(option(argv, '--stores', '2000')),
  })
  say('| what | measured | mark |\n| --- | --- | --- |')
  for (const row of rows) say(`| ${row.what} | ${row.value} | ${row.mark} |`)
  if (argv.includes('--json')) say(JSON.stringify({ command: 'bench', people, rows }))
}
