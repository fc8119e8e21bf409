import { ageToday, personPoints, type SixPerson, sixOfPerson } from '@lianfang/domain/care'
import { dayIn, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'
import { diceOf } from '../../../demo/dice.js'
import { countyScope, inTransaction } from '../../../kernel/db/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { peopleFacts, type SixAsked } from './sql.js'

const hour = 3_600_000
let w: World
let t: Township
const names = Array.from({ length: 120 }, (_, i) => `六位${String.fromCodePoint(0x4e00 + i)}`)
beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, { names })
  await scatter()
})
afterAll(() => w.close())

/** People of every kind, drawn; the database is told directly, since months of work would be needed for them. */
const scatter = async (): Promise<void> => {
  const dice = diceOf(20_230_103)
  const now = w.house.now()
  const ago = (hours: number): Date => new Date(now - hours * hour)
  const some = (most: number): Date | null => (dice.chance(0.2) ? null : ago(dice.between(0, most)))
  for (const id of t.people) {
    const talks = Array.from({ length: dice.between(0, 6) }, () => dice.between(0, 300)).sort((a, b) => a - b)
    const episode = dice.chance(0.4) ? ago(dice.between(0, 80)) : null
    const place = dice.chance(0.5) ? t.village.code : null
    const life = dice.pick(['here', 'here', 'here', 'admitted', 'refusing', 'dead'])
    await w.admin.query(
      `update care.person set tier = $2, life = $3, duty_since = $4, resumed_at = $5, episode_since = $6 where id = $1`,
      [id, dice.pick(['red', 'yellow', 'green']), life, ago(dice.between(100, 300)), some(400), episode],
    )
    await w.admin.query(`update care.due set two_way_at = $2 where person = $1`, [id, talks.map(ago)])
    await w.admin.query(`alter table care.person disable trigger count_told`)
    await w.admin.query(`update care.person set told_place = $2 where id = $1`, [id, place])
    await w.admin.query(`alter table care.person enable trigger count_told`)
    await w.admin.query(
      `insert into care.medicine_state (home, person, days_at, control_at, guided, guided_at) values ($1, $2, $3, $4, $5, $6)`,
      [luotian, id, some(500), some(500), dice.chance(0.7), some(90)],
    )
    if (episode === null || dice.chance(0.4)) continue
    await w.admin.query(
      `insert into care.alarm (home, id, person, township, village, kind, raised_at, measured_at, reasons, urgent, climbs_at, closed_at, closed_how)
       values ($1, gen_random_uuid(), $2, $3, $4, 'referNow', $5, $5, '[]', false, '{}', $6, $7)`,
      [
        luotian,
        id,
        t.code,
        t.village.code,
        episode,
        dice.chance(0.6) ? ago(0) : null,
        dice.chance(0.5) ? 'referred' : null,
      ],
    )
  }
}

const register = async (heading: string, rows: readonly (readonly (string | number)[])[]): Promise<void> => {
  const upload = Buffer.from(`${heading}\r\n${rows.map((row) => row.join()).join('\r\n')}\r\n`)
  const load = await t.officer.call('register.check', { query: { county: luotian }, upload })
  await t.officer.call('register.take', { params: { id: load.body.id } })
}

/** Another village of the same township, with nobody on the ledger. */
const villageBeside = async (): Promise<string> => {
  const { rows } = await w.admin.query(
    'select code from kernel.division where starts_with(code, $1) and length(code) = 12 and code <> $2 limit 1',
    [t.code, t.village.code],
  )
  return rows[0].code
}

const read = async (by: Caller, place: string) => (await by.call('six.read', { params: { place } })).body
const missing = async (point: number, place: string = t.code, by: Caller = t.manager) => {
  const found: string[] = []
  let said: number | undefined
  let cursor: string | null = ''
  while (cursor !== null) {
    const query = { point, limit: 7, ...(cursor === '' ? {} : { cursor }) }
    const page: {
      readonly body: {
        readonly rows: readonly { readonly personId: string | null }[]
        readonly next: string | null
        readonly inAll: { readonly n: number } | null
      }
    } = await by.call('six.missing', { params: { place }, query })
    found.push(...page.body.rows.map((row) => row.personId ?? ''))
    cursor = page.body.next
    said ??= page.body.inAll?.n
  }
  expect(said).toBe(found.length)
  return found
}

