import type { SessionInfo } from '@lianfang/contract'
import { type Actor, actingFor, actionRoles, isRole, mayAnywhere, roleSpecs } from '@lianfang/domain/org'
import type { PlaceCode } from '@lianfang/domain/shared'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { writeAudit } from '../audit/index.js'
import { type Database, inTransaction, noScope, type Tx } from '../db/index.js'
import type { Call, Handlers, PublicCall } from '../http/index.js'
import { sessionCookie } from '../http/index.js'
import type { Keys } from '../keys/index.js'
import { chainNamed } from '../org/index.js'
import { problem } from '../problems/index.js'
import { hashPassword, isWeak, passwordFits } from './passwords.js'
import type { LiveSession, Sessions } from './sessions.js'
import { signIn } from './sign-in.js'
import * as authSql from './sql.js'
import { newTotp, totpStep } from './totp.js'

export type AuthNeeds = {
  readonly db: Database
  readonly keys: Keys
  readonly sessions: Sessions
  readonly now: () => number
  readonly zone: string
  readonly demonstration: boolean
  readonly secureCookies: boolean
}

// A second factor's secret is sealed under a key of its own purpose, bound to the account.
const totpKey = (keys: Keys) => ({
  seal: (account: string, secret: string): Buffer => {
    const key = keys.newPersonKey()
    const sealed = keys.seal({ key, at: { county: '', person: account, field: 'totp' }, text: secret })
    return Buffer.concat([Buffer.from([key.keyId.length]), Buffer.from(key.keyId), key.wrapped, sealed])
  },
  open: (account: string, packed: Buffer): string => {
    const idLength = packed[0] ?? 0
    const keyId = packed.toString('utf8', 1, 1 + idLength)
    const wrapped = packed.subarray(1 + idLength, 1 + idLength + 40)
    const sealed = packed.subarray(1 + idLength + 40)
    return keys.open({ key: { keyId, wrapped }, at: { county: '', person: account, field: 'totp' }, sealed })
  },
})

const setCookie = (needs: AuthNeeds, reply: FastifyReply, token: string): void => {
  reply.setCookie(sessionCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: needs.secureCookies,
    maxAge: 14 * 86_400,
  })
}

const deviceOf = (request: FastifyRequest): string => {
  const agent = request.headers['user-agent'] ?? ''
  const system = /Android|iPhone|iPad|Windows|Mac OS|Linux|HarmonyOS/i.exec(agent)?.[0] ?? ''
  const browser = /MicroMessenger|Edg|Chrome|Firefox|Safari/i.exec(agent)?.[0] ?? ''
  return `${system} ${browser}`.trim()
}

const grantInfo = async (tx: Tx, grant: authSql.GrantRow) => {
  const chain = await chainNamed(tx, grant.place as PlaceCode) // stored from a checked code
  const place = chain.at(-1)
  if (place === undefined || !isRole(grant.role)) throw new Error('a grant without a place or role')
  return { id: grant.id, role: grant.role, place, chain: [...chain] }
}

/** Who is signed in, as what, for which team, and what the menus may offer. */
const sessionInfo = (
  needs: AuthNeeds,
  session: Pick<LiveSession, 'actor' | 'grantId' | 'secondFactor' | 'mustChange'>,
): Promise<SessionInfo> =>
  inTransaction(needs.db.auth, noScope, async (tx) => {
    const { actor } = session
    const account = await authSql.accountById(tx, actor.accountId)
    if (account === undefined) throw problem('session.none')
    const rows = (await authSql.grantsOf(tx, account.id)).filter((g) => isRole(g.role))
    const grants = await Promise.all(rows.map((g) => grantInfo(tx, g)))
    const acting = grants.find((g) => g.id === session.grantId)
    if (acting === undefined) throw problem('session.none')
    const teams = (await authSql.teamsOf(tx, account.id)).map(({ id, name }) => ({ id, name }))
    const team = teams.find((t) => t.id === actor.teamId) ?? null
    const actions = Object.keys(actionRoles) as (keyof typeof actionRoles)[] // the keys of the table
    return {
      account: { id: account.id, login: account.login, name: account.name, language: account.language },
      acting: { ...acting, team },
      grants,
      teams,
      actions: actions.filter((a) => mayAnywhere(actingFor(actor, null), a)),
      secondFactor: session.secondFactor,
      mustChangePassword: session.mustChange,
      demonstration: needs.demonstration,
      zone: needs.zone,
      serverTime: new Date(needs.now()).toISOString(),
    }
  })

const create = async (needs: AuthNeeds, { body, request, reply }: PublicCall<'session.create'>) => {
  const openSecret = (sealed: Buffer, account: string): string => totpKey(needs.keys).open(account, sealed)
  const result = await signIn({ ...needs, openSecret }, { ...body, source: request.ip })
  if (result.outcome === 'code-needed') return { outcome: 'code-needed' as const }
  const { account, grant, team } = result
  const token = await needs.sessions.open({ account: account.id, grant: grant.id, team, device: deviceOf(request) })
  setCookie(needs, reply, token)
  if (!isRole(grant.role)) throw new Error('a grant without a role')
  const actor: Actor = { accountId: account.id, role: grant.role, place: grant.place as PlaceCode, teamId: team } // stored from a checked code
  const secondFactor = account.totp_confirmed ? 'set-up' : roleSpecs[grant.role].secondFactor ? 'missing' : 'not-asked'
  return {
    outcome: 'signed-in' as const,
    session: await sessionInfo(needs, { actor, grantId: grant.id, secondFactor, mustChange: account.must_change }),
  }
}

