import type { AlarmInfo } from '@lianfang/contract'
import { compareAlarms, type WaitingAlarm } from '@lianfang/domain/care'
import { instantOf } from '@lianfang/domain/shared'

type Ranked = Pick<AlarmInfo, 'acknowledged' | 'level' | 'urgent' | 'offerAgainAt' | 'raisedAt' | 'closed'>

/** The family refused, and the hours after which a referral is offered again are over (CARE-REFER-1). */
export const isOfferOwed = ({ offerAgainAt, closed }: Pick<Ranked, 'offerAgainAt' | 'closed'>, now: number): boolean =>
  closed === null && offerAgainAt !== null && Date.parse(offerAgainAt) <= now

const waitingOf = (alarm: Ranked, now: number): WaitingAlarm => ({
  held: alarm.acknowledged !== null,
  offerOwed: isOfferOwed(alarm, now),
  level: alarm.level,
  urgent: alarm.urgent,
  raisedAt: instantOf(Date.parse(alarm.raisedAt)),
})

/** Alarms in the order in which they are to be taken up; the rule is the domain's. */
export const mostUrgentFirst = <Of extends Ranked>(alarms: readonly Of[], now: number): readonly Of[] =>
  [...alarms].sort((a, b) => compareAlarms(waitingOf(a, now), waitingOf(b, now)))

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
