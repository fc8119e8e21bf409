import type { LineDraft, ProductRef } from './draft.js'
import type { Kind, Scan, ScannedProduct, StockRow } from './goods.js'

type KindOf = (code: string) => Kind | undefined

/** A kind put into a line: what belonged to another kind goes, and what is counted by serial is one. */
export const withKind = (line: LineDraft, kind: Kind): LineDraft => {
  if (line.kind === kind.code) return line
  const fresh = {
    product: null,
    item: '',
    named: '',
    there: null,
    earlier: '',
    measure: 'unit',
    state: 'free',
  } as const
  const own = { kind: kind.code, unit: kind.unit, keeping: kind.keeping }
  return { ...line, ...fresh, ...own, serial: kind.keeping === 'lot' ? '' : line.serial }
}

export const productRef = (product: ScannedProduct, language: string): ProductRef => {
  const maker = language === 'en' ? (product.makerEn ?? product.maker) : product.maker
  return { id: product.id, name: `${product.model} · ${maker}`, perPack: product.perPack }
}

/** A scanned product put into a line. */
export const withProduct = (line: LineDraft, product: ProductRef, kind: Kind): LineDraft => ({
  ...withKind(line, kind),
  product,
})

/** What a label says, put into a line: a blank on it overwrites nothing that is typed or known (SUP-BOOK-6). */
export const withScan = (line: LineDraft, scan: Pick<Scan, 'lot' | 'expiry' | 'serial' | 'quantity'>): LineDraft => ({
  ...line,
  lot: scan.lot ?? line.lot,
  expiry: scan.expiry ?? line.expiry,
  serial: scan.serial ?? line.serial,
  quantity:
    scan.quantity !== null ? String(scan.quantity) : scan.serial !== null && line.quantity === '' ? '1' : line.quantity,
})

/** Fields in which the label says something else than what was typed there: told, so that nobody overwrites unseen. */
export const changedBy = (
  line: LineDraft,
  scan: Pick<Scan, 'lot' | 'expiry' | 'serial'>,
): readonly ('lot' | 'expiry' | 'serial')[] =>
  (['lot', 'expiry', 'serial'] as const).filter(
    (field) => line[field] !== '' && scan[field] !== null && scan[field] !== line[field],
  )

const plain = (code: string): string => code.normalize('NFKC').trim().toUpperCase()

/** Items of the store that a label can mean: by serial, else by lot, of its products or of goods whose maker nobody entered. */
export const scannedItems = (rows: readonly StockRow[], scan: Scan): readonly StockRow[] => {
  const products = scan.products.map(({ id }) => id)
  const ofProduct = rows.filter(
    (row) => row.product === null || products.length === 0 || products.includes(row.product),
  )
  const { serial, lot } = scan
  if (serial !== null) {
    const own = ofProduct.filter((row) => row.serial === plain(serial))
    if (own.length > 0) return own
  }
  return lot === null ? [] : ofProduct.filter((row) => row.lot === plain(lot))
}

export const kindOfScan = (scan: Scan, kindOf: KindOf): Kind | undefined => {
  const codes = new Set(scan.products.map(({ kind }) => kind))
  return codes.size === 1 ? kindOf([...codes][0] ?? '') : undefined
}
