import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useCareHomeWords } from '../../i18n/care-homes.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useMorningWords } from '../../i18n/morning.js'
import { ListTools, useListTools } from '../../ui/list-tools.js'
import { Moment } from '../../ui/moment.js'
import { OnlySome } from '../../ui/only-some.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { useMay } from '../session/session.js'
import './care-homes.css'
import { Counts } from './counts.js'
import { Lacks, Standing } from './standing.js'
import type { HomeRow } from './use-care-homes.js'

type SomeProps = { readonly id: string; readonly only: 'overdue' | 'alarms'; readonly n: number }

/** A figure of a home, opening to those of its roster whom it counts. */
const Some = ({ id, only, n }: SomeProps) => {
  const { number } = useI18n()
  if (n === 0) return <>{number(n)}</>
  return (
    <Link to="/care-homes/$id" params={{ id }} search={{ only }} className="quiet-link">
      <span className="alarm-text">{number(n)}</span>
    </Link>
  )
}

const Row = ({ home }: { readonly home: HomeRow }) => {
  const words = useCareHomeWords()
  const { number } = useI18n()
  const { numbers } = home
  return (
    <tr>
      <th scope="row" className="cell-line">
        <Link to="/care-homes/$id" params={{ id: home.id }} data-row>
          {home.name}
        </Link>
        <div className="small muted">{`${home.township} ${home.place.name}`}</div>
        <div className="line small">
          <Lacks lacks={home.lacks} />
        </div>
      </th>
      <td data-label={words.round}>
        <Standing round={home.round} />
        {home.lastRoundAt !== null && (
          <div className="muted small">
            {words.lastRound}: <Moment at={home.lastRoundAt} />
          </div>
        )}
      </td>
      <td className="n" data-label={words.residents}>
        <Link to="/care-homes/$id" params={{ id: home.id }} className="quiet-link">
          {number(numbers.residents)}
        </Link>
      </td>
      <td className="n" data-label={words.overdue}>
        <Some id={home.id} only="overdue" n={numbers.overdue} />
      </td>
      <td className="n" data-label={words.alarms}>
        <Some id={home.id} only="alarms" n={numbers.alarms} />
      </td>
      <td className="col-wide">
        {home.hospital?.name}
        {home.hospital?.phone && <div className="num small">{home.hospital.phone}</div>}
      </td>
    </tr>
  )
}

const HomeTable = ({ rows }: { readonly rows: readonly HomeRow[] }) => {
  const words = useCareHomeWords()
  return (
    <TableBox label={words.caption}>
      <table className="table table-rows">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.round}</th>
            <th scope="col" className="n">
              {words.residents}
            </th>
            <th scope="col" className="n">
              {words.overdue}
            </th>
            <th scope="col" className="n">
              {words.alarms}
            </th>
            <th scope="col" className="col-wide">
              {words.hospital}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((home) => (
            <Row key={home.id} home={home} />
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

const latenessOf = ({ round }: HomeRow): string => {
  if (round.state === 'late') return `${round.level === 'county' ? 0 : 1}${round.since}`
  return round.state === 'inTime' ? `2${round.dueAt}` : '3'
}

const List = ({ rows, place }: { readonly rows: readonly HomeRow[]; readonly place: string }) => {
  const words = useCareHomeWords()
  const { table } = useDesk()
  const { language, number } = useI18n()
  const tools = useListTools({
    rows,
    keyOf: (home) => home.id,
    textOf: (home) => [home.name, home.township, home.place.name, home.hospital?.name ?? ''].join(' '),
    orders: {
      late: { value: latenessOf },
      name: { value: (home) => home.name },
      residents: { value: (home) => home.numbers.residents, down: true },
      alarms: { value: (home) => home.numbers.alarms, down: true },
    },
    first: 'late',
  })
  const late = rows.filter(({ round }) => round.state === 'late')
  const summary = words.summary(number(rows.length), number(late.length))
  const up = late.filter(({ round }) => round.state === 'late' && round.level === 'county').length
  const file = (format: 'xlsx' | 'csv'): string =>
    urlOf('careHome.export', { query: { place: placeInUrl(place), format, language } })
  return (
    <>
      <p className="num">
        {late.length === 0 || late.length === rows.length ? (
          summary
        ) : (
          <Link to="/care-homes" search={{ place: placeInUrl(place), round: 'late' }} className="quiet-link">
            {summary}
          </Link>
        )}
        {up > 0 && <span className="alarm-text"> · {words.atCounty(number(up))}</span>}
      </p>
      <ListTools tools={tools} label={words.search} orders={words.orders}>
        <a className="btn" href={file('xlsx')} download>
          {table.export} XLSX
        </a>
        <a className="btn" href={file('csv')} download>
          CSV
        </a>
      </ListTools>
      {tools.shown.length === 0 ? <EmptyState title={words.noneFound} /> : <HomeTable rows={tools.shown} />}
    </>
  )
}

const Homes = ({ place }: { readonly place: string }) => {
  const words = useCareHomeWords()
  const may = useMay()
  const morning = useMorningWords()
  const late = useSearch({ from: '/care-homes' }).round === 'late'
  const [closed, setClosed] = useState(false)
  const query = useApi('careHome.list', {
    query: {
      place: placeInUrl(place),
      ...(closed ? { closed: 'yes' as const } : late ? { round: 'late' as const } : {}),
    },
  })
  return (
    <Page
      title={words.title}
      aside={words.intro}
      error={query.error}
      actions={
        <>
          <button type="button" className="btn btn-quiet" aria-pressed={closed} onClick={() => setClosed(!closed)}>
            {closed ? words.showOpen : words.showClosed}
          </button>
          {may('careHome.manage') && (
            <Link to="/care-homes/new" className="btn btn-main">
              {words.register}
            </Link>
          )}
        </>
      }
    >
      {late && !closed && (
        <OnlySome
          what={morning.onlyLate}
          all={
            <Link to="/care-homes" search={{ place: placeInUrl(place) }} className="quiet-link">
              {morning.clear}
            </Link>
          }
        />
      )}
      <Loaded query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={words.empty}>{words.emptyHint}</EmptyState>
          ) : (
            <List key={String(closed)} rows={rows} place={place} />
          )
        }
      </Loaded>
    </Page>
  )
}

/** Care homes of a place; those who are shown nobody see how many there are and what is missing. */
export const HomesPage = () => {
  const place = usePlace()
  return useMay()('careHome.read') ? <Homes place={place} /> : <Counts place={place} />
}
