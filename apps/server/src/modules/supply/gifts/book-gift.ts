import type { MovementKind, StockLine } from '@lianfang/domain/supply'
import type { Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { type Loaded, movementIn } from '../movements/book.js'
import { itemsById } from '../movements/sql-load.js'
import { addMovement } from '../movements/sql-save.js'
import type { GiftRules } from './rules.js'

/** What a gift writes into the book of a store, in the transaction of the gift. */
export type GiftMovement<L> = {
  readonly what: MovementKind
  readonly store: string
  readonly id: string
  readonly day: string
  readonly why: string | null
  readonly reference: string
  readonly party: string | null
  readonly kinds: readonly string[]
  readonly body: object
  readonly loaded: Loaded<L>
}

export const writeBook = <L>(
  tx: Tx,
  rules: GiftRules,
  call: Pick<Call<'gift.issue'>, 'actor' | 'require'>,
  { what, store, id, day, why, reference, party, kinds, body, loaded }: GiftMovement<L>,
) =>
  movementIn(
    tx,
    {
      entry: {
        ...{ actor: call.actor, store, head: { id, day, why, reference, party }, body, what, kinds },
        require: (target) => call.require(target),
      },
      rules: { at: rules.at, today: rules.today, values: rules.books },
      ...{ now: rules.now, save: addMovement },
    },
    loaded,
  )

/** Lines that are known before the book is asked: units of items from one account to another. */
export const asSaid = (
  store: string,
  lines: readonly StockLine[],
  more: { readonly countedAt?: Date; readonly reverses?: string } = {},
) => {
  const ids = [...new Set(lines.map(({ item }) => item))]
  return {
    load: (tx: Tx) => itemsById(tx, store, ids),
    decide: (_tx: Tx, items: Awaited<ReturnType<typeof itemsById>>) => ({ lines, items, ...more }),
  }
}
