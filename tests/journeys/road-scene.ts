import type { ConsignmentPage } from '@lianfang/contract'
import { consignmentsEn } from '../../apps/web/src/i18n/consignments.en.js'
import { type ConsignmentMessages, consignmentsZhCN } from '../../apps/web/src/i18n/consignments.zh-CN.js'
import { departing, legOf, make, making, outside, pageOf } from '../support/moves.js'
import { makeStore, type Store } from '../support/stores.js'
import { type Caller, luotian, type TestAccount, type World } from '../support/world.js'
import type { Look } from './looks.js'

/** The words of the pages of consignments, in a look's language. */
export const roadWordsOf = ({ language }: Pick<Look, 'language'>): ConsignmentMessages =>
  language === 'en' ? consignmentsEn : consignmentsZhCN

export type Road = {
  readonly supply: TestAccount
  readonly desk: Caller
  readonly store: Store
  readonly consignment: ConsignmentPage
}

export const roadStore = '县应急库'

/** A gift of ten masks on the road from a foundation to a store of the county. */
export const roadOf = async (w: World): Promise<Road> => {
  const supply = await w.account({ role: 'supplyDesk', place: luotian })
  const desk = await w.signIn(supply.login)
  const store = await makeStore(w, desk, roadStore)
  const { id } = await make(desk, making({ to: store.id, cargo: outside(), legs: [legOf()] }))
  const consignment = pageOf(await desk.call('consignment.depart', { params: { id }, body: departing(Date.now()) }))
  return { supply, desk, store, consignment }
}
