import type { LedgerMapping, PlaceIndex, ReadRow, RowWarning } from '@lianfang/domain/care'
import type { WordValues } from '@lianfang/domain/policy'
import type { Day } from '@lianfang/domain/shared'
import type { ChangeValues } from '../people/change-values.js'
import { makeSeenRows, type SeenRows } from './seen-rows.js'
import type { Counts, ImportRow, UnsureVillage } from './sql.js'
import type { UntoldOf } from './sql-choices.js'
import { type Completable, continued, type Tally } from './tally.js'

/** What a whole pass over a ledger needs and does not change. */
export type PassContext = {
  readonly entry: ImportRow
  readonly mapping: LedgerMapping
  readonly places: PlaceIndex
  /** What was chosen for rows of this import that write no village. */
  readonly untold: UntoldOf
  readonly values: ChangeValues & { readonly words: WordValues }
  readonly asOf: Day
  readonly today: Day
  /** `check` writes verdicts only; `take` takes people in as well. */
  readonly mode: 'check' | 'take'
  readonly account: string | null
}

export type Verdict = 'new' | 'changed' | 'same' | 'twice' | 'doubtful' | 'wrong' | 'notYours'

/** What a pass remembers from chunk to chunk. Rebuilt after a restart by reading the rows that were done again. */
export type PassState = {
  readonly seen: SeenRows
  readonly counts: Record<keyof Counts, number>
  readonly villages: Map<string, { -readonly [K in keyof UnsureVillage]: UnsureVillage[K] }>
  /** Villages known by their names without the usual ending. */
  readonly endings: PassState['villages']
  readonly vaccines: Map<string, { read: string; rows: number }>
  readonly tally: Tally
  /** New people whom a later line may complete, by id: 200 bytes each, and most rows have no such blank. */
  readonly completable: Map<string, Completable>
}

/** The state at a pass's beginning, or with the tally of the rows done before a restart. */
export const emptyState = (tally?: Tally): PassState => ({
  seen: makeSeenRows(),
  counts: { rows: 0, new: 0, changed: 0, same: 0, twice: 0, doubtful: 0, wrong: 0, notYours: 0, warnings: 0 },
  villages: new Map(),
  endings: new Map(),
  vaccines: new Map(),
  tally: continued(tally),
  completable: new Map(),
})

const villageWarnings = [
  'villageBlank',
  'villageUnreadable',
  'villageSimilar',
  'villageAmbiguous',
  'villageOtherTownship',
  'townshipUnreadable',
] as const satisfies readonly RowWarning['code'][]
type VillageWarning = (typeof villageWarnings)[number]

const isVillageWarning = (code: RowWarning['code']): code is VillageWarning =>
  villageWarnings.some((warning) => warning === code)

type Counted = {
  readonly verdict: Verdict
  readonly warnings: readonly RowWarning[]
  readonly read: ReadRow
}

// A county has some 400 villages; what is written in more ways than this is no longer looked over by eye.
const mostListed = 500

const noteVillage = (state: PassState, village: Omit<UnsureVillage, 'rows'>): void => {
  const { written, township, read, why, writing } = village
  const key = JSON.stringify([written, township, read, why, writing])
  const list = why === 'ending' ? state.endings : state.villages
  const known = list.get(key)
  if (known) known.rows += 1
  else if (list.size < mostListed) list.set(key, { ...village, rows: 1 })
}

/** Counts a row and keeps what a person should look at: villages and vaccine cells that were read with doubt. */
export const countRow = (state: PassState, row: Counted): void => {
  state.counts.rows += 1
  state.counts[row.verdict] += 1
  if (row.warnings.length > 0) state.counts.warnings += 1
  noteWriting(state, row.read)
  const person = row.read.outcome === 'read' ? row.read.person : null
  const read = person?.village ?? null
  const township = person?.township ?? null
  const { writing } = row.read
  for (const { code, value: written = '' } of row.warnings) {
    if (isVillageWarning(code)) noteVillage(state, { written, township, read, why: code, writing })
    if (code === 'vaccinationUnsure' || code === 'vaccinationUnread') {
      const known = state.vaccines.get(written)
      if (known) known.rows += 1
      else if (state.vaccines.size < mostListed)
        state.vaccines.set(written, { read: person?.vaccination.class ?? 'unknown', rows: 1 })
    }
  }
}

/** Villages that no warning tells of: by a usual ending, by somebody's choice, and places that were not found at all. */
const noteWriting = (state: PassState, row: ReadRow): void => {
  const { writing } = row
  if (row.outcome === 'wrong') {
    if (writing === undefined) return
    noteVillage(state, { written: row.value ?? '', township: null, read: null, why: 'noPlace', writing })
    return
  }
  const { township, village: read } = row.person
  const { villageByEnding: byEnding, villageChosen: chosen } = row
  if (byEnding !== undefined) noteVillage(state, { written: byEnding, township, read, why: 'ending', writing })
  if (chosen !== undefined) noteVillage(state, { written: chosen.written, township, read, why: 'chosen', writing })
}

/** The lists of the unsure, and how people stand, as they are stored with the import. */
export const unsureOf = (state: PassState, statedDay: string | null): ImportRow['unsure'] => ({
  villages: [...state.villages.values(), ...state.endings.values()],
  vaccines: [...state.vaccines].map(([written, v]) => ({ written, ...v })),
  statedDay,
  tally: state.tally,
})
