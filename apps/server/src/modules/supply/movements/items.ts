import { type Day, parseDay } from '@lianfang/domain/shared'
import { type ItemDescription, itemKeyOf, meetItem, plainCode } from '@lianfang/domain/supply'
import type { Tx } from '../../../kernel/db/index.js'
import { bulkId } from '../../../kernel/ids/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { itemsByKey, type StockItemRow } from './sql-load.js'
import { addItems, fillItems } from './sql-save.js'

type Said = {
  readonly kind: string
  readonly product: string | null
  readonly lot: string | null
  readonly expiry: string | null
  readonly serial: string | null
}

/** What was entered of an item, in its one spelling. */
export const describe = (said: Said): ItemDescription => {
  const expiry = said.expiry === null ? null : parseDay(said.expiry)
  if (said.expiry !== null && expiry === null) throw problem('request.invalid')
  return {
    kind: said.kind,
    product: said.product,
    lot: said.lot === null ? null : plainCode(said.lot),
    expiry,
    serial: said.serial === null ? null : plainCode(said.serial),
  }
}

/** What to do where a lot is known with another expiry: refuse, or keep what is known and say that they differ. */
export type Differing = 'refuse' | 'keep'
export type Resolved = { readonly row: StockItemRow; readonly differs: boolean }

type At = { readonly home: string; readonly store: string; readonly differing: Differing }

const meet = (row: StockItemRow, said: ItemDescription, differing: Differing): Resolved => {
  const met = meetItem(row, said)
  if (!('fault' in met)) return { row: { ...row, ...met }, differs: false }
  if (differing === 'keep') return { row, differs: true }
  const { why, known, said: other } = met.fault
  throw problem(why === 'lotDiffers' ? 'stock.lot-differs' : 'stock.expiry-differs', { known, said: other })
}

/** One description a key; what a later line says of the same lot fills in what an earlier one left blank. */
const byKey = (said: readonly ItemDescription[], { store, differing }: At): ReadonlyMap<string, ItemDescription> => {
  const found = new Map<string, ItemDescription>()
  for (const one of said) {
    const before = found.get(itemKeyOf(one, store))
    const met = before === undefined ? one : meetItem(before, one)
    if ('fault' in met) {
      if (differing === 'refuse')
        throw problem('stock.expiry-differs', { known: met.fault.known, said: met.fault.said })
      continue
    }
    found.set(itemKeyOf(one, store), { ...one, ...met })
  }
  return found
}

/**
 * The county's items of what was entered, in the order of the lines: known ones with what the store has of them, new ones
 * entered. What was blank is filled in; a blank overwrites nothing (SUP-BOOK-6). `known`: read by the keys before.
 */
export const resolveItems = async (
  tx: Tx,
  at: At,
  said: readonly ItemDescription[],
  known: readonly StockItemRow[],
): Promise<readonly Resolved[]> => {
  const wanted = byKey(said, at)
  let rows = known
  const missing = [...wanted].filter(([key]) => !known.some((row) => row.key === key))
  if (missing.length > 0) {
    await addItems(
      tx,
      at.home,
      missing.map(([, one]) => ({ ...one, id: bulkId(), store: one.product === null ? at.store : null })),
    )
    rows = await itemsByKey(tx, at.store, [...wanted.keys()])
  }
  const met = new Map<string, Resolved>()
  const fills: { id: string; lot: string | null; expiry: Day | null }[] = []
  for (const [key, one] of wanted) {
    const row = rows.find((each) => each.key === key)
    if (row === undefined) throw new Error('an item was just entered and is not there')
    const resolved = meet(row, one, at.differing)
    const { lot, expiry } = resolved.row
    if (lot !== row.lot || expiry !== row.expiry) fills.push({ id: row.item, lot, expiry })
    met.set(key, resolved)
  }
  if (fills.length > 0) await fillItems(tx, at.home, fills)
  return said.map((one) => {
    const resolved = met.get(itemKeyOf(one, at.store))
    if (resolved === undefined) throw new Error('every key was met')
    return resolved
  })
}

/** Rows once each. */
export const once = (rows: readonly StockItemRow[]): readonly StockItemRow[] => [
  ...new Map(rows.map((row) => [row.item, row])).values(),
]
