import { declineReasons, donorKinds, failCauses, giftStates, giftUses, nameConsents } from '@lianfang/domain/supply'
import { z } from 'zod'
import { CommandId, Cursor, commandAnswer, countedPage, DayText, fileQuery, Id, Limit, Place } from './common.js'
import { PhotoData } from './consignment-acts.js'
import { GiftPage, GiftProposal, GiftRow } from './gift-info.js'
import { KindCode } from './kinds.js'
import { route } from './route.js'

const Reason = z.string().trim().min(1).max(200)
const Text = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .nullable()
    .transform((text) => text || null)
const Code = Text(20)

const Filter = {
  state: z.enum(giftStates).optional(),
  kind: KindCode.optional(),
  directed: z.enum(['yes', 'no']).optional(),
  /** The number of a gift, or part of the name that the donor lets be published, or of where it is to go. */
  text: z.string().trim().max(60).optional(),
  sort: z.enum(['newest', 'ready']).default('newest'),
}
const Answer = commandAnswer(GiftPage, GiftPage)
const OneId = z.object({ id: Id })
const decide = { kind: 'may', action: 'gift.decide', target: 'gift' } as const
const keep = { kind: 'may', action: 'gift.keep', target: 'store' } as const
const Paper = z.object({ kind: KindCode, number: z.string().trim().min(1).max(60), until: DayText.nullable() })
/** An institution, or a place in which every institution is meant. */
const Aim = z.union([z.object({ facility: Id }), z.object({ place: Place })])

/** The desk's: list, decide, say where units go. */
export const giftOfficeRoutes = [
  route({
    id: 'gift.list',
    method: 'GET',
    path: '/gifts/office',
    summary: 'Gifts of a place by state, kind and whether they are directed',
    guard: { kind: 'may', action: 'gift.list', target: 'place' },
    query: z.object({ place: Place, ...Filter, cursor: Cursor, limit: Limit }),
    reply: countedPage(GiftRow),
  }),
  route({
    id: 'gift.export',
    method: 'GET',
    path: '/gifts/office/export',
    summary: 'The same gifts as XLSX or CSV, without names that are not published and without contacts',
    guard: { kind: 'may', action: 'gift.list', target: 'place' },
    query: z.object({ place: Place, ...Filter, ...fileQuery }),
    stream: 'file',
  }),
  route({
    id: 'gift.read',
    method: 'GET',
    path: '/gifts/office/:id',
    summary: 'A gift: who gives, what was offered, what was counted, where it goes and what happened',
    guard: { kind: 'may', action: 'gift.read', target: 'gift' },
    params: OneId,
    reply: GiftPage,
  }),
  route({
    id: 'gift.accept',
    method: 'POST',
    path: '/gifts/office/:id/accept',
    summary: 'Accept a gift: its kinds become offers of the channel donation. Of a directed one: where the donor means',
    guard: decide,
    params: OneId,
    body: z.object({
      id: CommandId,
      /** Which store takes it in. */
      store: Id,
      aim: Aim.nullable(),
      /** Kinds of lines in words, as the desk found them. */
      kinds: z.array(z.object({ n: z.number().int(), kind: KindCode, quantity: z.number() })).max(200),
      papers: z.array(Paper).max(60),
    }),
    reply: Answer,
  }),
  route({
    id: 'gift.decline',
    method: 'POST',
    path: '/gifts/office/:id/decline',
    summary: 'Decline a gift with a reason that the donor reads',
    guard: decide,
    params: OneId,
    body: z.object({ id: CommandId, why: z.enum(declineReasons), reason: Reason }),
    reply: Answer,
  }),
  route({
    id: 'gift.arrive',
    method: 'POST',
    path: '/gifts/office/:id/arrive',
    summary: 'Say that a gift is on its way',
    guard: decide,
    params: OneId,
    body: z.object({ id: CommandId, reason: Text(200) }),
    reply: Answer,
  }),
  route({
    id: 'gift.paper',
    method: 'POST',
    path: '/gifts/office/:id/papers',
    summary: 'Enter a paper that was seen for a kind of a gift',
    guard: decide,
    params: OneId,
    body: Paper.extend({ id: CommandId }),
    reply: Answer,
  }),
  route({
    id: 'gift.consent',
    method: 'POST',
    path: '/gifts/office/:id/consents',
    summary:
      "Enter a donor's written consent to another destination, for all of a gift or for a kind and a number of it",
    guard: decide,
    params: OneId,
    body: z.object({
      id: CommandId,
      kind: KindCode.nullable(),
      quantity: z.number().nullable(),
      aim: Aim.nullable(),
      paper: z.string().trim().min(1).max(120),
      day: DayText,
      takenBy: z.string().trim().min(1).max(80),
    }),
    reply: Answer,
  }),
  route({
    id: 'gift.propose',
    method: 'GET',
    path: '/gifts/office/:id/proposal',
    summary: 'Where an undirected gift is proposed to go: the requests in their order, with the numbers of the rule',
    guard: decide,
    params: OneId,
    query: z.object({ kind: KindCode }),
    reply: z.object({ units: z.number().int(), rows: z.array(GiftProposal) }),
  }),
  route({
    id: 'gift.assign',
    method: 'POST',
    path: '/gifts/office/:id/assign',
    summary: 'Say where units of a gift go: to a verified request, or to an institution without one',
    guard: decide,
    params: OneId,
    body: z.object({
      id: CommandId,
      kind: KindCode,
      quantity: z.number(),
      to: z.union([z.object({ request: Id }), z.object({ facility: Id, use: z.enum(giftUses) })]),
      reason: Text(200),
    }),
    reply: Answer,
  }),
  route({
    id: 'gift.unassign',
    method: 'POST',
    path: '/gifts/office/:id/targets/:target/back',
    summary: 'Take back what was to go to an institution and was not issued',
    guard: decide,
    params: OneId.extend({ target: Id }),
    body: z.object({ id: CommandId, reason: Reason }),
    reply: Answer,
  }),
  route({
    id: 'gift.close',
    method: 'POST',
    path: '/gifts/office/:id/close',
    summary: 'Close a gift of which nothing is left',
    guard: decide,
    params: OneId,
    body: z.object({ id: CommandId, reason: Text(200) }),
    reply: Answer,
  }),
  route({
    id: 'gift.photo',
    method: 'GET',
    path: '/gifts/office/:id/photos/:photo',
    summary: 'A photo of a load as it was counted in',
    guard: { kind: 'may', action: 'gift.read', target: 'gift' },
    params: OneId.extend({ photo: Id }),
    stream: 'file',
  }),
] as const

