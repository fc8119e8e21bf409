import type { ReactNode } from 'react'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { PagedList } from '../../ui/paged-list.js'
import { EmptyState } from '../../ui/states.js'
import { useSession } from '../session/session.js'
import { HandoverLines } from './handovers.js'
import { NewPeople } from './new-people.js'
import { OtherTeams } from './other-teams.js'
import { TodayFigures } from './today-figures.js'
import { FieldRow } from './today-row.js'
import { useToday } from './use-today.js'

/** The first page of a worker's day. */
export const FieldToday = ({ more }: { readonly more: ReactNode }) => {
  const { words } = useI18n()
  const { acting } = useSession()
  const query = useToday()
  const first = query.data?.pages[0]
  return (
    <>
      <FieldHeading title={words.followup.todayTitle} aside={acting.team?.name ?? acting.place.name} />
      {acting.team === null && <p className="note">{words.followup.noTeam}</p>}
      {first !== undefined && <TodayFigures page={first} />}
      {first?.handovers !== undefined && <HandoverLines handovers={first.handovers} />}
      {more}
      {first !== undefined && <OtherTeams page={first} />}
      <PagedList
        query={query}
        skeleton={8}
        big
        shown={words.followup.loaded}
        empty={
          <EmptyState title={(first?.doneToday ?? 0) > 0 ? words.followup.empty : words.followup.nobodyDue}>
            {words.followup.emptyHint}
          </EmptyState>
        }
      >
        {(rows) => (
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
      </PagedList>
      {first !== undefined && <NewPeople page={first} link={(text) => <FieldLink to="fresh">{text}</FieldLink>} />}
      <p className="note">
        <a href="/sheets" className="btn btn-quiet">
          {words.followup.paper}
        </a>
      </p>
    </>
  )
}
