import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { reportEn } from '../../apps/web/src/i18n/report.en.js'
import { type ReportMessages, reportZhCN } from '../../apps/web/src/i18n/report.zh-CN.js'
import { supplyEn } from '../../apps/web/src/i18n/supply.en.js'
import { type SupplyMessages, supplyZhCN } from '../../apps/web/src/i18n/supply.zh-CN.js'
import { addDays, type Day } from '../../packages/domain/src/shared/index.js'
import { type Caller, luotian, type TestAccount, type World } from '../support/world.js'
import type { Look } from './looks.js'
import { dayMs, township } from './scenes.js'

export const reportWords = ({ language }: Pick<Look, 'language'>): ReportMessages =>
  language === 'en' ? reportEn : reportZhCN
export const supplyWords = ({ language }: Pick<Look, 'language'>): SupplyMessages =>
  language === 'en' ? supplyEn : supplyZhCN

export type Works = {
  readonly reporter: TestAccount
  readonly liaison: TestAccount
  /** Reports each day up to the one before the owed one. */
  readonly id: string
  readonly product: string
  /** Entered with the first and never heard of. */
  readonly silent: string
  readonly owedDay: string
  readonly desk: Caller
}

const ok = (what: string, reply: { readonly status: number; readonly text: string }): void => {
  if (reply.status !== 200) throw new Error(`${what}: ${reply.text}`)
}

export const works = '江北呼吸设备厂'
export const silentWorks = '沙洲口罩厂'
export const worksPhone = '0713-0606001'
export const liaisonPhone = '0713-0606002'

/** A report of a day as somebody says it. */
export const sayDay = async (
  who: Caller,
  { id, product }: Pick<Works, 'id' | 'product'>,
  said: { readonly day: string; readonly made: number; readonly inStock?: number; readonly onOrder?: number },
): Promise<string> => {
  const line = { product, made: said.made, inStock: said.inStock ?? null, onOrder: said.onOrder ?? null }
  const body = { id: uuidv7(), day: said.day, lines: [line], obstacles: [], toldBy: null, corrects: null }
  const reply = await who.call('report.record', {
    params: { id },
    body: { ...body, workforceBack: 80, workforceOf: 100 },
  })
  ok('report', reply)
  return body.id
}

const enter = async (desk: Caller, name: string, phone: string): Promise<string> => {
  const id = randomUUID()
  const body = { id, name, nameEn: null, place: township, creditCode: null, phone }
  ok('enterprise', await desk.call('enterprise.create', { body }))
  return id
}

type Made = { readonly kind: string; readonly capacity: number; readonly model?: string }

export const addProduct = async (
  desk: Caller,
  id: string,
  { kind, capacity, model = '一型' }: Made,
): Promise<string> => {
  const product = randomUUID()
  const body = { id: product, kind, model, gtin: null, perPack: 1, capacity }
  ok('product', await desk.call('product.add', { params: { id }, body }))
  return product
}

const name = async (
  desk: Caller,
  id: string,
  named: { readonly account: TestAccount; readonly part: 'reporter' | 'liaison'; readonly phone: string | null },
): Promise<void> => {
  const body = { id: randomUUID(), accountId: named.account.id, part: named.part, phone: named.phone }
  ok('naming', await desk.call('enterprise.name', { params: { id }, body }))
}

/**
 * Two enterprises of a township, entered eight days ago with one liaison. The first has a reporter, who reported four days up
 * to the one before the day that is owed now; of the second nothing was heard.
 */
export const worksOf = async (w: World): Promise<Works> => {
  const now = Date.now()
  w.setNow(now - 8 * dayMs)
  const desk = await w.signIn((await w.account({ role: 'supplyDesk', place: luotian })).login)
  const reporter = await w.account({ role: 'enterpriseReporter', place: luotian, login: 'reporter', name: '钱填报' })
  const liaison = await w.account({ role: 'liaison', place: luotian, login: 'liaison', name: '郑驻企' })
  const id = await enter(desk, works, worksPhone)
  const product = await addProduct(desk, id, { kind: 'high-flow', capacity: 100 })
  const silent = await enter(desk, silentWorks, '0713-0606003')
  await addProduct(desk, silent, { kind: 'mask-surgical', capacity: 10_000 })
  await name(desk, id, { account: reporter, part: 'reporter', phone: null })
  for (const one of [id, silent]) {
    await name(desk, one, { account: liaison, part: 'liaison', phone: liaisonPhone })
  }
  w.setNow(now)
  const said = await w.signIn(reporter.login)
  const { owedDay } = (await said.call('report.mine')).body
  for (let back = 4; back >= 1; back -= 1) {
    const day = addDays(owedDay as Day, -back) // as the server wrote it
    await sayDay(said, { id, product }, { day, made: 50 + back, inStock: 200, onOrder: 900 })
  }
  return { reporter, liaison, id, product, silent, owedDay, desk }
}
