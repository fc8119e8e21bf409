import type { OfferPage, RequestPage } from '@lianfang/contract'
import { addDays, addHours, type Day, dayIn, type Instant, type PlaceCode, startOfDay } from '@lianfang/domain/shared'
import { gates, seedKinds } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import { countyScope, inTransaction } from '../kernel/db/index.js'
import { type Dice, diceOf, idAt } from './dice.js'
import { demoCounty } from './plan.js'
import { fillingMs } from './slow-machine.js'
import type { StaffAccount } from './staff.js'
import { type Filling, makeDo, type Run } from './supply-run.js'

type Asked = { readonly kind: string; readonly quantity: number; readonly note?: string } & (
  | { readonly waiting: number; readonly inUse: number; readonly idle: number; readonly beds: number }
  | { readonly idle: number; readonly use: number }
)

type Making = {
  readonly run: Run
  readonly dice: Dice
  readonly today: Day
  readonly zone: string
  readonly hospital: string
  readonly staff: Filling['staff']
}

const unitOf = (kind: string): string => seedKinds.find(({ code }) => code === kind)?.unit ?? 'piece'

const factsOf = (asked: Asked) =>
  'use' in asked
    ? { criticalWaiting: null, inUse: null, idle: asked.idle, staffedBeds: null, dailyUse: asked.use }
    : {
        ...{ criticalWaiting: asked.waiting, inUse: asked.inUse, idle: asked.idle },
        ...{ staffedBeds: asked.beds, dailyUse: null },
      }

/** What the people of one hospital and its desk do with requests, each step on a day so many days ago. */
const handOf = ({ run, dice, today, zone, hospital, staff }: Making) => {
  const momentOf = (ago: number, hour: number): Instant => addHours(startOfDay(addDays(today, -ago), zone), hour)
  const { requester, approver, countyDesk: desk } = staff
  const reason = (text: string) => ({ reason: text })
  const act = (
    who: StaffAccount,
    at: Instant,
    what:
      | 'request.submit'
      | 'request.approve'
      | 'request.return'
      | 'request.withdraw'
      | 'request.refuse'
      | 'request.close',
    id: string,
    said: object = {},
  ) => run(who, at, what, { params: { id }, body: { id: idAt(dice, at), ...said } as never }) // built for its own route
  const draft = async (ago: number, asked: Asked): Promise<string> => {
    const at = momentOf(ago, 8)
    const { kind, quantity, note = null } = asked
    const said = { quantity, unit: unitOf(kind), product: null, facts: factsOf(asked), note, sure: true }
    const id = idAt(dice, at)
    await run(requester, at, 'request.draft', { body: { id, hospital, kind, ...said } })
    return id
  }
  const submit = async (ago: number, asked: Asked): Promise<string> => {
    const id = await draft(ago, asked)
    await act(requester, momentOf(ago, 8.2), 'request.submit', id)
    return id
  }
  const approved = async (ago: number, asked: Asked): Promise<string> => {
    const id = await submit(ago, asked)
    await act(approver, momentOf(ago, 9), 'request.approve', id)
    return id
  }
  const verified = async (ago: number, asked: Asked): Promise<string> => {
    const id = await approved(ago, asked)
    const at = momentOf(ago, 10)
    const { need } = (await run(desk, at, 'request.read', { params: { id } })) as RequestPage // as its route says
    const body = { id: idAt(dice, at), seen: need.verified, verified: need.verified, reason: null }
    await run(desk, at, 'request.verify', { params: { id }, body })
    return id
  }
  return {
    draft,
    submit,
    approved,
    verified,
    giveBack: async (ago: number, asked: Asked, why: string) =>
      act(approver, momentOf(ago, 9), 'request.return', await submit(ago, asked), reason(why)),
    withdrawn: async (ago: number, asked: Asked, why: string) =>
      act(requester, momentOf(ago, 11), 'request.withdraw', await approved(ago, asked), reason(why)),
    refused: async (ago: number, asked: Asked, why: string) =>
      act(desk, momentOf(ago, 11), 'request.refuse', await approved(ago, asked), reason(why)),
    close: (ago: number, id: string, why: string) => act(desk, momentOf(ago, 16), 'request.close', id, reason(why)),
    confirm: async (ago: number, id: string) => {
      const at = momentOf(ago, 9.5)
      for (const gate of gates) {
        const body = { id: idAt(dice, at), gate, day: addDays(today, -ago), note: null }
        await run(requester, at, 'request.confirm', { params: { id }, body })
      }
    },
    offer: async (
      ago: number,
      said: {
        readonly kind: string
        readonly quantity: number
        readonly from: string
        readonly paper: string | null
        readonly inDays: number
        readonly bought?: true
      },
    ) => {
      const at = momentOf(ago, 12)
      const { kind, quantity, from, paper, inDays, bought } = said
      const body = {
        ...{ id: idAt(dice, at), channel: bought ? ('procurement' as const) : ('donation' as const), owner: null },
        ...{
          place: demoCounty as PlaceCode,
          party: from,
          kind,
          product: null,
          quantity,
          unit: unitOf(kind),
          owned: null,
        }, // a real county
        ...{
          readyOn: addDays(today, inDays),
          reliability: paper === null ? ('uncertain' as const) : ('likely' as const),
        },
        ...{ saidBy: '物资组接收员', seenPaper: paper === null ? null : { number: paper, until: null } },
      }
      return ((await run(desk, at, 'offer.make', { body })) as OfferPage).id // as its route says
    },
    assign: (ago: number, id: string, offer: string, quantity: number) => {
      const at = momentOf(ago, 14)
      const body = { id: idAt(dice, at), offer, quantity, reason: null }
      return run(desk, at, 'assign.make', { params: { id }, body })
    },
  }
}

