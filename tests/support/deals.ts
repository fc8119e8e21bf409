import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { daysFromNow } from './days.js'
import type { Caller, World } from './world.js'

/** An institution with somebody who asks for it and somebody who approves inside. */
export type Hospital = {
  readonly id: string
  readonly place: string
  readonly requester: Caller
  readonly approver: Caller
  readonly requesterId: string
}

/** Enters an institution and names its two people through its desk. */
export const makeHospital = async (w: World, desk: Caller, name: string, place = '421123100'): Promise<Hospital> => {
  const id = randomUUID()
  await w.admin.query(`insert into kernel.facility (home, id, kind, name, place) values ($1, $2, 'hospital', $3, $4)`, [
    ...[place.slice(0, 6), id, name, place],
  ])
  const people = await Promise.all(
    (['requester', 'approver'] as const).map(async (part) => {
      const role = part === 'requester' ? 'hospitalRequester' : 'hospitalApprover'
      const account = await w.account({ role, place: place.slice(0, 6), name: `${name}${part}` })
      return { part, account }
    }),
  )
  const signed: Caller[] = []
  for (const { part, account } of people) {
    const body = { id: randomUUID(), accountId: account.id, part, phone: null }
    const reply = await desk.call('hospital.name', { params: { id }, body })
    expect(reply.text).toContain('"recorded"')
    signed.push(await w.signIn(account.login))
  }
  const [requester, approver] = signed as [Caller, Caller] // two parts were named
  return { id, place, requester, approver, requesterId: people[0]?.account.id ?? '' }
}

/** What a hospital says: eight critical patients wait, six staffed beds have no unit, one unit stands idle. Need: five. */
export const facts = (rest: object = {}) => ({
  ...{ criticalWaiting: 8, inUse: 12, idle: 1, staffedBeds: 6, dailyUse: null },
  ...rest,
})
export const asking = (hospital: Hospital, rest: object = {}) => ({
  ...{ id: randomUUID(), hospital: hospital.id, kind: 'ventilator-invasive', quantity: 5, unit: 'set', product: null },
  ...{ facts: facts(), note: null, sure: false },
  ...rest,
})

export const command = (rest: object = {}) => ({ id: uuidv7(), ...rest })

/** Drafts a request and answers its id. */
export const drafted = async (hospital: Hospital, rest: object = {}): Promise<string> => {
  const body = asking(hospital, rest)
  const reply = await hospital.requester.call('request.draft', { body })
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
  return body.id
}

/** A request that was approved inside. */
export const approved = async (hospital: Hospital, rest: object = {}): Promise<string> => {
  const id = await drafted(hospital, rest)
  const sent = await hospital.requester.call('request.submit', { params: { id }, body: command() })
  expect(sent.body, sent.text).toMatchObject({ outcome: 'recorded' })
  const passed = await hospital.approver.call('request.approve', { params: { id }, body: command() })
  expect(passed.body, passed.text).toMatchObject({ outcome: 'recorded' })
  return id
}

/** Verifies a request at what it comes to now. */
export const verifyAt = async (desk: Caller, id: string, verified?: number, reason: string | null = null) => {
  const page = await desk.call('request.read', { params: { id } })
  const seen = page.body.need.verified
  const body = command({ seen, verified: verified ?? seen, reason })
  return desk.call('request.verify', { params: { id }, body })
}

export const gateNames = ['operators', 'oxygen', 'power', 'consumables'] as const

export const confirmAll = async (hospital: Hospital, id: string, day = daysFromNow(0)): Promise<void> => {
  for (const gate of gateNames) {
    const body = command({ gate, day, note: null })
    const reply = await hospital.requester.call('request.confirm', { params: { id }, body })
    expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
  }
}

/** A request that units can be assigned to. */
export const ready = async (hospital: Hospital, desk: Caller, rest: object = {}): Promise<string> => {
  const id = await approved(hospital, rest)
  await confirmAll(hospital, id)
  const reply = await verifyAt(desk, id)
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
  return id
}

/** What a desk or an owner offers: a gift with a paper that was seen, unless it says otherwise. */
export const offering = (rest: object = {}) => ({
  ...{ id: randomUUID(), channel: 'donation', owner: null, place: '421123100', party: '某基金会' },
  ...{ kind: 'ventilator-invasive', product: null, quantity: 10, unit: 'set', readyOn: daysFromNow(1) },
  ...{ reliability: 'likely', saidBy: '基金会李女士', seenPaper: { number: '国械注进20203080001', until: null } },
  owned: null,
  ...rest,
})

/** Makes an offer and answers its id. */
export const offered = async (caller: Caller, rest: object = {}): Promise<string> => {
  const body = offering(rest)
  const reply = await caller.call('offer.make', { body })
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
  return body.id
}

/** What an owner of several has to spare. */
export const owned = (rest: object = {}) => ({
  ...{ ready: 5, inUse: 2, ownNeed: 0, recent: 0, consumables: true },
  ...rest,
})

export const give = (desk: Caller, id: string, offer: string, quantity: number, rest: object = {}) =>
  desk.call('assign.make', { params: { id }, body: { id: randomUUID(), offer, quantity, reason: null, ...rest } })
