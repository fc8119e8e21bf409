import { dayIn, instantOf } from '@lianfang/domain/shared'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import type { CareNeeds } from '../needs.js'
import { type AccessRow, accesses, accessIds } from './sql.js'

const iso = (at: number): string => new Date(at).toISOString()

const named = async (tx: Tx, rows: readonly AccessRow[]) => ({
  rows,
  names: await placesByCode(
    tx,
    rows.flatMap((r) => [r.home, r.place]),
  ),
})

/** Emergency accesses: a county officer sees the county's, a viewer their own, the auditor those in place by ids. */
export const listAccess = async (needs: CareNeeds, { actor, scope }: Call<'emergency.list'>) => {
  const now = needs.now()
  const [pool, read] = actor.role === 'auditor' ? [needs.db.auditor, accessIds] : [needs.db.app, accesses]
  const { rows, names } = await inTransaction(pool, scope, async (tx) => named(tx, await read(tx)), { readOnly: true })
  const { access } = await needs.policy.care(actor.place, dayIn(instantOf(now), needs.zone))
  const rules =
    access.state === 'open' ? { openHours: access.values.openHours, reasonLetters: access.values.reasonLetters } : null
  return {
    rules,
    rows: rows.map((r) => ({
      id: r.id,
      personId: r.person,
      county: r.home,
      countyName: names.get(r.home)?.name ?? r.home,
      until: iso(r.until_at),
      openedAt: iso(r.opened_at),
      endedAt: r.ended_at === null ? null : iso(r.ended_at),
      open: r.ended_at === null && r.until_at > now,
      own: r.account === actor.accountId,
      accountId: r.account,
      role: r.role,
      place: r.place,
      placeName: names.get(r.place)?.name ?? r.place,
      by: r.by,
      reason: r.reason,
    })),
  }
}
