import type { AlarmInfo } from '@lianfang/contract'

type Ranked = Pick<AlarmInfo, 'acknowledged' | 'urgent' | 'offerAgainAt' | 'raisedAt' | 'closed'>

/** The family refused, and the hours after which a referral is offered again are over (CARE-REFER-1). */
export const isOfferOwed = ({ offerAgainAt, closed }: Pick<Ranked, 'offerAgainAt' | 'closed'>, now: number): boolean =>
  closed === null && offerAgainAt !== null && Date.parse(offerAgainAt) <= now

// Nobody has it, the family is owed another word, somebody has it in hand.
const rankOf = (alarm: Ranked, now: number): number => {
  if (alarm.acknowledged === null) return alarm.urgent ? 0 : 1
  if (isOfferOwed(alarm, now)) return 2
  return alarm.urgent ? 3 : 4
}

/** Those nobody has in hand first, then those to be offered again, the urgent before the others, the newest before the older. */
export const mostUrgentFirst = <Of extends Ranked>(alarms: readonly Of[], now: number): readonly Of[] =>
  [...alarms].sort((a, b) => rankOf(a, now) - rankOf(b, now) || (a.raisedAt < b.raisedAt ? 1 : -1))

/** The alarms of each person together, each where the first of them stands. */
export const byPerson = <Of extends { readonly personId: string }>(
  alarms: readonly Of[],
): readonly (readonly [Of, ...Of[]])[] => {
  const groups = new Map<string, [Of, ...Of[]]>()
  for (const alarm of alarms) {
    const group = groups.get(alarm.personId)
    if (group === undefined) groups.set(alarm.personId, [alarm])
    else group.push(alarm)
  }
  return [...groups.values()]
}
