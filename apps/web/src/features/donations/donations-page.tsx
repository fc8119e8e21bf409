import { giftStates } from '@lianfang/domain/supply'
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import type { GiftSearch } from '../../app/search-deals.js'
import { usePlace } from '../../app/use-place.js'
import { useGifts } from '../../i18n/gifts.js'
import { useI18n } from '../../i18n/i18n.js'
import { PagedList } from '../../ui/counted-list.js'
import { FileLinks } from '../../ui/file-links.js'
import { Moment } from '../../ui/moment.js'
import { OneOf } from '../../ui/one-of.js'
import { Select } from '../../ui/select.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { TypedSearch } from '../../ui/typed-search.js'
import { useGoodsWords } from '../deals/use-many.js'
import { changeSearch } from '../stock/change-search.js'
import { useDonorName } from './gift-parts.js'
import type { GiftRow } from './types.js'

type LineProps = { readonly row: GiftRow; readonly search: GiftSearch; readonly open: boolean }

const Line = ({ row, search, open }: LineProps) => {
  const words = useGifts()
  const { language, number } = useI18n()
  const { named, many } = useGoodsWords()
  const donorOf = useDonorName()
  return (
    <tr className={open ? 'is-open' : ''}>
      <th scope="row" className="cell-line num">
        <Link to="/donations/$id" params={{ id: row.id }} search={search} data-row resetScroll={false}>
          {row.number}
        </Link>
        <div className="muted small">{row.county.name}</div>
      </th>
      <td>
        <span className={`tag ${row.state === 'offered' ? 'tag-alarm' : ''}`}>{words.states[row.state]}</span>
      </td>
      <td>
        {donorOf(row)}
        {row.source === 'night' && <div className="muted small">{words.night}</div>}
      </td>
      <td>
        {row.units.map((one) => (
          <div key={one.kind}>
            {named(one.kind)}{' '}
            <span className="num">{many(one.counted > 0 ? one.counted - one.lost : one.offered, one.kind)}</span>
          </div>
        ))}
        {row.inWords > 0 && <div className="muted small">{words.inWords(number(row.inWords))}</div>}
      </td>
      <td>
        {row.directed === null
          ? words.undirected
          : (row.directed.facility?.name ?? row.directed.place?.name ?? row.directed.words)}
      </td>
      <td className="num" data-label={words.ready}>
        {row.readyOn === null ? '' : formatDay(row.readyOn, language)}
      </td>
      <td className="col-wide" data-label={words.at}>
        <Moment at={row.at} />
      </td>
    </tr>
  )
}

type TableProps = { readonly rows: readonly GiftRow[]; readonly search: GiftSearch; readonly openId: string | null }

const GiftTable = ({ rows, search, openId }: TableProps) => {
  const words = useGifts()
  return (
    <TableBox label={words.caption} tall>
      <table className="table table-rows">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.number}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.donor}</th>
            <th scope="col">{words.goods}</th>
            <th scope="col">{words.directedFilter}</th>
            <th scope="col">{words.ready}</th>
            <th scope="col" className="col-wide">
              {words.at}
            </th>
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

type Change = Parameters<typeof changeSearch<GiftSearch>>[1]

/** Text, state, kind, directed or not, order; they live in the address. */
const Filters = ({ search, children }: { readonly search: GiftSearch; readonly children: ReactNode }) => {
  const words = useGifts()
  const { open: kinds, nameOf } = useGoodsWords()
  const navigate = useNavigate()
  const set = (change: Change, replace = false): void =>
    void navigate({ to: '/donations', search: changeSearch(search, change), replace, resetScroll: false })
  return (
    <div className="filters">
      <TypedSearch
        label={words.search}
        value={search.text ?? ''}
        main
        onSettled={(text) => set({ text: text === '' ? undefined : text }, true)}
      />
      <OneOf
        label={words.state}
        any={words.any}
        value={search.standing}
        options={giftStates.map((one) => [one, words.states[one]] as const)}
        onChange={(standing) => set({ standing })}
      />
      <OneOf
        label={words.kind}
        any={words.any}
        value={search.kind}
        options={kinds.map((one) => [one.code, nameOf(one)] as const)}
        onChange={(kind) => set({ kind })}
      />
      <OneOf
        label={words.directedFilter}
        any={words.any}
        value={search.directed}
        options={[
          ['yes', words.directedYes],
          ['no', words.directedNo],
        ]}
        onChange={(directed) => set({ directed })}
      />
      <Select
        label={words.sort}
        value={search.sort ?? 'newest'}
        options={(['newest', 'ready'] as const).map((one) => [one, words.sorts[one]] as const)}
        onChange={(sort) => set({ sort: sort === 'ready' ? 'ready' : undefined })}
      />
      {children}
    </div>
  )
}

/** Gifts of a place (E3, E10): what waits for an answer, what came, where it goes. */
export const DonationsPage = () => {
  const words = useGifts()
  const { language } = useI18n()
  const place = usePlace()
  const search = useSearch({ from: '/donations' })
  const { id = null } = useParams({ strict: false })
  const { place: _place, standing, ...rest } = search
  const filter = { ...rest, ...(standing === undefined ? {} : { state: standing }) }
  const asked = { ...filter, place: placeInUrl(place) }
  const query = usePages('gift.list', { query: { ...asked, limit: 100 } })
  const file = (format: 'xlsx' | 'csv'): string => urlOf('gift.export', { query: { ...asked, format, language } })
  return (
    <div className={`split ${id === null ? '' : 'has-panel'}`}>
      <Page
        title={words.title}
        error={query.error}
        aside={words.intro}
        actions={
          <a className="btn" href="/gifts" target="_blank" rel="noreferrer">
            {words.publicPage}
          </a>
        }
      >
        <Filters search={search}>
          <FileLinks urlOf={file} />
        </Filters>
        <PagedList
          query={query}
          skeleton={10}
          empty={
            Object.keys(filter).length > 0 ? (
              <EmptyState title={words.emptyFilter} />
            ) : (
              <EmptyState title={words.empty}>{words.emptyHint}</EmptyState>
            )
          }
        >
          {(rows) => <GiftTable rows={rows} search={search} openId={id} />}
        </PagedList>
      </Page>
      <Outlet />
    </div>
  )
}
