import { z } from 'zod'
import { DangerSignName } from './alarms.js'
import {
  CommandId,
  Cursor,
  DayText,
  Id,
  InstantText,
  Limit,
  NewPeople,
  Place,
  page,
  RoleName,
  TierName,
} from './common.js'
import { TriageName } from './desk-calls.js'
import { DueInfo, PersonRow, TakingBackAsked } from './people.js'
import { route } from './route.js'
import { AnsweredBy, ContactFacts } from './timeline-entry.js'

/** Command: one follow-up or attempt. The id is the fact's key; the same id with another body is a 409. */
export const RecordFollowup = z.object({
  id: CommandId,
  personId: Id,
  /** The phone's clock corrected by the last exchange; clamped and doubt flagged on receipt. */
  at: InstantText,
  lastPullAt: InstantText.nullable().default(null),
  channel: z.enum(['phone', 'visit', 'video', 'message']),
  /** `withdrawn` goes with `corrects`: that entry was a mistake, nobody was contacted. */
  outcome: z.enum(['reached', 'unanswered', 'withdrawn']),
  spo2Percent: z.number().int().min(50).max(100).nullable().default(null),
  temperatureC: z.number().min(30).max(45).multipleOf(0.1).nullable().default(null),
  /** Breaths counted over a whole minute. */
  breathsPerMinute: z.number().int().min(4).max(120).nullable().default(null),
  /** Quality of the SpO2: at rest for five minutes, with a warm hand, in room air or on oxygen. Null = not said. */
  atRest: z.boolean().nullable().default(null),
  warmHand: z.boolean().nullable().default(null),
  onOxygen: z.boolean().nullable().default(null),
  /** Danger signs that were seen or told. */
  signs: z.array(DangerSignName).max(20).default([]),
  /** How the person is since last time, where somebody is followed daily. */
  symptoms: z.enum(['none', 'same', 'worse']).nullable().default(null),
  /** Reached, and not well; null = not said. */
  unwell: z.boolean().nullable().default(null),
  /** Who answered or was met; null = not said. */
  answeredBy: AnsweredBy.nullable().default(null),
  /** Seconds from dialling to the record, where the number was dialled from the page: a talk lasted no longer. */
  talkSeconds: z.number().int().min(0).max(14_400).nullable().default(null),
  note: z.string().trim().max(500).nullable().default(null),
  /** One call that reached several people of a household: the follow-up on which the others hang. */
  call: CommandId.nullable().default(null),
  /** The wrong entry that this one corrects. */
  corrects: CommandId.nullable().default(null),
})
export type RecordFollowup = z.output<typeof RecordFollowup>

export const FollowupRecorded = z.object({
  id: Id,
  personId: Id,
  at: InstantText,
  due: DueInfo,
  /** Whether this entry raised an alarm: the phone says at once what to do. */
  alarm: z.boolean(),
  /** Daily monitoring ended with this entry (CARE-INF-2). */
  monitoringEnded: z.literal(true).optional(),
})
/** As what, where and when a check withdrew an entry (CARE-CHECK-7). */
const Checked = z.object({ role: RoleName, place: z.string(), at: InstantText })
export const FollowupAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('recorded'), result: FollowupRecorded }),
  z.object({ outcome: z.literal('already-recorded'), result: FollowupRecorded }),
  z.object({
    outcome: z.literal('refused'),
    reason: z.string(),
    /** Where the reason is that a check withdrew what was to be put right. */
    checked: Checked.optional(),
  }),
  z.object({ outcome: z.literal('stale'), current: z.object({ due: DueInfo }) }),
])
export type FollowupAnswer = z.output<typeof FollowupAnswer>

/** A two-way follow-up that stands, where and by whom it was done. */
const DoneRow = ContactFacts.extend({
  id: Id,
  at: InstantText,
  /** Null: since then another township's or team's, and not the reader's to see. The work was done here all the same. */
  person: z.object({ id: Id, name: z.string(), age: z.number().int().nullable(), tier: TierName }).nullable(),
  place: z.string(),
  teamName: z.string().nullable(),
  by: z.string().nullable(),
})

