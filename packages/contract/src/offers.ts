import { offerChannels, offerStates, reliabilities } from '@lianfang/domain/supply'
import { z } from 'zod'
import { CommandId, Cursor, commandAnswer, countedPage, DayText, fileQuery, Id, Limit, Place } from './common.js'
import { KindCode } from './kinds.js'
import { OfferPage, OfferRow, offerOwners } from './offer-info.js'
import { route } from './route.js'

const Reason = z.string().trim().min(1).max(200)
const Text = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .nullable()
    .transform((text) => text || null)

const Filter = {
  kind: KindCode.optional(),
  channel: z.enum(offerChannels).optional(),
  state: z.enum(offerStates).optional(),
  /** Ready on this day or before. */
  readyBy: DayText.optional(),
  /** Part of the owner's or the giver's name. */
  text: z.string().trim().max(60).optional(),
  sort: z.enum(['ready', 'newest']).default('ready'),
}

const Answer = commandAnswer(OfferPage, OfferPage)
const OneId = z.object({ id: Id })
const write = { kind: 'may', action: 'offer.write', target: 'offer' } as const

export const offerRoutes = [
  route({
    id: 'offer.list',
    method: 'GET',
    path: '/offers',
    summary: 'Offers of a place by channel, kind and day, the first to be ready first',
    guard: { kind: 'may', action: 'offer.list', target: 'place' },
    query: z.object({ place: Place, ...Filter, cursor: Cursor, limit: Limit }),
    reply: countedPage(OfferRow),
  }),
  route({
    id: 'offer.export',
    method: 'GET',
    path: '/offers/export',
    summary: 'The same offers as XLSX or CSV',
    guard: { kind: 'may', action: 'offer.list', target: 'place' },
    query: z.object({ place: Place, ...Filter, ...fileQuery }),
    stream: 'file',
  }),
  route({
    id: 'offer.mine',
    method: 'GET',
    path: '/offers/mine',
    summary: 'Offers of the enterprises, stores and institutions that one is named for',
    guard: { kind: 'may', action: 'offer.mine', target: 'actor' },
    query: z.object({ ...Filter, cursor: Cursor, limit: Limit }),
    reply: countedPage(OfferRow),
  }),
  route({
    id: 'offer.read',
    method: 'GET',
    path: '/offers/:id',
    summary: 'An offer: licence, what the transfer contract leaves, where its units go, and what happened',
    guard: { kind: 'may', action: 'offer.read', target: 'offer' },
    params: OneId,
    reply: OfferPage,
  }),
  route({
    id: 'offer.make',
    method: 'POST',
    path: '/offers',
    summary: 'Offer units: made, to be moved, given, or bought abroad',
    guard: write,
    body: z.object({
      id: Id,
      channel: z.enum(offerChannels),
      owner: z.object({ kind: z.enum(offerOwners), id: Id }).nullable(),
      /** Where a gift or a purchase lies or arrives; the owner's place otherwise. */
      place: Place.nullable(),
      party: Text(80),
      kind: KindCode,
      product: Id.nullable(),
      // Not bounded here: what is impossible is told with the largest number allowed (SUP-BOOK-4).
      quantity: z.number(),
      unit: z.string().max(20),
      readyOn: DayText,
      reliability: z.enum(reliabilities),
      saidBy: z.string().trim().min(1).max(80),
      seenPaper: z.object({ number: z.string().trim().min(1).max(60), until: DayText.nullable() }).nullable(),
      /** Of a transfer: what the owner has. Of a store's own goods `ready` and `recent` are taken from its book. */
      owned: z
        .object({
          ...{ ready: z.number(), inUse: z.number(), ownNeed: z.number(), recent: z.number() },
          consumables: z.boolean(),
        })
        .nullable(),
    }),
    reply: Answer,
  }),
  route({
    id: 'offer.lower',
    method: 'POST',
    path: '/offers/:id/lower',
    summary: 'Lower the quantity of an offer with a reason, not below what is assigned',
    guard: write,
    params: OneId,
    body: z.object({ id: CommandId, quantity: z.number(), reason: Reason }),
    reply: Answer,
  }),
  route({
    id: 'offer.use',
    method: 'POST',
    path: '/offers/:id/use',
    summary: 'Say that the rest of an offer is used up',
    guard: write,
    params: OneId,
    body: z.object({ id: CommandId, reason: Reason }),
    reply: Answer,
  }),
  route({
    id: 'offer.withdraw',
    method: 'POST',
    path: '/offers/:id/withdraw',
    summary:
      'Withdraw the rest of an offer with a reason; what is assigned stays promised until the desk takes it back',
    guard: write,
    params: OneId,
    body: z.object({ id: CommandId, reason: Reason }),
    reply: Answer,
  }),
] as const
