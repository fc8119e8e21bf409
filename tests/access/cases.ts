import { randomUUID } from 'node:crypto'
import { type RouteId, routes } from '@lianfang/contract'
import { v7 as uuidv7 } from 'uuid'
import { careCases } from './cases-care.js'
import { dealCases } from './cases-deals.js'
import { giftCases } from './cases-gifts.js'
import { grassrootsCases } from './cases-grassroots.js'
import { moveCases } from './cases-moves.js'
import { stockCases } from './cases-stock.js'
import { supplyCases } from './cases-supply.js'
import { workCases } from './cases-work.js'
import type { Aimed } from './fixture.js'
import { type AccessCase, desk, institutions, keepers, self, viewers } from './who.js'

const facilityBody = (at: Aimed) => ({
  kind: 'villageClinic',
  name: '新卫生室',
  nameEn: null,
  place: at.township,
  grade: 'none',
  phone: null,
  aroundTheClock: false,
  creditCode: null,
  organisation: null,
  openFrom: null,
})
const organisationBody = (at: Aimed) => ({
  parent: null,
  name: '新公司',
  nameEn: null,
  code: null,
  place: at.township,
})

/** One case a route. A route without one does not compile, and the test counts them besides. */
export const cases: Readonly<Record<RouteId, AccessCase | 'public'>> = {
  ...careCases,
  ...workCases,
  ...supplyCases,
  ...stockCases,
  ...dealCases,
  ...moveCases,
  ...grassrootsCases,
  ...giftCases,
  'instance.read': 'public',
  'api.describe': 'public',
  'session.create': 'public',
  'first.open': 'public',
  'first.set': 'public',
  'session.read': { who: self, ask: () => ({}) },
  'session.end': { who: self, ask: () => ({}) },
  'session.act': { who: {}, ask: () => ({ body: { grantId: randomUUID(), teamId: null } }) },
  'session.list': { who: self, ask: () => ({}) },
  'session.withdraw': { who: {}, ask: () => ({ params: { id: randomUUID() } }) },
  'password.change': {
    who: self,
    ask: () => ({ body: { current: 'a-good-test-password', next: 'another-good-password-9' } }),
  },
  'language.change': { who: self, ask: () => ({ body: { language: 'en' } }) },
  'second-factor.begin': { who: {}, ask: () => ({}) },
  'second-factor.confirm': { who: {}, ask: () => ({ body: { code: '000000' } }) },
  'oidc.begin': 'public',
  'oidc.arrive': 'public',
  'oidc.code': 'public',
  // No provider is configured in this world: nobody links; tests of linking stand beside its code.
  'oidc.link-begin': { who: {}, ask: () => ({}) },
  'oidc.link': { who: {}, ask: () => ({ body: { query: 'code=x&state=y' } }) },
  'oidc.unlink': { who: {}, ask: () => ({}) },
  'division.read': { who: self, ask: (at) => ({ params: { code: at.township } }) },
  'board.read': { who: { ...desk, ...viewers }, ask: (at) => ({ params: { place: at.township } }) },
  'board.export': {
    who: { ...desk, ...viewers },
    ask: (at) => ({ params: { place: at.township }, query: { format: 'csv' } }),
  },
  'live.follow': { who: {}, ask: () => ({}) },
  'policy.list': { who: self, ask: () => ({}) },
  'policy.values': { who: self, ask: () => ({ params: { rule: 'CARE-DUE-4' } }) },
  'policy.proposals': { who: keepers, ask: (at) => ({ query: { place: at.county } }), list: true },
  'policy.propose': {
    who: keepers,
    ask: (at) => ({
      body: {
        id: randomUUID(),
        ruleId: 'CARE-DUE-5',
        place: at.county,
        value: 72,
        source: { document: '测试通知', clause: '一' },
        evidence: 'official',
        from: '2023-02-01',
        until: null,
        approval: null,
      },
    }),
  },
  'policy.try': { who: keepers, ask: (at) => ({ params: { id: at.proposals[0] } }) },
  'policy.sign': { who: keepers, ask: (at) => ({ params: { id: at.proposals[0] } }) },
  'policy.refuse': { who: keepers, ask: (at) => ({ params: { id: at.proposals[1] }, body: { reason: '没有依据' } }) },
  // Nobody takes back what another has entered.
  'policy.withdraw': { who: {}, ask: (at) => ({ params: { id: at.proposals[2] } }) },
  // Nobody decides on the last two. What is tried anew is not the one whose list is read: a list is shut until its trial has ended.
  'trial.start': { who: keepers, ask: (at) => ({ params: { id: at.proposals[3] }, body: { id: uuidv7() } }) },
  'trial.read': { who: keepers, ask: (at) => ({ params: { id: at.proposals[3] } }) },
  'trial.cancel': { who: keepers, ask: (at) => ({ params: { id: at.proposals[3] } }) },
  // An administrator tries values and is told counts; the list is for who sees the people.
  'trial.people': {
    who: { countyOfficer: 'county' },
    ask: (at) => ({ params: { id: at.proposals[2] }, query: { place: at.township } }),
    list: true,
  },
  'trial.export': {
    who: { countyOfficer: 'county' },
    ask: (at) => ({ params: { id: at.proposals[2] }, query: { place: at.township, format: 'csv' } }),
    list: true,
  },
  'audit.list': { who: { auditor: 'self' }, ask: () => ({}) },
  'audit.account': { who: { auditor: 'self' }, ask: () => ({ body: { login: 'nobody' } }) },
  'audit.export': { who: { auditor: 'self' }, ask: () => ({ query: { format: 'csv' } }) },
  'audit.verify': { who: { auditor: 'self' }, ask: () => ({}) },
  'account.list': { who: { administrator: 'self' }, ask: () => ({}), list: true },
  'account.search': { who: { administrator: 'self' }, ask: () => ({ body: { text: 'a' } }), list: true },
  'account.export': { who: { administrator: 'self' }, ask: () => ({ query: { format: 'csv' } }), list: true },
  'account.import': {
    who: { administrator: 'county' },
    ask: (at) => ({
      query: { county: at.county, mode: 'take' },
      upload: Buffer.from(`姓名,账号,角色,地区\n新人,new-${randomUUID().slice(0, 8)},医务人员,${at.township}`),
    }),
  },
  'account.cards': { who: { administrator: 'county' }, ask: (at) => ({ body: { ids: [at.account] } }) },
  'account.create': {
    who: { administrator: 'county' },
    ask: (at) => ({
      body: {
        id: randomUUID(),
        login: `new-${randomUUID().slice(0, 8)}`,
        name: '新人',
        language: 'zh-CN',
        grants: [{ role: 'villageWorker', place: at.township }],
      },
    }),
  },
  'account.grant': {
    who: { administrator: 'county' },
    ask: (at) => ({ params: { id: at.account }, body: { id: randomUUID(), role: 'medic', place: at.township } }),
  },
  'account.withdraw-grant': {
    who: { administrator: 'county' },
    ask: (at) => ({ params: { id: at.account, grant: at.grant } }),
  },
  'account.link': { who: {}, ask: (at) => ({ params: { id: at.account }, body: { subject: 'somebody' } }) },
  'account.unlink': { who: {}, ask: (at) => ({ params: { id: at.account } }) },
  'account.reopen': { who: { administrator: 'county' }, ask: (at) => ({ params: { id: at.account } }) },
  'account.close': { who: { administrator: 'county' }, ask: (at) => ({ params: { id: at.account } }) },
  'emergency.open': {
    who: viewers,
    ask: (at) => ({ body: { county: at.county, idNumber: at.idNumber, reason: '转诊途中需核对用药情况' } }),
  },
  'emergency.list': { who: { countyOfficer: 'county', ...viewers, auditor: 'county' }, ask: () => ({}), list: true },
  // Nobody ends what another has opened.
  'emergency.end': { who: {}, ask: (at) => ({ params: { id: at.access } }) },
  'facility.list': { who: institutions, ask: (at) => ({ query: { place: at.township } }), list: true },
  'facility.export': {
    who: institutions,
    ask: (at) => ({ query: { place: at.township, format: 'csv' } }),
    list: true,
  },
  'facility.read': { who: institutions, ask: (at) => ({ params: { id: at.facility } }) },
  'facility.create': { who: keepers, ask: (at) => ({ body: { ...facilityBody(at), id: uuidv7() } }) },
  'facility.change': {
    who: keepers,
    ask: (at) => ({ params: { id: at.facility }, body: { ...facilityBody(at), version: 1 } }),
  },
  'facility.close': {
    who: keepers,
    ask: (at) => ({ params: { id: at.facility }, body: { version: 1, closedOn: '2022-12-31' } }),
  },
  'organisation.list': { who: keepers, ask: (at) => ({ query: { place: at.township } }), list: true },
  'organisation.export': {
    who: keepers,
    ask: (at) => ({ query: { place: at.township, format: 'csv' } }),
    list: true,
  },
  'organisation.create': {
    who: keepers,
    ask: (at) => ({ body: { ...organisationBody(at), tree: 'enterprise', id: uuidv7() } }),
  },
  'organisation.change': {
    who: keepers,
    ask: (at) => ({ params: { id: at.organisation }, body: { ...organisationBody(at), version: 1 } }),
  },
  'organisation.close': {
    who: keepers,
    ask: (at) => ({ params: { id: at.organisation }, body: { version: 1, closedOn: '2022-12-31' } }),
  },
  'account.reset': { who: { administrator: 'county' }, ask: (at) => ({ params: { id: at.account } }) },
}

export const allRoutes: readonly RouteId[] = routes.map((r) => r.id)
