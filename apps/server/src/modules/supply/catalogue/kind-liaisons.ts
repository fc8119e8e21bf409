import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { staffMember } from '../enterprises/staff.js'
import { hashOf, type SupplyNeeds } from '../needs.js'
import { addKindLiaison, endKindLiaison, kindLiaisonAt, kindLiaisonById, kindOf } from './sql.js'
import { tellLiaisons } from './use-kinds.js'

const readOne = async (tx: Tx, id: string) => {
  const row = await kindLiaisonById(tx, id)
  const [shown] = row === undefined ? [] : await tellLiaisons(tx, [row])
  if (row === undefined || shown === undefined) throw problem('not-found')
  return { row, shown }
}

/** Names the one person who tracks a kind at a place (E1). */
export const nameKindLiaison = (needs: SupplyNeeds, call: Call<'kindLiaison.name'>) => {
  const { scope, actor, params, body, require } = call
  require({ place: body.place })
  const hash = hashOf(params.code, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const before = await kindLiaisonById(tx, body.id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const, result: (await readOne(tx, body.id)).shown }
    }
    const kind = await kindOf(tx, params.code)
    if (kind === undefined || kind.closed_on !== null) throw problem('supply.kind-unknown')
    const account = await staffMember(tx, { account: body.accountId, part: 'liaison', place: body.place })
    const at = new Date(needs.now())
    const named = { id: body.id, kind: kind.code, place: body.place, account: account.id, name: account.name }
    const made = await addKindLiaison(tx, { ...named, phone: body.phone, at, by: actor.accountId, bodyHash: hash })
    if (made === 0) {
      const there = await kindLiaisonAt(tx, kind.code, body.place)
      throw there === undefined ? problem('command.other-body', { id: body.id }) : problem('supply.kind-liaison-there')
    }
    const detail = { kind: kind.code, account: account.id }
    await writeAudit(tx, actor, { action: 'kindLiaison.name', subject: body.id, place: body.place, detail })
    return { outcome: 'recorded' as const, result: (await readOne(tx, body.id)).shown }
  })
}

/** Ends a naming; the row keeps its days. */
export const endKindNaming = (needs: SupplyNeeds, { scope, actor, params, require }: Call<'kindLiaison.end'>) =>
  inTransaction(needs.db.app, scope, async (tx) => {
    const { row } = await readOne(tx, params.id)
    require({ place: row.place })
    const ended = await endKindLiaison(tx, { id: row.id, at: new Date(needs.now()), by: actor.accountId })
    if (ended === 0) return { outcome: 'already-recorded' as const }
    const detail = { kind: row.kind, account: row.account }
    await writeAudit(tx, actor, { action: 'kindLiaison.end', subject: row.id, place: row.place, detail })
    return { outcome: 'recorded' as const }
  })
