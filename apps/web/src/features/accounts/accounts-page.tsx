import { useState } from 'react'
import type { Reply } from '../../api/client.js'
import { usePages } from '../../api/use-api.js'
import { Page, Panel } from '../../app/page.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { Moment } from '../../ui/moment.js'
import { PagedList, rowsOf } from '../../ui/paged-list.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { useMay } from '../session/session.js'
import { AccountActions, FirstPassword } from './account-actions.js'
import { AccountForm } from './account-form.js'
import { GrantsPanel } from './grants-panel.js'

export type Account = Reply<'account.list'>['rows'][number]

type TableProps = {
  readonly rows: readonly Account[]
  readonly onPassword: (login: string, password: string) => void
  readonly onRoles: (account: Account) => void
}

const AccountTable = ({ rows, onPassword, onRoles }: TableProps) => {
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

type Shown = { readonly login: string; readonly password: string }

export const AccountsPage = () => {
  const { accounts: words } = useDesk()
  const may = useMay()
  const [open, setOpen] = useState<string | null>(null)
  const [shown, setShown] = useState<Shown | null>(null)
  const query = usePages('account.list', { query: { limit: 100 } })
  const account = rowsOf(query).find((row) => row.id === open)
  return (
    <div className={`split ${open === null ? '' : 'has-panel'}`}>
      <Page
        title={words.title}
        error={query.error}
        actions={
          may('account.manage') && (
            <button type="button" className="btn btn-main" onClick={() => setOpen('new')}>
              {words.create}
            </button>
          )
        }
      >
        {shown !== null && (
          <FirstPassword login={shown.login} password={shown.password} onDone={() => setShown(null)} />
        )}
        <PagedList query={query} skeleton={10} empty={<EmptyState title={words.empty} />}>
          {(rows) => (
            <AccountTable
              rows={rows}
              onPassword={(login, password) => setShown({ login, password })}
              onRoles={(one) => setOpen(one.id)}
            />
          )}
        </PagedList>
      </Page>
      {account !== undefined && (
        <Panel key={account.id} label={words.panel} onClose={() => setOpen(null)}>
          <GrantsPanel account={account} />
        </Panel>
      )}
      {open === 'new' && (
        <Panel label={words.panel} onClose={() => setOpen(null)}>
          <div className="stack">
            <h2 className="panel-title">{words.create}</h2>
            <AccountForm
              onCreated={(created) => {
                setOpen(null)
                setShown({ login: created.account.login, password: created.firstPassword })
              }}
            />
          </div>
        </Panel>
      )}
    </div>
  )
}
