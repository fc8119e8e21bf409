import { randomUUID } from 'node:crypto'
import { type Caller, luotian, type World } from '../support/world.js'
import { township } from './scenes.js'

const must = (reply: { readonly status: number; readonly text: string }): void => {
  if (reply.status !== 200) throw new Error(reply.text)
}

/** An enterprise of the county with one product of a kind. */
export const enterpriseOf = async (caller: Caller, name: string, kind: string) => {
  const [id, product] = [randomUUID(), randomUUID()]
  const body = { id, name, nameEn: null, place: township, creditCode: null, phone: '0713-5050123' }
  must(await caller.call('enterprise.create', { body }))
  const fields = { id: product, kind, model: 'A-1', gtin: null, perPack: 1, capacity: 100 }
  must(await caller.call('product.add', { params: { id }, body: fields }))
  return { id, product }
}

/** An enterprise with a paper that has ended, a liaison, and a report of yesterday that is doubted. */
export const reportingEnterprise = async (w: World, caller: Caller): Promise<string> => {
  const { id, product } = await enterpriseOf(caller, '大别山医疗器械厂', 'high-flow')
  const paper = { id: randomUUID(), product, kind: 'registration', number: '国械注准20200001' }
  must(await caller.call('paper.add', { params: { id }, body: { ...paper, from: '2015-01-01', until: '2019-12-31' } }))
  const liaison = await w.account({ role: 'liaison', place: luotian })
  const named = { id: randomUUID(), accountId: liaison.id, part: 'liaison', phone: '13900000001' }
  must(await caller.call('enterprise.name', { params: { id }, body: named }))
  const calls = await w.signIn(liaison.login)
  const { body: mine } = await calls.call('report.mine')
  must(
    await calls.call('report.record', {
      params: { id },
      body: {
        id: randomUUID(),
        day: mine.today,
        lines: [{ product, made: 500, inStock: 20, onOrder: 1_000 }],
        workforceBack: 80,
        workforceOf: 120,
        obstacles: [{ kind: 'material', text: '传感器断供' }],
        toldBy: '车间主任',
        corrects: null,
      },
    }),
  )
  return id
}
