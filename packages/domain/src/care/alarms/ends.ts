import type { Instant } from '../../shared/index.js'
import { countingEvents, isGone, type LifeFact, type LifeState } from '../life/life-state.js'

/** How an alarm ended. The first two are said by a person about the alarm; the others follow from the person's life. */
export type AlarmEnd = 'referred' | 'doctorDecided' | 'gone' | 'admitted'

export type AlarmStands = {
  readonly measuredAt: Instant
  readonly end: AlarmEnd | null
  /** The admission that answered it, kept while a death stands over it. */
  readonly admission: string | null
}

type Lived = {
  /** Every life fact known by now, the new one among them. */
  readonly facts: readonly LifeFact[]
  readonly fact: LifeFact
  readonly life: LifeState
}

const admissionAfter = ({ measuredAt, admission }: AlarmStands, { facts, fact }: Lived): string | null => {
  const answers = countingEvents(facts).filter((one) => one.kind === 'admission' && one.at >= measuredAt)
  if (fact.kind === 'takenBack' && fact.takesBack === admission) return answers[0]?.id ?? null
  // Only the admission that is recorded now: an alarm raised since an earlier one has been answered by nobody.
  return admission ?? answers.find(({ id }) => id === fact.id)?.id ?? null
}

/**
 * What a life event makes of one alarm (K5, K20). What a person ended stays ended. An admission to hospital answers the alarms
 * of what was measured until then; a death or leaving ends all. Taking the event back leaves each as without it.
 */
export const alarmAfterLife = (alarm: AlarmStands, lived: Lived): Omit<AlarmStands, 'measuredAt'> => {
  const { end, admission } = alarm
  if (end === 'referred' || end === 'doctorDecided') return { end, admission }
  const answered = admissionAfter(alarm, lived)
  if (isGone(lived.life)) return { end: 'gone', admission: answered }
  return { end: answered === null ? null : 'admitted', admission: answered }
}

/** Daily monitoring does not end while an alarm is open: somebody has said that this person is in danger, and nobody has answered. */
export const mayEndMonitoring = (openAlarms: number): boolean => openAlarms === 0
