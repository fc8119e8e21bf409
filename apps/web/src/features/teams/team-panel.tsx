import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Panel } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useBindingWords } from '../../i18n/bindings.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { useMay } from '../session/session.js'
import { CloserBindings, hasCloser } from './closer-bindings.js'
import { TeamForm } from './team-form.js'
import { TownshipChoice } from './township-choice.js'

/** One team, or a new one: name, members, villages. */
export const TeamPanel = () => {
  const { id } = useParams({ from: '/teams/$id' })
  const { village, ...search } = useSearch({ from: '/teams' })
  const navigate = useNavigate()
  const { teams: words } = useDesk()
  const { words: base } = useI18n()
  const bindings = useBindingWords()
  const may = useMay()
  const place = usePlace()
  const query = useApi('team.list', { query: { place: placeInUrl(place) } })
  const close = (): void => void navigate({ to: '/teams', search, resetScroll: false })
  return (
    <Panel key={`${id}${village ?? ''}`} label={words.panel} onClose={close}>
      <Loaded query={query}>
        {(data) => {
          const team = data.teams.find((one) => one.id === id) ?? null
          if (team === null && id !== 'new') return <EmptyState title={base.errors.notFound} />
          if (team === null && place.length < 9)
            return (
              <div className="stack">
                <h2 className="panel-title">{words.create}</h2>
                <TownshipChoice county={place} to="/teams/new" />
              </div>
            )
          const township = team?.township.code ?? place.slice(0, 9)
          return (
            <div className="stack">
              <h2 className="panel-title">{team?.name ?? words.create}</h2>
              {team !== null && hasCloser(team) && <CloserBindings team={team} />}
              {may('team.manage') ? (
                <TeamForm
                  team={team}
                  township={township}
                  teams={data.teams}
                  unbound={data.unbound}
                  served={data.served}
                  candidates={data.candidates}
                  village={village}
                  onDone={close}
                />
              ) : (
                <ul className="stack">
                  {team?.members.map((one) => (
                    <li key={one.accountId}>
                      {one.name} {one.medic && <span className="tag">{words.medic}</span>}{' '}
                      {!one.active && <span className="tag tag-alarm">{bindings.inactive}</span>}
                    </li>
                  ))}
                </ul>
              )}
            </div>
          )
        }}
      </Loaded>
    </Panel>
  )
}
