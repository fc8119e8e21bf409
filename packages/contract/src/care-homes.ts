import { ROUND_MOST } from '@lianfang/domain/care'
import { z } from 'zod'
import { DangerSignName } from './alarms.js'
import { CareHomePage, CareHomeRow, HomeKindName, RoundStateName } from './care-homes-info.js'
import { CommandId, DayText, Id, InstantText, Lang, Place, Village } from './common.js'
import { route } from './route.js'

const Blank = z
  .string()
  .trim()
  .nullable()
  .default(null)
  .transform((text) => text || null)
// A number that is dialled at night: the institution's or its liaison's, as they publish it.
const Phone = Blank.pipe(
  z
    .string()
    .regex(/^[+\d][\d\s()-]{2,29}$/)
    .nullable(),
)

const CareHomeBody = z.object({
  kind: HomeKindName,
  name: z.string().trim().min(1).max(80),
  village: Village,
  /** The same institution in the list of institutions. */
  facility: Id.nullable().default(null),
  phone: Phone,
  capacity: z.number().int().min(1).max(5000).nullable().default(null),
  /** An institution of the county that takes its residents. */
  hospital: Id.nullable().default(null),
  liaison: Blank.pipe(z.string().max(40).nullable()),
  liaisonPhone: Phone,
  /** The day on which the green channel was agreed; null = not agreed. */
  greenChannelOn: DayText.nullable().default(null),
})

/**
 * One resident in a round. Numbers are judged one by one on receipt and not by this schema: one slip must not turn back
 * what was told of forty others.
 */
const Part = z.object({
  /** The follow-up's id, made on the client: a part that was saved is answered and not repeated. */
  id: CommandId,
  personId: Id,
  state: RoundStateName,
  at: InstantText,
  spo2Percent: z.number().nullable().default(null),
  temperatureC: z.number().nullable().default(null),
  breathsPerMinute: z.number().nullable().default(null),
  onOxygen: z.boolean().nullable().default(null),
  signs: z.array(DangerSignName).max(20).default([]),
  note: z.string().trim().max(500).nullable().default(null),
})
export type RoundPartBody = z.output<typeof Part>

const PartAnswer = z.object({
  personId: Id,
  outcome: z.enum(['recorded', 'already-recorded', 'refused']),
  alarm: z.boolean(),
  /** Why it was refused, and the field to look at. */
  reason: z.string().nullable(),
  field: z.string().nullable(),
})

const Saved = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('recorded'), id: Id, version: z.number().int() }),
  z.object({ outcome: z.literal('already-recorded'), id: Id, version: z.number().int() }),
  z.object({ outcome: z.literal('stale'), version: z.number().int() }),
])

const StayAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('recorded') }),
  z.object({ outcome: z.literal('already-recorded') }),
  z.object({ outcome: z.literal('refused'), reason: z.string() }),
])
export type StayAnswer = z.output<typeof StayAnswer>

