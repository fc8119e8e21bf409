import { Link, Outlet, useParams, useSearch } from '@tanstack/react-router'
import { type Reply, urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi, usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import type { FacilitySearch } from '../../app/search-params.js'
import { usePlace } from '../../app/use-place.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useTables } from '../../i18n/tables.js'
import { PagedList } from '../../ui/counted-list.js'
import { FileLinks } from '../../ui/file-links.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { useMay } from '../session/session.js'
import { FacilityFilters } from './facility-filters.js'
import { FacilityTabs } from './tabs.js'
import { useName } from './use-name.js'

type Facility = Reply<'facility.list'>['rows'][number]

const Row = ({ facility, open }: { readonly facility: Facility; readonly open: boolean }) => {
  const { facilities: words } = useDesk()
  const { language } = useI18n()
  const tables = useTables()
  const may = useMay()
  const nameOf = useName()
  const search = useSearch({ from: '/facilities' })
  return (
    <tr className={open ? 'is-open' : ''}>
      <th scope="row" className="cell-line">
        <Link to="/facilities/$id" params={{ id: facility.id }} search={search} data-row resetScroll={false}>
          {nameOf(facility)}
        </Link>
        {facility.closedOn !== null && (
          <div className="small">
            <span className="tag">{words.closedSince(formatDay(facility.closedOn, language))}</span>
          </div>
        )}
      </th>
      <td>{tables.facilityKinds[facility.kind]}</td>
      <td>{[facility.township?.name, facility.place.name].filter(Boolean).join(' ')}</td>
      <td className="nowrap num">
        {facility.phone}
        {facility.aroundTheClock && <div className="muted small">{words.aroundTheClock}</div>}
      </td>
      {may('organisation.read') && (
        <td className="col-wide">{facility.organisation !== null && nameOf(facility.organisation)}</td>
      )}
    </tr>
  )
}

const FacilityTable = ({ rows, openId }: { readonly rows: readonly Facility[]; readonly openId: string | null }) => {
  const { facilities: words } = useDesk()
  const may = useMay()
  return (
    <TableBox label={words.caption} tall>
      <table className="table table-rows">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.kind}</th>
            <th scope="col">{words.place}</th>
            <th scope="col">{words.phone}</th>
            {may('organisation.read') && (
              <th scope="col" className="col-wide">
                {words.organisation}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((facility) => (
            <Row key={facility.id} facility={facility} open={facility.id === openId} />
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

/** Says that only one organisation's institutions are listed, and leads out of it. */
const OneOrganisation = ({ search }: { readonly search: FacilitySearch }) => {
  const { facilities: words } = useDesk()
  const may = useMay()
  const nameOf = useName()
  const place = usePlace()
  const query = useApi(
    'organisation.list',
    { query: { place: placeInUrl(place) } },
    { enabled: may('organisation.read') && search.organisation !== undefined },
  )
  const found = query.data?.rows.find((one) => one.id === search.organisation)
  const { organisation, ...rest } = search
  if (organisation === undefined) return null
  return (
    <p className="line">
      {words.onlyOrganisation(found === undefined ? '…' : nameOf(found))}
      <Link to="/facilities" search={rest} className="btn btn-quiet">
        {words.showAll}
      </Link>
    </p>
  )
}

/** Institutions of a place and of all places in it. */
export const FacilitiesPage = () => {
  const { facilities: words } = useDesk()
  const may = useMay()
  const place = usePlace()
  const search = useSearch({ from: '/facilities' })
  const { id = null } = useParams({ strict: false })
  const { place: _place, standing: state, ...rest } = search
  const filter = { ...rest, ...(state === undefined ? {} : { state }) }
  const query = usePages('facility.list', { query: { ...filter, place: placeInUrl(place), limit: 100 } })
  const { language } = useI18n()
  const file = (format: 'xlsx' | 'csv'): string =>
    urlOf('facility.export', { query: { ...filter, place: placeInUrl(place), format, language } })
  const filtered = Object.keys(filter).length > 0
  return (
    <div className={`split ${id === null ? '' : 'has-panel'}`}>
      <Page
        title={words.title}
        error={query.error}
        actions={
          may('facility.manage') && (
            <Link to="/facilities/$id" params={{ id: 'new' }} search={search} className="btn btn-main">
              {words.create}
            </Link>
          )
        }
      >
        <FacilityTabs current="list" place={search.place} />
        <FacilityFilters search={search}>
          <FileLinks urlOf={file} />
        </FacilityFilters>
        <OneOrganisation search={search} />
        <PagedList
          query={query}
          skeleton={10}
          empty={<EmptyState title={filtered ? words.emptyFilter : words.empty}>{words.emptyHint}</EmptyState>}
        >
          {(rows) => <FacilityTable rows={rows} openId={id} />}
        </PagedList>
      </Page>
      <Outlet />
    </div>
  )
}
