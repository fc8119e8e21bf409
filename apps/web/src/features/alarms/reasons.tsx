import { useAlarmWords } from '../../i18n/alarms.js'
import { useWords } from '../../i18n/i18n.js'
import { RuleList } from '../policy/rule-list.js'
import type { Alarm } from './use-alarms.js'

type Told = Pick<Alarm, 'kind' | 'reasons' | 'spo2Percent'>

/** Why, in words: "SpO2 91%, low · out of breath". */
export const useReasons = (): ((alarm: Told) => string) => {
  const { reasons: words, signs } = useAlarmWords()
  return ({ kind, reasons, spo2Percent }) => {
    if (kind === 'referNow') return words.referNow
    const value = String(spo2Percent ?? '')
    // Very low says low as well.
    const told = reasons.some(({ code }) => code === 'spo2Danger')
      ? reasons.filter(({ code }) => code !== 'spo2Low')
      : reasons
    return told
      .map(({ code, sign }) => {
        if (code === 'sign') return sign === undefined ? '' : signs[sign]
        const text = words[code]
        return typeof text === 'function' ? text(value) : text
      })
      .join(' · ')
  }
}

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
