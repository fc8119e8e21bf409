import {
  assignmentStates,
  gates,
  offerChannels,
  requestActs,
  requestStates,
  verifiedNeedBases,
} from '@lianfang/domain/supply'
import { z } from 'zod'
import { DayText, Id, InstantText, PlaceInfo } from './common.js'
import { HospitalInfo } from './hospitals.js'
import { KindCode } from './kinds.js'
import { Figures } from './stock.js'

const whole = z.number().int()
export const GateName = z.enum(gates)

/** What the hospital says of itself: how many, never who. Which are asked depends on the kind (`basis`). */
export const NeedFactsInfo = z.object({
  criticalWaiting: whole.nullable(),
  inUse: whole.nullable(),
  idle: whole.nullable(),
  staffedBeds: whole.nullable(),
  dailyUse: whole.nullable(),
})

/** The terms of a verified need, each with its number (SUP-REQ-2). */
export const NeedInfo = z.object({
  basis: z.enum(verifiedNeedBases),
  requested: whole,
  perPatient: whole.nullable(),
  criticalWaiting: whole.nullable(),
  staffedBeds: whole.nullable(),
  dailyUse: whole.nullable(),
  coverDays: whole.nullable(),
  forPatients: whole,
  forBeds: whole.nullable(),
  usable: whole,
  idle: whole,
  idleSaid: whole,
  idleInBooks: whole.nullable(),
  coming: whole,
  computed: whole,
  verified: whole,
  gap: whole,
})
export type NeedInfo = z.output<typeof NeedInfo>

/** A gate of a hospital for a kind (SUP-REQ-3): who confirmed it and for which day, and whether that still holds. */
export const GateInfo = z.object({
  gate: GateName,
  day: DayText.nullable(),
  by: z.string().nullable(),
  note: z.string().nullable(),
  holds: z.boolean(),
})

export const AssignmentInfo = z.object({
  id: Id,
  request: Id,
  offer: Id,
  kind: KindCode,
  quantity: whole,
  state: z.enum(assignmentStates),
  channel: z.enum(offerChannels),
  /** Who gives it, in words. */
  from: z.string(),
  readyOn: DayText,
  at: InstantText,
  by: z.string(),
  reason: z.string().nullable(),
  back: z.object({ at: InstantText, by: z.string(), reason: z.string() }).nullable(),
})
export type AssignmentInfo = z.output<typeof AssignmentInfo>

/** What happened with a request, an offer or a requisition, newest last. */
export const StepInfo = z.object({
  id: Id,
  what: z.string(),
  at: InstantText,
  by: z.string(),
  reason: z.string().nullable(),
  /** Figures of the step: units, days, states. */
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})

export const RequestRow = z.object({
  id: Id,
  hospital: HospitalInfo,
  kind: KindCode,
  basis: z.enum(verifiedNeedBases),
  state: z.enum(requestStates),
  /** In the unit of the kind, as all quantities here. */
  requested: whole,
  /** The verified need; null before the desk verified it. */
  verified: whole.nullable(),
  gap: whole.nullable(),
  assigned: whole,
  /** Verified and not assigned. */
  left: whole,
  /** Critical patients for whom no ready unit stands idle, and per cent in use (SUP-REQ-6). */
  uncovered: whole,
  busyPercent: whole,
  overstated: z.boolean(),
  /** Asked back because of its size (SUP-REQ-10), and said to be right. */
  doubted: z.boolean(),
  missingGates: z.array(GateName),
  by: z.string(),
  createdAt: InstantText,
  /** When it was approved inside; null before. */
  approvedAt: InstantText.nullable(),
})
export type RequestRow = z.output<typeof RequestRow>

export const RequestPage = RequestRow.extend({
  version: whole,
  said: z.object({ quantity: z.number(), unit: z.string(), product: Id.nullable() }),
  note: z.string().nullable(),
  facts: NeedFactsInfo,
  /** As it would be verified now. */
  need: NeedInfo,
  /** As the desk verified it: frozen with its terms. `lowered`: below what was computed, with the reason. */
  verification: z
    .object({
      at: InstantText,
      by: z.string(),
      day: DayText,
      need: NeedInfo,
      verified: whole,
      lowered: z.boolean(),
      reason: z.string().nullable(),
    })
    .nullable(),
  submittedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  gates: z.array(GateInfo),
  assignments: z.array(AssignmentInfo),
  steps: z.array(StepInfo),
  /** Of a withdrawn request: units that were freed, and units that were on the road and travel on. */
  withdrawn: z.object({ reason: z.string(), freed: whole, onTheRoad: whole }).nullable(),
  today: DayText,
  /** What the reader may do now. */
  may: z.record(z.enum(requestActs), z.boolean()),
})
export type RequestPage = z.output<typeof RequestPage>

/** What stands beside a request: the hospital's stock, use, what is on its way to it, and what it asked for before. */
export const BesideInfo = z.object({
  day: DayText,
  /** By its stores' books; null where no store of it keeps one. */
  stock: z.object(Figures).nullable(),
  /** Units issued for use in the last so many days, by its books. */
  use: z.object({ days: whole, units: whole }),
  /** Sent to its stores and not arrived. */
  onTheWay: whole,
  /** Assigned to it, this request's own included, and not sent. */
  assigned: whole,
  /** Earlier requests for the kind, newest first; at most 20. */
  earlier: z.array(
    RequestRow.pick({ id: true, state: true, requested: true, verified: true, overstated: true, createdAt: true }),
  ),
})
export type BesideInfo = z.output<typeof BesideInfo>

/** A hospital that overstated repeatedly (SUP-REQ-7 to -9). */
export const OverstatedRow = z.object({
  hospital: HospitalInfo,
  times: whole,
  requested: whole,
  computed: whole,
  lastAt: InstantText,
  place: PlaceInfo,
})
