import { Link } from '@tanstack/react-router'
import type { Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useMorningWords } from '../../i18n/morning.js'
import { Moment } from '../../ui/moment.js'
import { shareText } from '../../ui/share.js'
import { Loaded } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'

type Kept = Reply<'six.days'>['days'][number]

const Cell = ({
  kept,
  at,
  label,
}: {
  readonly kept: Kept | undefined
  readonly at: number
  readonly label: string
}) => {
  const words = useMorningWords()
  const { number, language } = useI18n()
  const { six } = useDesk()
  const point = kept?.points?.[at]
  const text = (): string => {
    if (point === undefined || point.n === null) return words.notKept
    if (point.of === null) return six.noOf(number(point.n))
    if (point.of === 0) return six.none
    return words.share(number(point.n), number(point.of), shareText(point.n / point.of, language))
  }
  return (
    <td className={`n ${point === undefined ? 'muted' : ''}`} data-label={label}>
      {text()}
    </td>
  )
}

/** The six today against yesterday and seven days ago, as they are kept. */
export const SixToday = ({ place }: { readonly place: string }) => {
  const words = useMorningWords()
  const { six } = useDesk()
  const query = useApi('six.days', { params: { place } }, { keep: 'previous' })
  const columns = [
    { label: words.today, back: -1 },
    { label: words.yesterday, back: -2 },
    { label: words.weekAgo, back: -8 },
  ] as const
  return (
    <section className="stack" aria-labelledby="morning-six">
      <h2 id="morning-six">{words.six}</h2>
      <Loaded query={query} rows={6}>
        {({ days, worked }) => (
          <>
            <TableBox label={words.sixCaption}>
              <table className="table table-rows">
                <caption>{words.sixCaption}</caption>
                <thead>
                  <tr>
                    <th scope="col">{words.point}</th>
                    {columns.map(({ label }) => (
                      <th key={label} scope="col" className="n">
                        {label}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {six.points.map(({ name }, at) => (
                    <tr key={name}>
                      <th scope="row" className="cell-line">
                        <Link to="/six/$point" params={{ point: String(at + 1) }} search={{ place }}>
                          {name}
                        </Link>
                      </th>
                      {columns.map(({ label, back }) => (
                        <Cell key={label} kept={days.at(back)} at={at} label={label} />
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableBox>
            {worked !== null && (
              <p className="muted small">
                {words.worked} <Moment at={worked.from} /> {words.workedThen}
              </p>
            )}
          </>
        )}
      </Loaded>
    </section>
  )
}
