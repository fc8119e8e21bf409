import { randomUUID } from 'node:crypto'
import { expect, vi } from 'vitest'
import { addDays } from '../../packages/domain/src/shared/index.js'
import { countsFile, firstCounted } from '../support/counts.js'
import { type Caller, luotian, type World } from '../support/world.js'

/** Institutions that a standard names: one of them with beds to be entered. */
const standing = `insert into kernel.facility (home, id, kind, name, place, grade) values
  ('421123', gen_random_uuid(), 'hospital', '罗田县人民医院', '421123100', 'third'),
  ('421123', gen_random_uuid(), 'townshipCentre', '凤山镇卫生院', '421123100', 'first')`

/** Counts of the county in use, with a row that could not be read, a change of definition, and their forecasts made. */
export const outlookScene = async (w: World, desk: Caller): Promise<string> => {
  await w.admin.query(standing)
  const upload = Buffer.from(`${countsFile()}\n2020-02-30,420000,421123,湖北省,罗田县,5,,`)
  const { body } = await desk.call('curve.check', { query: { place: luotian, name: '县每日通报' }, upload })
  const change = { id: randomUUID(), place: luotian, day: addDays(firstCounted, 23), reason: '纳入临床诊断病例' }
  await desk.call('curve.define', { params: { id: body.id }, body: change })
  await desk.call('curve.take', { params: { id: body.id } })
  const made = async () =>
    (await w.admin.query('select from supply.outlook where curve = $1 and leaps = 0', [body.id])).rowCount
  await vi.waitFor(async () => expect(await made()).toBe(1), { timeout: 15_000, interval: 100 })
  return body.id
}
