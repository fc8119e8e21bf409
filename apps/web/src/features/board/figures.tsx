import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { TierMark } from '../../ui/tier-mark.js'
import { useZone } from '../../ui/zone.js'
import { useMay } from '../session/session.js'
import { AlarmCount, Count, DoneCount } from './count.js'
import { finishedFollowups } from './finished-days.js'
import { listBehind } from './list-behind.js'
import { Sparkline } from './sparkline.js'

type Board = Reply<'board.read'>
type Series = 'onLedger' | 'red' | 'yellow' | 'overdue'

type FigureProps = {
  readonly label: ReactNode
  readonly children: ReactNode
  readonly foot?: ReactNode
  readonly trend?: readonly (number | null)[]
}

const Figure = ({ label, children, foot, trend }: FigureProps) => (
  <div className="figure">
    <dt>{label}</dt>
    <dd className="figure-value">{children}</dd>
    <dd className="figure-foot muted small num">
      {foot}
      {trend !== undefined && <Sparkline values={trend} />}
    </dd>
  </div>
)

const Ledgered = ({ board }: { readonly board: Board }) => {
  const { board: words } = useDesk()
  const { number } = useI18n()
  const may = useMay()
  const { registered, onLedger } = board.total
  if (registered === null) return <span>{words.registered(words.suppressed(String(board.minimumCell)))}</span>
  if (registered === 0) return <span>{words.noRegister}</span>
  // Where either is hidden no gap is told: it would give the other away.
  const gap = onLedger === null ? 0 : registered - onLedger
  const text = words.registered(number(registered))
  return (
    <span>
      {may('ledger.import') ? (
        <Link to="/ledger/register" search={{ place: placeInUrl(board.place.code) }} className="quiet-link">
          {text}
        </Link>
      ) : (
        text
      )}
      {gap > 0 && ` · ${words.gap(number(gap))}`}
      {gap < 0 && ` · ${words.beyond(number(-gap))}`}
    </span>
  )
}

/** Whoever was just taken in was never reached either: how many of them, so that nobody takes it for neglect. */
const NewAmong = ({ board }: { readonly board: Board }) => {
  const { board: words } = useDesk()
  const { number } = useI18n()
  const may = useMay()
  const { newPeople } = board
  if (newPeople === null || newPeople.count === 0) return null
  const text = words.newAmong(`${number(newPeople.count)}${newPeople.more ? '+' : ''}`)
  if (!may('person.list')) return <span>{text}</span>
  return (
    <Link to="/people" search={{ place: placeInUrl(board.place.code), state: 'neverReached' }} className="quiet-link">
      {text}
    </Link>
  )
}

/** The figures, each a link to the list behind it. */
export const Figures = ({ board }: { readonly board: Board }) => {
  const { board: words } = useDesk()
  const { total, minimumCell: least } = board
  const place = total.place.code
  const zone = useZone()
  const trend = (name: Series) => board.trend.map((day) => day[name])
  return (
    <dl className="figures" aria-label={words.figures}>
      <Figure label={words.onLedger} foot={<Ledgered board={board} />} trend={trend('onLedger')}>
        <Count value={total.onLedger} least={least} list={listBehind('onLedger', place)} plain />
      </Figure>
      <Figure label={<TierMark tier="red" />} trend={trend('red')}>
        <Count value={total.red} least={least} list={listBehind('red', place)} plain />
      </Figure>
      <Figure label={<TierMark tier="yellow" />} trend={trend('yellow')}>
        <Count value={total.yellow} least={least} list={listBehind('yellow', place)} plain />
      </Figure>
      <Figure label={words.overdue} trend={trend('overdue')}>
        <Count value={total.overdue} least={least} list={listBehind('overdue', place)} alarm plain />
      </Figure>
      <Figure label={words.alarms}>
        <AlarmCount value={total.alarms} least={least} place={place} plain />
      </Figure>
      <Figure label={words.neverReached} foot={<NewAmong board={board} />}>
        <Count value={total.neverReached} least={least} list={listBehind('neverReached', place)} plain />
      </Figure>
      <Figure label={words.followups7d} trend={finishedFollowups(board.trend, board.asOf, zone)}>
        <DoneCount value={total.followups7d} least={least} place={place} plain />
      </Figure>
    </dl>
  )
}
