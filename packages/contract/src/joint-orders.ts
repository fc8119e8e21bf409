import { orderStates } from '@lianfang/domain/supply'
import { z } from 'zod'
import { CommandId, County, Cursor, commandAnswer, DayText, fileQuery, Id, Limit, Place, page } from './common.js'
import { FundInfo, GrassrootsItemName, OrderPage, OrderRow } from './grassroots-info.js'
import { KindCode } from './kinds.js'
import { route } from './route.js'

const OneId = z.object({ id: Id })
const Reason = z.string().trim().min(1).max(200)
const Name = z.string().trim().min(1).max(80)
const Code = z
  .string()
  .trim()
  .max(20)
  .nullable()
  .transform((text) => text || null)
/** A line: units of a kind for one clinic, at so many fen a unit. Bounded by the rules, with the bound told. */
const Line = z.object({ id: Id, facility: Id, kind: KindCode, ordered: z.number(), priceFen: z.number() })
const Answer = commandAnswer(OrderPage, OrderPage)
const FundAnswer = commandAnswer(FundInfo, FundInfo)
const write = { kind: 'may', action: 'order.write', target: 'order' } as const
const Filter = { place: Place, state: z.enum(orderStates).optional() }

export const jointOrderRoutes = [
  route({
    id: 'order.list',
    method: 'GET',
    path: '/orders',
    summary: 'Joint orders of the counties of a place, newest first',
    guard: { kind: 'may', action: 'order.read', target: 'place' },
    query: z.object({ ...Filter, cursor: Cursor, limit: Limit }),
    reply: page(OrderRow),
  }),
  route({
    id: 'order.mine',
    method: 'GET',
    path: '/orders/mine',
    summary: 'What is ordered for the clinics whose stores one keeps, and has not come',
    guard: { kind: 'may', action: 'order.mine', target: 'actor' },
    reply: z.object({ rows: z.array(OrderPage.pick({ id: true, name: true, state: true, lines: true })) }),
  }),
  route({
    id: 'order.export',
    method: 'GET',
    path: '/orders/export',
    summary: 'The same orders as XLSX or CSV, a line a line',
    guard: { kind: 'may', action: 'order.read', target: 'place' },
    query: z.object({ ...Filter, ...fileQuery }),
    stream: 'file',
  }),
  route({
    id: 'order.read',
    method: 'GET',
    path: '/orders/:id',
    summary: 'A joint order with its lines, receipts, fund line and steps',
    guard: { kind: 'may', action: 'order.read', target: 'order' },
    params: OneId,
    reply: OrderPage,
  }),
  route({
    id: 'order.propose',
    method: 'POST',
    path: '/orders',
    summary: 'Propose a joint order of a county from the breaches of its institutions, or of some of them',
    guard: { kind: 'may', action: 'order.write', target: 'county' },
    body: z.object({
      ...{ id: Id, county: County, name: Name },
      /** Empty: all that have a breach. */
      facilities: z.array(Id).max(500),
      items: z.array(GrassrootsItemName).max(20),
      /** What a kind is ordered as: its pack and the price of one unit. A kind that is not named has no price yet. */
      prices: z
        .array(
          z.object({ kind: KindCode, perPack: z.number().int().min(1).max(100_000).nullable(), priceFen: z.number() }),
        )
        .max(50),
    }),
    reply: Answer,
  }),
  route({
    id: 'order.change',
    method: 'PUT',
    path: '/orders/:id',
    summary: 'Change the lines of a proposed order',
    guard: write,
    params: OneId,
    body: z.object({ id: CommandId, version: z.number().int(), name: Name, lines: z.array(Line).max(2000) }),
    reply: Answer,
  }),
  route({
    id: 'order.approve',
    method: 'POST',
    path: '/orders/:id/approve',
    summary:
      'Approve an order and bind its cost to a fund line; never by who proposed it. Above the line by a decision',
    guard: { kind: 'may', action: 'order.approve', target: 'order' },
    params: OneId,
    body: z.object({
      ...{ id: CommandId, version: z.number().int(), fund: Id },
      decision: z.object({ number: Name, reason: Reason }).nullable(),
    }),
    reply: Answer,
  }),
  route({
    id: 'order.place',
    method: 'POST',
    path: '/orders/:id/place',
    summary: 'Say that an approved order was placed with its supplier',
    guard: write,
    params: OneId,
    body: z.object({ id: CommandId, supplier: Name }),
    reply: Answer,
  }),
  route({
    id: 'order.receive',
    method: 'POST',
    path: '/orders/:id/lines/:line/receive',
    summary: 'The clinic takes in what came of a line, into its book, and says what it refused and why',
    guard: { kind: 'may', action: 'order.receive', target: 'store' },
    params: z.object({ id: Id, line: Id }),
    body: z.object({
      ...{ id: CommandId, store: Id, day: DayText, received: z.number(), refused: z.number() },
      ...{ reason: Reason.nullable(), product: Id.nullable(), lot: Code, expiry: DayText.nullable() },
    }),
    reply: commandAnswer(OrderPage.pick({ id: true, name: true, state: true, lines: true }), OrderPage),
  }),
  route({
    id: 'order.close',
    method: 'POST',
    path: '/orders/:id/close',
    summary: 'Close an order: what never came is freed on its fund line',
    guard: write,
    params: OneId,
    body: z.object({ id: CommandId, reason: Reason }),
    reply: Answer,
  }),
  route({
    id: 'order.withdraw',
    method: 'POST',
    path: '/orders/:id/withdraw',
    summary: 'Withdraw an order that was not placed; its cost is freed',
    guard: write,
    params: OneId,
    body: z.object({ id: CommandId, reason: Reason }),
    reply: Answer,
  }),
  route({
    id: 'fund.list',
    method: 'GET',
    path: '/funds',
    summary: 'Fund lines of the counties of a place: budget, committed, spent, left',
    guard: { kind: 'may', action: 'order.read', target: 'place' },
    query: z.object({ place: Place }),
    reply: z.object({ rows: z.array(FundInfo) }),
  }),
  route({
    id: 'fund.create',
    method: 'POST',
    path: '/funds',
    summary: 'Enter a fund line of a county',
    guard: { kind: 'may', action: 'fund.manage', target: 'county' },
    body: z.object({ id: Id, county: County, name: Name, budget: z.number() }),
    reply: FundAnswer,
  }),
  route({
    id: 'fund.change',
    method: 'PUT',
    path: '/funds/:id',
    summary: 'Change the budget of a fund line, not below what is bound',
    guard: { kind: 'may', action: 'fund.manage', target: 'fund' },
    params: OneId,
    body: z.object({ id: CommandId, version: z.number().int(), budget: z.number(), reason: Reason }),
    reply: FundAnswer,
  }),
] as const
