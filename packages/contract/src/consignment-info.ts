import {
  alarmLevels,
  cargoSources,
  consignmentActs,
  consignmentStates,
  delayWhys,
  differenceKinds,
  legModes,
  milestoneBases,
  milestoneKinds,
  milestoneSources,
  movePaperStates,
  movePapers,
  moveUrgencies,
  redirections,
  requestStates,
} from '@lianfang/domain/supply'
import { z } from 'zod'
import { DayText, Id, InstantText, PlaceInfo } from './common.js'
import { KindCode } from './kinds.js'
import { StepInfo } from './request-info.js'

const whole = z.number().int()
const Zone = z.string().max(60)

/** A store at an end of the road. */
export const EndInfo = z.object({ id: Id, name: z.string(), place: PlaceInfo, county: PlaceInfo })

/** A statement about a time, as its source made it. Never overwritten. */
export const MilestoneInfo = z.object({
  id: Id,
  leg: whole,
  what: z.enum(milestoneKinds),
  basis: z.enum(milestoneBases),
  at: InstantText,
  /** As the clock of its place showed it. */
  local: z.string(),
  zone: Zone,
  source: z.enum(milestoneSources),
  sourceName: z.string(),
  reason: z.string().nullable(),
  /** Who entered it; of a driver's link the name the link was made for. */
  by: z.string(),
  enteredAt: InstantText,
  /** Why it was asked back, and said to be right. */
  doubt: z.enum(['order', 'zone', 'long']).nullable(),
})
export type MilestoneInfo = z.output<typeof MilestoneInfo>

export const ChoiceInfo = z.object({
  id: Id,
  milestone: Id,
  reason: z.string(),
  by: z.string(),
  at: InstantText,
})

/** The time in force of a milestone (SUP-MOVE-1, -2). */
export const SlotInfo = z.object({
  what: z.enum(milestoneKinds),
  state: z.enum(['planned', 'estimated', 'actual', 'disputed']),
  /** Null while it is disputed. */
  at: InstantText.nullable(),
  /** Of a disputed one: the first and the last statement in force. */
  from: InstantText.nullable(),
  to: InstantText.nullable(),
  milestone: Id.nullable(),
  why: z.enum(['chosen', 'only', 'agreed']).nullable(),
  claims: z.array(Id),
})

export const LegInfo = z.object({
  n: whole,
  mode: z.enum(legModes),
  from: z.string(),
  fromZone: Zone,
  to: z.string(),
  toZone: Zone,
  carrier: z.string().nullable(),
  /** Whether customs are passed where it ends. */
  customs: z.boolean(),
  times: z.array(SlotInfo),
  /** Minutes from its departure to its arrival, for each statement in force of the arrival. */
  durations: z.array(z.object({ milestone: Id, minutes: whole })),
})

/** Units of one description on a consignment. */
export const CargoInfo = z.object({
  n: whole,
  kind: KindCode,
  product: Id.nullable(),
  lot: z.string().nullable(),
  expiry: DayText.nullable(),
  serial: z.string().nullable(),
  quantity: whole,
  arrived: whole,
  lost: whole,
  left: whole,
  /** The units assigned to a request that they are; null for none. */
  assignment: Id.nullable(),
})

export const MovePaperInfo = z.object({
  id: Id,
  paper: z.enum(movePapers),
  number: z.string(),
  state: z.enum(movePaperStates),
  note: z.string().nullable(),
  by: z.string(),
  at: InstantText,
})

export const HandOverInfo = z.object({
  id: Id,
  leg: whole,
  at: InstantText,
  giver: z.string(),
  taker: z.string(),
  condition: z.string(),
  count: whole,
  /** Units that were on the road when it was written; another count is a difference. */
  expected: whole,
  by: z.string(),
})

/** A word from the road: where it is, or why it is late. */
export const WordInfo = z.object({
  id: Id,
  what: z.enum(['where', 'delay']),
  at: InstantText,
  place: z.string().nullable(),
  position: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  cause: z.string().nullable(),
  note: z.string().nullable(),
  by: z.string(),
})

export const ReceiptInfo = z.object({
  id: Id,
  store: Id,
  day: DayText,
  at: InstantText,
  by: z.string(),
  condition: z.string(),
  reason: z.string().nullable(),
  last: z.boolean(),
  fine: whole,
  differences: z.array(
    z.object({
      what: z.enum(differenceKinds),
      kind: KindCode,
      n: whole.nullable(),
      quantity: whole,
      reason: z.string().nullable(),
      /** What stands on goods that came too many or instead. */
      lot: z.string().nullable(),
      serial: z.string().nullable(),
    }),
  ),
})

