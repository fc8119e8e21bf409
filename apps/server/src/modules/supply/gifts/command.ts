import type { AuditAction, GiftPage, RouteId } from '@lianfang/contract'
import { type GiftAct, type GiftState, giftAllows, stateOfGift } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { bookOf } from '../movements/sql-load.js'
import { hashOf, type SupplyNeeds } from '../needs.js'
import { addStep, lockDeals, wasDone } from '../steps.js'
import { type GiftRules, giftRules } from './rules.js'
import { countsOf, type GiftRow, giftById } from './sql.js'
import { changeGift, followOffers } from './sql-save.js'
import { tellGiftPage } from './tell.js'

type GiftRoute = Extract<RouteId, `gift.${string}`>

/** A command about one gift, as every one of them is called. */
export type GiftCall = Pick<Call<'gift.read'>, 'scope' | 'actor' | 'require' | 'route'> & {
  readonly body: { readonly id: string }
}

/** Who acts on which gift: a desk on one of its place, a keeper on one of the county of a store. */
export type On = {
  readonly gift: string
  readonly store: string | null
  readonly act: GiftAct
  /** What is locked before the gift, in this order. */
  readonly before?: (tx: Tx) => Promise<readonly (readonly string[])[]>
}

export type Working = {
  readonly tx: Tx
  readonly row: GiftRow
  readonly rules: GiftRules
  readonly by: { readonly account: string; readonly at: Date }
  /** The keeper's store, as it was reached. */
  readonly named: readonly string[]
}

export type Done = {
  readonly reason?: string | null
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>
  readonly state?: GiftState
}

/** Checks the reader's right to a gift: by its place, or by the store whose keeper they are. Nobody learns of another's gift. */
export const mustReachGift = async (
  tx: Tx,
  on: Pick<On, 'gift' | 'store'>,
  call: Pick<GiftCall, 'actor' | 'require'>,
): Promise<{ readonly row: GiftRow; readonly named: readonly string[] }> => {
  const named = on.store === null ? [] : (await mustKeep(tx, on.store, call)).named
  const row = await giftById(tx, on.gift)
  if (row === undefined) throw problem('not-found')
  // Of another store: nobody's here.
  if (on.store !== null && row.store !== on.store) throw problem('not-found')
  call.require({ place: row.home, named })
  return { row, named }
}

/** The store that the caller keeps. */
export const mustKeep = async (tx: Tx, store: string, { actor, require }: Pick<GiftCall, 'actor' | 'require'>) => {
  const book = await bookOf(tx, store, { account: actor.accountId, id: store })
  if (book === undefined) throw problem('not-found')
  const named = book.keeper === null ? [] : [actor.accountId]
  require({ place: book.place, named })
  return { book, named }
}

/** The state of a gift after its units moved, written down where it is another one; its offers follow. */
export const settleGift = async (tx: Tx, row: GiftRow, said?: GiftState): Promise<GiftState> => {
  const state = stateOfGift(said ?? row.state, await countsOf(tx, [row.id]))
  if (state !== row.state) await changeGift(tx, row, sql`state = ${state}`)
  await followOffers(tx, row)
  return state
}

export const pageAfter = async (tx: Tx, id: string, reading: Parameters<typeof tellGiftPage>[2]): Promise<GiftPage> => {
  const row = await giftById(tx, id)
  if (row === undefined) throw problem('not-found')
  return tellGiftPage(tx, row, reading)
}

/**
 * A command about one gift: lock, load, do, write down, settle what follows, in one transaction. A repeat is answered and not
 * repeated; the same id with other words is refused.
 */
export const onGift = async (needs: SupplyNeeds, call: GiftCall, on: On, work: (w: Working) => Promise<Done>) => {
  const { scope, actor, body } = call
  const route = call.route.id as GiftRoute // bound to routes of gifts alone
  const rules = await giftRules(needs, actor.place)
  const hash = hashOf(`${route} ${on.gift} ${on.store ?? ''}`, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const found = await mustReachGift(tx, on, call)
    for (const keys of on.before === undefined ? [] : await on.before(tx)) await lockDeals(tx, keys)
    await lockDeals(tx, [found.row.id])
    const row = (await giftById(tx, found.row.id)) ?? found.row
    const reading = { actor, rules, needs, named: found.named }
    if (await wasDone(tx, { home: row.home, id: body.id, subject: row.id, hash })) {
      return { outcome: 'already-recorded' as const, result: await pageAfter(tx, row.id, reading) }
    }
    if (!giftAllows(row.state, on.act)) throw problem('gift.state', { state: row.state })
    const by = { account: actor.accountId, at: new Date(rules.at) }
    const done = await work({ tx, row, rules, by, named: found.named })
    await settleGift(tx, row, done.state)
    const what = route.slice('gift.'.length)
    const told = { reason: done.reason ?? null, ...(done.detail === undefined ? {} : { detail: done.detail }) }
    await addStep(tx, { ...by, home: row.home, id: body.id, subject: row.id, what, hash, ...told })
    await writeAudit(tx, actor, { action: route as AuditAction, subject: row.id, place: row.home })
    return { outcome: 'recorded' as const, result: await pageAfter(tx, row.id, reading) }
  })
}