export const careHomeRoutes = [
  route({
    id: 'careHome.list',
    method: 'GET',
    path: '/care-homes',
    summary: 'Care homes of a place with how their rounds stand, late ones first',
    guard: { kind: 'may', action: 'careHome.read', target: 'place' },
    query: z.object({ place: Place, closed: z.literal('yes').optional(), round: z.literal('late').optional() }),
    reply: z.object({ rows: z.array(CareHomeRow), asOf: InstantText }),
  }),
  route({
    id: 'careHome.export',
    method: 'GET',
    path: '/care-homes/export',
    summary: 'The same list as XLSX or CSV: numbers, nobody named',
    guard: { kind: 'may', action: 'careHome.read', target: 'place' },
    query: z.object({ place: Place, format: z.enum(['xlsx', 'csv']).default('xlsx'), language: Lang.default('zh-CN') }),
    stream: 'file',
  }),
  route({
    id: 'careHome.counts',
    method: 'GET',
    path: '/care-homes/counts',
    summary: 'How many homes the places of a place have, how many are late, and what they lack',
    guard: { kind: 'may', action: 'careHome.count', target: 'place' },
    query: z.object({ place: Place }),
    reply: z.object({
      rows: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          homes: z.number().int(),
          beds: z.number().int(),
          late: z.number().int(),
          withoutHospital: z.number().int(),
          withoutGreenChannel: z.number().int(),
        }),
      ),
    }),
  }),
  route({
    id: 'careHome.read',
    method: 'GET',
    path: '/care-homes/:id',
    summary: 'A home: its numbers, roster, rounds, named hospital and what changed',
    guard: { kind: 'may', action: 'careHome.read', target: 'careHome' },
    params: z.object({ id: Id }),
    reply: CareHomePage,
  }),
  route({
    id: 'careHome.register',
    method: 'POST',
    path: '/care-homes',
    summary: 'Register a care home',
    guard: { kind: 'may', action: 'careHome.manage', target: 'place' },
    body: CareHomeBody.extend({ id: CommandId }),
    reply: Saved,
  }),
  route({
    id: 'careHome.change',
    method: 'PUT',
    path: '/care-homes/:id',
    summary: 'Change what is known of a home; every version is kept',
    guard: { kind: 'may', action: 'careHome.manage', target: 'careHome' },
    params: z.object({ id: Id }),
    body: CareHomeBody.extend({ version: z.number().int() }),
    reply: Saved,
  }),
  route({
    id: 'careHome.close',
    method: 'POST',
    path: '/care-homes/:id/close',
    summary: 'Close a home that has no residents any more; null opens it again',
    guard: { kind: 'may', action: 'careHome.manage', target: 'careHome' },
    params: z.object({ id: Id }),
    body: z.object({ version: z.number().int(), closedOn: DayText.nullable() }),
    reply: Saved,
  }),
  route({
    id: 'careHome.move-in',
    method: 'POST',
    path: '/care-homes/:id/residents',
    summary: 'Put somebody on the roster from a day on',
    guard: { kind: 'may', action: 'careHome.roster', target: 'careHome' },
    params: z.object({ id: Id }),
    body: z.object({
      id: CommandId,
      personId: Id,
      day: DayText,
      room: Blank.pipe(z.string().max(20).nullable()),
      /** The person's village becomes the home's; without it somebody of another village is refused. */
      moveVillage: z.boolean().default(false),
    }),
    reply: StayAnswer,
  }),
  route({
    id: 'careHome.move-out',
    method: 'POST',
    path: '/care-homes/:id/residents/leave',
    summary: 'Take somebody off the roster on a day',
    guard: { kind: 'may', action: 'careHome.roster', target: 'careHome' },
    params: z.object({ id: Id }),
    body: z.object({ id: CommandId, personId: Id, day: DayText }),
    reply: StayAnswer,
  }),
  route({
    id: 'careHome.take-back',
    method: 'POST',
    path: '/care-homes/:id/residents/take-back',
    summary: 'Say that a move in or out was recorded by mistake',
    guard: { kind: 'may', action: 'careHome.roster', target: 'careHome' },
    params: z.object({ id: Id }),
    body: z.object({ id: CommandId, stay: Id }),
    reply: StayAnswer,
  }),
  route({
    id: 'careHome.round',
    method: 'POST',
    path: '/care-homes/:id/rounds',
    summary: 'Record a round, whole or as far as it has got; the same again is answered and not repeated',
    guard: { kind: 'may', action: 'careHome.round', target: 'careHome' },
    params: z.object({ id: Id }),
    body: z.object({ id: CommandId, parts: z.array(Part).max(ROUND_MOST) }),
    reply: z.object({
      id: Id,
      /** Nobody on the roster who is to be asked is missing. */
      complete: z.boolean(),
      missing: z.number().int(),
      parts: z.array(PartAnswer),
    }),
  }),
] as const
