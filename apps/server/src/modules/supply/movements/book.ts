import type { AuditAction, MovementInfo } from '@lianfang/contract'
import type { Actor } from '@lianfang/domain/org'
import { type Day, parseDay } from '@lianfang/domain/shared'
import {
  faultOfDay,
  type Holding,
  holdingAfter,
  isRecalled,
  type MovementKind,
  type RecallOf,
  type StockLine,
  shortState,
} from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Scope, type Tx } from '../../../kernel/db/index.js'
import { isProblem, problem } from '../../../kernel/problems/index.js'
import { bookRules, hashOf, type SupplyNeeds } from '../needs.js'
import { readMovement } from '../stock/tell-movements.js'
import { type BookKind, type BookRow, bookKinds, bookOf, holdingOf, lockBook, type StockItemRow } from './sql-load.js'
import { type NewMovement, type StockChange, saveMovement, saveReserved } from './sql-save.js'

export type BookRules = Awaited<ReturnType<typeof bookRules>>

/** What every command of the book says. */
export type Head = {
  readonly id: string
  readonly day: string
  readonly why: string | null
  readonly reference?: string | null
  readonly party?: string | null
}

/** Who writes what into which book. */
export type Entry = {
  readonly scope: Scope
  readonly actor: Actor
  readonly store: string
  readonly require: (target: { readonly place: BookRow['place']; readonly named: readonly string[] }) => void
  readonly head: Head
  readonly body: object
  readonly what: MovementKind
  /** The kinds it is about, or where they stand. */
  readonly kinds: readonly string[] | ((tx: Tx) => Promise<readonly string[]>)
}

/** What a command has decided: lines, and all items they are about. */
export type Posting = {
  readonly lines: readonly (StockLine & { readonly road?: number | null })[]
  readonly items: readonly StockItemRow[]
  readonly party?: string | null
  readonly reference?: string | null
  readonly reverses?: string | null
  readonly consignment?: string | null
  readonly countedAt?: Date | null
  /** Writes what goes with it, before the movement itself. */
  readonly beside?: (tx: Tx, at: Date) => Promise<unknown>
}

export type Loading = {
  readonly book: BookRow
  readonly rules: BookRules
  readonly day: Day
  readonly kinds: readonly BookKind[]
  readonly recalls: readonly RecallOf[]
}

const nothing = { free: 0, reserved: 0, quarantine: 0, onHold: 0, damaged: 0 }

const changeOf = (row: StockItemRow, lines: readonly StockLine[], recalled: boolean): StockChange => ({
  ...{ item: row.item, kind: row.kind, expiry: row.expiry, serial: row.serial !== null, recalled },
  ...holdingAfter(nothing, lines),
})

/** Why nothing is written: the goods are not where the lines take them from. */
const refuseShort = (row: StockItemRow, after: Holding): void => {
  const state = shortState(after)
  if (state !== null) throw problem('stock.goods-gone', { item: row.item, state, missing: -after[state] })
}

const isThere = (row: StockItemRow): boolean => row.free !== null

/** The movement as rows: what it changes in each row of stock, and under which reference units are kept. */
const rowsOf = (entry: Pick<Entry, 'head'>, { book, recalls }: Loading, posting: Posting) => {
  const changes = posting.items
    .map((row) => ({ row, lines: posting.lines.filter((line) => line.item === row.item) }))
    .filter(({ lines }) => lines.length > 0)
    .map(({ row, lines }) => {
      refuseShort(row, holdingAfter(holdingOf(row), lines))
      const recalled = recalls.some((recall) => isRecalled(recall, row, book.home))
      return { row, change: changeOf(row, lines, recalled) }
    })
  const known = new Map(posting.items.map((row) => [row.item, row]))
  const reference = posting.reference ?? entry.head.reference ?? null
  return {
    lines: posting.lines.map((line) => ({ ...line, kind: known.get(line.item)?.kind ?? '', road: line.road ?? null })),
    changes: changes.filter(({ row }) => isThere(row)).map(({ change }) => change),
    adds: changes.filter(({ row }) => !isThere(row)).map(({ change }) => change),
    reserved: changes
      .filter(({ change }) => change.reserved !== 0)
      .map(({ change }) => ({ item: change.item, quantity: change.reserved })),
    reference,
  }
}

const tell = (m: NewMovement, items: readonly StockItemRow[]): MovementInfo => {
  const known = new Map(items.map((row) => [row.item, row]))
  return {
    ...{ id: m.id, store: m.store, what: m.what, day: m.day, at: m.at.toISOString(), by: m.by, why: m.why },
    ...{ reference: m.reference, party: m.party, consignment: m.consignment, reverses: m.reverses, reversedBy: null },
    countedAt: m.countedAt?.toISOString() ?? null,
    lines: m.lines.map(({ item, kind, from, to, quantity }) => {
      const row = known.get(item)
      const { product = null, lot = null, expiry = null, serial = null } = row ?? {}
      return { item: { id: item, kind, product, lot, expiry, serial }, from, to, quantity }
    }),
  }
}

