import { noReadings, type ReadingState, readingStateAnew } from '@lianfang/domain/care'
import type { AlarmValues } from '@lianfang/domain/policy'
import type { Instant } from '@lianfang/domain/shared'
import type { PastFollowup } from './history.js'

const minuteMs = 60_000

/**
 * Who is followed daily is measured at every talk, as a team does it. What is measured follows from the minute: no dice, so that
 * everybody else stays who they are.
 */
export const measuredDaily = (past: PastFollowup, episode: { readonly since: Instant } | null): PastFollowup => {
  const { fact, spo2Percent } = past
  if (episode === null || fact.at < episode.since || fact.outcome !== 'reached' || spo2Percent !== null) return past
  const minute = Math.floor(fact.at / minuteMs)
  return { ...past, spo2Percent: 95 + (minute % 4), temperatureC: (364 + (minute % 7)) / 10 }
}

/** What is kept of the readings for the next one, by the rule of recording. */
export const readingsOf = (facts: readonly PastFollowup[], { fever }: AlarmValues): ReadingState =>
  readingStateAnew(
    noReadings,
    facts.map(({ fact, spo2Percent, temperatureC }) => ({ at: fact.at, spo2Percent, temperatureC })),
    () => fever.overC,
  )
