import type { ClientBase } from 'pg'
import type { Database } from '../db/index.js'

/**
 * How many connections somebody else has to this database: a running server, a colleague's tool. All processes of ours
 * sign in under the same names, so the connections of this process's pools are counted off.
 */
export const otherSessions = async (admin: ClientBase, db: Database): Promise<number> => {
  const { rows } = await admin.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and usesysid is not null
       and coalesce(backend_type, 'client backend') = 'client backend'`,
  )
  const own = [db.app, db.worker, db.auth, db.auditor, db.admin].reduce((sum, pool) => sum + pool.totalCount, 0)
  return Math.max(0, (rows[0]?.n ?? 0) - own)
}
