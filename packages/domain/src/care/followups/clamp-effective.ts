import { addMinutes, type Instant } from '../../shared/index.js'

export type ClampInput = {
  /** When the device says it happened. */
  readonly claimedAt: Instant
  /** The device's last exchange before this one by the server's clock; null when there was none. */
  readonly lastPullAt: Instant | null
  /** When the server received it. */
  readonly receivedAt: Instant
  readonly toleranceMinutes: number
}

export type ClockDoubt = 'none' | 'future' | 'tooOld'
export type EffectiveTime = { readonly at: Instant; readonly doubt: ClockDoubt }

/**
 * The time a record counts from (CARE-CLOCK-1). A device's clock may be wrong; what is certain is that the record was
 * made after its last exchange and before this one. A claim outside is moved to the nearer end, and doubted when it
 * lies outside by more than the tolerance.
 */
export const clampEffective = (input: ClampInput): EffectiveTime => {
  const { claimedAt, lastPullAt, receivedAt, toleranceMinutes } = input
  if (claimedAt > receivedAt) {
    return { at: receivedAt, doubt: claimedAt > addMinutes(receivedAt, toleranceMinutes) ? 'future' : 'none' }
  }
  if (lastPullAt !== null && lastPullAt <= receivedAt && claimedAt < lastPullAt) {
    return { at: lastPullAt, doubt: claimedAt < addMinutes(lastPullAt, -toleranceMinutes) ? 'tooOld' : 'none' }
  }
  return { at: claimedAt, doubt: 'none' }
}
