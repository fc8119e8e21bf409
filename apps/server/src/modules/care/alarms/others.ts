import type { AlarmInfo } from '@lianfang/contract'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { AlarmRow } from './sql.js'

type Others = ReadonlyMap<string, readonly AlarmInfo['others'][number][]>
type OpenRow = Pick<AlarmRow, 'id' | 'person' | 'kind' | 'measured_at' | 'reasons' | 'spo2_percent'>

/** What is open about each of some people, oldest first, whichever of it a list shows: one talk may answer it all (K5). */
export const openAbout = async (tx: Tx, home: string, people: readonly string[]): Promise<Others> => {
  const rows = await tx.rows(sql<OpenRow>`
    select id, person, kind, measured_at, reasons, spo2_percent from care.alarm
    where home = ${home} and person = any(${people}::uuid[]) and closed_at is null order by raised_at, id`)
  const about = new Map<string, AlarmInfo['others'][number][]>()
  for (const { id, person, kind, measured_at, reasons, spo2_percent } of rows) {
    const measuredAt = new Date(measured_at).toISOString()
    const one = { id, kind, measuredAt, reasons: [...reasons], spo2Percent: spo2_percent }
    about.set(person, [...(about.get(person) ?? []), one])
  }
  return about
}
