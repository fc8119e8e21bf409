import { dayIn, instantOf } from '@lianfang/domain/shared'
import { writeAudit } from '../audit/index.js'
import { addLink, hashPassword, makeFirstPassword, removeLink, type Sessions } from '../auth/index.js'
import { type Database, inTransaction, noScope } from '../db/index.js'
import type { Call, Handlers } from '../http/index.js'
import { problem } from '../problems/index.js'
import {
  accountPlace,
  addAccount,
  addGrant,
  closeAccount,
  grantOf,
  type ListedAccount,
  listAccounts,
  resetAccount,
  withdrawGrant,
} from './accounts/index.js'
import { codeOn } from './division-changes.js'
import { facilityHandlers } from './facilities/http.js'
import { chainNamed, childrenOf, type PlaceName, placesByCode } from './places.js'

export type OrgNeeds = {
  readonly db: Database
  readonly sessions: Sessions
  readonly now: () => number
  readonly zone: string
  /** The issuer of the identity provider; null when none is configured. */
  readonly issuer: string | null
  /** Ends the open streams of an account whose sessions have ended. */
  readonly hangUp: (account: string) => void
}

const readDivision = (needs: OrgNeeds, { params }: Call<'division.read'>) =>
  inTransaction(
    needs.db.app,
    noScope,
    async (tx) => {
      const today = dayIn(instantOf(needs.now()), needs.zone)
      // A bookmark or a letter may name the place by a code it no longer has.
      const code = await codeOn(tx, params.code, today)
      const chain = await chainNamed(tx, code)
      const place = chain.at(-1)
      if (place === undefined || (place.name === code && code !== '')) throw problem('place.unknown')
      return { place, chain: [...chain], children: await childrenOf(tx, code, today) }
    },
    { readOnly: true },
  )

const accountRow = (needs: OrgNeeds, row: ListedAccount, names: ReadonlyMap<string, PlaceName>) => ({
  id: row.id,
  login: row.login,
  name: row.name,
  state: row.state,
  grants: row.grants.map((g) => ({
    id: g.id,
    role: g.role,
    place: names.get(g.place) ?? { code: g.place, name: g.place, level: 'nation' as const },
  })),
  secondFactor: row.second_factor,
  linked: needs.issuer === null ? null : row.linked_with.includes(needs.issuer),
  lastSeenAt: row.last_seen_at === null ? null : new Date(row.last_seen_at).toISOString(),
})

const list = (needs: OrgNeeds, { actor, scope, query }: Call<'account.list'>) =>
  inTransaction(needs.db.admin, scope, async (tx) => {
    const rows = await listAccounts(tx, { place: actor.place, after: query.cursor ?? '', limit: query.limit + 1 })
    const shown = rows.slice(0, query.limit)
    const names = await placesByCode(
      tx,
      shown.flatMap((r) => r.grants.map((g) => g.place)),
    )
    return {
      rows: shown.map((r) => accountRow(needs, r, names)),
      next: rows.length > query.limit ? (shown.at(-1)?.login ?? null) : null,
    }
  })

const create = async (needs: OrgNeeds, { actor, scope, body, require }: Call<'account.create'>) => {
  for (const grant of body.grants) require({ place: grant.place })
  const firstPassword = makeFirstPassword()
  const hash = await hashPassword(firstPassword)
  return inTransaction(needs.db.admin, scope, async (tx) => {
    const id = await addAccount(tx, { ...body, password: firstPassword, passwordIs: 'first', hash })
    await writeAudit(tx, actor, { action: 'account.create', subject: id })
    const [row] = (await listAccounts(tx, { place: actor.place, after: '', limit: 10_000 })).filter((r) => r.id === id)
    if (row === undefined) throw problem('not-found')
    const names = await placesByCode(
      tx,
      row.grants.map((g) => g.place),
    )
    return { account: accountRow(needs, row, names), firstPassword }
  })
}

type OnAccount = { readonly params: { readonly id: string } } & Pick<Call<'account.close'>, 'require' | 'scope'>

const aim = async (needs: OrgNeeds, call: OnAccount) => {
  const found = await inTransaction(needs.db.admin, call.scope, (tx) => accountPlace(tx, call.params.id))
  if (found === undefined) throw problem('not-found')
  call.require({ place: found.place })
}

/** Sessions that have just been ended are forgotten here at once, and their streams closed. */
const ended = (needs: OrgNeeds, account: string): void => {
  needs.sessions.forget()
  needs.hangUp(account)
}

const give = async (needs: OrgNeeds, call: Call<'account.grant'>): Promise<undefined> => {
  const { actor, body, params } = call
  await aim(needs, call)
  call.require({ place: body.place })
  await inTransaction(needs.db.admin, call.scope, async (tx) => {
    await addGrant(tx, { ...body, account: params.id })
    const detail = { role: body.role, place: body.place, grant: body.id }
    await writeAudit(tx, actor, { action: 'account.grant', subject: params.id, place: body.place, detail })
  })
}

const takeAway = async (needs: OrgNeeds, call: Call<'account.withdraw-grant'>): Promise<undefined> => {
  const { actor, params } = call
  await aim(needs, call)
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

const link = async (needs: OrgNeeds, call: Call<'account.link'>): Promise<undefined> => {
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

const unlink = async (needs: OrgNeeds, call: Call<'account.unlink'>): Promise<undefined> => {
  await aim(needs, call)
  const { actor, params } = call
  await inTransaction(needs.db.admin, call.scope, async (tx) => {
    const gone = needs.issuer === null ? 0 : await removeLink(tx, params.id, needs.issuer)
    if (gone === 0) throw problem('not-found')
    await writeAudit(tx, actor, { action: 'account.unlink', subject: params.id })
  })
}

/** Handlers of divisions, facilities, organisations and accounts. */
export const orgHandlers = (needs: OrgNeeds): Handlers => ({
  ...facilityHandlers(needs),
  'division.read': (call) => readDivision(needs, call),
  'account.list': (call) => list(needs, call),
  'account.create': (call) => create(needs, call),
  'account.grant': (call) => give(needs, call),
  'account.withdraw-grant': (call) => takeAway(needs, call),
  'account.link': (call) => link(needs, call),
  'account.unlink': (call) => unlink(needs, call),
  'account.close': async (call) => {
    await aim(needs, call)
    await inTransaction(needs.db.admin, call.scope, async (tx) => {
      await closeAccount(tx, call.params.id)
      await writeAudit(tx, call.actor, { action: 'account.close', subject: call.params.id })
    })
    ended(needs, call.params.id)
    return undefined
  },
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
