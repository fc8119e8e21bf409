import { type PlaceCode, within } from '../../shared/index.js'

/** Where the donor wants a gift to go: words of the donor's own, which a desk has found to mean an institution or a place. */
export type GiftAim = {
  readonly directed: boolean
  readonly facility: string | null
  readonly place: PlaceCode | null
}

/** What a donor agreed to in writing: another destination, for all of the gift or for a kind and a number of it. */
export type GiftConsent = {
  readonly id: string
  /** Null: of every kind. */
  readonly kind: string | null
  /** Null: however many. */
  readonly quantity: number | null
  /** Units that went by it already. */
  readonly used: number
  /** Both null: wherever the desk sends it. */
  readonly facility: string | null
  readonly place: PlaceCode | null
}

type Want = {
  readonly kind: string
  readonly quantity: number
  readonly facility: string
  readonly place: PlaceCode
}

/** Why units may go somewhere. */
export const aimBys = ['undirected', 'directed', 'consent'] as const
export type AimBy = (typeof aimBys)[number]

export type AimVerdict =
  | { readonly outcome: 'goes'; readonly by: 'undirected' | 'directed' }
  | {
      readonly outcome: 'goes'
      readonly by: 'consent'
      /** How many units each consent is used for. */
      readonly drawn: readonly { readonly consent: string; readonly units: number }[]
    }
  | {
      readonly outcome: 'refused'
      /** How many units could go there by what the donor agreed to. */
      readonly left: number
    }

/** Whether a destination is where the donor said; words that nobody has read yet are nowhere. */
const isAimedAt = ({ facility, place }: Pick<GiftAim, 'facility' | 'place'>, want: Want): boolean =>
  facility === null ? place !== null && place !== '' && within(place, want.place) : facility === want.facility

const covers = (consent: GiftConsent, want: Want): boolean =>
  (consent.kind === null || consent.kind === want.kind) &&
  ((consent.facility === null && consent.place === null) || isAimedAt(consent, want))

/** Units that go to a destination by what the donor agreed to in writing. */
const leftOf = ({ quantity, used }: GiftConsent): number =>
  quantity === null ? Number.POSITIVE_INFINITY : Math.max(0, quantity - used)

/**
 * SUP-GIFT-1: a directed gift goes where the donor said. Anything else needs what the donor agreed to in writing, for so many
 * units; consents of several papers add up.
 */
export const mayGo = (aim: GiftAim, consents: readonly GiftConsent[], want: Want): AimVerdict => {
  if (!aim.directed) return { outcome: 'goes', by: 'undirected' }
  if (isAimedAt(aim, want)) return { outcome: 'goes', by: 'directed' }
  const drawn: { consent: string; units: number }[] = []
  let open = want.quantity
  for (const consent of consents.filter((one) => covers(one, want))) {
    const units = Math.min(open, leftOf(consent))
    if (units > 0) drawn.push({ consent: consent.id, units })
    open -= units
  }
  return open > 0 ? { outcome: 'refused', left: want.quantity - open } : { outcome: 'goes', by: 'consent', drawn }
}
