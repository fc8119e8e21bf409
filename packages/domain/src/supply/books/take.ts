import type { Day } from '../../shared/index.js'
import type { Account, StockItem, StockLine, StockState } from './accounts.js'
import { addFigures, type Excluded, excludedOf, figuresOf, noFigures, type StockFigures } from './available.js'

/** What is asked for: so many units of a kind; `item` names the lot or serial, null leaves the choice to the book. */
export type Asked = {
  readonly kind: string
  /** Of one maker's product alone, or null. */
  readonly product: string | null
  readonly item: string | null
  /** In the unit of the kind. */
  readonly quantity: number
  /** The state that units are taken from; other than `free` only of a named item. */
  readonly state: StockState
}

export type Candidate = StockItem & { readonly product: string | null }

/** Why units cannot be taken. `line` counts from 0. */
export type TakeFault = { readonly line: number } & (
  | { readonly why: 'unknown' }
  | { readonly why: 'notEnough'; readonly asked: number; readonly figures: StockFigures }
  | { readonly why: 'notAvailable'; readonly asked: number; readonly excluded: Excluded['why'] }
  /** Another lot than the one that expires first was named, and no reason is given (SUP-BOOK-3). */
  | { readonly why: 'orderReason'; readonly first: string }
)

export type TakeRule = {
  readonly today: Day
  readonly to: Account
  /** Issuing and reserving take what is available alone; moving, counting and holding take what is there. */
  readonly only: 'available' | 'present'
  /** Whether the lot that expires first must be taken unless a reason is given. */
  readonly inOrder: boolean
  readonly reason: string | null
}

type Plan =
  | { readonly outcome: 'taken'; readonly lines: readonly StockLine[] }
  | { readonly outcome: 'refused'; readonly fault: TakeFault }

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** SUP-BOOK-3: the first to expire first, what has no day last; then by lot, so that two who ask are told the same. */
export const byExpiry = (a: StockItem, b: StockItem): number =>
  text(a.expiry ?? '9999-99-99', b.expiry ?? '9999-99-99') || text(a.lot ?? '', b.lot ?? '') || text(a.item, b.item)

const availableOf = (item: StockItem, today: Day): number => figuresOf(item, today).available

const matches = (asked: Asked, candidate: Candidate): boolean =>
  candidate.kind === asked.kind && (asked.product === null || candidate.product === asked.product)

const lessBy = (pool: readonly Candidate[], line: StockLine): readonly Candidate[] =>
  pool.map((c) => (c.item === line.item ? { ...c, [line.from]: c[line.from as StockState] - line.quantity } : c)) // taken from stock

const takeInOrder = (
  pool: readonly Candidate[],
  asked: Asked,
  { today, to }: TakeRule,
): readonly StockLine[] | null => {
  const lines: StockLine[] = []
  let left = asked.quantity
  for (const candidate of pool.filter((c) => matches(asked, c)).sort(byExpiry)) {
    const quantity = Math.min(left, availableOf(candidate, today))
    if (quantity > 0) lines.push({ item: candidate.item, from: 'free', to, quantity })
    left -= quantity
    if (left === 0) return lines
  }
  return null
}

type Refusal = TakeFault extends infer F ? (F extends { readonly line: number } ? Omit<F, 'line'> : never) : never

const refusalOfNamed = (
  pool: readonly Candidate[],
  asked: Asked,
  { today, only, inOrder, reason }: TakeRule,
): Refusal | null => {
  const named = pool.find((c) => c.item === asked.item && c.kind === asked.kind)
  if (named === undefined) return { why: 'unknown' }
  const figures = figuresOf(named, today)
  if (only === 'present') {
    return named[asked.state] < asked.quantity ? { why: 'notEnough', asked: asked.quantity, figures } : null
  }
  if (figures.available < asked.quantity) {
    const [first] = excludedOf(named, today)
    const wholly = figures.available === 0 && figures.onHand >= asked.quantity && first !== undefined
    return wholly
      ? { why: 'notAvailable', asked: asked.quantity, excluded: first.why }
      : { why: 'notEnough', asked: asked.quantity, figures }
  }
  if (!inOrder || reason !== null) return null
  const before = pool.find(
    (c) =>
      matches(asked, c) && availableOf(c, today) > 0 && (c.expiry ?? '9999-99-99') < (named.expiry ?? '9999-99-99'),
  )
  return before === undefined ? null : { why: 'orderReason', first: before.item }
}

const takeOne = (
  pool: readonly Candidate[],
  asked: Asked,
  rule: TakeRule,
): { readonly lines: readonly StockLine[] } | { readonly refused: Refusal } => {
  if (asked.item !== null) {
    const refused = refusalOfNamed(pool, asked, rule)
    const from = rule.only === 'present' ? asked.state : 'free'
    return refused === null
      ? { lines: [{ item: asked.item, from, to: rule.to, quantity: asked.quantity }] }
      : { refused }
  }
  const lines = takeInOrder(pool, asked, rule)
  if (lines !== null) return { lines }
  const figures = pool
    .filter((c) => matches(asked, c))
    .reduce((total, c) => addFigures(total, figuresOf(c, rule.today)), noFigures)
  return { refused: { why: 'notEnough', asked: asked.quantity, figures } }
}

/** Two lines of one item and state are one: the book has a row of each. */
const joined = (lines: readonly StockLine[]): readonly StockLine[] => {
  const found = new Map<string, StockLine>()
  for (const line of lines) {
    const key = `${line.item} ${line.from} ${line.to}`
    found.set(key, { ...line, quantity: line.quantity + (found.get(key)?.quantity ?? 0) })
  }
  return [...found.values()]
}

/**
 * Which units are taken for what was asked, line by line; later lines find what earlier ones left. Named lots first, so
 * that a line without a name does not take what another one names. All or nothing.
 */
export const planTaking = (candidates: readonly Candidate[], asked: readonly Asked[], rule: TakeRule): Plan => {
  let pool = candidates
  const lines: StockLine[] = []
  const order = [...asked.entries()].sort(
    ([i, a], [j, b]) => Number(a.item === null) - Number(b.item === null) || i - j,
  )
  for (const [line, one] of order) {
    const taken = takeOne(pool, one, rule)
    if ('refused' in taken) return { outcome: 'refused', fault: { line, ...taken.refused } }
    for (const each of taken.lines) pool = lessBy(pool, each)
    lines.push(...taken.lines)
  }
  return { outcome: 'taken', lines: joined(lines) }
}
