import { sql } from 'kysely'
import { type Database, inTransaction, noScope } from '../db/index.js'
import { divisionsOf, type LoadProgress, loadDivisions } from './divisions/index.js'

export type LoadNeeds = {
  readonly db: Database
  /** The artefact with the divisions. */
  readonly file: string
  readonly progress?: (progress: LoadProgress) => void
  readonly signal?: AbortSignal
}

/** Whether the divisions are all there: China's, or those of one's own that stand in for them. */
export const divisionsAreLoaded = async (db: LoadNeeds['db']): Promise<boolean> => {
  const row = await inTransaction(db.worker, noScope, (tx) =>
    tx.row(sql<{ ready: boolean }>`select divisions_ready or tree <> 'cn' as ready from kernel.instance`),
  )
  return row?.ready === true
}

/** Loads every division, once; a second call after it is done does nothing. Does not block anybody: chunks of 20,000. */
export const loadAllDivisions = async ({ db, file, progress, signal }: LoadNeeds): Promise<void> => {
  if (await divisionsAreLoaded(db)) return
  const client = await db.worker.connect()
  try {
    await loadDivisions({ client, file, ...(progress ? { progress } : {}), ...(signal ? { signal } : {}) })
  } finally {
    client.release()
  }
  await inTransaction(db.worker, noScope, (tx) => tx.run(sql`update kernel.instance set divisions_ready = true`))
}

const insertOf = (codes: readonly string[], names: readonly string[]) => sql`
  insert into kernel.division (code, name, level, parent)
  select code, name, array_position(array[2, 4, 6, 9, 12], length(code)),
    case length(code) when 2 then '' when 4 then left(code, 2) when 6 then left(code, 4) when 9 then left(code, 6) else left(code, 9) end
  from unnest(${codes}::text[], ${names}::text[]) as d (code, name)
  on conflict do nothing`

/** Whether the divisions were loaded from a file of one's own: then a county of China may not be put among them. */
const hasOwnTree = async (db: Database): Promise<boolean> => {
  const row = await inTransaction(db.worker, noScope, (tx) =>
    tx.row(sql<{ own: boolean }>`select tree <> 'cn' as own from kernel.instance`),
  )
  return row?.own === true
}

/** Makes sure that one county's townships and villages are there, without waiting for the nation. */
export const loadCounty = async ({ db, file }: LoadNeeds, county: string): Promise<number> => {
  const known = await inTransaction(db.worker, noScope, (tx) =>
    tx.row(sql<{ n: number }>`
      select count(*) as n from kernel.division where code >= ${county} and code < ${`${county}:`} and level = 5`),
  )
  if ((known?.n ?? 0) > 0) return known?.n ?? 0
  if (await hasOwnTree(db)) return 0
  const places = await divisionsOf(county, { file })
  await inTransaction(db.worker, noScope, (tx) =>
    tx.run(
      insertOf(
        places.map((p) => p.code),
        places.map((p) => p.name),
      ),
    ),
  )
  return places.length
}
