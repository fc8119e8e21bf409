import type { ConsignmentPage, RequestPage } from '@lianfang/contract'
import type { PlaceCode } from '@lianfang/domain/shared'
import { gates } from '@lianfang/domain/supply'
import type { Hospital } from './cast.js'
import { lentByEach, type PlannedLoad } from './loads.js'
import { makerProvinces } from './places.js'
import { clockAt, hospitalFor, isSerialKind, type PlayedDay, playedDay, type Stage, siteFor, unitOf } from './stage.js'

/** Steps of one load: each has an id of its own. */
const steps = {
  make: 1,
  depart: 2,
  receive: 3,
  draft: 4,
  submit: 5,
  approve: 6,
  verify: 7,
  offer: 8,
  assign: 9,
} as const
const loadIds = 60

/** The id of a step of a load, on the day on which the load leaves: the same when it arrives. */
export const loadId = (stage: Stage, load: PlannedLoad, step: keyof typeof steps | 'gate', n = 0): string =>
  leavingDay(stage, load).idOf(load.number, loadIds + (step === 'gate' ? 20 + n : steps[step]), n)

const leavingDay = (stage: Stage, load: PlannedLoad): PlayedDay => playedDay(load.leaves, 0, stage)

const whoSends = ({ plan }: Stage, { from }: PlannedLoad): string => {
  switch (from.what) {
    case 'maker':
      return plan.makers[from.maker]?.zh ?? ''
    case 'donation':
      return '外省同乡会（演示）'
    case 'procurement':
      return '境外供货商（演示）'
    case 'lender':
      return makerProvinces[from.lender]?.zh ?? ''
    case 'reserve':
      return '湖北省级储备库（演示）'
  }
}

const channelOf = ({ from }: PlannedLoad) =>
  from.what === 'donation' || from.what === 'procurement' ? from.what : ('production' as const)

const offerFor = async (stage: Stage, load: PlannedLoad, day: PlayedDay): Promise<string> => {
  const { run, cast, plan } = stage
  const { from, kind, units } = load
  const maker = from.what === 'maker' ? cast.makers[from.maker] : undefined
  const place = (
    maker === undefined
      ? '420102'
      : makerProvinces[plan.makers[from.what === 'maker' ? from.maker : 0]?.province ?? 0]?.seat
  ) as PlaceCode // real counties
  const id = loadId(stage, load, 'offer')
  const body = {
    ...{
      id,
      channel: channelOf(load),
      owner: maker === undefined ? null : { kind: 'enterprise' as const, id: maker.id },
    },
    ...{ place, party: maker === undefined ? whoSends(stage, load) : null, kind, product: null },
    ...{ quantity: units, unit: unitOf(kind), readyOn: day.day, reliability: 'likely' as const },
    ...{ saidBy: '物资保障组（演示）', seenPaper: { number: `演示注准2020${load.number}`, until: null }, owned: null },
  }
  await run(cast.desk, day.at(9), 'offer.make', { body })
  return id
}

const askFor = async (stage: Stage, load: PlannedLoad, { hospital, day }: Asking): Promise<number> => {
  const { run, cast } = stage
  const { requester, approver } = hospital
  const id = loadId(stage, load, 'draft')
  const waiting = Math.ceil(load.units * 1.2) + 2
  const facts = { criticalWaiting: waiting, inUse: waiting, idle: 0, staffedBeds: waiting, dailyUse: null }
  const said = { quantity: load.units, unit: unitOf(load.kind), product: null, facts, note: null, sure: true }
  await run(requester, day.at(8), 'request.draft', {
    body: { id, hospital: hospital.facility, kind: load.kind, ...said },
  })
  await run(requester, day.at(8.1), 'request.submit', { params: { id }, body: { id: loadId(stage, load, 'submit') } })
  await run(approver, day.at(8.2), 'request.approve', { params: { id }, body: { id: loadId(stage, load, 'approve') } })
  for (const [n, gate] of gates.entries()) {
    const body = { id: loadId(stage, load, 'gate', n), gate, day: day.day, note: null }
    await run(requester, day.at(8.3), 'request.confirm', { params: { id }, body })
  }
  const { need } = (await run(cast.desk, day.at(8.4), 'request.read', { params: { id } })) as RequestPage // as its route says
  const body = { id: loadId(stage, load, 'verify'), seen: need.verified, verified: need.verified, reason: null }
  if (need.verified > 0) await run(cast.desk, day.at(8.5), 'request.verify', { params: { id }, body })
  return need.verified
}
type Asking = { readonly hospital: Hospital; readonly day: PlayedDay }

/** A hospital asks for what a load has, the desk verifies it and gives it the load's units; null where it has enough by its books. */
const assignLoad = async (stage: Stage, load: PlannedLoad, asking: Asking): Promise<string | null> => {
  const verified = await askFor(stage, load, asking)
  if (verified < load.units) return null
  const offer = await offerFor(stage, load, asking.day)
  const id = loadId(stage, load, 'assign')
  const body = { id, offer, quantity: load.units, reason: null }
  const params = { id: loadId(stage, load, 'draft') }
  await stage.run(stage.cast.desk, asking.day.at(9.5), 'assign.make', { params, body })
  return id
}

const serialOf = (load: PlannedLoad, n: number): string => `YS${load.number + 1}-${n + 1}`

