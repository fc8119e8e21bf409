import { useDayMoreWords } from '../../i18n/day-more.js'
import { useI18n } from '../../i18n/i18n.js'
import { useNow } from '../../ui/clock.js'
import { formatInstant } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import type { TodayPage } from '../followups/today-cache.js'

type OwnCall = TodayPage['handovers']['calls'][number]

/** A call in hand: what it came to, about whom, and what is to be done by when; it opens where it is called back and closed. */
const Line = ({ id, place, about, outcome, dueAt, todo }: OwnCall) => {
  const { handover: words } = useDayMoreWords()
  const { language } = useI18n()
  const zone = useZone()
  const now = useNow()
  const late = todo === 'callBack' && Date.parse(dueAt) < now
  const when = formatInstant(dueAt, zone, language)
  const waits = late ? words.callLate(when) : words.callBack(when)
  return (
    <li>
      <a href={`/desk?place=${place}&call=${id}`}>
        <strong className={outcome === 'emergency' ? 'alarm-text' : ''}>
          {words.call(words.outcomes[outcome], about)}
        </strong>
        <br />
        <span className={late ? 'num alarm-text' : 'num'}>{todo === 'close' ? words.closeCall : waits}</span>
      </a>
    </li>
  )
}

/** Open calls of a 24-hour desk that the reader or their team has in hand (K4). */
export const OwnCalls = ({ calls }: { readonly calls: readonly OwnCall[] }) => {
  const { handover: words } = useDayMoreWords()
  return (
    <section className="note note-warn stack" aria-labelledby="own-calls">
      <h2 id="own-calls">{words.calls}</h2>
      <ul className="stack">
        {calls.map((one) => (
          <Line key={one.id} {...one} />
        ))}
      </ul>
    </section>
  )
}
