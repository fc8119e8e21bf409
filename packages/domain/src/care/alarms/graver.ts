import type { AlarmValues } from '../../policy/index.js'
import type { AlarmReason } from './judge-reading.js'

/** What an alarm tells whoever has taken it up. */
export type KnownDanger = {
  readonly reasons: readonly AlarmReason[]
  /** The lowest SpO2 that it knows; null: none was measured. */
  readonly spo2Percent: number | null
  readonly urgent: boolean
}

const isSame = (a: AlarmReason, b: AlarmReason): boolean => a.code === b.code && a.sign === b.sign

// A fall is against the reading before: against what the alarm knows it is counted in points.
const isNew = ({ reasons }: KnownDanger, one: AlarmReason): boolean =>
  one.code !== 'spo2Fell' && !reasons.some((known) => isSame(known, one))

/**
 * Whether an alarming reading is graver than what an open alarm knows (K5, K8): SpO2 lower by the fall of CARE-ALARM-3, or for
 * the first time under the mark of CARE-CLIMB-4, or a danger that the alarm does not name. Whoever took up 92 % has not
 * taken up 80 %: they would never be told, since an open alarm keeps what follows it to itself.
 */
export const isGraver = (known: KnownDanger, reading: KnownDanger, { spo2 }: AlarmValues): boolean => {
  if (reading.reasons.some((one) => isNew(known, one))) return true
  if (reading.urgent && !known.urgent) return true
  if (known.spo2Percent === null || reading.spo2Percent === null) return false
  return known.spo2Percent - reading.spo2Percent >= spo2.fallPoints
}

/** What the alarm knows with the graver reading: every danger ever named, the lowest SpO2; urgent from now on. */
export const withGraver = (known: KnownDanger, reading: KnownDanger): KnownDanger => {
  const values = [known.spo2Percent, reading.spo2Percent].filter((value) => value !== null)
  const kept = known.reasons.filter(
    (one) => !reading.reasons.some(({ code, sign }) => code === one.code && sign === one.sign),
  )
  return {
    reasons: [...reading.reasons, ...kept],
    spo2Percent: values.length === 0 ? null : Math.min(...values),
    urgent: true,
  }
}
