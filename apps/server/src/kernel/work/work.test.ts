import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '../../../../../tests/support/world.js'
import { inTransaction, noScope } from '../db/index.js'
import { askWork, cancelWork, type Running, startWorkers, type Workers, type WorkRow, workOf } from './work.js'

let w: World
beforeAll(async () => {
  w = await makeWorld()
})
afterAll(() => w.close())

const ask = async (kind: string, county = '421123'): Promise<string> => {
  const subject = randomUUID()
  await inTransaction(w.house.db.worker, noScope, (tx) =>
    askWork(tx, { kind, county, township: '', subject, account: null }),
  )
  return subject
}

const find = (subject: string): Promise<WorkRow | undefined> =>
  inTransaction(w.house.db.worker, noScope, (tx) => workOf(tx, subject))

const until = async (subject: string, states: readonly WorkRow['state'][]): Promise<WorkRow> => {
  for (let i = 0; i < 400; i += 1) {
    const work = await find(subject)
    if (work !== undefined && states.includes(work.state)) return work
    await new Promise((done) => setTimeout(done, 25))
  }
  throw new Error(`${subject} is not ${states.join(' or ')}`)
}

/** Counts to `goal`, a step each, and notes every number it counted. */
const counter =
  (counted: number[], goal: number) =>
  async ({ work, step }: Running): Promise<void> => {
    for (let n = Number(work.cursor.n ?? 0) + 1; n <= goal; n += 1) {
      counted.push(n)
      await step({ done: n, total: goal, cursor: { n } })
      await new Promise((done) => setTimeout(done, 5))
    }
  }

const start = (kind: string, run: (running: Running) => Promise<void>, log: string[] = []): Workers =>
  startWorkers(w.house.db, { [kind]: run }, (line) => log.push(line))

const isUnderWay = async (counted: readonly number[]): Promise<void> => {
  while (counted.length < 3) await new Promise((done) => setTimeout(done, 5))
}

test('[X6] work that is asked for runs, shows how far it is, and is done', async () => {
  const counted: number[] = []
  const workers = start('test.plain', counter(counted, 5))
  const work = await until(await ask('test.plain'), ['done'])
  expect(work).toMatchObject({ done: 5, total: 5, problem: null })
  expect(counted).toEqual([1, 2, 3, 4, 5])
  await workers.stop()
})

test('[X6] cancelled work stops between two steps, and work that has ended cannot be cancelled', async () => {
  const counted: number[] = []
  const workers = start('test.cancel', counter(counted, 100_000))
  const subject = await ask('test.cancel')
  await isUnderWay(counted)
  const cancel = () => inTransaction(w.house.db.worker, noScope, (tx) => cancelWork(tx, subject))
  expect(await cancel()).toBe(1)
  const work = await until(subject, ['cancelled'])
  expect(work.done).toBe(counted.length)
  expect(await cancel()).toBe(0)
  await workers.stop()
})

test('[X6] a program that stops hands its work back, and the next goes on where it was', async () => {
  const counted: number[] = []
  const first = start('test.stop', counter(counted, 40))
  const subject = await ask('test.stop')
  await isUnderWay(counted)
  await first.stop()
  expect((await find(subject))?.state).toBe('waiting')
  expect(counted.length).toBeLessThan(40)
  const second = start('test.stop', counter(counted, 40))
  await until(subject, ['done'])
  expect(counted).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
  await second.stop()
})

test('[X9] work of a killed process is taken over when its beat has stopped, and not before', async () => {
  const subject = await ask('test.killed')
  const beat = (ago: string) =>
    w.admin.query(
      `update kernel.long_work set state = 'running', cursor = '{"n": 7}', beat_at = now() - $2::interval where subject = $1`,
      [subject, ago],
    )
  await beat('1 second')
  const counted: number[] = []
  const workers = start('test.killed', counter(counted, 10))
  await new Promise((done) => setTimeout(done, 300))
  expect(counted).toEqual([])
  await beat('21 seconds')
  // Asking for other work of the kind wakes the runner.
  await ask('test.killed')
  await until(subject, ['done'])
  expect(counted.slice(0, 3)).toEqual([8, 9, 10])
  await workers.stop()
})

test('[X6] a failure ends the work with a code and a line in the log, and the next piece runs', async () => {
  const log: string[] = []
  const workers = start(
    'test.fail',
    async ({ work }) => {
      if (work.cursor.n === undefined && log.length === 0) throw new Error('broken on purpose')
    },
    log,
  )
  const failed = await until(await ask('test.fail'), ['failed'])
  expect(failed.problem).toBe('internal')
  expect(log.join()).toContain('broken on purpose')
  expect((await until(await ask('test.fail'), ['done'])).problem).toBeNull()
  await workers.stop()
})

test('[X6] work that is tried again is taken up a minute after it failed, and other failed work is not', async () => {
  const tries: string[] = []
  const run = async ({ work }: Running): Promise<void> => {
    tries.push(work.subject)
    if (tries.filter((subject) => subject === work.subject).length === 1) throw new Error('broken on purpose')
  }
  const kinds = { 'test.again': run, 'test.once': run }
  const workers = startWorkers(w.house.db, kinds, () => undefined, ['test.again'])
  const [again, once] = [await ask('test.again'), await ask('test.once')]
  await until(again, ['failed'])
  await until(once, ['failed'])
  await w.admin.query(`update kernel.long_work set ended_at = now() - interval '61 seconds' where subject = any($1)`, [
    [again, once],
  ])
  await ask('test.again')
  expect((await until(again, ['done'])).problem).toBeNull()
  expect((await find(once))?.state).toBe('failed')
  await workers.stop()
})

test('[X6] two counties are worked on at once, one county only one piece after the other', async () => {
  const running = new Set<string>()
  const seen: string[] = []
  const run = async ({ work, step }: Running): Promise<void> => {
    running.add(work.subject)
    seen.push([...running].sort().join(' '))
    for (let n = 1; n <= 20; n += 1) {
      await step({ done: n, total: 20 })
      seen.push([...running].sort().join(' '))
    }
    running.delete(work.subject)
  }
  const [one, again, other] = [await ask('test.lanes'), await ask('test.lanes'), await ask('test.lanes', '421124')]
  const workers = start('test.lanes', run)
  for (const subject of [one, again, other]) await until(subject, ['done'])
  await workers.stop()
  expect(seen).toContain([one, other].sort().join(' '))
  expect(seen.filter((at) => at.includes(one) && at.includes(again))).toEqual([])
})
