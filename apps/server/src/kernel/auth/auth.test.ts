import { TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callAs, luotian, makeWorld, password, type World } from '../../../../../tests/support/world.js'

let w: World
beforeAll(async () => {
  w = await makeWorld()
})
afterAll(() => w.close())

const signIn = (body: { login: string; password: string; code?: string }, source = '10.0.0.1') =>
  callAs(w.product, null, 'session.create', { body, source })

test('[X2] a wrong password and an unknown login get the same answer', async () => {
  await w.account({ role: 'medic', place: '421123100', login: 'same' })
  const wrong = await signIn({ login: 'same', password: 'not this one' })
  const unknown = await signIn({ login: 'nobody-here', password: 'not this one' })
  expect(wrong.status).toBe(401)
  expect(wrong.problem).toEqual(unknown.problem)
})

test('[X2] guesses slow down the one who guesses and do not lock the owner out', async () => {
  await w.account({ role: 'medic', place: '421123100', login: 'target' })
  for (let i = 0; i < 7; i += 1) await signIn({ login: 'target', password: `guess ${i}` })
  const slowed = await signIn({ login: 'target', password })
  expect(slowed.status).toBe(429)
  expect(slowed.problem?.code).toBe('session.slow-down')
  // The failures are remembered for this login from this source only: from elsewhere the owner signs in.
  expect((await signIn({ login: 'target', password }, '10.0.0.2')).status).toBe(200)
})

test('[X2] a county officer without a second factor can only set one up', async () => {
  const { id, login } = await w.account({ role: 'countyOfficer', place: luotian })
  await w.admin.query('update kernel.credential set totp_confirmed = false where account = $1', [id])
  const officer = await w.signIn(login)
  const board = await officer.call('board.read', { params: { place: luotian } })
  expect(board.problem?.code).toBe('session.second-factor-required')
  const begun = await officer.call('second-factor.begin')
  expect(begun.status, begun.text).toBe(200)
  expect(begun.body.qrSvg).toContain('<svg')
  const totp = new TOTP({ secret: begun.body.secret, algorithm: 'SHA1', digits: 6, period: 30 })
  const wrong = await officer.call('second-factor.confirm', {
    body: { code: totp.generate() === '000000' ? '000001' : '000000' },
  })
  expect(wrong.problem?.code).toBe('session.wrong-code')
  const code = totp.generate()
  expect((await officer.call('second-factor.confirm', { body: { code } })).status).toBe(204)
  expect((await officer.call('board.read', { params: { place: luotian } })).status).toBe(200)
  expect((await signIn({ login, password })).body).toEqual({ outcome: 'code-needed' })
  const used = await signIn({ login, password, code })
  expect(used.problem?.code).toBe('session.wrong-code')
  const next = totp.generate({ timestamp: Date.now() + 30_000 })
  expect((await signIn({ login, password, code: next })).status).toBe(200)
})

test('[X2] sessions are listed and withdrawn, and a withdrawn one ends at once', async () => {
  const { login } = await w.account({ role: 'medic', place: '421123100' })
  const here = await w.signIn(login)
  const there = await w.signIn(login)
  expect((await there.call('session.read')).status).toBe(200)
  const { body } = await here.call('session.list')
  expect(body.rows).toHaveLength(2)
  const other = body.rows.find((r) => !r.current)
  expect((await here.call('session.withdraw', { params: { id: other?.id ?? '' } })).status).toBe(204)
  expect((await there.call('session.read')).status).toBe(401)
  expect((await here.call('session.read')).status).toBe(200)
})

test('a new password ends the other sessions and must not be easy', async () => {
  const { login } = await w.account({ role: 'medic', place: '421123100' })
  const here = await w.signIn(login)
  const there = await w.signIn(login)
  const weak = await here.call('password.change', { body: { current: password, next: '1234567890123' } })
  expect(weak.problem?.code).toBe('password.weak')
  const wrong = await here.call('password.change', { body: { current: 'not it', next: 'quite-another-one-7' } })
  expect(wrong.problem?.code).toBe('session.wrong-credentials')
  expect(
    (await here.call('password.change', { body: { current: password, next: 'quite-another-one-7' } })).status,
  ).toBe(204)
  expect((await there.call('session.read')).status).toBe(401)
  expect((await signIn({ login, password: 'quite-another-one-7' })).status).toBe(200)
})

test('a write from a foreign page is refused, with or without its origin', async () => {
  const { login } = await w.account({ role: 'medic', place: '421123100' })
  const medic = await w.signIn(login)
  for (const headers of [
    { 'x-lianfang': '' },
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
  ]) {
    const reply = await medic.call('language.change', { body: { language: 'en' }, headers })
    expect(reply.problem?.code, JSON.stringify(headers)).toBe('request.origin')
  }
})

test('pages and answers carry a content security policy without foreign sources, and the cookie is closed to scripts', async () => {
  const { login } = await w.account({ role: 'medic', place: '421123100' })
  const reply = await callAs(w.product, null, 'session.create', { body: { login, password } })
  expect(String(reply.headers['content-security-policy'])).toContain("script-src 'self'")
  expect(String(reply.headers['content-security-policy'])).toContain("frame-ancestors 'none'")
  expect(String(reply.headers['set-cookie'])).toMatch(/HttpOnly.*SameSite=Strict/i)
})
