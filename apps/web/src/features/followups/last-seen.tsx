import { useI18n } from '../../i18n/i18n.js'
import { Moment } from '../../ui/moment.js'
import { usePerson } from '../people/use-person.js'

type LastReadings = { readonly at: string; readonly text: string }
type LastSeenProps = { readonly id: string; readonly at: string | null }

/** The last readings, when the person's page was read before; nobody's page is opened only to record. */
const useLastReadings = (id: string): LastReadings | null => {
  const { person } = useI18n().words
  const { data } = usePerson(id, false)
  const last = data?.timeline.find((entry) => !entry.corrected && (entry.spo2Percent ?? entry.temperatureC) !== null)
  if (last === undefined) return null
  const spo2 = last.spo2Percent === null ? null : person.spo2(String(last.spo2Percent))
  const temperature = last.temperatureC === null ? null : person.temperature(last.temperatureC.toFixed(1))
  return { at: last.at, text: [spo2, temperature].filter((text) => text !== null).join(' · ') }
}

/** The last talk, and the last readings: with their own day where they are of another one. */
export const LastSeen = ({ id, at }: LastSeenProps) => {
  const { words } = useI18n()
  const readings = useLastReadings(id)
  return (
    <>
      {at !== null && (
        <p className="muted small num">
          {words.person.lastReached} <Moment at={at} />
          {readings?.at === at && ` · ${readings.text}`}
        </p>
      )}
      {readings !== null && readings.at !== at && (
        <p className="muted small num">
          <Moment at={readings.at} /> · {readings.text}
        </p>
      )}
    </>
  )
}
