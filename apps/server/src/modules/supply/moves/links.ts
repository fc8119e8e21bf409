import { createHash, randomBytes } from 'node:crypto'
import { addDays, startOfDay } from '@lianfang/domain/shared'
import { consignmentAfter } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import QRCode from 'qrcode'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { moveRules, type SupplyNeeds } from '../needs.js'
import { legOf } from './milestones.js'
import { mustReachMove } from './read-consignment.js'
import { legsOf, lockMoves, type MoveRow } from './sql.js'

/** A secret as it is kept: half of its SHA-256. 128 random bits need no salt and no slow hash. */
export const codeOf = (token: string): string => {
  const hex = createHash('sha256').update(`move-link\n${token}`).digest('hex').slice(0, 32)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

const withdraw = (tx: Tx, row: MoveRow, at: Date): Promise<number> =>
  tx.run(sql`
    update supply.move_link set withdrawn_at = ${at} where home = ${row.home} and move = ${row.id} and withdrawn_at is null`)

/** Where the pages are, as the caller's browser sees it. */
const originOf = ({ request }: Call<'link.make'>): string =>
  request.headers.origin ?? `${request.protocol}://${request.headers.host ?? ''}`

/**
 * Makes a driver's link (E5). The secret stands behind `#`, so that no server, proxy or log on the way sees it, and is shown this
 * once: a repeat cannot be answered with it and makes a link of its own under another id.
 */
export const makeLink = async (needs: SupplyNeeds, call: Call<'link.make'>) => {
  const { scope, actor, params, body, require } = call
  const rules = await moveRules(needs, actor.place)
  const until = new Date(startOfDay(addDays(rules.today, rules.values.linkDays + 1), needs.zone))
  return inTransaction(needs.db.app, scope, async (tx) => {
    await lockMoves(tx, [params.id])
    const row = await mustReachMove(tx, params.id, { require, actor, only: 'owner' })
    if (consignmentAfter(row.state, 'link') === null) throw problem('consignment.state', { state: row.state })
    if (body.leg !== null) legOf(await legsOf(tx, row), body.leg)
    const token = `${row.home}.${randomBytes(16).toString('base64url')}`
    const address = `${originOf(call)}/road#${token}`
    const at = new Date(rules.at)
    await withdraw(tx, row, at)
    const made = await tx.run(sql`
      insert into supply.move_link (home, id, move, code, name, leg, phones, made_by, made_at, expires_at)
      values (${row.home}, ${body.id}, ${row.id}, ${codeOf(token)}::uuid, ${body.name}, ${body.leg}, ${body.phones}::text[],
        ${actor.accountId}, ${at}, ${until}) on conflict do nothing`)
    if (made === 0) throw problem('command.other-body', { id: body.id })
    await writeAudit(tx, actor, { action: 'link.make', subject: row.id, place: row.place })
    const qrSvg = await QRCode.toString(address, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' })
    return { token, address, qrSvg, until: until.toISOString() }
  })
}

/** Ends a consignment's link. */
export const endLink = async (needs: SupplyNeeds, call: Call<'link.end'>): Promise<undefined> => {
  const { scope, actor, params, require } = call
  await inTransaction(needs.db.app, scope, async (tx) => {
    const row = await mustReachMove(tx, params.id, { require, actor, only: 'owner' })
    await withdraw(tx, row, new Date(needs.now()))
    await writeAudit(tx, actor, { action: 'link.end', subject: row.id, place: row.place })
  })
  return undefined
}
