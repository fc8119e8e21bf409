import { useAlarmWords } from '../../i18n/alarms.js'
import { useI18n } from '../../i18n/i18n.js'
import { formatDay } from '../../ui/time.js'
import { type Usual, useUsual } from './usual.js'

/** Beside an SpO2 that is entered: the usual one of this person that a doctor set (K5); nothing where none holds. */
export const UsualLine = ({ person }: { readonly person: { readonly baseline?: Usual | null | undefined } }) => {
  const { baseline: words } = useAlarmWords()
  const { language } = useI18n()
  const usual = useUsual(person)
  if (usual === null) return null
  return <p className="note num">{words.holds(String(usual.spo2Percent), formatDay(usual.until, language))}</p>
}
