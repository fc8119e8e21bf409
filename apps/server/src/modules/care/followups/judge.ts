import type { RecordFollowup } from '@lianfang/contract'
import {
  endsByTelling,
  isReading,
  monitoringAnew,
  type Reading,
  type ReadingState,
  type ReadingVerdict,
  readingStateAnew,
  takeReading,
} from '@lianfang/domain/care'
import type { AlarmValues, EpisodeValues } from '@lianfang/domain/policy'
import { dayIn, type Instant } from '@lianfang/domain/shared'
import { ageMonthsOn, readingStateOf } from '../alarms/reading-row.js'
import type { Anew } from './anew.js'
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
  /** Given for what corrects: its state follows from all that stands. */
  readonly anew: Anew | null
}

/** Judges what was measured. Nothing measured asks for no rule, so that a call is recorded while a rule is closed. */
export const judge = ({ command, known, at, zone, alarms, anew }: Judging): Judged => {
  const reading = readingOf(command)
  const counts = command.outcome === 'reached' && isReading(reading)
  const overC = (): number => alarms().fever.overC
  const before = anew?.others.filter((one) => one.at <= at) ?? []
  const state = anew === null ? readingStateOf(known) : readingStateAnew(anew.start, before, overC)
  const today = dayIn(at, zone)
  const given = { reading, at, zone, ageMonths: ageMonthsOn(known, today), kinds: known.kinds }
  const found = counts
    ? takeReading({ ...given, baseline: known.baseline, state }, alarms())
    : { verdict: { outcome: 'quiet' } as const, state }
  if (anew === null) return found
  const standing = counts ? [...anew.others, { ...reading, at }] : anew.others
  return { verdict: found.verdict, state: readingStateAnew(anew.start, standing, overC) }
}

/** What becomes of daily monitoring by what was told. */
export type Monitoring = {
  readonly episodeSince: Instant | null
  readonly symptomsAt: Instant | null
  readonly change: 'none' | 'symptoms' | 'ends' | 'reopens'
  /** Where it ended, for what ends at another moment than its own. */
  readonly endsAt: Instant | null
  /** The episode whose end was the entry that is put right. */
  readonly reopened: string | null
}

type Telling = Pick<Judging, 'command' | 'known' | 'at' | 'anew'>
const ended = { episodeSince: null, symptomsAt: null, change: 'ends' } as const

/** Monitoring as what is put right leaves it. One that is open is ended by this entry alone: others have had their turn. */
const monitoringOf = (
  { command, known }: Telling,
  { at, others, episode, openAlarms }: Anew,
  values: EpisodeValues,
): Monitoring => {
  const asIs = { ...asKnown(known), endsAt: null, reopened: null }
  if (episode === null) return asIs
  const own = command.outcome === 'reached' ? [{ at, symptoms: command.symptoms }] : []
  const told = [...others, ...own].flatMap(({ at, symptoms }) => (symptoms === null ? [] : [{ at, symptoms }]))
  const { symptomsAt, endsAt } = monitoringAnew(episode, { told, from: at, openAlarms }, values)
  if (endsAt !== null && (episode.ended || endsAt === at)) {
    if (episode.ended && endsAt === at) return asIs
    return { ...ended, endsAt, reopened: episode.ended ? episode.id : null }
  }
  if (episode.ended) {
    return { episodeSince: episode.since, symptomsAt, change: 'reopens', endsAt: null, reopened: episode.id }
  }
  return symptomsAt === known.symptoms_at ? asIs : { ...asIs, symptomsAt, change: 'symptoms' }
}

const asKnown = ({ episode_since: episodeSince, symptoms_at: symptomsAt }: KnownRow) =>
  ({ episodeSince, symptomsAt, change: 'none' }) as const

/** Monitoring goes on while there are symptoms, and ends by itself after so many days without, but not over an open alarm (CARE-INF-2). */
export const monitoringAfter = (telling: Telling, values: EpisodeValues): Monitoring => {
  const { command, known, at, anew } = telling
  if (anew !== null) return monitoringOf(telling, anew, values)
  const { episode_since: since, symptoms_at: symptomsAt } = known
  const asIs = { ...asKnown(known), endsAt: null, reopened: null }
  if (since === null || command.outcome !== 'reached' || command.symptoms === null) return asIs
  if (command.symptoms !== 'none') return { ...asIs, symptomsAt: at, change: 'symptoms' }
  const ends = endsByTelling({ since, symptomsAt }, { at, openAlarms: known.open_alarms }, values)
  return ends ? { ...asIs, ...ended } : asIs
}