/** What a worker's people are being handed over to: another place, or another member for some days (K2, K20). */
const Handovers = z.object({
  /** People of the list's team or place whose move waits for the other side's answer. */
  moves: z.array(z.object({ personId: Id, name: z.string(), to: z.string() })),
  /** Moves that the other side refused, with its reason; told until somebody of the team has read it. */
  refused: z.array(z.object({ id: Id, personId: Id, name: z.string(), to: z.string(), reason: z.string().nullable() })),
  /** Deaths of these people that somebody was asked to take back, and answers that the reader has not read. */
  takingBack: z.array(TakingBackAsked.extend({ personId: Id, name: z.string() })),
  /** A 24-hour desk that was handed to the reader, who has not answered (K4). */
  desks: z.array(z.object({ place: Place, name: z.string(), from: z.string(), at: InstantText })),
  /** Open calls of a 24-hour desk that the reader or their team has in hand, also by a hand-over of the desk (K4). */
  calls: z.array(
    z.object({
      id: Id,
      place: Place,
      /** Whom it is about, as the ledger or the caller names them; empty where nobody said. */
      about: z.string(),
      outcome: TriageName,
      dueAt: InstantText,
      /** `close`: called back already, or about somebody whom nobody rings any more. */
      todo: z.enum(['callBack', 'close']),
    }),
  ),
  standIns: z.array(
    z.object({
      team: z.string(),
      absent: z.string(),
      substitute: z.string(),
      from: DayText,
      until: DayText,
      begun: z.boolean(),
      /** The reader stands in. */
      mine: z.boolean(),
    }),
  ),
})

export const followupRoutes = [
  route({
    id: 'followup.today',
    method: 'GET',
    path: '/followups/today',
    summary: "A team's day: who is due by the end of today, by risk and lateness, with why",
    guard: { kind: 'may', action: 'followup.today', target: 'actor' },
    query: z.object({ team: Id.optional(), cursor: Cursor, limit: Limit }),
    reply: page(PersonRow.extend({ phones: z.array(z.string()) })).extend({
      overdue: z.number().int(),
      dueToday: z.number().int(),
      doneToday: z.number().int(),
      newPeople: NewPeople,
      /** What is overdue or due today in the other teams that the caller works for. */
      otherTeams: z.array(z.object({ id: Id, name: z.string(), due: z.number().int() })),
      asOf: InstantText,
      /** What is being handed over, with the first page; empty on the others. */
      handovers: Handovers,
    }),
  }),
  route({
    id: 'followup.done',
    method: 'GET',
    path: '/followups/done',
    summary: 'The two-way follow-ups of a place or a team in seven days, or on one day, newest first',
    guard: { kind: 'may', action: 'person.list', target: 'place' },
    query: z.object({
      place: Place,
      /** Without one: the seven days that the board counts. */
      day: DayText.optional(),
      /** A team's own, wherever in its township; the place then says no more. */
      team: Id.optional(),
      cursor: Cursor,
      limit: Limit,
    }),
    /** `total` is the figure of the board: as many rows as the list has. */
    reply: page(DoneRow).extend({ total: z.number().int() }),
  }),
  route({
    id: 'followup.just-recorded',
    method: 'GET',
    path: '/people/:id/just-recorded',
    summary:
      'The latest talk with a person, or with somebody of the household, that was recorded in the last quarter of an hour',
    guard: { kind: 'may', action: 'followup.record', target: 'person' },
    params: z.object({ id: Id }),
    reply: z.object({
      latest: z
        .object({
          id: Id,
          at: InstantText,
          by: z.string(),
          /** With the person; else with somebody else of the household. */
          same: z.boolean(),
        })
        .nullable(),
    }),
  }),
  route({
    id: 'followup.record',
    method: 'POST',
    path: '/followups',
    summary: 'Record a follow-up, an attempt, or a correction, which may say that an entry was a mistake',
    guard: { kind: 'may', action: 'followup.record', target: 'person' },
    body: RecordFollowup,
    reply: FollowupAnswer,
  }),
] as const
