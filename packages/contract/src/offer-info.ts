import { keptWhys, licenceStates, offerChannels, offerStates, reliabilities } from '@lianfang/domain/supply'
import { z } from 'zod'
import { DayText, Id, InstantText, PlaceInfo } from './common.js'
import { KindCode, PaperKindName } from './kinds.js'
import { AssignmentInfo, StepInfo } from './request-info.js'

const whole = z.number().int()
export const offerOwners = ['enterprise', 'store', 'facility'] as const

/** How the licence stands for the destination at home on the day the goods are ready. */
export const LicenceInfo = z.object({
  state: z.enum(licenceStates),
  papers: z.array(z.object({ kind: PaperKindName, state: z.enum(['fine', 'endsSoon', 'notYet', 'ended', 'missing']) })),
  /** A paper that the desk has seen of goods that no registered enterprise makes. */
  seen: z.object({ number: z.string(), until: DayText.nullable() }).nullable(),
})

/** How many units an owner can give and why each other stays (SUP-TRA-1 to -5). */
export const ContractInfo = z.object({
  give: whole,
  kept: z.array(z.object({ why: z.enum(keptWhys), quantity: whole })),
})

export const OfferRow = z.object({
  id: Id,
  channel: z.enum(offerChannels),
  place: PlaceInfo,
  county: PlaceInfo,
  /** Whose goods they are; null for gifts and purchases. */
  owner: z.object({ kind: z.enum(offerOwners), id: Id, name: z.string() }).nullable(),
  /** Donor or seller in words. */
  party: z.string().nullable(),
  kind: KindCode,
  product: z.object({ id: Id, model: z.string(), maker: z.string() }).nullable(),
  /** In the unit of the kind. */
  quantity: whole,
  assigned: whole,
  left: whole,
  state: z.enum(offerStates),
  readyOn: DayText,
  reliability: z.enum(reliabilities),
  /** Who says how sure it is. */
  saidBy: z.string(),
  licence: LicenceInfo,
  by: z.string(),
  at: InstantText,
})
export type OfferRow = z.output<typeof OfferRow>

/** What an owner says it has of the kind. */
export const OwnedInfo = z.object({
  ready: whole,
  inUse: whole,
  ownNeed: whole,
  recent: whole,
  consumables: z.boolean(),
})

export const OfferPage = OfferRow.extend({
  said: z.object({ quantity: z.number(), unit: z.string() }),
  owned: OwnedInfo.nullable(),
  /** For a destination in the same prefecture; null for other channels than transfer. */
  contract: ContractInfo.nullable(),
  assignments: z.array(AssignmentInfo),
  steps: z.array(StepInfo),
  today: DayText,
  /** Whether the reader may lower, use up or withdraw it. */
  may: z.object({ write: z.boolean() }),
})
export type OfferPage = z.output<typeof OfferPage>
