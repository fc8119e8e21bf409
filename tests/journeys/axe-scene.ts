import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { expect, vi } from 'vitest'
import { header } from '../support/ledgers.js'
import { type Caller, callAs, luotian, type World, yingshan } from '../support/world.js'
import { pagesOf, type Reader, type Seen } from './axe-pages.js'
import { dealsOf, orderedOf, submittedBy, wardOf } from './deal-scene.js'
import { giftsOf } from './gift-scene.js'
import { clinicsOf, labelOf, proposedBy } from './grassroots-scene.js'
import { roadOf } from './road-scene.js'
import {
  careHome,
  dayMs,
  institutions,
  lineOf,
  numbersOf,
  openByEmergency,
  opensBy,
  personNamed,
  populationOf,
  recordedYesterday,
  red,
  takeIn,
  teamsDay,
  township,
  villageAt,
  villagesOf,
  yellow,
} from './scenes.js'
import { outlookScene } from './scenes-outlook.js'
import { recallOf, stockScene } from './scenes-stock.js'
import { reportingEnterprise } from './scenes-supply.js'
import { storesOf } from './store-scene.js'

const uploadAs = async (officer: Caller, fileName: string, lines: readonly (readonly string[])[]): Promise<string> => {
  const upload = Buffer.from([header, ...lines].map((line) => line.join(',')).join('\n'))
  const { body } = await officer.call('import.upload', { query: { county: luotian, fileName }, upload })
  return body.id
}

/** An import that is checked and waits for a decision. */
const checked = async (w: World, officer: Caller, lines: readonly (readonly string[])[]): Promise<string> => {
  const id = await uploadAs(officer, '待定.csv', lines)
  const { body } = await officer.call('import.read', { params: { id } })
  const columns = body.columns.map(({ index, field }) => ({ index, field }))
  await officer.call('import.check', { params: { id }, body: { columns, asOf: null } })
  const state = async () => (await officer.call('import.read', { params: { id } })).body.state
  await vi.waitFor(async () => expect(await state()).toBe('checked'), { timeout: 10_000, interval: 100 })
  await w.settle()
  return id
}

const record = async (caller: Caller, personId: string, rest: object): Promise<string> => {
  const id = `${randomUUID().slice(0, 14)}7${randomUUID().slice(15)}`
  const body = { id, personId, at: new Date().toISOString(), channel: 'phone', outcome: 'reached', ...rest }
  const { status, text } = await caller.call('followup.record', { body })
  if (status !== 200) throw new Error(`follow-up: ${text}`)
  return id
}

/** The address on a sign-in card of somebody who has not set a password. */
const cardFor = async (w: World, cookie: string): Promise<string> => {
  const upload = Buffer.from(`姓名,角色,地区\n胡一清,medic,${township}`)
  const list = await callAs(w.product, cookie, 'account.import', { query: { county: luotian, mode: 'take' }, upload })
  const ids = list.body.rows.map((row) => row.id)
  const { body } = await callAs(w.product, cookie, 'account.cards', { body: { ids } })
  const { pathname, hash } = new URL(body.cards[0]?.address ?? '')
  return pathname + hash
}

export type Scene = { readonly seen: readonly Seen[]; readonly cookies: ReadonlyMap<Reader, string> }

