import { sql } from 'kysely'
import { type Database, inTransaction } from '../db/index.js'
import { type Call, type Handlers, momentCursor, writeMomentCursor } from '../http/index.js'
import { verifyAudit } from './audit.js'

type Row = {
  id: string
  at: number
  us: number
  login: string | null
  role: string | null
  action: string
  subject: string | null
  place: string
  outcome: 'allowed' | 'refused'
  n: number | null
  seal: number | null
}

const list = (db: Database, { scope, query }: Call<'audit.list'>) =>
  inTransaction(
    db.auditor,
    scope,
    async (tx) => {
      const before = momentCursor(query.cursor)
      // Many rows share a millisecond: the id tells which of them were shown.
      const earlier =
        before === null
          ? sql`true`
          : sql`(at, id) < (timestamptz 'epoch' + ${before.us}::float8 * interval '1 microsecond', ${before.id}::uuid)`
      const rows = await tx.rows(sql<Row>`
        select r.id, r.at, (extract(epoch from r.at) * 1000000)::bigint as us, a.login, r.role, r.action, r.subject, r.place, r.outcome, r.n, r.seal
        from (
          select id, at, account, role, action, subject, place, outcome, n, seal from kernel.audit
          where ${earlier}
            and (${query.action ?? null}::text is null or action = ${query.action ?? null}::text)
            and (${query.subject ?? null}::text is null or subject = ${query.subject ?? null}::text)
          union all
          select id, at, account, role, action, subject, place, outcome, n, null from kernel.audit_open
          where ${earlier}
            and (${query.action ?? null}::text is null or action = ${query.action ?? null}::text)
            and (${query.subject ?? null}::text is null or subject = ${query.subject ?? null}::text)
        ) r left join kernel.account a on a.id = r.account
        order by r.at desc, r.id desc limit ${query.limit + 1}`)
      const shown = rows.slice(0, query.limit)
      const last = shown.at(-1)
      return {
        rows: shown.map((r) => ({
          id: r.id,
          at: new Date(r.at).toISOString(),
          actor: r.login,
          role: r.role,
          action: r.action,
          subject: r.subject,
          place: r.place,
          outcome: r.outcome,
          count: r.n,
          seal: r.seal,
        })),
        next: rows.length > query.limit && last !== undefined ? writeMomentCursor(last) : null,
      }
    },
    { readOnly: true },
  )

/** Handlers of the audit pages. */
export const auditHandlers = (db: Database): Handlers => ({
  'audit.list': (call) => list(db, call),
  'audit.verify': (call) => verifyAudit(db, call.scope),
})
