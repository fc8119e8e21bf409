import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { dealsEn } from '../../apps/web/src/i18n/deals.en.js'
import { type DealMessages, dealsZhCN } from '../../apps/web/src/i18n/deals.zh-CN.js'
import { hospitalEn } from '../../apps/web/src/i18n/hospital.en.js'
import { type HospitalMessages, hospitalZhCN } from '../../apps/web/src/i18n/hospital.zh-CN.js'
import { requestsEn } from '../../apps/web/src/i18n/requests.en.js'
import { type RequestMessages, requestsZhCN } from '../../apps/web/src/i18n/requests.zh-CN.js'
import { approved, command, drafted, give, type Hospital, offered, owned, ready } from '../support/deals.js'
import { type Caller, luotian, type TestAccount, type World } from '../support/world.js'
import type { Look } from './looks.js'
import { township } from './scenes.js'

type DealWords = {
  readonly deals: DealMessages
  readonly hospital: HospitalMessages
  readonly requests: RequestMessages
}

/** The words of the pages of requests and offers, in a look's language. */
export const dealWords = ({ language }: Pick<Look, 'language'>): DealWords =>
  language === 'en'
    ? { deals: dealsEn, hospital: hospitalEn, requests: requestsEn }
    : { deals: dealsZhCN, hospital: hospitalZhCN, requests: requestsZhCN }

export const hospitalName = '罗田县人民医院'
export const ventilator = ({ language }: Pick<Look, 'language'>): string =>
  language === 'en' ? 'Invasive ventilator' : '有创呼吸机'

const must = (what: string, reply: { readonly status: number; readonly text: string }): void => {
  if (reply.status !== 200) throw new Error(`${what}: ${reply.text}`)
}

export type Ward = Hospital & {
  readonly desk: Caller
  readonly supply: TestAccount
  readonly asks: TestAccount
  readonly approves: TestAccount
}

/** A hospital with its two people, who sign in by their own accounts, and the desk that named them. */
export const wardOf = async (w: World, name = hospitalName): Promise<Ward> => {
  const supply = await w.account({ role: 'supplyDesk', place: luotian })
  const desk = await w.signIn(supply.login)
  const id = randomUUID()
  const values = [luotian, id, name, township]
  await w.admin.query(
    `insert into kernel.facility (home, id, kind, name, place) values ($1, $2, 'hospital', $3, $4)`,
    values,
  )
  const asks = await w.account({ role: 'hospitalRequester', place: luotian, name: '李申请' })
  const approves = await w.account({ role: 'hospitalApprover', place: luotian, name: '王审批' })
  for (const [part, account] of [
    ['requester', asks],
    ['approver', approves],
  ] as const) {
    const body = { id: randomUUID(), accountId: account.id, part, phone: null }
    must(part, await desk.call('hospital.name', { params: { id }, body }))
  }
  const [requester, approver] = [await w.signIn(asks.login), await w.signIn(approves.login)]
  return { ...{ id, place: township, requester, approver, requesterId: asks.id }, desk, supply, asks, approves }
}

export type Deals = {
  readonly request: string
  readonly waiting: string
  readonly offer: string
  readonly gift: string
}

/**
 * A request that is verified with two of five units assigned, one that waits to be verified and lacks its confirmations, and
 * offers: a gift with a paper, one without, what the hospital itself can spare.
 */
export const dealsOf = async (ward: Ward): Promise<Deals> => {
  const { desk } = ward
  const request = await ready(ward, desk)
  const waiting = await approved(ward, { kind: 'high-flow', quantity: 20 })
  const gift = await offered(desk, { quantity: 10 })
  await offered(desk, { quantity: 4, party: '某公司', seenPaper: null })
  const owner = { kind: 'facility', id: ward.id } as const
  const offer = await offered(ward.requester, {
    ...{ channel: 'transfer', kind: 'high-flow', quantity: 2, owner, place: null, party: null, seenPaper: null },
    owned: owned(),
  })
  must('assign', await give(desk, request, gift, 2))
  return { request, waiting, offer, gift }
}

/** A request that waits to be approved inside. */
export const submittedBy = async (ward: Ward): Promise<string> => {
  const id = await drafted(ward, { kind: 'syringe-pump', quantity: 6 })
  must('submit', await ward.requester.call('request.submit', { params: { id }, body: command() }))
  return id
}

/** A requisition of two of the hospital's units that lacks most of its papers. */
export const orderedOf = async ({ desk, id: hospital }: Ward): Promise<string> => {
  const id = randomUUID()
  const papers = { receipt: null, condition: null, compensation: null, returnDay: null }
  const body = {
    ...{ id, owner: { kind: 'facility', id: hospital }, request: null, kind: 'ventilator-invasive', quantity: 2 },
    ...{
      unit: 'set',
      owned: { ready: 5, inUse: 1, ownNeed: 0 },
      orderNumber: '罗指物资〔2020〕3号',
      authority: '县指挥部',
    },
    ...papers,
  }
  must('order', await desk.call('requisition.order', { body }))
  return id
}

/** The next command that makes one of these arrives, and its answer does not. */
export const loseAnswer = async (page: Page, what: 'requests' | 'offers'): Promise<void> => {
  let isLost = false
  await page.route(`**/api/${what}`, async (route) => {
    if (isLost || route.request().method() !== 'POST') return route.fallback()
    isLost = true
    await route.fetch()
    return route.abort('internetdisconnected')
  })
}
