import type { Day } from '../../shared/index.js'
import { isExpired } from '../books/index.js'
import type { FailCause, GiftState } from './gift.js'

/** Units of one item of a gift that were counted in, and where they are. `counted` is the sum of the other five. */
export type GiftCount = {
  readonly n: number
  readonly kind: string
  readonly counted: number
  readonly quarantine: number
  /** Passed and in the books, kept for the gift. */
  readonly kept: number
  readonly issued: number
  readonly disposed: number
  /** Not there when it was counted again, or described as something else. */
  readonly lost: number
  /** Whether somebody has inspected it. */
  readonly looked: boolean
  /** The last day of use; null when nobody knows one. */
  readonly expiry: Day | null
}

/** The kind under which boxes are counted in that nobody has looked into: nothing of it passes. */
export const unsortedKind = 'unsorted-goods'

/** Whether every unit is somewhere, once. */
export const isWhole = (one: GiftCount): boolean =>
  one.counted === one.quarantine + one.kept + one.issued + one.disposed + one.lost &&
  [one.counted, one.quarantine, one.kept, one.issued, one.disposed, one.lost].every((units) => units >= 0)

const sum = (rows: readonly GiftCount[], of: 'quarantine' | 'kept' | 'issued'): number =>
  rows.reduce((units, row) => units + row[of], 0)

/** The state that follows from where the units of a gift are; `before` while nothing was counted. */
export const stateOfGift = (before: GiftState, rows: readonly GiftCount[]): GiftState => {
  if (rows.length === 0 || before === 'closed') return before
  if (rows.some((row) => row.quarantine > 0 && !row.looked)) return 'counted'
  if (sum(rows, 'quarantine') > 0) return 'inspected'
  if (sum(rows, 'kept') > 0) return 'inBooks'
  return sum(rows, 'issued') > 0 ? 'issued' : 'inspected'
}

/** What somebody found at the inspection of a row: so many pass, so many are disposed of; the rest is held back. */
export type Inspected = {
  readonly n: number
  readonly passed: number
  readonly failed: number
  readonly cause: FailCause | null
  /** Why the rest stays in quarantine, or what else there is to say. */
  readonly note: string | null
}

export type InspectFault =
  | { readonly why: 'unknown' | 'twice' | 'cause' | 'note' | 'unsorted' | 'expired'; readonly line: number }
  | { readonly why: 'quantity'; readonly line: number; readonly left: number }

type Looked =
  | { readonly outcome: 'looked'; readonly rows: readonly GiftCount[] }
  | { readonly outcome: 'refused'; readonly fault: InspectFault }

const faultOf = (row: GiftCount, said: Inspected, line: number, today: Day): InspectFault | null => {
  const units = said.passed + said.failed
  const fits = [said.passed, said.failed].every((n) => Number.isSafeInteger(n) && n >= 0) && units <= row.quarantine
  if (!fits || row.quarantine === 0) return { why: 'quantity', line, left: row.quarantine }
  if (said.passed > 0 && row.kind === unsortedKind) return { why: 'unsorted', line }
  if (said.passed > 0 && isExpired(row.expiry, today)) return { why: 'expired', line }
  if (said.failed > 0 && said.cause === null) return { why: 'cause', line }
  return units < row.quarantine && (said.note ?? '').trim() === '' ? { why: 'note', line } : null
}

/**
 * SUP-GIFT-3: what an inspection does. Only what is in quarantine is inspected; what passes is kept in the books, what fails is
 * disposed of with its cause, the rest is held back with a reason. Nothing that has expired and no unsorted box passes. `line`
 * counts from 0.
 */
export const inspectCounts = (rows: readonly GiftCount[], said: readonly Inspected[], today: Day): Looked => {
  for (const [line, one] of said.entries()) {
    const row = rows.find(({ n }) => n === one.n)
    if (row === undefined) return { outcome: 'refused', fault: { why: 'unknown', line } }
    if (said.some((other, i) => i < line && other.n === one.n))
      return { outcome: 'refused', fault: { why: 'twice', line } }
    const fault = faultOf(row, one, line, today)
    if (fault !== null) return { outcome: 'refused', fault }
  }
  const after = rows.map((row) => {
    const one = said.find(({ n }) => n === row.n)
    if (one === undefined) return row
    const { passed, failed } = one
    return {
      ...row,
      ...{ quarantine: row.quarantine - passed - failed, kept: row.kept + passed, disposed: row.disposed + failed },
      looked: true,
    }
  })
  return { outcome: 'looked', rows: after }
}

export type CorrectFault =
  | { readonly why: 'unknown' | 'twice' | 'same'; readonly line: number }
  | { readonly why: 'quantity'; readonly line: number; readonly least: number; readonly most: number }

type Corrected =
  | {
      readonly outcome: 'corrected'
      readonly rows: readonly GiftCount[]
      /** By row: how many more, or (negative) fewer, there are than was counted. */
      readonly differences: readonly { readonly n: number; readonly by: number }[]
    }
  | { readonly outcome: 'refused'; readonly fault: CorrectFault }

/**
 * SUP-GIFT-8: a count that was wrong. `there` is how many there truly were; fewer than have left quarantine cannot have been.
 * What was counted before stays written: the difference is a fact of its own. `line` counts from 0.
 */
export const correctCounts = (
  rows: readonly GiftCount[],
  said: readonly { readonly n: number; readonly there: number }[],
  { mostUnits }: { readonly mostUnits: number },
): Corrected => {
  const differences: { n: number; by: number }[] = []
  for (const [line, { n, there }] of said.entries()) {
    const row = rows.find((one) => one.n === n)
    if (row === undefined) return { outcome: 'refused', fault: { why: 'unknown', line } }
    if (said.some((other, i) => i < line && other.n === n)) return { outcome: 'refused', fault: { why: 'twice', line } }
    const least = row.kept + row.issued + row.disposed
    if (!Number.isSafeInteger(there) || there < least || there > mostUnits) {
      return { outcome: 'refused', fault: { why: 'quantity', line, least, most: mostUnits } }
    }
    const by = there - (row.counted - row.lost)
    if (by === 0) return { outcome: 'refused', fault: { why: 'same', line } }
    differences.push({ n, by })
  }
  const after = rows.map((row) => {
    const by = differences.find(({ n }) => n === row.n)?.by ?? 0
    if (by === 0) return row
    return by > 0
      ? { ...row, counted: row.counted + by, quarantine: row.quarantine + by, looked: false }
      : { ...row, lost: row.lost - by, quarantine: row.quarantine + by }
  })
  return { outcome: 'corrected', rows: after, differences }
}

/** Which rows units come from that were taken of some items: the lowest number first. Units that no row has left are a bug. */
export const spreadOver = (
  rows: readonly { readonly n: number; readonly item: string; readonly units: number }[],
  taken: readonly { readonly item: string; readonly quantity: number }[],
): readonly { readonly n: number; readonly units: number }[] => {
  const found: { n: number; units: number }[] = []
  for (const { item, quantity } of taken) {
    let left = quantity
    for (const row of [...rows].filter((one) => one.item === item).sort((a, b) => a.n - b.n)) {
      const units = Math.min(left, row.units)
      if (units > 0) found.push({ n: row.n, units })
      left -= units
    }
    if (left > 0) throw new Error('units of a gift that no row of it has')
  }
  return found
}
