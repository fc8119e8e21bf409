import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../../../../../tests/support/days.js'
import {
  astrayOnRoad,
  china,
  counted,
  departing,
  goods,
  legOf,
  make,
  making,
  outside,
  pageOf,
  receiving,
} from '../../../../../../tests/support/moves.js'
import { astray, deskOf, makeStore, type Store, stockAt, unbalanced } from '../../../../../../tests/support/stores.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

// The relay of 16 ECMO units from Frankfurt by Beijing to Wuhan, 26 and 27 February 2020, as CAAC and Xinhua told of it. The store
// lies in a county that the tests have; invented are the gate, the customs declaration's number and the serial numbers.

const germany = 'Europe/Berlin'
const afterwards = Date.parse('2020-02-28T10:00:00+08:00')
const serials = Array.from({ length: 16 }, (_, i) => `ECMO-${i + 1}`)
let w: World
let desk: Caller
let wuhan: Store
beforeAll(async () => {
  w = await makeWorld()
  desk = await deskOf(w, luotian)
  wuhan = await makeStore(w, desk, '武汉收货库')
  w.setNow(Date.parse('2020-02-26T12:00:00+08:00'))
})
afterAll(async () => {
  expect([await unbalanced(w), await astray(w), await astrayOnRoad(w)]).toEqual([[], [], []])
  await w.close()
})

const say = async (id: string, rest: object) => {
  const body = { id: uuidv7(), basis: 'actual', zone: china, second: null, note: null, sure: false, ...rest }
  return desk.call('consignment.milestone', { params: { id }, body })
}

test('[E5] sixteen ECMO units from Frankfurt by Beijing to Wuhan: two official arrivals stand, one is chosen, 15 and 17 hours can be derived', async () => {
  const legs = [
    legOf({
      ...{
        mode: 'air',
        from: '法兰克福机场',
        fromZone: germany,
        to: '北京首都机场',
        carrier: '国航 CA1042',
        customs: true,
      },
      departs: { local: '2020-02-26T21:05', second: null },
      arrives: { local: '2020-02-27T13:00', second: null },
    }),
    legOf({
      ...{ mode: 'air', from: '北京首都机场', to: '武汉天河机场', carrier: '邮航 CF9121' },
      departs: { local: '2020-02-27T17:30', second: null },
      arrives: { local: '2020-02-27T19:30', second: null },
    }),
  ]
  const lines = serials.map((serial) => goods({ kind: 'ecmo', serial, quantity: 1, unit: 'set' }))
  const cargo = { ...outside(lines), source: 'procurement', party: '德国厂家' }
  const planned = await make(desk, making({ to: wuhan.id, cargo, legs, urgency: 'critical' }))
  const { id } = planned
  expect(planned.expectedAt).toBe('2020-02-27T11:30:00.000Z')

  w.setNow(Date.parse('2020-02-27T05:00:00+08:00'))
  const left = departing(Date.parse('2020-02-27T05:00:00+08:00'), {
    departed: { local: '2020-02-26T21:05', zone: germany, second: null },
  })
  const flying = pageOf(await desk.call('consignment.depart', { params: { id }, body: left }))
  expect(flying.milestones.find((m) => m.basis === 'actual')).toMatchObject({
    ...{ at: '2020-02-26T20:05:00.000Z', local: '2020-02-26T21:05', zone: germany },
  })
  // Ten hours in the air are no silence.
  w.setNow(Date.parse('2020-02-27T12:30:00+08:00'))
  expect((await desk.call('consignment.read', { params: { id } })).body.alarm).toBeNull()

  w.setNow(afterwards)
  const carrier = { source: 'carrier', sourceName: 'CA1042' }
  // Landing by the clock of Beijing, entered for the one of Frankfurt: seven hours late, and before nothing; the other way round is named.
  const mixed = await say(id, { ...carrier, leg: 0, what: 'arrived', local: '2020-02-26T21:41', zone: china })
  expect(mixed.problem).toMatchObject({ code: 'consignment.time-doubtful', details: { why: 'zone', zone: germany } })
  const beijing = await say(id, { ...carrier, leg: 0, what: 'arrived', local: '2020-02-27T12:41' })
  expect(pageOf(beijing).legs[0]?.durations.map(({ minutes }) => minutes)).toEqual([8 * 60 + 36])
  const customs = { source: 'customs', sourceName: '首都机场海关', leg: 0 }
  pageOf(await say(id, { ...customs, what: 'customsIn', local: '2020-02-27T13:10' }))
  const declared = { id: uuidv7(), paper: 'customsDeclaration', number: '演示-16', state: 'accepted', note: null }
  pageOf(await desk.call('consignment.paper', { params: { id }, body: declared }))
  pageOf(await say(id, { ...customs, what: 'customsOut', local: '2020-02-27T15:40' }))
  pageOf(
    await say(id, { source: 'carrier', sourceName: 'CF9121', leg: 1, what: 'departed', local: '2020-02-27T17:32' }),
  )

  const arrival = { leg: 1, what: 'arrived' }
  pageOf(await say(id, { ...arrival, source: 'authority', sourceName: '中国民航局', local: '2020-02-27T19:16' }))
  const told = pageOf(await say(id, { ...arrival, source: 'press', sourceName: '新华社', local: '2020-02-27T20:25' }))
  expect(told).toMatchObject({ disputed: true, arrivedAt: null })
  expect(told.legs[1]?.times.find(({ what }) => what === 'arrived')).toMatchObject({
    ...{ state: 'disputed', from: '2020-02-27T11:16:00.000Z', to: '2020-02-27T12:25:00.000Z' },
  })
  // "15 hours" by the one, "less than 17" by the other.
  expect(told.durations.map(({ minutes }) => minutes)).toEqual([15 * 60 + 11, 16 * 60 + 20])

  const caac = told.milestones.find((m) => m.sourceName === '中国民航局')
  const reason = '民航局掌握落地时刻；新华社所记为卸机时刻'
  const choice = { id: uuidv7(), milestone: caac?.id ?? '', reason }
  const chosen = pageOf(await desk.call('consignment.choose', { params: { id }, body: choice }))
  expect(chosen).toMatchObject({ disputed: false, arrivedAt: '2020-02-27T11:16:00.000Z', choices: [{ reason }] })
  expect(chosen.milestones.filter((m) => m.what === 'arrived' && m.basis === 'actual')).toHaveLength(3)
  expect(chosen.durations).toHaveLength(2)

  const body = receiving({ day: dayAt(afterwards), last: true, lines: serials.map((_, n) => counted(n, 1)) })
  const done = pageOf(await wuhan.keeper.call('consignment.receive', { params: { id }, body }))
  expect(done).toMatchObject({ state: 'closed', kinds: [{ kind: 'ecmo', quantity: 16, left: 0 }], differences: 0 })
  const stock = await stockAt(wuhan)
  expect(stock.map(({ serial }) => serial).sort()).toEqual([...serials].sort())
})
