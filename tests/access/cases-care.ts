import { randomUUID } from 'node:crypto'
import type { RouteId } from '@lianfang/contract'
import { v7 as uuidv7 } from 'uuid'
import { daysFromNow } from '../support/days.js'
import type { Aimed } from './fixture.js'
import { type AccessCase, desk, people, viewers } from './who.js'

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
  'import.places': onImport(),
  'import.villages': {
    who: { countyOfficer: 'county' },
    ask: (at) => ({
      params: { id: at.import },
      body: { id: uuidv7(), choices: [{ writing: { township: '', village: '大杨树' }, village: at.village }] },
    }),
  },
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
  'person.doubles': { who: desk, ask: (at) => ({ params: { id: at.person } }), list: true },
  'join.compare': { who: desk, ask: (at) => ({ params: { id: at.person, other: at.person } }) },
  // With itself: whoever may is told so, and nothing is changed for the cases after it.
  'person.join': {
    who: desk,
    ask: (at) => ({ params: { id: at.person }, body: { id: uuidv7(), other: at.person, reason: '同一个人' } }),
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
  // No such death and no such asking: whoever may is told so, and nothing is changed for the cases after it.
  'life.ask-back': {
    who: people,
    ask: (at) => ({ params: { id: at.person }, body: { id: uuidv7(), event: randomUUID(), reason: '同名误登' } }),
  },
  'life.stands': {
    who: people,
    ask: (at) => ({ params: { id: at.person, ask: at.ask }, body: { id: uuidv7(), reason: '家属已确认' } }),
  },
  'life.read-answer': { who: people, ask: (at) => ({ params: { id: at.person, ask: at.ask } }) },
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
  'move.read-refusal': { who: people, ask: (at) => ({ params: { id: at.move } }) },
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
  'home.check': 'public',
  'home.link': {
    who: people,
    ask: (at) => ({ params: { id: at.person }, body: { id: uuidv7(), phone: '120' } }),
  },
  'home.withdraw': { who: people, ask: (at) => ({ params: { id: at.person } }) },
  'household.read': { who: people, ask: (at) => ({ params: { id: at.person } }) },
  'household.page': { who: people, ask: (at) => ({ params: { id: at.household } }) },
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
} as const satisfies Partial<Record<RouteId, AccessCase | 'public'>>
