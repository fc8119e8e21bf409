import { placeInUrl } from '../../api/path.js'
import { usePages } from '../../api/use-api.js'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { PagedList } from '../../ui/paged-list.js'
import { EmptyState } from '../../ui/states.js'
import { peoplePlace } from '../session/scope.js'
import { useSession } from '../session/session.js'
import { FieldRow } from './today-row.js'

/** The team's new people, whose first contact is owed in the days to come. */
export const FieldFresh = () => {
  const { words } = useI18n()
  const session = useSession()
  const place = placeInUrl(peoplePlace(session))
  const query = usePages('person.list', { query: { place, state: 'firstContact', limit: 50 } })
  return (
    <>
      <FieldHeading title={words.followup.newTitle} back />
      <PagedList query={query} skeleton={8} big empty={<EmptyState title={words.followup.newNone} />}>
        {(rows) => (
          <ul className="f-list" aria-label={words.followup.newTitle}>
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
