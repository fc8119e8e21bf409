import type { ImportInfo } from '@lianfang/contract'
import type { PlaceWriting } from '@lianfang/domain/care'
import { sql } from 'kysely'
import { intArray, packed, type Tx } from '../../../kernel/db/index.js'
import type { Tally } from './tally.js'

export type ImportState =
  | 'reading'
  | 'mapping'
  | 'checking'
  | 'checked'
  | 'accepting'
  | 'accepted'
  | 'cancelled'
  | 'failed'
  | 'takenBack'

export type StoredColumn = {
  readonly index: number
  readonly heading: string
  readonly field: string | null
  readonly sure: boolean
}

export type Counts = Readonly<
  Record<'rows' | 'new' | 'changed' | 'same' | 'twice' | 'doubtful' | 'wrong' | 'notYours' | 'warnings', number>
>

/** A way in which villages are written that was not read by the whole name, and what it was read as (codes). */
export type UnsureVillage = {
  readonly written: string
  readonly township: string | null
  readonly read: string | null
  readonly rows: number
  readonly why: ImportInfo['unsureVillages'][number]['why']
  /** How it is written, as a village is chosen for it; not kept by imports of before one could. */
  readonly writing?: PlaceWriting | undefined
  /** Chosen after the import was accepted: how many of its people went there, and how many had been changed since. */
  readonly moved?: number
  readonly left?: number
}

export type ImportRow = {
  readonly id: string
  readonly home: string
  readonly township: string
  readonly account: string | null
  readonly file_name_sealed: Buffer
  readonly state: ImportState
  readonly created_at: number
  readonly sheet: string | null
  readonly encoding: string | null
  readonly header_row: number | null
  readonly columns: readonly StoredColumn[]
  readonly remembered: boolean
  readonly heading_hash: Buffer | null
  readonly as_of: string | null
  readonly as_of_source: 'stated' | 'inferred' | 'given' | 'today' | null
  readonly as_of_agree: number | null
  readonly as_of_of: number | null
  readonly counts: Counts | null
  readonly unsure: {
    readonly villages?: readonly UnsureVillage[]
    readonly vaccines?: readonly { written: string; read: string; rows: number }[]
    readonly statedDay?: string | null
    readonly tally?: Tally
  }
  readonly key_id: string
  readonly wrapped: Buffer
  readonly trial: boolean
  readonly problem: string | null
  /** The last row that was taken in with everything about it. */
  readonly taken_to: number
}

/** Minutes without a row after which nobody is reading or taking in any more; a chunk takes seconds. */
const abandonedMinutes = 10

// The command line and an upload are no pieces of work: killed, nobody goes on with them, and nobody is left to say so.
const abandoned = sql`(state in ('reading', 'checking', 'accepting')
  and moved_at < now() - ${abandonedMinutes} * interval '1 minute'
  and not exists (select from kernel.long_work w where w.subject = import.id and w.state in ('waiting', 'running')))`

const importColumns = sql`id, home, township, account, file_name_sealed,
  case when ${abandoned} then 'failed' else state end as state,
  case when ${abandoned} then 'import.abandoned' else problem end as problem, created_at, sheet, encoding, header_row,
  columns, remembered, heading_hash, as_of, as_of_source, as_of_agree, as_of_of, counts, unsure, key_id, wrapped, trial, taken_to`

export type NewImport = Pick<ImportRow, 'id' | 'home' | 'township' | 'account' | 'key_id' | 'wrapped' | 'trial'> & {
  readonly fileNameSealed: Buffer
}

export const addImport = (tx: Tx, i: NewImport): Promise<number> =>
  tx.run(sql`
    insert into care.import (home, id, township, account, file_name_sealed, file_hash, state, key_id, wrapped, trial)
    values (${i.home}, ${i.id}, ${i.township}, ${i.account}, ${i.fileNameSealed}, ''::bytea, 'reading', ${i.key_id},
      ${i.wrapped}, ${i.trial})`)

export const importById = (tx: Tx, home: string, id: string): Promise<ImportRow | undefined> =>
  tx.row(sql<ImportRow>`select ${importColumns} from care.import where home = ${home} and id = ${id}`)

export const lockImport = (tx: Tx, home: string, id: string): Promise<ImportRow | undefined> =>
  tx.row(sql<ImportRow>`select ${importColumns} from care.import where home = ${home} and id = ${id} for update`)

export const listImports = (
  tx: Tx,
  home: string,
  options: { readonly before: string | null; readonly limit: number },
) =>
  tx.rows(sql<ImportRow>`
    select ${importColumns} from care.import
    where home = ${home} and (${options.before}::uuid is null or id < ${options.before}::uuid)
    order by id desc limit ${options.limit}`)

