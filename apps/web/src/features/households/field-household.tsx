import { FieldLink } from '../../app/field-router.js'
import { useWords } from '../../i18n/i18n.js'
import type { PersonInfo } from '../people/person-facts.js'
import { Household } from './household.js'

/** Who lives with a person, on the phone. */
export const FieldHousehold = ({ person }: { readonly person: PersonInfo }) => {
  const { byHand, person: words } = useWords()
  return (
    <Household
      person={person}
      self={person.id}
      aside={
        person.household !== null && (
          <FieldLink to={`households/${person.household}`} className="btn">
            {words.household}
          </FieldLink>
        )
      }
      link={(id, children) => <FieldLink to={`people/${id}`}>{children}</FieldLink>}
      correct={
        <FieldLink to={`edit/${person.id}`} className="btn">
          {byHand.correct}
        </FieldLink>
      }
    />
  )
}
