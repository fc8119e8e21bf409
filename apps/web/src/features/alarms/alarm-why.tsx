import { useAlarmWords } from '../../i18n/alarms.js'
import { Moment } from '../../ui/moment.js'
import { RuleList } from '../policy/rule-list.js'
import { useReasons } from './reasons.js'
import type { Alarm } from './use-alarms.js'

// From paper, or sent once there was a network again: the danger is older than the alarm.
const lateMs = 10 * 60_000

/** The reason, opening to the rules with clause and source. */
export const AlarmWhy = ({ alarm }: { readonly alarm: Alarm }) => {
  const { page } = useAlarmWords()
  const textOf = useReasons()
  const waits = alarm.acknowledged === null && alarm.closed === null
  const ids = alarm.kind === 'referNow' ? ['CARE-REFER-1'] : [...new Set(alarm.reasons.map((one) => one.ruleId))]
  return (
    <>
      <p className="strong">{textOf(alarm)}</p>
      {Date.parse(alarm.raisedAt) - Date.parse(alarm.measuredAt) > lateMs && (
        <p className="muted num">
          {page.measuredAt} <Moment at={alarm.measuredAt} />
        </p>
      )}
      {alarm.graverAt !== null && (
        <p className={waits ? 'alarm-text' : ''}>
          <Moment at={alarm.graverAt} /> · {waits ? page.graverNow : page.graver}
        </p>
      )}
      <details className="why">
        <summary>{page.why}</summary>
        <RuleList ids={ids} />
      </details>
    </>
  )
}
