import { Link, Outlet, useParams, useSearch } from '@tanstack/react-router'
import { type Reply, urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { ListTools, useListTools } from '../../ui/list-tools.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { useMay } from '../session/session.js'

type Teams = Reply<'team.list'>

const TeamTable = ({
  teams,
  openId,
}: {
  readonly teams: readonly Teams['teams'][number][]
  readonly openId: string | null
}) => {
  const { teams: words, board, people } = useDesk()
  const { words: base, number } = useI18n()
  const search = useSearch({ from: '/teams' })
  const may = useMay()
  return (
    <TableBox label={board.teamsCaption}>
      <table className="table table-rows">
        <caption>{board.teamsCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{people.team}</th>
            <th scope="col" className="n">
              {board.people}
            </th>
            <th scope="col" className="n">
              {board.overdue}
            </th>
            <th scope="col">{words.members}</th>
            <th scope="col" className="col-wide">
              {words.villages}
            </th>
          </tr>
        </thead>
        <tbody>
          {teams.map((team) => (
            <tr key={team.id} className={team.id === openId ? 'is-open' : ''}>
              <th scope="row" className="cell-line">
                <Link to="/teams/$id" params={{ id: team.id }} search={search} data-row resetScroll={false}>
                  <span className="keep">{team.name}</span>
                </Link>
                <div className="muted small" style={{ fontWeight: 400 }}>
                  {team.township.name}
                </div>
              </th>
              <td className="n" data-label={board.people}>
                {number(team.people)}
              </td>
              <td className="n" data-label={board.overdue}>
                {team.overdue > 0 && may('person.list') ? (
                  <Link
                    to="/people"
                    search={{ place: placeInUrl(team.township.code), state: 'overdue', team: team.id }}
                    className="quiet-link alarm-text"
                  >
                    {number(team.overdue)}
                  </Link>
                ) : (
                  number(team.overdue)
                )}
              </td>
              <td className="cell-line">
                {team.members.length === 0 && <span className="alarm-text">{words.noMembers}</span>}
                {team.members
                  .map((one) => (one.medic ? base.person.medicName(one.name) : one.name))
                  .join(base.listSeparator)}
                {!team.hasMedic && <div className="alarm-text">{words.noMedic}</div>}
              </td>
              <td className="col-wide">
                {team.villages.length === 0 && <span className="alarm-text">{words.noVillages}</span>}
                {team.villages.map((village) => village.name).join(base.listSeparator)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

type ListProps = {
  readonly teams: Teams['teams']
  readonly openId: string | null
  readonly place: string
}

const TeamList = ({ teams, openId, place }: ListProps) => {
  const { teams: words, table } = useDesk()
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
        <a className="btn" href={file('xlsx')} download>
          {table.export} XLSX
        </a>
        <a className="btn" href={file('csv')} download>
          CSV
        </a>
      </ListTools>
      {tools.shown.length === 0 ? (
        <EmptyState title={words.noneFound} />
      ) : (
        <TeamTable teams={tools.shown} openId={openId} />
      )}
    </>
  )
}

const Unbound = ({ unbound }: { readonly unbound: Teams['unbound'] }) => {
  const { teams: words, tier } = useDesk()
  const { number } = useI18n()
  if (unbound.length === 0) return null
  return (
    <section className="note note-warn stack" aria-labelledby="unbound-title">
      <h2 id="unbound-title">{words.unboundTitle}</h2>
      <p>{words.unboundHint}</p>
      <ul className="num columns">
        {unbound.map((one) => (
          <li key={`${one.township.code}${one.village?.code ?? ''}`}>
            <Link
              to="/people"
              search={{ place: placeInUrl(one.village?.code ?? one.township.code), state: 'withoutTeam' }}
              className="quiet-link"
            >
              {words.unbound(`${one.township.name} ${one.village?.name ?? tier.noVillage}`, number(one.people))}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Grid teams of a place and the villages that have none. */
export const TeamsPage = () => {
  const { teams: words } = useDesk()
  const may = useMay()
  const place = usePlace()
  const search = useSearch({ from: '/teams' })
  const { id = null } = useParams({ strict: false })
  const query = useApi('team.list', { query: { place: placeInUrl(place) } })
  const township = place.length >= 9
  return (
    <div className={`split ${id === null ? '' : 'has-panel'}`}>
      <Page
        title={words.title}
        error={query.error}
        aside={may('team.manage') && !township ? words.needTownship : undefined}
        actions={
          may('team.manage') &&
          township && (
            <Link to="/teams/$id" params={{ id: 'new' }} search={search} className="btn btn-main">
              {words.create}
            </Link>
          )
        }
      >
        <Loaded query={query}>
          {(data) => (
            <>
              <Unbound unbound={data.unbound} />
              {data.teams.length === 0 ? (
                <EmptyState title={words.empty}>{words.emptyHint}</EmptyState>
              ) : (
                <TeamList teams={data.teams} openId={id} place={place} />
              )}
            </>
          )}
        </Loaded>
      </Page>
      <Outlet />
    </div>
  )
}