/** A county in which every page has something to show: each page as somebody sees it, and the cookies of who they are. */
export const axeScene = async (w: World): Promise<Scene> => {
  const cookies = new Map<Reader, string>()
  const staff = await teamsDay(w)
  await recordedYesterday(w, staff)
  const villages = await villagesOf(w)
  const first = villageAt(villages, 0)
  // Nobody was in touch with her yet: she stands on today's list.
  w.setNow(Date.now() - 4 * dayMs)
  await takeIn(w, first, [{ name: '冯玉兰', ...red, phone: '13800010010' }])
  w.setNow(Date.now() - 2 * dayMs)
  // One of two who may be the same waits in the queue; the third village has no team.
  await takeIn(w, first, [
    { name: '李小芳', ...yellow, phone: '13800010007' },
    { name: '李小芳', ...yellow, age: '71', phone: '13800010008' },
  ])
  await takeIn(w, villageAt(villages, 2), [
    { name: '赵长庚', ...red, sex: '男', idNumber: opensBy, phone: '13800010009' },
  ])
  w.setNow(Date.now())
  const officer = await w.signIn(staff.officer.login)
  const person = await personNamed(w, '周桂英')
  const fact = await record(await w.signIn(staff.worker.login), person, { spo2Percent: 91, temperatureC: 37.8 })
  await record(officer, person, { outcome: 'unanswered', note: '下午再打' })
  // One alarm of a reading with signs, and one person who is followed daily.
  await record(officer, await personNamed(w, '吴秀兰'), { spo2Percent: 88, warmHand: true, signs: ['dyspnoea'] })
  // A household of two, one recorded as living alone, and somebody else who may be put to it.
  const household = { id: uuidv7(), with: await personNamed(w, '张建国') }
  await officer.call('household.join', { params: { id: person }, body: household })
  const grid = { id: uuidv7(), village: first.code, name: '东边一片' }
  await officer.call('grid.create', { body: grid })
  const begun = {
    id: `${randomUUID().slice(0, 14)}7${randomUUID().slice(15)}`,
    kind: 'infection',
    at: new Date().toISOString(),
  }
  await officer.call('episode.begin', { params: { id: person }, body: begun })
  const [moving, dead] = [await personNamed(w, '孙有福'), await personNamed(w, '刘明德')]
  const life = { id: uuidv7(), kind: 'death', at: new Date().toISOString(), note: '儿子告知' }
  await officer.call('life.record', { params: { id: dead }, body: life })
  await officer.call('move.ask', {
    params: { id: moving },
    body: { id: uuidv7(), township: '421123101', note: '投靠女儿' },
  })
  const mapping = await uploadAs(officer, '新台账.csv', [lineOf(first, { name: '钱桂枝', ...red }, 1)])
  const waiting = await checked(w, officer, [
    lineOf(first, { name: '郑秋菊', ...red, vaccine: '打过' }, 1),
    lineOf({ ...first, name: '万密村' }, { name: '', ...red }, 2),
  ])
  const proposer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
  const proposal = randomUUID()
  await proposer.call('policy.propose', {
    body: {
      id: proposal,
      ruleId: 'CARE-DUE-4',
      place: luotian,
      value: 48,
      source: { document: '罗田县疫情防控指挥部通知', clause: '第二条' },
      evidence: 'official',
      from: '2023-01-04',
      until: null,
      approval: null,
    },
  })
  await officer.call('trial.start', { params: { id: proposal }, body: { id: uuidv7() } })
  await populationOf(officer, first)
  const imports = await officer.call('import.list', { query: { county: luotian } })
  const accepted = imports.body.rows.find((row) => row.state === 'accepted')?.id ?? ''
  const { facility, organisation } = await institutions(w)
  await numbersOf(w)
  const manager = await w.signIn(staff.manager.login)
  const ringing = {
    ...{ id: uuidv7(), place: township, personId: person, about: '', said: '夜里喘' },
    ...{ redFlags: [], dayFlags: ['fever'], signs: [], spo2Percent: null, temperatureC: null },
    caller: { number: '13711112222', name: '周小妹' },
  }
  const { status: rang, text: answer } = await manager.call('call.record', { body: ringing })
  if (rang !== 200) throw new Error(`call: ${answer}`)
  const { rows: teams } = await w.admin.query<{ id: string }>('select id from care.team')
  await w.settle()
  const account = async (
    role: 'prefectureViewer' | 'administrator' | 'auditor' | 'countyOfficer' | 'supplyDesk',
    place: string,
  ) => (await w.account({ role, place })).login
  const stores = await storesOf(w)
  const devices = await stores.store.keeper.call('asset.here', { params: { id: stores.store.id } })
  const gifts = await giftsOf(w, stores)
  const ward = await wardOf(w)
  const logins: Readonly<Record<Exclude<Reader, 'nobody'>, string>> = {
    worker: staff.worker.login,
    medic: staff.medic.login,
    manager: staff.manager.login,
    officer: staff.officer.login,
    viewer: await account('prefectureViewer', '4211'),
    administrator: await account('administrator', luotian),
    auditor: await account('auditor', luotian),
    supply: await account('supplyDesk', luotian),
    keeper: stores.keeper.login,
    asks: ward.asks.login,
    approves: ward.approves.login,
    stranger: await account('countyOfficer', yingshan),
  }
  for (const [reader, login] of Object.entries(logins)) {
    const caller = await w.signIn(login)
    cookies.set(reader as Reader, caller.cookie) // the keys of the table above
    if (reader === 'viewer') await openByEmergency(caller)
  }
  const supply = await w.signIn(logins.supply)
  const enterprise = await reportingEnterprise(w, supply)
  const { county, reversed } = await stockScene(w, supply)
  const recall = await recallOf(supply, 'M2402')
  const deals = await dealsOf(ward)
  const deskDeal = await submittedBy(ward)
  const requisition = await orderedOf(ward)
  const { consignment } = await roadOf(w)
  const clinics = await clinicsOf(w)
  const order = await proposedBy(clinics)
  await labelOf(supply)
  const linked = { id: randomUUID(), name: '鄂J·12345', leg: null, phones: ['0713-5050001'] }
  const link = await supply.call('link.make', { params: { id: consignment.id }, body: linked })
  await w.settle()
  const curve = await outlookScene(w, supply)
  const home = await careHome(w, staff, ['周桂英', '张建国'])
  const sheet = randomUUID()
  const printed = await manager.call('sheet.print', { body: { id: sheet, team: teams[0]?.id } })
  if (printed.body.outcome !== 'recorded') throw new Error(`sheet: ${printed.text}`)
  const seen = pagesOf({
    ...{
      accepted,
      curve,
      dead,
      enterprise,
      facility,
      fact,
      home,
      mapping,
      moving,
      organisation,
      person,
      proposal,
      recall,
      reversed,
      sheet,
      store: county.id,
      waiting,
    },
    deal: deals.request,
    dealWaiting: deals.waiting,
    dealOffer: deals.offer,
    deskDeal,
    requisition,
    clinic: clinics.short.clinic,
    order,
    consignment: consignment.id,
    ...{ gift: gifts.here.id, giftCode: gifts.here.token, giftOffered: gifts.waiting.id },
    road: link.body.token,
    alone: await personNamed(w, '张建国'),
    card: await cardFor(w, cookies.get('administrator') ?? ''),
    housed: household.with,
    household: household.id,
    opened: await personNamed(w, '赵长庚'),
    kept: stores.store.id,
    device: devices.body.rows[0]?.item ?? '',
    team: teams[0]?.id ?? '',
    village: villageAt(villages, 1).code,
  })
  return { seen, cookies }
}
