import { serverNow } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { useMedicineWords } from '../../i18n/medicine.js'
import { formatDay, partsIn } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import { daysFromToday } from './medicine-state.js'

/** For how long medicine lasts as of today: what was told is counted down, and gone is said to be gone. */
export const Lasts = ({ outOn }: { readonly outOn: string }) => {
  const words = useMedicineWords()
  const { number, language } = useI18n()
  const days = daysFromToday(outOn, partsIn(serverNow(), useZone()).day)
  const day = formatDay(outOn, language)
  if (days > 0) return <span className="strong num">{words.left(number(days), day)}</span>
  return <span className="strong num tag tag-alarm">{days === 0 ? words.outToday : words.out(number(-days), day)}</span>
}
