import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { type Client, quantiles } from './client.js'

/** An account with people it may record. */
export type Desk = { readonly county: string; readonly cookie: string; readonly people: readonly string[] }

const pick = <T>(list: readonly T[]): T => {
  const item = list[Math.floor(Math.random() * list.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

export const recordOne = (client: Client, desk: Desk) =>
  client.send({
    method: 'POST',
    path: '/followups',
    cookie: desk.cookie,
    body: {
      id: uuidv7(),
      personId: pick(desk.people),
      at: new Date().toISOString(),
      channel: 'phone',
      outcome: 'reached',
      spo2Percent: 97,
    },
  })

/** As fast as so many connections can: answers per second and latency of the second half. */
export const flatOut = async (client: Client, desks: readonly Desk[], at: { connections: number; ms: number }) => {
  const times: number[] = []
  let failures = 0
  const until = performance.now() + at.ms
  const counted = performance.now() + at.ms * 0.2
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      const answer = await recordOne(client, pick(desks))
      if (answer.status !== 200) failures += 1
      else if (performance.now() > counted) times.push(answer.ms)
    }
  }
  await Promise.all(Array.from({ length: at.connections }, one))
  return { perSecond: times.length / ((at.ms * 0.8) / 1000), failures, ...quantiles(times) }
}

/** A steady arrival of so many a second until stopped. */
export const steady = (client: Client, desks: readonly Desk[], perSecond: number) => {
  const state = { stopped: false, sent: 0, failures: 0 }
  const began = performance.now()
  const loop = async (): Promise<void> => {
    while (!state.stopped) {
      const owed = Math.floor(((performance.now() - began) / 1000) * perSecond) - state.sent
      for (let i = 0; i < owed; i += 1) {
        state.sent += 1
        recordOne(client, pick(desks)).then(
          (a) => {
            if (a.status !== 200) state.failures += 1
          },
          () => {
            state.failures += 1
          },
        )
      }
      await new Promise((done) => setTimeout(done, 10))
    }
  }
  const running = loop()
  return {
    stop: async () => {
      state.stopped = true
      await running
      return state
    },
  }
}

/** One question asked over and over by two readers; latency only. */
export const reads = async (ask: () => Promise<{ status: number; ms: number }>, count: number) => {
  const times: number[] = []
  let failures = 0
  const one = async (): Promise<void> => {
    while (times.length + failures < count) {
      const answer = await ask()
      if (answer.status === 200) times.push(answer.ms)
      else failures += 1
    }
  }
  await Promise.all([one(), one()])
  return { failures, ...quantiles(times) }
}

export const pickOf = pick
export const freshId = randomUUID
