import type { Role } from '@lianfang/domain/org'
import type { PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { hashPassword } from '../../auth/passwords.js'
import { type Database, inTransaction, noScope, type Tx } from '../../db/index.js'
import { problem } from '../../problems/index.js'
import { fitsLevel, keepAnAdministrator } from './grants.js'

export type NewAccount = {
  readonly id?: string
  readonly login: string
  readonly name: string
  readonly language: 'zh-CN' | 'en'
  readonly grants: readonly { readonly role: Role; readonly place: PlaceCode }[]
  readonly password: string
  /** `first`: somebody else knows it, and its owner must change it before anything else. */
  readonly passwordIs: 'first' | 'own'
}

/** The account's own place: the widest of its grants. */
const placeOf = (grants: NewAccount['grants']): PlaceCode | undefined =>
  [...grants].sort((a, b) => a.place.length - b.place.length)[0]?.place

/** Makes an account with its grants and password. Throws `account.login-taken` or `account.place-level`. */
export const addAccount = async (tx: Tx, account: NewAccount & { readonly hash: string }): Promise<string> => {
  const id = account.id ?? uuidv7()
  const wrong = account.grants.find((g) => !fitsLevel(g.role, g.place))
  const place = placeOf(account.grants)
  if (wrong !== undefined || place === undefined) throw problem('account.place-level', { role: wrong?.role ?? '' })
  const made = await tx.run(sql`
    insert into kernel.account (id, login, name, language, place)
    values (${id}, ${account.login}, ${account.name}, ${account.language}, ${place})
    on conflict do nothing`)
  if (made === 0) throw problem('account.login-taken')
  await tx.run(sql`
    insert into kernel.credential (account, password_hash, must_change)
    values (${id}, ${account.hash}, ${account.passwordIs === 'first'})`)
  await tx.run(sql`
    insert into kernel.account_grant (id, account, role, place)
    select id, ${id}::uuid, role, place
    from unnest(${account.grants.map(() => uuidv7())}::uuid[], ${account.grants.map((g) => g.role)}::text[],
      ${account.grants.map((g) => g.place)}::text[]) as g (id, role, place)`)
  return id
}

/** Makes an account in a transaction of its own; the password is hashed before, outside of it. */
export const createAccount = async (db: Database, account: NewAccount): Promise<string> => {
  const hash = await hashPassword(account.password)
  return inTransaction(db.auth, noScope, (tx) => addAccount(tx, { ...account, hash }))
}

export type ListedAccount = {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly state: 'active' | 'closed'
  readonly last_seen_at: number | null
  readonly second_factor: boolean
  /** Issuers that the account is linked with. */
  readonly linked_with: readonly string[]
  /** The owner has not set a password yet. */
  readonly waiting: boolean
  /** Until when the printed card is or was good; null without one. */
  readonly card_until: number | null
  readonly grants: readonly { readonly id: string; readonly role: Role; readonly place: PlaceCode }[]
}

const lastSeen = sql`(extract(epoch from (select max(s.seen_at) from kernel.session s where s.account = a.id)) * 1000)::float8`

/** What accounts are put in order by; what was never used stands last. */
const orders = {
  login: sql`lower(a.login)`,
  name: sql`lower(a.name)`,
  seen: sql`lpad((9e15 - coalesce(${lastSeen}, 0))::bigint::text, 16, '0')`,
} as const

export type AccountOrder = keyof typeof orders

type AccountPage = {
  readonly place: string
  readonly order: AccountOrder
  /** The last account of the page before. */
  readonly after: string | null
  /** Only those whose owner has not set a password yet. */
  readonly waiting: boolean
  /** Part of the login or of the name; null for all. */
  readonly text: string | null
  readonly limit: number
}

/** Whose owner has not come in yet: neither a password of their own nor the identity provider; of `a` and its credential `c`; a second factor is set up only after that. */
export const waitingSql = sql`(a.state = 'active' and c.must_change and not c.totp_confirmed
  and not exists (select from kernel.oidc_link l where l.account = a.id))`

const listed = sql`
  a.id, a.login, a.name, a.state, ${lastSeen} as last_seen_at, c.totp_confirmed as second_factor,
  ${waitingSql} as waiting,
  (select f.expires_at from kernel.first_sign_in f where f.account = a.id) as card_until,
  array(select l.issuer from kernel.oidc_link l where l.account = a.id) as linked_with,
  coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'place', g.place) order by g.place)
    from kernel.account_grant g where g.account = a.id and g.withdrawn_at is null), '[]') as grants
  from kernel.account a join kernel.credential c on c.account = a.id`

/** Accounts whose place lies in one, a page at a time; rows are never deleted, so the last id is the cursor. */
export const listAccounts = (tx: Tx, p: AccountPage): Promise<ListedAccount[]> => {
  const key = orders[p.order]
  return tx.rows(sql<ListedAccount>`
    select ${listed}
    where starts_with(a.place, ${p.place}) and (not ${p.waiting}::boolean or ${waitingSql})
      and (${p.text}::text is null
        or strpos(lower(a.login), lower(${p.text}::text)) > 0 or strpos(lower(a.name), lower(${p.text}::text)) > 0)
      and (${p.after}::uuid is null or (${key}, a.id) > (select ${key}, a.id from kernel.account a where a.id = ${p.after}::uuid))
    order by ${key}, a.id limit ${p.limit}`)
}

/** One account as it is listed. */
export const listedAccount = (tx: Tx, id: string): Promise<ListedAccount | undefined> =>
  tx.row(sql<ListedAccount>`select ${listed} where a.id = ${id}`)

/** The account of a login. */
export const findAccount = (
  tx: Tx,
  login: string,
): Promise<{ id: string; place: PlaceCode; state: string } | undefined> =>
  tx.row(sql<{ id: string; place: PlaceCode; state: string }>`
    select id, place, state from kernel.account where lower(login) = lower(${login})`)

export const accountPlace = (tx: Tx, id: string): Promise<{ place: PlaceCode; login: string } | undefined> =>
  tx.row(sql<{ place: PlaceCode; login: string }>`select place, login from kernel.account where id = ${id}`)

/** A printed card stops working. */
const dropCard = (tx: Tx, account: string): Promise<number> =>
  tx.run(sql`delete from kernel.first_sign_in where account = ${account}`)

/** Closes an account: sessions end, grants stay in the record. */
export const closeAccount = async (tx: Tx, id: string): Promise<void> => {
  await keepAnAdministrator(tx, { account: id, grant: null })
  await tx.run(sql`update kernel.account set state = 'closed' where id = ${id}`)
  await dropCard(tx, id)
  await tx.run(sql`update kernel.session set withdrawn_at = now() where account = ${id} and withdrawn_at is null`)
}

/** Opens a closed account with the roles it had. Answers 0 where it is open. */
export const reopenAccount = (tx: Tx, id: string): Promise<number> =>
  tx.run(sql`update kernel.account set state = 'active' where id = ${id} and state = 'closed'`)

/** Gives an account a new first password and ends its sessions; the second factor is set up anew. */
export const resetAccount = async (tx: Tx, id: string, hash: string): Promise<void> => {
  await tx.run(sql`
    update kernel.credential set password_hash = ${hash}, must_change = true, totp_sealed = null, totp_confirmed = false
    where account = ${id}`)
  await dropCard(tx, id)
  await tx.run(sql`update kernel.session set withdrawn_at = now() where account = ${id} and withdrawn_at is null`)
}