const act = async (needs: AuthNeeds, { actor, session, body }: Call<'session.act'>) => {
  await inTransaction(needs.db.auth, noScope, async (tx) => {
    const grants = await authSql.grantsOf(tx, actor.accountId)
    const teams = await authSql.teamsOf(tx, actor.accountId)
    if (!grants.some((g) => g.id === body.grantId)) throw problem('forbidden')
    if (body.teamId !== null && !teams.some((t) => t.id === body.teamId)) throw problem('forbidden')
    await authSql.actAs(tx, { id: session.id, grant: body.grantId, team: body.teamId })
    await writeAudit(tx, actor, { action: 'session.act', subject: body.grantId })
  })
  needs.sessions.forget()
  const grant = await inTransaction(needs.db.auth, noScope, (tx) => authSql.grantsOf(tx, actor.accountId))
  const chosen = grant.find((g) => g.id === body.grantId)
  if (chosen === undefined || !isRole(chosen.role)) throw problem('forbidden')
  const next: Actor = { ...actor, role: chosen.role, place: chosen.place as PlaceCode, teamId: body.teamId } // as stored
  return sessionInfo(needs, { ...session, actor: next, grantId: chosen.id })
}

const changePassword = async (
  needs: AuthNeeds,
  { actor, session, body }: Call<'password.change'>,
): Promise<undefined> => {
  const account = await inTransaction(needs.db.auth, noScope, (tx) => authSql.accountById(tx, actor.accountId))
  if (account === undefined || !(await passwordFits(account.password_hash, body.current))) {
    throw problem('session.wrong-credentials')
  }
  if (body.next === body.current) throw problem('password.same')
  if (isWeak(body.next, account.login)) throw problem('password.weak')
  const hash = await hashPassword(body.next)
  await inTransaction(needs.db.auth, noScope, async (tx) => {
    await authSql.setPassword(tx, account.id, hash)
    await authSql.withdrawOthers(tx, account.id, session.id)
    await writeAudit(tx, actor, { action: 'password.change', subject: account.id })
  })
  needs.sessions.forget()
}

const beginSecondFactor = async (needs: AuthNeeds, { actor }: Call<'second-factor.begin'>) => {
  const account = await inTransaction(needs.db.auth, noScope, (tx) => authSql.accountById(tx, actor.accountId))
  if (account === undefined || account.totp_confirmed) throw problem('forbidden')
  const made = await newTotp(account.login)
  const sealed = totpKey(needs.keys).seal(account.id, made.secret)
  await inTransaction(needs.db.auth, noScope, (tx) => authSql.setTotp(tx, account.id, sealed, false))
  return made
}

const confirmSecondFactor = async (
  needs: AuthNeeds,
  { actor, body }: Call<'second-factor.confirm'>,
): Promise<undefined> => {
  await inTransaction(needs.db.auth, noScope, async (tx) => {
    const account = await authSql.accountById(tx, actor.accountId)
    if (account === undefined || account.totp_sealed === null) throw problem('forbidden')
    const secret = totpKey(needs.keys).open(account.id, account.totp_sealed)
    const step = totpStep({ secret, code: body.code, now: needs.now() })
    if (step === null || (await authSql.useTotpStep(tx, account.id, step)) === 0) throw problem('session.wrong-code')
    await authSql.confirmTotp(tx, account.id)
    await writeAudit(tx, actor, { action: 'second-factor.confirm', subject: account.id })
  })
  needs.sessions.forget()
}

const withdraw = async (
  needs: AuthNeeds,
  { actor }: Pick<Call<'session.end'>, 'actor'>,
  id: string,
): Promise<undefined> => {
  await inTransaction(needs.db.auth, noScope, async (tx) => {
    if ((await authSql.withdrawSession(tx, id, actor.accountId)) === 0) throw problem('not-found')
    await writeAudit(tx, actor, { action: 'session.withdraw', subject: id })
  })
  needs.sessions.forget()
}

/** Handlers of sessions, passwords and the second factor. */
export const authHandlers = (needs: AuthNeeds): Handlers => ({
  'session.create': (call) => create(needs, call),
  'session.read': (call) => sessionInfo(needs, call.session),
  'session.act': (call) => act(needs, call),
  'session.end': async (call) => {
    await withdraw(needs, call, call.session.id)
    call.reply.clearCookie(sessionCookie, { path: '/' })
  },
  'session.list': async ({ actor, session }) => {
    const rows = await inTransaction(needs.db.auth, noScope, (tx) => authSql.listSessions(tx, actor.accountId))
    return {
      rows: rows.map((r) => ({
        id: r.id,
        createdAt: new Date(r.created_at).toISOString(),
        seenAt: new Date(r.seen_at).toISOString(),
        device: r.device,
        current: r.id === session.id,
      })),
    }
  },
  'session.withdraw': (call) => withdraw(needs, call, call.params.id),
  'password.change': (call) => changePassword(needs, call),
  'language.change': async ({ actor, body }) => {
    await inTransaction(needs.db.auth, noScope, (tx) => authSql.setLanguage(tx, actor.accountId, body.language))
    return undefined
  },
  'second-factor.begin': (call) => beginSecondFactor(needs, call),
  'second-factor.confirm': (call) => confirmSecondFactor(needs, call),
})