/** A fault that only the database can see, in the words of the registry. */
const asProblem = (error: unknown, id: string): unknown => {
  if (isProblem(error) || !(error instanceof Error) || !('code' in error)) return error
  if (error.code === 'LF002')
    return problem('stock.serial-twice', { serial: 'detail' in error ? String(error.detail) : '' })
  if (error.code === 'LF004') return problem('gift.kept')
  return error.code === '23505' ? problem('command.other-body', { id }) : error
}

const dayOf = (entry: Pick<Entry, 'head'>, { today, values }: BookRules): Day => {
  const day = parseDay(entry.head.day)
  if (day === null) throw problem('request.invalid')
  const fault = faultOfDay(day, today, values)
  if (fault === null) return day
  throw problem(fault === 'future' ? 'stock.day-future' : 'stock.day-late', { days: values.backDays })
}

export type Loaded<L> = {
  /** Reads what is to be decided on: sent together with everything else, after the kinds are locked. */
  readonly load: (tx: Tx) => Promise<L>
  readonly decide: (tx: Tx, loaded: L, at: Loading) => Promise<Posting> | Posting
}

/**
 * Writes one movement: lock the kinds, load, decide, save, in one short transaction of one county (E9). A repeat is answered
 * with what was written; the same id with other words is refused. Nobody but a keeper of the store writes.
 */
export const writeMovement = async <L>(needs: SupplyNeeds, entry: Entry, loaded: Loaded<L>) => {
  const rules = await bookRules(needs, entry.actor.place)
  return inTransaction(needs.db.app, entry.scope, (tx) =>
    movementIn(tx, { entry, rules, now: needs.now, save: saveMovement }, loaded),
  )
}

type Writing = {
  readonly entry: Omit<Entry, 'scope'>
  readonly rules: BookRules
  readonly now: () => number
  /** How it is saved: with the commit, or as one of several things that a transaction does. */
  readonly save: (tx: Tx, m: NewMovement) => Promise<unknown>
}

/** The same inside a transaction that does more. */
export const movementIn = async <L>(tx: Tx, { entry, rules, now, save }: Writing, { load, decide }: Loaded<L>) => {
  const { actor, store, head } = entry
  const hash = hashOf(`${entry.what} ${store}`, entry.body)
  const kinds = typeof entry.kinds === 'function' ? await entry.kinds(tx) : entry.kinds
  const [, book, known, loaded] = await Promise.all([
    lockBook(tx, store, kinds),
    bookOf(tx, store, { account: actor.accountId, id: head.id }),
    bookKinds(tx, kinds),
    load(tx),
  ])
  if (book === undefined) throw problem('not-found')
  entry.require({ place: book.place, named: book.keeper === null ? [] : [actor.accountId] })
  if (book.before !== null) {
    if (!book.before.equals(hash)) throw problem('command.other-body', { id: head.id })
    return {
      outcome: 'already-recorded' as const,
      result: await readMovement(tx, { home: book.home, store, id: head.id }),
    }
  }
  if (book.closed_on !== null) throw problem('stock.store-closed')
  const recalls = known.flatMap((kind) => kind.recalls)
  const loading: Loading = { book, rules, day: dayOf(entry, rules), kinds: known, recalls }
  const posting = await decide(tx, loaded, loading)
  const { lines, changes, adds, reserved, reference } = rowsOf(entry, loading, posting)
  // After the lock: within a kind of a store no later entry has an earlier moment.
  const at = new Date(now())
  const movement: NewMovement = {
    ...{
      home: book.home,
      store,
      place: book.place,
      id: head.id,
      what: entry.what,
      day: loading.day,
      at,
      bodyHash: hash,
    },
    ...{ account: actor.accountId, by: book.keeper ?? '', why: head.why, reference, lines, changes, adds, reserved },
    ...{ party: posting.party ?? head.party ?? null, reverses: posting.reverses ?? null },
    ...{ consignment: posting.consignment ?? null, countedAt: posting.countedAt ?? null },
  }
  try {
    await posting.beside?.(tx, at)
    if (reserved.length > 0) await saveReserved(tx, movement)
    const detail = { movement: head.id, lines: lines.length }
    const action = `stock.${entry.what}` as AuditAction // one for each kind of movement
    await Promise.all([
      writeAudit(tx, actor, { action, subject: store, place: book.place, detail }),
      save(tx, movement),
    ])
  } catch (error) {
    throw asProblem(error, head.id)
  }
  return { outcome: 'recorded' as const, result: tell(movement, posting.items) }
}
