import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { type AnyRoute, type Pulse, type RouteId, routes } from '@lianfang/contract'
import type { Role } from '@lianfang/domain/org'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSource } from '../../apps/server/src/compose.js'
import { type Asking, type Caller, luotian, yingshan } from '../support/world.js'
import { type Aim, type Aimed, type Fixture, makeFixture } from './fixture.js'

type Stream = {
  readonly pulses: readonly Pulse[]
  readonly ended: Promise<void>
  /** Waits for a pulse that fits, among those that came and those to come. */
  readonly pulse: (fits: (pulse: Pulse) => boolean) => Promise<Pulse>
  readonly close: () => void
}

const listen = async ({ w }: Fixture): Promise<string> => {
  const { app } = w.product
  if (app.server.address() === null) await app.listen({ port: 0, host: '127.0.0.1' })
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}` // listening on a port
}

const follow = async (fixture: Fixture, caller: Caller): Promise<Stream> => {
  const abort = new AbortController()
  const reply = await fetch(`${await listen(fixture)}/api/live`, {
    headers: { cookie: caller.cookie },
    signal: abort.signal,
  })
  expect(reply.status).toBe(200)
  const pulses: Pulse[] = []
  const waiting = new Set<() => void>()
  const read = async (): Promise<void> => {
    let text = ''
    for await (const piece of reply.body ?? []) {
      text += Buffer.from(piece).toString('utf8')
      const events = text.split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) {
        const data = /^data: (.*)$/m.exec(event)?.[1]
        if (data !== undefined) pulses.push(JSON.parse(data) as Pulse) // as the contract has it
      }
      for (const look of waiting) look()
    }
  }
  const ended = read().catch(() => undefined)
  return {
    pulses,
    ended,
    pulse: (fits) =>
      new Promise((done) => {
        const look = (): void => {
          const found = pulses.find(fits)
          if (found === undefined) return
          waiting.delete(look)
          done(found)
        }
        waiting.add(look)
        look()
      }),
    close: () => abort.abort(),
  }
}

const signIn = async ({ w, at }: Fixture, role: Role, place: string, team?: Aim): Promise<Caller> => {
  const account = await w.account({ role, place })
  if (team !== undefined) {
    await w.admin.query(
      `insert into care.team_member (home, team, account, township, medic) values ($1, $2, $3, $4, false)`,
      [at[team].county, at[team].team, account.id, at[team].township],
    )
  }
  return w.signIn(account.login)
}

const record = (caller: Caller, person: string) =>
  caller.call('followup.record', {
    body: { id: uuidv7(), personId: person, at: new Date().toISOString(), channel: 'phone', outcome: 'reached' },
  })

const nets = [
  { words: 'with the program’s own check', may: undefined },
  { words: 'with the program’s own check switched off', may: () => true },
] as const

/** Everybody who may keep a stream open: what of a notice each may be told. */
const followers = [
  { role: 'countyOfficer', place: luotian, tells: /^421123(\d{3})?$/ },
  { role: 'countyOfficer', place: yingshan, tells: /^421124(\d{3})?$/ },
  { role: 'townshipManager', place: '421123100', tells: /^421123100$/ },
  { role: 'townshipManager', place: '421123101', tells: /^421123101$/ },
  { role: 'prefectureViewer', place: '4211', tells: /^4211(\d\d)?$/ },
  { role: 'prefectureViewer', place: '4201', tells: /^4201(\d\d)?$/ },
  { role: 'provinceViewer', place: '42', tells: /^42(\d\d)?$/ },
  { role: 'provinceViewer', place: '43', tells: /^43(\d\d)?$/ },
  { role: 'nationViewer', place: 'nation', tells: /^(\d\d)?$/ },
  { role: 'villageWorker', place: '421123100', team: 'inside', tells: /^$/ },
  { role: 'villageWorker', place: '421123101', team: 'edge', tells: /^$/ },
  { role: 'villageWorker', place: '421124100', team: 'outside', tells: /^$/ },
  { role: 'villageWorker', place: '421123100', tells: /^$/ },
] as const satisfies readonly { role: Role; place: string; team?: Aim; tells: RegExp }[]

describe.each(nets)('[X2] the live stream, $words', ({ may }) => {
  let fixture: Fixture
  beforeAll(async () => {
    fixture = await makeFixture(may)
  })
  afterAll(() => fixture.w.close())

  test('what is settled reaches only streams of its place and its team', async () => {
    const { at } = fixture
    const open = await Promise.all(
      followers.map(async (f) => ({
        ...f,
        team: 'team' in f ? f.team : undefined,
        stream: await follow(fixture, await signIn(fixture, f.role, f.place, 'team' in f ? f.team : undefined)),
      })),
    )
    const officers = { [luotian]: await signIn(fixture, 'countyOfficer', luotian) }
    const own = (aim: Aim) => open.find((o) => o.team === aim)?.stream
    // One fact in each place, each seen by whoever it is for before the next: nothing is still on its way at the end.
    for (const aim of ['inside', 'edge', 'outside'] as const) {
      const officer = officers[at[aim].county as typeof luotian] ?? (await signIn(fixture, 'countyOfficer', yingshan))
      const reply = await record(officer, at[aim].person)
      expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
      await own(aim)?.pulse((p) => p.teams.includes(at[aim].team))
      await open.find((o) => o.place === at[aim].county)?.stream.pulse((p) => p.places.includes(at[aim].township))
    }
    for (const { role, place, team, tells, stream } of open) {
      const words = `${role} ${place} ${team ?? ''}`
      const told = new Set(stream.pulses.flatMap((p) => p.places))
      expect(
        [...told].filter((code) => !tells.test(code)),
        words,
      ).toEqual([])
      const teams = new Set(stream.pulses.flatMap((p) => p.teams))
      expect([...teams], words).toEqual(team === undefined ? [] : [at[team].team])
      stream.close()
    }
  })

  test('a withdrawn session’s stream ends and is told nothing more', async () => {
    const { at } = fixture
    const staying = await signIn(fixture, 'countyOfficer', luotian)
    const leaving = await signIn(fixture, 'countyOfficer', luotian)
    const kept = await follow(fixture, staying)
    const gone = await follow(fixture, leaving)
    expect((await leaving.call('session.end')).status).toBe(204)
    const told = gone.pulses.length
    const marker = kept.pulses.length
    await record(staying, at.inside.person)
    await kept.pulse((p) => kept.pulses.indexOf(p) >= marker && p.places.includes(at.inside.township))
    await gone.ended
    expect(gone.pulses.length).toBe(told)
    kept.close()
  })

  test('a worker who leaves a team is told nothing more of it', async () => {
    const { w, at } = fixture
    const manager = await signIn(fixture, 'townshipManager', at.inside.township)
    const worker = await signIn(fixture, 'villageWorker', at.inside.township, 'inside')
    const stream = await follow(fixture, worker)
    const { at: team } = { at: at.inside }
    const changed = await manager.call('team.change', {
      params: { id: team.team },
      body: { name: '换人队', members: [{ accountId: team.medic, medic: true }], villages: [team.village] },
    })
    expect(changed.status, changed.text).toBe(200)
    const told = stream.pulses.length
    const officer = await signIn(fixture, 'countyOfficer', luotian)
    await record(officer, team.person)
    await w.settle()
    await stream.ended
    expect(stream.pulses.slice(told).flatMap((p) => p.teams)).toEqual([])
  })
})

/** Routes that answer a file. */
// A photo is no table: it has an access case, and is read through its consignment or gift. What is published is everybody's.
const notTables = ['consignment.photo-read', 'gift.photo', 'gift.file'] as const
const isPhoto = (id: string): boolean => notTables.some((one) => one === id)
type FileRoute = Exclude<Extract<AnyRoute, { readonly stream: 'file' }>['id'], (typeof notTables)[number]>

type FileCase = {
  /** The file about a place, and the whole county's. */
  readonly ask: (at: Aimed) => Asking
  readonly formats: readonly ('csv' | 'xlsx')[]
  /** The file answers what is the asker's own whatever is asked for, or what a whole county may know. */
  readonly knownTo?: 'oneself' | 'county'
  /** It is of a county, and row security lets each township of it read what is for itself. */
  readonly parted?: true
}

const files: Readonly<Record<FileRoute, FileCase>> = {
  'person.export': { ask: (at) => ({ query: { place: at.township } }), formats: ['csv', 'xlsx'] },
  'team.export': { ask: (at) => ({ query: { place: at.township } }), formats: ['csv', 'xlsx'] },
  'careHome.export': { ask: (at) => ({ query: { place: at.township } }), formats: ['csv', 'xlsx'] },
  'tier.export': { ask: (at) => ({ query: { place: at.township } }), formats: ['csv', 'xlsx'] },
  'trial.export': {
    ask: (at) => ({ params: { id: at.proposals[2] }, query: { place: at.township } }),
    formats: ['csv', 'xlsx'],
  },
  'tier.overrides-export': {
    ask: (at) => ({ query: { place: at.township, state: 'all' } }),
    formats: ['csv', 'xlsx'],
  },
  'league.export': { ask: (at) => ({ query: { place: at.township } }), formats: ['csv', 'xlsx'] },
  'told.export': { ask: (at) => ({ query: { place: at.township } }), formats: ['csv', 'xlsx'] },
  'call.export': { ask: (at) => ({ query: { place: at.township } }), formats: ['csv', 'xlsx'] },
  'board.export': { ask: (at) => ({ params: { place: at.township } }), formats: ['csv', 'xlsx'] },
  'medicine.export': { ask: (at) => ({ query: { place: at.township } }), formats: ['csv', 'xlsx'] },
  'six.export': { ask: (at) => ({ params: { place: at.township }, query: { point: 3 } }), formats: ['csv', 'xlsx'] },
  'import.export': { ask: (at) => ({ query: { county: at.county } }), formats: ['csv', 'xlsx'], knownTo: 'oneself' },
  'facility.export': { ask: (at) => ({ query: { place: at.township } }), formats: ['csv', 'xlsx'], knownTo: 'county' },
  'organisation.export': {
    ask: (at) => ({ query: { place: at.township } }),
    formats: ['csv', 'xlsx'],
    knownTo: 'county',
  },
  'enterprise.export': { ask: (at) => ({ query: { place: at.township } }), formats: ['csv', 'xlsx'] },
  'store.export': { ask: (at) => ({ query: { place: at.township } }), formats: ['csv', 'xlsx'] },
  'stock.export': { ask: (at) => ({ params: { id: at.store } }), formats: ['csv', 'xlsx'] },
  'asset.export': { ask: (at) => ({ query: { place: at.township } }), formats: ['csv', 'xlsx'] },
  'movement.export': { ask: (at) => ({ params: { id: at.store } }), formats: ['csv', 'xlsx'] },
  'stock.totals-export': { ask: (at) => ({ query: { place: at.township } }), formats: ['csv', 'xlsx'] },
  'request.export': { ask: (at) => ({ query: { place: at.township } }), formats: ['csv', 'xlsx'] },
  'gift.export': { ask: (at) => ({ query: { place: at.county } }), formats: ['csv', 'xlsx'] },
  'offer.export': { ask: (at) => ({ query: { place: at.township } }), formats: ['csv', 'xlsx'] },
  'consignment.export': { ask: (at) => ({ query: { place: at.township } }), formats: ['csv', 'xlsx'] },
  'requisition.export': { ask: (at) => ({ query: { place: at.township } }), formats: ['csv', 'xlsx'] },
  'grassroots.export': { ask: (at) => ({ query: { place: at.township } }), formats: ['csv', 'xlsx'] },
  'order.export': { ask: (at) => ({ query: { place: at.county } }), formats: ['csv', 'xlsx'], parted: true },
  'account.export': { ask: () => ({}), formats: ['csv', 'xlsx'], knownTo: 'oneself' },
  'audit.export': { ask: () => ({}), formats: ['csv', 'xlsx'], knownTo: 'oneself' },
  'import.file': { ask: (at) => ({ params: { id: at.import } }), formats: ['csv', 'xlsx'] },
}

type FileAsked = { readonly id: RouteId; readonly asking: Asking; readonly format: 'csv' | 'xlsx' }

/** The rows of a file as a reader's own program reads them; none when it was refused. */
const fileOf = async (fixture: Fixture, caller: Caller, { id, asking, format }: FileAsked) => {
  const spec = routes.find((r) => r.id === id)
  const path = (spec?.path ?? '').replace(/:(\w+)/g, (_, name: string) => asking.params?.[name] ?? '')
  const query = new URLSearchParams({ ...asking.query, format } as Record<string, string>) // texts only
  const reply = await fetch(`${await listen(fixture)}/api${path}?${query}`, { headers: { cookie: caller.cookie } })
  if (reply.status !== 200) return { status: reply.status, rows: [], text: await reply.text() }
  const bytes = Buffer.from(await reply.arrayBuffer())
  const table = await openSource({ stream: Readable.from([bytes]) })
  const rows: (readonly string[])[] = []
  for await (const row of table.rows) rows.push(row.cells)
  await table.close()
  return { status: 200, rows, text: rows.flat().join('\n') }
}

describe.each(nets)('[X2] files, $words', ({ may }) => {
  let fixture: Fixture
  beforeAll(async () => {
    fixture = await makeFixture(may)
  })
  afterAll(() => fixture.w.close())

  test('every route that answers a file has a case', () => {
    const all = routes.filter((r: AnyRoute) => 'stream' in r && r.stream === 'file' && !isPhoto(r.id)).map((r) => r.id)
    expect(Object.keys(files).sort()).toEqual([...all].sort())
  })

  test('a list of people as a file holds the reader’s people and nobody else', async () => {
    const { at } = fixture
    const names = async (caller: Caller, place: string, format: 'csv' | 'xlsx') => {
      const { rows } = await fileOf(fixture, caller, { id: 'person.export', asking: { query: { place } }, format })
      return rows
        .slice(1)
        .map((cells) => `${cells[3]} ${cells[0]}`)
        .sort()
    }
    const [inside, edge] = ['凤山镇', '骆驼坳镇']
    for (const format of files['person.export'].formats) {
      const officer = await signIn(fixture, 'countyOfficer', luotian)
      const all = await names(officer, luotian, format)
      expect(all.map((n) => n.split(' ')[1]).sort()).toEqual(
        ['乙边人', '同户', '同户', '备用', '备用', '甲内人'].sort(),
      )
      const manager = await signIn(fixture, 'townshipManager', at.edge.township)
      expect((await names(manager, at.edge.township, format)).map((n) => n.split(' ')[1])).toEqual([
        '乙边人',
        '同户',
        '备用',
      ])
      const worker = await signIn(fixture, 'villageWorker', at.inside.township, 'inside')
      expect((await names(worker, at.inside.township, format)).map((n) => n.split(' ')[1]).sort()).toEqual(
        ['同户', '备用', '甲内人'].sort(),
      )
      expect(all.every((n) => n.startsWith(inside ?? '') || n.startsWith(edge ?? ''))).toBe(true)
    }
  })

  const foreign: readonly { role: Role; place: string; team?: Aim; aim: Aim }[] = [
    { role: 'countyOfficer', place: yingshan, aim: 'inside' },
    { role: 'townshipManager', place: '421123101', aim: 'inside' },
    { role: 'villageWorker', place: '421123101', team: 'edge', aim: 'inside' },
    { role: 'medic', place: '421124100', aim: 'inside' },
    { role: 'prefectureViewer', place: '4201', aim: 'inside' },
    { role: 'auditor', place: luotian, aim: 'inside' },
    { role: 'administrator', place: luotian, aim: 'inside' },
    { role: 'supplyDesk', place: yingshan, aim: 'inside' },
    { role: 'liaison', place: luotian, aim: 'inside' },
    { role: 'warehouseKeeper', place: luotian, aim: 'inside' },
    { role: 'hospitalRequester', place: luotian, aim: 'inside' },
    { role: 'hospitalApprover', place: luotian, aim: 'inside' },
  ]
  for (const id of Object.keys(files) as FileRoute[]) {
    test(`${id}: a file about another place holds nobody and no number of it`, async () => {
      const { at } = fixture
      for (const { role, place, team, aim } of foreign) {
        const caller = await signIn(fixture, role, place, team)
        for (const format of files[id].formats) {
          const file = await fileOf(fixture, caller, { id, asking: files[id].ask(at[aim]), format })
          const words = `${role} ${place} ${format} ${file.status}`
          const { knownTo, parted } = files[id]
          const inCounty = place.startsWith(at[aim].county)
          if (knownTo !== undefined && (inCounty || knownTo === 'oneself')) {
            expect(file.text, words).not.toContain(inCounty ? at.outside.mark : at[aim].mark)
            continue
          }
          expect(file.text, words).not.toContain(at[aim].mark)
          if (may === undefined) expect([403, 404], words).toContain(file.status)
          // Without the program's check: names of villages are nobody's, their numbers are.
          else if (parted === undefined || !inCounty)
            expect(
              file.rows.slice(1).flatMap((cells) => cells.filter((c) => /^[1-9]\d{0,4}$/.test(c))),
              words,
            ).toEqual([])
        }
      }
    })
  }
})
