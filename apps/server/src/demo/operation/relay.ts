import type { ConsignmentPage } from '@lianfang/contract'
import { instantOf } from '@lianfang/domain/shared'
import type { PlannedLoad } from './loads.js'
import { loadId } from './send.js'
import { hospitalFor, type PlayedDay, type Stage, unitOf } from './stage.js'

const germany = 'Europe/Berlin'
const relayIds = 90

/** The two legs as they were flown; the planned times are ours. */
const legsOf = (zone: string) => [
  {
    ...{ mode: 'air' as const, from: '法兰克福机场', fromZone: germany, to: '北京首都机场', toZone: zone },
    ...{ carrier: '国航 CA1042', customs: true, departs: { local: '2020-02-26T21:05', second: null } },
    arrives: { local: '2020-02-27T13:00', second: null },
  },
  {
    ...{ mode: 'air' as const, from: '北京首都机场', fromZone: zone, to: '武汉天河机场', toZone: zone },
    ...{ carrier: '邮航 CF9121', customs: false, departs: { local: '2020-02-27T17:30', second: null } },
    arrives: { local: '2020-02-27T19:30', second: null },
  },
]

/** Sixteen ECMO are to come from Frankfurt: planned on 26 February. */
export const planRelay = async (
  { run, cast, zone, ...stage }: Stage,
  load: PlannedLoad,
  day: PlayedDay,
): Promise<void> => {
  const to = hospitalFor({ run, cast, zone, ...stage }, load)
  const plain = { kind: 'ecmo', product: null, lot: null, expiry: null, unit: unitOf('ecmo'), assignment: null }
  const lines = Array.from({ length: load.units }, (_, n) => ({ ...plain, serial: `FRA-${n + 1}`, quantity: 1 }))
  const cargo = { what: 'outside' as const, source: 'procurement' as const, party: '德国厂家（演示）', lines }
  const head = {
    id: loadId({ run, cast, zone, ...stage }, load, 'make'),
    to: to?.store ?? '',
    reference: '法兰克福 16 台',
  }
  await run(cast.desk, day.at(12), 'consignment.make', {
    body: { ...head, urgency: 'critical', cargo, legs: legsOf(zone) },
  })
}

type Told = {
  readonly leg: number
  readonly what: 'arrived' | 'departed' | 'customsIn' | 'customsOut'
  readonly source: 'carrier' | 'customs' | 'authority' | 'press'
  readonly sourceName: string
  readonly local: string
}

// CAAC and Xinhua disagree on the landing, and both stand; the hours of customs are ours.
const told: readonly Told[] = [
  { leg: 0, what: 'arrived', source: 'carrier', sourceName: 'CA1042', local: '2020-02-27T12:41' },
  { leg: 0, what: 'customsIn', source: 'customs', sourceName: '首都机场海关', local: '2020-02-27T13:10' },
  { leg: 0, what: 'customsOut', source: 'customs', sourceName: '首都机场海关', local: '2020-02-27T15:40' },
  { leg: 1, what: 'departed', source: 'carrier', sourceName: 'CF9121', local: '2020-02-27T17:32' },
  { leg: 1, what: 'arrived', source: 'authority', sourceName: '中国民航局', local: '2020-02-27T19:16' },
  { leg: 1, what: 'arrived', source: 'press', sourceName: '新华社', local: '2020-02-27T20:25' },
]

/**
 * Everything that was told of the flights, written down on the morning after, at whatever hour the day is played: the times are
 * those of 27 February, none of them lies ahead. The hospital takes the machines in under that day.
 */
export const tellRelay = async (stage: Stage, load: PlannedLoad, day: PlayedDay): Promise<void> => {
  const { run, cast, zone } = stage
  const params = { id: loadId(stage, load, 'make') }
  const at = instantOf(day.at(0) + 1)
  await run(cast.desk, at, 'consignment.depart', {
    params,
    body: {
      ...{ id: loadId(stage, load, 'depart'), day: '2020-02-27', lines: [], why: null },
      departed: { local: '2020-02-26T21:05', zone: germany, second: null },
    },
  })
  for (const [n, { local, ...said }] of told.entries()) {
    const body = { ...said, id: day.idOf(n, relayIds, 0), basis: 'actual' as const, local, zone, second: null }
    await run(cast.desk, at, 'consignment.milestone', { params, body: { ...body, note: null, sure: false } })
  }
  const page = (await run(cast.desk, at, 'consignment.read', { params })) as ConsignmentPage // as its route says
  const to = hospitalFor(stage, load)
  await run(to?.keeper ?? cast.desk, at, 'consignment.receive', {
    params,
    body: {
      ...{ id: loadId(stage, load, 'receive'), day: '2020-02-27', condition: '完好', reason: null, last: true },
      ...{ into: 'free', lines: page.cargo.map(({ n, quantity }) => ({ n, fine: quantity, damaged: 0 })), extra: [] },
    },
  })
}
