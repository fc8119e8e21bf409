import { randomUUID } from 'node:crypto'
import { checkCharacterOf } from '@lianfang/domain/care'
import type { MayFn } from '../../apps/server/src/kernel/http/index.js'
import { type Caller, luotian, makeWorld, type World } from '../support/world.js'
import { addDeals, askFor } from './fixture-deals.js'
import { addGifts } from './fixture-gifts.js'
import { addGrassroots, issueFor } from './fixture-grassroots.js'
import { addLoads } from './fixture-moves.js'
import {
  addCareHome,
  addEnterprise,
  addMoves,
  askedBack,
  nameFor,
  registerLoads,
  take,
  tryOut,
  villageOf,
} from './fixture-rows.js'
import { addStore, keepFor } from './fixture-stores.js'

/** Two townships of one county and one of the next: inside, at the edge, outside. */
export const townships = { inside: '421123100', edge: '421123101', outside: '421124100' } as const
export type Aim = keyof typeof townships

export type Aimed = {
  readonly county: string
  readonly township: string
  readonly village: string
  readonly person: string
  readonly team: string
  /** A grid of the village with `mark` in its name, and a household of one person of the village. */
  readonly grid: string
  readonly household: string
  readonly import: string
  /** Another accepted import, of one person whom nothing else names. */
  readonly spare: string
  /** A file of the population register that stands, and one that was taken back. */
  readonly registerTaken: string
  readonly registerBack: string
  readonly doubt: string
  /** A move of `person` from another township of the county, waiting for this one's answer. */
  readonly move: string
  /** The worker's asking to take a death of `person` back, answered that it stands and not read. */
  readonly ask: string
  /** An alarm about `person`. */
  readonly alarm: string
  /** A call about `person`, with `mark` in what was said; the township manager has it. */
  readonly call: string
  /** A request for medicine for `person`. */
  readonly medicine: string
  readonly account: string
  readonly medic: string
  /** A second role of `account`, in its village. */
  readonly grant: string
  /** The identity number of the one person of `spare`. */
  readonly idNumber: string
  /** An emergency access that somebody else has open, with `mark` in its reason. */
  readonly access: string
  /** A township health centre and a company of the township, both with `mark` in their names. */
  readonly facility: string
  readonly organisation: string
  /** A printed day list of `team`, with `person` on it. */
  readonly sheet: string
  /** A care home of the township with `mark` in its name; `person` lives there by the fact `stay`. */
  readonly careHome: string
  readonly stay: string
  /** Values of rules that somebody has entered and nobody signed, with `mark` in their source. */
  readonly proposals: readonly [string, string, string, string]
  /** An enterprise of the township with `mark` in its name, its product, its paper, and a report of today with a doubt. */
  readonly enterprise: string
  readonly product: string
  readonly paper: string
  readonly report: string
  /** Who is named for the enterprise by a row of its own, and somebody of the place who can be. */
  readonly namedRow: string
  readonly reporter: string
  readonly kindNamed: string
  /** Counts of the county with `mark` in their name, not in use yet, and a change of definition in them. */
  readonly curve: string
  readonly definition: string
  /** A store of the township with `mark` in its name, another one that sent it `consignment`, who can be named for it, and a naming that has ended. */
  readonly store: string
  /** The clinic that `store` is of, with orders for it in each state, a fund line, a label, and requests for medicine. */
  readonly clinic: string
  readonly fund: string
  readonly orderChanging: string
  readonly orderApproving: string
  readonly orderPlacing: string
  readonly orderReceiving: string
  readonly orderClosing: string
  readonly orderWithdrawing: string
  readonly orderLine: string
  readonly label: string
  readonly medicineIssuing: string
  readonly medicineIssued: string
  /** A store of the township with medicine in it. */
  readonly pharmacy: string
  readonly otherStore: string
  readonly consignment: string
  readonly keeper: string
  readonly keeperRow: string
  /** A lot of the store with `mark` as its number, free, quarantined and reserved, and the movement that brought it. */
  readonly item: string
  /** A unit of the store that has a serial number, with `mark` in it; a second one stands beside it. */
  readonly device: string
  readonly movement: string
  /** A recall of the county, with `mark` in its reason. */
  readonly recall: string
  /** Consignments: two on the road to `store`, one planned, one that is to leave `store`, one that has arrived; what belongs to `load`. */
  readonly load: string
  readonly loadOther: string
  readonly loadPlanned: string
  readonly loadOut: string
  readonly loadDone: string
  readonly loadLate: string
  readonly milestone: string
  readonly photo: string
  /** A hospital of the township, who can be named for it, and a naming of somebody else. */
  readonly hospital: string
  readonly hospitalAccount: string
  readonly hospitalRow: string
  /** Its requests by state; those that a command ends have one of their own each. `request` is verified and has `assignment`. */
  readonly requestDraft: string
  readonly requestSubmitted: string
  readonly requestReturning: string
  readonly requestApproved: string
  readonly requestRefusing: string
  readonly request: string
  readonly requestClosing: string
  readonly requestWithdrawing: string
  readonly assignment: string
  /** A gift that the desk entered, and offers of the hospital. */
  readonly gift: string
  readonly offer: string
  readonly offerUsing: string
  readonly offerWithdrawing: string
  /** Gifts by state; `giftHere` is counted in at `store`, with units in quarantine, kept and issued. */
  readonly giftNew: string
  readonly giftDeclining: string
  readonly giftArriving: string
  readonly giftAccepted: string
  readonly giftDirected: string
  readonly giftHere: string
  readonly giftDone: string
  readonly giftPhoto: string
  /** Where units go: of `giftHere`, and of `giftAccepted`; and what was issued. */
  readonly giftTarget: string
  readonly giftPromise: string
  readonly giftIssue: string
  /** Requisitions of the hospital's units. */
  readonly requisition: string
  readonly requisitionExecuted: string
  readonly requisitionCancelling: string
  /** A word that stands in the person's name and nowhere else: it must never reach who may not see it. */
  readonly mark: string
}

