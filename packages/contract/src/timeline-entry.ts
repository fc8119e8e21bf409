import { z } from 'zod'
import { AlarmReason, DangerSignName } from './alarms.js'
import { DayText, Id, InstantText, TierName } from './common.js'
import { LedgerFieldName } from './ledger-info.js'

/** Who took part in a two-way follow-up: the person, somebody of the family, or another one who knows how they are. */
export const AnsweredBy = z.enum(['self', 'family', 'other'])

/** What a follow-up says: how, with what result, and what was measured. */
export const ContactFacts = z.object({
  channel: z.enum(['phone', 'visit', 'video', 'message']).nullable(),
  outcome: z.enum(['reached', 'unanswered', 'withdrawn']).nullable(),
  spo2Percent: z.number().nullable(),
  temperatureC: z.number().nullable(),
  breathsPerMinute: z.number().nullable(),
  atRest: z.boolean().nullable(),
  warmHand: z.boolean().nullable(),
  onOxygen: z.boolean().nullable(),
  signs: z.array(DangerSignName),
  symptoms: z.enum(['none', 'same', 'worse']).nullable(),
  /** Reached, and not well; null = not said. */
  unwell: z.boolean().nullable(),
  answeredBy: AnsweredBy.nullable(),
  /** Seconds from dialling to the record; null where it was not dialled from the page. */
  talkSeconds: z.number().int().nullable(),
})

/** One line of the timeline: a fact, newest first; corrected facts stay visible. */
export const TimelineEntry = ContactFacts.extend({
  id: z.string(),
  at: InstantText,
  kind: z.enum([
    'followup',
    'attempt',
    'tier',
    'ledger',
    'doorstep',
    'override',
    'correction',
    'withdrawal',
    'life',
    'episode',
    'baseline',
    'move',
    'home',
    'merged',
    'alarm',
    'call',
    'medicine',
    'told',
    'household',
    'careHome',
    'asked',
  ]),
  by: z.string().nullable(),
  /** Entered by the reader: a death is taken back by somebody else. */
  mine: z.boolean(),
  corrected: z.boolean(),
  /** Corrected by an entry that says: it was a mistake, nobody was contacted. */
  withdrawn: z.boolean(),
  /** A withdrawal by a call-back or a judged pattern: no field role puts it back (CARE-CHECK-7). */
  byCheck: z.boolean(),
  /** What a correction put right: the entry as it was, when and by whom. */
  corrects: ContactFacts.extend({ at: InstantText, by: z.string().nullable() }).nullable(),
  /** When a correction was received; its `at` is that of the entry it puts right. */
  madeAt: InstantText.nullable(),
  note: z.string().nullable(),
  fromTier: TierName.nullable(),
  toTier: TierName.nullable(),
  cause: z.string().nullable(),
  /** The day on which a life event happened, where another than the day it was recorded. */
  day: DayText.nullable(),
  /** The follow-up on which this one hangs, when one call reached several people of a household. */
  call: Id.nullable(),
  /** The township that a move is to, or comes from; with its county where that is another one. */
  to: z.string().nullable(),
  /** What came along from another county; null elsewhere. */
  came: z
    .object({
      alarms: z.number().int(),
      episode: z.object({ kind: z.enum(['infection', 'worsening']), since: InstantText }).nullable(),
    })
    .nullable(),
  /** Two records that became one: what each said where they differed, and what stands. Texts null for who may not read them. */
  merged: z
    .array(
      z.object({
        field: LedgerFieldName,
        known: z.string().nullable(),
        read: z.string().nullable(),
        now: z.string().nullable(),
      }),
    )
    .nullable(),
  /** The record that was joined into this one, or that this one goes on in. */
  other: Id.nullable(),
  /** Why an alarm was raised; empty elsewhere. */
  reasons: z.array(AlarmReason),
  /** For how many days medicine lasts, as it was asked for or supplied. */
  daysLeft: z.number().int().nullable(),
  doubt: z.enum(['none', 'future', 'tooOld']),
})
