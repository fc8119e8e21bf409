import { climbsAt, isGraver, type ReadingVerdict, withGraver } from '@lianfang/domain/care'
import type { AlarmValues } from '@lianfang/domain/policy'
import { type Instant, instantOf } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { tellOf } from './raise.js'
import type { AlarmRow } from './sql.js'

type Further = {
  readonly home: string
  readonly open: AlarmRow
  readonly verdict: Extract<ReadingVerdict, { outcome: 'alarm' }>
  readonly spo2Percent: number | null
  readonly measuredAt: Instant
  readonly now: Instant
  readonly values: AlarmValues
}

// Nobody had it: it has climbed so far already, and does not come down because it got worse.
const climbsOf = ({ open, now, values }: Further): readonly Date[] => {
  const anew = climbsAt(now, true, values)
  const stands = open.acknowledged_at === null ? open.climbs_at : []
  return anew.map((at, level) => new Date(Math.min(at, stands[level] ?? at)))
}

/**
 * A further alarming reading while an alarm is open (K5, K8): milder or the same, it is kept with it; graver, the alarm says
 * so, is urgent, is nobody's until somebody takes it up again, and climbs. It stays one alarm: the person is one.
 */
export const keepWith = async (tx: Tx, further: Further): Promise<void> => {
  const { home, open, verdict, spo2Percent, measuredAt, now, values } = further
  const known = { reasons: open.reasons, spo2Percent: open.spo2_percent, urgent: open.urgent }
  const reading = { reasons: verdict.reasons, spo2Percent, urgent: verdict.urgent }
  if (!isGraver(known, reading, values)) return
  const { reasons, urgent, spo2Percent: lowest } = withGraver(known, reading)
  // The newest measurement is what an admission to hospital has to answer.
  const measured = instantOf(Math.max(open.measured_at, measuredAt))
  await tx.run(sql`
    update care.alarm set reasons = ${JSON.stringify(reasons)}::jsonb, spo2_percent = ${lowest}, urgent = ${urgent},
      measured_at = ${new Date(measured)}, climbs_at = ${climbsOf(further)}::timestamptz[], graver_at = ${new Date(now)},
      acknowledged_at = null, acknowledged_by = null
    where home = ${home} and id = ${open.id}`)
  await tellOf(tx, { ...open, home }, { kind: 'care.alarm-changed', n: 0 })
}
