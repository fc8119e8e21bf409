import { type AlarmReason, climbsAt } from '@lianfang/domain/care'
import type { AlarmValues } from '@lianfang/domain/policy'
import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../../../kernel/db/index.js'
import { leaveDeltas, leaveInbox } from '../../../kernel/settle/index.js'

export type Raising = {
  readonly home: string
  /** The id of the fact that raises it. */
  readonly id: string
  readonly person: string
  readonly township: string
  readonly village: string | null
  readonly team: string | null
  readonly kind: 'reading' | 'referNow'
  /** When the server knew, from which it climbs. */
  readonly now: Instant
  readonly measuredAt: Instant
  readonly reasons: readonly AlarmReason[]
  readonly spo2Percent: number | null
  readonly urgent: boolean
  readonly values: AlarmValues
}

/** Raises an alarm: its row, its counter, and the news that reach the screens of team, township and county (K5). */
export const raiseAlarm = async (tx: Tx, a: Raising): Promise<void> => {
  const climbs = climbsAt(a.now, a.urgent, a.values).map((at) => new Date(at))
  const added = await tx.run(sql`
    insert into care.alarm (home, id, person, township, village, team, kind, raised_at, measured_at, reasons, spo2_percent,
      urgent, climbs_at)
    values (${a.home}, ${a.id}, ${a.person}, ${a.township}, ${a.village}, ${a.team}, ${a.kind}, ${new Date(a.now)},
      ${new Date(a.measuredAt)}, ${JSON.stringify(a.reasons)}::jsonb, ${a.spo2Percent}, ${a.urgent}, ${climbs}::timestamptz[])
    on conflict do nothing`)
  if (added === 0) return
  await tellOf(tx, a, { kind: 'care.alarm-raised', n: 1 })
}

type Told = Pick<Raising, 'home' | 'person' | 'township' | 'village' | 'team'>
type News = { readonly kind: `care.alarm-${'raised' | 'changed' | 'closed'}`; readonly n: -1 | 0 | 1 }

/** News of an alarm, and what the counter of open alarms changes by. */
export const tellOf = async (tx: Tx, at: Told, news: News): Promise<void> => {
  const { home, person, township, village, team } = at
  const fact = uuidv7()
  await leaveInbox(tx, [{ id: fact, county: home, kind: news.kind, subject: person, township, village, team }])
  if (news.n === 0) return
  await leaveDeltas(tx, [
    { fact, county: home, place: village ?? township, team, metric: 'alarm', bucket: 0, n: news.n },
  ])
}
