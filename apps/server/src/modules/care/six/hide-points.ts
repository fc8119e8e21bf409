import { type HiddenLines, type LineLevel, suppressLines } from '@lianfang/domain/shared'
import type { SumRow } from './sql-days.js'

/** A page of the six on the way down from the nation. */
export type SixLevel = {
  readonly rows: readonly SumRow[]
  /** The row of the place whose page comes next; -1 where there is none. */
  readonly next: number
  readonly min: number
  /** Columns of people that the board of the same place hides: what it hides here as well, it must hide. */
  readonly boardHides: (code: string, column: 'registered' | 'onLedger' | 'red' | 'yellow') => boolean
}

type Lines = {
  readonly row: (row: SumRow) => readonly number[]
  readonly board: readonly ('registered' | 'onLedger' | 'red' | 'yellow')[]
}

/** In place and missing: their sum, how many were asked, may be known from the board. */
const peopleAt =
  (at: number) =>
  ({ in_place, asked }: SumRow): readonly number[] => {
    const n = in_place[at] ?? 0
    return [n, Math.max(0, (asked[at] ?? n) - n)]
  }

const surveyed = ({ in_place, asked }: SumRow): readonly number[] => {
  const n = in_place[1] ?? 0
  return [n, Math.max(0, (asked[2] ?? n) - n)]
}

/**
 * What each of the six counts of people. The first is of villages and stays open; the second are those on the ledger, or
 * those of 65 and over among them, and the third asks of everybody on it: the rest are the younger. The fifth asks of those
 * who are red.
 */
const linesOf: readonly (Lines | null)[] = [
  null,
  { row: surveyed, board: ['onLedger', 'registered'] },
  { row: peopleAt(2), board: ['onLedger'] },
  // In a quiet week those asked for are all red and yellow: less one of the two they are the other.
  { row: peopleAt(3), board: ['red', 'yellow', 'onLedger'] },
  { row: peopleAt(4), board: ['red'] },
  { row: peopleAt(5), board: [] },
]

/**
 * Which points of the last page's places are hidden from a reader above the county, and which of its own sums (X2). Each page
 * covers a small count by another, and two pages must not uncover each other's: neither the pages of the six above this one,
 * nor the board of the same place.
 */
export const hiddenPoints = (levels: readonly SixLevel[]): readonly HiddenLines[] =>
  linesOf.map((lines): HiddenLines => {
    const open = { rows: (levels.at(-1)?.rows ?? []).map(() => false), own: false }
    if (lines === null) return open
    const given = levels.map(
      ({ rows, next, min, boardHides }): LineLevel => ({
        ...{ rows: rows.map(lines.row), next, min },
        hidden: rows.map(({ code }) => lines.board.some((column) => boardHides(code, column))),
      }),
    )
    const nation = lines.board.some((column) => levels[0]?.boardHides('', column))
    return suppressLines(given, nation).at(-1) ?? open
  })
