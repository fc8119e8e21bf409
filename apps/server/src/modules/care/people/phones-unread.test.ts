import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let t: Township
let id: string
beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, { names: ['有号人'] })
  await take('1829004774，找儿子')
  const { rows } = (await t.medic.call('person.list', { query: { place: t.code, limit: 200 } })).body
  id = rows.find(({ name }) => name === '没号人')?.id ?? ''
})
afterAll(() => w.close())

const take = async (phone: string): Promise<void> => {
  const { rows } = await w.admin.query<{ name: string }>('select name from kernel.division where code = $1', [t.code])
  const facts = ['慢阻肺,不稳定', '未接种', '否']
  const line = ['1', rows[0]?.name ?? '', t.village.name, '没号人', '女', '', '84', phone, ...facts]
  await load(w, { county: luotian, lines: [header, line] })
}
const page = async () => (await t.medic.call('person.read', { params: { id } })).body

test('[K1] a telephone that could not be read as one stands on the person’s page as it was written', async () => {
  expect(await page()).toMatchObject({ phones: [], phonesUnread: ['1829004774', '找儿子'] })
  await take('1829004774，找儿子')
  expect((await page()).phonesUnread).toEqual(['1829004774', '找儿子'])
})

test('[K1] a number put right by hand takes its place, and what stood there leaves no trace', async () => {
  const form = (await t.worker.call('person.fields', { params: { id } })).body
  const fields = { ...form.fields, phones: '13900009999' }
  const body = { commandId: uuidv7(), version: form.version, fields }
  const answer = await t.worker.call('person.correct', { params: { id }, body })
  expect(answer.body, answer.text).toMatchObject({ outcome: 'recorded' })
  expect(await page()).toMatchObject({ phones: ['13900009999'], phonesUnread: [] })
})
