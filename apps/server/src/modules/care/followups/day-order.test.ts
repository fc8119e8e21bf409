import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

const day = 86_400_000
const names = ['迟甲', '迟乙', '迟丙', '警丁', '警戊', '测己', '测庚']
let w: World
let t: Township
/** As the day should begin: alarms, then daily monitoring, each by lateness; then whoever is only late. */
let first: readonly string[]

const talk = async (personId: string, daysAgo: number): Promise<void> => {
  const at = new Date(w.house.now() - daysAgo * day).toISOString()
  const body = { id: uuidv7(), personId, at, channel: 'phone', outcome: 'reached' }
  const reply = await t.worker.call('followup.record', { body })
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
}

const alarm = (person: string) =>
  w.admin.query(
    `insert into care.alarm (home, id, person, township, village, kind, raised_at, measured_at, reasons, urgent, climbs_at, team)
     values ($1, gen_random_uuid(), $2, $3, $4, 'reading', now(), now(), '[]', false, '{}', $5)`,
    [luotian, person, t.code, t.village.code, t.team],
  )

/** Ill without an alarm: what a red person's illness raises was answered. */
const illness = async (id: string): Promise<void> => {
  const begin = { id: uuidv7(), kind: 'infection', at: new Date(w.house.now()).toISOString() }
  const reply = await t.worker.call('episode.begin', { params: { id }, body: begin })
  expect(reply.body, reply.text).toMatchObject({ outcome: 'recorded' })
  await w.admin.query(`update care.alarm set closed_at = now(), closed_how = 'doctorDecided' where person = $1`, [id])
}

beforeAll(async () => {
  w = await makeWorld()
  const now = Date.now()
  w.setNow(now - 6 * day)
  t = await makeTownship(w, { names })
  w.setNow(now)
  // Never reached and overdue for days: the three who are only late. All others were talked to, the less late the more urgent.
  const [, , , calls = '', also = '', watched = '', ill = ''] = t.people
  for (const [i, id] of [also, calls, ill, watched].entries()) await talk(id, 5.5 - i / 2)
  for (const id of [calls, also]) await alarm(id)
  await illness(ill)
  w.setNow(now + 60_000)
  await illness(watched)
  first = [also, calls, ill, watched]
})
afterAll(() => w.close())

const dayOf = async (by: Caller, query: object = {}): Promise<string[]> =>
  (await by.call('followup.today', { query: { limit: 100, ...query } })).body.rows.map(({ id }) => id)

test('[K3] [K5] open alarms and then daily monitoring stand above red people who are only late, for a team and for a township', async () => {
  const only = t.people.slice(0, 3)
  for (const by of [t.worker, t.medic, t.manager]) {
    const list = await dayOf(by)
    expect(list.slice(0, 4)).toEqual(first)
    expect(list.slice(4).toSorted()).toEqual(only.toSorted())
  }
  expect((await dayOf(t.officer, { team: t.team })).slice(0, 4)).toEqual(first)
})

test('[K3] the day read in pages of one, two and three is the day read at once', async () => {
  const whole = await dayOf(t.worker)
  for (const limit of [1, 2, 3]) {
    const ids: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof t.worker.call<'followup.today'>>>['body'] = (
        await t.worker.call('followup.today', { query: { limit, ...(cursor === '' ? {} : { cursor }) } })
      ).body
      expect(page.rows.length).toBeLessThanOrEqual(limit)
      ids.push(...page.rows.map(({ id }) => id))
      cursor = page.next
    }
    expect(ids).toEqual(whole)
  }
})

test('[K3] [K5] the printed day list has the order of the screen', async () => {
  const id = uuidv7()
  await t.worker.call('sheet.print', { body: { id } })
  const { rows } = (await t.worker.call('sheet.read', { params: { id } })).body
  expect(rows.map(({ personId }) => personId)).toEqual(await dayOf(t.worker))
})

test('[K5] whose alarm was ended and who is well again stands where the colour puts them', async () => {
  const [alarmed = '', , , watched = ''] = first
  await w.admin.query(`update care.alarm set closed_at = now(), closed_how = 'doctorDecided' where person = $1`, [
    alarmed,
  ])
  const end = { id: uuidv7(), note: '核酸阴性' }
  const ended = await t.medic.call('episode.end', { params: { id: watched }, body: end })
  expect(ended.body, ended.text).toMatchObject({ outcome: 'recorded' })
  const list = await dayOf(t.worker)
  expect(list.slice(0, 2)).toEqual(first.slice(1, 3))
  expect(list.slice(5).toSorted()).toEqual([alarmed, watched].toSorted())
})