export type RawRow = { readonly row_number: number; readonly sealed: Buffer }

/** Keeps rows as they came, and that the import moves on. */
export const addRows = async (
  tx: Tx,
  i: Pick<ImportRow, 'home' | 'id' | 'township'>,
  rows: readonly RawRow[],
): Promise<number> => {
  await tx.run(sql`update care.import set moved_at = now() where home = ${i.home} and id = ${i.id}`)
  const texts = packed(rows.map((r) => r.sealed))
  return tx.run(sql`
    insert into care.import_row (home, import_id, row_number, township, sealed)
    select ${i.home}, ${i.id}::uuid, n, ${i.township}, substr(${texts.bytes}::bytea, at, length)
    from unnest(${intArray(rows.map((r) => r.row_number))}::int[], ${texts.at}::int[], ${texts.length}::int[])
      as t (n, at, length)`)
}

export const rawRows = (
  tx: Tx,
  i: Pick<ImportRow, 'home' | 'id'>,
  from: { readonly after: number; readonly limit: number },
) =>
  tx.rows(sql<RawRow & { taken: boolean; verdict: string | null; person: string | null }>`
    select row_number, sealed, taken, verdict, person from care.import_row
    where home = ${i.home} and import_id = ${i.id} and row_number > ${from.after} order by row_number limit ${from.limit}`)

/** Rows of a file by their numbers, sealed as they came. */
export const rowsOf = (tx: Tx, i: Pick<ImportRow, 'home' | 'id'>, numbers: readonly number[]): Promise<RawRow[]> =>
  tx.rows(sql<RawRow>`
    select row_number, sealed from care.import_row
    where home = ${i.home} and import_id = ${i.id} and row_number = any(${intArray(numbers)}::int[])`)

export const countRows = async (tx: Tx, i: Pick<ImportRow, 'home' | 'id'>): Promise<number> => {
  const row = await tx.row(sql<{ n: number }>`
    select count(*) as n from care.import_row where home = ${i.home} and import_id = ${i.id}`)
  return row?.n ?? 0
}

export type Layout = {
  readonly state: ImportState
  readonly sheet: string | null
  readonly encoding: string | null
  readonly headerRow: number | null
  readonly columns: readonly StoredColumn[]
  readonly remembered: boolean
  readonly headingHash: Buffer | null
  readonly statedDay: string | null
}

export const saveLayout = (tx: Tx, i: Pick<ImportRow, 'home' | 'id'>, l: Layout): Promise<number> =>
  tx.run(sql`
    update care.import set state = ${l.state}, sheet = ${l.sheet}, encoding = ${l.encoding}, header_row = ${l.headerRow},
      columns = ${JSON.stringify(l.columns)}::jsonb, remembered = ${l.remembered}, heading_hash = ${l.headingHash},
      unsure = ${JSON.stringify({ statedDay: l.statedDay })}::jsonb
    where home = ${i.home} and id = ${i.id}`)

export const setState = (
  tx: Tx,
  i: Pick<ImportRow, 'home' | 'id'>,
  state: ImportState,
  problem: string | null = null,
) =>
  tx.run(
    sql`update care.import set state = ${state}, problem = ${problem}, moved_at = now() where home = ${i.home} and id = ${i.id}`,
  )

/** Notes how far the rows were taken in, in their own transaction: after a kill none is taken in again. */
export const saveTakenTo = (tx: Tx, i: Pick<ImportRow, 'home' | 'id'>, row: number): Promise<number> =>
  tx.run(sql`update care.import set taken_to = ${row}, moved_at = now() where home = ${i.home} and id = ${i.id}`)

/** Notes how the people of the rows so far stand, in the rows' own transaction: after a kill none is counted twice. */
export const saveTally = (tx: Tx, i: Pick<ImportRow, 'home' | 'id' | 'unsure'>, tally: Tally): Promise<number> => {
  // An earlier check's lists go: with them each chunk would write a hundred kilobytes anew.
  const { statedDay } = i.unsure
  return tx.run(sql`
    update care.import set unsure = ${JSON.stringify({ statedDay, tally })}::jsonb, moved_at = now() where home = ${i.home} and id = ${i.id}`)
}

export const saveColumns = (
  tx: Tx,
  i: Pick<ImportRow, 'home' | 'id'>,
  columns: readonly StoredColumn[],
): Promise<number> =>
  tx.run(
    sql`update care.import set columns = ${JSON.stringify(columns)}::jsonb where home = ${i.home} and id = ${i.id}`,
  )

export type AsOfColumns = { readonly day: string; readonly source: string; readonly agree: number; readonly of: number }

