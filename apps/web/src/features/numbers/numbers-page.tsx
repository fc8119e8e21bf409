import { Link, useSearch } from '@tanstack/react-router'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useNumberWords } from '../../i18n/numbers.js'
import { Loaded } from '../../ui/states.js'
import { NumbersTab } from './numbers-tab.js'
import { ToldList } from './told-list.js'

/** The 24-hour numbers of a place, and who knows them (K4). */
export const NumbersPage = () => {
  const words = useNumberWords()
  const place = usePlace()
  const search = useSearch({ from: '/numbers' })
  const query = useApi('number.list', { query: { place: placeInUrl(place) } })
  const people = search.tab === 'people'
  const here = search.place === undefined ? {} : { place: search.place }
  const teams = query.data?.townships.length === 1 ? (query.data.townships[0]?.teams ?? []) : []
  return (
    <Page title={words.title} aside={words.intro} error={query.error}>
      <nav className="tabs" aria-label={words.tabs}>
        <Link
          to="/numbers"
          search={here}
          activeOptions={{ exact: true }}
          className="tab"
          aria-current={people ? undefined : 'page'}
        >
          {words.tab.numbers}
        </Link>
        <Link
          to="/numbers"
          search={{ ...here, tab: 'people' }}
          activeOptions={{ exact: true }}
          className="tab"
          aria-current={people ? 'page' : undefined}
        >
          {words.tab.people}
        </Link>
      </nav>
      {people ? (
        <ToldList key={place} place={place} teams={teams} />
      ) : (
        <Loaded query={query} rows={8}>
          {(data) => <NumbersTab key={place} data={data} />}
        </Loaded>
      )}
    </Page>
  )
}
