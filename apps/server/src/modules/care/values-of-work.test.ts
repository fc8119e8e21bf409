import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../../../../tests/support/days.js'
import { takeIn } from '../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../tests/support/world.js'

const day = 86_400_000
let w: World
let medic: Caller
let manager: Caller
let people: readonly string[]

beforeAll(async () => {
  w = await makeWorld()
  people = await takeIn(w, { county: luotian, people: 3 })
  medic = await w.signIn((await w.account({ role: 'medic', place: '421123100' })).login)
  manager = await w.signIn((await w.account({ role: 'townshipManager', place: '421123100' })).login)
})
afterAll(() => w.close())

/** A value that the county has signed. */
const inForce = async (ruleId: string, value: unknown): Promise<void> => {
  await w.admin.query(
    `insert into kernel.policy_value (id, rule_id, place, value, source, evidence, from_day, until_day)
     values ($1, $2, $3, $4, '{"document": "试行", "clause": "一"}', 'ours', '2023-01-01', null)`,
    [uuidv7(), ruleId, luotian, JSON.stringify(value)],
  )
  w.house.policy.forget()
}

const usual = (spo2Percent: number, days: number) =>
  medic.call('baseline.set', {
    params: { id: people[0] ?? '' },
    body: { id: uuidv7(), spo2Percent, until: dayAt(w.house.now() + days * day), note: '慢阻肺' },
  })

test('[K5] [CARE-BASE-1, 2] the usual SpO2 that a doctor may set, and for how long, follow the values in force', async () => {
  expect((await usual(79, 20)).body).toEqual({ outcome: 'refused', reason: 'baseline-range' })
  expect((await usual(96, 20)).body).toEqual({ outcome: 'refused', reason: 'baseline-range' })
  expect((await usual(90, 200)).body).toMatchObject({ outcome: 'recorded' })
  await inForce('CARE-BASE-2', 30)
  expect((await usual(90, 31)).body).toEqual({ outcome: 'refused', reason: 'baseline-day' })
  expect((await usual(90, 30)).body).toMatchObject({ outcome: 'recorded' })
})

test('[K1] [CARE-HOUSE-1] how many live in one household follows the value in force', async () => {
  await inForce('CARE-HOUSE-1', 2)
  const join = (at: number, to: number) =>
    manager.call('household.join', {
      params: { id: people[at] ?? '' },
      body: { id: uuidv7(), with: people[to] ?? '' },
    })
  expect((await join(0, 1)).body).toMatchObject({ outcome: 'recorded' })
  expect((await join(2, 0)).body).toEqual({ outcome: 'refused', reason: 'household-full' })
})
