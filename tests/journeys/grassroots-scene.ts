import { randomUUID } from 'node:crypto'
import { grassrootsEn } from '../../apps/web/src/i18n/grassroots.en.js'
import { type GrassrootsMessages, grassrootsZhCN } from '../../apps/web/src/i18n/grassroots.zh-CN.js'
import { ordersEn } from '../../apps/web/src/i18n/orders.en.js'
import { type OrderMessages, ordersZhCN } from '../../apps/web/src/i18n/orders.zh-CN.js'
import { daysFromNow } from '../support/days.js'
import { type Clinic, makeClinic, serve, stockUp } from '../support/grassroots.js'
import { type Caller, luotian, type TestAccount, type World } from '../support/world.js'
import type { Look } from './looks.js'

export const grassrootsWords = ({ language }: Pick<Look, 'language'>): GrassrootsMessages =>
  language === 'en' ? grassrootsEn : grassrootsZhCN
export const orderWords = ({ language }: Pick<Look, 'language'>): OrderMessages =>
  language === 'en' ? ordersEn : ordersZhCN

export const shortClinic = '凤山村卫生室'
export const unknownClinic = '丁家套卫生室'

export type ClinicScene = {
  /** Proposes. */
  readonly supply: TestAccount
  readonly desk: Caller
  /** Approves. */
  readonly officer: TestAccount
  readonly keeper: TestAccount
  readonly short: Clinic
  readonly unknown: Clinic
  readonly fund: string
}

/** A clinic that is short of everything but antipyretics, and one of which nobody knows whom it serves; a fund line of 3,000 yuan. */
export const clinicsOf = async (w: World): Promise<ClinicScene> => {
  const supply = await w.account({ role: 'supplyDesk', place: luotian, name: '徐物资' })
  const officer = await w.account({ role: 'countyOfficer', place: luotian, name: '高批准' })
  const keeper = await w.account({ role: 'warehouseKeeper', place: luotian, name: '何村医' })
  const desk = await w.signIn(supply.login)
  const kept = { id: keeper.id, caller: await w.signIn(keeper.login) }
  const short = await makeClinic(w, desk, { name: shortClinic, keeper: kept })
  await stockUp(short, 'ibuprofen', 300)
  await serve(desk, short, 1000)
  const unknown = await makeClinic(w, desk, { name: unknownClinic, place: '421123100002' })
  for (const kind of ['ibuprofen', 'cough-medicine', 'lianhua-qingwen']) await stockUp(unknown, kind, 400)
  await stockUp(unknown, 'antigen-test', 900)
  const fund = randomUUID()
  const made = await desk.call('fund.create', {
    body: { id: fund, county: luotian, name: '疫情防控专项', budget: 300_000 },
  })
  if (made.status !== 200) throw new Error(`fund: ${made.text}`)
  return { supply, desk, officer, keeper, short, unknown, fund }
}

/** A joint order of the clinic that is short: of cough medicine alone, at ten yuan. */
export const proposedBy = async ({ desk, short }: ClinicScene): Promise<string> => {
  const id = randomUUID()
  const body = {
    ...{ id, county: luotian, name: '凤山补货', facilities: [short.clinic], items: ['coughMedicine'] },
    prices: [{ kind: 'cough-medicine', perPack: null, priceFen: 1000 }],
  }
  const made = await desk.call('order.propose', { body })
  if (made.status !== 200) throw new Error(`order: ${made.text}`)
  return id
}

/** A label of azvudine that is in date. */
export const labelOf = async (desk: Caller): Promise<void> => {
  const body = {
    ...{ id: randomUUID(), place: luotian, kind: 'azvudine', source: '说明书 2022年8月版' },
    ...{ validFrom: daysFromNow(-30), validUntil: daysFromNow(30) },
    entries: [
      { check: 'interaction', other: '辛伐他汀', withinDays: null, says: '慎用' },
      { check: 'onset', other: null, withinDays: 5, says: '发病5天以内使用' },
    ],
  }
  const made = await desk.call('label.load', { body })
  if (made.status !== 200) throw new Error(`label: ${made.text}`)
}
