import type { RecordFollowup } from '@lianfang/contract'
import {
  endsItselfAt,
  isReading,
  mayEndMonitoring,
  type Reading,
  type ReadingState,
  type ReadingVerdict,
  takeReading,
} from '@lianfang/domain/care'
import type { AlarmValues, EpisodeValues } from '@lianfang/domain/policy'
import { dayIn, type Instant, instantOf } from '@lianfang/domain/shared'
import { ageMonthsOn, readingStateOf } from '../alarms/reading-row.js'
import type { KnownRow } from './sql.js'

/** What a follow-up says of the person's state, judged. */
export type Judged = {
  readonly verdict: ReadingVerdict
  readonly state: ReadingState
}

/** What was measured and told; "worse than last time" is a sign like the others. */
const readingOf = (command: RecordFollowup): Reading => ({
  spo2Percent: command.spo2Percent,
  onOxygen: command.onOxygen,
  temperatureC: command.temperatureC,
  breathsPerMinute: command.breathsPerMinute,
  signs: [...new Set([...command.signs, ...(command.symptoms === 'worse' ? ['diseaseWorse' as const] : [])])],
})

type Judging = {
  readonly command: RecordFollowup
  readonly known: KnownRow
  readonly at: Instant
  readonly zone: string
  readonly alarms: () => AlarmValues
}

/** Judges what was measured. Nothing measured asks for no rule, so that a call is recorded while a rule is closed. */
export const judge = ({ command, known, at, zone, alarms }: Judging): Judged => {
  const reading = readingOf(command)
  const state = readingStateOf(known)
  if (command.outcome !== 'reached' || !isReading(reading)) return { verdict: { outcome: 'quiet' }, state }
  const today = dayIn(at, zone)
  const given = { reading, at, zone, ageMonths: ageMonthsOn(known, today), kinds: known.kinds }
  return takeReading({ ...given, baseline: known.baseline, state }, alarms())
}

/** What becomes of daily monitoring by what was told. */
export type Monitoring = {
  readonly episodeSince: Instant | null
  readonly symptomsAt: Instant | null
  readonly change: 'none' | 'symptoms' | 'ends'
}

/** Monitoring goes on while there are symptoms, and ends by itself after so many days without, but not over an open alarm (CARE-INF-2). */
export const monitoringAfter = (
  { command, known, at }: Pick<Judging, 'command' | 'known' | 'at'>,
  values: EpisodeValues,
): Monitoring => {
  const { episode_since: since, symptoms_at: symptomsAt } = known
  const asIs = { episodeSince: since, symptomsAt, change: 'none' } as const
  if (since === null || command.outcome !== 'reached' || command.symptoms === null) return asIs
  if (command.symptoms !== 'none') return { episodeSince: since, symptomsAt: at, change: 'symptoms' }
  const last = instantOf(Math.max(since, symptomsAt ?? since))
  const ends = endsItselfAt(last, values) <= at && mayEndMonitoring(known.open_alarms)
  return ends ? { episodeSince: null, symptomsAt: null, change: 'ends' } : asIs
}
