import {
  type AgeSample,
  type AsOf,
  classifyRow,
  inferAsOf,
  type LedgerLayout,
  type LedgerMapping,
  makePlaceIndex,
  mappingOf,
  readAge,
  readIdentityNumber,
} from '@lianfang/domain/care'
import { addDays, type Day, type PlaceCode, parseDay } from '@lianfang/domain/shared'
import { countyScope, inTransaction } from '../../../kernel/db/index.js'
import { placesOfCounty } from '../../../kernel/org/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { changeValues } from '../people/change-values.js'
import { watchGrowth } from '../statistics.js'
import { readOne } from './judge.js'
import { passChunk, todayOf } from './pass.js'
import { countRow, emptyState, type PassContext, type PassState, unsureOf, type Verdict } from './pass-state.js'
import { type Prepared, prepareChunk, type SourceRow } from './prepare.js'
import { openCells } from './receive.js'
import { countRows, type ImportRow, rawRows, saveAsOf, saveCounts, saveTally } from './sql.js'
import { choicesFor, chosenBy, untoldBy, untoldFor } from './sql-choices.js'

export type RunPass = {
  readonly entry: ImportRow
  readonly mode: PassContext['mode']
  readonly givenDay: Day | null
  readonly account: string | null
  /** Last row done before a restart; 0 at first. */
  readonly after: number
  readonly progress: (at: { readonly done: number; readonly total: number; readonly row: number }) => Promise<void>
}

/** The stored columns as a layout, for telling rows of people from titles and totals. */
const layoutOf = (entry: ImportRow): LedgerLayout => ({
  headerRow: 0,
  firstRow: 1,
  statedDay: null,
  columns: entry.columns as LedgerLayout['columns'], // stored from a layout or a checked mapping
})

const isPerson = (entry: ImportRow, layout: LedgerLayout, row: SourceRow): boolean =>
  (entry.header_row === null || row.row > entry.header_row) && classifyRow(row.cells, layout) === 'data'

/** Reads an import's rows in order, opened, a batch at a time; titles, headings, blanks and totals left out. */
export async function* batches(needs: CareNeeds, entry: ImportRow, from: { after: number; size: () => number }) {
  const layout = layoutOf(entry)
  let after = from.after
  for (;;) {
    const size = from.size()
    const raw = await inTransaction(needs.db.bulk, countyScope(entry.home), (tx) =>
      rawRows(tx, entry, { after, limit: size }),
    )
    const last = raw.at(-1)
    if (last === undefined) return
    const rows = raw.map((r) => ({ ...r, row: r.row_number, cells: openCells(needs, entry, r) }))
    yield { rows: rows.filter((r) => isPerson(entry, layout, r)), read: raw.length, last: last.row_number }
    after = last.row_number
  }
}

const cellsOf = (mapping: LedgerMapping, field: 'idNumber' | 'age', cells: readonly string[]): string =>
  (mapping[field] ?? []).map((at) => cells[at] ?? '').join('')

/** The day the ledger's ages are right on: given, stated in the file, or that on which most ages agree. */
const findAsOf = async (needs: CareNeeds, run: RunPass, mapping: LedgerMapping, today: Day): Promise<AsOf> => {
  const samples: AgeSample[] = []
  for await (const { rows } of batches(needs, run.entry, { after: 0, size: () => 2_000 })) {
    for (const { cells } of rows) {
      const id = readIdentityNumber(cellsOf(mapping, 'idNumber', cells), { notAfter: today })
      const age = readAge(cellsOf(mapping, 'age', cells))
      if (id.state === 'valid' && id.form !== 'old15' && age !== null) samples.push({ birth: id.birth, age })
    }
    if (samples.length >= 8_000) break
  }
  const stated = run.entry.unsure.statedDay
  const statedDay = typeof stated === 'string' ? parseDay(stated) : null
  return inferAsOf({ samples, statedDay, notAfter: today, givenDay: run.givenDay })
}

/** A township's own ledger need not name it. */
export const ownOf = ({ township }: ImportRow): { readonly own?: PlaceCode } =>
  township === '' ? {} : { own: township as PlaceCode } // stored from the account's place

