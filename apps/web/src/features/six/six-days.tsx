import { Link } from '@tanstack/react-router'
import type { Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useLeagueWords } from '../../i18n/league.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { Moment } from '../../ui/moment.js'
import { shareText } from '../../ui/share.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { sparkPath } from '../board/sparkline.js'
import { lineOf } from './one-measure.js'

type Days = Reply<'six.days'>
type Point = Days['rows'][number]['points'][number]

const Line = ({ values }: { readonly values: readonly (number | null)[] }) => {
  const words = useLeagueWords()
  const { language } = useI18n()
  const known = values.filter((value) => value !== null)
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined || known.length < 2) return <span className="muted">—</span>
  const label = words.line(shareText(first, language), shareText(last, language))
  // From zero to the whole, so that two lines can be compared.
  return (
    <svg className="spark" viewBox="0 0 84 22" role="img" aria-label={label}>
      <path d={sparkPath([...values])} fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  )
}

const Trend = ({ days }: { readonly days: Days['days'] }) => {
  const words = useLeagueWords()
  const { six } = useDesk()
  const { language } = useI18n()
  const text = (share: number | null): string => (share === null ? '—' : shareText(share, language))
  if (days.filter(({ points }) => points !== null).length < 2) return <p className="muted">{words.noDays}</p>
  return (
    <TableBox label={words.daysCaption}>
      <table className="table table-rows">
        <caption>{words.daysCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.point}</th>
            <th scope="col" className="n">
              {words.from}
            </th>
            <th scope="col">{words.days}</th>
            <th scope="col" className="n">
              {words.now}
            </th>
          </tr>
        </thead>
        <tbody>
          {six.points.map(({ name }, at) => {
            const { measure, values, others } = lineOf(days, at)
            return (
              <tr key={name}>
                <th scope="row" className="cell-line">
                  {name}
                  {measure !== undefined && (
                    <div className="muted small">
                      {measure === 'mixed' ? words.mixed : six.against[measure]}
                      {others && measure !== 'mixed' && ` · ${words.otherMeasure}`}
                    </div>
                  )}
                </th>
                <td className="n" data-label={words.from}>
                  {text(values.find((value) => value !== null) ?? null)}
                </td>
                <td data-label={words.days}>
                  <Line values={values} />
                </td>
                <td className="n" data-label={words.now}>
                  {text(values.at(-1) ?? null)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableBox>
  )
}

const Cell = ({ point, least, label }: { readonly point: Point; readonly least: number; readonly label: string }) => {
  const words = useLeagueWords()
  const { six } = useDesk()
  const { number } = useI18n()
  const text = (): string => {
    if (point.against === 'mixed') return words.mixed
    if (point.n === null) return words.hidden(String(least))
    if (point.of === null) return six.noOf(number(point.n))
    return six.of(number(point.n), number(point.of))
  }
  return (
    <td className={`n ${point.hidden ? 'muted small' : ''}`} data-label={label}>
      {text()}
    </td>
  )
}

const Below = ({ data }: { readonly data: Days }) => {
  const words = useLeagueWords()
  const { six } = useDesk()
  const placeName = usePlaceName()
  if (data.rows.length === 0) return <EmptyState title={words.noneKept} />
  return (
    <TableBox label={six.tableCaption} tall>
      <table className="table table-rows">
        <caption>{six.tableCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{six.place}</th>
            {six.short.map((name) => (
              <th key={name} scope="col" className="n">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={row.place.code}>
              <th scope="row" className="cell-line">
                {row.place.code.length <= 6 ? (
                  <Link to="/six" search={{ place: placeInUrl(row.place.code) }} data-row>
                    {placeName(row.place)}
                  </Link>
                ) : (
                  placeName(row.place)
                )}
              </th>
              {row.points.map((point, at) => (
                <Cell key={six.short[at]} point={point} least={data.minimumCell} label={six.short[at] ?? ''} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

type Props = {
  readonly place: string
  /** With the places below as they are kept: for whoever reads no names. */
  readonly below?: true
}

/** The six day by day, from what is kept, with when it was worked out. */
export const SixDays = ({ place, below }: Props) => {
  const words = useLeagueWords()
  const query = useApi('six.days', { params: { place: placeInUrl(place) } }, { keep: 'previous' })
  return (
    <Loaded query={query} rows={6}>
      {(data) => (
        <>
          <section className="stack" aria-labelledby="six-days">
            <h2 id="six-days">{words.days}</h2>
            <Trend days={data.days} />
            {data.worked !== null && (
              <p className="muted small">
                {words.worked} <Moment at={data.worked.from} exact />
              </p>
            )}
          </section>
          {below && (
            <section className="stack" aria-labelledby="six-kept">
              <h2 id="six-kept">{words.below}</h2>
              <Below data={data} />
            </section>
          )}
        </>
      )}
    </Loaded>
  )
}
