import { Link, useSearch } from '@tanstack/react-router'
import type { Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useI18n } from '../../i18n/i18n.js'
import { useOutlookWords } from '../../i18n/outlook.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { useFigures } from './figures.js'
import { isMaking, Making } from './making.js'

type List = Reply<'outlook.list'>
type Row = List['rows'][number]

/** Whether past forecasts of a place were worse than going on as before. */
export const isWorse = ({ backTest }: Pick<Row, 'backTest'>): boolean =>
  backTest.errorPercent !== null &&
  backTest.steadyErrorPercent !== null &&
  backTest.errorPercent > backTest.steadyErrorPercent

const Trust = ({ row }: { readonly row: Row }) => {
  const words = useOutlookWords()
  const { number } = useI18n()
  const { percent } = useFigures()
  const { errorPercent: own, steadyErrorPercent: steady, within, of } = row.backTest
  if (own === null || steady === null) return <span className="muted">{words.noError}</span>
  return (
    <>
      <span className="num">{words.errorOf(percent(own), percent(steady))}</span>
      <div className="muted small num">{words.held(number(within), number(of))}</div>
      {isWorse(row) && <div className="small">{words.worseShort}</div>}
    </>
  )
}

const Line = ({ row, curve }: { readonly row: Row; readonly curve: string }) => {
  const words = useOutlookWords()
  const { number } = useI18n()
  const { cases } = useFigures()
  const placeName = usePlaceName()
  return (
    <tr>
      <th scope="row" className="cell-line">
        <Link to="/outlook/place" search={{ place: placeInUrl(row.place.code), curve }} data-row>
          {placeName(row.place)}
        </Link>{' '}
        {row.leaps > 0 && <span className="tag tag-alarm">{words.leaps(number(row.leaps))}</span>}
      </th>
      <td className="n" data-label={words.lastWeek}>
        {cases(row.lastWeek)}
      </td>
      <td className="n" data-label={words.nextWeek}>
        <strong>{cases(row.weekMid)}</strong>
      </td>
      <td className="n" data-label={words.bandHead}>
        {words.band(cases(row.weekLow), cases(row.weekHigh))}
      </td>
      <td>
        <Trust row={row} />
      </td>
    </tr>
  )
}

const Below = ({ rows, curve }: { readonly rows: readonly Row[]; readonly curve: string }) => {
  const words = useOutlookWords()
  return (
    <TableBox label={words.caption}>
      <table className="table table-rows">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.place}</th>
            <th scope="col" className="n">
              {words.lastWeek}
            </th>
            <th scope="col" className="n">
              {words.nextWeek}
            </th>
            <th scope="col" className="n">
              {words.bandHead}
            </th>
            <th scope="col">{words.error}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.place.code} row={row} curve={curve} />
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

const Own = ({ row, curve }: { readonly row: Row; readonly curve: string }) => {
  const words = useOutlookWords()
  const { cases } = useFigures()
  const search = { place: placeInUrl(row.place.code), curve }
  const figures = [
    [words.own.last, cases(row.lastWeek)],
    [words.own.next, cases(row.weekMid)],
  ] as const
  return (
    <div className="stack">
      <dl className="f-figures outlook-figures">
        {figures.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <Link to="/outlook/place" search={search} className="quiet-link num">
                {value}
              </Link>
            </dd>
          </div>
        ))}
      </dl>
      <p className="num">{words.own.band(cases(row.weekLow), cases(row.weekHigh))}</p>
      {isWorse(row) && <p className="note note-warn">{words.worse}</p>}
    </div>
  )
}

/** The week ahead of a place and of those below it, with how far it can be trusted (E2). */
export const OutlookPage = () => {
  const words = useOutlookWords()
  const { language } = useI18n()
  const place = usePlace()
  const { curve: asked } = useSearch({ from: '/outlook' })
  const query = useApi(
    'outlook.list',
    { query: { place: placeInUrl(place), ...(asked === undefined ? {} : { curve: asked }) } },
    { keep: 'previous', refetchInterval: 15_000 },
  )
  const { data } = query
  const curve = data?.curve ?? null
  return (
    <Page
      title={words.title}
      error={query.error}
      aside={curve?.last == null ? undefined : words.of(curve.name, formatDay(curve.last, language))}
      actions={
        <>
          <Link to="/outlook/standard" search={{ place: placeInUrl(place) }} className="btn">
            {words.toStandard}
          </Link>
          <Link to="/outlook/curves" search={{ place: placeInUrl(place) }} className="btn">
            {words.curves}
          </Link>
        </>
      }
    >
      <Loaded query={query} rows={6}>
        {(list) => {
          if (list.curve === null) return <EmptyState title={words.empty}>{words.emptyHint}</EmptyState>
          const nothing = list.own === null && list.rows.length === 0 && !isMaking(list.work)
          return (
            <>
              <Making work={list.work} />
              {list.own !== null && <Own row={list.own} curve={list.curve.id} />}
              {nothing && <EmptyState title={words.noForecast} />}
              {list.rows.length > 0 && <Below rows={list.rows} curve={list.curve.id} />}
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}
