import type { Client } from './client.js'
import { type Desk, pickOf, reads, steady } from './load.js'
import { startCommand, type Where } from './program.js'
import { p95, type Row } from './table.js'

type Change = { readonly what: string; readonly rule: string; readonly value: string }

// A day sooner and a day later than the last time, so that a database that is used again has something to change.
// The score moves people between yellow and red, the gaps only their due moment.
const changes = (turn: number): readonly Change[] => [
  { what: 'longest gap of red', rule: 'CARE-DUE-4', value: turn % 2 === 0 ? '48' : '47' },
  { what: 'longest gap of yellow', rule: 'CARE-DUE-5', value: turn % 2 === 0 ? '72' : '71' },
  { what: 'score of red', rule: 'CARE-TIER-5', value: turn % 2 === 0 ? '3' : '4' },
]

/** A rule of the nation is changed: until tier and due moment of everybody follow, while people work and read their lists. */
export const renewalBench = async (where: Where, client: Client, desks: readonly Desk[]): Promise<Row[]> => {
  const rows: Row[] = []
  for (const { what, rule, value } of changes(Math.floor(Date.now() / 60_000))) {
    const background = steady(client, desks, 50)
    const cited = ['--place', 'nation', '--document', 'bench', '--clause', '1', '--from', '2023-01-04']
    const signed = ['--by', 'county', '--signed-by', 'nation', '--wait']
    const renewing = startCommand(where, ['policy', 'set', rule, value, ...cited, ...signed])
    const state = { over: false, result: {} as Record<string, unknown> }
    const ended = renewing.then((result) => Object.assign(state, { over: true, result }))
    const ask = () => client.send({ method: 'GET', path: '/followups/today?limit=50', cookie: pickOf(desks).cookie })
    const lists: Latency[] = []
    while (!state.over) {
      lists.push(await reads(ask, 60))
      await new Promise((done) => setTimeout(done, 200))
    }
    await ended
    const { sent, failures } = await background.stop()
    rows.push(
      {
        what: `everybody's tier and due moment after a change (${what})`,
        value: `${Number(state.result.seconds).toFixed(1)} s${state.result.renewed === true ? '' : ', not ended'}`,
        mark: '60 s at 1,000,000',
      },
      {
        what: "today's list meanwhile, 50 follow-ups/s",
        value: `worst of ${lists.length} runs: ${p95(worst(lists))}; ${sent} sent, ${failures} failed`,
        mark: 'p95 100 ms',
      },
    )
  }
  return rows
}

type Latency = { readonly p50: number; readonly p95: number; readonly p99: number; readonly failures: number }

const worst = (lists: readonly Latency[]): Latency => ({
  p50: Math.max(...lists.map((l) => l.p50)),
  p95: Math.max(...lists.map((l) => l.p95)),
  p99: Math.max(...lists.map((l) => l.p99)),
  failures: lists.reduce((sum, l) => sum + l.failures, 0),
})
