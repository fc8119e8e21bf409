import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../../../../../tests/support/days.js'
import { dayDifferences, differences, listed } from '../../../../../../tests/support/figures.js'
import { header, load } from '../../../../../../tests/support/ledgers.js'
import { type Caller, luotian, makeWorld, type Reply, type World } from '../../../../../../tests/support/world.js'

const day = 86_400_000
// Twenty past ten in the morning of the place: no test of it stands near a midnight.
const morning = Math.floor(Date.now() / day) * day + 140 * 60_000
const townships = ['421123100', '421123101', '421123102'] as const

let w: World
let officer: Caller
let manager: Caller
let medic: Caller
let worker: Caller
let villages: readonly { readonly code: string; readonly name: string; readonly township: string }[]
let medicId: string
let workerId: string
const team = randomUUID()

// Every kind of reason for a tier, in turn: the figures must differ from each other, or a mix-up would not show.
const ages = ['50', '66', '72', '81', '93', ''] as const
const diseases = ['无', '高血压（稳定）', '高血压', '冠心病', ''] as const
const doses = ['3针', '两针', '未接种', ''] as const

const line = (i: number): string[] => {
  const village = villages[i % villages.length]
  if (village === undefined) throw new Error('no village')
  return [
    String(i),
    village.township,
    // Some are known by township only.
    i % 11 === 0 ? '' : village.name,
    `图${String.fromCodePoint(0x4e00 + i)}`,
    i % 2 === 0 ? '男' : '女',
    '',
    ages[i % ages.length] ?? '',
    `1560000${String(i).padStart(4, '0')}`,
    diseases[i % diseases.length] ?? '',
    doses[i % doses.length] ?? '',
    i % 7 === 0 ? '独居' : '否',
  ]
}

const lines = (from: number, to: number): readonly (readonly string[])[] => [
  header,
  ...Array.from({ length: to - from }, (_, i) => line(from + i)),
]

const people = async (condition: string): Promise<readonly string[]> =>
  (await w.admin.query<{ id: string }>(`select id from care.person p where ${condition} order by id`)).rows.map(
    (r) => r.id,
  )

const record = async (
  caller: Caller,
  personId: string,
  rest: Readonly<Record<string, unknown>> = {},
): Promise<string> => {
  const id = uuidv7()
  const at = new Date(w.house.now()).toISOString()
  const reply = await caller.call('followup.record', {
    body: { id, personId, at, channel: 'phone', outcome: 'reached', ...rest },
  })
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
  return id
}

const paged = async (query: Readonly<Record<string, string>>): Promise<string[]> => {
  const ids: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Reply<'person.list'> = await officer.call('person.list', {
      query: { place: luotian, ...query, limit: 3, ...(cursor === '' ? {} : { cursor }) },
    })
    ids.push(...page.body.rows.map((p) => p.id))
    cursor = page.body.next
  }
  return ids
}

/** Nothing on any board or day differs from its list: of the county, its townships, and villages with people. */
const everyFigureIsItsList = async (): Promise<void> => {
  await w.settle()
  for (const place of [luotian, ...townships, ...villages.map((v) => v.code)]) {
    expect(await differences(officer, place), place).toEqual([])
  }
  expect(await dayDifferences(w, officer, luotian)).toEqual([])
  expect(await dayDifferences(w, manager, townships[0])).toEqual([])
  expect(await dayDifferences(w, worker, townships[0])).toEqual([])
}