export const saveAsOf = (tx: Tx, i: Pick<ImportRow, 'home' | 'id'>, a: AsOfColumns): Promise<number> =>
  tx.run(sql`
    update care.import set as_of = ${a.day}::date, as_of_source = ${a.source}, as_of_agree = ${a.agree}, as_of_of = ${a.of}
    where home = ${i.home} and id = ${i.id}`)

export const saveCounts = (tx: Tx, i: Pick<ImportRow, 'home' | 'id'>, counts: Counts, unsure: ImportRow['unsure']) =>
  tx.run(sql`
    update care.import set counts = ${JSON.stringify(counts)}::jsonb, unsure = ${JSON.stringify(unsure)}::jsonb
    where home = ${i.home} and id = ${i.id}`)

/** Sets the list of villages that were read with doubt. */
export const saveVillages = (tx: Tx, i: Pick<ImportRow, 'home' | 'id'>, villages: readonly UnsureVillage[]) =>
  tx.run(sql`
    update care.import set unsure = jsonb_set(unsure, '{villages}', ${JSON.stringify(villages)}::jsonb), moved_at = now()
    where home = ${i.home} and id = ${i.id}`)

export const templateOf = async (
  tx: Tx,
  home: string,
  headingHash: Buffer,
): Promise<readonly StoredColumn[] | null> => {
  const row = await tx.row(sql<{ columns: StoredColumn[] }>`
    select columns from care.import_template where home = ${home} and heading_hash = ${headingHash}`)
  return row?.columns ?? null
}

export const rememberTemplate = (tx: Tx, home: string, headingHash: Buffer, columns: readonly StoredColumn[]) =>
  tx.run(sql`
    insert into care.import_template (home, heading_hash, columns)
    values (${home}, ${headingHash}, ${JSON.stringify(columns)}::jsonb)
    on conflict (home, heading_hash) do update set columns = excluded.columns`)

export type NewPair = {
  readonly id: string
  readonly row: number
  readonly township: string
  readonly village: string | null
  readonly otherPerson: string | null
  readonly otherRow: number | null
  readonly why: string
  readonly hash: Buffer
  readonly keyId: string
  readonly wrapped: Buffer
  readonly rowSealed: Buffer
  readonly otherSealed: Buffer | null
  readonly trial: boolean
}

/** Queues pairs; a doubt that was asked before (open or decided) is not asked again. */
export const addPairs = (tx: Tx, i: Pick<ImportRow, 'home' | 'id'>, pairs: readonly NewPair[]): Promise<number> =>
  tx.run(sql`
    insert into care.doubtful_pair (home, id, import_id, row_number, township, village, other_person, other_row, why, pair_hash,
      key_id, wrapped, row_sealed, other_sealed, trial)
    select ${i.home}, p.id, ${i.id}::uuid, p.row, p.township, p.village, p.other_person, p.other_row, p.why, p.hash,
      p.key_id, p.wrapped, p.row_sealed, p.other_sealed, p.trial
    from unnest(${pairs.map((p) => p.id)}::uuid[], ${pairs.map((p) => p.row)}::int[], ${pairs.map((p) => p.township)}::text[],
      ${pairs.map((p) => p.village)}::text[], ${pairs.map((p) => p.otherPerson)}::uuid[],
      ${pairs.map((p) => p.otherRow)}::int[], ${pairs.map((p) => p.why)}::text[], ${pairs.map((p) => p.hash)}::bytea[],
      ${pairs.map((p) => p.keyId)}::text[], ${pairs.map((p) => p.wrapped)}::bytea[], ${pairs.map((p) => p.rowSealed)}::bytea[],
      ${pairs.map((p) => p.otherSealed)}::bytea[], ${pairs.map((p) => p.trial)}::boolean[])
      as p (id, row, township, village, other_person, other_row, why, hash, key_id, wrapped, row_sealed, other_sealed, trial)
    on conflict (home, pair_hash) do nothing`)

/** Pairs that were decided to be two people: not doubted again. */
export const decidedPairs = (tx: Tx, home: string, hashes: readonly Buffer[]) =>
  tx.rows(sql<{ pair_hash: Buffer; decision: string }>`
    select pair_hash, decision from care.doubtful_pair
    where home = ${home} and pair_hash = any(${hashes}::bytea[]) and decision is not null`)

/** Removes an import and its rows, when nothing was taken in. */
export const dropImport = async (tx: Tx, i: Pick<ImportRow, 'home' | 'id'>): Promise<void> => {
  await tx.run(sql`delete from care.import_row where home = ${i.home} and import_id = ${i.id}`)
  await tx.run(sql`delete from care.import where home = ${i.home} and id = ${i.id}`)
}
