import { createHash } from 'node:crypto'
import { isRole, roleSpecs } from '@lianfang/domain/org'
import { writeAudit } from '../audit/index.js'
import { type Database, inTransaction, noScope, type Tx } from '../db/index.js'
import { problem } from '../problems/index.js'
import { passwordFits } from './passwords.js'
import {
  type AccountRow,
  accountById,
  accountByLogin,
  clearFailures,
  countFailure,
  type GrantRow,
  grantsOf,
  teamsOf,
  useTotpStep,
  waitOf,
} from './sql.js'
import { totpStep } from './totp.js'

export type SignInNeeds = {
  readonly db: Database
  readonly now: () => number
  /** Opens a sealed TOTP secret. */
  readonly openSecret: (sealed: Buffer, account: string) => string
  /** In a demonstration the second factor is set up but not asked. */
  readonly demonstration: boolean
}

export type SignInCommand = {
  readonly login: string
  readonly password: string
  readonly code?: string | undefined
  /** Address the request came from: a stranger's failures slow the stranger, not the owner of the login. */
  readonly source: string
}

export type SignedIn = {
  readonly outcome: 'signed-in'
  readonly account: AccountRow
  readonly grant: GrantRow
  readonly team: string | null
  /** Who asked the second factor: we, or an identity provider for this session only. */
  readonly by: 'password' | 'provider' | 'provider-with-factor'
}
export type SignInOutcome = SignedIn | { readonly outcome: 'code-needed' }

// Failures are counted for the pair of login and source, under a hash: the table holds nobody's login in clear.
const failureKey = (c: SignInCommand): string =>
  createHash('sha256').update(`${c.login.toLowerCase()}\n${c.source}`).digest('hex')

/**
 * Signs in by password and, where the role asks for it, a second factor. Throws `session.slow-down` after five failures of
 * this login from this source, `session.wrong-credentials` and `session.wrong-code`, which say nothing of whether the
 * login exists.
 */
export const signIn = async (needs: SignInNeeds, command: SignInCommand): Promise<SignInOutcome> => {
  const key = failureKey(command)
  const found = await inTransaction(needs.db.auth, noScope, async (tx) => {
    const wait = await waitOf(tx, key)
    if (wait > 0) throw problem('session.slow-down', { seconds: wait })
    return accountByLogin(tx, command.login)
  })
  if (!(await passwordFits(found?.password_hash ?? null, command.password)) || found === undefined) {
    await failed(needs.db, key, found?.id ?? null)
    throw problem('session.wrong-credentials')
  }
  return inTransaction(needs.db.auth, noScope, async (tx) => {
    const grants = (await grantsOf(tx, found.id)).filter((g) => isRole(g.role))
    const grant = grants[0]
    if (grant === undefined) throw problem('session.wrong-credentials')
    const second = await secondFactor(tx, needs, { account: found, grants, code: command.code })
    if (second === 'needed') return { outcome: 'code-needed' }
    if (second === 'wrong') {
      await countFailure(tx, key)
      return { outcome: 'wrong-code' }
    }
    await clearFailures(tx, key)
    const teams = await teamsOf(tx, found.id, needs.now())
    await writeAudit(tx, null, { action: 'session.open', subject: found.id, place: found.place })
    return { outcome: 'signed-in', account: found, grant, team: teams[0]?.id ?? null, by: 'password' }
  }).then((result) => {
    if (result.outcome === 'wrong-code') throw problem('session.wrong-code')
    return result
  }) as Promise<SignInOutcome> // 'wrong-code' was thrown above, after its failure was committed
}

const failed = (db: Database, key: string, account: string | null): Promise<void> =>
  inTransaction(db.auth, noScope, async (tx) => {
    await countFailure(tx, key)
    await writeAudit(tx, null, { action: 'session.open', subject: account, outcome: 'refused' })
  })

type Second = { readonly account: AccountRow; readonly grants: readonly GrantRow[]; readonly code: string | undefined }

const secondFactor = async (
  tx: Tx,
  needs: Pick<SignInNeeds, 'now' | 'openSecret' | 'demonstration'>,
  s: Second,
): Promise<'fine' | 'needed' | 'wrong'> => {
  const asked = s.grants.some((g) => isRole(g.role) && roleSpecs[g.role].secondFactor)
  if (!asked || needs.demonstration || !s.account.totp_confirmed || s.account.totp_sealed === null) return 'fine'
  if (s.code === undefined) return 'needed'
  const step = totpStep({
    secret: needs.openSecret(s.account.totp_sealed, s.account.id),
    code: s.code,
    now: needs.now(),
  })
  if (step === null) return 'wrong'
  return (await useTotpStep(tx, s.account.id, step)) === 1 ? 'fine' : 'wrong'
}

type Vouched = {
  readonly account: string
  /** The code of our own second factor, when it has been asked; `by-provider` when the provider has asked one. */
  readonly code: string | 'by-provider' | undefined
}

/**
 * Signs in an account that an identity provider has vouched for; a role that asks for a second factor still owes it,
 * unless the provider asked one. Throws `account.closed`, `forbidden` for an account without a role, `session.wrong-code`.
 */
export const owedFactor = async (
  tx: Tx,
  needs: Pick<SignInNeeds, 'now' | 'openSecret' | 'demonstration'>,
  { account: id, code }: Vouched,
): Promise<SignInOutcome> => {
  const account = await accountById(tx, id)
  if (account === undefined) throw problem('account.closed')
  const grants = (await grantsOf(tx, id)).filter((g) => isRole(g.role))
  const grant = grants[0]
  if (grant === undefined) throw problem('forbidden')
  const second = code === 'by-provider' ? 'fine' : await secondFactor(tx, needs, { account, grants, code })
  if (second === 'needed') return { outcome: 'code-needed' }
  if (second === 'wrong') throw problem('session.wrong-code')
  const teams = await teamsOf(tx, id, needs.now())
  const by = code === 'by-provider' ? 'provider-with-factor' : 'provider'
  await writeAudit(tx, null, { action: 'session.open', subject: id, place: account.place, detail: { by } })
  return { outcome: 'signed-in', account, grant, team: teams[0]?.id ?? null, by }
}
