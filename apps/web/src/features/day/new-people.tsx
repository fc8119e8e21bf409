import type { ReactNode } from 'react'
import { useDayMoreWords } from '../../i18n/day-more.js'
import { useI18n } from '../../i18n/i18n.js'
import { formatInstant } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import type { TodayPage } from '../followups/today-cache.js'

type Props = { readonly page: TodayPage; readonly link: (text: string) => ReactNode }

/** Whoever was taken in is due in some days: said below the list, so that nobody takes them for lost. */
export const NewPeople = ({ page, link }: Props) => {
  const { number, language } = useI18n()
  const words = useDayMoreWords()
  const zone = useZone()
  const { count, more, firstDue } = page.newPeople
  if (count === 0 || firstDue === null) return null
  const first = formatInstant(firstDue, zone, language)
  return <p className="muted num">{link(words.newPeople(`${number(count)}${more ? '+' : ''}`, first))}</p>
}
