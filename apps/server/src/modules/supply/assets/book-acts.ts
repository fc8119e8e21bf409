import type { Actor } from '@lianfang/domain/org'
import type { MovementKind, StockState } from '@lianfang/domain/supply'
import type { Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { type Head, type Loaded, movementIn } from '../movements/book.js'
import { receiving } from '../movements/receive.js'
import { addMovement } from '../movements/sql-save.js'
import { decideTaking, loadTaking, type Taking, unreserving } from '../movements/take.js'
import { sending } from '../movements/transit.js'
import { partId } from '../moves/command.js'
import type { AssetRules } from '../needs.js'
import type { AssetSqlRow } from './sql.js'

/** What an act writes in the book, in the transaction of the act. */
export type Booking = {
  readonly tx: Tx
  readonly row: AssetSqlRow
  readonly unit: string
  readonly rules: AssetRules
  readonly actor: Actor
  readonly require: Call<'asset.say'>['require']
  /** The command's id; each movement of it has an id that follows from this one. */
  readonly id: string
  readonly day: string
  readonly why: string | null
}

const write = <L>(
  { tx, row, rules, actor, require }: Booking,
  head: Head,
  what: MovementKind,
  loaded: Loaded<L>,
): Promise<unknown> =>
  movementIn(
    tx,
    {
      entry: { actor, store: row.store, require, head, body: head, what, kinds: [row.kind] },
      ...{ rules: rules.books, now: rules.now, save: addMovement },
    },
    loaded,
  )

const headOf = ({ id, day, why }: Booking, n: number, rest: Partial<Head> = {}): Head => ({
  ...{ id: partId(id, n), day, why, reference: null, party: null },
  ...rest,
})

const lineOf = <S extends StockState>({ row, unit }: Booking, state: S) => ({
  ...{ kind: row.kind, product: row.product, item: row.item, quantity: 1, unit, state },
})

const take = (b: Booking, head: Head, state: StockState, taking: Omit<Taking, 'inOrder' | 'reserved'>) => {
  const lines = [lineOf(b, state)]
  return write(b, head, taking.what, {
    load: loadTaking({ params: { id: b.row.store }, body: { ...head, lines } }, false),
    decide: (_tx, loads, at) =>
      decideTaking(head, lines, { ...taking, inOrder: false, reserved: false }, { loads, at }),
  })
}

/** Frees a unit from what it is kept for: the place where it is in use, or a reservation. */
export const freeUnit = (b: Booking, reference: string): Promise<unknown> => {
  const head = headOf(b, 0, { reference })
  return write(b, head, 'unreserve', unreserving(b.row.store, { ...head, lines: [lineOf(b, 'free')] }))
}

/** A unit in use is kept in the book under the name of where it is used: nobody issues or sends it. */
export const beginUse = (b: Booking, where: string): Promise<unknown> =>
  take(b, headOf(b, 0, { reference: where }), 'free', { what: 'reserve', to: 'reserved', only: 'available' })

/** A unit that does not work, or is being serviced, is on hold. */
export const holdUnit = (b: Booking): Promise<unknown> =>
  take(b, headOf(b, 1), 'free', { what: 'hold', to: 'onHold', only: 'present' })

export const releaseUnit = (b: Booking): Promise<unknown> =>
  take(b, headOf(b, 0), 'onHold', { what: 'release', to: 'free', only: 'present' })

/** A unit that is lent to a store is sent there. */
export const sendUnit = (b: Booking, to: string): Promise<unknown> => {
  const head = headOf(b, 0)
  const { id, day, why, reference = null, party = null } = head
  const consignment = partId(b.id, 9)
  const body = { id, day, why, reference, party, consignment, to, lines: [lineOf(b, 'free')] }
  return write(b, head, 'send', sending(b.row.store, body))
}

/** A unit that is lent to a party outside is issued to it, and received when it comes back. */
export const issueUnit = (b: Booking, party: string): Promise<unknown> =>
  take(b, headOf(b, 0, { party }), 'free', { what: 'issue', to: 'consumed', only: 'available' })

export const takeBack = (b: Booking): Promise<unknown> => {
  const { row, unit } = b
  const head = headOf(b, 0, { party: row.lent_to })
  const { kind, product, serial, expiry } = row
  const lines = [{ kind, product, serial, expiry, lot: null, quantity: 1, unit }]
  return write(b, head, 'receive', receiving(row.store, { into: 'free', lines }))
}
