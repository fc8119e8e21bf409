import type { RegisterLine, RegisterNumbers } from './read-register.js'

export type RegisterVerdict = 'new' | 'changed' | 'same'
/** What taking one row in would do to its village. */
export type RegisterChange = {
  readonly row: number
  readonly village: string
  readonly verdict: RegisterVerdict
  /** Null: the register says nothing of the village yet. */
  readonly from: RegisterNumbers | null
  readonly to: RegisterNumbers
  /** Differs from before by more than the share of CARE-REG-1: looked at twice before it is taken in. */
  readonly jump: boolean
}

/** A file against the register as it stands (K1). */
export type ComparedRegister = {
  readonly changes: readonly RegisterChange[]
  /** Villages of the county that the file does not name; they keep what the register says of them, null: nothing. */
  readonly unnamed: readonly { readonly village: string; readonly residents: number | null }[]
  /** Residents of the whole register, as it stands and as it would. */
  readonly total: { readonly before: number; readonly after: number }
}

type Compared = {
  readonly lines: readonly RegisterLine[]
  readonly known: ReadonlyMap<string, RegisterNumbers>
  /** Codes of the county's villages. */
  readonly villages: readonly string[]
  /** CARE-REG-1 in percent; null while its rule is closed: nothing is marked then. */
  readonly jumpPercent: number | null
}

const jumps = (from: number, to: number, percent: number | null): boolean =>
  percent !== null && Math.abs(to - from) * 100 > from * percent

/** What taking the lines in would change, row by row, and the sums before and after (K1). */
export const compareRegister = ({ lines, known, villages, jumpPercent }: Compared): ComparedRegister => {
  const changes = lines.map(({ row, village, residents, over65 }): RegisterChange => {
    const from = known.get(village) ?? null
    // A file without the column, or with an empty cell, says nothing of them: what is known stays.
    const kept = from?.over65 ?? null
    const to = { residents, over65: over65 ?? (kept !== null && kept <= residents ? kept : null) }
    if (from === null) return { row, village, verdict: 'new', from, to, jump: false }
    const same = from.residents === to.residents && from.over65 === to.over65
    const jump = jumps(from.residents, residents, jumpPercent)
    return { row, village, verdict: same ? 'same' : 'changed', from, to, jump }
  })
  const before = [...known.values()].reduce((sum, { residents }) => sum + residents, 0)
  const named = new Set(lines.map((line) => line.village))
  return {
    changes,
    unnamed: villages
      .filter((village) => !named.has(village))
      .map((village) => ({ village, residents: known.get(village)?.residents ?? null })),
    total: {
      before,
      after: before + changes.reduce((sum, { from, to }) => sum + to.residents - (from?.residents ?? 0), 0),
    },
  }
}
