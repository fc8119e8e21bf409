import {
  aimBys,
  declineReasons,
  donorKinds,
  failCauses,
  giftActs,
  giftSources,
  giftStates,
  giftUses,
  kindUnits,
  licenceStates,
  nameConsents,
  noticeKinds,
  proposeTerms,
} from '@lianfang/domain/supply'
import { z } from 'zod'
import { DayText, Id, InstantText, PlaceInfo } from './common.js'
import { KindCode } from './kinds.js'
import { StepInfo } from './request-info.js'

const whole = z.number().int()

/** Who gives, as far as it is published: the name with consent, else a word for a person or an organisation (SUP-GIFT-5). */
export const PublicDonor = z.object({ kind: z.enum(donorKinds), name: z.string().nullable() })

/** A published line (公示): what came, went on or was disposed of. A correction names what it corrects and stands beside it. */
export const GiftNotice = z.object({
  id: Id,
  number: z.string(),
  what: z.enum(noticeKinds),
  correction: z.boolean(),
  day: DayText,
  county: z.object({ code: z.string(), name: z.string() }),
  kind: KindCode,
  /** In the unit of the kind; of a correction so many more, or (negative) fewer. */
  quantity: whole,
  donor: PublicDonor,
  /** The institution it went to. */
  to: z.string().nullable(),
  use: z.enum(giftUses).nullable(),
  cause: z.enum(failCauses).nullable(),
})
export type GiftNotice = z.output<typeof GiftNotice>

export const GiftSum = z.object({ kind: KindCode, received: whole, issued: whole, disposed: whole })
export type GiftSum = z.output<typeof GiftSum>

/** What the public page must know: the kinds, and the counties where gifts are taken in. */
export const GiftInfo = z.object({
  kinds: z.array(z.object({ code: KindCode, name: z.string(), nameEn: z.string(), unit: z.enum(kindUnits) })),
  places: z.array(z.object({ code: z.string(), name: z.string(), within: z.string() })),
  lines: whole,
  today: DayText,
})
export type GiftInfo = z.output<typeof GiftInfo>

export const GiftLineInfo = z.object({
  n: whole,
  /** Null where no kind fits: then the donor's words stand. */
  kind: KindCode.nullable(),
  words: z.string().nullable(),
  quantity: z.number(),
  unit: z.string(),
  lot: z.string().nullable(),
  expiry: DayText.nullable(),
  /** Licence or standard, as the donor claims it. */
  claimed: z.string().nullable(),
})

/** What a donor sees of a gift over its code: no name, no telephone, nobody else's gift. */
export const GiftFollow = z.object({
  number: z.string(),
  state: z.enum(giftStates),
  county: z.object({ code: z.string(), name: z.string() }),
  offeredAt: InstantText,
  named: z.enum(nameConsents),
  donor: PublicDonor,
  directed: z.string().nullable(),
  /** Where it is to be brought, once it was accepted. */
  store: z.string().nullable(),
  lines: z.array(GiftLineInfo),
  declined: z.object({ reason: z.enum(declineReasons), text: z.string() }).nullable(),
  notices: z.array(GiftNotice),
  kinds: z.array(z.object({ code: KindCode, name: z.string(), nameEn: z.string(), unit: z.enum(kindUnits) })),
  today: DayText,
})
export type GiftFollow = z.output<typeof GiftFollow>

/** Units of a gift by kind: offered, counted in, and where they are. */
export const GiftUnits = z.object({
  kind: KindCode,
  offered: whole,
  counted: whole,
  quarantine: whole,
  kept: whole,
  issued: whole,
  disposed: whole,
  lost: whole,
  /** Promised to somebody and not issued yet. */
  promised: whole,
})
export type GiftUnits = z.output<typeof GiftUnits>

const Facility = z.object({ id: Id, name: z.string() })

