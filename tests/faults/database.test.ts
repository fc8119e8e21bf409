import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  bundledStarter,
  openFolder,
  query,
  removeFolder,
  start,
  startOther,
} from '../../apps/server/src/kernel/db/embedded/testing/clusters.js'

let home = ''
let program = ''
beforeAll(async () => {
  home = await openFolder()
  program = await bundledStarter(home)
})
afterAll(() => removeFolder(home))

/** A seeded generator (mulberry32): a failing round can be run again. */
const random = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

for (const seed of [1, 2, 3])
  test(`programs and servers are killed at random (seed ${seed}), and nothing acknowledged is lost`, async () => {
    const next = random(seed)
    const dataDir = join(home, `data-${seed}`)
    await mkdir(dataDir)
    const first = await start({ dataDir })
    await query(first, 'create table kept (n int primary key)')
    await first.stop()
    const acknowledged: number[] = []

    for (let round = 0; round < 8; round += 1) {
      const others = await Promise.all([1, 2, 3].map(() => startOther({ program, dataDir })))
      // One server for all three, whoever came first.
      expect(new Set(others.map(({ facts }) => facts.postmasterPid)).size).toBe(1)
      const write = async (other: number, at: number) => {
        const n = round * 100 + other * 10 + at
        await query(others[other]?.facts ?? first, 'insert into kept values ($1)', [n])
        acknowledged.push(n)
      }
      await Promise.all([0, 1, 2].map((other) => write(other, 0)))
      // And these while the killing goes on: some come through, some do not.
      const written = Promise.allSettled([0, 1, 2].flatMap((other) => [1, 2, 3, 4].map((at) => write(other, at))))
      const server = others[0]?.facts.postmasterPid ?? 0
      if (next() < 0.4) process.kill(server, 'SIGKILL')
      await Promise.all(others.map((other) => (next() < 0.5 ? other.kill() : other.close())))
      await written
    }

    const last = await start({ dataDir })
    const rows = await query(last, 'select n from kept')
    await last.stop()
    const kept = new Set(rows.map((row) => row.n))
    expect(acknowledged.filter((one) => !kept.has(one))).toEqual([])
    expect(acknowledged.length).toBeGreaterThanOrEqual(24)
  }, 120_000)
