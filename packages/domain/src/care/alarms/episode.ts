import type { BaselineValues, EpisodeValues, Tier } from '../../policy/index.js'
import { addDays, addHours, type Day, type Instant, laterOf } from '../../shared/index.js'
import type { LifeStatus } from '../life/life-state.js'
import { mayEndMonitoring } from './ends.js'

/** Why somebody is followed daily: infected, or an underlying disease clearly worse (K5). */
export type EpisodeKind = 'infection' | 'worsening'

type Ill = { readonly tier: Tier; readonly life: LifeStatus; readonly episodeSince: Instant | null }

/**
 * CARE-REFER-2: who is red and infected or worse is to be referred now, with a running clock, whichever of the two came first;
 * everybody else is for guided medicine and daily contact, which red gets besides. In hospital is where a referral leads;
 * who refused the service has not refused a hospital.
 */
export const mustRefer = ({ tier, life, episodeSince }: Ill): boolean =>
  tier === 'red' && episodeSince !== null && (life === 'here' || life === 'refusing')

export const episodeRefusals = [
  'episode-open',
  'episode-none',
  'episode-doctor-only',
  'episode-gone',
  'episode-alarm-open',
  'baseline-day',
  'baseline-range',
] as const
export type EpisodeRefusal = (typeof episodeRefusals)[number]

type Usual = { readonly spo2Percent: number; readonly until: Day | null; readonly today: Day }

/** Whether a doctor may set this usual SpO2 until that day: its range and how long it holds are rules (CARE-BASE-1, 2). */
export const decideBaseline = (
  { spo2Percent, until, today }: Usual,
  values: BaselineValues,
): 'set' | Extract<EpisodeRefusal, 'baseline-day' | 'baseline-range'> => {
  const { least, most } = values.spo2Percent
  if (spo2Percent < least || spo2Percent > most) return 'baseline-range'
  const dated = until !== null && until > today && until <= addDays(today, values.validDays)
  return dated ? 'set' : 'baseline-day'
}

const HOURS_PER_DAY = 24

/** When daily monitoring ends by itself: so many days after the last moment at which there were symptoms (CARE-INF-2). */
export const endsItselfAt = (lastSymptomsAt: Instant, values: EpisodeValues): Instant =>
  addHours(lastSymptomsAt, values.endsAfterDays * HOURS_PER_DAY)

/** Daily monitoring as it stands: since when it is known, and the last symptoms told. */
export type Monitored = { readonly since: Instant; readonly symptomsAt: Instant | null }
export type ToldSymptoms = { readonly at: Instant; readonly symptoms: 'none' | 'same' | 'worse' }

/** Monitoring goes on while there are symptoms, and ends by itself after so many days without, but not over an open alarm (CARE-INF-2). */
export const endsByTelling = (
  { since, symptomsAt }: Monitored,
  { at, openAlarms }: { readonly at: Instant; readonly openAlarms: number },
  values: EpisodeValues,
): boolean => endsItselfAt(laterOf(since, symptomsAt ?? since), values) <= at && mayEndMonitoring(openAlarms)

type ToldAnew = {
  /** What was told of symptoms and stands. */
  readonly told: readonly ToldSymptoms[]
  /** The moment of what is put right: what was told before it has ended nothing, and does not now. */
  readonly from: Instant
  readonly openAlarms: number
}

/** Daily monitoring worked out anew from all that was told since it is known, and stands: the last symptoms, and where it ends. */
export const monitoringAnew = (
  start: Monitored,
  { told, from, openAlarms }: ToldAnew,
  values: EpisodeValues,
): { readonly symptomsAt: Instant | null; readonly endsAt: Instant | null } => {
  let { symptomsAt } = start
  for (const { at, symptoms } of [...told].sort((a, b) => a.at - b.at)) {
    if (at < start.since) continue
    if (symptoms !== 'none') symptomsAt = at
    else if (at >= from && endsByTelling({ ...start, symptomsAt }, { at, openAlarms }, values))
      return { symptomsAt, endsAt: at }
  }
  return { symptomsAt, endsAt: null }
}
