import { v7 as uuidv7 } from 'uuid'
import { typedNumber } from '../../ui/typed-number.js'
import type { Kind, Offer } from './types.js'

export type LineDraft = {
  readonly key: string
  /** '': no kind of the list fits, and `words` say what it is. */
  readonly kind: string
  readonly words: string
  readonly quantity: string
  readonly unit: string
  readonly lot: string
  readonly expiry: string
  readonly claimed: string
}

export type OfferDraft = {
  /** Made once: what is sent again is the same offer. */
  readonly id: string
  readonly secret: string
  readonly lines: readonly LineDraft[]
  readonly place: string
  readonly wish: '' | 'needed' | 'directed'
  readonly directed: string
  readonly who: '' | 'person' | 'organisation'
  readonly name: string
  readonly contact: string
  readonly country: string
  readonly named: '' | 'yes' | 'no'
  readonly readyOn: string
  readonly lies: string
  readonly transport: boolean
  readonly note: string
}

const secretOf = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
}

export const blankLine = (): LineDraft => ({
  ...{ key: uuidv7(), kind: '', words: '', quantity: '', unit: '', lot: '', expiry: '', claimed: '' },
})

export const blankOffer = (): OfferDraft => ({
  ...{ id: uuidv7(), secret: secretOf(), lines: [blankLine()], place: '', wish: '', directed: '', who: '', name: '' },
  ...{ contact: '', country: '', named: '', readyOn: '', lies: '', transport: false, note: '' },
})

export type OfferFault =
  | 'place'
  | 'wish'
  | 'directed'
  | 'who'
  | 'name'
  | 'contact'
  | 'lines'
  | `${number}.what`
  | `${number}.quantity`
  | `${number}.unit`

const isWhole = (n: number | null): n is number => n !== null && Number.isSafeInteger(n) && n > 0

const faultsOfLine = (line: LineDraft, i: number): readonly OfferFault[] => [
  ...(line.kind === '' && line.words.trim() === '' ? ([`${i}.what`] as const) : []),
  ...(isWhole(typedNumber(line.quantity)) ? [] : ([`${i}.quantity`] as const)),
  ...(line.kind === '' && line.unit.trim() === '' ? ([`${i}.unit`] as const) : []),
]

/** Everything that is missing, in the order of the form. */
export const faultsOf = (draft: OfferDraft): readonly OfferFault[] => [
  ...draft.lines.flatMap(faultsOfLine),
  ...(draft.place === '' ? (['place'] as const) : []),
  ...(draft.wish === '' ? (['wish'] as const) : []),
  ...(draft.wish === 'directed' && draft.directed.trim() === '' ? (['directed'] as const) : []),
  ...(draft.who === '' ? (['who'] as const) : []),
  ...(draft.name.trim() === '' ? (['name'] as const) : []),
  ...(draft.contact.trim() === '' ? (['contact'] as const) : []),
]

const textOr = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** The secret of a draft, as it stands in the address of what follows it. */
export const tokenOf = (draft: Pick<OfferDraft, 'place' | 'secret'>): string => `${draft.place}.${draft.secret}`

/** What is sent, once nothing is missing. */
export const bodyOf = (draft: OfferDraft, kinds: readonly Kind[], today: string): Offer => ({
  ...{ id: draft.id, token: tokenOf(draft), place: draft.place },
  donor: {
    kind: draft.who === 'organisation' ? 'organisation' : 'person',
    ...{ name: draft.name.trim(), contact: draft.contact.trim(), country: textOr(draft.country) },
  },
  named: draft.named === '' ? 'notSaid' : draft.named,
  directed: draft.wish === 'directed' ? textOr(draft.directed) : null,
  lines: draft.lines.map((line) => ({
    kind: textOr(line.kind),
    words: line.kind === '' ? textOr(line.words) : null,
    quantity: typedNumber(line.quantity) ?? 0,
    unit: kinds.find(({ code }) => code === line.kind)?.unit ?? line.unit.trim(),
    ...{ lot: textOr(line.lot), expiry: textOr(line.expiry), claimed: textOr(line.claimed) },
  })),
  readyOn: draft.readyOn === '' ? today : draft.readyOn,
  ...{ lies: textOr(draft.lies), transport: draft.transport, note: textOr(draft.note) },
})
