import type { PlaceCode } from '@lianfang/domain/shared'
import { type AimVerdict, type GiftConsent, mayGo } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { consentsOf, type GiftRow, giftById, targetsOf } from './sql.js'
import { usedOf } from './tell.js'

/** The gift that an offer is of, as far as the reader reaches it. */
export const giftOfOffer = async (tx: Tx, offer: string): Promise<GiftRow | undefined> => {
  const found = await tx.row(sql<{ gift: string }>`select gift from supply.gift_offer where offer = ${offer}::uuid`)
  return found === undefined ? undefined : giftById(tx, found.gift)
}

export type Destination = {
  readonly kind: string
  readonly quantity: number
  readonly facility: string
  readonly place: PlaceCode
}

/** What a donor agreed to, with what went by it already. */
const consentsFor = async (tx: Tx, gift: GiftRow): Promise<readonly GiftConsent[]> => {
  const targets = await targetsOf(tx, [gift.id])
  return (await consentsOf(tx, gift)).map((one) => ({
    ...{ id: one.id, kind: one.kind, quantity: one.quantity, used: usedOf(one.id, targets) },
    ...{ facility: one.aim_facility, place: one.aim_place },
  }))
}

/** Whether units of a gift may go somewhere (SUP-GIFT-1). */
export const directionOf = async (tx: Tx, gift: GiftRow, to: Destination): Promise<AimVerdict> => {
  const aim = { directed: gift.directed !== null, facility: gift.aim_facility, place: gift.aim_place }
  return mayGo(aim, gift.directed === null ? [] : await consentsFor(tx, gift), to)
}

/** The same, refused by name of the rule. */
export const mustGo = async (tx: Tx, gift: GiftRow, to: Destination) => {
  const verdict = await directionOf(tx, gift, to)
  if (verdict.outcome === 'refused') throw problem('gift.directed', { rule: 'SUP-GIFT-1', left: verdict.left })
  return { by: verdict.by, drawn: verdict.by === 'consent' ? verdict.drawn : [] }
}

/** How many units of an offer may go to a hospital where they are of a directed gift; null where nobody directed them. */
export const directedLeft = async (
  tx: Tx,
  offer: string,
  to: Omit<Destination, 'quantity'>,
): Promise<number | null> => {
  const gift = await giftOfOffer(tx, offer)
  if (gift === undefined) return null
  const verdict = await directionOf(tx, gift, { ...to, quantity: Number.MAX_SAFE_INTEGER })
  return verdict.outcome === 'refused' ? verdict.left : null
}
