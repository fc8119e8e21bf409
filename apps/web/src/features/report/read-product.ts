import { gtinCheckDigitOf, readGtin } from '@lianfang/domain/supply'
import type { ArgsOf } from '../../api/client.js'
import { typedWhole } from './typed-whole.js'
import type { EnterpriseProduct } from './use-enterprise.js'

/** A product as it is typed. */
export type ProductDraft = {
  readonly kind: string
  readonly model: string
  readonly gtin: string
  readonly perPack: string
  readonly capacity: string
}
export type ProductField = keyof ProductDraft
type Body = Omit<ArgsOf<'product.add'>['body'], 'id'>

export const productDraft = (product: EnterpriseProduct | null): ProductDraft => ({
  kind: product?.kind ?? '',
  model: product?.model ?? '',
  gtin: product?.gtin ?? '',
  perPack: String(product?.perPack ?? 1),
  capacity: product?.capacity == null ? '' : String(product.capacity),
})

const isWhole = (value: number | null, most: number): value is number =>
  value !== null && Number.isInteger(value) && value >= 1 && value <= most

/** What is wrong with a GTIN: its length, or its last digit and what that would be; null when nothing is. */
export const gtinFault = (
  text: string,
): { readonly why: 'length' } | { readonly why: 'check'; readonly digit: number } | null => {
  if (text.trim() === '' || readGtin(text) !== null) return null
  const digits = text.normalize('NFKC').replace(/[\s-]/g, '')
  const digit = /^(\d{8}|\d{12,14})$/.test(digits) ? gtinCheckDigitOf(digits.slice(0, -1)) : null
  return digit === null || digit === Number(digits.slice(-1)) ? { why: 'length' } : { why: 'check', digit }
}

// As much as the routes take.
const [mostInPack, mostCapacity] = [100_000, 1_000_000_000]

/** What would be sent, or the fields that are wrong. */
export const readProduct = (
  draft: ProductDraft,
): { readonly wrong: readonly ProductField[]; readonly body: Body | null } => {
  const [perPack, capacity] = [typedWhole(draft.perPack), typedWhole(draft.capacity)]
  const model = draft.model.trim()
  const wrong: ProductField[] = []
  if (draft.kind === '') wrong.push('kind')
  if (model === '') wrong.push('model')
  if (gtinFault(draft.gtin) !== null) wrong.push('gtin')
  if (!isWhole(perPack, mostInPack)) wrong.push('perPack')
  if (capacity !== null && !isWhole(capacity, mostCapacity)) wrong.push('capacity')
  if (wrong.length > 0 || perPack === null) return { wrong, body: null }
  const gtin = draft.gtin.trim() === '' ? null : readGtin(draft.gtin)
  return { wrong, body: { kind: draft.kind, model, gtin, perPack, capacity } }
}