beforeAll(async () => {
  w = await makeWorld()
  w.setNow(morning)
  const account = async (role: 'countyOfficer' | 'townshipManager' | 'medic' | 'villageWorker', place: string) => {
    const made = await w.account({ role, place })
    return { ...made, caller: await w.signIn(made.login) }
  }
  officer = (await account('countyOfficer', luotian)).caller
  manager = (await account('townshipManager', townships[0])).caller
  const doctor = await account('medic', townships[0])
  medic = doctor.caller
  medicId = doctor.id
  workerId = (await account('villageWorker', townships[0])).id
  const { rows } = await w.admin.query<{ code: string; name: string; township: string }>(
    `select v.code, v.name, t.name as township from kernel.division t
     cross join lateral (select * from kernel.division v where v.parent = t.code order by v.code limit 2) v
     where t.code = any($1) order by v.code`,
    [townships],
  )
  villages = rows
  await load(w, { county: luotian, lines: lines(0, 90) })
  const made = await manager.call('team.create', {
    body: {
      id: team,
      township: townships[0],
      name: '图队',
      members: [
        { accountId: medicId, medic: true },
        { accountId: workerId, medic: false },
      ],
      villages: villages.slice(0, 1).map((v) => v.code),
    },
  })
  expect(made.status, made.text).toBe(200)
  const { rows: login } = await w.admin.query<{ login: string }>('select login from kernel.account where id = $1', [
    workerId,
  ])
  worker = await w.signIn(login[0]?.login ?? '')
})
afterAll(() => w.close())

test('[X6] after a ledger each figure of every board is the length of the list that it opens', async () => {
  await everyFigureIsItsList()
  const board = (await officer.call('board.read', { params: { place: luotian } })).body.total
  // The world is mixed, or nothing was proved.
  for (const figure of ['red', 'yellow', 'green', 'provisional', 'neverReached', 'withoutTeam'] as const) {
    expect(board[figure], figure).toBeGreaterThan(3)
  }
})

test('[X6] the population of a place is the sum of the villages that its register lists', async () => {
  const [first, , third] = villages
  const text = `村代码,户籍人口,65岁以上\n${first?.code},500,120\n${third?.code},300,`
  const load = await officer.call('register.check', { query: { county: luotian }, upload: Buffer.from(text) })
  await officer.call('register.take', { params: { id: load.body.id } })
  await w.settle()
  for (const [caller, place, expected] of [
    [officer, luotian, [500, 300]],
    [manager, townships[0], [500]],
    [officer, villages[2]?.code ?? '', [300]],
  ] as const) {
    const board = (await caller.call('board.read', { params: { place } })).body
    const register = (await caller.call('register.read', { query: { place } })).body
    expect(register.rows.map((row) => row.residents)).toEqual(expected)
    expect(register.total).toBe(board.total.registered)
  }
})

test('[X6] also when the clock has moved on and some are overdue, due today and done today', async () => {
  w.setNow(morning + 3 * day)
  const due = await people(
    `exists (select from care.due d where d.person = p.id and d.due_at < to_timestamp(${(morning + 4 * day) / 1000}))`,
  )
  expect(due.length).toBeGreaterThan(10)
  for (const id of due.slice(0, 4)) await record(officer, id)
  for (const id of due.slice(4, 8)) await record(officer, id, { outcome: 'unanswered' })
  const [mine = ''] = await people(`team = '${team}' and tier = 'red'`)
  await record(worker, mine)
  await everyFigureIsItsList()
  const today = (await officer.call('followup.today')).body
  expect(today.overdue + today.dueToday).toBeGreaterThan(0)
  expect(today.doneToday).toBe(5)
})

test('[X6] also at each quarter of an hour around a due moment', async () => {
  const { rows } = await w.admin.query<{ due: Date }>(
    `select due_at as due from care.due where due_at is not null order by due_at limit 1`,
  )
  const due = rows[0]?.due.getTime() ?? 0
  for (const minutes of [-75, -15, 0, 15, 75]) {
    w.setNow(due + minutes * 60_000)
    expect(await differences(officer, luotian), String(minutes)).toEqual([])
    expect(await dayDifferences(w, officer, luotian), String(minutes)).toEqual([])
  }
})

