import { type ReactNode, useEffect, useState } from 'react'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { later } from '../../ui/later.js'
import { PagedList } from '../../ui/paged-list.js'
import { EmptyState } from '../../ui/states.js'
import type { TodayPage } from '../followups/today-cache.js'
import { useSession } from '../session/session.js'
import { TodayFigures } from './today-figures.js'
import { FieldRow } from './today-row.js'
import { useToday } from './use-today.js'

// Seldom more than two lines, and the list is what is waited for: 2 KB that come after it, as the other late parts do.
const soonMs = 1_500
const dayMore = later(async () => (await import('../day/day-more.js')).DayMore)

const saysMore = ({ handovers, otherTeams, newPeople }: TodayPage): boolean =>
  otherTeams.length + newPeople.count > 0 || Object.values(handovers).some((lines) => lines.length > 0)

/** Whether those lines can be shown without a gap that moves the list under the finger. */
const useMoreHere = (wanted: boolean): boolean => {
  const [here, setHere] = useState(false)
  useEffect(() => {
    if (!wanted) return
    const load = (): void =>
      void dayMore.ahead().then(
        () => setHere(true),
        () => undefined, // tried again when the day is opened anew
      )
    const timer = setTimeout(load, soonMs)
    return () => clearTimeout(timer)
  }, [wanted])
  return here
}

/** The first page of a worker's day. */
export const FieldToday = ({ more }: { readonly more: ReactNode }) => {
  const { words } = useI18n()
  const { acting } = useSession()
  const query = useToday()
  const first = query.data?.pages[0]
  const here = useMoreHere(first !== undefined && saysMore(first))
  return (
    <>
      <FieldHeading title={words.followup.todayTitle} aside={acting.team?.name ?? acting.place.name} />
      {acting.team === null && <p className="note">{words.followup.noTeam}</p>}
      {first !== undefined && <TodayFigures page={first} />}
      {first !== undefined && here && <dayMore.Screen page={first} part="above" />}
      {more}
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
      {first !== undefined && here && <dayMore.Screen page={first} part="below" />}
      <p className="note">
        <a href="/sheets" className="btn btn-quiet">
          {words.followup.paper}
        </a>
      </p>
    </>
  )
}
