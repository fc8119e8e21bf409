import { countPlaces, heldStates } from '@lianfang/domain/supply'
import { z } from 'zod'
import { CommandId, commandAnswer, DayText, Id, InstantText } from './common.js'
import { KindCode } from './kinds.js'
import { route } from './route.js'
import { MovementInfo } from './stock.js'

const Text = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .nullable()
    .transform((text) => text || null)
const Reason = z.string().trim().min(1).max(200)
const Code = Text(20)

const Head = { id: CommandId, day: DayText, why: Text(200), reference: Text(80), party: Text(80) }

// Not bounded here: what is impossible is told with the largest number allowed (SUP-BOOK-4). `unit` is the kind's own, or
// 'pack': a mix-up of units is told and not guessed.
const Amount = { quantity: z.number(), unit: z.string().max(20) }

const Incoming = z.object({
  kind: KindCode,
  product: Id.nullable(),
  lot: Code,
  expiry: DayText.nullable(),
  serial: Code,
  ...Amount,
})
/** `item` names a lot or a serial of the store; null leaves the choice to the book: the first to expire. */
const Outgoing = z.object({ kind: KindCode, product: Id.nullable(), item: Id.nullable(), ...Amount })
const state = z.enum(['free', ...heldStates])
const Lines = <T extends z.ZodType>(line: T) => z.array(line).min(1).max(200)

const Answer = commandAnswer(MovementInfo, MovementInfo)
const OneId = z.object({ id: Id })
const write = { kind: 'may', action: 'stock.write', target: 'store' } as const
/** A named item, moved between states of the store or out of it. */
const Named = { kind: KindCode, item: Id, ...Amount }

export const movementRoutes = [
  route({
    id: 'stock.receive',
    method: 'POST',
    path: '/stores/:id/receive',
    summary: 'Receive goods from outside, free or into quarantine until they are inspected',
    guard: write,
    params: OneId,
    body: z.object({ ...Head, into: z.enum(['free', 'quarantine']), lines: Lines(Incoming) }),
    reply: Answer,
  }),
  route({
    id: 'stock.issue',
    method: 'POST',
    path: '/stores/:id/issue',
    summary: 'Issue goods, the first to expire first; `reserved` issues what is kept under the reference',
    guard: write,
    params: OneId,
    body: z.object({ ...Head, reserved: z.boolean(), lines: Lines(Outgoing) }),
    reply: Answer,
  }),
  route({
    id: 'stock.dispose',
    method: 'POST',
    path: '/stores/:id/dispose',
    summary: 'Dispose of goods: expired, damaged, recalled',
    guard: write,
    params: OneId,
    body: z.object({ ...Head, why: Reason, lines: Lines(z.object({ ...Named, state })) }),
    reply: Answer,
  }),
  route({
    id: 'stock.send',
    method: 'POST',
    path: '/stores/:id/send',
    summary: 'Send goods to another store; they are on their way until they arrive. Held goods travel as held ones',
    guard: write,
    params: OneId,
    body: z.object({
      ...Head,
      consignment: Id,
      to: Id,
      lines: Lines(Outgoing.extend({ state })),
    }),
    reply: Answer,
  }),
  route({
    id: 'stock.arrive',
    method: 'POST',
    path: '/stores/:id/arrive',
    summary: 'Take in what arrived of a consignment, by its lines; `state` where it is not as it was sent',
    guard: write,
    params: OneId,
    body: z.object({
      ...Head,
      consignment: Id,
      lines: Lines(z.object({ n: z.number().int().min(0), quantity: z.number(), state: state.nullable() })),
    }),
    reply: Answer,
  }),
  route({
    id: 'stock.hold',
    method: 'POST',
    path: '/stores/:id/hold',
    summary: 'Put goods into quarantine or on hold, or mark them damaged: they are neither issued nor reserved',
    guard: write,
    params: OneId,
    body: z.object({
      ...Head,
      why: Reason,
      to: z.enum(heldStates),
      lines: Lines(z.object({ ...Named, state })),
    }),
    reply: Answer,
  }),
  route({
    id: 'stock.release',
    method: 'POST',
    path: '/stores/:id/release',
    summary: 'Release held goods; a recall stays until it is lifted',
    guard: write,
    params: OneId,
    body: z.object({
      ...Head,
      why: Reason,
      lines: Lines(z.object({ ...Named, state: z.enum(heldStates) })),
    }),
    reply: Answer,
  }),
  route({
    id: 'stock.reserve',
    method: 'POST',
    path: '/stores/:id/reserve',
    summary: 'Reserve goods under a reference, the first to expire first',
    guard: write,
    params: OneId,
    body: z.object({ ...Head, reference: z.string().trim().min(1).max(80), lines: Lines(Outgoing) }),
    reply: Answer,
  }),
  route({
    id: 'stock.unreserve',
    method: 'POST',
    path: '/stores/:id/unreserve',
    summary: 'Free goods that are reserved under a reference',
    guard: write,
    params: OneId,
    body: z.object({ ...Head, reference: z.string().trim().min(1).max(80), lines: Lines(Outgoing) }),
    reply: Answer,
  }),
  route({
    id: 'stock.count',
    method: 'POST',
    path: '/stores/:id/count',
    summary: 'Enter a count: the difference against the book at the moment of counting is posted, with its reason',
    guard: write,
    params: OneId,
    body: z.object({
      ...Head,
      why: Reason,
      countedAt: InstantText,
      /** The kinds that were counted whole: their items that are not named are not there. Empty: only what is named. */
      whole: z.array(KindCode).max(100),
      lines: z
        .array(
          z.object({
            ...{ kind: KindCode, item: Id.nullable(), product: Id.nullable(), lot: Code, expiry: DayText.nullable() },
            ...{ serial: Code, place: z.enum(countPlaces), counted: z.number() },
          }),
        )
        .max(2000),
    }),
    reply: Answer,
  }),
  route({
    id: 'stock.reverse',
    method: 'POST',
    path: '/stores/:id/movements/:movement/reverse',
    summary: 'Take a movement back by its reversal; both stay in the book',
    guard: write,
    params: z.object({ id: Id, movement: Id }),
    body: z.object({ id: CommandId, day: DayText, why: Reason }),
    reply: Answer,
  }),
] as const
