import type { Act, ActDraft, LineDraft } from './draft.js'
import { byExpiry, earlierThan, heldOf, type MovedState, type StockRow, statesOf } from './goods.js'

/** A lot or unit as it can be chosen, in one of its states. */
export type Option = {
  readonly row: StockRow
  readonly state: MovedState
  readonly there: number
  /** What it is reserved for, where it is taken from there. */
  readonly reference: string | null
}

const plain = (row: StockRow, states: readonly MovedState[]): readonly Option[] => {
  const there = statesOf(row)
  return states
    .filter((state) => there[state] > 0)
    .map((state) => ({ row, state, there: there[state], reference: null }))
}

const reservedOf = (row: StockRow): readonly Option[] =>
  row.reservedFor.map(({ reference, quantity }) => ({ row, state: 'free', there: quantity, reference }))

const optionsOf = (act: Act, { reserved }: Pick<ActDraft, 'reserved'>, row: StockRow): readonly Option[] => {
  switch (act) {
    case 'unreserve':
      return reservedOf(row)
    case 'issue':
      if (reserved) return reservedOf(row)
      return row.available > 0 ? [{ row, state: 'free', there: row.available, reference: null }] : []
    case 'reserve':
      return row.available > 0 ? [{ row, state: 'free', there: row.available, reference: null }] : []
    case 'release':
      return plain(row, heldOf)
    case 'receive':
      return []
    case 'hold':
    case 'dispose':
    case 'send':
      return plain(row, ['free', ...heldOf])
  }
}

/**
 * What can be chosen for a line, in the order in which it expires. What is reserved is of one reference a command: the one that
 * the other lines have.
 */
export const optionsFor = (
  act: Act,
  draft: Pick<ActDraft, 'reserved' | 'reference' | 'lines'>,
  rows: readonly StockRow[],
): readonly Option[] =>
  [...rows]
    .sort(byExpiry)
    .flatMap((row) => optionsOf(act, draft, row))
    .filter(({ reference }) => reference === null || draft.lines.length === 0 || reference === draft.reference)

/** A line with what was chosen in it. */
export const withOption = (line: LineDraft, option: Option, named: string): LineDraft => {
  const { row, state, there } = option
  const product =
    row.product === null
      ? null
      : {
          id: row.product,
          name: [row.model, row.maker].filter((part) => part !== null).join(' · '),
          perPack: row.perPack,
        }
  return {
    ...line,
    ...{ item: row.id, state, there, named, product, serial: '', measure: product === null ? 'unit' : line.measure },
    quantity: line.quantity === '' && there === 1 ? '1' : line.quantity,
  }
}

/** The line as it leaves the form: with the lot that it passes by, where the book would have taken another (SUP-BOOK-3). */
export const withEarlier = (
  line: LineDraft,
  rows: readonly StockRow[],
  called: (row: StockRow) => string,
): LineDraft => {
  const fitting = rows.filter((row) => line.measure === 'unit' || row.product === line.product?.id)
  const earlier = line.item === '' ? null : earlierThan(fitting, line.item)
  return { ...line, earlier: earlier === null ? '' : called(earlier) }
}