const outsideLines = (load: PlannedLoad, assignment: string | null) => {
  const plain = { kind: load.kind, product: null, lot: null, expiry: null, unit: unitOf(load.kind), assignment }
  if (!isSerialKind(load.kind)) return [{ ...plain, serial: null, quantity: load.units }]
  return Array.from({ length: load.units }, (_, n) => ({ ...plain, serial: serialOf(load, n), quantity: 1 }))
}

const cargoOf = (stage: Stage, load: PlannedLoad, assignment: string | null) => {
  const { from, kind, units } = load
  if (from.what !== 'lender' && from.what !== 'reserve') {
    const lines = outsideLines(load, assignment)
    return { what: 'outside' as const, source: channelOf(load), party: whoSends(stage, load), lines }
  }
  const store = from.what === 'reserve' ? stage.cast.reserve.store : (stage.cast.lenders[from.lender]?.store ?? '')
  return { what: 'store' as const, store, lines: [{ kind, product: null, quantity: units, unit: unitOf(kind) }] }
}

/** What a hospital elsewhere can spare of its machines, and that it is on its way: an owner's last one stays. */
const lend = async (stage: Stage, load: PlannedLoad, day: PlayedDay): Promise<void> => {
  const { run, cast } = stage
  if (load.from.what !== 'lender') return
  const store = cast.lenders[load.from.lender]?.store ?? ''
  const id = loadId(stage, load, 'offer')
  const body = {
    ...{ id, channel: 'transfer' as const, owner: { kind: 'store' as const, id: store }, place: null, party: null },
    ...{ kind: load.kind, product: null, quantity: load.units, unit: unitOf(load.kind), readyOn: day.day },
    ...{ reliability: 'certain' as const, saidBy: '物资保障组（演示）', seenPaper: null },
    owned: { ready: lentByEach + 1, inUse: 0, ownNeed: 0, recent: 0, consumables: true },
  }
  await run(cast.desk, day.at(9), 'offer.make', { body })
  const said = { id: loadId(stage, load, 'assign'), reason: '已调出，见运单' }
  await run(cast.desk, day.at(9.2), 'offer.use', { params: { id }, body: said })
}

/** Makes a load's consignment and lets it leave. */
export const sendLoad = async (stage: Stage, load: PlannedLoad, day: PlayedDay): Promise<void> => {
  const { run, cast, zone } = stage
  const hospital = load.isAsked ? hospitalFor(stage, load) : null
  const assignment = hospital === null ? null : await assignLoad(stage, load, { hospital, day })
  await lend(stage, load, day)
  const to = siteFor(stage, load)
  const id = loadId(stage, load, 'make')
  const arrives = playedDay(load.arrives, doneAt, stage).at(14)
  const leg = {
    ...{ mode: 'road' as const, from: whoSends(stage, load), fromZone: zone, to: to.zh, toZone: zone, customs: false },
    ...{ carrier: '演示车队', departs: clockAt(day.at(10), zone), arrives: clockAt(arrives, zone) },
  }
  const head = { id, to: to.store, reference: `演示-${load.number + 1}`, legs: [leg] }
  const urgency = load.isAsked ? ('critical' as const) : ('urgent' as const)
  await run(cast.desk, day.at(10), 'consignment.make', {
    body: { ...head, urgency, cargo: cargoOf(stage, load, assignment) },
  })
  const { from, kind, units } = load
  const isOut = from.what === 'lender' || from.what === 'reserve'
  const giver = from.what === 'lender' ? cast.lenders[from.lender]?.keeper : cast.reserve.keeper
  const lines = isOut ? [{ kind, product: null, item: null, quantity: units, unit: unitOf(kind) }] : []
  await run(isOut ? (giver ?? cast.desk) : cast.desk, day.at(10.1), 'consignment.depart', {
    params: { id },
    body: {
      ...{ id: loadId(stage, load, 'depart'), day: day.day, lines, why: null },
      departed: { ...clockAt(day.at(10), zone), zone },
    },
  })
}
/** Planned arrivals are told by the whole day. */
const doneAt = 86_399_999

const sentLines = async (
  stage: Stage,
  load: PlannedLoad,
  day: PlayedDay,
): Promise<readonly { n: number; quantity: number }[]> => {
  const id = loadId(stage, load, 'make')
  const page = (await stage.run(stage.cast.desk, day.at(14), 'consignment.read', {
    params: { id },
  })) as ConsignmentPage // as its route says
  return page.cargo.map(({ n, quantity }) => ({ n, quantity }))
}

/** Takes a load in, all of it as it was sent. */
export const receiveLoad = async (stage: Stage, load: PlannedLoad, day: PlayedDay): Promise<void> => {
  const to = siteFor(stage, load)
  const isOut = load.from.what === 'lender' || load.from.what === 'reserve'
  const lines = isOut
    ? await sentLines(stage, load, day)
    : outsideLines(load, null).map(({ quantity }, n) => ({ n, quantity }))
  await stage.run(to.keeper, day.at(14), 'consignment.receive', {
    params: { id: loadId(stage, load, 'make') },
    body: {
      ...{ id: loadId(stage, load, 'receive'), day: day.day, condition: '完好', reason: null, last: true },
      ...{ into: 'free', lines: lines.map(({ n, quantity }) => ({ n, fine: quantity, damaged: 0 })), extra: [] },
    },
  })
}
