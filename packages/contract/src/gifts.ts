import { donorKinds, nameConsents, noticeKinds } from '@lianfang/domain/supply'
import { z } from 'zod'
import { CommandId, County, Cursor, countedPage, DayText, Lang, Limit, Place } from './common.js'
import { GiftFollow, GiftInfo, GiftNotice, GiftSum } from './gift-info.js'
import { KindCode } from './kinds.js'
import { route } from './route.js'

/** The secret of a gift: county and 128 random bits, made by the donor's browser. It stands behind # in the address. */
export const GiftToken = z.string().regex(/^\d{6}\.[\w-]{22}$/)

const Text = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .nullable()
    .transform((text) => text || null)

export const GiftLine = z
  .object({
    /** Null where no kind fits: then `words` say what it is. */
    kind: KindCode.nullable(),
    words: Text(120),
    // Not bounded here: what is impossible is told with the largest number allowed (SUP-BOOK-4).
    quantity: z.number(),
    unit: z.string().trim().min(1).max(20),
    lot: Text(20),
    expiry: DayText.nullable(),
    claimed: Text(120),
  })
  .refine(({ kind, words }) => kind !== null || words !== null)

/** Who gives, sealed where it is kept. */
export const GiftDonor = z.object({
  kind: z.enum(donorKinds),
  name: z.string().trim().min(1).max(80),
  contact: z.string().trim().min(1).max(120),
  country: Text(60),
})

export const OfferGift = z.object({
  id: CommandId,
  /** Made by the donor's browser: a repeat of a lost answer carries the same one. */
  token: GiftToken,
  place: County,
  donor: GiftDonor,
  named: z.enum(nameConsents),
  /** Where it is to go, in the donor's words; null: where it is needed. */
  directed: Text(200),
  lines: z.array(GiftLine).min(1).max(200),
  /** A day that is over where the goods go means: now. Donors abroad live in another day. */
  readyOn: DayText,
  lies: Text(200),
  transport: z.boolean(),
  note: Text(500),
})
export type OfferGift = z.output<typeof OfferGift>

const Filter = {
  place: Place.optional(),
  kind: KindCode.optional(),
  what: z.enum(noticeKinds).optional(),
  from: DayText.optional(),
  until: DayText.optional(),
  /** The number of one gift. */
  number: z.string().trim().toUpperCase().max(20).optional(),
}
const bounded = { kind: 'public', bounded: true } as const

/** Gifts without an account: offer, follow by code, and what is published (公示). */
export const giftRoutes = [
  route({
    id: 'gift.info',
    method: 'GET',
    path: '/gifts/info',
    summary: 'Kinds, and the counties where gifts are taken in',
    guard: bounded,
    reply: GiftInfo,
  }),
  route({
    id: 'gift.offer',
    method: 'POST',
    path: '/gifts',
    summary: 'Offer a gift. A repeat is answered, not repeated; name and contact are sealed',
    guard: { kind: 'public' },
    body: OfferGift,
    reply: z.object({ outcome: z.enum(['recorded', 'already-recorded']), number: z.string() }),
  }),
  route({
    id: 'gift.follow',
    method: 'POST',
    path: '/gifts/follow',
    summary: 'Where a gift is, by its code: state, what came, where it went',
    guard: { kind: 'public' },
    body: z.object({ token: GiftToken }),
    reply: GiftFollow,
  }),
  route({
    id: 'gift.published',
    method: 'GET',
    path: '/gifts/published',
    summary: 'What came and where it went, newest first, with sums by kind',
    guard: bounded,
    query: z.object({ ...Filter, cursor: Cursor, limit: Limit }),
    reply: countedPage(GiftNotice).extend({ sums: z.array(GiftSum).nullable() }),
  }),
  route({
    id: 'gift.days',
    method: 'GET',
    path: '/gifts/published/days',
    summary: 'Sums of what is published by day and kind, newest day first',
    guard: bounded,
    query: z.object(Filter),
    reply: z.object({ rows: z.array(GiftSum.extend({ day: DayText })) }),
  }),
  route({
    id: 'gift.file',
    method: 'GET',
    path: '/gifts/published/export',
    summary: 'The published lines as CSV',
    guard: bounded,
    query: z.object({ ...Filter, language: Lang.default('zh-CN') }),
    stream: 'file',
  }),
] as const
