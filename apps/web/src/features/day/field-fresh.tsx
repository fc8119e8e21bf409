import { placeInUrl } from '../../api/path.js'
import { usePages } from '../../api/use-api.js'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useDayMoreWords } from '../../i18n/day-more.js'
import { PagedList } from '../../ui/paged-list.js'
import { EmptyState } from '../../ui/states.js'
import { peoplePlace } from '../session/scope.js'
import { useSession } from '../session/session.js'
import { FieldRow } from '../today/today-row.js'

/** The team's new people, whose first contact is owed in the days to come. */
export const FieldFresh = () => {
  const words = useDayMoreWords()
  const session = useSession()
  const place = placeInUrl(peoplePlace(session))
  const query = usePages('person.list', { query: { place, state: 'firstContact', limit: 50 } })
  return (
    <>
      <FieldHeading title={words.newTitle} back />
      <PagedList query={query} skeleton={8} big empty={<EmptyState title={words.newNone} />}>
        {(rows) => (
          <ul className="f-list" aria-label={words.newTitle}>
            {rows.map((row) => (
              <FieldRow
                key={row.id}
                row={row}
                link={(className, children) => (
                  <FieldLink to={`people/${row.id}`} className={className}>
                    {children}
                  </FieldLink>
                )}
              />
            ))}
          </ul>
        )}
      </PagedList>
    </>
  )
}
