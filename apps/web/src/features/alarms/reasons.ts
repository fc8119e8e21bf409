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
      .map(({ code, sign, fromSpo2Percent }) => {
        if (code === 'sign') return sign === undefined ? '' : signs[sign]
        // Alarms of before both values were kept say that it fell, and no more.
        if (code === 'spo2Fell' && fromSpo2Percent !== undefined && spo2Percent !== null) {
          return words.spo2FellFrom(String(fromSpo2Percent), value)
        }
        const text = words[code]
        return typeof text === 'function' ? text(value) : text
      })
      .join(' · ')
  }
}