export const MoveAlarmInfo = z.object({
  why: z.enum(delayWhys),
  since: InstantText,
  /** The highest desk it has come to (SUP-MOVE-7), and its place. */
  level: z.enum(alarmLevels),
  place: PlaceInfo,
  /** Who last took it over by name; it climbs on until a milestone or a new estimate ends it. */
  taken: z.object({ by: z.string(), at: InstantText }).nullable(),
})

export const ConsignmentRow = z.object({
  id: Id,
  state: z.enum(consignmentStates),
  source: z.enum(cargoSources),
  urgency: z.enum(moveUrgencies),
  from: EndInfo.nullable(),
  /** Who gives or sells goods from outside. */
  party: z.string().nullable(),
  to: EndInfo,
  reference: z.string().nullable(),
  /** In the unit of each kind. */
  kinds: z.array(z.object({ kind: KindCode, quantity: whole, left: whole })),
  modes: z.array(z.enum(legModes)),
  /** Where it is bound for now: the end of the first leg that has not ended. */
  next: z.string().nullable(),
  promisedAt: InstantText.nullable(),
  expectedAt: InstantText.nullable(),
  /** The arrival in force at the end of the last leg; null while there is none or it is disputed. */
  arrivedAt: InstantText.nullable(),
  disputed: z.boolean(),
  heardAt: InstantText.nullable(),
  alarm: MoveAlarmInfo.nullable(),
  /** A request of its units was withdrawn, refused or closed, and nobody has chosen what becomes of them (SUP-MOVE-12). */
  undecided: z.boolean(),
  turnedBack: z.boolean(),
  differences: whole,
  by: z.string(),
  at: InstantText,
})
export type ConsignmentRow = z.output<typeof ConsignmentRow>

export const ConsignmentPage = ConsignmentRow.extend({
  version: whole,
  legs: z.array(LegInfo),
  milestones: z.array(MilestoneInfo),
  choices: z.array(ChoiceInfo),
  /** Minutes from the first departure to the last arrival, for each statement in force of it. */
  durations: z.array(z.object({ milestone: Id, minutes: whole })),
  /** What it is to carry, before it departs from a store. */
  wanted: z.array(z.object({ kind: KindCode, product: Id.nullable(), quantity: whole, assignment: Id.nullable() })),
  cargo: z.array(CargoInfo),
  /** What of it is assigned to which request. */
  requests: z.array(
    z.object({ assignment: Id, request: Id, hospital: z.string(), state: z.enum(requestStates), quantity: whole }),
  ),
  papers: z.array(MovePaperInfo),
  handOvers: z.array(HandOverInfo),
  words: z.array(WordInfo),
  receipts: z.array(ReceiptInfo),
  photos: z.array(z.object({ id: Id, of: Id.nullable(), bytes: whole, at: InstantText })),
  /** The driver's link, where one is in force; never its secret. */
  link: z.object({ name: z.string(), leg: whole.nullable(), until: InstantText }).nullable(),
  /** Consignments it was split from or merged with. */
  related: z.array(z.object({ id: Id, how: z.enum(['splitFrom', 'splitInto', 'mergedInto', 'mergedFrom']) })),
  steps: z.array(StepInfo),
  today: DayText,
  /** What the reader may do now. */
  may: z.record(z.enum(consignmentActs), z.boolean()),
  redirections: z.array(z.enum(redirections)),
})
export type ConsignmentPage = z.output<typeof ConsignmentPage>

/** A consignment that was sent elsewhere, as the store it was bound for before still sees it; it says nothing of what happened after. */
export const GoneRow = z.object({
  id: Id,
  move: Id,
  reference: z.string().nullable(),
  from: z.string(),
  /** The store it was bound for. */
  to: EndInfo.pick({ id: true, name: true, place: true }),
  /** The store it went to instead. */
  instead: z.string(),
  turnedBack: z.boolean(),
  kinds: z.array(z.object({ kind: KindCode, quantity: whole })),
  by: z.string(),
  at: InstantText,
  reason: z.string(),
})
export type GoneRow = z.output<typeof GoneRow>

/** All that a driver sees over a link: whence, where to, what, whom to call. */
export const LinkInfo = z.object({
  state: z.enum(consignmentStates),
  from: z.string(),
  to: z.string(),
  mode: z.enum(legModes).nullable(),
  urgency: z.enum(moveUrgencies),
  what: z.array(z.object({ kind: KindCode, name: z.string(), nameEn: z.string(), unit: z.string(), quantity: whole })),
  /** Names and numbers of the desk, as who made the link wrote them. */
  phones: z.array(z.string()),
  until: InstantText,
  /** What has been said over it, so that a driver who comes back sees what is done. */
  said: z.array(z.object({ id: Id, what: z.string(), at: InstantText })),
})
export type LinkInfo = z.output<typeof LinkInfo>
