import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { Moment } from '../../ui/moment.js'
import { TableBox } from '../../ui/table-box.js'
import { useMay } from '../session/session.js'
import { AccountActions } from './account-actions.js'
import type { Account } from './use-accounts.js'
import { useStaffWords } from './use-staff-words.js'
import { WaitingMark } from './waiting-mark.js'

type Selection = {
  readonly selected: ReadonlySet<string>
  readonly onSelect: (ids: ReadonlySet<string>) => void
}

/** Chooses one account for a card. */
const SelectBox = ({ account, selection }: { readonly account: Account; readonly selection: Selection }) => {
  const words = useStaffWords()
  const { selected, onSelect } = selection
  const toggle = (): void => {
    const next = new Set(selected)
    if (!next.delete(account.id)) next.add(account.id)
    onSelect(next)
  }
  return (
    <input
      type="checkbox"
      aria-label={words.select(account.login)}
      checked={selected.has(account.id)}
      onChange={toggle}
    />
  )
}

type TableProps = {
  readonly rows: readonly Account[]
  /** Boxes before the names, where cards are to be printed. */
  readonly selection: Selection | null
  readonly onPassword: (login: string, password: string) => void
  readonly onRoles: (account: Account) => void
}

export const AccountTable = ({ rows, selection, onPassword, onRoles }: TableProps) => {
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
                {selection !== null && <SelectBox account={row} selection={selection} />} {row.login}
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
                <WaitingMark waiting={row.waiting} />
              </td>
              {may('account.manage') && (
                <td className="cell-line">
                  <AccountActions account={row} onPassword={onPassword} onRoles={() => onRoles(row)} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}
