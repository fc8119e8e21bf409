import { Link } from '@tanstack/react-router'
import { placeInUrl } from '../../api/path.js'
import type { PeopleState, TierName } from '../../app/search-params.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useMay } from '../session/session.js'

type Props = {
  readonly value: number | null
  readonly least: number
  /** The list behind the number; numbers without one, and readers without the right, get the bare number. */
  readonly list?: { readonly place: string; readonly state?: PeopleState; readonly tier?: TierName }
  readonly alarm?: boolean
  readonly plain?: true
}

/** A number that opens to the people behind it; hidden ones say so. */
export const Count = ({ value, least, list, alarm, plain }: Props) => {
  const { number } = useI18n()
  const { board } = useDesk()
  const may = useMay()
  if (value === null) {
    const text = board.suppressed(String(least))
    return (
      <span className="muted num" title={board.suppressedWhy(String(least))}>
        {text}
      </span>
    )
  }
  const text = number(value)
  const look = `num ${alarm && value > 0 ? 'alarm-text' : ''}`
  if (list === undefined || value === 0 || !may('person.list')) return <span className={look}>{text}</span>
  const { place, ...filter } = list
  return (
    <Link
      to="/people"
      search={{ place: placeInUrl(place), ...filter }}
      className={`${plain ? 'bare-link' : 'quiet-link'} ${look}`}
    >
      {text}
    </Link>
  )
}

type PlainProps = Pick<Props, 'value' | 'least' | 'plain'> & { readonly place: string }

/** Follow-ups of the last seven days, or of one day, opening to them. */
export const DoneCount = ({ value, least, place, plain, day }: PlainProps & { readonly day?: string }) => {
  const { number } = useI18n()
  const may = useMay()
  if (value === null || value === 0 || !may('person.list')) return <Count value={value} least={least} />
  return (
    <Link
      to="/followups"
      search={{ place: placeInUrl(place), ...(day === undefined ? {} : { day }) }}
      className={`${plain ? 'bare-link' : 'quiet-link'} num`}
    >
      {number(value)}
    </Link>
  )
}

/** Residents of the population register, opening to it. */
export const RegisterCount = ({ value, least, place }: PlainProps) => {
  const { number } = useI18n()
  const may = useMay()
  if (value === null || !may('ledger.import')) return <Count value={value} least={least} />
  return (
    <Link to="/ledger/register" search={{ place: placeInUrl(place) }} className="quiet-link num">
      {number(value)}
    </Link>
  )
}

/** Open alarms, opening to them. */
export const AlarmCount = ({ value, least, place, plain }: PlainProps) => {
  const { number } = useI18n()
  const may = useMay()
  if (value === null || value === 0 || !may('alarm.read')) return <Count value={value} least={least} alarm />
  return (
    <Link
      to="/alarms"
      search={{ place: placeInUrl(place) }}
      className={`${plain ? 'bare-link' : 'quiet-link'} num alarm-text`}
    >
      {number(value)}
    </Link>
  )
}