test('[X6] also after a correction, an override and a batch of a medic', async () => {
  w.setNow(morning + 4 * day)
  const [first = '', second = ''] = await people(`township = '${townships[0]}' and tier = 'red'`)
  const wrong = await record(officer, first)
  await record(officer, first, { outcome: 'unanswered', corrects: wrong })
  for (const [id, tier] of [
    [second, 'yellow'],
    [first, 'yellow'],
  ] as const) {
    const reply = await medic.call('tier.override', {
      params: { id },
      body: {
        commandId: uuidv7(),
        tier,
        reason: '查体后判定',
        reviewOn: dayAt(morning + 20 * day),
      },
    })
    expect(reply.status, reply.text).toBe(200)
  }
  const unknown = await people(`township = '${townships[0]}' and 'disease' = any(provisional)`)
  const reply = await medic.call('tier.confirm', {
    body: {
      commandId: uuidv7(),
      place: townships[0],
      people: unknown.slice(0, 3).map((id) => ({ id, disease: 'none', vaccination: 'full' })),
    },
  })
  expect(reply.status, reply.text).toBe(200)
  expect(reply.body.confirmed).toBeGreaterThan(0)
  await everyFigureIsItsList()
})

test('[X6] also after a team gains a village, loses one, and an entry of the other team is corrected', async () => {
  const [one, two] = villages
  if (one === undefined || two === undefined) throw new Error('no village')
  const [known = ''] = await people(`village = '${one.code}' and tier = 'red'`)
  const entry = await record(worker, known)
  const bind = async (to: readonly string[]) => {
    const members = [
      { accountId: medicId, medic: true },
      { accountId: workerId, medic: false },
    ]
    const reply = await manager.call('team.change', {
      params: { id: team },
      body: { name: '图队', members, villages: to },
    })
    expect(reply.status, reply.text).toBe(200)
  }
  await bind([one.code, two.code])
  await everyFigureIsItsList()
  await bind([two.code])
  await record(officer, known, { outcome: 'unanswered', corrects: entry })
  await everyFigureIsItsList()
})

test('[K6] [X6] an infected yellow and an infected green stand with red in the order, and behind the figure of their own tier', async () => {
  const chosen: string[] = []
  for (const tier of ['yellow', 'green'] as const) {
    // One never reached and one who was: both figures that go by the rank are asked.
    for (const reached of [false, true]) {
      const [id = ''] = await people(
        `tier = '${tier}' and episode_since is null and exists (select from care.due d where d.person = p.id and d.two_way_at = '{}')`,
      )
      if (reached) await record(officer, id)
      const at = new Date(w.house.now()).toISOString()
      const reply = await officer.call('episode.begin', {
        params: { id },
        body: { id: uuidv7(), kind: 'infection', at, note: null },
      })
      expect(reply.status, reply.text).toBe(200)
      chosen.push(id)
    }
  }
  await everyFigureIsItsList()
  const yellow = await listed(officer, { place: luotian, tier: 'yellow', state: 'all' })
  const red = await listed(officer, { place: luotian, tier: 'red', state: 'all' })
  expect(yellow.filter((p) => chosen.includes(p.id)).length).toBe(2)
  expect(red.filter((p) => p.tier !== 'red')).toEqual([])
  // Read in pages of three it is the same list, the infected first.
  expect(await paged({ tier: 'yellow', state: 'all' })).toEqual(yellow.map((p) => p.id))
  expect(yellow.slice(0, 2).every((p) => chosen.includes(p.id))).toBe(true)
  for (const tier of ['red', 'yellow', 'green'] as const) {
    const file = await officer.call('person.export', {
      query: { place: luotian, tier, state: 'all', format: 'csv', language: 'zh-CN' },
    })
    expect(file.text.trim().split('\n').length - 1).toBe(
      (await listed(officer, { place: luotian, tier, state: 'all' })).length,
    )
  }
})

test('[X6] also after more people came in and were taken back, and after others changed', async () => {
  const more = await load(w, { county: luotian, lines: lines(90, 120) })
  await everyFigureIsItsList()
  const back = await officer.call('import.take-back', { params: { id: more.entry.id } })
  expect(back.status, back.text).toBe(200)
  await expect
    .poll(async () => (await officer.call('import.read', { params: { id: more.entry.id } })).body.state, {
      timeout: 20_000,
    })
    .toBe('takenBack')
  await everyFigureIsItsList()
  // The same people with another vaccination and disease, one of them moved to the next village.
  const changed = lines(0, 30).map((cells, i) => (i === 0 ? cells : cells.with(9, '未接种').with(8, '尿毒症透析')))
  await load(w, { county: luotian, lines: changed })
  await everyFigureIsItsList()
})
