import { useNavigate, useSearch } from '@tanstack/react-router'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Panel } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useDesk } from '../../i18n/desk.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { AwayForm } from './away-form.js'
import { TownshipChoice } from './township-choice.js'

/** Somebody of a township's teams is away. */
export const AwayPanel = () => {
  const { teams: words } = useDesk()
  const search = useSearch({ from: '/teams' })
  const navigate = useNavigate()
  const place = usePlace()
  const query = useApi('team.list', { query: { place: placeInUrl(place) } })
  const close = (): void => void navigate({ to: '/teams', search, resetScroll: false })
  return (
    <Panel label={words.away.title} onClose={close}>
      <div className="stack">
        <h2 className="panel-title">{words.away.title}</h2>
        {place.length < 9 ? (
          <TownshipChoice county={place} to="/teams/away" />
        ) : (
          <Loaded query={query}>
            {(data) =>
              data.teams.every((team) => team.members.length === 0) ? (
                <EmptyState title={words.away.nobody} />
              ) : (
                <AwayForm data={data} township={place.slice(0, 9)} onDone={close} />
              )
            }
          </Loaded>
        )}
      </div>
    </Panel>
  )
}