test('[K6] the figures of people and the lists behind them are what the rule says of each person', async () => {
  const now = instantOf(w.house.now())
  const care = await w.house.policy.care(luotian as PlaceCode, dayIn(now, 'Asia/Shanghai'))
  const values = { due: openGate(care.due), medicine: openGate(care.medicine) }
  const asked: SixAsked = { home: luotian, place: luotian, now, today: dayIn(now, 'Asia/Shanghai'), ...values }
  const rows = await inTransaction(w.house.db.app, countyScope(luotian), (tx) => peopleFacts(tx, asked))
  const board = await read(t.officer, luotian)
  for (const point of personPoints) {
    const answers = rows.map((row) => {
      const person: SixPerson = {
        ...{ tier: row.tier, life: row.life, dutySince: row.duty_since, told: row.told, twoWayAt: row.two_way_at },
        ...{ daysAt: row.days_at, controlAt: row.control_at, episodeSince: row.episode_since },
        ...{ referred: row.referred, guided: row.guided },
      }
      return { id: row.id, answer: sixOfPerson(person, point, now, values) }
    })
    const of = answers.filter(({ answer }) => answer !== null)
    const lacking = of.filter(({ answer }) => answer?.inPlace === false).map(({ id }) => id)
    expect(lacking.length, `point ${point} has both kinds`).toBeGreaterThan(0)
    expect(of.length - lacking.length).toBeGreaterThan(0)
    expect(board.total.points[point - 1], `point ${point}`).toEqual({ n: of.length - lacking.length, of: of.length })
    expect((await missing(point)).sort(), `point ${point}`).toEqual(lacking.sort())
  }
})

test('[K6] whoever is put right while the list is read does not end it', async () => {
  const all = await missing(3)
  const query = { point: 3, limit: 5 }
  const first = (await t.manager.call('six.missing', { params: { place: t.code }, query })).body
  await w.admin.query('alter table care.person disable trigger count_told')
  await w.admin.query('update care.person set told_place = village where id = $1', [first.rows.at(-1)?.personId])
  const next = { ...query, cursor: first.next ?? '' }
  const second = (await t.manager.call('six.missing', { params: { place: t.code }, query: next })).body
  await w.admin.query('update care.person set told_place = null where id = $1', [first.rows.at(-1)?.personId])
  await w.admin.query('alter table care.person enable trigger count_told')
  expect(second.rows.map((row) => row.personId)).toEqual(all.slice(5, 10))
})

test('[K6] people whose village nobody told are no village’s: they count as one more of a township, by how many have no team', async () => {
  const some = t.people.slice(0, 3)
  const place = (village: string | null, team: string | null) =>
    w.admin.query(`update care.person set village = $2, team = $3, life = 'here' where id = any($1::uuid[])`, [
      some,
      village,
      team,
    ])
  const first = async () => (await read(t.officer, luotian)).total.points[0]
  const { rows } = await w.admin.query(`select id, life from care.person where id = any($1::uuid[])`, [some])
  expect(await first()).toEqual({ n: 1, of: 1 })
  await place(null, null)
  expect(await first()).toEqual({ n: 1, of: 2, untold: 3 })
  expect((await read(t.manager, t.code)).total.points[0]).toEqual({ n: 1, of: 2, untold: 3 })
  const listed = await t.manager.call('six.missing', { params: { place: t.code }, query: { point: 1 } })
  expect(listed.body.rows).toMatchObject([{ why: 'noVillage', count: 3, code: t.code, personId: null }])
  // One that was given to a team by itself has one.
  await place(null, t.team)
  expect(await first()).toEqual({ n: 2, of: 2 })
  await place(t.village.code, t.team)
  for (const { id, life } of rows) await w.admin.query('update care.person set life = $2 where id = $1', [id, life])
})

test('[K6] a village whose team has nobody medical at work is missing, and a village without a team', async () => {
  expect((await read(t.manager, t.code)).total.points[0]).toEqual({ n: 1, of: 1 })
  await w.admin.query(`update care.team_member set until_at = now() where medic`)
  expect((await read(t.manager, t.code)).total.points[0]).toEqual({ n: 0, of: 1 })
  const of = async () =>
    (await t.manager.call('six.missing', { params: { place: t.code }, query: { point: 1 } })).body.rows
  expect(await of()).toMatchObject([{ personId: null, why: 'noMedic', code: t.village.code, teamName: '一组' }])
  await w.admin.query('delete from care.team_village')
  await w.admin.query('update care.person set team = null where home = $1', [luotian])
  expect(await of()).toMatchObject([{ why: 'noTeam' }])
})

