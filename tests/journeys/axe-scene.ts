import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { expect, vi } from 'vitest'
import { header } from '../support/ledgers.js'
import { type Caller, callAs, luotian, type World, yingshan } from '../support/world.js'
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

export type Reader =
  | 'nobody'
  | 'worker'
  | 'medic'
  | 'manager'
  | 'officer'
  | 'viewer'
  | 'administrator'
  | 'auditor'
  | 'stranger'
/** A page as somebody sees it, and what must be on it before it is looked at. */
export type Seen = { readonly name: string; readonly as: Reader; readonly path: string; readonly ready?: string }

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

/** A county in which every page has something to show: each page as somebody sees it, and the cookies of who they are. */
export const axeScene = async (w: World): Promise<{ seen: readonly Seen[]; cookies: ReadonlyMap<Reader, string> }> => {
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
  const account = async (role: 'prefectureViewer' | 'administrator' | 'auditor' | 'countyOfficer', place: string) =>
    (await w.account({ role, place })).login
  const logins: Readonly<Record<Exclude<Reader, 'nobody'>, string>> = {
    worker: staff.worker.login,
    medic: staff.medic.login,
    manager: staff.manager.login,
    officer: staff.officer.login,
    viewer: await account('prefectureViewer', '4211'),
    administrator: await account('administrator', luotian),
    auditor: await account('auditor', luotian),
    stranger: await account('countyOfficer', yingshan),
  }
  for (const [reader, login] of Object.entries(logins)) {
    const caller = await w.signIn(login)
    cookies.set(reader as Reader, caller.cookie) // the keys of the table above
    if (reader === 'viewer') await openByEmergency(caller)
  }
  const home = await careHome(w, staff, ['周桂英', '张建国'])
  const sheet = randomUUID()
  const printed = await manager.call('sheet.print', { body: { id: sheet, team: teams[0]?.id } })
  if (printed.body.outcome !== 'recorded') throw new Error(`sheet: ${printed.text}`)
  const seen: readonly Seen[] = [
    { name: 'first-card', as: 'nobody', path: await cardFor(w, cookies.get('administrator') ?? ''), ready: 'form' },
    { name: 'sheets', as: 'manager', path: '/sheets', ready: 'table' },
    { name: 'sheets-empty', as: 'stranger', path: '/sheets', ready: '.empty' },
    { name: 'sheets-no-right', as: 'viewer', path: '/sheets', ready: '.note' },
    { name: 'sheet-paper', as: 'manager', path: `/sheets/${sheet}/print`, ready: '.sheet-paper' },
    { name: 'sheet-entry', as: 'worker', path: `/sheets/${sheet}`, ready: '.sheet-entry' },
    { name: 'care-homes', as: 'manager', path: '/care-homes', ready: 'table' },
    { name: 'care-homes-empty', as: 'stranger', path: '/care-homes', ready: '.empty' },
    { name: 'care-homes-counts', as: 'viewer', path: '/care-homes', ready: 'table' },
    { name: 'care-home', as: 'manager', path: `/care-homes/${home}`, ready: '.home-figures' },
    { name: 'care-home-no-right', as: 'viewer', path: `/care-homes/${home}`, ready: '.note' },
    { name: 'care-home-new', as: 'officer', path: '/care-homes/new', ready: 'form select' },
    { name: 'care-home-edit', as: 'manager', path: `/care-homes/${home}/edit`, ready: 'form select' },
    { name: 'care-home-round', as: 'officer', path: `/care-homes/${home}/round`, ready: '.round-states' },
    { name: 'field-homes', as: 'worker', path: '/field/homes', ready: '.home-list' },
    { name: 'field-home', as: 'worker', path: `/field/homes/${home}`, ready: '.home-figures' },
    { name: 'field-home-round', as: 'worker', path: `/field/homes/${home}/round`, ready: '.round-states' },
    { name: 'sign-in', as: 'nobody', path: '/', ready: 'form' },
    { name: 'first-unknown', as: 'nobody', path: '/first#AAAAAAAAAAAAAAAAAAAAAA', ready: '.note' },
    { name: 'board-county', as: 'officer', path: `/board/${luotian}`, ready: '.board-two svg text' },
    { name: 'board-township', as: 'manager', path: `/board/${township}`, ready: '.board-two svg text' },
    { name: 'board-prefecture', as: 'viewer', path: '/board/4211', ready: '.board-two svg text' },
    { name: 'board-empty', as: 'stranger', path: `/board/${yingshan}`, ready: '.figures' },
    { name: 'today', as: 'officer', path: '/today', ready: 'table' },
    { name: 'today-empty', as: 'stranger', path: '/today', ready: '.empty' },
    { name: 'followups', as: 'manager', path: '/followups', ready: 'table' },
    { name: 'followups-empty', as: 'stranger', path: '/followups', ready: '.empty' },
    { name: 'followups-no-right', as: 'viewer', path: '/followups', ready: '.note' },
    { name: 'alarms', as: 'officer', path: '/alarms', ready: '.alarm-card' },
    { name: 'alarms-closed', as: 'manager', path: '/alarms?shown=closed', ready: '.empty' },
    { name: 'alarms-empty', as: 'stranger', path: '/alarms', ready: '.empty' },
    { name: 'alarms-no-right', as: 'viewer', path: '/alarms', ready: '.note' },
    { name: 'people', as: 'officer', path: '/people', ready: 'table' },
    { name: 'people-empty', as: 'stranger', path: '/people', ready: '.empty' },
    { name: 'person', as: 'officer', path: `/people/${person}`, ready: '.timeline' },
    { name: 'person-household', as: 'officer', path: `/people/${household.with}`, ready: '.household-list' },
    { name: 'person-medic', as: 'medic', path: `/people/${person}`, ready: '.timeline' },
    { name: 'person-new', as: 'officer', path: '/people/new', ready: '.doorstep select' },
    { name: 'person-edit', as: 'manager', path: `/people/${person}/edit`, ready: '.doorstep select' },
    { name: 'person-new-no-right', as: 'viewer', path: '/people/new', ready: '.note' },
    { name: 'tier', as: 'medic', path: '/tier', ready: 'table' },
    { name: 'overrides', as: 'medic', path: '/tier/overrides?shown=all', ready: '.tabs' },
    { name: 'tier-empty', as: 'stranger', path: '/tier', ready: '.empty' },
    { name: 'tier-village', as: 'medic', path: `/tier/${villageAt(villages, 1).code}`, ready: 'table' },
    { name: 'moves', as: 'manager', path: '/moves', ready: '.moves' },
    { name: 'moves-empty', as: 'stranger', path: '/moves', ready: '.empty' },
    { name: 'moves-no-right', as: 'viewer', path: '/moves', ready: '.note' },
    { name: 'person-moving', as: 'manager', path: `/people/${moving}`, ready: '.life-note' },
    { name: 'people-gone', as: 'officer', path: '/people?state=gone', ready: 'table' },
    { name: 'field-changed', as: 'worker', path: `/field/changed/${person}`, ready: 'fieldset' },
    { name: 'field-person-dead', as: 'worker', path: `/field/people/${dead}`, ready: '.life-note' },
    { name: 'teams', as: 'manager', path: '/teams', ready: 'table' },
    { name: 'teams-empty', as: 'stranger', path: '/teams', ready: '.empty' },
    { name: 'team', as: 'manager', path: `/teams/${teams[0]?.id ?? ''}`, ready: '.checks' },
    { name: 'team-away', as: 'manager', path: '/teams/away', ready: '.panel .checks' },
    { name: 'team-away-no-right', as: 'medic', path: '/teams/away', ready: '.note' },
    { name: 'team-balance', as: 'manager', path: '/teams/balance', ready: '.panel table' },
    { name: 'team-new', as: 'manager', path: '/teams/new', ready: '.checks' },
    { name: 'six', as: 'officer', path: '/six', ready: '.six-cards' },
    { name: 'six-missing', as: 'manager', path: '/six/3', ready: 'table' },
    { name: 'six-viewer', as: 'viewer', path: '/six', ready: 'h2' },
    { name: 'six-no-right', as: 'viewer', path: '/six/3', ready: '.note' },
    { name: 'morning', as: 'officer', path: '/morning', ready: '.morning-item' },
    { name: 'morning-no-right', as: 'viewer', path: '/morning', ready: '.note' },
    { name: 'league', as: 'officer', path: '/league', ready: 'table' },
    // Nothing is kept yet, unless the officer of the other lane has been to the league first.
    { name: 'league-viewer', as: 'viewer', path: '/league', ready: '.empty, main table' },
    { name: 'medicine-empty', as: 'stranger', path: '/medicine', ready: '.empty' },
    { name: 'checks', as: 'manager', path: '/checks', ready: '.check-answers' },
    { name: 'checks-county', as: 'officer', path: '/checks', ready: '.columns' },
    { name: 'checks-no-right', as: 'viewer', path: '/checks', ready: '.note' },
    { name: 'numbers', as: 'manager', path: '/numbers', ready: 'table' },
    { name: 'numbers-county', as: 'officer', path: '/numbers', ready: 'table' },
    { name: 'numbers-people', as: 'manager', path: '/numbers?tab=people', ready: 'table' },
    { name: 'numbers-no-right', as: 'viewer', path: '/numbers', ready: '.note' },
    { name: 'desk', as: 'manager', path: '/desk', ready: '.call-card' },
    { name: 'desk-duty', as: 'medic', path: '/desk?tab=duty', ready: 'form' },
    { name: 'desk-rota', as: 'manager', path: '/desk?tab=rota', ready: 'form' },
    { name: 'desk-empty', as: 'stranger', path: '/desk', ready: '.empty' },
    { name: 'desk-no-right', as: 'viewer', path: '/desk', ready: '.note' },
    { name: 'ledger', as: 'officer', path: '/ledger', ready: 'table' },
    { name: 'ledger-empty', as: 'stranger', path: '/ledger', ready: '.empty' },
    { name: 'ledger-new', as: 'officer', path: '/ledger/new', ready: '.drop' },
    { name: 'ledger-doubtful', as: 'officer', path: '/ledger/doubtful', ready: 'table' },
    { name: 'ledger-register', as: 'officer', path: '/ledger/register', ready: 'table' },
    { name: 'ledger-register-empty', as: 'stranger', path: '/ledger/register', ready: '.empty' },
    { name: 'ledger-import-mapping', as: 'officer', path: `/ledger/${mapping}`, ready: 'table' },
    { name: 'ledger-import-checked', as: 'officer', path: `/ledger/${waiting}`, ready: 'table' },
    { name: 'ledger-import-accepted', as: 'officer', path: `/ledger/${accepted}`, ready: 'table' },
    { name: 'facilities', as: 'officer', path: '/facilities', ready: 'table' },
    { name: 'facilities-empty', as: 'stranger', path: '/facilities', ready: '.empty' },
    { name: 'facility', as: 'officer', path: `/facilities/${facility}`, ready: '.panel form select' },
    { name: 'facility-read', as: 'viewer', path: `/facilities/${facility}`, ready: '.facts' },
    { name: 'facility-new', as: 'officer', path: '/facilities/new', ready: '.panel form select' },
    { name: 'organisations', as: 'officer', path: '/facilities/organisations', ready: 'table' },
    { name: 'organisations-no-right', as: 'viewer', path: '/facilities/organisations', ready: '.note' },
    {
      name: 'organisation',
      as: 'administrator',
      path: `/facilities/organisations/${organisation}`,
      ready: '.panel form',
    },
    { name: 'emergency', as: 'officer', path: '/emergency', ready: 'table' },
    { name: 'emergency-empty', as: 'stranger', path: '/emergency', ready: '.empty' },
    { name: 'emergency-form', as: 'viewer', path: '/emergency', ready: 'form' },
    {
      name: 'emergency-person',
      as: 'viewer',
      path: `/emergency/${await personNamed(w, '赵长庚')}`,
      ready: '.timeline',
    },
    { name: 'policy', as: 'officer', path: '/policy', ready: '[aria-labelledby=rules-title] table' },
    {
      name: 'policy-trial-people',
      as: 'officer',
      path: `/policy/proposals/${proposal}/people?place=${luotian}`,
      ready: '.empty',
    },
    {
      name: 'policy-trial-no-right',
      as: 'viewer',
      path: `/policy/proposals/${proposal}/people?place=${luotian}`,
      ready: '.note',
    },
    { name: 'policy-rule', as: 'officer', path: '/policy/CARE-DUE-4', ready: '.panel li' },
    { name: 'audit', as: 'auditor', path: '/audit', ready: 'table' },
    { name: 'accounts', as: 'administrator', path: '/accounts', ready: 'table' },
    { name: 'accounts-import', as: 'administrator', path: '/accounts/import', ready: '.drop' },
    { name: 'accounts-import-no-right', as: 'officer', path: '/accounts/import', ready: '.note' },
    { name: 'me', as: 'officer', path: '/me', ready: '.card li' },
    { name: 'no-right', as: 'viewer', path: '/people', ready: '.note' },
    { name: 'not-found', as: 'officer', path: '/nowhere', ready: '.empty' },
    { name: 'field-today', as: 'worker', path: '/field', ready: '.f-list' },
    { name: 'field-people', as: 'worker', path: '/field/people', ready: '.f-list' },
    { name: 'field-person', as: 'worker', path: `/field/people/${person}`, ready: '.household-list' },
    { name: 'field-person-new', as: 'worker', path: '/field/people/new', ready: '.doorstep' },
    { name: 'field-person-edit', as: 'worker', path: `/field/edit/${person}`, ready: '.doorstep' },
    { name: 'field-report', as: 'worker', path: '/field/report', ready: '.f-list' },
    { name: 'field-report-person', as: 'worker', path: `/field/report/${person}`, ready: '.readings' },
    { name: 'field-record', as: 'worker', path: `/field/record/${person}`, ready: '.same-call' },
    { name: 'field-correct', as: 'worker', path: `/field/correct/${person}/${fact}`, ready: '.record' },
    { name: 'field-alarms', as: 'worker', path: '/field/alarms', ready: '.alarm-card' },
    { name: 'field-worse', as: 'worker', path: `/field/worse/${await personNamed(w, '张建国')}`, ready: '.record' },
    { name: 'field-me', as: 'worker', path: '/field/me', ready: '.card li' },
    { name: 'field-not-found', as: 'worker', path: '/field/nowhere', ready: '.empty' },
  ]
  return { seen, cookies }
}
