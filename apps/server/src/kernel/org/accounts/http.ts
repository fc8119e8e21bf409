import { writeAudit } from '../../audit/index.js'
import { addLink, hashPassword, makeFirstPassword, removeLink, type Sessions } from '../../auth/index.js'
import { inTransaction } from '../../db/index.js'
import type { Call, Handlers } from '../../http/index.js'
import { problem } from '../../problems/index.js'
import { accountPlace, addAccount, closeAccount, listedAccount, reopenAccount, resetAccount } from './accounts.js'
import { printCards } from './cards.js'
import { addGrant, grantOf, withdrawGrant } from './grants.js'
import { type ImportNeeds, importAccounts } from './import-accounts.js'
import { accountRows, exportAccounts, type ListNeeds, listOfAccounts, searchAccounts } from './list-accounts.js'

export type AccountNeeds = ListNeeds &
  ImportNeeds & {
    readonly sessions: Sessions
    /** Ends the open streams of an account whose sessions have ended. */
    readonly hangUp: (account: string) => void
    /** Teams, by name, in which nobody medical would work any more. */
    readonly leftWithoutMedic: (goes: { account: string; grant: string | null }) => Promise<readonly string[]>
  }

const create = async (needs: AccountNeeds, { actor, scope, body, require }: Call<'account.create'>) => {
  for (const grant of body.grants) require({ place: grant.place })
  const firstPassword = makeFirstPassword()
  const hash = await hashPassword(firstPassword)
  return inTransaction(needs.db.admin, scope, async (tx) => {
    const id = await addAccount(tx, { ...body, password: firstPassword, passwordIs: 'first', hash })
    await writeAudit(tx, actor, { action: 'account.create', subject: id })
    const row = await listedAccount(tx, id)
    const [account] = row === undefined ? [] : await accountRows(needs, tx, [row])
    if (account === undefined) throw problem('not-found')
    return { account, firstPassword }
  })
}

type OnAccount = { readonly params: { readonly id: string } } & Pick<Call<'account.close'>, 'require' | 'scope'>

const aim = async (needs: AccountNeeds, call: OnAccount) => {
  const found = await inTransaction(needs.db.admin, call.scope, (tx) => accountPlace(tx, call.params.id))
  if (found === undefined) throw problem('not-found')
  call.require({ place: found.place })
}

/** Sessions that have just been ended are forgotten here at once, and their streams closed. */
const ended = (needs: AccountNeeds, account: string): void => {
  needs.sessions.forget()
  needs.hangUp(account)
}

const give = async (needs: AccountNeeds, call: Call<'account.grant'>): Promise<undefined> => {
  const { actor, body, params } = call
  await aim(needs, call)
  call.require({ place: body.place })
  await inTransaction(needs.db.admin, call.scope, async (tx) => {
    await addGrant(tx, { ...body, account: params.id })
    const detail = { role: body.role, place: body.place, grant: body.id }
    await writeAudit(tx, actor, { action: 'account.grant', subject: params.id, place: body.place, detail })
  })
}

/** Asks before a team loses its only medic; who has read which teams go on may say so. */
const keepMedics = async (
  needs: AccountNeeds,
  { params, query }: Pick<Call<'account.close'>, 'params' | 'query'> & { readonly params: { readonly grant?: string } },
): Promise<void> => {
  if (query.teams === 'goWithout') return
  const teams = await needs.leftWithoutMedic({ account: params.id, grant: params.grant ?? null })
  if (teams.length > 0) throw problem('account.only-medic', { teams })
}

const takeAway = async (needs: AccountNeeds, call: Call<'account.withdraw-grant'>): Promise<undefined> => {
  const { actor, params } = call
  await aim(needs, call)
  await keepMedics(needs, call)
  await inTransaction(needs.db.admin, call.scope, async (tx) => {
    const at = { account: params.id, grant: params.grant }
    const grant = await grantOf(tx, at)
    if (grant === undefined) throw problem('not-found')
    call.require({ place: grant.place })
    await withdrawGrant(tx, at)
    const detail = { role: grant.role, place: grant.place, grant: params.grant }
    await writeAudit(tx, actor, { action: 'account.withdraw-grant', subject: params.id, place: grant.place, detail })
  })
  ended(needs, params.id)
}

const link = async (needs: AccountNeeds, call: Call<'account.link'>): Promise<undefined> => {
  const { issuer } = needs
  if (issuer === null) throw problem('oidc.not-configured')
  await aim(needs, call)
  const { actor, params, body } = call
  await inTransaction(needs.db.admin, call.scope, async (tx) => {
    const made = await addLink(tx, { account: params.id, issuer, subject: body.subject, by: actor.accountId })
    if (made === 0) throw problem('oidc.linked-already')
    await writeAudit(tx, actor, { action: 'account.link', subject: params.id })
  })
}

const unlink = async (needs: AccountNeeds, call: Call<'account.unlink'>): Promise<undefined> => {
  await aim(needs, call)
  const { actor, params } = call
  await inTransaction(needs.db.admin, call.scope, async (tx) => {
    const gone = needs.issuer === null ? 0 : await removeLink(tx, params.id, needs.issuer)
    if (gone === 0) throw problem('not-found')
    await writeAudit(tx, actor, { action: 'account.unlink', subject: params.id })
  })
}

const reopen = async (needs: AccountNeeds, call: Call<'account.reopen'>) => {
  await aim(needs, call)
  // What its owner knew is not let in again: whoever closed it may have had a reason.
  const firstPassword = makeFirstPassword()
  const hash = await hashPassword(firstPassword)
  await inTransaction(needs.db.admin, call.scope, async (tx) => {
    if ((await reopenAccount(tx, call.params.id)) === 0) throw problem('account.open')
    await resetAccount(tx, call.params.id, hash)
    await writeAudit(tx, call.actor, { action: 'account.reopen', subject: call.params.id })
  })
  return { firstPassword }
}

/** Handlers of accounts and their roles. */
export const accountHandlers = (needs: AccountNeeds): Handlers => ({
  'account.list': (call) => listOfAccounts(needs, call),
  'account.search': (call) => searchAccounts(needs, call),
  'account.export': (call) => exportAccounts(needs, call),
  'account.import': (call) => importAccounts(needs, call),
  'account.cards': (call) => printCards(needs, call),
  'account.create': (call) => create(needs, call),
  'account.grant': (call) => give(needs, call),
  'account.withdraw-grant': (call) => takeAway(needs, call),
  'account.link': (call) => link(needs, call),
  'account.unlink': (call) => unlink(needs, call),
  'account.close': async (call) => {
    await aim(needs, call)
    await keepMedics(needs, call)
    await inTransaction(needs.db.admin, call.scope, async (tx) => {
      await closeAccount(tx, call.params.id)
      await writeAudit(tx, call.actor, { action: 'account.close', subject: call.params.id })
    })
    ended(needs, call.params.id)
    return undefined
  },
  'account.reopen': (call) => reopen(needs, call),
  'account.reset': async (call) => {
    await aim(needs, call)
    const firstPassword = makeFirstPassword()
    const hash = await hashPassword(firstPassword)
    await inTransaction(needs.db.admin, call.scope, async (tx) => {
      await resetAccount(tx, call.params.id, hash)
      await writeAudit(tx, call.actor, { action: 'account.reset', subject: call.params.id })
    })
    ended(needs, call.params.id)
    return { firstPassword }
  },
})
