import { useAlarmWords } from '../../i18n/alarms.js'
import { useWords } from '../../i18n/i18n.js'
import { RuleList } from '../policy/rule-list.js'
import { useReasons } from './reasons.js'
import type { Alarm } from './use-alarms.js'

/** The reason, opening to the rules with clause and source. */
export const AlarmWhy = ({ alarm }: { readonly alarm: Alarm }) => {
  const { page } = useAlarmWords()
  const { listSeparator, inBrackets } = useWords()
  const textOf = useReasons()
  const ids = alarm.kind === 'referNow' ? ['CARE-REFER-1'] : [...new Set(alarm.reasons.map((one) => one.ruleId))]
  return (
    <>
      <p className="strong">{textOf(alarm)}</p>
      <details className="why">
        <summary>
          {page.why}
          <span className="rule-id"> {inBrackets('', ids.join(listSeparator)).trim()}</span>
        </summary>
        <RuleList ids={ids} />
      </details>
    </>
  )
}
