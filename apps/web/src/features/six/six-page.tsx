import { Link } from '@tanstack/react-router'
import { type Reply, urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { FileLinks } from '../../ui/file-links.js'
import { ListTools, useListTools } from '../../ui/list-tools.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatInstant } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import { useMay } from '../session/session.js'
import { SixDays } from './six-days.js'
import './six.css'

type Six = Reply<'six.read'>
type Row = Six['rows'][number]
type Point = Row['points'][number]

/** What share is in place; null where nothing is asked or the denominator is not known. */
const shareOf = (point: Point | undefined): number | null =>
  point === undefined || point.of === null || point.of === 0 ? null : point.n / point.of

const Card = ({ point, at, place }: { readonly point: Point; readonly at: number; readonly place: string }) => {
  const { six: words } = useDesk()
  const { number } = useI18n()
  const name = words.points[at]
  const { n, of } = point
  const missing = of === null ? null : Math.max(0, of - n)
  const open = missing === null || missing > 0
  return (
    <li className="card stack">
      <h2>
        <span className="muted num">{at + 1}</span> {name?.name}
      </h2>
      <p className="muted small">{name?.says}</p>
      <p className="six-number num">
        {of === null ? words.noOf(number(n)) : of === 0 ? words.none : words.of(number(n), number(of))}
        {point.against !== undefined && <span className="muted small"> {words.against[point.against]}</span>}
      </p>
      {point.untold !== undefined && (
        <Link to="/people" search={{ place, state: 'withoutVillage' }} className="alarm-text">
          {words.untold(number(point.untold))}
        </Link>
      )}
      {of !== null && of > 0 && (
        <meter className="six-bar" min={0} max={of} value={Math.min(n, of)} aria-label={name?.name} />
      )}
      {of !== 0 &&
        (open ? (
          <Link to="/six/$point" params={{ point: String(at + 1) }} search={{ place }} className="quiet-link" data-row>
            {missing === null ? words.missingTitle(words.short[at] ?? '') : words.lacking(number(missing))}
          </Link>
        ) : (
          <span className="muted">{words.allIn}</span>
        ))}
    </li>
  )
}

const Cell = ({ point, at, row }: { readonly point: Point; readonly at: number; readonly row: Row }) => {
  const { six: words } = useDesk()
  const { number } = useI18n()
  const share = shareOf(point)
  const label = words.short[at] ?? ''
  if (point.of === 0) return <td className="n muted" data-label={label} />
  return (
    <td className="n" data-label={label}>
      {share === null || share < 1 ? (
        <Link
          to="/six/$point"
          params={{ point: String(at + 1) }}
          search={{ place: placeInUrl(row.place.code) }}
          className="quiet-link"
        >
          {point.of === null ? number(point.n) : words.of(number(point.n), number(point.of))}
        </Link>
      ) : (
        <span className="muted">{words.of(number(point.n), number(point.of ?? 0))}</span>
      )}
    </td>
  )
}

const Children = ({ rows }: { readonly rows: readonly Row[] }) => {
  const { six: words } = useDesk()
  const placeName = usePlaceName()
  const tools = useListTools({
    rows,
    keyOf: (row) => row.place.code,
    textOf: (row) => placeName(row.place),
    orders: {
      place: { value: (row) => row.place.code },
      surveyed: { value: (row) => shareOf(row.points[1]) },
      told: { value: (row) => shareOf(row.points[2]) },
      talks: { value: (row) => shareOf(row.points[3]) },
    },
    first: 'place',
  })
  return (
    <section className="stack" aria-labelledby="six-below">
      <h2 id="six-below">{words.tableTitle}</h2>
      <ListTools tools={tools} label={words.searchLabel} orders={words.orders} />
      {tools.shown.length === 0 ? (
        <EmptyState title={words.noneFound} />
      ) : (
        <TableBox label={words.tableCaption} tall>
          <table className="table table-rows">
            <caption>{words.tableCaption}</caption>
            <thead>
              <tr>
                <th scope="col">{words.place}</th>
                {words.short.map((name) => (
                  <th key={name} scope="col" className="n">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {tools.shown.map((row) => (
                <tr key={row.place.code}>
                  <th scope="row" className="cell-line">
                    <Link to="/six" search={{ place: placeInUrl(row.place.code) }} data-row>
                      {placeName(row.place)}
                    </Link>
                  </th>
                  {row.points.map((point, at) => (
                    <Cell key={words.short[at]} point={point} at={at} row={row} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </section>
  )
}

const Whole = ({ six }: { readonly six: Six }) => {
  const place = placeInUrl(six.place.code)
  return (
    <>
      <ol className="six-cards">
        {six.total.points.map((point, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the six points have no other name than their number
          <Card key={at} point={point} at={at} place={place} />
        ))}
      </ol>
      {six.rows.length > 0 && <Children rows={six.rows} />}
      {six.place.code.length <= 9 && <SixDays place={six.place.code} />}
    </>
  )
}

/** The same for whoever reads counts and no names: sums of what the counties keep. */
const KeptSix = () => {
  const { six: words, nav } = useDesk()
  const { number } = useI18n()
  const placeName = usePlaceName()
  const place = usePlace()
  const query = useApi('six.days', { params: { place: placeInUrl(place) } }, { keep: 'previous' })
  const { data } = query
  const least = data === undefined ? '' : ` ${words.keptLeast(number(data.minimumCell))}`
  return (
    <Page
      title={data === undefined ? nav.six : words.title(placeName(data.place))}
      error={query.error}
      aside={data === undefined ? undefined : `${words.keptIntro}${least}`}
    >
      <SixDays place={place} below />
    </Page>
  )
}

/** The six in place: who is missing for whoever reads names, sums for whoever reads counts (K6). */
export const SixPage = () => (useMay()('six.read') ? <CountySix /> : <KeptSix />)

const CountySix = () => {
  const { six: words, nav } = useDesk()
  const { language } = useI18n()
  const placeName = usePlaceName()
  const zone = useZone()
  const place = usePlace()
  const inCounty = place.length >= 6
  const query = useApi('six.read', { params: { place } }, { enabled: inCounty, keep: 'previous' })
  const { data } = query
  const file = (format: 'xlsx' | 'csv'): string =>
    urlOf('six.export', { params: { place }, query: { format, language } })
  return (
    <Page
      title={data === undefined ? nav.six : words.title(placeName(data.place))}
      error={query.error}
      aside={data === undefined ? undefined : `${words.intro} ${words.asOf(formatInstant(data.asOf, zone, language))}`}
      actions={inCounty && <FileLinks urlOf={file} />}
    >
      {inCounty ? (
        <Loaded query={query} rows={8}>
          {(six) => <Whole six={six} />}
        </Loaded>
      ) : (
        <EmptyState title={words.needCounty} />
      )}
    </Page>
  )
}
