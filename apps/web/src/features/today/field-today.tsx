import { type ReactNode, useEffect, useState } from 'react'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { later } from '../../ui/later.js'
import { PagedList } from '../../ui/paged-list.js'
import { EmptyState, Skeleton } from '../../ui/states.js'
import type { TodayPage } from '../followups/today-cache.js'
import { useSession } from '../session/session.js'
import { TodayFigures } from './today-figures.js'
import { FieldRow } from './today-row.js'
import { useToday } from './use-today.js'

// Seldom more than two lines, 3 KB that come after the day. The list waits for those that stand above it, though not for long:
// once it is drawn nothing is put in above it by itself.
const soonMs = 1_500
const waitMs = 2_000
const dayMore = later(async () => (await import('../day/day-more.js')).DayMore)
let fetched = false

const saysAbove = ({ handovers, otherTeams }: TodayPage): boolean =>
  otherTeams.length > 0 || Object.values(handovers).some((lines) => lines.length > 0)

/** Whether the lines around the list can be shown, whether the list may be drawn, and whether it was drawn before them. */
const useMore = (first: TodayPage | undefined) => {
  const none = first === undefined
  const above = !none && saysAbove(first)
  const wanted = above || (!none && first.newPeople.count > 0)
  const [here, setHere] = useState(fetched)
  const [drawn, setDrawn] = useState(false)
  const draws = !above || here || drawn
  useEffect(() => {
    if (here || !wanted) return
    const load = (): void =>
      void dayMore.ahead().then(
        () => {
          fetched = true
          setHere(true)
        },
        () => setDrawn(true), // tried again when the day is opened anew
      )
    const loads = setTimeout(load, above ? 0 : soonMs)
    const waits = setTimeout(() => setDrawn(true), waitMs)
    return () => {
      clearTimeout(loads)
      clearTimeout(waits)
    }
  }, [here, wanted, above])
  useEffect(() => setDrawn(!none && draws), [none, draws])
  return { here, draws, drawn }
}

/** The first page of a worker's day. */
export const FieldToday = ({ more }: { readonly more: ReactNode }) => {
  const { words } = useI18n()
  const { acting } = useSession()
  const query = useToday()
  const first = query.data?.pages[0]
  const { here, draws, drawn } = useMore(first)
  return (
    <>
      <FieldHeading title={words.followup.todayTitle} aside={acting.team?.name ?? acting.place.name} />
      {acting.team === null && <p className="note">{words.followup.noTeam}</p>}
      {first !== undefined && <TodayFigures page={first} />}
      {first !== undefined && here && <dayMore.Screen page={first} part="above" late={drawn} />}
      {more}
      {draws ? (
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
      ) : (
        <Skeleton rows={8} />
      )}
      {first !== undefined && here && <dayMore.Screen page={first} part="below" late={drawn} />}
      <p className="note">
        <a href="/sheets" className="btn btn-quiet">
          {words.followup.paper}
        </a>
      </p>
    </>
  )
}
