import { Link, useSearch } from '@tanstack/react-router'
import { placeInUrl } from '../../api/path.js'
import { usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useDesk } from '../../i18n/desk.js'
import { useMorningWords } from '../../i18n/morning.js'
import { PagedList } from '../../ui/counted-list.js'
import { OnlySome } from '../../ui/only-some.js'
import { EmptyState } from '../../ui/states.js'
import { MoveCard } from './move-card.js'

const Tabs = ({ decided, place }: { readonly decided: boolean; readonly place: string | undefined }) => {
  const { moves: words } = useDesk()
  const search = place === undefined ? {} : { place }
  return (
    <nav className="tabs" aria-label={words.tabs}>
      {/* Exact: the address of this one is the beginning of the other's. */}
      <Link
        to="/moves"
        search={search}
        activeOptions={{ exact: true }}
        className="tab"
        aria-current={decided ? undefined : 'page'}
      >
        {words.waitingTab}
      </Link>
      <Link
        to="/moves"
        search={{ ...search, tab: 'decided' }}
        activeOptions={{ exact: true }}
        className="tab"
        aria-current={decided ? 'page' : undefined}
      >
        {words.decidedTab}
      </Link>
    </nav>
  )
}

/** Moves into and out of a place: to be answered here, waiting elsewhere, or decided (K20). */
export const MovesPage = () => {
  const { moves: words } = useDesk()
  const morning = useMorningWords()
  const search = useSearch({ from: '/moves' })
  const decided = search.tab === 'decided'
  const state = decided ? 'decided' : 'asked'
  const way = decided || search.way === undefined ? {} : { way: search.way }
  const query = usePages('move.list', { query: { place: placeInUrl(usePlace()), state, ...way, limit: 50 } })
  return (
    <Page title={words.title} aside={words.intro} error={query.error}>
      <Tabs decided={decided} place={search.place} />
      {'way' in way && (
        <OnlySome
          what={morning.onlyIn}
          all={
            <Link to="/moves" search={search.place === undefined ? {} : { place: search.place }} className="quiet-link">
              {morning.clear}
            </Link>
          }
        />
      )}
      <PagedList
        query={query}
        empty={
          decided ? (
            <EmptyState title={words.emptyDecided} />
          ) : (
            <EmptyState title={words.emptyWaiting}>{words.emptyWaitingHint}</EmptyState>
          )
        }
      >
        {(rows) => (
          <ul className="stack-wide moves">
            {rows.map((move) => (
              <MoveCard key={move.id} move={move} />
            ))}
          </ul>
        )}
      </PagedList>
    </Page>
  )
}
