import type { SessionInfo } from '@lianfang/contract'
import { type Actor, actingFor, actionRoles, isRole, mayAnywhere, roleSpecs } from '@lianfang/domain/org'
import type { PlaceCode } from '@lianfang/domain/shared'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Database, inTransaction, noScope, type Tx } from '../db/index.js'
import { type PublicCall, sessionCookie } from '../http/index.js'
import type { Keys } from '../keys/index.js'
import { chainNamed } from '../org/index.js'
import { problem } from '../problems/index.js'
import type { OidcProvider } from './oidc/provider.js'
import { linkOf } from './oidc/sql.js'
import { factorOf, type LiveSession, type Sessions } from './sessions.js'
import type { SignInOutcome } from './sign-in.js'
import * as authSql from './sql.js'

export type AuthNeeds = {
  readonly db: Database
  readonly keys: Keys
  readonly sessions: Sessions
  readonly now: () => number
  readonly zone: string
  readonly demonstration: boolean
  readonly secureCookies: boolean
  /** The identity provider, when one is configured. */
  readonly oidc: OidcProvider | null
}

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

/** The provider's name, and whether the account is linked with it; null when none is configured. */
const providerOf = async (tx: Tx, { oidc }: AuthNeeds, account: string): Promise<SessionInfo['provider']> => {
  if (oidc === null) return null
  return { label: oidc.config.label, linked: (await linkOf(tx, account, oidc.config.issuer)) !== undefined }
}

/** Who is signed in, as what, for which team, and what the menus may offer. */
export const sessionInfo = (
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
    const teams = (await authSql.teamsOf(tx, account.id, needs.now())).map(({ id, name }) => ({ id, name }))
    const team = teams.find((t) => t.id === actor.teamId) ?? null
    const actions = Object.keys(actionRoles) as (keyof typeof actionRoles)[] // the keys of the table
    return {
      account: {
        id: account.id,
        login: account.login,
        name: account.name,
        language: account.language_chosen ? account.language : null,
      },
      acting: { ...acting, team },
      grants,
      teams,
      actions: actions.filter((a) => mayAnywhere(actingFor(actor, null), a)),
      secondFactor: session.secondFactor,
      mustChangePassword: session.mustChange,
      provider: await providerOf(tx, needs, account.id),
      demonstration: needs.demonstration,
      zone: needs.zone,
      serverTime: new Date(needs.now()).toISOString(),
    }
  })

type Arriving = Pick<PublicCall<'session.create'>, 'request' | 'reply'>

/** Opens a session for whoever has signed in, in whatever way; or asks for the code that is still owed. */
export const openFor = async (needs: AuthNeeds, { request, reply }: Arriving, result: SignInOutcome) => {
  if (result.outcome === 'code-needed') return { outcome: 'code-needed' as const }
  const { account, grant, team, by } = result
  const token = await needs.sessions.open({ account: account.id, grant: grant.id, team, device: deviceOf(request), by })
  setCookie(needs, reply, token)
  if (!isRole(grant.role)) throw new Error('a grant without a role')
  const actor: Actor = { accountId: account.id, role: grant.role, place: grant.place as PlaceCode, teamId: team } // stored from a checked code
  const asked = roleSpecs[grant.role].secondFactor
  const byProvider = by === 'provider-with-factor'
  const secondFactor = factorOf({ asked, confirmed: account.totp_confirmed, byProvider })
  const mustChange = account.must_change && by === 'password'
  return {
    outcome: 'signed-in' as const,
    session: await sessionInfo(needs, { actor, grantId: grant.id, secondFactor, mustChange }),
  }
}