/** What every row of an import is read by, but for the ledger's day. */
export const readingContext = async (
  needs: CareNeeds,
  entry: ImportRow,
): Promise<Omit<PassContext, 'asOf' | 'mode' | 'account'>> => {
  const today = todayOf(needs)
  const mapping = mappingOf(entry.columns as LedgerLayout['columns']) // as above
  const placed = entry.township !== '' || (mapping.village ?? mapping.township) !== undefined
  if (mapping.name === undefined || !placed) {
    const missing = [mapping.name === undefined ? 'name' : '', placed ? '' : 'village']
    throw problem('import.mapping-incomplete', { fields: missing.filter((f) => f !== '') })
  }
  const care = await needs.policy.care(entry.home as PlaceCode, today) // stored from a checked code
  const scope = countyScope(entry.home)
  const { places, choices, untold } = await inTransaction(needs.db.worker, scope, async (tx) => ({
    places: await placesOfCounty(tx, entry.home),
    choices: await choicesFor(tx, entry),
    untold: await untoldFor(tx, entry),
  }))
  if (places.length === 0) throw problem('place.unknown', { county: entry.home })
  return {
    entry,
    mapping,
    places: makePlaceIndex(places, { chosen: chosenBy(choices, places), ...ownOf(entry) }),
    untold: untoldBy(untold, places),
    values: { words: openGate(care.words), ...changeValues(care) },
    today,
  }
}

const makeContext = async (needs: CareNeeds, run: RunPass): Promise<PassContext> => {
  const { entry, mode, account, givenDay } = run
  const reading = await readingContext(needs, entry)
  const { mapping, today } = reading
  if (givenDay !== null && givenDay > addDays(today, 1)) throw problem('import.day-in-future')
  const asOf = await findAsOf(needs, run, mapping, today)
  await inTransaction(needs.db.worker, countyScope(entry.home), (tx) => saveAsOf(tx, entry, asOf))
  return { ...reading, asOf: asOf.day, mode, account }
}

/** After a restart: what later rows must see of the rows that were done already. */
const restore = async (needs: CareNeeds, ctx: PassContext, state: PassState, after: number): Promise<void> => {
  for await (const { rows } of batches(needs, ctx.entry, { after: 0, size: () => 2_000 })) {
    for (const row of rows) {
      if (row.row > after) return
      const outcome = readOne(needs.keys, ctx, row.row, row.cells)
      const verdict = (row.verdict ?? 'wrong') as Verdict // stored by passChunk
      const { read } = outcome
      const isRead = read.outcome === 'read'
      countRow(state, { verdict, warnings: isRead ? read.warnings : [], read })
      if (isRead) state.seen.add({ row: row.row, person: read.person, id: null, isNew: false })
    }
  }
}

// Chunks aim at 200 ms, well under the 500 ms that others' writes may wait (figures: docs/performance.md).
const aimMs = 200
const nextSize = (size: number, tookMs: number): number =>
  Math.max(50, Math.min(600, Math.round(size * Math.max(0.5, Math.min(2, aimMs / Math.max(1, tookMs))))))

type Batch = { readonly prepared: Prepared; readonly read: number; readonly last: number }

/** The chunks, each read and looked up while the one before is being written: both processors have something to do. */
async function* preparedAhead(needs: CareNeeds, ctx: PassContext, from: { after: number; size: () => number }) {
  const rows = batches(needs, ctx.entry, from)
  const prepareNext = async (): Promise<Batch | null> => {
    const { value, done } = await rows.next()
    if (done === true || value === undefined) return null
    return { prepared: await prepareChunk(needs, ctx, value.rows), read: value.read, last: value.last }
  }
  let next = prepareNext()
  for (;;) {
    const batch = await next
    if (batch === null) return
    next = prepareNext()
    // Heard when it is awaited; until then a failure waits for the chunk before.
    next.catch(() => undefined)
    yield batch
  }
}

/** Runs a whole pass, chunk by chunk, each chunk one short transaction, and keeps counts and lists with the import. */
export const runPass = async (needs: CareNeeds, run: RunPass): Promise<PassState> => {
  const ctx = await makeContext(needs, run)
  const { entry } = run
  const scope = countyScope(entry.home)
  const state = emptyState(run.after > 0 ? entry.unsure.tally : undefined)
  const total = await inTransaction(needs.db.worker, scope, async (tx) => {
    await saveTally(tx, entry, state.tally)
    return countRows(tx, entry)
  })
  await run.progress({ done: 0, total, row: run.after })
  if (run.after > 0) await restore(needs, ctx, state, run.after)
  const growth = run.mode === 'take' ? await watchGrowth(needs.db, entry.home) : null
  let size = 200
  let done = 0
  for await (const { prepared, read, last } of preparedAhead(needs, ctx, { after: run.after, size: () => size })) {
    const began = performance.now()
    const before = state.counts.new
    await inTransaction(needs.db.bulk, scope, (tx) => passChunk(needs, tx, { ctx, state, prepared, last }))
    growth?.grew(state.counts.new - before)
    size = nextSize(size, performance.now() - began)
    done += read
    await run.progress({ done, total, row: last })
  }
  await growth?.done()
  const statedDay = typeof entry.unsure.statedDay === 'string' ? entry.unsure.statedDay : null
  await inTransaction(needs.db.worker, scope, (tx) => saveCounts(tx, entry, state.counts, unsureOf(state, statedDay)))
  return state
}
