import type { ClientBase } from 'pg'

/** Login roles at run time: none owns anything, none is a superuser, each has its time-outs. */
export const loginRoles = [
  'lianfang_app',
  'lianfang_worker',
  'lianfang_auth',
  'lianfang_auditor',
  'lianfang_admin',
] as const
export type LoginRole = (typeof loginRoles)[number]

// A statement read by several processes takes the processors from everybody else, and starting them takes longer than most of
// ours last: a renewal of a million people came to 88 s with them and 40 s without.
const alone = { max_parallel_workers_per_gather: '0' } as const

/**
 * Time-outs by role. The app's writing transactions last a second at most, so that no lock is held longer; exports and
 * long reads raise it for themselves with `set local`. Bulk work runs in chunks of 500 ms, with room for a slow disk.
 */
const settings: Readonly<Record<LoginRole, Readonly<Record<string, string>>>> = {
  lianfang_app: {
    transaction_timeout: '1s',
    lock_timeout: '800ms',
    idle_in_transaction_session_timeout: '5s',
    ...alone,
  },
  lianfang_worker: {
    ...{ transaction_timeout: '30s', lock_timeout: '5s', idle_in_transaction_session_timeout: '30s' },
    ...alone,
  },
  lianfang_auth: { transaction_timeout: '5s', lock_timeout: '2s', idle_in_transaction_session_timeout: '5s' },
  lianfang_admin: { transaction_timeout: '5s', lock_timeout: '2s', idle_in_transaction_session_timeout: '5s' },
  lianfang_auditor: { transaction_timeout: '60s', lock_timeout: '1s', idle_in_transaction_session_timeout: '5s' },
}

/** Quotes a literal for statements that take no parameters (`alter role`). The texts are ours, not a reader's. */
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/**
 * Makes the database roles where they are missing and sets their passwords (derived from the key file, stored nowhere)
 * and time-outs. Runs as the cluster's administrator.
 */
export const ensureRoles = async (admin: ClientBase, passwordOf: (role: string) => string): Promise<void> => {
  // Roles belong to the cluster, advisory locks to a database: two programs on two databases of one cluster can meet here.
  for (let left = 5; ; left -= 1) {
    try {
      return await makeRoles(admin, passwordOf)
    } catch (error) {
      const met = error instanceof Error && 'code' in error && ['42710', '23505', 'XX000'].includes(String(error.code))
      if (!met || left === 0) throw error
      await new Promise((done) => setTimeout(done, 100 + Math.random() * 200))
    }
  }
}

const makeRoles = async (admin: ClientBase, passwordOf: (role: string) => string): Promise<void> => {
  // Two programs on one cluster (tests, several instances) would otherwise update the same catalogue rows at once.
  await admin.query(`select pg_advisory_lock(71231)`)
  try {
    const known = await admin.query<{ rolname: string; mighty: boolean }>(
      `select rolname, rolsuper or rolcreatedb or rolcreaterole or rolbypassrls as mighty
       from pg_roles where rolname like 'lianfang_%'`,
    )
    const names = new Set(known.rows.map((r) => r.rolname))
    const mighty = new Set(known.rows.filter((r) => r.mighty).map((r) => r.rolname))
    if (!names.has('lianfang_migrator')) await admin.query(`create role lianfang_migrator nologin noinherit`)
    await admin.query(`grant lianfang_migrator to current_user`)
    for (const role of loginRoles) {
      if (!names.has(role)) await admin.query(`create role ${role} login noinherit`)
      await admin.query(`alter role ${role} with login password ${literal(passwordOf(role))}`)
      // A new role has none of these. Only a superuser may so much as name them, also to take nothing away.
      if (mighty.has(role)) await admin.query(`alter role ${role} nosuperuser nocreatedb nocreaterole nobypassrls`)
      for (const [key, value] of Object.entries(settings[role])) {
        await admin.query(`alter role ${role} set ${key} = ${literal(value)}`)
      }
    }
  } finally {
    await admin.query(`select pg_advisory_unlock(71231)`)
  }
}
