import type { FastifyReply, FastifyRequest } from 'fastify'
import { writeAudit } from '../../audit/index.js'
import { inTransaction, noScope } from '../../db/index.js'
import type { Call, Handlers, PublicCall } from '../../http/index.js'
import { problem } from '../../problems/index.js'
import { type AuthNeeds, openFor } from '../session-info.js'
import { totpKey } from '../totp-seal.js'
import { arriveToLink, arriveToSignIn, depart, finishWithCode, type OidcNeeds } from './sign-in.js'
import { removeLink } from './sql.js'

const flowCookie = 'lf_oidc'

const oidcNeeds = (needs: AuthNeeds): OidcNeeds => ({
  ...needs,
  openSecret: (sealed, account) => totpKey(needs.keys).open(account, sealed),
})

// Strict is enough: the provider sends people back to a page of ours, and that page asks with the cookie from here.
const keepFlow = (needs: AuthNeeds, reply: FastifyReply, token: string): void => {
  reply.setCookie(flowCookie, token, {
    path: '/api/session/oidc',
    httpOnly: true,
    sameSite: 'strict',
    secure: needs.secureCookies,
    maxAge: 900,
  })
}

const flowOf = (request: FastifyRequest): string => {
  const token = request.cookies[flowCookie]
  if (token === undefined || token === '') throw problem('oidc.expired')
  return token
}

const forgetFlow = (reply: FastifyReply): void => void reply.clearCookie(flowCookie, { path: '/api/session/oidc' })

const begin = async (needs: AuthNeeds, reply: FastifyReply, linking: string | null) => {
  const { url, token } = await depart(oidcNeeds(needs), linking)
  keepFlow(needs, reply, token)
  return { url }
}

/** Linking is as weighty as a password: not before the second factor that the role asks for is there. */
const beginLink = (needs: AuthNeeds, { actor, session, reply }: Call<'oidc.link-begin'>) => {
  if (session.secondFactor === 'missing' && !needs.demonstration) throw problem('session.second-factor-required')
  return begin(needs, reply, actor.accountId)
}

const arrived = async (needs: AuthNeeds, call: PublicCall<'oidc.arrive'>) => {
  const at = { token: flowOf(call.request), query: call.body.query }
  const outcome = await arriveToSignIn(oidcNeeds(needs), at)
  if (outcome.outcome === 'signed-in') forgetFlow(call.reply)
  return openFor(needs, call, outcome)
}

const withCode = async (needs: AuthNeeds, call: PublicCall<'oidc.code'>) => {
  const at = { token: flowOf(call.request), code: call.body.code }
  const outcome = await finishWithCode(oidcNeeds(needs), at)
  if (outcome.outcome === 'signed-in') forgetFlow(call.reply)
  return openFor(needs, call, outcome)
}

const unlink = (needs: AuthNeeds, { actor }: Call<'oidc.unlink'>): Promise<undefined> =>
  inTransaction(needs.db.auth, noScope, async (tx) => {
    const gone = needs.oidc === null ? 0 : await removeLink(tx, actor.accountId, needs.oidc.config.issuer)
    if (gone === 0) throw problem('not-found')
    await writeAudit(tx, actor, { action: 'oidc.unlink', subject: actor.accountId })
    return undefined
  })

/** Handlers of signing in through an identity provider, and of linking one's own account with it. */
export const oidcHandlers = (needs: AuthNeeds): Handlers => ({
  'oidc.begin': ({ reply }) => begin(needs, reply, null),
  'oidc.arrive': (call) => arrived(needs, call),
  'oidc.code': (call) => withCode(needs, call),
  'oidc.link-begin': (call) => beginLink(needs, call),
  'oidc.link': async (call) => {
    const at = { account: call.actor.accountId, token: flowOf(call.request), query: call.body.query }
    await arriveToLink(oidcNeeds(needs), at)
    forgetFlow(call.reply)
    return undefined
  },
  'oidc.unlink': (call) => unlink(needs, call),
})