const hospitalOf = ({ db }: Filling): Promise<string> =>
  inTransaction(
    db.worker,
    countyScope(demoCounty),
    async (tx) =>
      (
        await tx.row(
          sql<{ id: string }>`select id from kernel.facility where kind = 'hospital' and place = ${demoCounty} limit 1`,
        )
      )?.id ?? '',
    fillingMs,
  )

const nameThem = async (making: Making): Promise<void> => {
  const { run, dice, today, zone, hospital, staff } = making
  const at = startOfDay(addDays(today, -28), zone)
  for (const [part, { id: accountId }] of [
    ['requester', staff.requester],
    ['approver', staff.approver],
  ] as const) {
    const body = { id: idAt(dice, at), accountId, part, phone: null }
    await run(staff.countyDesk, at, 'hospital.name', { params: { id: hospital }, body })
  }
}

/**
 * Requests of the county's invented hospital in every state, with what the desk made of them, and gifts and a purchase that can
 * go to it. Three times it asked for far more masks than it uses: what a problem looks like. Run when its accounts are there:
 * whoever acts is known by name.
 */
export const fillDeals = async (filling: Filling): Promise<void> => {
  const { seed, now, zone, staff } = filling
  const today = dayIn(now, zone)
  const hospital = await hospitalOf(filling)
  const making: Making = { run: makeDo(filling), dice: diceOf(seed, -5, 2), today, zone, hospital, staff }
  await nameThem(making)
  const hand = handOf(making)
  for (const ago of [20, 13, 7]) {
    const id = await hand.verified(ago, { kind: 'respirator-n95', quantity: 9_000, idle: 400, use: 300 })
    await hand.close(ago, id, '按一周用量由县库发放')
  }
  const waiting = { waiting: 7, inUse: 9, idle: 1, beds: 5 }
  const ventilators = await hand.verified(4, { kind: 'ventilator-noninvasive', quantity: 6, ...waiting })
  await hand.confirm(3, ventilators)
  const gift = await hand.offer(3, {
    ...{
      kind: 'ventilator-noninvasive',
      quantity: 3,
      from: '大别山同乡会（演示）',
      paper: '国械注准20203080123',
      inDays: 2,
    },
  })
  await hand.assign(2, ventilators, gift, 2)
  await hand.offer(2, { kind: 'high-flow', quantity: 10, from: '外地某企业（演示）', paper: null, inDays: 5 })
  await hand.offer(2, {
    ...{
      kind: 'high-flow',
      quantity: 6,
      from: '境外供货商（演示）',
      paper: '国械注进20203080456',
      inDays: 12,
      bought: true,
    },
  })
  await hand.refused(
    6,
    { kind: 'ecmo', quantity: 1, waiting: 1, inUse: 0, idle: 0, beds: 1 },
    '无 ECMO 团队，请转市中心医院',
  )
  await hand.withdrawn(5, { kind: 'infusion-pump', quantity: 10, ...waiting }, '市里已支援')
  await hand.approved(1, { kind: 'high-flow', quantity: 12, ...waiting, note: '发热门诊留观增加' })
  await hand.giveBack(1, { kind: 'syringe-pump', quantity: 60, ...waiting }, '按三台一床重算')
  await hand.submit(1, { kind: 'monitor-ecg', quantity: 8, ...waiting })
  await hand.draft(1, { kind: 'oximeter', quantity: 50, idle: 20, use: 2 })
}
