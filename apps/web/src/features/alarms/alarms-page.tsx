import { Link, useSearch } from '@tanstack/react-router'
import { useSyncExternalStore } from 'react'
import { placeInUrl } from '../../api/path.js'
import { NoRightPage, Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useAlarmWords } from '../../i18n/alarms.js'
import { useMorningWords } from '../../i18n/morning.js'
import { OnlySome } from '../../ui/only-some.js'
import { ClosedAlarms, OpenAlarms, SomeAlarms } from './alarm-list.js'
import { isSoundOn, onSound, turnSound } from './sound.js'
import { type Alarm, useAlarmPlace, useOpenAlarms } from './use-alarms.js'

const name = ({ personId, name: text }: Alarm) => (
  <Link to="/people/$id" params={{ id: personId }} data-row>
    {text}
  </Link>
)

const SoundSwitch = () => {
  const { news } = useAlarmWords()
  const on = useSyncExternalStore(onSound, isSoundOn)
  return (
    <button type="button" className="btn" aria-pressed={on} onClick={turnSound}>
      {on ? news.soundOn : news.sound}
    </button>
  )
}

/** Alarms of a place: who has to answer what by when (K5). */
export const AlarmsPage = () => {
  const { shown, only } = useSearch({ from: '/alarms' })
  const morning = useMorningWords()
  const { page } = useAlarmWords()
  const chosen = usePlace()
  const own = useAlarmPlace()
  // A team's people may live in several villages: it is asked for its township, whatever the address names.
  const place = own !== null && own.length === 9 && chosen.length < 9 ? own : chosen
  const { error } = useOpenAlarms(own === null ? null : place)
  if (own === null) return <NoRightPage />
  const closed = shown === 'closed'
  const search = { place: placeInUrl(place) }
  return (
    <Page title={page.title} error={error} actions={<SoundSwitch />}>
      <nav className="tabs" aria-label={page.tabs}>
        <Link
          to="/alarms"
          search={search}
          activeOptions={{ exact: true }}
          className="tab"
          aria-current={closed ? undefined : 'page'}
        >
          {page.open}
        </Link>
        <Link
          to="/alarms"
          search={{ ...search, shown: 'closed' }}
          activeOptions={{ exact: true }}
          className="tab"
          aria-current={closed ? 'page' : undefined}
        >
          {page.closed}
        </Link>
      </nav>
      {!closed && only !== undefined && (
        <OnlySome
          what={morning.onlyAlarms[only]}
          all={
            <Link to="/alarms" search={search} className="quiet-link">
              {morning.clear}
            </Link>
          }
        />
      )}
      {closed ? (
        <ClosedAlarms place={place} name={name} />
      ) : only === undefined ? (
        <OpenAlarms place={place} name={name} />
      ) : (
        <SomeAlarms place={place} only={only} name={name} />
      )}
    </Page>
  )
}
