import { Link } from '@tanstack/react-router'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { Moment } from '../../ui/moment.js'
import { TableBox } from '../../ui/table-box.js'
import { useMay } from '../session/session.js'
import type { Access } from './use-accesses.js'

/** Where the person of an access is read: one's own open one here, the county's in its lists; for the auditor an id. */
export const PersonCell = ({ access }: { readonly access: Access }) => {
  const { emergency: words } = useDesk()
  const may = useMay()
  if (access.own && access.open) {
    return (
      <Link to="/emergency/$person" params={{ person: access.personId }} search={{}}>
        {words.goOn}
      </Link>
    )
  }
  if (may('person.read')) {
    return (
      <Link to="/people/$id" params={{ id: access.personId }} search={{}}>
        {words.toPerson}
      </Link>
    )
  }
  return <span className="num small">{access.personId}</span>
}

/** Who opened whom, why, and until when; names and reasons only where the reader was told them. */
export const AccessTable = ({ rows }: { readonly rows: readonly Access[] }) => {
  const { emergency: words } = useDesk()
  const { shared } = useI18n()
  const placeName = usePlaceName()
  const reasons = rows.some((row) => row.reason !== null)
  return (
    <TableBox label={words.caption}>
      <table className="table table-rows">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.opened}</th>
            <th scope="col">{words.until}</th>
            <th scope="col">{words.who}</th>
            {reasons && <th scope="col">{words.reasonColumn}</th>}
            <th scope="col">{words.place}</th>
            <th scope="col">{words.person}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="nowrap">
                <span className={row.open ? 'tag tag-alarm' : 'tag'}>{row.open ? words.open : words.closed}</span>
              </td>
              <td className="nowrap" data-label={words.opened}>
                <Moment at={row.openedAt} exact />
              </td>
              <td className="nowrap" data-label={words.until}>
                <Moment at={row.endedAt ?? row.until} exact />
              </td>
              <td className="cell-line">
                {row.by ?? <span className="num small">{row.accountId}</span>}
                <br />
                <span className="muted small">
                  {shared.roles[row.role]} · {placeName({ code: row.place, name: row.placeName })}
                </span>
              </td>
              {reasons && <td className="emergency-reason cell-line">{row.reason ?? ''}</td>}
              <td className="nowrap" data-label={words.place}>
                {row.countyName}
              </td>
              <td className="nowrap">
                <PersonCell access={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}
