import { callRefusals, callResults, triageOutcomes } from '@lianfang/domain/care'
import { dayFlags, redFlags } from '@lianfang/domain/policy'
import { z } from 'zod'
import { DangerSignName } from './alarms.js'
import { CommandId, County, Id, InstantText, PlaceInfo, TierName, Township } from './common.js'
import { Number24 } from './desk-numbers.js'
import { DaysLeft, RequestEndName } from './medicine.js'

/** A desk is a township's or a county's. */
export const Desk = z.union([Township, County])

export const RedFlagName = z.enum(redFlags)
export const DayFlagName = z.enum(dayFlags)
export const TriageName = z.enum(triageOutcomes)
export const CallResultName = z.enum(callResults)

/** The number that rang, read as a 24-hour number is; empty where it is not known. */
const CallerNumber = z.union([z.string().trim().length(0), Number24])

/** Who has a call in hand. */
export const Owner = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('account'), id: Id }),
  z.object({ kind: z.literal('team'), id: Id }),
  z.object({ kind: z.literal('nobody') }),
])
const NamedOwner = z.object({ owner: Owner, name: z.string().nullable() })

const CallActName = z.enum(['take', 'tried', 'reached', 'hand', 'handover', 'close'])

/** A call with what was said, who has it, by when it is called back, and what was done (K4). */
export const DeskCall = z.object({
  id: Id,
  place: PlaceInfo,
  at: InstantText,
  by: z.string(),
  caller: z.object({ number: z.string(), name: z.string() }),
  personId: Id.nullable(),
  /** Whom it is about: the name on the ledger, or as the caller gave it. */
  about: z.string(),
  /** Where they live and under which numbers they answer, as the ledger has it; null where they are not on it for this reader. */
  home: z.object({ place: z.string(), address: z.string(), phones: z.array(z.string()) }).nullable(),
  tier: TierName.nullable(),
  said: z.string(),
  redFlags: z.array(RedFlagName),
  dayFlags: z.array(DayFlagName),
  signs: z.array(DangerSignName),
  spo2Percent: z.number().int().nullable(),
  temperatureC: z.number().nullable(),
  breathsPerMinute: z.number().int().nullable(),
  outcome: TriageName,
  alarm: z.boolean(),
  /** The request for medicine that the call opened or joined, and how it stands; null where it was not about medicine. */
  medicine: z
    .object({
      request: Id,
      askedAt: InstantText,
      closed: z.object({ at: InstantText, by: z.string(), how: RequestEndName }).nullable(),
    })
    .nullable(),
  dueAt: InstantText,
  /** Whom it is about has died or moved away since: nobody is rung about them any more. */
  gone: z.enum(['dead', 'left']).nullable(),
  /** 1: late. 2: late by as long again. */
  late: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  owner: NamedOwner,
  tries: z.number().int(),
  reachedAt: InstantText.nullable(),
  closed: z.object({ at: InstantText, by: z.string(), result: CallResultName }).nullable(),
  acts: z.array(
    z.object({
      kind: CallActName,
      at: InstantText,
      by: z.string(),
      to: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
})
export type DeskCall = z.output<typeof DeskCall>

export const RecordCall = z.object({
  id: CommandId,
  place: Desk,
  caller: z.object({ number: CallerNumber, name: z.string().trim().max(40) }),
  personId: Id.nullable(),
  /** Where it is nobody on the ledger: who, and where. */
  about: z.string().trim().max(100),
  said: z.string().trim().max(500),
  redFlags: z.array(RedFlagName).max(20),
  dayFlags: z.array(DayFlagName).max(20),
  signs: z.array(DangerSignName).max(20),
  spo2Percent: z.number().int().min(50).max(100).nullable(),
  temperatureC: z.number().min(30).max(45).multipleOf(0.1).nullable(),
  breathsPerMinute: z.number().int().min(4).max(120).nullable().default(null),
  /** Where medicine runs out: for how many days it lasts, and what is missing, which is sealed. */
  medicine: z
    .object({
      daysLeft: DaysLeft.nullable().default(null),
      note: z.string().trim().max(200).nullable().default(null),
    })
    .nullable()
    .default(null),
})
export type RecordCall = z.output<typeof RecordCall>

const Recorded = z.object({
  ...{ id: Id, outcome: TriageName, dueAt: InstantText, alarm: z.boolean() },
  /** Whether the call about medicine opened a request or joined the open one; null where it did neither. */
  medicine: z.enum(['opens', 'isOpen']).nullable(),
  /** The care home in which they live, with the room, and its number: where 120 has to drive. Null for who lives at home. */
  stay: z.object({ at: z.string(), phone: z.string().nullable() }).nullable(),
})
export const CallRecorded = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('recorded'), call: Recorded }),
  z.object({ outcome: z.literal('already-recorded'), call: Recorded }),
  z.object({ outcome: z.literal('refused'), reason: z.literal('call-about-nobody') }),
])
export type CallRecorded = z.output<typeof CallRecorded>

export const CallActed = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('recorded') }),
  z.object({ outcome: z.literal('already-recorded') }),
  z.object({ outcome: z.literal('refused'), reason: z.enum(callRefusals) }),
  /** Somebody else has it by now. */
  z.object({ outcome: z.literal('stale'), owner: NamedOwner }),
])
export type CallActed = z.output<typeof CallActed>
