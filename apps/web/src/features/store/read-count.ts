import { type Account, type CountPlace, countPlaces } from '@lianfang/domain/supply'
import { typedWhole } from '../report/typed-whole.js'
import type { LineDraft, Sent } from './draft.js'
import { type Movement, type StockRow, statesOf } from './goods.js'

/** A count while it is made. */
export type CountDraft = {
  readonly scope: 'all' | 'some'
  readonly kinds: readonly string[]
  readonly show: 'blind' | 'open'
  /** The moment of counting; '': not begun. */
  readonly countedAt: string
  /** What was typed, by item and place. */
  readonly typed: Readonly<Record<string, string>>
  /** What lay there and is not in the book. */
  readonly found: readonly LineDraft[]
  /** What becomes of fields that were left empty. */
  readonly rest: 'leave' | 'none'
  readonly why: string
  readonly day: string
  readonly sent: Sent | null
}

export const blankCount: CountDraft = {
  ...{ scope: 'all', kinds: [], show: 'blind', countedAt: '', typed: {}, found: [], rest: 'leave', why: '', day: '' },
  sent: null,
}

/** A place of an item that is counted: one field. */
export type CountField = {
  readonly key: string
  readonly row: StockRow
  readonly place: CountPlace
  /** What the book had there at the moment of counting. */
  readonly book: number
}

const placeOf = (account: Account): CountPlace | null => {
  if (account === 'free' || account === 'reserved') return 'shelf'
  return countPlaces.find((place) => place === account) ?? null
}

const keyOf = (item: string, place: CountPlace): string => `${item} ${place}`

/** What came and went at each place since a moment: more than nothing where the book has more now than then. */
const changedSince = (movements: readonly Movement[], since: string): ReadonlyMap<string, number> => {
  const changed = new Map<string, number>()
  const add = (item: string, account: Account, by: number): void => {
    const place = placeOf(account)
    if (place !== null) changed.set(keyOf(item, place), (changed.get(keyOf(item, place)) ?? 0) + by)
  }
  for (const { at, lines } of movements) {
    if (Date.parse(at) <= Date.parse(since)) continue
    for (const { item, from, to, quantity } of lines) {
      add(item.id, from, -quantity)
      add(item.id, to, quantity)
    }
  }
  return changed
}

/**
 * The fields of a count: each item on its shelf, and wherever else the book has some. The book is that of the moment of
 * counting, as the rule takes the difference (SUP-BOOK-7): what was moved since is taken out of it again.
 */
export const countFields = (
  rows: readonly StockRow[],
  movements: readonly Movement[],
  since: string,
): readonly CountField[] => {
  const changed = changedSince(movements, since)
  return rows.flatMap((row) => {
    const { quarantine, onHold, damaged } = statesOf(row)
    const now = { shelf: row.onHand - quarantine - onHold - damaged, quarantine, onHold, damaged }
    return countPlaces
      .map((place) => {
        const key = keyOf(row.id, place)
        return { key, row, place, book: now[place] - (changed.get(key) ?? 0) }
      })
      .filter(({ place, book }) => book > 0 || (place === 'shelf' && now.quarantine + now.onHold + now.damaged === 0))
  })
}

/** Movements since the moment of counting that are about what is counted: whoever counted after them counts again. */
export const movedSince = (
  movements: readonly Movement[],
  { countedAt, scope, kinds }: Pick<CountDraft, 'countedAt' | 'scope' | 'kinds'>,
): readonly Movement[] =>
  movements.filter(
    ({ at, lines }) =>
      Date.parse(at) > Date.parse(countedAt) && lines.some(({ item }) => scope === 'all' || kinds.includes(item.kind)),
  )

export type CountFault = 'number' | 'fraction' | 'few'

export const countFault = (typed: string): CountFault | null => {
  const value = typedWhole(typed)
  if (value === null) return null
  if (Number.isNaN(value)) return 'number'
  if (!Number.isInteger(value)) return 'fraction'
  return value < 0 ? 'few' : null
}

const numberOf = (typed: string | undefined): number | null => (typed === undefined ? null : typedWhole(typed))

/** Fields of which the count says something else than the book; `rest` says what empty ones mean. */
export const differences = (
  fields: readonly CountField[],
  { typed, rest }: Pick<CountDraft, 'typed' | 'rest'>,
): readonly (CountField & { readonly counted: number })[] =>
  fields.flatMap((field) => {
    const counted = numberOf(typed[field.key]) ?? (rest === 'none' ? 0 : null)
    return counted === null || counted === field.book ? [] : [{ ...field, counted }]
  })

export const unfilled = (fields: readonly CountField[], { typed }: Pick<CountDraft, 'typed'>): number =>
  fields.filter(({ key }) => numberOf(typed[key]) === null).length

const foundBody = (line: LineDraft) => ({
  ...{ kind: line.kind, item: null, product: line.product?.id ?? null, place: 'shelf' as const },
  ...{ lot: line.lot.trim() || null, expiry: line.expiry || null, serial: line.serial.trim() || null },
  counted: (typedWhole(line.quantity) ?? 0) * (line.measure === 'pack' ? (line.product?.perPack ?? 1) : 1),
})

/** The body of the command but for its id. */
export const countBody = (draft: CountDraft, fields: readonly CountField[], day: string) => {
  const counted = fields.flatMap(({ key, row, place }) => {
    const value = numberOf(draft.typed[key])
    const own = { kind: row.kind, item: row.id, product: null, lot: null, expiry: null, serial: null }
    return value === null ? [] : [{ ...own, place, counted: value }]
  })
  const kinds = draft.scope === 'some' ? draft.kinds : [...new Set(fields.map(({ row }) => row.kind))]
  return {
    ...{ day, why: draft.why.trim(), reference: null, party: null, countedAt: draft.countedAt },
    whole: draft.rest === 'none' ? kinds : [],
    lines: [...counted, ...draft.found.map(foundBody)],
  }
}
