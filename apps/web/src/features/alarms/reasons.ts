import { useAlarmWords } from '../../i18n/alarms.js'
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
