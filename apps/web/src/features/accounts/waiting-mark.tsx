import { useI18n } from '../../i18n/i18n.js'
import { formatDay, partsIn } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import type { Account } from './use-accounts.js'
import { useStaffWords } from './use-staff-words.js'

/** That somebody has not set a password yet, and until when their card is good. */
export const WaitingMark = ({ waiting }: Pick<Account, 'waiting'>) => {
  const words = useStaffWords()
  const { language } = useI18n()
  const zone = useZone()
  if (waiting === null) return null
  const { cardUntil } = waiting
  return (
    <div className="muted small">
      {cardUntil === null
        ? words.waitingNoCard
        : words.waitingCard(formatDay(partsIn(Date.parse(cardUntil) - 1, zone).day, language))}
    </div>
  )
}
