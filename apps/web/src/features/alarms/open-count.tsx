import { useAlarmWords } from '../../i18n/alarms.js'
import { useI18n } from '../../i18n/i18n.js'
import { countText, useAlarmPlace, useOpenAlarms } from './use-alarms.js'
import './alarms.css'

/** How many alarms are open, beside the module's name. */
export const OpenCount = () => {
  const { page } = useAlarmWords()
  const { number } = useI18n()
  const { data } = useOpenAlarms(useAlarmPlace())
  if (data === undefined || data.rows.length === 0) return null
  const text = countText(data.rows.length, data.next !== null, number)
  return (
    <span className="rail-count num">
      <span aria-hidden="true">{text}</span>
      <span className="sr">{page.count(text)}</span>
    </span>
  )
}
