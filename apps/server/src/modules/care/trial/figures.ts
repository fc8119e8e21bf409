import type { TrialResult } from '@lianfang/contract'
import { addTallies, noTally, owedIn, type TrialSide, type TrialTally, trialAlarmCodes } from '@lianfang/domain/care'
import { suppressList, suppressParts, suppressTotals } from '@lianfang/domain/shared'
import type { Part } from './sql.js'

type Figures = TrialResult['total']
type Column = keyof Figures
type Plain = { readonly [K in Column]: number }

const plainOf = ({ people, old, new: then, up, down, ...rest }: TrialTally): Plain => ({
  people,
  owedOld: owedIn(old),
  owedNew: owedIn(then),
  lateOld: old.late,
  lateNew: then.late,
  firstDay: rest.firstDay,
  lateAtOnce: rest.lateAtOnce,
  dueInDay: rest.dueInDay,
  alarmsOld: old.alarms.all,
  alarmsNew: then.alarms.all,
  up,
  down,
})

/** Digits of the places directly below a place, by the digits of its own code. */
const digitsBelow: Readonly<Record<number, number>> = { 0: 2, 2: 4, 4: 6, 6: 9 }

/** The tallies of the places directly below, added up from townships and counties. */
export const tallyBelow = (place: string, parts: readonly Part[]): ReadonlyMap<string, TrialTally> => {
  const sums = new Map<string, TrialTally>()
  const digits = digitsBelow[place.length] ?? 9
  for (const { result } of parts) {
    if (result.kind !== 'counted') continue
    for (const [township, tally] of Object.entries(result.places)) {
      const below = township.slice(0, digits)
      sums.set(below, addTallies(sums.get(below) ?? noTally, tally))
    }
  }
  return new Map([...sums].sort(([a], [b]) => (a < b ? -1 : 1)))
}

type Shown = { readonly total: Figures; readonly rows: readonly Figures[] }

const openFigures = (rows: readonly Plain[], total: Plain): Shown => ({ total, rows })

const aloneColumns = [
  'people',
  'owedOld',
  'owedNew',
  'lateOld',
  'lateNew',
  'alarmsOld',
  'alarmsNew',
  'firstDay',
] as const

/**
 * The same for who sees no people: up and down are one table with its totals, as the tiers of the board are, and so are the two
 * kinds of the newly due; every other column stands alone (X2).
 */
export const hiddenFigures = (rows: readonly Plain[], min: number): Shown => {
  const tiers = suppressTotals({ cells: rows.map(({ up, down }) => [up, down]), min })
  const newly = suppressTotals({ cells: rows.map(({ lateAtOnce, dueInDay }) => [lateAtOnce, dueInDay]), min })
  const alone = aloneColumns.map(
    (column) => [column, suppressList({ counts: rows.map((row) => row[column]), min })] as const,
  )
  const of = (pick: (list: (typeof alone)[number][1]) => number | null) =>
    Object.fromEntries(alone.map(([column, list]) => [column, pick(list)])) as Omit<
      Figures,
      'up' | 'down' | 'lateAtOnce' | 'dueInDay'
    > // one entry a column
  return {
    total: {
      ...of(({ total }) => total),
      ...{ up: tiers.columnTotals[0] ?? null, down: tiers.columnTotals[1] ?? null },
      ...{ lateAtOnce: newly.columnTotals[0] ?? null, dueInDay: newly.columnTotals[1] ?? null },
    },
    rows: rows.map((_, i) => ({
      ...of(({ counts }) => counts[i] ?? null),
      up: tiers.cells[i]?.[0] ?? null,
      down: tiers.cells[i]?.[1] ?? null,
      lateAtOnce: newly.cells[i]?.[0] ?? null,
      dueInDay: newly.cells[i]?.[1] ?? null,
    })),
  }
}

export type Summed = Omit<TrialResult, 'rows'> & { readonly rows: readonly (Figures & { readonly code: string })[] }
type Summing = { readonly place: string; readonly days: number; readonly min: number | null }

/** What a trial came to: in all, by tier, by kind of alarm and by the places directly below. `min` where counts are hidden. */
export const sumUp = (parts: readonly Part[], { place, days, min }: Summing): Summed => {
  const below = tallyBelow(place, parts)
  const all = [...below.values()].reduce(addTallies, noTally)
  const plain = [...below.values()].map(plainOf)
  const shown = min === null ? openFigures(plain, plainOf(all)) : hiddenFigures(plain, min)
  const few = (n: number): number | null => (min !== null && n > 0 && n < min ? null : n)
  // The three make up the total beside them: where one is too small to show, none of its column is shown.
  const covered = (side: TrialSide) => {
    const counts = [side.owedRed, side.owedYellow, side.owedOther]
    const hidden = counts.some((n) => few(n) === null)
    return counts.map((n) => (hidden ? null : n))
  }
  const [before, after] = [covered(all.old), covered(all.new)]
  const byTier = (['red', 'yellow', 'green'] as const).map((tier, i) => ({
    ...{ tier, old: before[i] ?? null, new: after[i] ?? null },
  }))
  // The kinds add up to the alarms that stand in the total.
  const kindsOf = ({ alarms }: TrialSide) => {
    const counts = trialAlarmCodes.map((kind) => alarms.by[kind])
    return min === null ? counts : suppressParts(counts, min)
  }
  const [kindsBefore, kindsAfter] = [kindsOf(all.old), kindsOf(all.new)]
  const kinds = trialAlarmCodes.map((kind, i) => ({
    ...{ kind, old: kindsBefore[i] ?? null, new: kindsAfter[i] ?? null },
  }))
  const count = (kind: Part['result']['kind']): number => parts.filter(({ result }) => result.kind === kind).length
  return {
    days,
    workers: parts.reduce((sum, { result }) => sum + (result.kind === 'counted' ? result.workers : 0), 0),
    total: shown.total,
    byTier,
    alarmKinds: kinds,
    rows: [...below.keys()].map((code, i) => ({ code, ...(shown.rows[i] ?? shown.total) })),
    counties: { counted: count('counted'), same: count('same'), closed: count('closed') },
  }
}
