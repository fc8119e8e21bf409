import type { FollowupCommand } from './outbox-state.js'
import type { Seen } from './readings.js'
import type { Channel, RecordInput } from './use-record.js'

/** What an entry says, as the timeline or the page that recorded it knows it. */
export type EntryAsRecorded = {
  readonly at?: string
  readonly channel: Channel | null
  readonly outcome: FollowupCommand['outcome'] | null
  readonly spo2Percent?: number | null | undefined
  readonly temperatureC?: number | null | undefined
  readonly breathsPerMinute?: number | null | undefined
  readonly atRest?: boolean | null | undefined
  readonly warmHand?: boolean | null | undefined
  readonly onOxygen?: boolean | null | undefined
  readonly signs?: Seen['signs'] | undefined
  readonly symptoms?: Seen['symptoms'] | undefined
  readonly unwell?: boolean | null | undefined
  readonly answeredBy?: FollowupCommand['answeredBy']
  readonly talkSeconds?: number | null | undefined
  readonly note?: string | null | undefined
}

/** What a correction says beside how it was and with what result. */
export type Said = Omit<RecordInput, 'person' | 'channel' | 'outcome' | 'corrects'>

/** What is said in the form as it stands, null where it asks to be put right first; and how its note is forgotten once sent. */
export type SaidHeld = { readonly said: () => Said | null; readonly forget: () => void }
