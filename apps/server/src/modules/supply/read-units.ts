import { readQuantity } from '@lianfang/domain/supply'
import type { Tx } from '../../kernel/db/index.js'
import { problem } from '../../kernel/problems/index.js'
import { type KindRow, kindOf } from './catalogue/sql.js'
import { quantityProblem } from './movements/faults.js'
import { productsKnown } from './movements/sql-load.js'
import type { DealRules } from './needs.js'

/** An open kind of the catalogue. */
export const mustKnowKind = async (tx: Tx, code: string): Promise<KindRow> => {
  const kind = await kindOf(tx, code)
  if (kind === undefined || kind.closed_on !== null) throw problem('supply.kind-unknown')
  return kind
}

type Said = { readonly quantity: number; readonly unit: string; readonly product: string | null }

/** Units of a kind as they were entered; a problem names a fraction, a negative or impossible number, a mix-up of units. */
export const readUnits = async (tx: Tx, said: Said, kind: KindRow, { books }: DealRules): Promise<number> => {
  const [product] = said.product === null ? [] : await productsKnown(tx, { ids: [said.product] })
  if (said.product !== null && product?.kind !== kind.code) throw problem('stock.product-kind')
  const of = { unit: kind.unit, keeping: kind.keeping, perPack: product?.per_pack ?? null }
  const read = readQuantity({ quantity: said.quantity, unit: said.unit, serial: null }, of, books)
  if ('fault' in read) throw quantityProblem(read.fault, 0)
  return read.units
}
