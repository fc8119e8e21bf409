import type { Reply } from '../../api/client.js'
import type { FollowupCommand, RecordedPerson } from '../followups/outbox-state.js'

/**
 * A reading that was just recorded here, and what the server said of it; arrived: nothing that is known
 * here. `person`: null after the page was opened anew.
 */
export type ToldReading = {
  readonly command: FollowupCommand
  readonly person: RecordedPerson | null
  readonly answer: 'waiting' | 'alarm' | 'quiet' | 'arrived'
}

// The last one alone: whoever records the next has read it. In memory only, it names people.
let told: ToldReading | null = null
const listeners = new Set<() => void>()
const set = (next: ToldReading | null): void => {
  told = next
  for (const tell of listeners) tell()
}

/** Whether anything was measured; signs and words alone are no measurement. */
export const hasMeasured = ({ spo2Percent, temperatureC, breathsPerMinute }: FollowupCommand): boolean =>
  [spo2Percent, temperatureC, breathsPerMinute].some((n) => n != null)

const saysMore = (command: FollowupCommand): boolean =>
  command.outcome === 'reached' &&
  ((command.signs ?? []).length > 0 || command.symptoms === 'worse' || hasMeasured(command))

/** A reading was recorded: it is judged at once, also without a network. */
export const tellReading = (one: Omit<ToldReading, 'answer'>): void => {
  if (saysMore(one.command)) set({ ...one, answer: 'waiting' })
}

/** Sent by an earlier page that never saw the answer: judged here, as without a network. */
const arrived = (command: FollowupCommand): void => {
  if (saysMore(command)) set({ command, person: null, answer: 'arrived' })
}

/** The server's word on a reading; that of an earlier page is told too when it raised an alarm. */
export const answerReading = (command: FollowupCommand, answer: Reply<'followup.record'> | null): void => {
  const recorded = answer?.outcome === 'recorded' || answer?.outcome === 'already-recorded'
  const alarm = recorded && answer.result.alarm
  if (answer === null) arrived(command)
  else if (told?.command.id === command.id) set(recorded ? { ...told, answer: alarm ? 'alarm' : 'quiet' } : null)
  else if (alarm) set({ command, person: null, answer: 'alarm' })
}

export const closeReading = (): void => set(null)
export const lastReading = (): ToldReading | null => told
export const onReading = (tell: () => void): (() => void) => {
  listeners.add(tell)
  return () => listeners.delete(tell)
}
