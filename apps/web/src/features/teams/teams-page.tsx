import { Link, Outlet, useRouterState, useSearch } from '@tanstack/react-router'
import { type Reply, urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useBindingWords } from '../../i18n/bindings.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { FileLinks } from '../../ui/file-links.js'
import { ListTools, useListTools } from '../../ui/list-tools.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { useMay } from '../session/session.js'
import { StandingIn } from './standing-in.js'
import { TeamTable } from './team-table.js'
import { TownshipChoice } from './township-choice.js'
import { Unbound } from './unbound.js'

type Teams = Reply<'team.list'>

type ListProps = {
  readonly teams: Teams['teams']
  readonly openId: string | null
  readonly place: string
}

const TeamList = ({ teams, openId, place }: ListProps) => {
  const { teams: words } = useDesk()
  const { language } = useI18n()
  const tools = useListTools({
    rows: teams,
    keyOf: (team) => team.id,
    textOf: (team) =>
      [team.name, team.township.name, ...team.members.map((m) => m.name), ...team.villages.map((v) => v.name)].join(
        ' ',
      ),
    orders: {
      place: { value: (team) => `${team.township.code} ${team.name}` },
      overdue: { value: (team) => team.overdue, down: true },
      people: { value: (team) => team.people, down: true },
    },
    first: 'place',
  })
  const file = (format: 'xlsx' | 'csv'): string =>
    urlOf('team.export', { query: { place: placeInUrl(place), format, language } })
  return (
    <>
      <ListTools tools={tools} label={words.searchLabel} orders={words.orders}>
        <FileLinks urlOf={file} />
      </ListTools>
      {tools.shown.length === 0 ? (
        <EmptyState title={words.noneFound} />
      ) : (
        <TeamTable teams={tools.shown} openId={openId} />
      )}
    </>
  )
}

/** Grid teams of a place and the villages that have none. */
export const TeamsPage = () => {
  const { teams: words } = useDesk()
  const bindings = useBindingWords()
  const may = useMay()
  const place = usePlace()
  const { village: _village, ...search } = useSearch({ from: '/teams' })
  // A team, a new one, or one of the two forms: whatever is open beside the list.
  const open = useRouterState({ select: ({ location }) => location.pathname.split('/')[2] ?? null })
  const { number } = useI18n()
  const query = useApi('team.list', { query: { place: placeInUrl(place) } })
  const township = place.length >= 9
  return (
    <div className={`split ${open === null ? '' : 'has-panel'}`}>
      <Page
        title={words.title}
        error={query.error}
        actions={
          may('team.manage') &&
          township && (
            <>
              <Link to="/teams/away" search={search} className="btn" resetScroll={false}>
                {words.away.title}
              </Link>
              <Link to="/teams/grids" search={search} className="btn" resetScroll={false}>
                {bindings.grids.title}
              </Link>
              <Link to="/teams/balance" search={search} className="btn" resetScroll={false}>
                {words.balance.link}
              </Link>
              <Link
                to="/teams/$id"
                params={{ id: 'new' }}
                search={search}
                className={`btn ${open === null ? 'btn-main' : ''}`}
              >
                {words.create}
              </Link>
            </>
          )
        }
      >
        <Loaded query={query}>
          {(data) => (
            <>
              {may('team.manage') && !township && <TownshipChoice county={place} to="/teams" />}
              <Unbound unbound={data.unbound} />
              <StandingIn teams={data.teams} />
              {data.teams.length === 0 ? (
                <EmptyState title={words.empty}>{words.emptyHint}</EmptyState>
              ) : (
                <>
                  <p className="num">
                    {words.sum(number(data.teams.length), number(data.working), number(data.members))}
                  </p>
                  <p className="muted">{words.norm(number(data.norm))}</p>
                  <TeamList teams={data.teams} openId={open} place={place} />
                </>
              )}
            </>
          )}
        </Loaded>
      </Page>
      <Outlet />
    </div>
  )
}
