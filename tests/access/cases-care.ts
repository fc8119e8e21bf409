import { randomUUID } from 'node:crypto'
import type { RouteId } from '@lianfang/contract'
import { v7 as uuidv7 } from 'uuid'
import { daysFromNow } from '../support/days.js'
import type { Aimed } from './fixture.js'
import { type AccessCase, atDesk, desk, people, viewers } from './who.js'

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

const onImport = (who: AccessCase['who'] = { countyOfficer: 'county' }): Pick<AccessCase, 'who' | 'ask'> => ({
  who,
  ask: (at) => ({ params: { id: at.import } }),
})

const register = Buffer.from('村代码,户籍人口\r\n')

/** The routes of key people. */
export const careCases = {
  'import.upload': {
    who: { townshipManager: 'county', countyOfficer: 'county' },
    ask: (at) => ({ query: { county: at.county, fileName: 'x.csv' }, upload: Buffer.from('姓名,村\r\n某,某村\r\n') }),
  },
  'import.list': {
    who: { townshipManager: 'county', countyOfficer: 'county' },
    ask: (at) => ({ query: { county: at.county } }),
    list: true,
  },
  'import.export': {
    who: { townshipManager: 'county', countyOfficer: 'county' },
    ask: (at) => ({ query: { county: at.county, format: 'csv' } }),
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
  'register.read': {
    who: desk,
    ask: (at) => ({ query: { place: at.township } }),
  },
  'register.check': {
    who: { countyOfficer: 'county' },
    ask: (at) => ({ query: { county: at.county }, upload: register }),
  },
  'register.loads': { who: { countyOfficer: 'county' }, ask: (at) => ({ query: { county: at.county } }) },
  'register.load': { who: { countyOfficer: 'county' }, ask: (at) => ({ params: { id: at.registerTaken } }) },
  // Taken in and taken back already: whoever may is told so, and nothing is changed for the cases after it.
  'register.take': { who: { countyOfficer: 'county' }, ask: (at) => ({ params: { id: at.registerTaken } }) },
  'register.take-back': { who: { countyOfficer: 'county' }, ask: (at) => ({ params: { id: at.registerBack } }) },
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
  'due.replay': {
    who: people,
    ask: (at) => ({
      params: { id: at.person },
      query: { day: daysFromNow(-1) },
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
  // A county waits for its townships, and reads along.
  'move.decide': {
    who: { townshipManager: 'own' },
    ask: (at) => ({ params: { id: at.move }, body: { id: uuidv7(), accept: false, reason: '查无此户' } }),
  },
  'move.withdraw': { who: people, ask: (at) => ({ params: { id: at.move } }) },
  'alarm.list': { who: people, ask: (at) => ({ query: { place: at.township } }), list: true },
  'alarm.act': { who: people, ask: (at) => ({ params: { id: at.alarm }, body: { id: uuidv7(), act: 'acknowledge' } }) },
  'six.read': { who: desk, ask: (at) => ({ params: { place: at.township } }) },
  'six.missing': { who: desk, ask: (at) => ({ params: { place: at.township }, query: { point: 3 } }) },
  'six.export': { who: desk, ask: (at) => ({ params: { place: at.township }, query: { format: 'csv', point: 3 } }) },
  'medicine.say': {
    who: people,
    ask: (at) => ({
      params: { id: at.person },
      body: { id: uuidv7(), at: new Date().toISOString(), daysLeft: 30, control: 'stable' },
    }),
  },
  'medicine.list': { who: people, ask: (at) => ({ query: { place: at.township } }), list: true },
  'medicine.export': { who: people, ask: (at) => ({ query: { place: at.township, format: 'csv' } }), list: true },
  'medicine.close': {
    who: { medic: 'own', ...desk },
    ask: (at) => ({ params: { id: at.medicine }, body: { id: uuidv7(), how: 'supplied', daysLeft: 30 } }),
  },
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
  'careHome.list': { who: people, ask: (at) => ({ query: { place: at.township } }), list: true },
  'careHome.export': { who: people, ask: (at) => ({ query: { place: at.township, format: 'csv' } }), list: true },
  'careHome.counts': { who: { ...people, ...viewers }, ask: (at) => ({ query: { place: at.township } }), list: true },
  'careHome.read': { who: people, ask: (at) => ({ params: { id: at.careHome } }) },
  'careHome.register': {
    who: desk,
    ask: (at) => ({ body: { id: uuidv7(), kind: 'careHome', name: '新院', village: at.village } }),
  },
  // Opened at another moment: whoever may is told of the version that stands, and nothing is changed for the cases after it.
  'careHome.change': {
    who: desk,
    ask: (at) => ({
      params: { id: at.careHome },
      body: { kind: 'careHome', name: '改名院', village: at.village, version: 999_999 },
    }),
  },
  'careHome.close': {
    who: desk,
    ask: (at) => ({ params: { id: at.careHome }, body: { version: 999_999, closedOn: '2023-01-05' } }),
  },
  'careHome.move-in': {
    who: people,
    ask: (at) => ({ params: { id: at.careHome }, body: { id: uuidv7(), personId: at.person, day: '2023-01-05' } }),
  },
  'careHome.move-out': {
    who: people,
    ask: (at) => ({ params: { id: at.careHome }, body: { id: uuidv7(), personId: at.person, day: '2023-01-05' } }),
  },
  'careHome.take-back': {
    who: people,
    ask: (at) => ({ params: { id: at.careHome }, body: { id: uuidv7(), stay: at.stay } }),
  },
  'careHome.round': {
    who: people,
    ask: (at) => ({ params: { id: at.careHome }, body: { id: uuidv7(), parts: [] } }),
  },
  'tier.override': {
    who: { medic: 'own' },
    ask: (at) => ({
      params: { id: at.person },
      body: {
        commandId: uuidv7(),
        tier: 'red',
        reason: '测试理由',
        reviewOn: daysFromNow(20),
      },
    }),
  },
  // A township's sums and its line are its county's affair: above the county they would uncover what is hidden there.
  'six.days': { who: desk, ask: (at) => ({ params: { place: at.township } }) },
  'league.read': { who: desk, ask: (at) => ({ query: { place: at.township } }) },
  'league.export': { who: desk, ask: (at) => ({ query: { place: at.township, format: 'csv' } }) },
  'league.missed': { who: people, ask: (at) => ({ query: { place: at.township, team: at.team } }) },
  'morning.read': { who: desk, ask: (at) => ({ query: { place: at.township } }), list: true },
  'morning.news': { who: desk, ask: (at) => ({ query: { place: at.township, kind: 'infection' } }), list: true },
  'tier.override-end': {
    who: { medic: 'own' },
    ask: (at) => ({ params: { id: at.person }, body: { overrideId: randomUUID() } }),
  },
  'tier.overrides': {
    who: { medic: 'own', ...desk },
    ask: (at) => ({ query: { place: at.township, state: 'all' } }),
    list: true,
  },
  'tier.overrides-export': {
    who: { medic: 'own', ...desk },
    ask: (at) => ({ query: { place: at.township, state: 'all', format: 'csv' } }),
    list: true,
  },
  'tier.queue': { who: { medic: 'own', ...desk }, ask: (at) => ({ query: { place: at.township } }), list: true },
  'tier.waiting': { who: { medic: 'own', ...desk }, ask: (at) => ({ query: { place: at.township } }), list: true },
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
  'sheet.print': { who: people, ask: (at) => ({ body: { id: uuidv7(), team: at.team } }) },
  'sheet.list': { who: people, ask: (at) => ({ query: { place: at.township } }), list: true },
  'sheet.read': { who: people, ask: (at) => ({ params: { id: at.sheet } }) },
  'followup.done': { who: people, ask: (at) => ({ query: { place: at.township, team: at.team } }) },
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
      const today = daysFromNow(0)
      const next = daysFromNow(1)
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
  'number.list': { who: people, ask: (at) => ({ query: { place: at.township } }) },
  'number.set': {
    who: desk,
    ask: (at) => ({
      body: {
        ...{ id: uuidv7(), township: at.township, team: null, number: '0713-5050001', name: '卫生院' },
        from: '2023-01-01',
      },
    }),
  },
  'told.read': { who: people, ask: (at) => ({ params: { id: at.person } }) },
  'told.record': {
    who: people,
    ask: (at) => ({
      params: { id: at.person },
      body: { id: uuidv7(), institution: '0713-5050001', doctor: null, how: 'call' },
    }),
  },
  'told.list': { who: people, ask: (at) => ({ query: { place: at.township } }), list: true },
  'told.search': { who: people, ask: (at) => ({ body: { place: at.township, text: at.mark } }), list: true },
  'told.export': { who: people, ask: (at) => ({ query: { place: at.township, format: 'csv' } }), list: true },
  'desk.read': { who: atDesk, ask: (at) => ({ query: { place: at.township } }) },
  'shift.add': {
    who: desk,
    ask: (at) => ({
      body: {
        ...{ id: uuidv7(), place: at.township, account: at.medic },
        from: new Date().toISOString(),
        until: new Date(Date.now() + 8 * 3_600_000).toISOString(),
      },
    }),
  },
  // None is entered under this id: whoever may is told that it is off.
  'shift.cancel': { who: desk, ask: (at) => ({ params: { id: randomUUID() }, body: { place: at.township } }) },
  'handover.write': { who: atDesk, ask: (at) => ({ body: { id: uuidv7(), place: at.township, to: at.medic } }) },
  // None is written under this id: whoever may is told so.
  'handover.accept': { who: {}, ask: (at) => ({ params: { id: randomUUID() }, body: { place: at.township } }) },
  'call.list': { who: atDesk, ask: (at) => ({ query: { place: at.township } }), list: true },
  'call.search': { who: atDesk, ask: (at) => ({ body: { place: at.township, text: at.mark } }), list: true },
  'call.export': { who: atDesk, ask: (at) => ({ query: { place: at.township, format: 'csv' } }), list: true },
  'call.record': {
    who: atDesk,
    ask: (at) => ({
      body: {
        ...{ id: uuidv7(), place: at.township, personId: at.person, about: '', said: '咳嗽' },
        ...{ redFlags: ['chestPain'], dayFlags: [], signs: [], spo2Percent: null, temperatureC: null },
        caller: { number: '13900000001', name: '' },
      },
    }),
  },
  // Seen as nobody's: whoever may is shown who has it.
  'call.act': {
    who: atDesk,
    ask: (at) => ({ params: { id: at.call }, body: { id: uuidv7(), act: 'take', seen: { kind: 'nobody' } } }),
  },
  'team.leaving': { who: desk, ask: (at) => ({ params: { id: at.team }, query: { accounts: at.account } }) },
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
} as const satisfies Partial<Record<RouteId, AccessCase | 'public'>>
