import type { AccessValues } from '../../policy/index.js'
import { HOUR_MS, type Instant, instantOf } from '../../shared/index.js'

export type OpeningRefusal = 'reason-short' | 'reason-number'

export type OpeningDecision =
  | { readonly outcome: 'opened'; readonly until: Instant }
  | { readonly outcome: 'refused'; readonly reason: OpeningRefusal }

/**
 * Whether an emergency access may be opened with this reason, and until when (CARE-ACCESS-1, CARE-ACCESS-3). The reason is
 * kept as written, so it may not hold what would be an identity number or a telephone.
 */
export const decideOpening = (
  reason: string,
  { values, now }: { readonly values: AccessValues; readonly now: Instant },
): OpeningDecision => {
  const even = reason.normalize('NFKC')
  if (/\d{11}/.test(even)) return { outcome: 'refused', reason: 'reason-number' }
  const letters = even.match(/\p{L}/gu)?.length ?? 0
  if (letters < values.reasonLetters) return { outcome: 'refused', reason: 'reason-short' }
  return { outcome: 'opened', until: instantOf(now + values.openHours * HOUR_MS) }
}
