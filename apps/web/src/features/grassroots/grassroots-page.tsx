import { grassrootsFacilityKinds, grassrootsItems } from '@lianfang/domain/supply'
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { type GrassrootsSearch, grassrootsVerdicts } from '../../app/search-grassroots.js'
import { usePlace } from '../../app/use-place.js'
import { useGrassroots } from '../../i18n/grassroots.js'
import { useI18n } from '../../i18n/i18n.js'
import { useTables } from '../../i18n/tables.js'
import { PagedList } from '../../ui/counted-list.js'
import { FileLinks } from '../../ui/file-links.js'
import { OneOf } from '../../ui/one-of.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { TypedSearch } from '../../ui/typed-search.js'
import { useName } from '../facilities/use-name.js'
import { useMay } from '../session/session.js'
import { changeSearch } from '../stock/change-search.js'
import type { ClinicRow } from './types.js'
import { Verdict } from './verdict.js'

type LineProps = { readonly row: ClinicRow; readonly search: GrassrootsSearch; readonly open: boolean }

const Line = ({ row, search, open }: LineProps) => {
  const words = useGrassroots()
  const tables = useTables()
  const { number } = useI18n()
  const nameOf = useName()
  return (
    <tr className={open ? 'is-open' : ''}>
      <th scope="row" className="cell-line">
        <Link to="/grassroots/$id" params={{ id: row.id }} search={search} data-row resetScroll={false}>
          {nameOf(row)}
        </Link>
        <div className="muted small">
          {row.place.name} · {tables.facilityKinds[row.kind]}
        </div>
      </th>
      <td className="num" data-label={words.list.served}>
        {row.served === null ? (
          <span className="muted">{words.notSaid}</span>
        ) : (
          words.people(number(row.served.population))
        )}
      </td>
      {row.items
        .filter(({ item }) => search.item === undefined || item === search.item)
        .map((one) => (
          <td key={one.item} data-label={words.items[one.item]}>
            <Verdict verdict={one.verdict} />{' '}
            <span className="num small">
              {one.courses === null ? words.noBook : words.coursesShort(number(one.courses))}
            </span>
          </td>
        ))}
    </tr>
  )
}

type TableProps = {
  readonly rows: readonly ClinicRow[]
  readonly search: GrassrootsSearch
  readonly openId: string | null
}

const ClinicTable = ({ rows, search, openId }: TableProps) => {
  const words = useGrassroots()
  return (
    <TableBox label={words.caption} tall>
      <table className="table table-rows">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.list.name}</th>
            <th scope="col">{words.list.served}</th>
            {grassrootsItems
              .filter((item) => search.item === undefined || item === search.item)
              .map((item) => (
                <th key={item} scope="col">
                  {words.items[item]}
                </th>
              ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.id} row={row} search={search} open={row.id === openId} />
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

type FilterProps = { readonly search: GrassrootsSearch; readonly children: ReactNode }

/** Breach or not known, of one item or any; they live in the address. */
const Filters = ({ search, children }: FilterProps) => {
  const words = useGrassroots()
  const tables = useTables()
  const navigate = useNavigate()
  const set = (change: Parameters<typeof changeSearch<GrassrootsSearch>>[1], replace = false): void =>
    void navigate({ to: '/grassroots', search: changeSearch(search, change), replace, resetScroll: false })
  return (
    <div className="filters">
      <TypedSearch
        label={words.list.search}
        value={search.text ?? ''}
        main
        onSettled={(text) => set({ text: text === '' ? undefined : text }, true)}
      />
      <OneOf
        label={words.list.item}
        any={words.list.anyItem}
        value={search.item}
        options={grassrootsItems.map((one) => [one, words.items[one]] as const)}
        onChange={(item) => set({ item })}
      />
      <OneOf
        label={words.list.kind}
        any={words.list.anyKind}
        value={search.kind}
        options={grassrootsFacilityKinds.map((one) => [one, tables.facilityKinds[one]] as const)}
        onChange={(kind) => set({ kind })}
      />
      {grassrootsVerdicts.map((one) => (
        <button
          key={one}
          type="button"
          className="chip"
          aria-pressed={search.verdict === one}
          onClick={() => set({ verdict: search.verdict === one ? undefined : one })}
        >
          {words.list.verdicts[one]}
        </button>
      ))}
      {children}
    </div>
  )
}

/** Health centres and clinics of a place with both tests of every item (K9). */
export const GrassrootsPage = () => {
  const words = useGrassroots()
  const { language } = useI18n()
  const may = useMay()
  const place = usePlace()
  const search = useSearch({ from: '/grassroots' })
  const { id = null } = useParams({ strict: false })
  const { place: _place, ...filter } = search
  const asked = { ...filter, place: placeInUrl(place) }
  const query = usePages('grassroots.list', { query: { ...asked, limit: 100 } })
  const file = (format: 'xlsx' | 'csv'): string => urlOf('grassroots.export', { query: { ...asked, format, language } })
  const isFiltered = Object.keys(filter).length > 0
  return (
    <div className={`split ${id === null ? '' : 'has-panel has-wide-panel'}`}>
      <Page
        title={words.title}
        error={query.error}
        aside={words.intro}
        actions={
          may('order.write') && (
            <Link to="/grassroots/$id" params={{ id: 'order' }} search={search} className="btn btn-main">
              {words.propose}
            </Link>
          )
        }
      >
        <Filters search={search}>
          <FileLinks urlOf={file} />
        </Filters>
        <PagedList
          query={query}
          skeleton={10}
          empty={
            isFiltered ? (
              <EmptyState title={words.list.emptyFilter} />
            ) : (
              <EmptyState title={words.list.empty}>{words.list.emptyHint}</EmptyState>
            )
          }
        >
          {(rows) => <ClinicTable rows={rows} search={search} openId={id} />}
        </PagedList>
      </Page>
      <Outlet />
    </div>
  )
}
