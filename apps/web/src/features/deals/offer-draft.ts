import {
  fitsChannel,
  type KindKeeping,
  type KindUnit,
  type OfferChannel,
  type OfferOwner,
  type Reliability,
} from '@lianfang/domain/supply'
import type { ArgsOf } from '../../api/client.js'
import { typedWhole } from '../report/typed-whole.js'

export type OfferBody = Omit<ArgsOf<'offer.make'>['body'], 'id'>
export type Owner = { readonly kind: OfferOwner; readonly id: string }

export const ownedFields = ['ready', 'inUse', 'ownNeed', 'recent'] as const
export type OwnedField = (typeof ownedFields)[number]

/** What is typed of an offer. */
export type OfferDraft = {
  readonly channel: OfferChannel | ''
  readonly owner: Owner | null
  readonly place: string
  readonly party: string
  readonly kind: string
  readonly product: string
  readonly quantity: string
  readonly readyOn: string
  readonly reliability: Reliability | ''
  readonly saidBy: string
  readonly owned: Readonly<Partial<Record<OwnedField, string>>>
  readonly consumables: boolean
  readonly seenNumber: string
  readonly seenUntil: string
  /** Under which id it went out, and what it said then: sent again unchanged it is the same command. */
  readonly sent: { readonly id: string; readonly said: string } | null
}

export const blankOffer: OfferDraft = {
  ...{ channel: '', owner: null, place: '', party: '', kind: '', product: '', quantity: '', readyOn: '' },
  ...{ reliability: '', saidBy: '', owned: {}, consumables: false, seenNumber: '', seenUntil: '', sent: null },
}

export type OfferField =
  | 'channel'
  | 'owner'
  | 'place'
  | 'kind'
  | 'quantity'
  | 'readyOn'
  | 'reliability'
  | 'saidBy'
  | OwnedField
export type OfferFaults = Readonly<Partial<Record<OfferField, 'choose' | 'write' | 'number'>>>

type Kind = { readonly code: string; readonly unit: KindUnit; readonly keeping: KindKeeping }

/** A store's own book says what is idle and what came lately; the rest is asked. */
export const ownedAsked = ({ channel, owner }: Pick<OfferDraft, 'channel' | 'owner'>): readonly OwnedField[] => {
  if (channel !== 'transfer') return []
  return owner?.kind === 'store' ? ['inUse', 'ownNeed'] : ownedFields
}

const isCount = (value: number | null, least: number): value is number =>
  value !== null && Number.isSafeInteger(value) && value >= least

const faultsOf = (draft: OfferDraft, kind: Kind | undefined, today: string): OfferFaults => {
  const faults: { [K in OfferField]?: 'choose' | 'write' | 'number' } = {}
  const { channel, owner } = draft
  if (channel === '') faults.channel = 'choose'
  else if (!fitsChannel(channel, owner?.kind ?? null)) faults.owner = 'choose'
  else if (owner === null && draft.place.length < 6) faults.place = 'choose'
  if (kind === undefined) faults.kind = 'choose'
  if (!isCount(typedWhole(draft.quantity), 1)) faults.quantity = draft.quantity.trim() === '' ? 'write' : 'number'
  if (draft.readyOn === '' || draft.readyOn < today) faults.readyOn = 'choose'
  if (draft.reliability === '') faults.reliability = 'choose'
  if (draft.saidBy.trim() === '') faults.saidBy = 'write'
  for (const field of ownedAsked(draft)) {
    if (!isCount(typedWhole(draft.owned[field] ?? ''), 0)) faults[field] = 'number'
  }
  return faults
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** What was typed: faults by field, and what would be sent where there is none. */
export const readOffer = (
  draft: OfferDraft,
  { kind, today }: { readonly kind: Kind | undefined; readonly today: string },
): { readonly faults: OfferFaults; readonly body: OfferBody | null } => {
  const faults = faultsOf(draft, kind, today)
  const { channel, owner, reliability } = draft
  if (Object.keys(faults).length > 0 || channel === '' || reliability === '' || kind === undefined) {
    return { faults, body: null }
  }
  const count = (field: OwnedField): number => typedWhole(draft.owned[field] ?? '') ?? 0
  const owned = { ready: count('ready'), inUse: count('inUse'), ownNeed: count('ownNeed'), recent: count('recent') }
  const body: OfferBody = {
    ...{
      channel,
      owner,
      place: owner === null ? draft.place : null,
      party: owner === null ? orNull(draft.party) : null,
    },
    ...{ kind: kind.code, product: orNull(draft.product), quantity: typedWhole(draft.quantity) ?? 0, unit: kind.unit },
    ...{ readyOn: draft.readyOn, reliability, saidBy: draft.saidBy.trim() },
    seenPaper:
      channel === 'transfer' || draft.seenNumber.trim() === ''
        ? null
        : { number: draft.seenNumber.trim(), until: orNull(draft.seenUntil) },
    owned: channel === 'transfer' ? { ...owned, consumables: draft.consumables } : null,
  }
  return { faults, body }
}
