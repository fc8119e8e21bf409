import { isRole } from '@lianfang/domain/org'
import { type RawBuilder, sql } from 'kysely'
import { writeAudit } from '../audit/index.js'
import { inTransaction, noScope, type Tx } from '../db/index.js'
import type { PublicCall } from '../http/index.js'
import { problem } from '../problems/index.js'
import { cardHashOf } from './card-hash.js'
import { hashPassword, isWeak } from './passwords.js'
import { type AuthNeeds, openFor } from './session-info.js'
import type { SignedIn } from './sign-in.js'
import * as authSql from './sql.js'

type Card = Pick<authSql.AccountRow, 'login' | 'name' | 'language'>

/** A card `f` in force of an account `a` with its credential `c`. */
const inForce = (secret: string, now: number): RawBuilder<unknown> => sql`
  f.account = a.id and c.account = a.id and f.secret_hash = ${cardHashOf(secret)} and f.expires_at > ${new Date(now)}
  and a.state = 'active' and c.must_change and not c.totp_confirmed
  and not exists (select from kernel.oidc_link l where l.account = a.id)
  and exists (select from kernel.account_grant g where g.account = a.id and g.withdrawn_at is null)`

/**
 * Whose card it is. One answer to a secret that never was, was used, has run out or was replaced, and to one whose owner has
 * come in by another way since: a guess learns nothing.
 */
const cardOf = async (tx: Tx, secret: string, now: number): Promise<Card> => {
  const card = await tx.row(sql<Card>`
    select a.login, a.name, a.language
    from kernel.first_sign_in f, kernel.account a, kernel.credential c where ${inForce(secret, now)}`)
  if (card === undefined) throw problem('first.unknown')
  return card
}

/** Says whose card it is; the card stays good, so that a page closed half-way can be opened again. */
export const openFirst = async (needs: AuthNeeds, { body }: PublicCall<'first.open'>) => {
  const card = await inTransaction(needs.db.auth, noScope, (tx) => cardOf(tx, body.secret, needs.now()), {
    readOnly: true,
  })
  return { name: card.name, login: card.login, language: card.language }
}

/** Looks and uses up in one statement: of those who come with a card at once exactly one finds it. */
const useCard = async (tx: Tx, needs: AuthNeeds, secret: string, hash: string): Promise<SignedIn> => {
  const used = await tx.row(sql<{ id: string }>`
    delete from kernel.first_sign_in f using kernel.account a, kernel.credential c
    where ${inForce(secret, needs.now())} returning a.id`)
  if (used === undefined) throw problem('first.unknown')
  const { id } = used
  await authSql.setPassword(tx, id, hash)
  // Whoever came in with a first password told on the telephone goes out.
  await authSql.withdrawOthers(tx, id, null)
  const account = await authSql.accountById(tx, id)
  const grant = (await authSql.grantsOf(tx, id)).find((one) => isRole(one.role))
  if (account === undefined || grant === undefined) throw problem('first.unknown')
  const teams = await authSql.teamsOf(tx, id, needs.now())
  await writeAudit(tx, null, { action: 'first.set', subject: id, place: account.place })
  return { outcome: 'signed-in', account, grant, team: teams[0]?.id ?? null, by: 'password' }
}

/** Sets the owner's password with a card and signs in. Throws `first.unknown` and `password.weak`; the latter uses nothing up. */
export const setFirstPassword = async (needs: AuthNeeds, call: PublicCall<'first.set'>) => {
  const { secret, password } = call.body
  // Looked at before the slow hash: strangers must not be able to make the server work.
  const { login } = await inTransaction(needs.db.auth, noScope, (tx) => cardOf(tx, secret, needs.now()), {
    readOnly: true,
  })
  if (isWeak(password, login)) throw problem('password.weak')
  const hash = await hashPassword(password)
  const signedIn = await inTransaction(needs.db.auth, noScope, (tx) => useCard(tx, needs, secret, hash))
  needs.sessions.forget()
  return openFor(needs, call, signedIn)
}
