import { type Day, dayNumber } from '../../shared/index.js'

/** What tells units apart in the books: the kind, the maker's product, the lot with its expiry, the serial number. */
export type ItemDescription = {
  readonly kind: string
  readonly product: string | null
  readonly lot: string | null
  readonly expiry: Day | null
  readonly serial: string | null
}

/**
 * What makes two descriptions the same item. A serial number does; else a lot does, whose expiry is a fact about it; of
 * goods without either the expiry tells them apart. Of a maker nobody named, one store's lot is not another's: two makers may
 * call their lots alike.
 */
export const itemKeyOf = ({ kind, product, lot, expiry, serial }: ItemDescription, store: string): string => {
  const own = serial !== null ? `S${serial}` : lot !== null ? `L${lot}` : expiry !== null ? `E${dayNumber(expiry)}` : ''
  return `${kind}|${product ?? `@${store}`}|${own}`
}

export type MeetFault =
  | { readonly why: 'expiryDiffers'; readonly known: Day; readonly said: Day }
  | { readonly why: 'lotDiffers'; readonly known: string; readonly said: string }

/**
 * SUP-BOOK-6: what is known of an item after somebody says it again. A blank never overwrites; what was blank is filled in;
 * another expiry (or another lot of one serial) than the known one is refused, with both.
 */
export const meetItem = (
  known: Pick<ItemDescription, 'lot' | 'expiry'>,
  said: Pick<ItemDescription, 'lot' | 'expiry'>,
): { readonly lot: string | null; readonly expiry: Day | null } | { readonly fault: MeetFault } => {
  if (known.expiry !== null && said.expiry !== null && known.expiry !== said.expiry) {
    return { fault: { why: 'expiryDiffers', known: known.expiry, said: said.expiry } }
  }
  if (known.lot !== null && said.lot !== null && known.lot !== said.lot) {
    return { fault: { why: 'lotDiffers', known: known.lot, said: said.lot } }
  }
  return { lot: known.lot ?? said.lot, expiry: known.expiry ?? said.expiry }
}

/** Lots and serials as they are compared: without blanks around, in capitals and in half width, as scanners read them. */
export const plainCode = (raw: string): string => raw.normalize('NFKC').trim().toUpperCase()
