import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { hashOf, reportRules, type SupplyNeeds } from '../needs.js'
import { mustReach, pageAfter } from './read-enterprise.js'
import { lockEnterprise } from './sql.js'
import { addNamed, endNamed, namedPeople } from './sql-parts.js'
import { staffMember } from './staff.js'

/** Names a reporter, or the one liaison, of an enterprise (E1). What they were called and reached at is kept with it. */
export const nameForEnterprise = async (needs: SupplyNeeds, call: Call<'enterprise.name'>) => {
  const { scope, actor, params, body, require } = call
  const rules = await reportRules(needs, actor.place)
  const reading = { needs, actor, rules }
  const hash = hashOf(params.id, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const row = await mustReach(tx, params.id, { require })
    const at = { home: row.home, enterprise: row.id }
    await lockEnterprise(tx, row.home, row.id)
    const people = await namedPeople(tx, at)
    const before = people.find(({ id }) => id === body.id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const, result: await pageAfter(tx, row.id, reading) }
    }
    if (row.closed_on !== null) throw problem('supply.closed')
    const open = people.filter(({ until_at: until, part }) => until === null && part === body.part)
    if (open.some(({ account }) => account === body.accountId)) throw problem('supply.named-already')
    if (body.part === 'liaison' && open.length > 0) throw problem('supply.liaison-there')
    const { id: account, name } = await staffMember(tx, { account: body.accountId, part: body.part, place: row.home })
    const named = { ...at, id: body.id, account, part: body.part, name, phone: body.phone }
    const made = await addNamed(tx, { ...named, at: new Date(needs.now()), by: actor.accountId, bodyHash: hash })
    if (made === 0) throw problem('command.other-body', { id: body.id })
    const detail = { part: body.part, account }
    await writeAudit(tx, actor, { action: 'enterprise.name', subject: row.id, place: row.place, detail })
    return { outcome: 'recorded' as const, result: await pageAfter(tx, row.id, reading) }
  })
}

/** Ends a naming: the person reaches the enterprise no more; what they recorded stays under their name. */
export const endEnterpriseNaming = async (needs: SupplyNeeds, call: Call<'enterprise.unname'>) => {
  const { scope, actor, params, require } = call
  const rules = await reportRules(needs, actor.place)
  const reading = { needs, actor, rules }
  return inTransaction(needs.db.app, scope, async (tx) => {
    const row = await mustReach(tx, params.id, { require })
    const at = { home: row.home, enterprise: row.id }
    await lockEnterprise(tx, row.home, row.id)
    const named = (await namedPeople(tx, at)).find(({ id }) => id === params.named)
    if (named === undefined) throw problem('not-found')
    const ended = await endNamed(tx, { ...at, id: named.id, at: new Date(needs.now()), by: actor.accountId })
    if (ended === 0) return { outcome: 'already-recorded' as const, result: await pageAfter(tx, row.id, reading) }
    const detail = { part: named.part, account: named.account }
    await writeAudit(tx, actor, { action: 'enterprise.unname', subject: row.id, place: row.place, detail })
    return { outcome: 'recorded' as const, result: await pageAfter(tx, row.id, reading) }
  })
}
