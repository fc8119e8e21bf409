import type { RoundValues } from '../../policy/index.js'
import { addHours, type Instant } from '../../shared/index.js'

export const roundStates = ['well', 'unwell', 'refused', 'absent'] as const
export type RoundState = (typeof roundStates)[number]

/** The most residents of one round: the largest homes of a county have about 300 beds. */
export const ROUND_MOST = 400

export const partRefusals = [
  'part-not-resident',
  'part-not-asked',
  'part-twice',
  'part-unwell-empty',
  'part-not-seen',
] as const
export type PartRefusal = (typeof partRefusals)[number]

/** What the round says of one resident, as far as it is judged here. */
export type RoundPart = {
  readonly personId: string
  readonly state: RoundState
  readonly spo2Percent: number | null
  readonly temperatureC: number | null
  readonly breathsPerMinute: number | null
  readonly signs: readonly string[]
  readonly note: string | null
}

const isMeasured = (part: RoundPart): boolean =>
  part.spo2Percent !== null || part.temperatureC !== null || part.breathsPerMinute !== null

/**
 * Whether a part of a round can be taken (K21): about somebody on the roster, once, and saying something. "Unwell" without a
 * word of what is wrong helps nobody who is called at night; a value measured on somebody who was not there is a slip.
 */
export const refusePart = (
  part: RoundPart,
  at: { readonly resident: 'none' | 'asked' | 'notAsked'; readonly before: boolean },
): PartRefusal | null => {
  if (at.resident === 'none') return 'part-not-resident'
  // A page that lay open while somebody died, or was taken to hospital, says "well" of all it shows.
  if (at.resident === 'notAsked') return 'part-not-asked'
  if (at.before) return 'part-twice'
  const says = isMeasured(part) || part.signs.length > 0 || (part.note ?? '') !== ''
  if (part.state === 'unwell' && !says) return 'part-unwell-empty'
  const unseen = part.state === 'refused' || part.state === 'absent'
  return unseen && (isMeasured(part) || part.signs.length > 0) ? 'part-not-seen' : null
}

/** What a part is as a follow-up: seen and spoken to, or an attempt. Only the first counts for the week. */
export const contactOf = (state: RoundState): 'reached' | 'unanswered' =>
  state === 'well' || state === 'unwell' ? 'reached' : 'unanswered'

/** Whom a round has not asked about yet. A round is done when this is nobody: half of one is never shown as done. */
export const missingOf = (asked: readonly string[], told: readonly string[]): readonly string[] => {
  const known = new Set(told)
  return asked.filter((id) => !known.has(id))
}

export type RoundStanding =
  | { readonly state: 'nobody' }
  | { readonly state: 'inTime'; readonly dueAt: Instant }
  | { readonly state: 'late'; readonly since: Instant; readonly level: 'township' | 'county' }

type Rounds = {
  /** When the first resident moved in; null while there is none. */
  readonly since: Instant | null
  /** When the last whole round was done. */
  readonly lastAt: Instant | null
}

/**
 * How a home's rounds stand (CARE-ROUND-1, -2): counted from the last whole round, or from the first resident. The moment it is
 * due is the last one still in time; a late round is the township's, and after some hours the county's too.
 */
export const roundStanding = ({ since, lastAt }: Rounds, now: Instant, values: RoundValues): RoundStanding => {
  if (since === null) return { state: 'nobody' }
  const from = lastAt === null ? since : Math.max(since, lastAt)
  const dueAt = addHours(from as Instant, values.gapHours) // both are instants
  if (now <= dueAt) return { state: 'inTime', dueAt }
  return { state: 'late', since: dueAt, level: now > addHours(dueAt, values.countyAfterHours) ? 'county' : 'township' }
}
