import { type Role, roleSpecs } from '@lianfang/domain/org'
import { levelOf, type PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../db/index.js'
import { problem } from '../../problems/index.js'

/** Whether a role can be given at a place of this level. */
export const fitsLevel = (role: Role, place: PlaceCode): boolean => {
  const levels: readonly string[] = roleSpecs[role].levels
  return levels.includes(levelOf(place))
}

export type NewGrant = {
  readonly id: string
  readonly account: string
  readonly role: Role
  readonly place: PlaceCode
}

/** One change of administrators at a time: two who each withdraw the other's role would leave none. */
const oneAtATime = (tx: Tx): Promise<number> => tx.run(sql`select pg_advisory_xact_lock(71236)`)

/**
 * Throws `account.last-administrator` when nobody would administer after an account or one of its grants goes. Counted
 * among those whom the asking administrator sees, so that a lower one is refused rather than believed.
 */
export const keepAnAdministrator = async (
  tx: Tx,
  goes: { readonly account: string; readonly grant: string | null },
): Promise<void> => {
  await oneAtATime(tx)
  const row = await tx.row(sql<{ goes: boolean; stays: boolean }>`
    select coalesce(bool_or(gone), false) as goes, coalesce(bool_or(not gone and active), false) as stays
    from (select a.state = 'active' as active,
        a.id = ${goes.account} and (${goes.grant}::uuid is null or g.id = ${goes.grant}::uuid) as gone
      from kernel.account a join kernel.account_grant g on g.account = a.id
      where g.role = 'administrator' and g.withdrawn_at is null) as administrators`)
  if (row?.goes && !row.stays) throw problem('account.last-administrator')
}

/** The account's own place follows the widest of its grants: it decides who may administer the account. */
const movePlace = (tx: Tx, account: string): Promise<number> =>
  tx.run(sql`
    update kernel.account set place = coalesce(
      (select g.place from kernel.account_grant g where g.account = ${account} and g.withdrawn_at is null
        order by length(g.place), g.place limit 1), place)
    where id = ${account}`)

/** Gives an account one more role at a place. Throws `account.place-level`, `account.closed` or `account.has-grant`. */
export const addGrant = async (tx: Tx, grant: NewGrant): Promise<void> => {
  if (!fitsLevel(grant.role, grant.place)) throw problem('account.place-level', { role: grant.role })
  const known = await tx.row(sql<{ state: string; has: boolean }>`
    select a.state, exists (select from kernel.account_grant g where g.account = a.id and g.role = ${grant.role}
      and g.place = ${grant.place} and g.withdrawn_at is null) as has
    from kernel.account a where a.id = ${grant.account} for update`)
  if (known?.state !== 'active') throw problem('account.closed')
  if (known.has) throw problem('account.has-grant')
  await tx.run(sql`
    insert into kernel.account_grant (id, account, role, place)
    values (${grant.id}, ${grant.account}, ${grant.role}, ${grant.place})`)
  await movePlace(tx, grant.account)
}

/** The live grant of an account, as far as the asking administrator sees it. */
export const grantOf = (
  tx: Tx,
  at: { readonly account: string; readonly grant: string },
): Promise<{ place: PlaceCode; role: Role } | undefined> =>
  tx.row(sql<{ place: PlaceCode; role: Role }>`
    select place, role from kernel.account_grant
    where id = ${at.grant} and account = ${at.account} and withdrawn_at is null`)

/** Withdraws a role; sessions that act under it end, others of the account go on. */
export const withdrawGrant = async (
  tx: Tx,
  at: { readonly account: string; readonly grant: string },
): Promise<void> => {
  await keepAnAdministrator(tx, at)
  const gone = await tx.run(sql`
    update kernel.account_grant set withdrawn_at = now()
    where id = ${at.grant} and account = ${at.account} and withdrawn_at is null`)
  if (gone === 0) throw problem('not-found')
  await tx.run(sql`
    update kernel.session set withdrawn_at = now() where acting_grant = ${at.grant} and withdrawn_at is null`)
  await movePlace(tx, at.account)
}
