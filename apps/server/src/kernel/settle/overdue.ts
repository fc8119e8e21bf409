import { sql } from 'kysely'

/** The hour before which due counters are kept summed up; 0 at first. */
export const dueMark = sql`coalesce((select hour from kernel.due_mark), 0)`

/**
 * Which counter rows the overdue of an hour is made of: what is summed up ('past'), and the due hours between the mark and
 * the hour, a few rows at most. For `where`; each part is one range of the index (metric, bucket).
 */
export const overdueRows = (hour: number) => ({
  past: sql`metric = 'past' and bucket = 0`,
  since: sql`metric = 'due' and bucket >= least(${hour}, ${dueMark}) and bucket < greatest(${hour}, ${dueMark})`,
  /** What a row of `since` counts: taken off again when the clock stands before the mark. */
  signed: sql`case when bucket >= ${dueMark} then n else -n end`,
})
