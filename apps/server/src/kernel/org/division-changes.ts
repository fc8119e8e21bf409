import { type DivisionChange, followChanges } from '@lianfang/domain/org'
import type { Day, PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { type Database, inTransaction, noScope, type Tx } from '../db/index.js'
import { type Changes, readChanges, type TableRows } from './divisions/index.js'

type Row = { readonly old_code: string; readonly new_code: string; readonly from_day: Day }

const changeOf = (row: Row): DivisionChange => ({ old: row.old_code, new: row.new_code, from: row.from_day })

/** Every change that begins at one of the codes, and all that follow from it. */
export const changesFrom = async (tx: Tx, codes: readonly string[]): Promise<readonly DivisionChange[]> => {
  const rows = await tx.rows(sql<Row>`
    with recursive way as (
      select old_code, new_code, from_day from kernel.division_change where old_code = any(${codes}::text[])
      union select d.old_code, d.new_code, d.from_day from way join kernel.division_change d on d.old_code = way.new_code)
    select old_code, new_code, from_day from way`)
  return rows.map(changeOf)
}

/** The code that a place has on a day; itself where nothing changed or it was divided. */
export const codeOn = async (tx: Tx, code: PlaceCode, day: Day): Promise<PlaceCode> =>
  followChanges(await changesFrom(tx, [code]), code, day).code as PlaceCode // codes of the table of changes

/** The codes that old ones have on a day, for those that have another. */
export const codesOn = async (tx: Tx, codes: readonly string[], day: Day): Promise<ReadonlyMap<string, string>> => {
  const changes = await changesFrom(tx, codes)
  const followed = codes.map((code) => [code, followChanges(changes, code, day)] as const)
  return new Map(followed.flatMap(([code, to]) => (to.state === 'moved' ? [[code, to.code] as const] : [])))
}

/** Old codes that lead into one of the given places on a day, with where they lead. */
export const oldCodesInto = async (tx: Tx, county: string, day: Day): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx.rows(sql<{ old_code: string }>`
    with recursive back as (
      select old_code from kernel.division_change where starts_with(new_code, ${county})
      union select d.old_code from back join kernel.division_change d on d.new_code = back.old_code)
    select old_code from back`)
  return codesOn(
    tx,
    rows.map((row) => row.old_code),
    day,
  )
}

export type ChangesLoaded = Changes & {
  readonly new: number
  readonly changed: number
  readonly same: number
  /** People who are recorded under an old code of the file; they stay under it. */
  readonly people: number
}

type Loading = { readonly db: Database; readonly rows: TableRows; readonly dryRun: boolean }

const key = (change: DivisionChange): string => `${change.old} ${change.new}`

const save = async (tx: Tx, changes: readonly DivisionChange[]): Promise<void> => {
  await tx.run(sql`
    insert into kernel.division_change (old_code, new_code, from_day)
    select * from unnest(${changes.map((c) => c.old)}::text[], ${changes.map((c) => c.new)}::text[],
      ${changes.map((c) => c.from)}::date[])
    on conflict (old_code, new_code) do update set from_day = excluded.from_day`)
}

/** Reads a file of changes and enters them, all or none: nothing is written while a row is wrong, or on trial. */
export const loadChanges = ({ db, rows, dryRun }: Loading): Promise<ChangesLoaded> =>
  inTransaction(
    db.worker,
    noScope,
    async (tx) => {
      const standing = (await tx.rows(sql<Row>`select old_code, new_code, from_day from kernel.division_change`)).map(
        changeOf,
      )
      const isPlace = async (codes: readonly string[]): Promise<ReadonlySet<string>> => {
        const found = await tx.rows(sql<{ code: string }>`
          select code from kernel.division where code = any(${codes}::text[])`)
        return new Set(found.map(({ code }) => code))
      }
      const read = await readChanges(rows, { changes: standing, isPlace })
      const days = new Map(standing.map((change) => [key(change), change.from]))
      const known = read.changes.filter((change) => days.has(key(change)))
      const same = known.filter((change) => days.get(key(change)) === change.from).length
      const held = await tx.row(sql<{ n: number }>`
        select coalesce(sum(n), 0)::int as n from kernel.counter
        where metric = 'ledger' and place = any(${read.changes.map((c) => c.old)}::text[])`)
      if (!dryRun && read.wrong.length === 0) await save(tx, read.changes)
      return {
        ...read,
        new: read.changes.length - known.length,
        changed: known.length - same,
        same,
        people: held?.n ?? 0,
      }
    },
    { longMs: 60_000 },
  )
