import { randomUUID } from 'node:crypto'
import type { World } from '../support/world.js'

const names = [
  ...(['hospital', 'hospitalRow', 'requestDraft', 'requestSubmitted', 'requestReturning', 'requestApproved'] as const),
  ...(['requestRefusing', 'request', 'requestClosing', 'requestWithdrawing', 'assignment', 'gift', 'offer'] as const),
  ...(['offerUsing', 'offerWithdrawing', 'requisition', 'requisitionExecuted', 'requisitionCancelling'] as const),
] as const
type Made = (typeof names)[number] | 'hospitalAccount'

const facts = JSON.stringify({ criticalWaiting: 100, inUse: 3, idle: 0, staffedBeds: 100, dailyUse: null })
const owned = JSON.stringify({ ready: 500, inUse: 9, ownNeed: 0, recent: 0, consumables: true })

const states: Partial<Record<(typeof names)[number], string>> = {
  ...{
    requestDraft: 'draft',
    requestSubmitted: 'submitted',
    requestReturning: 'submitted',
    requestApproved: 'approved',
  },
  ...{ requestRefusing: 'approved', request: 'verified', requestClosing: 'verified', requestWithdrawing: 'verified' },
}

/** A hospital with requests in each state, offers of it and a gift, what is assigned, and requisitions; `mark` in every name. */
export const addDeals = async (
  w: World,
  { county, township, mark }: { readonly county: string; readonly township: string; readonly mark: string },
): Promise<Record<Made, string>> => {
  const ids = Object.fromEntries(names.map((name) => [name, randomUUID()])) as Record<(typeof names)[number], string> // each was made
  const add = (sql: string, values: unknown[]) => w.admin.query(sql, values)
  const hospitalAccount = (await w.account({ role: 'hospitalRequester', place: county, name: '申请人' })).id
  const old = (await w.account({ role: 'hospitalRequester', place: county, name: '旧申请人' })).id
  await add(`insert into kernel.facility (home, id, kind, name, place) values ($1, $2, 'hospital', $3, $4)`, [
    ...[county, ids.hospital, `${mark}医院`, township],
  ])
  await add(
    `insert into supply.facility_person (home, id, facility, account, part, name, from_at, named_by, body_hash)
     values ($1, $2, $3, $4, 'requester', $5, now(), $4, '')`,
    [county, ids.hospitalRow, ids.hospital, old, `${mark}旧申请`],
  )
  for (const [name, state] of Object.entries(states)) {
    await add(
      `insert into supply.request (home, id, facility, place, name, kind, basis, said_quantity, said_unit, requested, facts, note,
         uncovered, busy, doubted, state, account, by_name, created_at, submitted_by, submitted_name, approved_at, computed, verified,
         verification, body_hash)
       values ($1, $2, $3, $4, $5, 'ecmo', 'patients', 5, 'set', 5, $6, $7, 100, 100, false, $8, $9, $7, now(),
         case when $8 <> 'draft' then $9::uuid end, $7, case when $8 in ('approved', 'verified') then now() end,
         case when $8 = 'verified' then 5 end, case when $8 = 'verified' then 5 end, null, '')`,
      [county, ids[name as 'request'], ids.hospital, township, `${mark}医院`, facts, `${mark}备注`, state, old],
    )
  }
  for (const gate of ['operators', 'oxygen', 'power', 'consumables']) {
    await add(
      `insert into supply.gate (home, id, facility, kind, gate, day, at, account, by_name, body_hash)
       values ($1, gen_random_uuid(), $2, 'ecmo', $3, current_date - 1, now(), $4, $5, '')`,
      [county, ids.hospital, gate, old, `${mark}确认`],
    )
  }
  for (const name of ['offer', 'offerUsing', 'offerWithdrawing'] as const) {
    await add(
      `insert into supply.offer (home, id, channel, place, facility, owner_name, kind, said_quantity, said_unit, quantity, ready_on,
         reliability, said_by, owned, account, by_name, at, body_hash)
       values ($1, $2, 'transfer', $3, $4, $5, 'ecmo', 5, 'set', 5, current_date, 'likely', $5, $6, $7, $5, now(), '')`,
      [county, ids[name], township, ids.hospital, `${mark}医院`, owned, old],
    )
  }
  await add(
    `insert into supply.offer (home, id, channel, place, party, kind, said_quantity, said_unit, quantity, ready_on, reliability, said_by,
       seen_number, account, by_name, at, body_hash)
     values ($1, $2, 'donation', $3, $4, 'ecmo', 9, 'set', 9, current_date, 'likely', $4, $4, $5, $4, now(), '')`,
    [county, ids.gift, township, `${mark}基金会`, old],
  )
  await add(
    `insert into supply.assignment (home, id, request, facility, kind, offer_home, offer, quantity, channel, from_name, from_place,
       ready_on, at, account, by_name, body_hash)
     values ($1, $2, $3, $4, 'ecmo', $1, $5, 1, 'donation', $6, $7, current_date, now(), $8, $6, '')`,
    [county, ids.assignment, ids.request, ids.hospital, ids.gift, `${mark}基金会`, township, old],
  )
  for (const [name, state] of [
    ['requisition', 'ordered'],
    ['requisitionExecuted', 'executed'],
    ['requisitionCancelling', 'ordered'],
  ] as const) {
    await add(
      `insert into supply.requisition (home, id, facility, owner_name, place, kind, quantity, state, order_number, authority, receipt,
         condition, compensation, return_day, executed_on, owned, account, by_name, at, body_hash)
       values ($1, $2, $3, $4, $5, 'ecmo', 1, $6, $4, '省指挥部', '收据', '完好', '按日', current_date + 30,
         case when $6 = 'executed' then current_date - 1 end, $7, $8, $4, now(), '')`,
      [county, ids[name], ids.hospital, `${mark}医院`, township, state, owned, old],
    )
  }
  return { ...ids, hospitalAccount }
}

/** Names an account for a hospital. */
export const askFor = async (
  w: World,
  at: { readonly county: string; readonly hospital: string },
  who: { readonly account: string; readonly role: 'hospitalRequester' | 'hospitalApprover' },
): Promise<void> => {
  await w.admin.query(
    `insert into supply.facility_person (home, id, facility, account, part, name, from_at, named_by, body_hash)
     values ($1, gen_random_uuid(), $2, $3, $4, '有关人', now(), $3, '')`,
    [at.county, at.hospital, who.account, who.role === 'hospitalRequester' ? 'requester' : 'approver'],
  )
}
