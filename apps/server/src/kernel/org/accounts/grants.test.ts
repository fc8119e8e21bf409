import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, callAs, luotian, makeWorld, type World, yingshan } from '../../../../../../tests/support/world.js'

const township = '421123100'
let w: World
let nation: Caller
let county: Caller

beforeAll(async () => {
  w = await makeWorld()
  nation = await w.signIn((await w.account({ role: 'administrator', place: 'nation', login: 'nation-admin' })).login)
  county = await w.signIn((await w.account({ role: 'administrator', place: luotian, login: 'county-admin' })).login)
})
afterAll(() => w.close())

const give = (caller: Caller, account: string, role: string, place: string) =>
  caller.call('account.grant', { params: { id: account }, body: { id: randomUUID(), role, place } })
const take = (caller: Caller, account: string, grant: string) =>
  caller.call('account.withdraw-grant', { params: { id: account, grant } })
const grantsOf = async (account: string, caller = nation) => {
  const { body } = await caller.call('account.list', { query: { limit: 200 } })
  return body.rows.find((row) => row.id === account)?.grants ?? []
}
const grantTo = async (account: string, role: string): Promise<string> =>
  (await grantsOf(account)).find((grant) => grant.role === role)?.id ?? ''

test('[X2] a role is added to an account and taken away; who acts under it is signed out at once, others go on', async () => {
  const { id, login } = await w.account({ role: 'medic', place: township })
  expect((await give(county, id, 'townshipManager', township)).status).toBe(204)
  const [medic, manager] = [await w.signIn(login), await w.signIn(login)]
  const manages = await grantTo(id, 'townshipManager')
  const medicGrant = await grantTo(id, 'medic')
  await medic.call('session.act', { body: { grantId: medicGrant, teamId: null } })
  expect((await manager.call('session.act', { body: { grantId: manages, teamId: null } })).status).toBe(200)
  expect((await manager.call('board.read', { params: { place: township } })).status).toBe(200)
  expect((await take(county, id, manages)).status).toBe(204)
  expect((await manager.call('session.read')).status).toBe(401)
  expect((await medic.call('session.read')).body?.acting.role).toBe('medic')
  expect((await grantsOf(id)).map((grant) => grant.role)).toEqual(['medic'])
})

test('[X2] a role outside the administrator’s place, at a wrong level, twice, or on a closed account is refused', async () => {
  const { id } = await w.account({ role: 'medic', place: township })
  expect((await give(county, id, 'medic', '421124100')).problem?.code).toBe('forbidden')
  expect((await give(county, id, 'countyOfficer', township)).problem?.code).toBe('account.place-level')
  expect((await give(county, id, 'medic', township)).problem?.code).toBe('account.has-grant')
  expect((await take(county, id, randomUUID())).status).toBe(404)
  const stranger = await w.account({ role: 'medic', place: '421124100' })
  expect((await give(county, stranger.id, 'medic', township)).status).toBe(404)
  await county.call('account.close', { params: { id } })
  expect((await give(county, id, 'villageWorker', township)).problem?.code).toBe('account.closed')
})

test('[X2] an account closed by mistake is opened again with its roles, by a first password that has to be changed', async () => {
  const { id, login } = await w.account({ role: 'medic', place: township })
  expect((await county.call('account.reopen', { params: { id } })).problem?.code).toBe('account.open')
  await county.call('account.close', { params: { id } })
  const { body } = await county.call('account.reopen', { params: { id } })
  expect((await grantsOf(id)).map((grant) => grant.role)).toEqual(['medic'])
  const { rows } = await w.admin.query(
    `select a.state, c.must_change from kernel.account a join kernel.credential c on c.account = a.id where a.id = $1`,
    [id],
  )
  expect(rows).toEqual([{ state: 'active', must_change: true }])
  const asked = { body: { login, password: body.firstPassword } }
  const signed = await callAs(w.product, null, 'session.create', asked)
  expect(signed.status).toBe(200)
})

test('[X2] an account that is given a role above leaves the reach of the lower administrator, and comes back after', async () => {
  const { id } = await w.account({ role: 'countyOfficer', place: luotian })
  await give(nation, id, 'prefectureViewer', '4211')
  expect(await grantsOf(id, county)).toEqual([])
  expect((await county.call('account.close', { params: { id } })).status).toBe(404)
  await take(nation, id, await grantTo(id, 'prefectureViewer'))
  expect(await grantsOf(id, county)).toHaveLength(1)
})

test('[X2] the last administrator keeps the role, also when two take it from each other at once', async () => {
  const other = await makeWorld()
  const [a, b] = [
    await other.account({ role: 'administrator', place: 'nation' }),
    await other.account({ role: 'administrator', place: 'nation' }),
  ]
  const [first, second] = [await other.signIn(a.login), await other.signIn(b.login)]
  const { body } = await first.call('account.list', { query: { limit: 10 } })
  const grant = (id: string): string => body.rows.find((row) => row.id === id)?.grants[0]?.id ?? ''
  const replies = await Promise.all([take(first, b.id, grant(b.id)), take(second, a.id, grant(a.id))])
  const { rows } = await other.admin.query(
    `select from kernel.account_grant where role = 'administrator' and withdrawn_at is null`,
  )
  expect(rows, JSON.stringify(replies.map((r) => r.text))).toHaveLength(1)
  const [kept, caller] = replies[0]?.status === 204 ? [a, first] : [b, second]
  expect((await take(caller, kept.id, grant(kept.id))).problem?.code).toBe('account.last-administrator')
  await other.close()
})

test('[X2] adding and taking away stand in the audit with role and place', async () => {
  const { id } = await w.account({ role: 'medic', place: `${yingshan}100` })
  await give(nation, id, 'villageWorker', `${yingshan}100`)
  await take(nation, id, await grantTo(id, 'villageWorker'))
  const { rows } = await w.admin.query<{ action: string; detail: { role: string } }>(
    `select action, detail from (select at, action, detail, subject from kernel.audit_open
       union all select at, action, detail, subject from kernel.audit) r where subject = $1 order by at`,
    [id],
  )
  expect(rows.map((row) => [row.action, row.detail.role])).toEqual([
    ['account.grant', 'villageWorker'],
    ['account.withdraw-grant', 'villageWorker'],
  ])
})

test('[K2] who is the only medic of a team is not closed and keeps the role until somebody has read which team is left without', async () => {
  const medic = await w.account({ role: 'medic', place: township, name: '独一医生' })
  const second = await w.account({ role: 'medic', place: township })
  const manager = await w.signIn((await w.account({ role: 'townshipManager', place: township })).login)
  const team = randomUUID()
  const made = (members: readonly { accountId: string; medic: boolean }[]) => ({
    name: '独医组',
    members,
    villages: [],
  })
  const both = [medic, second].map(({ id }) => ({ accountId: id, medic: true }))
  await manager.call('team.create', { body: { id: team, township, ...made(both.slice(0, 1)) } })
  const role = await grantTo(medic.id, 'medic')
  for (const refused of [
    await county.call('account.close', { params: { id: medic.id } }),
    await take(county, medic.id, role),
  ]) {
    expect(refused.problem).toMatchObject({ code: 'account.only-medic', details: { teams: ['独医组'] } })
  }
  expect((await manager.call('team.change', { params: { id: team }, body: made(both) })).status).toBe(200)
  expect((await take(county, medic.id, role)).status).toBe(204)
  const query = { teams: 'goWithout' }
  expect((await county.call('account.close', { params: { id: second.id } })).problem?.code).toBe('account.only-medic')
  expect((await county.call('account.close', { params: { id: second.id }, query })).status).toBe(204)
})
