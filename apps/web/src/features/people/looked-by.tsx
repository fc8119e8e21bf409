import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { Moment } from '../../ui/moment.js'
import type { PersonInfo } from './person-facts.js'

/** Who opened this person's page, newest first. */
export const LookedBy = ({ person }: { readonly person: PersonInfo }) => {
  const { looked } = useDesk()
  const { shared } = useI18n()
  const roles: Readonly<Record<string, string>> = shared.roles
  return (
    <details className="why">
      <summary>{looked.by}</summary>
      {person.lookedBy.length === 0 && <p className="muted">{looked.empty}</p>}
      <ul className="small">
        {person.lookedBy.map((look) => (
          <li key={`${look.at}${look.by}`} className="line">
            <Moment at={look.at} /> {look.by} <span className="muted">{roles[look.role] ?? ''}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
