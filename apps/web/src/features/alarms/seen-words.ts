import type { Reply } from '../../api/client.js'
import { useAlarmWords } from '../../i18n/alarms.js'
import { useWords } from '../../i18n/i18n.js'

type Entry = Reply<'person.read'>['timeline'][number]
type Seen = Pick<
  Entry,
  'breathsPerMinute' | 'atRest' | 'warmHand' | 'onOxygen' | 'signs' | 'symptoms' | 'answeredBy' | 'talkSeconds'
>

/** What a record says beside SpO2 and temperature: "at rest · cold hand · 32 breaths a minute · worse". */
export const useSeenWords = (): ((entry: Seen) => readonly string[]) => {
  const { quality, signs, symptomsOf, answered } = useAlarmWords()
  const { person } = useWords()
  const { asWritten } = quality
  const either = (value: boolean | null, yes: string, no: string): string | null =>
    value === null ? null : value ? yes : no
  return (entry) =>
    [
      entry.answeredBy === null ? null : answered.asWritten[entry.answeredBy],
      entry.talkSeconds === null ? null : answered.lasted(Math.max(1, Math.ceil(entry.talkSeconds / 60))),
      either(entry.atRest, asWritten.rest, asWritten.moved),
      either(entry.warmHand, asWritten.warm, asWritten.cold),
      either(entry.onOxygen, asWritten.oxygen, asWritten.air),
      entry.breathsPerMinute === null ? null : person.breaths(String(entry.breathsPerMinute)),
      entry.symptoms === null ? null : symptomsOf[entry.symptoms],
      ...entry.signs.map((sign) => signs[sign]),
    ].filter((part) => part !== null)
}
