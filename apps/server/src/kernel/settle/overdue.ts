import { type RawBuilder, sql } from 'kysely'

/** The hour before which due counters are kept summed up; 0 at first. */
export const dueMark = sql`coalesce((select hour from kernel.due_mark), 0)`

type Reading = {
  readonly table: RawBuilder<unknown>
  /** Whose counters: conditions on plain columns of the table, named `c`. */
  readonly whose: RawBuilder<unknown>
  readonly hour: number
}

/**
 * What is overdue at an hour, as rows with `n` and every column of the table: what is summed up ('past'), and the due hours
 * between the mark and the hour, taken off again when the clock stands before the mark. For `from`, as `c`.
 *
 * The mark comes from a source of its own that the planner may not fold in: as an expression in the condition (`coalesce`
 * is not leakproof) it could not use the index under row security, and 31,000 rows were read to find none.
 */
export const overdueRows = ({ table, whose, hour }: Reading): RawBuilder<unknown> => sql`(
  select c.*, c.n as counted from ${table} c where ${whose} and c.metric = 'past' and c.bucket = 0
  union all
  select c.*, case when c.bucket >= m.mark then c.n else -c.n end
  from (select ${dueMark} as mark, least(${hour}, ${dueMark}) as low, greatest(${hour}, ${dueMark}) as high offset 0) m
  join ${table} c on ${whose} and c.metric = 'due' and c.bucket >= m.low and c.bucket < m.high) c`
