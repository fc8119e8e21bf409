import { randomUUID } from 'node:crypto'
import { type RouteId, routes } from '@lianfang/contract'
import type { Role } from '@lianfang/domain/org'
import { v7 as uuidv7 } from 'uuid'
import type { Asking } from '../support/world.js'
import type { Aimed } from './fixture.js'

/** How far a role reaches with a route: its own township or team, its county, the places it counts, or only itself. */
export type Reach = 'own' | 'county' | 'counts' | 'self'

export type AccessCase = {
  readonly ask: (at: Aimed) => Asking
  /** Who may, and how far. A role that is not named may not at all. Written out here and not derived from the program. */
  readonly who: Readonly<Partial<Record<Role, Reach>>>
  /** The answer may be an empty list instead of a refusal when the aim is outside. */
  readonly list?: true
}

const field = { villageWorker: 'own', medic: 'own' } as const
const desk = { townshipManager: 'own', countyOfficer: 'county' } as const
const people = { ...field, ...desk } as const
/** Who keeps institutions, and enters and signs values of rules: each in the own county. */
const keepers = { countyOfficer: 'county', administrator: 'county' } as const
const viewers = { prefectureViewer: 'counts', provinceViewer: 'counts', nationViewer: 'counts' } as const
/** Institutions: everybody in their county, viewers where they count. */
const institutions = {
  villageWorker: 'county',
  medic: 'county',
  townshipManager: 'county',
  countyOfficer: 'county',
  administrator: 'county',
  auditor: 'county',
  ...viewers,
} as const

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

const doorstepFields = (at: Aimed, name: string) => ({
  name,
  idNumber: '',
  sex: 'female',
  birth: '1950',
  phones: '',
  township: at.township,
  village: at.village,
  address: '',
  disease: { class: 'stable' },
  vaccination: 'full',
  living: 'notAlone',
  kinds: [],
})

const self = Object.fromEntries(
  (
    [
      'villageWorker',
      'medic',
      'townshipManager',
      'countyOfficer',
      'prefectureViewer',
      'provinceViewer',
      'nationViewer',
      'administrator',
      'auditor',
    ] as const
  ).map((role) => [role, 'self']),
) as Record<Role, 'self'>

const onImport = (who: AccessCase['who'] = { countyOfficer: 'county' }): Pick<AccessCase, 'who' | 'ask'> => ({
  who,
  ask: (at) => ({ params: { id: at.import } }),
})

const register = Buffer.from('村代码,户籍人口\r\n')

