import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { staffMember } from '../enterprises/staff.js'
import { hashOf, type SupplyNeeds } from '../needs.js'
import { mustReachStore, storeAfter } from './read-store.js'
import { addKeeper, endKeeper, keepersOf, lockStore } from './sql.js'

/** Names a keeper of a store (E9): a warehouse keeper of the place, who then writes in its book. */
export const nameKeeper = (needs: SupplyNeeds, { scope, actor, params, body, require }: Call<'store.name'>) => {
  const hash = hashOf(params.id, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const row = await mustReachStore(tx, params.id, { require })
    const at = { home: row.home, store: row.id }
    await lockStore(tx, row.id)
    const people = await keepersOf(tx, at)
    const before = people.find(({ id }) => id === body.id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const, result: await storeAfter(tx, row.id, actor) }
    }
    if (row.closed_on !== null) throw problem('stock.store-closed')
    if (people.some((k) => k.until_at === null && k.account === body.accountId)) throw problem('stock.named-already')
    const { id: account, name } = await staffMember(tx, { account: body.accountId, part: 'keeper', place: row.place })
    const named = { ...at, id: body.id, account, name, phone: body.phone }
    const made = await addKeeper(tx, { ...named, at: new Date(needs.now()), by: actor.accountId, bodyHash: hash })
    if (made === 0) throw problem('command.other-body', { id: body.id })
    await writeAudit(tx, actor, { action: 'store.name', subject: row.id, place: row.place, detail: { account } })
    return { outcome: 'recorded' as const, result: await storeAfter(tx, row.id, actor) }
  })
}

/** Ends the naming of a keeper: they reach the store no more; what they wrote stays under their name. */
export const endKeeping = (needs: SupplyNeeds, { scope, actor, params, require }: Call<'store.unname'>) =>
  inTransaction(needs.db.app, scope, async (tx) => {
    const row = await mustReachStore(tx, params.id, { require })
    const at = { home: row.home, store: row.id }
    await lockStore(tx, row.id)
    const named = (await keepersOf(tx, at)).find(({ id }) => id === params.named)
    if (named === undefined) throw problem('not-found')
    const ended = await endKeeper(tx, { ...at, id: named.id, at: new Date(needs.now()), by: actor.accountId })
    if (ended === 0) return { outcome: 'already-recorded' as const, result: await storeAfter(tx, row.id, actor) }
    const detail = { account: named.account }
    await writeAudit(tx, actor, { action: 'store.unname', subject: row.id, place: row.place, detail })
    return { outcome: 'recorded' as const, result: await storeAfter(tx, row.id, actor) }
  })
