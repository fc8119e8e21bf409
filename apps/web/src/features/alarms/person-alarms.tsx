import { useAlarmWords } from '../../i18n/alarms.js'
import { useNow } from '../../ui/clock.js'
import type { PersonInfo } from '../people/person-facts.js'
import { AlarmCard } from './alarm-card.js'
import { byPerson, mostUrgentFirst } from './alarm-order.js'

/** The alarms of one person: open ones first, then the closed behind a tap. */
export const PersonAlarms = ({ person }: { readonly person: PersonInfo }) => {
  const { page } = useAlarmWords()
  const open = person.alarms.filter(({ closed }) => closed === null)
  const closed = person.alarms.filter((alarm) => alarm.closed !== null)
  const now = useNow()
  if (person.alarms.length === 0) return null
  // Those that ended are history, each by itself; what is open is one matter.
  const together = byPerson(mostUrgentFirst(open, now)).map((alarms) => (
    <AlarmCard key={alarms[0].personId} alarms={alarms} bare name={() => null} />
  ))
  return (
    <section className="stack" aria-labelledby="alarms-title">
      <h2 id="alarms-title">{page.title}</h2>
      {open.length === 0 ? <p className="muted">{page.empty}</p> : together}
      {closed.length > 0 && (
        <details className="why">
          <summary>{page.closed}</summary>
          <ul className="alarm-list">
            {closed.map((alarm) => (
              <li key={alarm.id}>
                <AlarmCard alarms={[alarm]} bare name={() => null} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
