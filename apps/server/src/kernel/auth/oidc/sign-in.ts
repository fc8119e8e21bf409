import { createHash, randomBytes } from 'node:crypto'
import { writeAudit } from '../../audit/index.js'
import { type Database, inTransaction, noScope } from '../../db/index.js'
import { problem } from '../../problems/index.js'
import { owedFactor, type SignedIn } from '../sign-in.js'
import { accountById } from '../sql.js'
import { takeTry } from '../tries.js'
import type { Identity, OidcProvider } from './provider.js'
import { accountOfSubject, addFlow, addLink, dropFlow, type Flow, flowForCode, keepForCode, takeFlow } from './sql.js'

export type OidcNeeds = {
  readonly db: Database
  readonly now: () => number
  readonly openSecret: (sealed: Buffer, account: string) => string
  readonly demonstration: boolean
  readonly oidc: OidcProvider | null
}

/** Ten minutes to sign in at the provider; five more for the code of the second factor. */
const awayMs = 600_000
const codeMs = 300_000

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

const configured = ({ oidc }: OidcNeeds): OidcProvider => {
  if (oidc === null) throw problem('oidc.not-configured')
  return oidc
}

/** Sends somebody to the provider: the address, and the browser's half of the flow, which goes into a cookie. */
export const depart = async (needs: OidcNeeds, linking: string | null): Promise<{ url: string; token: string }> => {
  const { url, ...sent } = await configured(needs).depart()
  const token = randomBytes(32).toString('base64url')
  const now = needs.now()
  await inTransaction(needs.db.auth, noScope, (tx) =>
    addFlow(tx, { ...sent, linking, tokenHash: hashOf(token), expiresAt: new Date(now + awayMs) }, new Date(now)),
  )
  return { url, token }
}

const alive = (needs: OidcNeeds, flow: Flow | undefined): Flow => {
  if (flow === undefined || flow.expires_at <= needs.now()) throw problem('oidc.expired')
  return flow
}

const arrive = async (needs: OidcNeeds, token: string, query: string): Promise<{ flow: Flow; who: Identity }> => {
  const provider = configured(needs)
  const flow = alive(needs, await inTransaction(needs.db.auth, noScope, (tx) => takeFlow(tx, hashOf(token))))
  return { flow, who: await provider.arrive(query, flow) }
}

/** Binds who has come back from the provider to the account that set out. */
export const arriveToLink = async (needs: OidcNeeds, at: { account: string; token: string; query: string }) => {
  const { flow, who } = await arrive(needs, at.token, at.query)
  if (flow.linking !== at.account) throw problem('oidc.expired')
  const { account } = at
  await inTransaction(needs.db.auth, noScope, async (tx) => {
    if ((await addLink(tx, { ...who, account, by: account })) === 0) throw problem('oidc.linked-already')
    await writeAudit(tx, null, { action: 'oidc.link', subject: account, detail: { by: account } })
  })
}

export type OidcOutcome = SignedIn | { readonly outcome: 'code-needed' }

const refused = (needs: OidcNeeds, account: string | null): Promise<void> =>
  inTransaction(needs.db.auth, noScope, (tx) =>
    writeAudit(tx, null, { action: 'session.open', subject: account, outcome: 'refused', detail: { by: 'oidc' } }),
  )

const accountOf = async (needs: OidcNeeds, who: Identity): Promise<string> => {
  const found = await inTransaction(needs.db.auth, noScope, (tx) => accountOfSubject(tx, who))
  if (found?.state === 'active') return found.id
  await refused(needs, found?.id ?? null)
  throw problem(found === undefined ? 'oidc.not-linked' : 'account.closed')
}

/** Signs in whoever has come back from the provider. Makes no account, and without a link nobody gets in. */
export const arriveToSignIn = async (needs: OidcNeeds, at: { token: string; query: string }): Promise<OidcOutcome> => {
  const { flow, who } = await arrive(needs, at.token, at.query)
  if (flow.linking !== null) throw problem('oidc.expired')
  const account = await accountOf(needs, who)
  return inTransaction(needs.db.auth, noScope, async (tx) => {
    const owed = await owedFactor(tx, needs, { account, code: who.factor ? 'by-provider' : undefined })
    if (owed.outcome !== 'code-needed') return owed
    await keepForCode(tx, hashOf(at.token), account, new Date(needs.now() + codeMs))
    return owed
  })
}

/** The code of our own second factor, owed after the provider has vouched without one. */
export const finishWithCode = async (needs: OidcNeeds, at: { token: string; code: string }): Promise<OidcOutcome> => {
  configured(needs)
  const hash = hashOf(at.token)
  const flow = alive(needs, await inTransaction(needs.db.auth, noScope, (tx) => flowForCode(tx, hash)))
  const { account } = flow
  if (account === null) throw problem('oidc.expired')
  await takeTry(needs.db, 'oidc-code', account)
  const result = await inTransaction(needs.db.auth, noScope, async (tx) => {
    if ((await accountById(tx, account)) === undefined) throw problem('account.closed')
    const owed = await owedFactor(tx, needs, { account, code: at.code })
    if (owed.outcome === 'signed-in') await dropFlow(tx, hash)
    return owed
  }).catch(async (error: unknown) => {
    await refused(needs, account)
    throw error
  })
  return result
}
