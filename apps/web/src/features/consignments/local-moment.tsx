import { useConsignments } from '../../i18n/consignments.js'
import { useI18n } from '../../i18n/i18n.js'
import { formatDay, partsIn } from '../../ui/time.js'

/** A moment by the clock of its own place, with whose clock that is where it is not China's. */
export const LocalMoment = ({ at, zone }: { readonly at: string; readonly zone: string }) => {
  const { language } = useI18n()
  const { zones } = useConsignments()
  const { day, clock } = partsIn(Date.parse(at), zone)
  const names: Readonly<Record<string, string>> = zones
  return (
    <time dateTime={at} className="num">
      {formatDay(day, language)} {clock}
      {zone !== 'Asia/Shanghai' && <span className="muted small"> {names[zone] ?? zone}</span>}
    </time>
  )
}
