import { randomUUID } from 'node:crypto'
import type { RouteId } from '@lianfang/contract'
import { v7 as uuidv7 } from 'uuid'
import { daysFromNow } from '../support/days.js'
import { type AccessCase, atDesk, desk, people } from './who.js'

/** The routes of the work and of who answers for it: the six, the league, tiers, follow-ups, teams, call-backs, the desk. */
export const workCases = {
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
  'followup.just-recorded': { who: people, ask: (at) => ({ params: { id: at.person } }) },
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
  'team.bindings': { who: people, ask: (at) => ({ params: { id: at.team } }) },
  'team.bind': {
    who: desk,
    ask: (at) => ({ params: { id: at.team }, body: { id: uuidv7(), kind: 'grid', subject: at.grid } }),
  },
  // Nothing is bound under this id: whoever may is told so, and nothing is changed for the cases after it.
  'team.unbind': {
    who: desk,
    ask: (at) => ({ params: { id: at.team }, body: { id: uuidv7(), kind: 'household', subject: randomUUID() } }),
  },
  'grid.list': { who: people, ask: (at) => ({ query: { village: at.village } }), list: true },
  'grid.create': {
    who: desk,
    ask: (at) => ({ body: { id: uuidv7(), village: at.village, name: `网格${randomUUID().slice(0, 8)}` } }),
  },
  'grid.rename': { who: desk, ask: (at) => ({ params: { id: at.grid }, body: { name: `${at.mark}网格` } }) },
  'grid.assign': { who: desk, ask: (at) => ({ params: { id: at.person }, body: { id: uuidv7(), grid: null } }) },
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
