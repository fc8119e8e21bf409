import { lazy, Suspense, useState } from 'react'
import type { Reply } from '../../api/client.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { EmptyState, Skeleton } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { Count, DoneCount } from './count.js'
import { listBehind } from './list-behind.js'

type Board = Reply<'board.read'>
const TrendChart = lazy(() => import('./trend-chart.js'))

const TrendTable = ({ board }: { readonly board: Board }) => {
  const { board: words } = useDesk()
  const { language } = useI18n()
  const { code: place } = board.place
  const today = board.trend.at(-1)
  return (
    <TableBox label={words.trendCaption} maxHeight={300}>
      <table className="table">
        <caption>{words.trendCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col" className="n">
              {words.overdue}
            </th>
            <th scope="col" className="n">
              {words.followups}
            </th>
          </tr>
        </thead>
        <tbody>
          {board.trend.map((day) => (
            <tr key={day.day}>
              <th scope="row">{formatDay(day.day, language)}</th>
              <td className="n">
                {/* Who was overdue on a day that is over is in no list. */}
                <Count
                  value={day.overdue}
                  least={board.minimumCell}
                  {...(day === today ? { list: listBehind('overdue', place) } : {})}
                />
              </td>
              <td className="n">
                <DoneCount value={day.followups} least={board.minimumCell} place={place} day={day.day} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

/** Two weeks as a chart, as a table and in a sentence. */
export const Trend = ({ board }: { readonly board: Board }) => {
  const { board: words } = useDesk()
  const { number } = useI18n()
  const [as, setAs] = useState<'chart' | 'table'>('chart')
  const last = board.trend.at(-1)
  const say = (value: number | null): string | null => (value === null ? null : number(value))
  return (
    <section className="card stack" aria-labelledby="trend-title">
      <div className="between">
        <h2 id="trend-title">{words.trendTitle}</h2>
        {board.trend.length > 1 && (
          <button type="button" className="btn btn-quiet" onClick={() => setAs(as === 'chart' ? 'table' : 'chart')}>
            {as === 'chart' ? words.asTable : words.asChart}
          </button>
        )}
      </div>
      {last !== undefined && <p className="num">{words.trendWords(say(last.overdue), say(last.followups))}</p>}
      {as === 'chart' && board.trend.length > 1 && <p className="muted small">{words.trendEnds}</p>}
      {board.trend.length < 2 ? (
        <EmptyState title={words.trendEmpty} />
      ) : as === 'table' ? (
        <TrendTable board={board} />
      ) : (
        <Suspense fallback={<Skeleton rows={8} />}>
          <TrendChart board={board} />
        </Suspense>
      )}
    </section>
  )
}
