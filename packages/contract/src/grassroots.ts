import { grassrootsFacilityKinds, labelChecks, medicineHands } from '@lianfang/domain/supply'
import { z } from 'zod'
import { CommandId, Cursor, commandAnswer, DayText, fileQuery, Id, InstantText, Limit, Place, page } from './common.js'
import {
  GrassrootsItemName,
  GrassrootsPage,
  GrassrootsRow,
  ItemVerdict,
  LabelAnswerInfo,
  LabelInfo,
  MedicineShelves,
  MedicineSupplyInfo,
} from './grassroots-info.js'
import { KindCode } from './kinds.js'
import { route } from './route.js'

const OneId = z.object({ id: Id })
const Reason = z.string().trim().min(1).max(200)
const Filter = {
  kind: z.enum(grassrootsFacilityKinds).optional(),
  /** Part of the institution's name. */
  text: z.string().trim().max(60).optional(),
  /** Of the item where one is named, else of the worst of all. */
  verdict: ItemVerdict.optional(),
  item: GrassrootsItemName.optional(),
}
const Statement = z.object({
  check: z.enum(labelChecks),
  /** Of an interaction: with what. */
  other: z.string().trim().min(1).max(80).nullable(),
  withinDays: z.number().int().min(0).max(365).nullable(),
  says: z.string().trim().min(1).max(500),
})
const SupplyAnswer = commandAnswer(MedicineSupplyInfo, MedicineSupplyInfo)

export const grassrootsRoutes = [
  route({
    id: 'grassroots.list',
    method: 'GET',
    path: '/grassroots',
    summary: 'Health centres and clinics of a place with both tests of each item of the grassroots list',
    guard: { kind: 'may', action: 'grassroots.read', target: 'place' },
    query: z.object({ place: Place, ...Filter, cursor: Cursor, limit: Limit }),
    reply: page(GrassrootsRow).extend({ today: DayText }),
  }),
  route({
    id: 'grassroots.export',
    method: 'GET',
    path: '/grassroots/export',
    summary: 'The same as XLSX or CSV, a line an item of an institution',
    guard: { kind: 'may', action: 'grassroots.read', target: 'place' },
    query: z.object({ place: Place, ...Filter, ...fileQuery }),
    stream: 'file',
  }),
  route({
    id: 'grassroots.one',
    method: 'GET',
    path: '/grassroots/:id',
    summary: 'An institution: both tests, what it has of each kind, and what its breaches propose to order',
    guard: { kind: 'may', action: 'grassroots.read', target: 'clinic' },
    params: OneId,
    reply: GrassrootsPage,
  }),
  route({
    id: 'grassroots.serve',
    method: 'POST',
    path: '/grassroots/:id/served',
    summary: 'Say how many people an institution serves, by which source',
    guard: { kind: 'may', action: 'grassroots.serve', target: 'clinic' },
    params: OneId,
    body: z.object({ id: CommandId, population: z.number(), source: Reason }),
    reply: commandAnswer(GrassrootsPage, GrassrootsPage),
  }),
  route({
    id: 'medicine.supply',
    method: 'GET',
    path: '/medicine/:id/supply',
    summary: 'How far the medicine of a request has come: asked, issued, delivered',
    guard: { kind: 'may', action: 'medicine.read', target: 'person' },
    params: OneId,
    reply: MedicineSupplyInfo,
  }),
  route({
    id: 'medicine.shelves',
    method: 'GET',
    path: '/medicine/:id/shelves',
    summary: 'What can be issued for a request out of the stores that one keeps, the first to expire first',
    guard: { kind: 'may', action: 'medicine.issue', target: 'person' },
    params: OneId,
    reply: MedicineShelves,
  }),
  route({
    id: 'medicine.issue',
    method: 'POST',
    path: '/medicine/:id/issue',
    summary:
      'Issue medicine for a request from the book of a township or village store, the first to expire first; once',
    guard: { kind: 'may', action: 'medicine.issue', target: 'person' },
    params: OneId,
    body: z.object({
      id: CommandId,
      store: Id,
      day: DayText,
      kind: KindCode,
      quantity: z.number(),
      unit: z.string().max(20),
      /** For how many days it is; more than is usual is a long prescription and says why. */
      days: z.number(),
      reason: Reason.nullable(),
    }),
    reply: SupplyAnswer,
  }),
  route({
    id: 'medicine.deliver',
    method: 'POST',
    path: '/medicine/:id/deliver',
    summary: 'Say that the issued medicine was handed over; the request is closed with its days',
    guard: { kind: 'may', action: 'medicine.deliver', target: 'person' },
    params: OneId,
    body: z.object({ id: CommandId, at: InstantText, to: z.enum(medicineHands).default('person') }),
    reply: SupplyAnswer,
  }),
  route({
    id: 'label.list',
    method: 'GET',
    path: '/labels',
    summary: 'Labels of medicines that hold at a place: who loaded them, from where, until when',
    guard: { kind: 'may', action: 'label.read', target: 'place' },
    query: z.object({ place: Place, kind: KindCode.optional() }),
    reply: z.object({ today: DayText, rows: z.array(LabelInfo) }),
  }),
  route({
    id: 'label.load',
    method: 'POST',
    path: '/labels',
    summary: 'Load the label of a medicine with its source and its last day',
    guard: { kind: 'may', action: 'label.load', target: 'place' },
    body: z.object({
      ...{ id: Id, place: Place, kind: KindCode, source: Reason, validFrom: DayText, validUntil: DayText },
      entries: z.array(Statement).max(500),
    }),
    reply: commandAnswer(LabelInfo, LabelInfo),
  }),
  route({
    id: 'label.withdraw',
    method: 'POST',
    path: '/labels/:id/withdraw',
    summary: 'Withdraw a label with a reason; from then on the higher hospital is asked',
    guard: { kind: 'may', action: 'label.load', target: 'label' },
    params: OneId,
    body: z.object({ id: CommandId, reason: Reason }),
    reply: commandAnswer(LabelInfo, LabelInfo),
  }),
  route({
    id: 'label.ask',
    method: 'POST',
    path: '/labels/ask',
    summary: 'Ask the label of a medicine; without one in date, or where it does not say: ask the higher hospital',
    guard: { kind: 'may', action: 'label.read', target: 'place' },
    body: z.object({
      place: Place,
      kind: KindCode,
      question: z.discriminatedUnion('check', [
        z.object({ check: z.literal('interaction'), other: z.string().trim().min(1).max(80) }),
        z.object({ check: z.literal('kidney') }),
        z.object({ check: z.literal('liver') }),
        z.object({ check: z.literal('onset'), days: z.number().int().min(0).max(365) }),
      ]),
    }),
    reply: LabelAnswerInfo,
  }),
] as const
