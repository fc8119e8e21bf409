import { Link } from '@tanstack/react-router'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { Moment } from '../../ui/moment.js'
import { useMay } from '../session/session.js'
import { PersonCell } from './access-table.js'
import './emergency.css'
import { usePlaceName } from '../../i18n/place-name.js'
import { useAccesses } from './use-accesses.js'

/** What is open now, for those who watch over it: the county's desk and the auditor. `quiet`: nothing while nothing is. */
export const OpenNotice = ({ quiet }: { readonly quiet?: true }) => {
  const { emergency: words } = useDesk()
  const { number, shared } = useI18n()
  const placeName = usePlaceName()
  const may = useMay()
  const watches = may('emergency.list') && !may('emergency.open')
  const { data } = useAccesses({ enabled: watches })
  if (!watches || data === undefined) return null
  const open = data.rows.filter((row) => row.open)
  if (quiet && open.length === 0) return null
  const all = (
    <Link to="/emergency" search={{}}>
      {words.all}
    </Link>
  )
  if (open.length === 0) {
    return (
      <p className="line" role="status">
        <span className="muted">{words.noticeNone}</span> {all}
      </p>
    )
  }
  return (
    <section className="note note-alarm stack" role="status">
      <p className="between">
        <strong>{words.noticeTitle(number(open.length))}</strong> {all}
      </p>
      <ul className="stack">
        {open.map((row) => (
          <li key={row.id}>
            {row.by ?? <span className="num small">{row.accountId}</span>}{' '}
            <span className="muted">
              {shared.roles[row.role]} · {placeName({ code: row.place, name: row.placeName })}
            </span>
            {row.reason !== null && <p className="emergency-reason">{row.reason}</p>}
            <p className="line small">
              <span>
                <Moment at={row.openedAt} exact /> – <Moment at={row.until} exact />
              </span>
              <PersonCell access={row} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
