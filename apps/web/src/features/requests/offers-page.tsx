import { offerChannels, offerStates } from '@lianfang/domain/supply'
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import type { OfferSearch } from '../../app/search-deals.js'
import { usePlace } from '../../app/use-place.js'
import { useDeals } from '../../i18n/deals.js'
import { useI18n } from '../../i18n/i18n.js'
import { useRequests } from '../../i18n/requests.js'
import { PagedList } from '../../ui/counted-list.js'
import { FileLinks } from '../../ui/file-links.js'
import { TextField } from '../../ui/form.js'
import { OneOf } from '../../ui/one-of.js'
import { Select } from '../../ui/select.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { TypedSearch } from '../../ui/typed-search.js'
import type { OfferRow } from '../deals/types.js'
import { useGoodsWords } from '../deals/use-many.js'
import { useMay } from '../session/session.js'
import { changeSearch } from '../stock/change-search.js'
import '../deals/deals.css'

const alarming: readonly OfferRow['licence']['state'][] = ['missing', 'expired']

type LineProps = { readonly row: OfferRow; readonly search: OfferSearch; readonly open: boolean }

const Line = ({ row, search, open }: LineProps) => {
  const { offers: words } = useRequests()
  const deals = useDeals()
  const { number, language } = useI18n()
  const { named, many } = useGoodsWords()
  const { county, place } = row
  return (
    <tr className={open ? 'is-open' : ''}>
      <th scope="row" className="cell-line">
        <Link to="/offers/$id" params={{ id: row.id }} search={search} data-row resetScroll={false}>
          {row.owner?.name ?? row.party ?? words.noOwner}
        </Link>
        <div className="muted small">{county.code === place.code ? county.name : `${county.name} ${place.name}`}</div>
      </th>
      <td>
        {deals.channels[row.channel]}{' '}
        {row.state !== 'open' && <span className="tag">{deals.offerStates[row.state]}</span>}
      </td>
      <td>
        {named(row.kind)}
        {row.product !== null && <div className="muted small">{row.product.model}</div>}
      </td>
      <td className="n" data-label={words.quantity}>
        {many(row.quantity, row.kind)}
      </td>
      <td className="n" data-label={words.left}>
        {number(row.left)}
      </td>
      <td className="num" data-label={words.ready}>
        {formatDay(row.readyOn, language)}
      </td>
      <td className="col-wide">{deals.reliabilities[row.reliability]}</td>
      <td>
        <span className={`tag ${alarming.includes(row.licence.state) ? 'tag-alarm' : ''}`}>
          {deals.licenceStates[row.licence.state]}
        </span>
      </td>
    </tr>
  )
}

const OfferTable = ({
  rows,
  search,
  openId,
}: {
  readonly rows: readonly OfferRow[]
  readonly search: OfferSearch
  readonly openId: string | null
}) => {
  const { offers: words, list } = useRequests()
  return (
    <TableBox label={words.caption} tall>
      <table className="table table-rows">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.from}</th>
            <th scope="col">{words.channel}</th>
            <th scope="col">{list.kind}</th>
            <th scope="col" className="n">
              {words.quantity}
            </th>
            <th scope="col" className="n">
              {words.left}
            </th>
            <th scope="col">{words.ready}</th>
            <th scope="col" className="col-wide">
              {words.reliability}
            </th>
            <th scope="col">{words.licence}</th>
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

type Change = Parameters<typeof changeSearch<OfferSearch>>[1]

/** Who gives it, kind, channel, state, by when, order; they live in the address. */
const Filters = ({ search, children }: { readonly search: OfferSearch; readonly children: ReactNode }) => {
  const { offers: words, list } = useRequests()
  const deals = useDeals()
  const { open: kinds, nameOf } = useGoodsWords()
  const navigate = useNavigate()
  const set = (change: Change, replace = false): void =>
    void navigate({ to: '/offers', search: changeSearch(search, change), replace, resetScroll: false })
  return (
    <div className="filters">
      <TypedSearch
        label={words.search}
        value={search.text ?? ''}
        main
        onSettled={(text) => set({ text: text === '' ? undefined : text }, true)}
      />
      <OneOf
        label={list.kind}
        any={list.anyKind}
        value={search.kind}
        options={kinds.map((one) => [one.code, nameOf(one)] as const)}
        onChange={(kind) => set({ kind })}
      />
      <OneOf
        label={words.channel}
        any={words.anyChannel}
        value={search.channel}
        options={offerChannels.map((one) => [one, deals.channels[one]] as const)}
        onChange={(channel) => set({ channel })}
      />
      <OneOf
        label={words.state}
        any={words.anyState}
        value={search.standing}
        options={offerStates.map((one) => [one, deals.offerStates[one]] as const)}
        onChange={(standing) => set({ standing })}
      />
      <TextField
        label={words.readyBy}
        type="date"
        value={search.readyBy ?? ''}
        onChange={(day) => set({ readyBy: day === '' ? undefined : day })}
      />
      <Select
        label={words.sort}
        value={search.sort ?? 'ready'}
        options={(['ready', 'newest'] as const).map((one) => [one, words.sorts[one]] as const)}
        onChange={(sort) => set({ sort: sort === 'newest' ? 'newest' : undefined })}
      />
      {children}
    </div>
  )
}

/** Offers of a place by channel: what can go to hospitals, how many, when, how sure (E3). */
export const OffersPage = () => {
  const { offers: words } = useRequests()
  const { language } = useI18n()
  const may = useMay()
  const place = usePlace()
  const search = useSearch({ from: '/offers' })
  const { id = null } = useParams({ strict: false })
  const { place: _place, standing, ...rest } = search
  const filter = { ...rest, ...(standing === undefined ? {} : { state: standing }) }
  const asked = { ...filter, place: placeInUrl(place) }
  const query = usePages('offer.list', { query: { ...asked, limit: 100 } })
  const file = (format: 'xlsx' | 'csv'): string => urlOf('offer.export', { query: { ...asked, format, language } })
  return (
    <div className={`split ${id === null ? '' : 'has-panel'}`}>
      <Page
        title={words.title}
        error={query.error}
        aside={words.intro}
        actions={
          may('offer.write') && (
            <Link to="/offers/$id" params={{ id: 'new' }} search={search} className="btn btn-main">
              {words.add}
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
            Object.keys(filter).length > 0 ? (
              <EmptyState title={words.emptyFilter} />
            ) : (
              <EmptyState title={words.empty}>{words.emptyHint}</EmptyState>
            )
          }
        >
          {(rows) => <OfferTable rows={rows} search={search} openId={id} />}
        </PagedList>
      </Page>
      <Outlet />
    </div>
  )
}