/** One case a route. A route without one does not compile, and the test counts them besides. */
export const cases: Readonly<Record<RouteId, AccessCase | 'public'>> = {
  'instance.read': 'public',
  'api.describe': 'public',
  'session.create': 'public',
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
  'import.upload': {
    who: { townshipManager: 'county', countyOfficer: 'county' },
    ask: (at) => ({ query: { county: at.county, fileName: 'x.csv' }, upload: Buffer.from('姓名,村\r\n某,某村\r\n') }),
  },
  'import.list': {
    who: { townshipManager: 'county', countyOfficer: 'county' },
    ask: (at) => ({ query: { county: at.county } }),
    list: true,
  },
  'import.read': onImport(),
  'import.check': {
    who: {},
    ask: (at) => ({
      params: { id: at.import },
      body: {
        columns: [
          { index: 0, field: 'name' },
          { index: 1, field: 'village' },
        ],
        asOf: null,
      },
    }),
  },
  'import.accept': { who: {}, ask: (at) => ({ params: { id: at.import } }) },
  'import.cancel': { who: {}, ask: (at) => ({ params: { id: at.import } }) },
  'import.take-back': { who: { countyOfficer: 'county' }, ask: (at) => ({ params: { id: at.spare } }) },
  'import.rows': onImport(),
  'import.file': onImport(),
  'doubtful.list': {
    who: { townshipManager: 'county', countyOfficer: 'county' },
    ask: (at) => ({ query: { county: at.county } }),
    list: true,
  },
  'doubtful.decide': { who: desk, ask: (at) => ({ params: { id: at.doubt }, body: { decision: 'same' } }) },
  'register.import': {
    who: { countyOfficer: 'county' },
    ask: (at) => ({ query: { county: at.county }, upload: register }),
  },
  'person.list': { who: people, ask: (at) => ({ query: { place: at.township } }), list: true },
  'person.search': { who: people, ask: (at) => ({ body: { place: at.township, text: at.mark } }), list: true },
  'person.export': { who: people, ask: (at) => ({ query: { place: at.township, format: 'csv' } }), list: true },
  'person.read': { who: people, ask: (at) => ({ params: { id: at.person } }) },
  'person.add': {
    who: people,
    ask: (at) => ({ body: { id: uuidv7(), fields: doorstepFields(at, `新来${randomUUID().slice(0, 8)}`) } }),
  },
  'person.fields': { who: people, ask: (at) => ({ params: { id: at.person } }) },
  'person.correct': {
    who: people,
    // Opened at another moment: whoever may is shown what stands now, and nothing is changed for the cases after it.
    ask: (at) => ({
      params: { id: at.person },
      body: { commandId: uuidv7(), version: 999_999, fields: doorstepFields(at, '改名人') },
    }),
  },
  'life.record': {
    who: people,
    ask: (at) => ({
      params: { id: at.person },
      body: { id: uuidv7(), kind: 'refusal', at: new Date().toISOString() },
    }),
  },
  'life.take-back': {
    who: people,
    ask: (at) => ({
      params: { id: at.person },
      body: { id: uuidv7(), event: randomUUID(), at: new Date().toISOString() },
    }),
  },
  'move.ask': {
    who: people,
    ask: (at) => ({ params: { id: at.person }, body: { id: uuidv7(), township: at.township } }),
  },
  'move.list': { who: people, ask: (at) => ({ query: { place: at.township } }), list: true },
  'move.waiting': { who: desk, ask: (at) => ({ query: { place: at.township } }) },
  'move.decide': {
    who: desk,
    ask: (at) => ({ params: { id: at.move }, body: { id: uuidv7(), accept: false, reason: '查无此户' } }),
  },
  'move.withdraw': { who: people, ask: (at) => ({ params: { id: at.move } }) },
  'alarm.list': { who: people, ask: (at) => ({ query: { place: at.township } }), list: true },
  'alarm.act': { who: people, ask: (at) => ({ params: { id: at.alarm }, body: { id: uuidv7(), act: 'acknowledge' } }) },
  'episode.begin': {
    who: people,
    ask: (at) => ({
      params: { id: at.person },
      body: { id: uuidv7(), kind: 'infection', at: new Date().toISOString() },
    }),
  },
  'episode.end': {
    who: { medic: 'own' },
    ask: (at) => ({ params: { id: at.person }, body: { id: uuidv7(), note: '已好转' } }),
  },
  'baseline.set': {
    who: { medic: 'own' },
    ask: (at) => ({ params: { id: at.person }, body: { id: uuidv7(), spo2Percent: null, until: null, note: '复测' } }),
  },
  'home.send': 'public',
  'home.link': {
    who: people,
    ask: (at) => ({ params: { id: at.person }, body: { id: uuidv7(), phone: '120' } }),
  },
  'home.withdraw': { who: people, ask: (at) => ({ params: { id: at.person } }) },
  'household.read': { who: people, ask: (at) => ({ params: { id: at.person } }) },
  'household.join': {
    who: people,
    ask: (at) => ({ params: { id: at.person }, body: { id: uuidv7(), with: at.person } }),
  },
  'household.leave': { who: people, ask: (at) => ({ params: { id: at.person }, body: { id: uuidv7() } }) },
  'tier.override': {
    who: { medic: 'own' },
    ask: (at) => ({
      params: { id: at.person },
      body: {
        commandId: uuidv7(),
        tier: 'red',
        reason: '测试理由',
        reviewOn: new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10),
      },
    }),
  },
  'tier.queue': { who: { medic: 'own', ...desk }, ask: (at) => ({ query: { place: at.township } }), list: true },
  'tier.export': {
    who: { medic: 'own', ...desk },
    ask: (at) => ({ query: { place: at.township, format: 'csv' } }),
    list: true,
  },
  'tier.confirm': {
    who: { medic: 'own' },
    ask: (at) => ({
      body: { commandId: uuidv7(), place: at.township, people: [{ id: at.person, disease: 'unstable' }] },
    }),
    list: true,
  },
  'followup.today': { who: { ...people }, ask: (at) => ({ query: { team: at.team } }), list: true },
  'followup.record': {
    who: people,
    ask: (at) => ({
      body: { id: uuidv7(), personId: at.person, at: new Date().toISOString(), channel: 'phone', outcome: 'reached' },
    }),
  },
  'team.list': { who: people, ask: (at) => ({ query: { place: at.township } }), list: true },
  'team.export': { who: people, ask: (at) => ({ query: { place: at.township, format: 'csv' } }), list: true },
  'team.create': {
    who: desk,
    ask: (at) => ({
      body: {
        id: randomUUID(),
        township: at.township,
        name: '新队',
        members: [{ accountId: at.medic, medic: true }],
        villages: [],
      },
    }),
  },
  'team.balance': { who: desk, ask: (at) => ({ query: { township: at.township } }) },
  'team.rebalance': {
    who: desk,
    // Somebody else has it by now: whoever may is told that it is stale, and nothing is changed.
    ask: (at) => ({
      body: { id: uuidv7(), township: at.township, moves: [{ village: at.village, from: randomUUID(), to: at.team }] },
    }),
  },
  'substitute.set': {
    who: desk,
    ask: (at) => {
      const today = new Date().toISOString().slice(0, 10)
      const next = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
      return {
        body: {
          id: uuidv7(),
          township: at.township,
          absent: [at.account],
          substitute: at.medic,
          from: next > today ? next : today,
          until: next,
        },
      }
    },
  },
  // None is set under this id: whoever may is told so.
  'substitute.end': { who: {}, ask: (at) => ({ params: { id: randomUUID() }, body: { township: at.township } }) },
  'check.day': { who: desk, ask: (at) => ({ query: { township: at.township, day: '2023-01-10' } }) },
  // Nothing is recorded under this id: whoever may is told so.
  'check.callback': { who: {}, ask: () => ({ params: { id: randomUUID() }, body: { result: 'confirmed' } }) },
  'check.pattern': {
    who: desk,
    ask: (at) => ({
      body: {
        ...{ township: at.township, account: at.account, kind: 'burst', verdict: 'explained', note: '集中随访日' },
        beganAt: '2023-01-10T01:00:00Z',
      },
    }),
  },
  'team.change': {
    who: desk,
    ask: (at) => ({
      params: { id: at.team },
      body: {
        name: `${at.mark}队`,
        members: [
          { accountId: at.medic, medic: true },
          { accountId: at.account, medic: false },
        ],
        villages: [at.village],
      },
    }),
  },
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
  'audit.list': { who: { auditor: 'self' }, ask: () => ({}) },
  'audit.verify': { who: { auditor: 'self' }, ask: () => ({}) },
  'account.list': { who: { administrator: 'self' }, ask: () => ({}), list: true },
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
  'account.close': { who: { administrator: 'county' }, ask: (at) => ({ params: { id: at.account } }) },
  'emergency.open': {
    who: viewers,
    ask: (at) => ({ body: { county: at.county, idNumber: at.idNumber, reason: '转诊途中需核对用药情况' } }),
  },
  'emergency.list': { who: { countyOfficer: 'county', ...viewers, auditor: 'county' }, ask: () => ({}), list: true },
  // Nobody ends what another has opened.
  'emergency.end': { who: {}, ask: (at) => ({ params: { id: at.access } }) },
  'facility.list': { who: institutions, ask: (at) => ({ query: { place: at.township } }), list: true },
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
