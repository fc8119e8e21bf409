import { assetStates } from '@lianfang/domain/supply'
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi, usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { type AssetSearch, assetFilterOf, assetSearch } from '../../app/search-assets.js'
import { usePlace } from '../../app/use-place.js'
import { useAssets } from '../../i18n/assets.js'
import { useI18n } from '../../i18n/i18n.js'
import { PagedList } from '../../ui/counted-list.js'
import { FileLinks } from '../../ui/file-links.js'
import { OneOf } from '../../ui/one-of.js'
import { Select } from '../../ui/select.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { TypedSearch } from '../../ui/typed-search.js'
import { useGoodsWords } from '../deals/use-many.js'
import { useName } from '../facilities/use-name.js'
import { changeSearch } from '../stock/change-search.js'
import { StateStrip, TotalsTable } from './asset-totals.js'
import { StateMarks } from './state-marks.js'
import type { AssetRow } from './types.js'

type LineProps = { readonly row: AssetRow; readonly search: AssetSearch; readonly open: boolean }

const Line = ({ row, search, open }: LineProps) => {
  const words = useAssets()
  const { language } = useI18n()
  const { named } = useGoodsWords()
  const nameOf = useName()
  return (
    <tr className={open ? 'is-open' : ''}>
      <th scope="row" className="cell-line">
        <Link
          to="/devices/$store/$item"
          params={{ store: row.store.id, item: row.item }}
          search={search}
          data-row
          resetScroll={false}
        >
          {named(row.kind)} <span className="num">{row.serial}</span>
        </Link>
        <div className="muted small">{[row.maker, row.model].filter((part) => part !== null).join(' · ')}</div>
      </th>
      <td>
        <StateMarks row={row} />
      </td>
      <td>
        {nameOf(row.store)}
        <div className="muted small">{row.store.county.name}</div>
      </td>
      <td className="num col-wide" data-label={words.due}>
        {row.maintenanceDue === null ? (
          <span className="muted">{words.untold}</span>
        ) : (
          formatDay(row.maintenanceDue, language)
        )}
      </td>
    </tr>
  )
}

type TableProps = { readonly rows: readonly AssetRow[]; readonly search: AssetSearch; readonly openId: string | null }

const AssetTable = ({ rows, search, openId }: TableProps) => {
  const words = useAssets()
  return (
    <TableBox label={words.caption} tall>
      <table className="table table-rows">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.unit}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.store}</th>
            <th scope="col" className="col-wide">
              {words.due}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.id} row={row} search={search} open={`${row.store.id}/${row.item}` === openId} />
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

type Change = Parameters<typeof changeSearch<AssetSearch>>[1]
type FilterProps = { readonly search: AssetSearch; readonly children: ReactNode }

/** Serial, kind, state, maintenance due soon, loans overdue; they live in the address. */
const Filters = ({ search, children }: FilterProps) => {
  const words = useAssets()
  const { open: kinds, nameOf } = useGoodsWords()
  const navigate = useNavigate()
  const set = (change: Change, replace = false): void =>
    void navigate({ to: '/devices', search: changeSearch(search, change), replace, resetScroll: false })
  return (
    <div className="filters">
      <TypedSearch
        label={words.search}
        value={search.text ?? ''}
        main
        onSettled={(text) => set({ text: text === '' ? undefined : text }, true)}
      />
      <OneOf
        label={words.kind}
        any={words.anyKind}
        value={search.kind}
        options={kinds.filter(({ keeping }) => keeping === 'serial').map((one) => [one.code, nameOf(one)] as const)}
        onChange={(kind) => set({ kind })}
      />
      <OneOf
        label={words.state}
        any={words.anyState}
        value={search.device}
        options={assetStates.map((one) => [one, words.states[one]] as const)}
        onChange={(device) => set({ device })}
      />
      <Select
        label={words.sort}
        value={search.sort ?? 'kind'}
        options={(['kind', 'due'] as const).map((one) => [one, words.sorts[one]] as const)}
        onChange={(sort) => set({ sort: sort === 'due' ? sort : undefined })}
      />
      {(['dueSoon', 'late'] as const).map((one) => (
        <button
          key={one}
          type="button"
          className="chip"
          aria-pressed={search.only === one}
          onClick={() => set({ only: search.only === one ? undefined : one })}
        >
          {words[one]}
        </button>
      ))}
      {children}
    </div>
  )
}

/** Devices of a place (E9): which are ready, and what keeps the others from it. */
export const AssetsPage = () => {
  const words = useAssets()
  const { language } = useI18n()
  const place = usePlace()
  const search = assetSearch(useSearch({ from: '/devices' }))
  const { store, item } = useParams({ strict: false })
  const openId = store === undefined || item === undefined ? null : `${store}/${item}`
  const asked = { ...assetFilterOf(search), place: placeInUrl(place) }
  const { kind } = search
  const query = usePages('asset.list', { query: { ...asked, limit: 100 } })
  const totals = useApi(
    'asset.totals',
    { query: { place: placeInUrl(place), ...(kind === undefined ? {} : { kind }) } },
    { keep: 'previous' },
  )
  const file = (format: 'xlsx' | 'csv'): string => urlOf('asset.export', { query: { ...asked, format, language } })
  const isFiltered = Object.keys(asked).length > 1
  return (
    <div className={`split ${openId === null ? '' : 'has-panel'}`}>
      <Page title={words.title} error={query.error} aside={words.intro}>
        {totals.data !== undefined && totals.data.total.units > 0 && (
          <>
            <StateStrip totals={totals.data} search={search} />
            <TotalsTable totals={totals.data} search={search} />
          </>
        )}
        <Filters search={search}>
          <FileLinks urlOf={file} />
        </Filters>
        <PagedList
          query={query}
          skeleton={10}
          empty={
            isFiltered ? (
              <EmptyState title={words.emptyFilter} />
            ) : (
              <EmptyState title={words.empty}>{words.emptyHint}</EmptyState>
            )
          }
        >
          {(rows) => <AssetTable rows={rows} search={search} openId={openId} />}
        </PagedList>
      </Page>
      <Outlet />
    </div>
  )
}
