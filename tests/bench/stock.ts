import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { dayAt } from '../support/days.js'
import { type Client, quantiles, signIn } from './client.js'
import { pickOf, reads } from './load.js'
import { command, type Where } from './program.js'
import { fillStock } from './stock-fill.js'
import { ms, p95, type Row } from './table.js'

const account = async (client: Client, where: Where, role: string): Promise<{ login: string; cookie: string }> => {
  const login = `bench-${role.toLowerCase()}-${Date.now()}`
  const password = randomUUID()
  command(where, ['user', 'add', login, '--role', role, '--place', 'nation', '--password-from-stdin'], `${password}\n`)
  return { login, cookie: await signIn(client, login, password) }
}

const head = () => ({ id: uuidv7(), day: dayAt(Date.now()), why: null, reference: null, party: null })
const goods = { kind: 'gloves', product: null, unit: 'pair' }

/** As fast as so many connections can: every second one brings ten pairs of gloves, the others issue five. */
const movements = async (client: Client, cookie: string, stores: readonly string[]) => {
  const times: number[] = []
  let failures = 0
  let n = 0
  const lasts = 15_000
  const until = performance.now() + lasts
  const counted = performance.now() + lasts * 0.2
  const send = (store: string, brings: boolean) => {
    const line = brings
      ? { ...goods, lot: `P${n % 9}`, expiry: null, serial: null, quantity: 10 }
      : { ...goods, item: null, quantity: 5 }
    const body = brings ? { ...head(), into: 'free', lines: [line] } : { ...head(), reserved: false, lines: [line] }
    return client.send({ method: 'POST', path: `/stores/${store}/${brings ? 'receive' : 'issue'}`, cookie, body })
  }
  for (const store of stores) await send(store, true)
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      n += 1
      const answer = await send(pickOf(stores), n % 2 === 0)
      // A store that has nothing left just now refuses, and that is an answer too.
      if (answer.status !== 200 && answer.status !== 409) failures += 1
      else if (performance.now() > counted) times.push(answer.ms)
    }
  }
  await Promise.all(Array.from({ length: 32 }, one))
  return { perSecond: times.length / ((lasts * 0.8) / 1000), failures, ...quantiles(times) }
}

const totalsSettled = async (client: Client, cookie: string): Promise<number> => {
  const began = performance.now()
  let before = -1
  for (let i = 0; i < 600; i += 1) {
    const { text } = await client.send({ method: 'GET', path: '/stock/totals?place=nation', cookie })
    const { kinds } = JSON.parse(text) as { kinds: readonly { onHand: number }[] }
    const sum = kinds.reduce((total, { onHand }) => total + onHand, 0)
    if (sum > 0 && sum === before) break
    before = sum
    await new Promise((done) => setTimeout(done, 1_500))
  }
  return performance.now() - began
}

/** Movements over HTTP, the nation's totals and the book of one store, with so many stores filled. */
export const stockBench = async (client: Client, where: Where, stores: number): Promise<Row[]> => {
  const desk = await account(client, where, 'supplyDesk')
  const keeper = await account(client, where, 'warehouseKeeper')
  const filled = await fillStock(where, { stores, keeper: keeper.login })
  const settled = await totalsSettled(client, desk.cookie)
  const get =
    (path: string, cookie = desk.cookie) =>
    () =>
      client.send({ method: 'GET', path, cookie })
  const book = `/stores/${filled.long}/movements?limit=50`
  const { text } = await get(`${book.replace('limit=50', 'limit=200')}`, keeper.cookie)()
  const { next } = JSON.parse(text) as { next: string }
  const asked: readonly (readonly [string, string, () => Promise<{ status: number; ms: number }>])[] = [
    [`the nation's stock of each kind, ${stores} stores x 38 kinds`, 'p95 100 ms', get('/stock/totals?place=nation')],
    ['one kind of it by province', 'p95 100 ms', get('/stock/totals?place=nation&kind=ecmo')],
    ["a store's stock", '', get(`/stores/${filled.stores[0]}/stock`, keeper.cookie)],
    ["a store's book of 100,000 movements", 'p95 50 ms', get(book, keeper.cookie)],
    ['its next page', 'p95 50 ms', get(`${book}&cursor=${next}`, keeper.cookie)],
    ['the movements of one item in it', 'p95 50 ms', get(`${book}&item=${filled.item}`, keeper.cookie)],
    ['those of a kind', 'p95 50 ms', get(`${book}&kind=mask-surgical`, keeper.cookie)],
    ['those of a reference', 'p95 50 ms', get(`${book}&reference=${encodeURIComponent('单77')}`, keeper.cookie)],
  ]
  const rows: Row[] = [
    { what: `${stores} stores filled, totals settled`, value: `${ms(filled.ms)}, ${ms(settled)}`, mark: '' },
  ]
  for (const [what, mark, ask] of asked) rows.push({ what, value: p95(await reads(ask, 300)), mark })
  const moved = await movements(client, keeper.cookie, filled.stores)
  const value = `${moved.perSecond.toFixed(0)}/s, ${p95(moved)}`
  rows.push({ what: 'movements of stock over HTTP, 20 stores, 32 connections', value, mark: '1,000/s, p99 100 ms' })
  return rows
}
