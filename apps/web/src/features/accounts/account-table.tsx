import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { Moment } from '../../ui/moment.js'
import { TableBox } from '../../ui/table-box.js'
import { useMay } from '../session/session.js'
import { AccountActions } from './account-actions.js'
import type { Account } from './use-accounts.js'

type TableProps = {
  readonly rows: readonly Account[]
  readonly onPassword: (login: string, password: string) => void
  readonly onRoles: (account: Account) => void
}

export const AccountTable = ({ rows, onPassword, onRoles }: TableProps) => {
  const { accounts: words, table } = useDesk()
  const { words: base, shared } = useI18n()
  const placeName = usePlaceName()
  const may = useMay()
  return (
    <TableBox label={words.caption} tall>
      <table className="table table-rows">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.login}</th>
            <th scope="col">{words.roles}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.factor}</th>
            <th scope="col">{words.seen}</th>
            {may('account.manage') && <th scope="col">{base.common.actions}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="cell-line">
                {row.login}
                <div className="muted small" style={{ fontWeight: 400 }}>
                  {row.name}
                </div>
              </th>
              <td className="cell-line">
                {row.grants.map((grant) => (
                  <div key={grant.id}>
                    {shared.roles[grant.role]} <span className="muted">· {placeName(grant.place)}</span>
                  </div>
                ))}
              </td>
              <td className={`nowrap ${row.state === 'closed' ? 'muted' : ''}`}>{words.states[row.state]}</td>
              <td data-label={words.factor}>{row.secondFactor ? table.yes : table.no}</td>
              <td className="nowrap" data-label={words.seen}>
                {row.lastSeenAt === null ? (
                  <span className="muted">{words.never}</span>
                ) : (
                  <Moment at={row.lastSeenAt} />
                )}
              </td>
              {may('account.manage') && (
                <td className="cell-line">
                  {row.state === 'active' && (
                    <AccountActions account={row} onPassword={onPassword} onRoles={() => onRoles(row)} />
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}
