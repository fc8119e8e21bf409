import { Link, Outlet, useParams, useSearch as useUrlSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { PagedList } from '../../ui/counted-list.js'
import { EmptyState, ProblemNote } from '../../ui/states.js'
import { DoubtfulDeaths } from '../life/doubtful-deaths.js'
import { useMay } from '../session/session.js'
import { PeopleFilters } from './people-filters.js'
import { PeopleTable, type PersonRow } from './people-table.js'
import { setSearchText } from './search-memory.js'
import { useSearch } from './use-search.js'
import { useSearchEnd } from './use-search-end.js'

const useFiltered = (place: string) => {
  const search = useUrlSearch({ from: '/people' })
  const { tier, state, team } = search
  const query = {
    place: placeInUrl(place),
    limit: 100,
    ...(tier === undefined ? {} : { tier }),
    ...(state === undefined ? {} : { state }),
    ...(team === undefined ? {} : { team }),
  }
  return { search, pages: usePages('person.list', { query }) }
}

const Nobody = () => {
  const { people: words } = useDesk()
  const may = useMay()
  return (
    <EmptyState title={words.empty}>
      <p>{words.emptyHint}</p>
      {may('ledger.import') && (
        <Link to="/ledger/new" className="btn">
          {words.importLedger}
        </Link>
      )}
    </EmptyState>
  )
}

/** Key people of a place, details beside the list. */
export const PeoplePage = () => {
  const { people: words, table } = useDesk()
  const { number, language, words: base } = useI18n()
  const may = useMay()
  const place = usePlace()
  const { id = null } = useParams({ strict: false })
  const { search, pages } = useFiltered(place)
  const ended = useSearchEnd(place, search)
  const found = useSearch(place)
  const link = (row: PersonRow, children: ReactNode) => (
    <Link to="/people/$id" params={{ id: row.id }} search={search} data-row resetScroll={false}>
      {children}
    </Link>
  )
  const list = (some: readonly PersonRow[]) =>
    some.length === 0 ? <Nobody /> : <PeopleTable rows={some} caption={words.caption} openId={id} link={link} />
  const { team: _team, ...exported } = search
  const file = urlOf('person.export', { query: { ...exported, place: placeInUrl(place), format: 'xlsx', language } })
  return (
    <div className={`split ${id === null ? '' : 'has-panel'}`}>
      <Page
        title={words.title}
        error={pages.error}
        actions={
          <>
            {may('person.edit') && (
              <Link to="/people/new" className="btn btn-main">
                {base.byHand.add}
              </Link>
            )}
            <a className="btn" href={file} download>
              {table.export} XLSX
            </a>
          </>
        }
      >
        {may('move.decide') && search.state !== 'doubtfulDeath' && <DoubtfulDeaths place={place} />}
        <PeopleFilters search={search} />
        {found.text !== '' ? (
          <>
            <p className="line" aria-live="polite">
              <span className="num">{words.searching(number(found.query.data?.rows.length ?? 0))}</span>
              <button type="button" className="btn btn-quiet" onClick={() => setSearchText('')}>
                {words.clearSearch}
              </button>
            </p>
            {found.query.error && <ProblemNote error={found.query.error} onRetry={() => found.query.refetch()} />}
            {found.query.data !== undefined && list(found.query.data.rows)}
          </>
        ) : (
          <>
            {ended && (
              <p className="muted" role="status">
                {words.searchEnded}
              </p>
            )}
            <PagedList query={pages} skeleton={12} empty={<Nobody />} shown={(n) => table.shown(number(n))}>
              {list}
            </PagedList>
          </>
        )}
      </Page>
      <Outlet />
    </div>
  )
}
