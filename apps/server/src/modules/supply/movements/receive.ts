import { itemKeyOf, readIncoming, type StockLine } from '@lianfang/domain/supply'
import type { Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { SupplyNeeds } from '../needs.js'
import { type Loading, type Posting, writeMovement } from './book.js'
import { quantityProblem } from './faults.js'
import { describe, once, resolveItems } from './items.js'
import {
  type BookKind,
  holdingOf,
  itemsByKey,
  type ProductKnown,
  productsKnown,
  type StockItemRow,
} from './sql-load.js'

type Line = { readonly kind: string; readonly product: string | null; readonly unit: string }

/** The kind of a line, and how many are in a pack of its product. A product of another kind is none. */
export const measureOf = (
  line: Line,
  index: number,
  known: { readonly kinds: readonly BookKind[]; readonly products: readonly ProductKnown[] },
) => {
  const kind = known.kinds.find(({ code }) => code === line.kind)
  if (kind === undefined) throw problem('supply.kind-unknown')
  const product = known.products.find(({ id }) => id === line.product)
  const wrong = line.product !== null && product?.kind !== line.kind
  if (wrong) throw problem('stock.product-kind', { line: index + 1 })
  return { kind, of: { unit: kind.unit, keeping: kind.keeping, perPack: product?.per_pack ?? null } }
}

/** Products that lines name. */
export const productIds = (lines: readonly Pick<Line, 'product'>[]): string[] => [
  ...new Set(lines.map(({ product }) => product).filter((id) => id !== null)),
]

export const kindsIn = (lines: readonly { readonly kind: string }[]): string[] => [
  ...new Set(lines.map(({ kind }) => kind)),
]

/** A number that is twice in one command, or whose unit is here already. Elsewhere it is seen by the database. */
const refuseTwice = (rows: Awaited<ReturnType<typeof resolveItems>>): void => {
  const seen = new Set<string>()
  for (const { row } of rows.filter((each) => each.row.serial !== null)) {
    const here = Object.values(holdingOf(row)).some((quantity) => quantity > 0)
    if (here || seen.has(row.item)) throw problem('stock.serial-twice', { serial: row.serial ?? '' })
    seen.add(row.item)
  }
}

type ReceiveCall = Pick<Call<'stock.receive'>, 'scope' | 'actor' | 'params' | 'body' | 'require'>

/** Receives goods from outside (E9); `beside` is written in the same transaction, or nothing is. */
export const receive = (
  needs: SupplyNeeds,
  { scope, actor, params, body, require }: ReceiveCall,
  beside?: Posting['beside'],
) => {
  const entry = {
    scope,
    actor,
    require,
    store: params.id,
    head: body,
    body,
    what: 'receive',
    kinds: kindsIn(body.lines),
  } as const
  const { load, decide } = receiving(params.id, body)
  return writeMovement(needs, entry, {
    load,
    decide: async (tx, loads, at) => ({
      ...(await decide(tx, loads, at)),
      ...(beside === undefined ? {} : { beside }),
    }),
  })
}

type Incoming = Line &
  Parameters<typeof describe>[0] & { readonly quantity: number; readonly into?: 'free' | 'quarantine' | 'damaged' }
type Receiving = { readonly into: 'free' | 'quarantine'; readonly lines: readonly Incoming[] }

/** What a receipt from outside reads and decides; a line may say for itself where it goes. */
export const receiving = (store: string, body: Receiving) => {
  const said = body.lines.map(describe)
  const ids = productIds(body.lines)
  type Loads = readonly [readonly ProductKnown[], readonly StockItemRow[]]
  return {
    load: (tx: Tx): Promise<Loads> =>
      Promise.all([
        ids.length === 0 ? [] : productsKnown(tx, { ids }),
        itemsByKey(
          tx,
          store,
          said.map((one) => itemKeyOf(one, store)),
        ),
      ]),
    decide: async (tx: Tx, [products, known]: Loads, { book, rules, kinds }: Loading): Promise<Posting> => {
      const units = body.lines.map((line, i) => {
        const { kind, of } = measureOf(line, i, { kinds, products })
        if (kind.closed_on !== null) throw problem('supply.kind-unknown')
        const read = readIncoming(line, of, rules.values)
        if ('fault' in read) throw quantityProblem(read.fault, i)
        return read.units
      })
      const items = await resolveItems(tx, { home: book.home, store, differing: 'refuse' }, said, known)
      refuseTwice(items)
      const lines = items.map(
        ({ row }, i): StockLine => ({
          item: row.item,
          from: 'outside',
          to: body.lines[i]?.into ?? body.into,
          quantity: units[i] ?? 0,
        }),
      )
      return { lines, items: once(items.map(({ row }) => row)) }
    },
  }
}
