import { Link, useSearch } from '@tanstack/react-router'
import { useWords } from '../../i18n/i18n.js'
import type { PersonInfo } from '../people/person-facts.js'
import { Household } from './household.js'

/** Who lives with a person, beside the list; the list stays as it was filtered. */
export const DeskHousehold = ({ person }: { readonly person: PersonInfo }) => {
  const { byHand, person: words } = useWords()
  const search = useSearch({ from: '/people' })
  return (
    <Household
      person={person}
      self={person.id}
      aside={
        person.household !== null && (
          <Link to="/households/$id" params={{ id: person.household }} className="btn" style={{ alignSelf: 'start' }}>
            {words.household}
          </Link>
        )
      }
      link={(id, children) => (
        <Link to="/people/$id" params={{ id }} search={search} resetScroll={false}>
          {children}
        </Link>
      )}
      correct={
        <Link to="/people/$id/edit" params={{ id: person.id }} className="btn" style={{ alignSelf: 'start' }}>
          {byHand.correct}
        </Link>
      }
    />
  )
}
