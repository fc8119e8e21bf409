import { type AuditAction, auditActions, type RouteId } from '@lianfang/contract'
import type { Actor } from '@lianfang/domain/org'
import { sql } from 'kysely'
import { type Database, inTransaction, type Scope, type Tx } from '../db/index.js'
import { bulkId } from '../ids/index.js'
import { checkSeals } from '../settle/index.js'

/** What is written down of an action: ids, codes and counts, never names. */
export type AuditEntry = {
  readonly action: AuditAction
  readonly subject?: string | null
  readonly place?: string
  readonly outcome?: 'allowed' | 'refused'
  readonly count?: number
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>
}

/** Writes one audit row in the transaction of what it tells about. */
export const writeAudit = (tx: Tx, actor: Actor | null, entry: AuditEntry): Promise<void> => write(tx, actor, entry)

/** The action of a route whose use case serves several; each of them stands in the list, or it is a bug. */
export const actionOf = (route: string): AuditAction => {
  const known = auditActions.find((one) => one === route)
  if (known === undefined) throw new Error(`no audit action is called ${route}`)
  return known
}

/** A request that was refused by right: its route is the action, whatever it would have done. */
export const writeRefusal = (tx: Tx, actor: Actor, route: RouteId): Promise<void> =>
  write(tx, actor, { action: route, outcome: 'refused', place: actor.place })

type Written = Omit<AuditEntry, 'action'> & { readonly action: string }

const write = async (tx: Tx, actor: Actor | null, entry: Written): Promise<void> => {
  await tx.run(sql`
    insert into kernel.audit_open (id, at, account, role, action, subject, place, outcome, n, detail)
    values (${bulkId()}, clock_timestamp(), ${actor?.accountId ?? null}, ${actor?.role ?? null}, ${entry.action},
      ${entry.subject ?? null}, ${entry.place ?? actor?.place ?? ''}, ${entry.outcome ?? 'allowed'},
      ${entry.count ?? null}, ${JSON.stringify(entry.detail ?? {})}::jsonb)`)
}

export type AuditVerdict = {
  readonly state: 'whole' | 'broken'
  readonly seals: number
  readonly rows: number
  readonly unsealed: number
  readonly firstBroken: number | null
}

/** Recomputes every seal and says how many rows wait unsealed (at most two seconds' worth). */
export const verifyAudit = (db: Database, scope: Scope): Promise<AuditVerdict> =>
  inTransaction(
    db.auditor,
    { ...scope, staff: 'nation' }, // seals span all places; only counts leave this function
    async (tx) => {
      const top = await tx.row(sql<{ seals: number; unsealed: number }>`
        select (select coalesce(max(seal), 0) from kernel.audit_seal) as seals,
          (select count(*) from kernel.audit_open) as unsealed`)
      const seals = top?.seals ?? 0
      let rows = 0
      let firstBroken: number | null = null
      for (let from = 1; from <= seals && firstBroken === null; from += 500) {
        const checked = await checkSeals(tx, { from, to: Math.min(seals, from + 499) })
        rows += checked.reduce((sum, c) => sum + c.count, 0)
        const gap = checked.length < Math.min(seals, from + 499) - from + 1
        firstBroken = checked.find((c) => !c.whole)?.seal ?? (gap ? from : null)
      }
      const state = firstBroken === null ? 'whole' : 'broken'
      return { state, seals, rows, unsealed: top?.unsealed ?? 0, firstBroken }
    },
    { readOnly: true },
  )
