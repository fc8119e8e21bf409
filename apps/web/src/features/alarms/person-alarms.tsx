import { useAlarmWords } from '../../i18n/alarms.js'
import type { PersonInfo } from '../people/person-facts.js'
import { AlarmCard } from './alarm-card.js'

/** The alarms of one person: open ones first, then the closed behind a tap. */
export const PersonAlarms = ({ person }: { readonly person: PersonInfo }) => {
  const { page } = useAlarmWords()
  const open = person.alarms.filter(({ closed }) => closed === null)
  const closed = person.alarms.filter((alarm) => alarm.closed !== null)
  if (person.alarms.length === 0) return null
  const cards = (alarms: PersonInfo['alarms']) => (
    <ul className="alarm-list">
      {alarms.map((alarm) => (
        <li key={alarm.id}>
          <AlarmCard alarm={alarm} bare name={() => null} />
        </li>
      ))}
    </ul>
  )
  return (
    <section className="stack" aria-labelledby="alarms-title">
      <h2 id="alarms-title">{page.title}</h2>
      {open.length === 0 ? <p className="muted">{page.empty}</p> : cards(open)}
      {closed.length > 0 && (
        <details className="why">
          <summary>{page.closed}</summary>
          {cards(closed)}
        </details>
      )}
    </section>
  )
}
