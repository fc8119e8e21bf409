import { HOUR_MS } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { countUpTo, type InAll, type Scope, type Tx } from '../../../kernel/db/index.js'
import { overdueRows } from '../../../kernel/settle/index.js'

/** Whether a reader's scope holds everybody of a place: part of them would be a wrong number. */
export const seesAll = (scope: Scope, place: string): boolean =>
  scope.county !== '' && scope.team === '' && place.length >= 6 && place.startsWith(scope.village || scope.township)

/** How many of one place were overdue at an hour, if nothing had been done since: those overdue for so long. */
export const overdueOf = async (tx: Tx, place: string, hour: number): Promise<number> => {
  const whose = sql`c.place = ${place}`
  const row = await tx.row(sql<{ n: number }>`
    select coalesce(sum(counted), 0)::bigint as n from ${overdueRows({ table: sql`kernel.counter`, whose, hour })}`)
  return row?.n ?? 0
}

/** One counter of a place that stands in no bucket. */
export const counterOf = async (tx: Tx, place: string, metric: string): Promise<number> => {
  const row = await tx.row(sql<{ n: number }>`
    select coalesce(sum(n), 0)::bigint as n from kernel.counter where place = ${place} and metric = ${metric} and bucket = 0`)
  return row?.n ?? 0
}

const metrics: Readonly<Record<string, string>> = {
  all: 'ledger',
  provisional: 'provisional',
  neverReached: 'never',
  withoutTeam: 'noTeam',
  waiting: 'waiting',
}
const byHour = ['overdue', 'lateTownship', 'lateCounty']

type Asked = {
  readonly scope: Scope
  readonly place: string
  readonly state: string
  readonly tier: string | undefined
  /** Of a team, or of those without a village: no counter of a place. */
  readonly partly: boolean
  readonly before: Date
}

/**
 * How long a list of people is. Where the counters know it, by them: it is the number that was pressed, exact for a million. Else
 * the rows are counted, up to a cap.
 */
export const peopleInAll = async (tx: Tx, asked: Asked, from: Parameters<typeof countUpTo>[1]): Promise<InAll> => {
  const { scope, place, state, tier, partly, before } = asked
  if (partly || !seesAll(scope, place)) return countUpTo(tx, from)
  const exact = (n: number): InAll => ({ n, more: false })
  if (tier === undefined && byHour.includes(state))
    return exact(await overdueOf(tx, place, Math.floor(before.getTime() / HOUR_MS)))
  const metric = state === 'all' ? (tier ?? 'ledger') : tier === undefined ? metrics[state] : undefined
  return metric === undefined ? countUpTo(tx, from) : exact(await counterOf(tx, place, metric))
}
