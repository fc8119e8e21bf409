import type { EpisodeValues, Tier } from '../../policy/index.js'
import { addHours, type Instant } from '../../shared/index.js'

/** Why somebody is followed daily: infected, or an underlying disease clearly worse (K5). */
export type EpisodeKind = 'infection' | 'worsening'

/**
 * What begins with an infection or a worsening: for red, referral at once, with a running clock; for everybody else guided
 * medicine and daily contact, which red gets besides.
 */
export const referNow = (tier: Tier): boolean => tier === 'red'

export const episodeRefusals = [
  'episode-open',
  'episode-none',
  'episode-doctor-only',
  'episode-gone',
  'episode-alarm-open',
  'baseline-day',
] as const
export type EpisodeRefusal = (typeof episodeRefusals)[number]

const HOURS_PER_DAY = 24

/** When daily monitoring ends by itself: so many days after the last moment at which there were symptoms (CARE-INF-2). */
export const endsItselfAt = (lastSymptomsAt: Instant, values: EpisodeValues): Instant =>
  addHours(lastSymptomsAt, values.endsAfterDays * HOURS_PER_DAY)
