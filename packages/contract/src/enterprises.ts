import { freshnesses, obstacleKinds, partKinds } from '@lianfang/domain/supply'
import { z } from 'zod'
import {
  Cursor,
  commandAnswer,
  countedPage,
  DayText,
  fileQuery,
  Id,
  InstantText,
  Limit,
  Place,
  PlaceInfo,
} from './common.js'
import { KindCode, PaperKindName, WorkPhone } from './kinds.js'
import { route } from './route.js'

const Blank = z
  .string()
  .trim()
  .nullable()
  .transform((text) => text || null)

const EnterpriseFields = z.object({
  name: z.string().trim().min(1).max(80),
  nameEn: Blank.pipe(z.string().max(120).nullable()),
  place: Place,
  creditCode: Blank.pipe(z.string().max(40).nullable()),
  phone: WorkPhone,
})

/** How an enterprise's reporting stands (SUP-REP-1, -2). */
export const ReportingInfo = z.object({
  freshness: z.enum(freshnesses),
  /** The newest day that was reported. */
  lastDay: DayText.nullable(),
  lastAt: InstantText.nullable(),
  workforceBack: z.number().int().nullable(),
  workforceOf: z.number().int().nullable(),
  obstacles: z.array(z.enum(obstacleKinds)),
  /** Reports with doubts that nobody has looked at. */
  openDoubts: z.number().int(),
})

export const EnterpriseRow = z.object({
  id: Id,
  name: z.string(),
  nameEn: z.string().nullable(),
  place: PlaceInfo,
  county: PlaceInfo,
  kinds: z.array(KindCode),
  liaison: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
  phone: z.string().nullable(),
  closedOn: DayText.nullable(),
  reporting: ReportingInfo,
})
export type EnterpriseRow = z.output<typeof EnterpriseRow>

export const ProductInfo = z.object({
  id: Id,
  kind: KindCode,
  model: z.string(),
  gtin: z.string().nullable(),
  /** Units of the kind in one pack. */
  perPack: z.number().int(),
  /** Units of the kind a day. */
  capacity: z.number().int().nullable(),
  closedOn: DayText.nullable(),
  version: z.number().int(),
  /** The figures of its newest report. */
  last: z
    .object({
      day: DayText,
      made: z.number().int().nullable(),
      inStock: z.number().int().nullable(),
      onOrder: z.number().int().nullable(),
    })
    .nullable(),
})
export type ProductInfo = z.output<typeof ProductInfo>

export const PaperInfo = z.object({
  id: Id,
  product: Id.nullable(),
  kind: PaperKindName,
  number: z.string(),
  from: DayText.nullable(),
  until: DayText.nullable(),
  withdrawnAt: InstantText.nullable(),
})

export const NamedInfo = z.object({
  id: Id,
  accountId: Id,
  part: z.enum(['reporter', 'liaison']),
  name: z.string(),
  phone: z.string().nullable(),
  from: InstantText,
  until: InstantText.nullable(),
})

export const EnterprisePage = EnterpriseRow.extend({
  creditCode: z.string().nullable(),
  since: DayText,
  version: z.number().int(),
  products: z.array(ProductInfo),
  papers: z.array(PaperInfo),
  people: z.array(NamedInfo),
  /** People named for the kinds it makes, at a place that holds it. */
  kindLiaisons: z.array(z.object({ kind: KindCode, name: z.string(), phone: z.string().nullable() })),
  /** Who supplies it with parts (E4); `backOn` is null while one does not work again. */
  suppliers: z.array(
    z.object({
      id: Id,
      name: z.string(),
      nameEn: z.string().nullable(),
      place: PlaceInfo,
      part: z.enum(partKinds),
      backOn: DayText.nullable(),
    }),
  ),
  /** The day it is at the enterprise. */
  today: DayText,
  /** Days before its end that a paper is warned of (SUP-REP-7). */
  warnDays: z.number().int(),
  /** What the reader may do here. */
  may: z.object({ manage: z.boolean(), keep: z.boolean(), report: z.boolean(), clear: z.boolean() }),
})
export type EnterprisePage = z.output<typeof EnterprisePage>

const Answer = commandAnswer(EnterprisePage, EnterprisePage)
const OneId = z.object({ id: Id })

const ProductFields = z.object({
  model: z.string().trim().min(1).max(80),
  gtin: Blank.pipe(z.string().max(30).nullable()),
  perPack: z.number().int().min(1).max(100_000),
  capacity: z.number().int().min(1).max(1_000_000_000).nullable(),
})

const Filter = {
  place: Place,
  kind: KindCode.optional(),
  state: z.enum(freshnesses).optional(),
  doubted: z.stringbool().optional(),
  obstacle: z.enum(obstacleKinds).optional(),
  /** A supplier of its parts does not work again yet. */
  waits: z.stringbool().optional(),
  closed: z.stringbool().optional(),
  /** Part of the name, in either language. */
  text: z.string().trim().max(60).optional(),
}

