import { request } from 'node:http'
import { v7 as uuidv7 } from 'uuid'
import { demoPassword } from '../../apps/server/src/demo/sign-ins.js'
import { type Client, quantiles, signIn } from './client.js'
import { type Desk, recordOne, steady } from './load.js'
import { p95, type Row } from './table.js'

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

type Screen = { readonly next: (word: string) => Promise<void>; readonly close: () => void }

/** An open screen: follows the live stream and says when a pulse with a word in it has come. */
const openScreen = (port: number, cookie: string): Screen => {
  const state = { word: '', come: (): void => undefined }
  const stream = request({ host: '127.0.0.1', port, path: '/api/live', headers: { cookie } }, (response) => {
    response.on('data', (part: Buffer) => {
      if (part.includes('event: pulse') && part.includes(state.word)) state.come()
    })
  })
  stream.end()
  return {
    next: (word) =>
      new Promise((done) => {
        Object.assign(state, { word, come: done })
      }),
    close: () => stream.destroy(),
  }
}

/** From the send of a follow-up to the pulse on an open county screen. */
export const pulseDelay = async (client: Client, port: number, desks: readonly Desk[], rows: Row[]): Promise<void> => {
  const [desk] = desks
  if (desk === undefined) return
  const background = steady(client, desks.length > 1 ? desks.slice(1) : desks, 300)
  const screen = openScreen(port, desk.cookie)
  await wait(500)
  const times: number[] = []
  for (let i = 0; i < 60; i += 1) {
    await wait(100 + Math.random() * 300)
    const began = performance.now()
    const arrived = screen.next('')
    await recordOne(client, desk)
    await arrived
    times.push(performance.now() - began)
  }
  screen.close()
  await background.stop()
  const value = p95({ ...quantiles(times), failures: 0 })
  rows.push({ what: "follow-up to the county's open screen", value, mark: 'p99 2 s' })
}

const place = { township: '421123100', county: '421123' }

type Watcher = { readonly cookie: string; readonly screen: Screen; readonly path: string }

/** Until a screen shows the alarm: the pulse has come, and the list that it makes the screen read holds the person. */
const shown = async (client: Client, { screen, cookie, path }: Watcher, person: string): Promise<void> => {
  for (let tries = 0; tries < 40; tries += 1) {
    await Promise.race([screen.next('"alarms":true'), wait(2_000)])
    const { text } = await client.send({ method: 'GET', path, cookie })
    if (text.includes(person)) return
  }
  throw new Error('the alarm does not come')
}

/**
 * From the send of a low SpO2 to the alarm on three open screens: the team's, the township's and the county's, each reading
 * its list anew, while 300 follow-ups/s arrive elsewhere.
 */
export const alarmScreens = async (
  client: Client,
  port: number,
  desks: readonly Desk[],
  rows: Row[],
): Promise<void> => {
  const cookies = await Promise.all(
    ['worker', 'township', 'county'].map((login) => signIn(client, login, demoPassword)),
  )
  const [worker = ''] = cookies
  const list = await client.send({ method: 'GET', path: `/people?place=${place.township}&limit=200`, cookie: worker })
  const people = (JSON.parse(list.text) as { rows: { id: string }[] }).rows.slice(0, 60).map((row) => row.id)
  const background = steady(client, desks, 300)
  const watchers = cookies.map((cookie, i) => ({
    cookie,
    screen: openScreen(port, cookie),
    path: `/alarms?place=${i === 2 ? place.county : place.township}&limit=200`,
  }))
  await wait(500)
  const times: number[] = []
  let failures = 0
  for (const personId of people) {
    await wait(100 + Math.random() * 200)
    const began = performance.now()
    const all = Promise.all(watchers.map((one) => shown(client, one, personId)))
    const body = { id: uuidv7(), personId, at: new Date().toISOString(), channel: 'visit', outcome: 'reached' }
    const sent = await client.send({
      method: 'POST',
      path: '/followups',
      cookie: worker,
      body: { ...body, spo2Percent: 88 },
    })
    if (sent.status !== 200 || !sent.text.includes('"alarm":true')) {
      failures += 1
      continue
    }
    await all
    times.push(performance.now() - began)
  }
  for (const { screen } of watchers) screen.close()
  await background.stop()
  const value = `${p95({ ...quantiles(times), failures })} (${times.length} alarms)`
  rows.push({ what: 'an alarm on three screens at 300 follow-ups/s', value, mark: 'p99 2 s' })
}
