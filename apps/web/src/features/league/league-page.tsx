import { type Reply, urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useI18n } from '../../i18n/i18n.js'
import { useLeagueWords } from '../../i18n/league.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { FileLinks } from '../../ui/file-links.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { formatInstant } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import { LeagueTable } from './league-table.js'

type League = Reply<'league.read'>

const Whole = ({ league }: { readonly league: League }) => {
  const words = useLeagueWords()
  const { places, teams, suppressed } = league
  if (places.length === 0 && teams.length === 0) return <EmptyState title={words.empty}>{words.emptyHint}</EmptyState>
  return (
    <>
      {places.length > 0 && (
        <section className="stack" aria-labelledby="league-places">
          <h2 id="league-places">{suppressed ? words.places.above : words.places.county}</h2>
          <LeagueTable rows={places} caption={words.placesCaption} teams={false} />
        </section>
      )}
      {teams.length > 0 && (
        <section className="stack" aria-labelledby="league-teams">
          <h2 id="league-teams">{words.teams}</h2>
          <LeagueTable rows={teams} caption={words.teamsCaption} teams />
        </section>
      )}
    </>
  )
}

/** Places and teams by work that was done in time and that others confirmed (K6). */
export const LeaguePage = () => {
  const words = useLeagueWords()
  const { language, number } = useI18n()
  const placeName = usePlaceName()
  const zone = useZone()
  const chosen = usePlace()
  const place = placeInUrl(chosen.slice(0, 9))
  const query = useApi('league.read', { query: { place } }, { keep: 'previous' })
  const { data } = query
  const file = (format: 'xlsx' | 'csv'): string => urlOf('league.export', { query: { place, format, language } })
  const worked = data?.workedAt == null ? '' : `${words.worked} ${formatInstant(data.workedAt, zone, language)}`
  return (
    <Page
      title={words.title(data === undefined ? '' : placeName(data.place))}
      error={query.error}
      aside={data === undefined ? undefined : `${words.intro(number(data.windowDays))} ${worked}`}
      actions={<FileLinks urlOf={file} />}
    >
      <Loaded query={query} rows={8}>
        {(league) => (
          <>
            <Whole league={league} />
            <p className="muted small">{words.how(number(league.leastCallbacks))}</p>
          </>
        )}
      </Loaded>
    </Page>
  )
}