/** Boxes as they are counted in, a line each; goods that nobody has looked into are of the kind for unsorted ones. */
const Counted = z.object({
  box: Text(40),
  kind: KindCode,
  quantity: z.number(),
  unit: z.string().max(20),
  lot: Code,
  expiry: DayText.nullable(),
  serial: Code,
})
const StoreId = z.object({ id: Id })
const StoreGift = StoreId.extend({ gift: Id })
const Head = { id: CommandId, day: DayText }

/** The keeper's: count in, inspect, correct, issue. */
export const giftKeepRoutes = [
  route({
    id: 'gift.here',
    method: 'GET',
    path: '/stores/:id/gifts',
    summary: 'Gifts that are to come to a store, and those that were counted in there and are not closed',
    guard: keep,
    params: StoreId,
    query: z.object({ cursor: Cursor, limit: Limit }),
    reply: countedPage(GiftRow),
  }),
  route({
    id: 'gift.intake',
    method: 'POST',
    path: '/stores/:id/gifts',
    summary:
      'Count in a load of a gift: everything is in quarantine at once. Of a load nobody announced the donor may be unknown',
    guard: keep,
    params: StoreId,
    body: z.object({
      ...Head,
      gift: Id,
      /** Null: a gift that is known. */
      found: z
        .object({
          donor: z.enum(donorKinds),
          /** As it stands on the boxes; sealed. */
          name: Text(80),
          contact: Text(120),
          named: z.enum(nameConsents),
          directed: Text(200),
        })
        .nullable(),
      lines: z.array(Counted).min(1).max(200),
      photo: PhotoData.nullable(),
      /** Why there is none. */
      noPhoto: Text(120),
    }),
    reply: Answer,
  }),
  route({
    id: 'gift.inspect',
    method: 'POST',
    path: '/stores/:id/gifts/:gift/inspect',
    summary: 'Inspect what is in quarantine: pass, dispose of with a cause, hold back with a reason',
    guard: keep,
    params: StoreGift,
    body: z.object({
      ...Head,
      lines: z
        .array(
          z.object({
            ...{ n: z.number().int(), passed: z.number(), failed: z.number() },
            ...{ cause: z.enum(failCauses).nullable(), note: Text(200) },
          }),
        )
        .min(1)
        .max(200),
    }),
    reply: Answer,
  }),
  route({
    id: 'gift.correct',
    method: 'POST',
    path: '/stores/:id/gifts/:gift/correct',
    summary: 'Correct a count, or say that boxes hold something else: the difference is published as a correction',
    guard: keep,
    params: StoreGift,
    body: z.object({
      ...Head,
      reason: Reason,
      lines: z.array(z.object({ n: z.number().int(), there: z.number() })).max(200),
      found: z.array(Counted).max(200),
    }),
    reply: Answer,
  }),
  route({
    id: 'gift.issue',
    method: 'POST',
    path: '/stores/:id/gifts/:gift/issue',
    summary: 'Issue passed units of a gift where the desk said; it is published',
    guard: keep,
    params: StoreGift,
    body: z.object({ ...Head, target: Id, quantity: z.number() }),
    reply: Answer,
  }),
  route({
    id: 'gift.unissue',
    method: 'POST',
    path: '/stores/:id/gifts/:gift/issues/:issue/back',
    summary: 'Take back an issue that did not happen: both stay published',
    guard: keep,
    params: StoreGift.extend({ issue: Id }),
    body: z.object({ ...Head, reason: Reason }),
    reply: Answer,
  }),
] as const
