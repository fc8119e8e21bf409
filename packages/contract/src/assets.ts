import { assetStates } from '@lianfang/domain/supply'
import { z } from 'zod'
import {
  CommandId,
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
import { KindCode } from './kinds.js'
import { route } from './route.js'

const State = z.enum(assetStates)
const Reason = z.enum(assetStates).exclude(['ready'])

/** Where a unit is lent to, and until when. */
const Loan = z.object({
  to: z.string(),
  store: Id.nullable(),
  on: DayText,
  dueBack: DayText.nullable(),
  late: z.boolean(),
})

/** A unit that has a serial number (E9, SUP-ASSET-1). Days are of the place's zone. */
export const AssetRow = z.object({
  id: Id,
  store: z.object({ id: Id, name: z.string(), nameEn: z.string().nullable(), county: PlaceInfo }),
  item: Id,
  kind: KindCode,
  model: z.string().nullable(),
  maker: z.string().nullable(),
  serial: z.string(),
  state: State,
  /** Everything that keeps it from being ready, the gravest first. */
  reasons: z.array(Reason),
  use: z.object({ at: z.string(), since: DayText }).nullable(),
  fault: z.object({ cause: z.string(), since: DayText }).nullable(),
  inMaintenanceSince: DayText.nullable(),
  maintenanceDue: DayText.nullable(),
  dueSoon: z.boolean(),
  contract: z.object({ own: z.boolean(), until: DayText.nullable() }),
  checkedOn: DayText.nullable(),
  consumableDays: z.number().int().nullable(),
  /** Lent by this store. */
  loan: Loan.nullable(),
  /** Borrowed by this store: from whom, until when. */
  borrowed: z.object({ from: z.string(), dueBack: DayText.nullable(), late: z.boolean() }).nullable(),
})
export type AssetRow = z.output<typeof AssetRow>

export const AssetFactInfo = z.object({
  id: Id,
  what: z.enum(['check', 'fault', 'repaired', 'maintain', 'maintained', 'use', 'useEnded', 'lend', 'returned']),
  day: DayText,
  at: InstantText,
  by: z.string(),
  storeName: z.string(),
  /** What was said with it, as far as it was. */
  cause: z.string().nullable(),
  where: z.string().nullable(),
  reason: z.string().nullable(),
  condition: z.string().nullable(),
  maintenanceDue: DayText.nullable(),
  dueBack: DayText.nullable(),
  consumableDays: z.number().int().nullable(),
})
export type AssetFactInfo = z.output<typeof AssetFactInfo>

export const AssetPage = AssetRow.extend({
  /** What was said of it, wherever it stood, the newest first. */
  history: z.array(AssetFactInfo),
  may: z.object({ write: z.boolean() }),
})
export type AssetPage = z.output<typeof AssetPage>

const Filter = {
  kind: KindCode.optional(),
  state: State.optional(),
  /** Maintenance falls due within the days of warning. */
  dueSoon: z.stringbool().optional(),
  /** Lent and not back on its day. */
  late: z.stringbool().optional(),
  /** Part of a serial number. */
  text: z.string().trim().max(40).optional(),
  sort: z.enum(['kind', 'due']).default('kind'),
}
const Paging = { cursor: Cursor, limit: Limit }
const desk = { kind: 'may', action: 'store.list', target: 'place' } as const
const read = { kind: 'may', action: 'store.read', target: 'store' } as const
const write = { kind: 'may', action: 'stock.write', target: 'store' } as const
const OneStore = z.object({ id: Id })
const One = z.object({ id: Id, item: Id })

const Counts = z.object({
  units: z.number().int(),
  /** Only these count as a reserve. */
  deployable: z.number().int(),
  states: z.array(z.object({ state: State, units: z.number().int() })),
})
export const AssetTotals = z.object({
  day: DayText,
  total: Counts,
  /** By kind, or, where a kind is asked for, by the places below. */
  rows: z.array(Counts.extend({ kind: KindCode.nullable(), place: PlaceInfo.nullable() })),
})
export type AssetTotals = z.output<typeof AssetTotals>

const Text = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .nullable()
    .transform((text) => text || null)
const Words = (most: number) => z.string().trim().min(1).max(most)
const Days = z.number()
const Head = { id: CommandId, day: DayText }

const Said = z.discriminatedUnion('what', [
  /** It was tested and works. What is null is left as it was said before. */
  z.object({
    ...Head,
    what: z.literal('check'),
    maintenanceDue: DayText.nullable(),
    contract: z.object({ own: z.boolean(), until: DayText.nullable() }).nullable(),
    consumableDays: Days.nullable(),
  }),
  z.object({ ...Head, what: z.literal('fault'), cause: Words(200) }),
  z.object({ ...Head, what: z.literal('repaired'), reason: Text(200) }),
  z.object({ ...Head, what: z.literal('maintain'), reason: Text(200) }),
  z.object({ ...Head, what: z.literal('maintained'), maintenanceDue: DayText }),
  z.object({ ...Head, what: z.literal('use'), where: Words(60), reason: Text(200) }),
  z.object({ ...Head, what: z.literal('useEnded') }),
  z.object({
    ...Head,
    what: z.literal('lend'),
    /** A store of the platform, or a party in words. */
    to: z.union([z.object({ store: Id }), z.object({ party: Words(80) })]),
    dueBack: DayText,
    condition: Words(200),
    reason: Text(200),
  }),
  z.object({ ...Head, what: z.literal('returned'), condition: Words(200), cause: Text(200) }),
])

export const assetRoutes = [
  route({
    id: 'asset.list',
    method: 'GET',
    path: '/assets',
    summary: 'Units that have a serial number in a place: state, faults, maintenance, use, loans',
    guard: desk,
    query: z.object({ place: Place, ...Filter, ...Paging }),
    reply: countedPage(AssetRow),
  }),
  route({
    id: 'asset.export',
    method: 'GET',
    path: '/assets/export',
    summary: 'The same as XLSX or CSV',
    guard: desk,
    query: z.object({ place: Place, ...Filter, ...fileQuery }),
    stream: 'file',
  }),
  route({
    id: 'asset.totals',
    method: 'GET',
    path: '/assets/totals',
    summary: 'How many units a place has by state; a reserve counts the deployable ones alone',
    guard: desk,
    query: z.object({ place: Place, kind: KindCode.optional() }),
    reply: AssetTotals,
  }),
  route({
    id: 'asset.here',
    method: 'GET',
    path: '/stores/:id/assets',
    summary: 'Units that have a serial number in one store',
    guard: read,
    params: OneStore,
    query: z.object({ ...Filter, ...Paging }),
    reply: countedPage(AssetRow),
  }),
  route({
    id: 'asset.read',
    method: 'GET',
    path: '/stores/:id/assets/:item',
    summary: 'One unit with what was said of it, wherever it stood',
    guard: read,
    params: One,
    reply: AssetPage,
  }),
  route({
    id: 'asset.say',
    method: 'POST',
    path: '/stores/:id/assets/:item',
    summary: 'What a keeper says of a unit: checked, fault, repaired, maintenance, use, loan, return. The book follows',
    guard: write,
    params: One,
    body: Said,
    reply: commandAnswer(AssetPage, AssetPage),
  }),
] as const
