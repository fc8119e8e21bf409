import { useI18n } from '../i18n/i18n.js'
import { useNow } from './clock.js'
import { formatInstant, relativeOf } from './time.js'
import { useZone } from './zone.js'

type Props = { readonly at: string; readonly exact?: true }

/** A moment: relative under 24 hours, the exact one on hover and for readers; else the exact one. */
export const Moment = ({ at, exact }: Props) => {
  const { words, language } = useI18n()
  const zone = useZone()
  const now = useNow()
  const written = formatInstant(at, zone, language)
  const relative = exact ? null : relativeOf(Date.parse(at), now, words.time)
  return (
    <time dateTime={at} title={written} className="num">
      {relative ?? written}
      {relative !== null && <span className="sr"> {written}</span>}
    </time>
  )
}
