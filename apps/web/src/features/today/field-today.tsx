import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { useSession } from '../session/session.js'
import { TodayFigures } from './today-figures.js'
import { FieldRow } from './today-row.js'
import { useToday } from './use-today.js'

/** The first page of a worker's day. */
export const FieldToday = () => {
  const { words } = useI18n()
  const { acting } = useSession()
  const query = useToday()
  const first = query.data?.pages[0]
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <>
      <FieldHeading title={words.followup.todayTitle} aside={acting.team?.name ?? acting.place.name} />
      {acting.team === null && <p className="note">{words.followup.noTeam}</p>}
      <Loaded query={query} rows={8}>
        {() => (
          <>
            {first !== undefined && <TodayFigures page={first} />}
            {rows.length === 0 ? (
              <EmptyState title={words.followup.empty}>{words.followup.emptyHint}</EmptyState>
            ) : (
              <ul className="f-list" aria-label={words.followup.listLabel}>
                {rows.map((row) => (
                  <FieldRow
                    key={row.id}
                    row={row}
                    link={(className, children) => (
                      <FieldLink to={`record/${row.id}`} className={className}>
                        {children}
                      </FieldLink>
                    )}
                  />
                ))}
              </ul>
            )}
            {query.hasNextPage && (
              <button
                type="button"
                className="btn btn-big"
                disabled={query.isFetchingNextPage}
                onClick={() => query.fetchNextPage()}
              >
                {words.common.more} · {words.followup.loaded(rows.length)}
              </button>
            )}
          </>
        )}
      </Loaded>
    </>
  )
}
