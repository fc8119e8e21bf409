import { TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startProvider, type TestProvider } from '../../../../../../tests/support/provider.js'
import { type Caller, callAs, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'
import { readConfig } from '../../../config.js'

let provider: TestProvider
let w: World

beforeAll(async () => {
  provider = await startProvider()
  w = await makeWorld({ oidc: provider.config('http://127.0.0.1:9') })
})
afterAll(async () => {
  await w.close()
  await provider.close()
})
beforeEach(() => w.setNow(Date.now()))

const cookiesOf = (reply: { readonly headers: Readonly<Record<string, unknown>> }): string =>
  [reply.headers['set-cookie']]
    .flat()
    .map((one) => String(one).split(';')[0])
    .join('; ')

/** What the browser does at the provider: follows the address, and comes back with what stands behind ours. */
const away = async (url: string): Promise<string> => {
  const response = await fetch(url, { redirect: 'manual' })
  return new URL(response.headers.get('location') ?? '').search
}

/** Leaves as somebody, to sign in; `bend` changes the address before it is followed. */
const leave = async (bend: (url: URL) => void = () => undefined) => {
  const begun = await callAs(w.product, null, 'oidc.begin')
  const url = new URL(begun.body.url)
  bend(url)
  return { cookie: cookiesOf(begun), query: await away(url.href) }
}

const arrive = ({ cookie, query }: { cookie: string; query: string }) =>
  callAs(w.product, cookie, 'oidc.arrive', { body: { query } })

const link = async (caller: Caller, subject: string) => {
  provider.say({ subject })
  const begun = await caller.call('oidc.link-begin')
  const query = await away(begun.body.url)
  const cookie = `${caller.cookie}; ${cookiesOf(begun)}`
  return callAs(w.product, cookie, 'oidc.link', { body: { query } })
}

const medicLinked = async (subject: string) => {
  const account = await w.account({ role: 'medic', place: '421123100' })
  const caller = await w.signIn(account.login)
  expect((await link(caller, subject)).status).toBe(204)
  return { ...account, caller }
}

test('[X2] whoever has linked the account comes in through the provider, and signs out here', async () => {
  const { login, caller } = await medicLinked('happy')
  expect((await caller.call('session.read')).body?.provider).toMatchObject({ linked: true })
  provider.say({ subject: 'happy' })
  const reply = await arrive(await leave())
  expect(reply.body, reply.text).toMatchObject({ outcome: 'signed-in', session: { account: { login } } })
  const cookie = cookiesOf(reply)
  expect((await callAs(w.product, cookie, 'session.read')).status).toBe(200)
  expect((await callAs(w.product, cookie, 'session.end')).status).toBe(204)
  expect((await callAs(w.product, cookie, 'session.read')).status).toBe(401)
})

test('[X2] an unknown subject is refused, and no account is made', async () => {
  const accounts = async () => (await w.admin.query('select from kernel.account')).rowCount
  const before = await accounts()
  provider.say({ subject: 'never-seen' })
  expect((await arrive(await leave())).problem?.code).toBe('oidc.not-linked')
  expect(await accounts()).toBe(before)
})

test('[X2] another state, another nonce, another verifier or a missing code is refused', async () => {
  await medicLinked('bent')
  provider.say({ subject: 'bent' })
  const state = await leave()
  const other = new URLSearchParams(state.query)
  other.set('state', 'somebody-elses')
  expect((await arrive({ ...state, query: `?${other}` })).problem?.code).toBe('oidc.refused')
  const nonce = await leave((url) => url.searchParams.set('nonce', 'somebody-elses'))
  expect((await arrive(nonce)).problem?.code).toBe('oidc.refused')
  const challenge = await leave((url) => url.searchParams.set('code_challenge', 'somebody-elses'))
  expect((await arrive(challenge)).problem?.code).toBe('oidc.refused')
  expect((await arrive({ ...(await leave()), query: '?state=x' })).problem?.code).toBe('oidc.refused')
})

test('[X2] a token of another key, for another client or past its end is refused', async () => {
  await medicLinked('token')
  for (const bad of [{ foreignKey: true }, { audience: 'somebody-else' }, { seconds: -120 }] as const) {
    provider.say({ subject: 'token', ...bad })
    expect((await arrive(await leave())).problem?.code, JSON.stringify(bad)).toBe('oidc.refused')
  }
})

test('[X2] a sign-in on its way lasts ten minutes, is good once, and only in the browser that left', async () => {
  await medicLinked('once')
  provider.say({ subject: 'once' })
  const late = await leave()
  w.setNow(Date.now() + 11 * 60_000)
  expect((await arrive(late)).problem?.code).toBe('oidc.expired')
  w.setNow(Date.now())
  const left = await leave()
  expect((await callAs(w.product, null, 'oidc.arrive', { body: left })).problem?.code).toBe('oidc.expired')
  const stranger = await leave()
  expect((await arrive({ cookie: stranger.cookie, query: left.query })).problem?.code).toBe('oidc.refused')
  expect((await arrive(left)).status).toBe(200)
  expect((await arrive(left)).problem?.code).toBe('oidc.expired')
})

test('[X2] a closed account stays closed, and cancelling at the provider says so', async () => {
  const { id } = await medicLinked('closed')
  await w.admin.query(`update kernel.account set state = 'closed' where id = $1`, [id])
  provider.say({ subject: 'closed' })
  expect((await arrive(await leave())).problem?.code).toBe('account.closed')
  provider.say({ subject: 'closed', denies: true })
  expect((await arrive(await leave())).problem?.code).toBe('oidc.cancelled')
})

const officerLinked = async (subject: string) => {
  const account = await w.account({ role: 'countyOfficer', place: luotian })
  const caller = await w.signIn(account.login)
  await w.admin.query('update kernel.credential set totp_confirmed = false where account = $1', [account.id])
  w.setNow(Date.now() + 6_000) // a remembered session is read anew after five seconds
  return { account, caller, subject }
}

test('[X2] a county officer owes the second factor after a provider that asked none; a wrong code does not do', async () => {
  const { caller, subject } = await officerLinked('officer')
  expect((await caller.call('oidc.link-begin')).problem?.code).toBe('session.second-factor-required')
  const begun = await caller.call('second-factor.begin')
  const totp = new TOTP({ secret: begun.body.secret, algorithm: 'SHA1', digits: 6, period: 30 })
  const at = (steps: number) => totp.generate({ timestamp: w.house.now() + steps * 30_000 })
  expect((await caller.call('second-factor.confirm', { body: { code: at(-1) } })).status).toBe(204)
  expect((await link(caller, subject)).status).toBe(204)
  provider.say({ subject, amr: ['pwd'] })
  const left = await leave()
  expect((await arrive(left)).body).toEqual({ outcome: 'code-needed' })
  const code = (text: string) => callAs(w.product, left.cookie, 'oidc.code', { body: { code: text } })
  // The next code, by the product's own clock: the real one may pass into another half minute while the test runs.
  w.setNow(w.house.now() + 30_000)
  expect((await code(at(0) === '000000' ? '000001' : '000000')).problem?.code).toBe('session.wrong-code')
  expect((await code(at(0))).body).toMatchObject({ outcome: 'signed-in', session: { secondFactor: 'set-up' } })
  expect((await code(at(1))).problem?.code).toBe('oidc.expired')
})

test('[X2] a provider that says it asked a second factor is believed, by amr or acr, for that session only', async () => {
  const { account, subject } = await officerLinked('mfa')
  const administrator = await w.signIn((await w.account({ role: 'administrator', place: luotian })).login)
  const reply = await administrator.call('account.link', { params: { id: account.id }, body: { subject } })
  expect(reply.status, reply.text).toBe(204)
  for (const vouched of [{ amr: ['pwd', 'otp'] }, { acr: 'urn:two-factors' }]) {
    provider.say({ subject, ...vouched })
    const arrived = await arrive(await leave())
    expect(arrived.body).toMatchObject({ session: { secondFactor: 'by-provider' } })
    const cookie = cookiesOf(arrived)
    expect((await callAs(w.product, cookie, 'board.read', { params: { place: luotian } })).status).toBe(200)
  }
  const own = await w.signIn(account.login)
  expect((await own.call('session.read')).body?.secondFactor).toBe('missing')
  provider.say({ subject, amr: ['pwd'] })
  const without = cookiesOf(await arrive(await leave()))
  const board = await callAs(w.product, without, 'board.read', { params: { place: luotian } })
  expect(board.problem?.code).toBe('session.second-factor-required')
})

test('[X2] one subject is one account; the owner and the administrator undo a link, a stranger does not', async () => {
  const { id, caller } = await medicLinked('single')
  const other = await w.signIn((await w.account({ role: 'medic', place: '421123100' })).login)
  expect((await link(other, 'single')).problem?.code).toBe('oidc.linked-already')
  const stranger = await w.signIn((await w.account({ role: 'administrator', place: '421124' })).login)
  expect((await stranger.call('account.unlink', { params: { id } })).status).toBe(404)
  const administrator = await w.signIn((await w.account({ role: 'administrator', place: luotian })).login)
  const { body } = await administrator.call('account.list', { query: { limit: 200 } })
  expect(body.rows.find((row) => row.id === id)?.linked).toBe(true)
  expect((await administrator.call('account.unlink', { params: { id } })).status).toBe(204)
  expect((await caller.call('oidc.unlink')).status).toBe(404)
  expect((await link(caller, 'single')).status).toBe(204)
  expect((await caller.call('oidc.unlink')).status).toBe(204)
  provider.say({ subject: 'single' })
  expect((await arrive(await leave())).problem?.code).toBe('oidc.not-linked')
})

test('[X2] a link begun by one account is not finished by another', async () => {
  const [one, two] = [
    await w.signIn((await w.account({ role: 'medic', place: '421123100' })).login),
    await w.signIn((await w.account({ role: 'medic', place: '421123100' })).login),
  ]
  provider.say({ subject: 'crossed' })
  const begun = await one.call('oidc.link-begin')
  const query = await away(begun.body.url)
  const cookie = `${two.cookie}; ${cookiesOf(begun)}`
  const reply = await callAs(w.product, cookie, 'oidc.link', { body: { query } })
  expect(reply.problem?.code).toBe('oidc.expired')
})

test('[X2] a first password that was not used does not hold up whoever comes through the provider', async () => {
  const account = await w.account({ role: 'medic', place: '421123100', firstPassword: true })
  const administrator = await w.signIn((await w.account({ role: 'administrator', place: luotian })).login)
  await administrator.call('account.link', { params: { id: account.id }, body: { subject: 'fresh' } })
  provider.say({ subject: 'fresh' })
  expect((await arrive(await leave())).body).toMatchObject({ session: { mustChangePassword: false } })
})

test('a provider that does not answer is said to be away; passwords go on working', async () => {
  const gone = await startProvider()
  const other = await makeWorld({ oidc: gone.config('http://127.0.0.1:9') })
  await gone.close()
  expect((await callAs(other.product, null, 'oidc.begin')).problem?.code).toBe('oidc.unavailable')
  const { login } = await other.account({ role: 'medic', place: '421123100' })
  expect((await (await other.signIn(login)).call('session.read')).status).toBe(200)
  await other.close()
})

test('a provider without TLS beyond this machine, or half a configuration, stops the start', () => {
  const env = { OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET_FILE: '/dev/null', PUBLIC_URL: 'https://lianfang.example' }
  const read = (more: object) => () => readConfig({ root: '.', env: { ...env, ...more } })
  expect(read({ OIDC_ISSUER: 'http://sso.example' })).toThrow(/https/)
  expect(read({ OIDC_ISSUER: 'http://127.0.0.1.evil.example' })).toThrow(/https/)
  expect(read({ OIDC_ISSUER: 'https://sso.example', PUBLIC_URL: undefined })).toThrow(/PUBLIC_URL/)
  expect(read({ OIDC_ISSUER: 'https://sso.example' })().oidc?.redirectUri).toBe('https://lianfang.example/sign-in/oidc')
  expect(read({})().oidc).toBeNull()
})
