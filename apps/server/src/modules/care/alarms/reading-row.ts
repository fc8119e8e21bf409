import type { Baseline, ReadingState } from '@lianfang/domain/care'
import { type Day, daysBetween, type Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'

/** What the rows of a person keep for judging the next reading. */
export type ReadingRow = {
  readonly last_spo2: number | null
  readonly last_spo2_at: Instant | null
  readonly fever_since: Instant | null
  readonly baseline: Baseline | null
  readonly birth_day: Day | null
  readonly birth_year: number | null
}

export const readingColumns = sql`d.last_spo2, d.last_spo2_at, d.fever_since, p.baseline, p.birth_day, p.birth_year`

export const readingStateOf = (row: ReadingRow): ReadingState => ({
  lastSpo2Percent: row.last_spo2,
  lastSpo2At: row.last_spo2_at,
  feverSince: row.fever_since,
})

const DAYS_PER_MONTH = 30.44
const MONTHS_PER_YEAR = 12

/** Age in whole months on a day; of a birth year the youngest age it allows, for which the limits of the small are asked. */
export const ageMonthsOn = (row: Pick<ReadingRow, 'birth_day' | 'birth_year'>, today: Day): number | null => {
  if (row.birth_day !== null) return Math.max(0, Math.floor(daysBetween(row.birth_day, today) / DAYS_PER_MONTH))
  if (row.birth_year === null) return null
  return Math.max(0, (Number(today.slice(0, 4)) - row.birth_year - 1) * MONTHS_PER_YEAR)
}
