import { readFileSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { type Client, quantiles } from './client.js'
import { writeLedger } from './ledger-file.js'
import { type Desk, recordOne } from './load.js'
import { command, type Program, type Where } from './program.js'

type Row = { readonly what: string; readonly value: string; readonly mark: string }
type Place = { readonly code: string; readonly name: string }

const get = async <T>(client: Client, cookie: string, path: string): Promise<T> =>
  JSON.parse((await client.send({ method: 'GET', path, cookie })).text) as T // as the contract says

const placesOf = async (client: Client, { cookie, county }: Desk) => {
  const below = (code: string) => get<{ children: Place[] }>(client, cookie, `/divisions/${code}`)
  const places: { township: string; village: string }[] = []
  for (const township of (await below(county)).children) {
    for (const village of (await below(township.code)).children)
      places.push({ township: township.name, village: village.name })
  }
  return places
}

/** Sends a file as its page does: its bytes as the body. */
const upload = (port: number, desk: Desk, file: string): Promise<{ readonly id: string }> =>
  new Promise((done, fail) => {
    const headers = {
      cookie: desk.cookie,
      'x-lianfang': '1',
      'content-type': 'application/octet-stream',
      'content-length': statSync(file).size,
    }
    const path = `/api/ledger/imports?county=${desk.county}&fileName=bench.csv`
    const out = request({ host: '127.0.0.1', port, method: 'POST', path, headers }, (response) => {
      let text = ''
      response.on('data', (part: Buffer) => {
        text += part.toString('utf8')
      })
      response.on('end', () =>
        response.statusCode === 200 ? done(JSON.parse(text) as { id: string }) : fail(new Error(text)),
      )
    })
    out.on('error', fail)
    out.end(readFileSync(file))
  })

type Info = {
  readonly state: string
  readonly columns: readonly { readonly index: number; readonly field: string | null }[]
  readonly counts: { readonly rows: number; readonly new: number } | null
}

/** What was done and how long it took, from the first byte to the last row taken in. */
const throughThePage = async (client: Client, port: number, desk: Desk, file: string) => {
  const began = performance.now()
  const { id } = await upload(port, desk, file)
  const path = `/ledger/imports/${id}`
  const until = async (states: readonly string[]): Promise<Info> => {
    for (;;) {
      const info = await get<Info>(client, desk.cookie, path)
      if (states.includes(info.state)) return info
      if (info.state === 'failed') throw new Error('the import failed')
      await new Promise((done) => setTimeout(done, 100))
    }
  }
  const { columns } = await until(['mapping'])
  const fields = columns.map(({ index, field }) => ({ index, field }))
  const post = (step: string, body?: unknown) =>
    client.send({
      method: 'POST',
      path: `${path}/${step}`,
      cookie: desk.cookie,
      ...(body === undefined ? {} : { body }),
    })
  await post('check', { columns: fields, asOf: null })
  const checked = await until(['checked'])
  const checkedMs = performance.now() - began
  await post('accept')
  await until(['accepted'])
  return { checkedMs, allMs: performance.now() - began, rows: checked.counts?.rows ?? 0 }
}

const peakMb = (pid: number): number | null => {
  try {
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024)
  } catch {
    return null
  }
}

/** Other people's follow-ups in the same county while the ledger goes in: how long each waits. */
const others = (client: Client, desk: Desk) => {
  const state = { stopped: false }
  const times: number[] = []
  const loop = async (): Promise<void> => {
    while (!state.stopped) {
      times.push((await recordOne(client, desk)).ms)
      await new Promise((done) => setTimeout(done, 40))
    }
  }
  const running = loop()
  return {
    stop: async () => {
      state.stopped = true
      await running
      return quantiles(times)
    },
  }
}

const rate = (rows: number, ms: number): string => `${Math.round(rows / (ms / 1000))} rows/s`

type Benched = { readonly where: Where; readonly home: string; readonly client: Client; readonly program: Program }

/** A ledger through the page, with others at work in the same county; then one from the command line. */
export const importBench = async (
  { where, home, client, program }: Benched,
  desk: Desk,
  rows: number,
): Promise<Row[]> => {
  const places = await placesOf(client, desk)
  const page = join(home, 'page.csv')
  await writeLedger({ file: page, rows, places, seed: 1 + Math.floor(Math.random() * 1e6) })
  const busy = others(client, desk)
  const done = await throughThePage(client, program.port, desk, page)
  const waited = await busy.stop()
  const peak = peakMb(program.pid)
  const line = join(home, 'line.csv')
  await writeLedger({ file: line, rows, places, seed: 2_000_000 + Math.floor(Math.random() * 1e6) })
  const began = performance.now()
  const answer = command(where, ['import', line, '--county', desk.county])
  const lineMs = performance.now() - began
  return [
    {
      what: `import of ${done.rows} rows through the page, dry run and taking in`,
      value: `${rate(done.rows, done.allMs)} (dry run ${rate(done.rows, done.checkedMs)}${peak === null ? '' : `, server's peak memory ${peak} MB`})`,
      mark: '5,000 rows/s',
    },
    {
      what: "others' follow-ups in the county meanwhile",
      value: `p50 ${waited.p50.toFixed(0)} ms, p99 ${waited.p99.toFixed(0)} ms, longest ${waited.max.toFixed(0)} ms`,
      mark: 'never over 500 ms',
    },
    {
      what: `import of ${String(answer.rows)} rows from the command line, start included`,
      value: rate(Number(answer.rows), lineMs),
      mark: '5,000 rows/s',
    },
  ]
}
