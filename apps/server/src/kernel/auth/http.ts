import { type Actor, isRole } from '@lianfang/domain/org'
import type { PlaceCode } from '@lianfang/domain/shared'
import { writeAudit } from '../audit/index.js'
import { inTransaction, noScope } from '../db/index.js'
import { type Call, type Handlers, type PublicCall, sessionCookie } from '../http/index.js'
import { problem } from '../problems/index.js'
import { openFirst, setFirstPassword } from './first.js'
import { oidcHandlers } from './oidc/http.js'
import { hashPassword, isWeak, passwordFits } from './passwords.js'
import { type AuthNeeds, openFor, sessionInfo } from './session-info.js'
import { signIn } from './sign-in.js'
import * as authSql from './sql.js'
import { newTotp, totpStep } from './totp.js'
import { totpKey } from './totp-seal.js'

const create = async (needs: AuthNeeds, call: PublicCall<'session.create'>) => {
  const { body, request } = call
  const openSecret = (sealed: Buffer, account: string): string => totpKey(needs.keys).open(account, sealed)
  return openFor(needs, call, await signIn({ ...needs, openSecret }, { ...body, source: request.ip }))
}

const act = async (needs: AuthNeeds, { actor, session, body }: Call<'session.act'>) => {
  await inTransaction(needs.db.auth, noScope, async (tx) => {
    const grants = await authSql.grantsOf(tx, actor.accountId)
    const teams = await authSql.teamsOf(tx, actor.accountId, needs.now())
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
  ...oidcHandlers(needs),
  'session.create': (call) => create(needs, call),
  'first.open': (call) => openFirst(needs, call),
  'first.set': (call) => setFirstPassword(needs, call),
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
