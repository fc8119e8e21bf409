import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useDesk } from '../../i18n/desk.js'
import { useWords } from '../../i18n/i18n.js'
import { PagedList } from '../../ui/counted-list.js'
import { Field } from '../../ui/form.js'
import { EmptyState } from '../../ui/states.js'
import { partsIn } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import { HandoverLines } from '../day/handovers.js'
import { NewPeople } from '../day/new-people.js'
import { PeopleTable } from '../people/people-table.js'
import { useMay, useSession } from '../session/session.js'
import { PrintButtons } from '../sheets/print-button.js'
import { TodayFigures } from './today-figures.js'
import { useToday } from './use-today.js'

const TeamChoice = ({ team, place }: { readonly team: string; readonly place: string }) => {
  const { today: words } = useDesk()
  const navigate = useNavigate()
  const { data } = useApi('team.list', { query: { place: placeInUrl(place) } })
  return (
    <Field label={words.team}>
      {(ids) => (
        <select
          className="input"
          {...ids}
          value={team}
          onChange={(event) =>
            navigate({
              to: '/today',
              search: (old) =>
                ({ ...old, team: event.target.value === '' ? undefined : event.target.value }) as typeof old,
            })
          }
        >
          <option value="">{words.allTeams}</option>
          {(data?.teams ?? []).map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

const whoIsNew = (place: string, team: string | undefined) => ({
  place: placeInUrl(place),
  state: 'firstContact' as const,
  ...(team === undefined ? {} : { team }),
})

/** From the figures of the day to their lists. They are those of the role's own place, whichever place is looked at. */
const useWays = (team: string | undefined, asOf: string) => {
  const { acting } = useSession()
  const zone = useZone()
  const whose = { place: placeInUrl(acting.place.code), ...(team === undefined ? {} : { team }) }
  return {
    overdue: (n: string) => (
      <Link to="/people" search={{ ...whose, state: 'overdue' }} className="quiet-link">
        {n}
      </Link>
    ),
    done: (n: string) => (
      <Link to="/followups" search={{ ...whose, day: partsIn(Date.parse(asOf), zone).day }} className="quiet-link">
        {n}
      </Link>
    ),
  }
}

/** A day of one team or of all, at the desk: to see how it goes and to call back. */
export const TodayPage = () => {
  const { today: words } = useDesk()
  const base = useWords()
  const may = useMay()
  const place = usePlace()
  const { acting } = useSession()
  const search = useSearch({ from: '/today' })
  const query = useToday(search.team)
  const first = query.data?.pages[0]
  const ways = useWays(search.team, first?.asOf ?? '')
  return (
    <Page
      title={words.title}
      error={query.error}
      actions={<PrintButtons team={search.team ?? acting.team?.id ?? null} place={place} />}
    >
      {may('team.read') && place.length >= 6 && (
        <div className="filters">
          <TeamChoice team={search.team ?? ''} place={place} />
        </div>
      )}
      {first !== undefined && <TodayFigures page={first} ways={ways} />}
      {first !== undefined && (
        <HandoverLines
          handovers={first.handovers}
          link={(id, text, className) => (
            <Link to="/people/$id" params={{ id }} search={{ place: placeInUrl(place) }} className={className}>
              {text}
            </Link>
          )}
          toTeam={(text) => (
            <Link to="/me" className="btn btn-quiet">
              {text}
            </Link>
          )}
        />
      )}
      <PagedList
        query={query}
        skeleton={12}
        empty={
          <EmptyState title={(first?.doneToday ?? 0) > 0 ? base.followup.empty : base.followup.nobodyDue}>
            {base.followup.emptyHint}
          </EmptyState>
        }
      >
        {(rows) => (
          <PeopleTable
            rows={rows}
            caption={words.caption}
            openId={null}
            link={(row, children) => (
              <Link to="/people/$id" params={{ id: row.id }} search={{ place: placeInUrl(place) }} data-row>
                {children}
              </Link>
            )}
          />
        )}
      </PagedList>
      {first !== undefined && (
        <NewPeople
          page={first}
          link={(text) => (
            <Link to="/people" search={whoIsNew(acting.place.code, search.team)}>
              {text}
            </Link>
          )}
        />
      )}
    </Page>
  )
}