export const GiftRow = z.object({
  id: Id,
  number: z.string(),
  state: z.enum(giftStates),
  source: z.enum(giftSources),
  county: PlaceInfo,
  donor: PublicDonor.extend({ country: z.string().nullable(), named: z.enum(nameConsents) }),
  /** Where the donor wants it to go, in the donor's words, and what the desk found them to mean. */
  directed: z
    .object({
      words: z.string(),
      facility: Facility.nullable(),
      place: z.object({ code: z.string(), name: z.string() }).nullable(),
    })
    .nullable(),
  units: z.array(GiftUnits),
  /** Lines that no kind fits. */
  inWords: whole,
  readyOn: DayText.nullable(),
  store: z.object({ id: Id, name: z.string() }).nullable(),
  at: InstantText,
})
export type GiftRow = z.output<typeof GiftRow>

/** Units of one item as they were counted in, and where they are now. */
export const GiftCountInfo = z.object({
  n: whole,
  kind: KindCode,
  box: z.string().nullable(),
  lot: z.string().nullable(),
  expiry: DayText.nullable(),
  serial: z.string().nullable(),
  counted: whole,
  quarantine: whole,
  kept: whole,
  issued: whole,
  disposed: whole,
  lost: whole,
  looked: z.boolean(),
  note: z.string().nullable(),
})
export type GiftCountInfo = z.output<typeof GiftCountInfo>

/** Where units of a gift go, by a person's decision. */
export const GiftTargetInfo = z.object({
  id: Id,
  kind: KindCode,
  quantity: whole,
  issued: whole,
  to: Facility,
  request: Id.nullable(),
  /** Why it may go there (SUP-GIFT-1). */
  by: z.enum(aimBys),
  asProposed: z.boolean(),
  use: z.enum(giftUses),
  reason: z.string().nullable(),
  takenBack: z.boolean(),
  at: InstantText,
  byName: z.string(),
})
export type GiftTargetInfo = z.output<typeof GiftTargetInfo>

/** Written consent of a donor to another destination. */
export const GiftConsentInfo = z.object({
  id: Id,
  kind: KindCode.nullable(),
  quantity: whole.nullable(),
  used: whole,
  facility: Facility.nullable(),
  place: z.object({ code: z.string(), name: z.string() }).nullable(),
  paper: z.string(),
  day: DayText,
  takenBy: z.string(),
  at: InstantText,
  byName: z.string(),
})

export const GiftPage = GiftRow.extend({
  /** Sealed at rest; null for who keeps a store, and where nobody is known. */
  contact: z.object({ name: z.string(), contact: z.string() }).nullable(),
  lies: z.string().nullable(),
  transport: z.boolean(),
  note: z.string().nullable(),
  lines: z.array(GiftLineInfo),
  counts: z.array(GiftCountInfo),
  papers: z.array(
    z.object({
      kind: KindCode,
      number: z.string().nullable(),
      until: DayText.nullable(),
      state: z.enum(licenceStates),
    }),
  ),
  consents: z.array(GiftConsentInfo),
  targets: z.array(GiftTargetInfo),
  photos: z.array(Id),
  notices: z.array(GiftNotice),
  steps: z.array(StepInfo),
  declined: z.object({ reason: z.enum(declineReasons), text: z.string() }).nullable(),
  today: DayText,
  /** What the reader may do with it now. */
  may: z.array(z.enum(giftActs)),
})
export type GiftPage = z.output<typeof GiftPage>

/** A request for the kind of an undirected gift, with the numbers that the rule looks at (SUP-GIFT-2). */
export const GiftProposal = z.object({
  request: Id,
  hospital: Facility,
  place: z.string(),
  uncovered: whole,
  busyPercent: whole,
  gap: whole,
  askedAt: InstantText,
  /** Levels that both places share: 4 the same township, 0 no province in common. */
  nearness: whole,
  units: whole,
  /** In what it goes before the next one. */
  because: z.enum(proposeTerms).nullable(),
})
export type GiftProposal = z.output<typeof GiftProposal>
