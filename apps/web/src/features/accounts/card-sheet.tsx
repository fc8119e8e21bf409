import { confusableIn } from '@lianfang/domain/org'
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { createPortal } from 'react-dom'
import { serverNow } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { formatDay, partsIn } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import type { Cards } from './use-cards.js'
import { useStaffWords } from './use-staff-words.js'
import './card-sheet.css'

const dayMs = 86_400_000

/** The code as an image: markup from anywhere is never put into the page. */
const imageOf = (svg: string): string => `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`

type CardProps = { readonly card: Cards['cards'][number]; readonly day: string; readonly days: string }

const SignCard = ({ card, day, days }: CardProps) => {
  const words = useStaffWords()
  const { shared } = useI18n()
  const placeName = usePlaceName()
  const alike = confusableIn(card.login)
  const places = [card.township, card.place].flatMap((place) => (place === null ? [] : [placeName(place)]))
  return (
    <li className="sign-card">
      <img src={imageOf(card.qrSvg)} alt={words.qr(card.name)} />
      <div>
        <p className="sign-card-name">{card.name}</p>
        <p>
          {shared.roles[card.role]} · {places.join(' ')}
        </p>
        <p>
          {words.login}: <strong className="sign-card-login">{card.login}</strong>
        </p>
        {alike.length > 0 && <p className="small">{words.cardAlike(alike.map((one) => words.alike[one]))}</p>}
        <p>{words.cardScan}</p>
        <p>{words.cardUntil(day, days)}</p>
        <p>{words.cardLater(new URL(card.address).host)}</p>
      </div>
    </li>
  )
}

/** Cards ready to be printed, over the page and instead of it on paper. Closed, they are gone. */
export const CardSheet = ({ made, onClose }: { readonly made: Cards; readonly onClose: () => void }) => {
  const words = useStaffWords()
  const { language, number } = useI18n()
  const zone = useZone()
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const root = document.getElementById('root')
    root?.setAttribute('inert', '')
    heading.current?.focus()
    return () => root?.removeAttribute('inert')
  }, [])
  // It runs out when its last day ends.
  const day = made.until === null ? '' : formatDay(partsIn(Date.parse(made.until) - 1, zone).day, language)
  const days = made.until === null ? 0 : Math.floor((Date.parse(made.until) - serverNow()) / dayMs)
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onClose()
  }
  return createPortal(
    <div className="card-sheet" role="dialog" aria-modal="true" aria-labelledby={id} onKeyDown={keys}>
      <div className="card-sheet-tools stack">
        <h2 id={id} ref={heading} tabIndex={-1}>
          {words.cardsTitle}
        </h2>
        {made.skipped > 0 && <p className="note note-warn">{words.cardsSkipped(number(made.skipped))}</p>}
        <p>{made.cards.length === 0 ? words.cardsNone : words.cardsOnce}</p>
        <p className="line">
          {made.cards.length > 0 && (
            <button type="button" className="btn btn-main" onClick={() => window.print()}>
              {words.print}
            </button>
          )}
          <button type="button" className="btn" onClick={onClose}>
            {words.closeCards}
          </button>
        </p>
      </div>
      <ul className="sign-cards">
        {made.cards.map((card) => (
          <SignCard key={card.id} card={card} day={day} days={number(days)} />
        ))}
      </ul>
    </div>,
    document.body,
  )
}