export type Fixture = { readonly w: World; readonly at: Readonly<Record<Aim, Aimed>> }

const numbered = (digits17: string): string => digits17 + checkCharacterOf(digits17)
const idNumbers = {
  inside: numbered('42112319500101002'),
  edge: numbered('42112319500101004'),
  outside: numbered('42112419500101002'),
} as const
// One each: the same name with the same telephone would be perhaps the same person.
const spares = { inside: '15500000009', edge: '15500000008', outside: '15500000007' } as const
const householdPhones = { inside: '15500000019', edge: '15500000018', outside: '15500000017' } as const
const marks = { inside: '甲内人', edge: '乙边人', outside: '丙外人' } as const

const fill = async (w: World, aim: Aim): Promise<Aimed> => {
  const township = townships[aim]
  const idNumber = idNumbers[aim]
  const county = township.slice(0, 6)
  const village = await villageOf(w, township)
  const person = (serial: string, phone: string, age: string) => [
    serial,
    village.township,
    village.name,
    marks[aim],
    '男',
    '',
    age,
    phone,
    '高血压',
    '未接种',
  ]
  const done = await take(w, county, [
    person('1', '15500000001', '80'),
    // The same name and village with another phone: perhaps the same, so that a doubt waits.
    person('2', '15500000002', '81'),
  ])
  const spare = await take(w, county, [
    ['1', village.township, village.name, '备用', '女', idNumber, '', spares[aim], '无', '3针'],
  ])
  const housed = await take(w, county, [
    ['1', village.township, village.name, '同户', '女', '', '66', householdPhones[aim], '无', '3针'],
  ])
  const viewer = await w.account({ role: 'prefectureViewer', place: '4211' })
  const opened = await (await w.signIn(viewer.login)).call('emergency.open', {
    body: { county, idNumber, reason: `转诊途中需核对${marks[aim]}的用药` },
  })
  if (opened.status !== 200) throw new Error(`emergency: ${opened.text}`)
  const one = async (sql: string, values: unknown[]): Promise<string> => {
    const { rows } = await w.admin.query<{ id: string }>(sql, values)
    const id = rows[0]?.id
    if (id === undefined) throw new Error(`the fixture lacks a row: ${sql}`)
    return id
  }
  const medic = await w.account({ role: 'medic', place: township, name: `医${aim}` })
  const worker = await w.account({ role: 'villageWorker', place: township, name: `工${aim}` })
  const manager = await w.account({ role: 'townshipManager', place: township })
  const caller = await w.signIn(manager.login)
  const team = randomUUID()
  const made = await caller.call('team.create', {
    body: {
      id: team,
      township,
      name: `${marks[aim]}队`,
      members: [
        { accountId: medic.id, medic: true },
        { accountId: worker.id, medic: false },
      ],
      villages: [village.code],
    },
  })
  if (made.status !== 200) throw new Error(`team: ${made.text}`)
  const [facility, organisation] = [randomUUID(), randomUUID()]
  await w.admin.query(`insert into kernel.organisation (id, tree, name, place) values ($1, 'enterprise', $2, $3)`, [
    organisation,
    `${marks[aim]}公司`,
    township,
  ])
  await w.admin.query(
    `insert into kernel.facility (home, id, kind, name, place, organisation) values ($1, $2, 'townshipCentre', $3, $4, $5)`,
    [county, facility, `${marks[aim]}卫生院`, township, organisation],
  )
  const mover = await one('select id from care.person where township = $1 and import_id = $2', [
    township,
    done.entry.id,
  ])
  const ask = await askedBack(w, { county, person: mover, account: worker.id })
  const move = await addMoves(w, { county, township, worker: worker.id, mark: marks[aim], person: mover })
  // The same number in every place: it is nobody's secret, and whoever may tell it must be refused by place alone.
  await w.admin.query(
    `insert into care.desk_number (home, id, township, number, name, from_day, account, at, body_hash)
     values ($1, $2, $3, '0713-5050001', '卫生院', '2023-01-01', $4, now(), '')`,
    [county, randomUUID(), township, medic.id],
  )
  // As late as the walk through the cursors stands, which is ten days on.
  await w.admin.query(
    `insert into care.followup (home, id, person, at, claimed_at, account, team, township, village, channel, outcome, body_hash,
       due_reason, due_mode, due_rule)
     values ($1, gen_random_uuid(), $2, now() + interval '9 days', now(), $3, $4, $5, $6, 'phone', 'reached', '', 'notDue', 'call', '')`,
    [county, mover, worker.id, team, township, village.code],
  )
  const alarm = randomUUID()
  await w.admin.query(
    `insert into care.alarm (home, id, person, township, village, kind, raised_at, measured_at, reasons, urgent, climbs_at, team)
     values ($1, $2, $3, $4, $5, 'reading', now(), now(), '[]', false, '{}', $6)`,
    [county, alarm, mover, township, village.code, team],
  )
  const at = { county, township, village: village.code, worker: worker.id, mark: marks[aim], person: mover }
  const { careHome, stay } = await addCareHome(w, at)
  const [grid, household] = [randomUUID(), randomUUID()]
  await w.admin.query(
    `insert into care.grid (home, id, township, village, name, made_by, made_at) values ($1, $2, $3, $4, $5, $6, now())`,
    [county, grid, township, village.code, `${marks[aim]}网格`, manager.id],
  )
  await w.admin.query('update care.person set household = $2 where home = $1 and import_id = $3', [
    ...[county, household, housed.entry.id],
  ])
  const sheet = randomUUID()
  await w.admin.query(
    `insert into care.day_sheet (home, id, code, township, team, day, printed_at, printed_by, people, left_over)
     values ($1, $2, $3, $4, $5, '2023-01-05', now(), $6, 1, 0)`,
    [county, sheet, aim.slice(0, 4).toUpperCase().padEnd(6, 'X'), township, team, worker.id],
  )
  await w.admin.query(
    `insert into care.day_sheet_row (home, sheet, n, person, tier, reason, mode, rule_id, attempts, followup, medicine)
     values ($1, $2, 1, $3, 'red', 'longestGap', 'call', 'CARE-DUE-4', 0, gen_random_uuid(), gen_random_uuid())`,
    [county, sheet, mover],
  )
  const call = randomUUID()
  const calling = await caller.call('call.record', {
    body: {
      ...{ id: call, place: township, personId: null, about: marks[aim], said: `${marks[aim]}的邻居来电` },
      ...{ redFlags: [], dayFlags: [], signs: [], spo2Percent: null, temperatureC: null },
      caller: { number: '13900000000', name: '' },
    },
  })
  if (calling.status !== 200) throw new Error(`call: ${calling.text}`)
  const medicine = randomUUID()
  await w.admin.query(
    `insert into care.medicine_request (home, id, person, asked_at, asked_by, days_left, late_at)
     values ($1, $2, $3, now(), $4, 2, now() + interval '2 days')`,
    [county, medicine, mover, worker.id],
  )
  const override = { tier: 'red', by: medic.id, byName: '医', reason: `${marks[aim]}病情不稳`, reviewOn: '2023-01-20' }
  await w.admin.query(
    `update care.person set tier = 'red', override = $3::jsonb || jsonb_build_object('at', now(), 'commandId', gen_random_uuid())
     where home = $1 and id = $2`,
    [county, mover, { ...override, assessedTierAtOverride: 'red' }],
  )
  await w.admin.query(
    `insert into care.episode (home, id, person, kind, began_at, received_at, account, body_hash, ended_at, end_reason)
     values ($1, gen_random_uuid(), $2, 'infection', now(), now() + interval '10 days', $3, '', now(), 'symptomFree')`,
    [county, mover, worker.id],
  )
  const officer = await w.signIn((await w.account({ role: 'countyOfficer', place: county })).login)
  const propose = async (): Promise<string> => {
    const id = randomUUID()
    const source = { document: `${marks[aim]}通知`, clause: '一' }
    const rest = { evidence: 'official', from: '2023-02-01', until: null, approval: null }
    const { status, text } = await officer.call('policy.propose', {
      body: { id, ruleId: 'CARE-DUE-4', place: county, value: 48, source, ...rest },
    })
    if (status !== 204) throw new Error(`proposal: ${text}`)
    return id
  }
  const grant = await one(
    `insert into kernel.account_grant (id, account, role, place) values (gen_random_uuid(), $1, 'villageWorker', $2) returning id`,
    [worker.id, village.code],
  )
  const proposals = [await propose(), await propose(), await propose(), await propose()] as const
  await tryOut(w, { proposal: proposals[2], county, township, account: worker.id })
  const stock = await addStore(w, { county, township, mark: marks[aim] })
  const deals = await addDeals(w, { county, township, mark: marks[aim] })
  const neighbour = await one(
    // Not the one whose ledger is taken back.
    `select id from care.person where township = $1 and id <> $2 and import_id <> $3 and life = 'here' order by id limit 1`,
    [township, mover, spare.entry.id],
  )
  const clinics = { county, township, mark: marks[aim], store: stock.store, person: mover, neighbour }
  return {
    proposals,
    county,
    township,
    facility,
    organisation,
    careHome,
    stay,
    sheet,
    village: village.code,
    mark: marks[aim],
    team,
    grid,
    household,
    import: done.entry.id,
    spare: spare.entry.id,
    person: mover,
    ...(await registerLoads(w, { county, account: worker.id })),
    move,
    ask,
    alarm,
    call,
    medicine,
    doubt: await one('select id from care.doubtful_pair where township = $1', [township]),
    account: worker.id,
    grant,
    medic: medic.id,
    idNumber,
    access: opened.body.id,
    ...(await addEnterprise(w, { county, township, mark: marks[aim] })),
    ...stock,
    ...(await addLoads(w, { county, township, mark: marks[aim], ...stock })),
    ...(await addGrassroots(w, clinics)),
    ...deals,
    ...(await addGifts(w, { county, township, mark: marks[aim], store: stock.store, hospital: deals.hospital })),
  }
}

