import type { KindKeeping, KindUnit } from '@lianfang/domain/supply'
import type { MovedState } from './goods.js'

/** What a keeper enters line by line. Goods that arrive and counts have forms of their own. */
export const acts = ['receive', 'issue', 'send', 'hold', 'release', 'dispose', 'reserve', 'unreserve'] as const
export type Act = (typeof acts)[number]

export const isAct = (text: string): text is Act => (acts as readonly string[]).includes(text)

/** A maker's product as it was chosen or scanned: its pack tells how many units a pack is. */
export type ProductRef = { readonly id: string; readonly name: string; readonly perPack: number | null }

export type LineDraft = {
  readonly kind: string
  /** As the catalogue had it when the kind was chosen. */
  readonly unit: KindUnit
  readonly keeping: KindKeeping
  readonly product: ProductRef | null
  readonly lot: string
  readonly expiry: string
  readonly serial: string
  /** The lot or unit that is named; '' leaves the choice to the book: the first to expire. */
  readonly item: string
  /** What the named one is called, for the list of lines. */
  readonly named: string
  readonly state: MovedState
  /** How many there were of the named one when it was chosen. */
  readonly there: number | null
  /** A lot that expires before the named one, as it is called; '' where there is none. */
  readonly earlier: string
  readonly quantity: string
  readonly measure: 'unit' | 'pack'
}

/** Under which id something went out, and what it said then: sent again unchanged it is the same command. */
export type Sent = { readonly id: string; readonly said: string }

export type ActDraft = {
  readonly lines: readonly LineDraft[]
  /** '': today. */
  readonly day: string
  readonly why: string
  readonly reference: string
  readonly party: string
  readonly into: '' | 'free' | 'quarantine'
  readonly held: '' | 'quarantine' | 'onHold' | 'damaged'
  readonly to: string
  readonly toName: string
  /** Takes what is reserved under the reference. */
  readonly reserved: boolean
  /** The consignment's id: chosen when it is first sent. */
  readonly consignment: string
  readonly sent: Sent | null
}

export const blankAct: ActDraft = {
  ...{ lines: [], day: '', why: '', reference: '', party: '', into: '', held: '', to: '', toName: '' },
  ...{ reserved: false, consignment: '', sent: null },
}

export const blankLine: LineDraft = {
  ...{ kind: '', unit: 'piece', keeping: 'lot', product: null, lot: '', expiry: '', serial: '', item: '', named: '' },
  ...{ state: 'free', there: null, earlier: '', quantity: '', measure: 'unit' },
}

/** Goods that are named: neither the book's choice nor something new. */
export const namesGoods = (act: Act, { reserved }: Pick<ActDraft, 'reserved'>): boolean =>
  ['hold', 'release', 'dispose', 'unreserve'].includes(act) || (act === 'issue' && reserved)
/** A reason is asked for. */
export const needsReason = (act: Act): boolean => ['hold', 'release', 'dispose'].includes(act)
export const needsReference = (act: Act): boolean => act === 'reserve' || act === 'unreserve'
