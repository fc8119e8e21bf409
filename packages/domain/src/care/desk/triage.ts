import type { AlarmValues, DangerSign, DayFlag, DeskValues, RedFlag } from '../../policy/index.js'
import { addMinutes, type Instant } from '../../shared/index.js'
import { type AlarmReason, judgeReading, type Reading, type Watched } from '../alarms/index.js'

/** What the caller answered to the questions of the script. */
export type Answers = {
  readonly redFlags: readonly RedFlag[]
  readonly dayFlags: readonly DayFlag[]
  readonly signs: readonly DangerSign[]
  readonly spo2Percent: number | null
  readonly temperatureC: number | null
  /** Counted beside the caller over a whole minute; null: not counted. */
  readonly breathsPerMinute: number | null
}

/** Whom a call is about where it is nobody on the ledger: an adult's limits hold, and there is nothing to compare with. */
export const nobodyKnown: Watched = {
  ageMonths: null,
  kinds: [],
  usualSpo2Percent: null,
  lastSpo2Percent: null,
  feverDays: 0,
}

/** What was measured and seen by a caller, as a reading. Nobody asks a caller for oxygen. */
export const readingOfCall = ({ spo2Percent, temperatureC, breathsPerMinute, signs }: Answers): Reading => ({
  ...{ spo2Percent, temperatureC, breathsPerMinute, signs },
  onOxygen: null,
})

/** `emergency`: 120 now. `today`: the team sees them today. `advice`: said on the telephone, and asked again tomorrow. */
export const triageOutcomes = ['emergency', 'today', 'advice'] as const
export type TriageOutcome = (typeof triageOutcomes)[number]

export type Triage = {
  readonly outcome: TriageOutcome
  /** Why an alarm is raised; empty unless it is an emergency. */
  readonly reasons: readonly AlarmReason[]
  readonly urgent: boolean
}

type Values = { readonly desk: DeskValues; readonly alarms: AlarmValues }

/**
 * What a call comes to (K4; CARE-DESK-1, -2). Readings and danger signs are judged by the rule of alarms, so that the desk
 * and a visit never disagree: also in the light of the last SpO2 and of the days of fever of whom the ledger knows. A flag that was ticked counts although the list does not ask for it any more.
 */
export const triage = (answers: Answers, about: Watched, { desk, alarms }: Values): Triage => {
  const { temperatureC } = answers
  const verdict = judgeReading(readingOfCall(answers), about, alarms)
  const measured = verdict.outcome === 'alarm' ? verdict.reasons : []
  const told: readonly AlarmReason[] =
    answers.redFlags.length === 0 ? [] : [{ code: 'deskCall', ruleId: 'CARE-DESK-1' }]
  const reasons = [...measured, ...told]
  const urgent = verdict.outcome === 'alarm' && verdict.urgent
  if (reasons.length > 0) return { outcome: 'emergency', reasons, urgent }
  const feverish = temperatureC !== null && temperatureC > alarms.fever.overC && desk.dayFlags.includes('fever')
  const seen = answers.dayFlags.length > 0 || feverish
  return { outcome: seen ? 'today' : 'advice', reasons: [], urgent: false }
}

/** By when the desk calls back (CARE-DESK-3). */
export const callBackBy = (outcome: TriageOutcome, at: Instant, { callBackMinutes }: DeskValues): Instant =>
  addMinutes(at, callBackMinutes[outcome])

/** 0: in time. 1: late. 2: late by as long again as was given, and so the county's to see as well. */
export type Lateness = 0 | 1 | 2

type Promised = {
  readonly outcome: TriageOutcome
  readonly dueAt: Instant
  readonly now: Instant
  /** Whom it is about has died or left: nobody is owed the call any more (CARE-LIFE-4). */
  readonly gone: boolean
}

/** How late a call is that nobody has called back yet (K4). */
export const latenessOf = ({ outcome, dueAt, now, gone }: Promised, values: DeskValues): Lateness => {
  if (gone || now <= dueAt) return 0
  return now <= callBackBy(outcome, dueAt, values) ? 1 : 2
}