test('[K6] [CARE-TEAM-2] a village served through closer bindings alone counts by them, and not where somebody of it is left without', async () => {
  await w.admin.query('update care.team_member set until_at = null where medic')
  const serve = (team: string | null, whose: string) =>
    w.admin.query(`update care.person set team = $2 where home = $1 and ${whose}`, [luotian, team])
  const first = async () => (await read(t.manager, t.code)).total.points[0]
  await serve(t.team, 'true')
  expect(await first()).toEqual({ n: 1, of: 1 })
  // Of those who are counted: which row comes first is the database's own affair.
  await serve(null, `id = (select min(id::text)::uuid from care.person where life = 'here')`)
  expect(await first()).toEqual({ n: 0, of: 1 })
  const { rows } = (await t.manager.call('six.missing', { params: { place: t.code }, query: { point: 1 } })).body
  expect(rows).toMatchObject([{ why: 'noTeam', count: 1, code: t.village.code }])
  await serve(t.team, 'true')
})

test('[K6] the ledger stands against the register, and where the register says nothing there is no denominator', async () => {
  expect((await read(t.manager, t.code)).total.points[1]?.of).toBeNull()
  const of = async () =>
    (await t.manager.call('six.missing', { params: { place: t.code }, query: { point: 2 } })).body.rows
  expect(await of()).toMatchObject([{ why: 'noRegister' }])
  await register('村代码,户籍人口', [[t.village.code, 500]])
  const [, surveyed] = (await read(t.manager, t.code)).total.points
  expect(surveyed?.of).toBe(500)
  expect(await of()).toMatchObject([{ why: 'notSurveyed', count: 500 - (surveyed?.n ?? 0) }])
})

test('[K6] where the register knows them of every village, those of 65 and over stand against it', async () => {
  const today = dayIn(instantOf(w.house.now()), 'Asia/Shanghai')
  const year = Number(today.slice(0, 4))
  const born = ['1930-02-28', `${year - 65}${today.slice(4)}`, `${year - 65}-12-31`, `${year - 64}-01-01`, '2015-06-01']
  for (const [i, id] of t.people.entries()) {
    // Of some the year alone is known, and of a few nothing.
    const by = i % 3 === 0 ? { day: null, year: year - 60 - (i % 10) } : { day: born[i % born.length], year: null }
    const birth = i % 17 === 0 ? { day: null, year: null } : by
    await w.admin.query('update care.person set birth_day = $2, birth_year = $3 where id = $1', [
      ...[id, birth.day, birth.year],
    ])
  }
  const { rows } = await w.admin.query(
    `select birth_day::text as day, birth_year as year from care.person where village = $1 and life not in ('dead', 'left')`,
    [t.village.code],
  )
  const old = rows.filter((birth) => (ageToday(birth, today) ?? 0) >= 65).length
  expect(old).toBeGreaterThan(10)
  expect(old).toBeLessThan(rows.length - 10)

  await register('村代码,户籍人口,65岁及以上', [[t.village.code, 500, old + 7]])
  const surveyed = async () => (await read(t.manager, t.code)).total.points[1]
  const of = async () =>
    (await t.manager.call('six.missing', { params: { place: t.code }, query: { point: 2 } })).body.rows
  expect(await surveyed()).toEqual({ n: old, of: old + 7, against: 'over65' })
  expect(await of()).toMatchObject([{ why: 'notSurveyed65', count: 7 }])

  // Who is beyond the register in one village does not stand for who is missing in another.
  await register('村代码,户籍人口,65岁及以上', [
    [t.village.code, 500, old - 3],
    [await villageBeside(), 40, 3],
  ])
  expect(await surveyed()).toEqual({ n: old - 3, of: old, against: 'over65' })
  expect(await of()).toMatchObject([{ why: 'notSurveyed65', count: 3 }])
})

test('[K6, X6] the figures and the missing go out as files; a township manager has no other township', async () => {
  const file = async (query: object) =>
    (
      await t.manager.call('six.export', {
        params: { place: t.code },
        query: { format: 'csv', language: 'en', ...query },
      })
    ).text
  expect(await file({})).toContain(t.village.name)
  const listed = await missing(3)
  expect((await file({ point: 3 })).trim().split('\r\n')).toHaveLength(listed.length + 1)
  expect((await t.manager.call('six.read', { params: { place: '421123101' } })).status).toBe(403)
  expect((await t.officer.call('six.read', { params: { place: '4211' } })).status).toBe(403)
})
