import { placeInUrl } from '../../api/path.js'
import { usePages } from '../../api/use-api.js'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { TextField } from '../../ui/form.js'
import { PagedList } from '../../ui/paged-list.js'
import { EmptyState, isNoRight, ProblemNote } from '../../ui/states.js'
import { AskedBackTag } from '../life/asked-back-tag.js'
import { peoplePlace } from '../session/scope.js'
import { useSession } from '../session/session.js'
import { FieldRow } from '../today/today-row.js'
import { setSearchText, useSearchText } from './search-memory.js'
import { useSearch } from './use-search.js'

type Rows = readonly Parameters<typeof FieldRow>[0]['row'][]

const List = ({ rows, to }: { readonly rows: Rows; readonly to: (id: string) => string }) => (
  <ul className="f-list">
    {rows.map((row) => (
      <FieldRow
        key={row.id}
        row={row}
        mark={<AskedBackTag row={row} />}
        link={(className, children) => (
          <FieldLink to={to(row.id)} className={className}>
            {children}
          </FieldLink>
        )}
      />
    ))}
  </ul>
)

const Everybody = ({ to }: { readonly to: (id: string) => string }) => {
  const { words } = useI18n()
  const session = useSession()
  const query = usePages('person.list', { query: { place: placeInUrl(peoplePlace(session)), limit: 50 } })
  // At a township, without a team, there is nobody to list yet: not a want of right but of a team.
  if (session.acting.team === null && isNoRight(query.error)) return <p className="note">{words.field.needTeam}</p>
  return (
    <PagedList query={query} skeleton={8} big empty={<EmptyState title={words.field.peopleEmpty} />}>
      {(rows) => <List rows={rows} to={to} />}
    </PagedList>
  )
}

type Props = { readonly purpose: 'look' | 'report' }

/** People of the team, and the search; to look at somebody or to report on them. */
export const FieldPeople = ({ purpose }: Props) => {
  const { words } = useI18n()
  const session = useSession()
  const written = useSearchText()
  const { text, query } = useSearch(peoplePlace(session))
  const to = (id: string): string => (purpose === 'report' ? `report/${id}` : `people/${id}`)
  return (
    <>
      <FieldHeading title={purpose === 'report' ? words.field.reportTitle : words.field.peopleTitle} />
      {purpose === 'look' && (
        <FieldLink to="people/new" className="btn btn-big">
          {`+ ${words.byHand.add}`}
        </FieldLink>
      )}
      {purpose === 'report' && <p className="muted">{words.field.reportIntro}</p>}
      <TextField
        label={words.field.searchLabel}
        hint={words.field.searchHint}
        type="search"
        autoComplete="off"
        maxLength={60}
        value={written}
        onChange={setSearchText}
      />
      {text === '' ? (
        <Everybody to={to} />
      ) : (
        <div aria-live="polite" className="stack">
          {query.error && <ProblemNote error={query.error} onRetry={() => query.refetch()} />}
          {query.data !== undefined && (
            <p className="muted small">
              {query.data.rows.length === 0 ? words.field.searchNone : words.field.found(query.data.rows.length)}
            </p>
          )}
          <List rows={query.data?.rows ?? []} to={to} />
        </div>
      )}
    </>
  )
}
