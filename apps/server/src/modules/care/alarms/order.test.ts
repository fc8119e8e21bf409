import { compareAlarms } from '@lianfang/domain/care'
import { instantOf } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeIn } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type Reply, type World } from '../../../../../../tests/support/world.js'

const minute = 60_000
const now = Date.now()
let w: World
let officer: Caller

beforeAll(async () => {
  w = await makeWorld()
  w.setNow(now)
  officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  const people = await takeIn(w, { county: luotian, people: 24 })
  for (const personId of people) {
    const at = new Date(now).toISOString()
    const body = { id: uuidv7(), personId, at, channel: 'phone', outcome: 'reached', spo2Percent: 91 }
    expect((await officer.call('followup.record', { body })).status).toBe(200)
  }
  const { rows } = await w.admin.query<{ id: string }>('select id from care.alarm order by id')
  expect(rows).toHaveLength(24)
  // Every mixture of hand, level and urgency, several at the same moment, the newest of the least urgency.
  for (const [i, { id }] of rows.entries()) {
    const raised = now - (i % 7) * 5 * minute
    const climbs = [10, 20, 30].map((m) => new Date(raised + m * minute))
    const held = i % 3 === 0 ? null : new Date(raised + (i % 4) * 8 * minute)
    const offer = i % 3 === 2 ? new Date(now + ((i % 2) * 2 - 1) * minute) : null
    await w.admin.query(
      `update care.alarm set raised_at = $2, climbs_at = $3, urgent = $4, acknowledged_at = $5, offer_again_at = $6 where id = $1`,
      [id, new Date(raised), climbs, i % 5 === 0, held, offer],
    )
  }
})
afterAll(() => w.close())

type Row = Reply<'alarm.list'>['body']['rows'][number]

const waitingOf = (row: Row) => ({
  held: row.acknowledged !== null,
  offerOwed: row.offerAgainAt !== null && Date.parse(row.offerAgainAt) <= now,
  level: row.level,
  urgent: row.urgent,
  raisedAt: instantOf(Date.parse(row.raisedAt)),
})

const paged = async (limit: number, whilePaging: () => void = () => undefined): Promise<Row[]> => {
  const rows: Row[] = []
  for (let cursor: string | null = ''; cursor !== null; whilePaging()) {
    const page: Reply<'alarm.list'> = await officer.call('alarm.list', {
      query: { place: luotian, limit, ...(cursor === '' ? {} : { cursor }) },
    })
    expect(page.status, page.text).toBe(200)
    rows.push(...page.body.rows)
    cursor = page.body.next
  }
  return rows
}

test('[K5] open alarms come in the order in which they are to be taken up, so that the longest waiting is on the first page', async () => {
  const rows = await paged(200)
  expect(rows).toHaveLength(24)
  for (const [i, row] of rows.entries()) {
    const next = rows[i + 1]
    if (next !== undefined) expect(compareAlarms(waitingOf(row), waitingOf(next)), `${i}`).toBeLessThanOrEqual(0)
  }
  const [first] = await paged(1)
  expect(first).toMatchObject({ acknowledged: null, level: 3 })
})

test('[K5] pages of five are together the whole list, also when alarms climb between two pages', async () => {
  const whole = (await paged(200)).map(({ id }) => id)
  const apart = await paged(5, () => w.setNow(w.house.now() + 6 * minute))
  w.setNow(now)
  expect(apart.map(({ id }) => id)).toEqual(whole)
})

test('[K5] the newest are read first where they are asked for', async () => {
  const { rows } = (await officer.call('alarm.list', { query: { place: luotian, sort: 'newest', limit: 200 } })).body
  const moments = rows.map(({ raisedAt }) => Date.parse(raisedAt))
  expect(moments).toEqual([...moments].sort((a, b) => b - a))
})