export const enterpriseRoutes = [
  route({
    id: 'enterprise.list',
    method: 'GET',
    path: '/enterprises',
    summary: 'Enterprises of a place, by kind, by how fresh their reports are, with doubts or an obstacle',
    guard: { kind: 'may', action: 'enterprise.list', target: 'place' },
    query: z.object({ ...Filter, cursor: Cursor, limit: Limit }),
    reply: countedPage(EnterpriseRow),
  }),
  route({
    id: 'enterprise.export',
    method: 'GET',
    path: '/enterprises/export',
    summary: 'The same enterprises as XLSX or CSV, a line a product with its newest figures',
    guard: { kind: 'may', action: 'enterprise.list', target: 'place' },
    query: z.object({ ...Filter, ...fileQuery }),
    stream: 'file',
  }),
  route({
    id: 'enterprise.totals',
    method: 'GET',
    path: '/enterprises/totals',
    summary: 'How reporting stands in a place, and what is made, in stock and on order of each kind',
    guard: { kind: 'may', action: 'enterprise.list', target: 'place' },
    query: z.object({ place: Place }),
    reply: z.object({
      /** The last day whose reports should stand by now. */
      owedDay: DayText,
      enterprises: z.number().int(),
      byFreshness: z.record(z.enum(freshnesses), z.number().int()),
      doubted: z.number().int(),
      withObstacle: z.record(z.enum(obstacleKinds), z.number().int()),
      workforceBack: z.number().int(),
      workforceOf: z.number().int(),
      kinds: z.array(
        z.object({
          kind: KindCode,
          makers: z.number().int(),
          /** Makers whose figures are of the owed day or newer: the sums are of these. */
          counted: z.number().int(),
          made: z.number().int(),
          inStock: z.number().int(),
          onOrder: z.number().int(),
          capacity: z.number().int(),
        }),
      ),
    }),
  }),
  route({
    id: 'enterprise.read',
    method: 'GET',
    path: '/enterprises/:id',
    summary: 'An enterprise with its products, papers and the people named for it',
    guard: { kind: 'may', action: 'enterprise.read', target: 'enterprise' },
    params: OneId,
    reply: EnterprisePage,
  }),
  route({
    id: 'enterprise.create',
    method: 'POST',
    path: '/enterprises',
    summary: 'Enter an enterprise',
    guard: { kind: 'may', action: 'enterprise.manage', target: 'place' },
    body: EnterpriseFields.extend({ id: Id }),
    reply: Answer,
  }),
  route({
    id: 'enterprise.change',
    method: 'PUT',
    path: '/enterprises/:id',
    summary: 'Change an enterprise, or close it on a day; null opens one again that was closed by mistake',
    guard: { kind: 'may', action: 'enterprise.manage', target: 'enterprise' },
    params: OneId,
    body: EnterpriseFields.extend({ version: z.number().int(), closedOn: DayText.nullable() }),
    reply: Answer,
  }),
  route({
    id: 'enterprise.name',
    method: 'POST',
    path: '/enterprises/:id/people',
    summary: 'Name a reporter or the liaison of an enterprise',
    guard: { kind: 'may', action: 'enterprise.manage', target: 'enterprise' },
    params: OneId,
    body: z.object({ id: Id, accountId: Id, part: z.enum(['reporter', 'liaison']), phone: WorkPhone }),
    reply: Answer,
  }),
  route({
    id: 'enterprise.unname',
    method: 'POST',
    path: '/enterprises/:id/people/:named/end',
    summary: 'End a naming; who reports or calls from then on is somebody else',
    guard: { kind: 'may', action: 'enterprise.manage', target: 'enterprise' },
    params: z.object({ id: Id, named: Id }),
    reply: Answer,
  }),
  route({
    id: 'supply.staff',
    method: 'GET',
    path: '/supply/staff',
    summary:
      'Accounts that can be named at a place: reporters of it, liaisons and keepers of stores of it and of all above it',
    guard: { kind: 'may', action: 'enterprise.manage', target: 'place' },
    query: z.object({ place: Place, part: z.enum(['reporter', 'liaison', 'keeper', 'requester', 'approver']) }),
    reply: z.object({ rows: z.array(z.object({ id: Id, name: z.string(), login: z.string(), place: PlaceInfo })) }),
  }),
  route({
    id: 'product.add',
    method: 'POST',
    path: '/enterprises/:id/products',
    summary: 'Add a product of a kind to an enterprise',
    guard: { kind: 'may', action: 'product.manage', target: 'enterprise' },
    params: OneId,
    body: ProductFields.extend({ id: Id, kind: KindCode }),
    reply: Answer,
  }),
  route({
    id: 'product.change',
    method: 'PUT',
    path: '/enterprises/:id/products/:product',
    summary: 'Change a product, or close it on a day',
    guard: { kind: 'may', action: 'product.manage', target: 'enterprise' },
    params: z.object({ id: Id, product: Id }),
    body: ProductFields.extend({ version: z.number().int(), closedOn: DayText.nullable() }),
    reply: Answer,
  }),
  route({
    id: 'paper.add',
    method: 'POST',
    path: '/enterprises/:id/papers',
    summary: 'Enter a paper of a product or of the whole works: registration, licence, approval, CE, FDA',
    guard: { kind: 'may', action: 'product.manage', target: 'enterprise' },
    params: OneId,
    body: z.object({
      id: Id,
      product: Id.nullable(),
      kind: PaperKindName,
      number: z.string().trim().min(1).max(60),
      from: DayText.nullable(),
      until: DayText.nullable(),
    }),
    reply: Answer,
  }),
  route({
    id: 'paper.withdraw',
    method: 'POST',
    path: '/enterprises/:id/papers/:paper/withdraw',
    summary: 'Withdraw a paper that was entered by mistake or taken away; what ended keeps its days',
    guard: { kind: 'may', action: 'product.manage', target: 'enterprise' },
    params: z.object({ id: Id, paper: Id }),
    reply: Answer,
  }),
] as const
