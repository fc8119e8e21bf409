import { Link } from '@tanstack/react-router'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useMay } from '../session/session.js'
import { AccessTable } from './access-table.js'
import './emergency.css'
import { useAccesses } from './use-accesses.js'

/** What is open now, for those who watch over it: the county's desk and the auditor. `quiet`: nothing while nothing is. */
export const OpenNotice = ({ quiet }: { readonly quiet?: true }) => {
  const { emergency: words } = useDesk()
  const { number } = useI18n()
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
      <AccessTable rows={open} />
    </section>
  )
}
