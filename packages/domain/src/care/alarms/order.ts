import type { Instant } from '../../shared/index.js'

export type WaitingAlarm = {
  /** Somebody has it in hand. */
  readonly held: boolean
  /** The family refused, and the hours until a referral is offered again are over (CARE-REFER-1). */
  readonly offerOwed: boolean
  /** How far it has risen (CARE-CLIMB-1 to -3): 0 the team, 3 the county's leader on duty. */
  readonly level: 0 | 1 | 2 | 3
  /** Under the lowest mark of SpO2, or with a danger sign (CARE-ALARM-1, -2). */
  readonly urgent: boolean
  readonly raisedAt: Instant
}

// Nobody has it, the family is owed another word, somebody has it in hand.
const turnOf = ({ held, offerOwed }: WaitingAlarm): number => (held ? (offerOwed ? 1 : 2) : 0)

/**
 * Order in which open alarms are to be taken up (K5), the same on every screen: those nobody has before those in hand;
 * among them the highest risen first, since that many have already not answered; then the urgent; then the longest waiting.
 * Newest first was tried: on a busy evening the one that waited since noon stood last.
 */
export const compareAlarms = (a: WaitingAlarm, b: WaitingAlarm): number =>
  turnOf(a) - turnOf(b) || b.level - a.level || Number(b.urgent) - Number(a.urgent) || a.raisedAt - b.raisedAt