/** Builds the fixture on a world of its own; with `may` replaced, row security stands alone. */
export const makeFixture = async (may?: MayFn, log?: (line: string) => void): Promise<Fixture> => {
  // The fixture itself is built with the program's check on its own world's data; only later calls meet the replaced one.
  const w = await makeWorld({ ...(may === undefined ? {} : { may }), ...(log === undefined ? {} : { log }) })
  const at = { inside: await fill(w, 'inside'), edge: await fill(w, 'edge'), outside: await fill(w, 'outside') }
  await w.settle()
  return { w, at }
}

/** Signs in as a role at the place that the fixture calls inside. */
export const callerOf = async ({ w, at }: Fixture, role: string): Promise<Caller> => {
  const place: Readonly<Record<string, string>> = {
    villageWorker: at.inside.township,
    medic: at.inside.township,
    townshipManager: at.inside.township,
    countyOfficer: luotian,
    prefectureViewer: '4211',
    provinceViewer: '42',
    nationViewer: 'nation',
    administrator: luotian,
    auditor: luotian,
    enterpriseReporter: luotian,
    liaison: luotian,
    supplyDesk: luotian,
    warehouseKeeper: luotian,
    hospitalRequester: luotian,
    hospitalApprover: luotian,
  }
  const account = await w.account({ role: role as 'medic', place: place[role] ?? '' }) // a name of the role table
  if (role === 'villageWorker') {
    await w.admin.query(
      `insert into care.team_member (home, team, account, township, medic) values ($1, $2, $3, $4, false)`,
      [at.inside.county, at.inside.team, account.id, at.inside.township],
    )
  }
  if (role === 'warehouseKeeper') await keepFor(w, at.inside, account.id)
  const issues: Readonly<Record<string, readonly Aimed[]>> = {
    ...{ medic: [at.inside], townshipManager: [at.inside], countyOfficer: [at.inside, at.edge] },
  }
  await issueFor(w, issues[role] ?? [], account.id)
  if (role === 'hospitalRequester' || role === 'hospitalApprover') {
    await askFor(w, at.inside, { account: account.id, role })
  }
  if (role === 'enterpriseReporter' || role === 'liaison') await nameFor(w, at.inside, { account: account.id, role })
  return w.signIn(account.login)
}
