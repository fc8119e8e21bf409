import { callResults } from '@lianfang/domain/care'
import { dangerSigns } from '@lianfang/domain/policy'
import { z } from 'zod'
import { CommandId, Cursor, countedPage, DayText, Id, InstantText, Limit, Place, TierName } from './common.js'
import { route } from './route.js'

export const DangerSignName = z.enum(dangerSigns)

/** Why an alarm was raised, with the rule; a sign is named. */
export const AlarmReason = z.object({
  code: z.enum(['spo2Low', 'spo2Danger', 'spo2Fell', 'breathsFast', 'feverLasts', 'sign', 'deskCall']),
  ruleId: z.string(),
  sign: DangerSignName.optional(),
  /** Of a fall: the SpO2 before it; alarms of before this was kept do not say. */
  fromSpo2Percent: z.number().int().optional(),
})

const AlarmActName = z.enum(['acknowledge', 'referred', 'familyRefused', 'doctorDecided', 'reopen'])

/** Which of the open alarms a list may be narrowed to. */
export const alarmsOnly = ['unanswered', 'held', 'referNow', 'offerToday'] as const
export type AlarmsOnly = (typeof alarmsOnly)[number]

/** Another open alarm of the same person, as far as it tells which one it is. */
const OtherAlarm = z.object({
  id: Id,
  kind: z.enum(['reading', 'referNow']),
  measuredAt: InstantText,
  reasons: z.array(AlarmReason),
  spo2Percent: z.number().int().nullable(),
})

/** An alarm with who it is about, how high it has climbed, and what was done (K5). */
export const AlarmInfo = z.object({
  id: Id,
  personId: Id,
  name: z.string(),
  age: z.number().int().nullable(),
  tier: TierName,
  place: z.string(),
  teamName: z.string().nullable(),
  phones: z.array(z.string()),
  /** `referNow`: a red person is infected or worse, and is to be referred whatever was measured. */
  kind: z.enum(['reading', 'referNow']),
  raisedAt: InstantText,
  measuredAt: InstantText,
  reasons: z.array(AlarmReason),
  spo2Percent: z.number().int().nullable(),
  urgent: z.boolean(),
  /** When a graver reading came than the alarm had known; since then it waits to be taken up again. */
  graverAt: InstantText.nullable(),
  /** The entry that raised it was put right since; only a referral or a doctor ends it all the same. */
  corrected: z.boolean(),
  /** Who has to answer: 0 the team, 1 the township, 2 the county, 3 the county's leader on duty. */
  level: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  nextClimbAt: InstantText.nullable(),
  /** Who has it in hand, since when, and whether that is the reader. */
  acknowledged: z.object({ at: InstantText, by: z.string(), mine: z.boolean() }).nullable(),
  /** The call to a desk that raised it, where the reader sees that desk; the caller for whom may read calls. */
  call: z
    .object({
      at: InstantText,
      by: z.string(),
      caller: z.object({ name: z.string(), number: z.string() }).nullable(),
      closed: z.object({ at: InstantText, by: z.string(), result: z.enum(callResults) }).nullable(),
    })
    .nullable(),
  /** The family refused a referral: it is offered again by then. */
  offerAgainAt: InstantText.nullable(),
  closed: z
    .object({
      at: InstantText,
      by: z.string().nullable(),
      how: z.enum(['referred', 'doctorDecided', 'gone', 'admitted']),
    })
    .nullable(),
  /** The other open alarms of the person, oldest first: one talk may answer them as well. */
  others: z.array(OtherAlarm),
  acts: z.array(z.object({ kind: AlarmActName, at: InstantText, by: z.string(), note: z.string().nullable() })),
})
export type AlarmInfo = z.output<typeof AlarmInfo>

export const AlarmAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('recorded'), id: Id }),
  z.object({ outcome: z.literal('already-recorded'), id: Id }),
  z.object({ outcome: z.literal('refused'), reason: z.string() }),
])
export type AlarmAnswer = z.output<typeof AlarmAnswer>

const Note = z.string().trim().max(500).nullable().default(null)

export const alarmRoutes = [
  route({
    id: 'alarm.list',
    method: 'GET',
    path: '/alarms',
    summary: 'Alarms of a place: the open in the order in which they are to be taken up, the closed newest first',
    guard: { kind: 'may', action: 'alarm.read', target: 'place' },
    query: z.object({
      place: Place,
      state: z.enum(['open', 'closed']).default('open'),
      /**
       * Nobody has it in hand; somebody has for longer than CARE-CLIMB-5 and it is not ended; a referral is owed at once;
       * a refused one is to be offered again by tonight.
       */
      only: z.enum(alarmsOnly).optional(),
      /** Of the open: in the order in which they are to be taken up, or the newest first. Closed ones are newest first. */
      sort: z.enum(['work', 'newest']).default('work'),
      cursor: Cursor,
      limit: Limit,
    }),
    reply: countedPage(AlarmInfo),
  }),
  route({
    id: 'alarm.act',
    method: 'POST',
    path: '/alarms/:id/acts',
    summary:
      "Acknowledge an alarm or take it over, record the referral or the family's refusal, end it as a doctor, or open again what was ended by mistake",
    guard: { kind: 'may', action: 'alarm.act', target: 'person' },
    params: z.object({ id: Id }),
    body: z.object({
      id: CommandId,
      act: AlarmActName,
      note: Note,
      /**
       * Of a referral, a refusal or a doctor's decision: the person's other open alarms that it holds for as well, as they were
       * seen; one that was raised since stays its own. Left out, a referral holds for all and the others for none.
       */
      also: z.array(Id).max(50).optional(),
      /** `acknowledge` of an alarm that somebody has: since when they have it, as the one who takes it over saw it. */
      seen: InstantText.optional(),
    }),
    reply: AlarmAnswer,
  }),
  route({
    id: 'episode.begin',
    method: 'POST',
    path: '/people/:id/episodes',
    summary: 'Report an infection, or a disease that is clearly worse: daily contact, and for red a referral at once',
    guard: { kind: 'may', action: 'followup.record', target: 'person' },
    params: z.object({ id: Id }),
    body: z.object({ id: CommandId, kind: z.enum(['infection', 'worsening']), at: InstantText, note: Note }),
    reply: AlarmAnswer,
  }),
  route({
    id: 'episode.end',
    method: 'POST',
    path: '/people/:id/episodes/end',
    summary: 'A doctor ends the daily monitoring, by name and with a reason',
    guard: { kind: 'may', action: 'episode.end', target: 'person' },
    params: z.object({ id: Id }),
    body: z.object({ id: CommandId, note: z.string().trim().min(2).max(500) }),
    reply: AlarmAnswer,
  }),
  route({
    id: 'baseline.set',
    method: 'POST',
    path: '/people/:id/baseline',
    summary: "A doctor sets the person's usual SpO2 until a day, or takes it away",
    guard: { kind: 'may', action: 'episode.end', target: 'person' },
    params: z.object({ id: Id }),
    body: z.object({
      id: CommandId,
      /** Within the range in force (CARE-BASE-1). */
      spo2Percent: z.number().int().min(1).max(100).nullable(),
      until: DayText.nullable(),
      note: z.string().trim().min(2).max(500),
    }),
    reply: AlarmAnswer,
  }),
] as const
