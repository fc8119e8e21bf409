import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Page, Panel } from '../../app/page.js'
import { useDesk } from '../../i18n/desk.js'
import { PagedList } from '../../ui/counted-list.js'
import { rowsOf } from '../../ui/paged-list.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { useMay } from '../session/session.js'
import { FirstPassword } from './account-actions.js'
import { AccountForm } from './account-form.js'
import { AccountTable } from './account-table.js'
import { AccountTools } from './account-tools.js'
import { GrantsPanel } from './grants-panel.js'
import { type Account, useAccounts } from './use-accounts.js'
import { useStaffWords } from './use-staff-words.js'
import { WaitingCards } from './waiting-cards.js'

type Shown = { readonly login: string; readonly password: string }

export const AccountsPage = () => {
  const { accounts: words } = useDesk()
  const staff = useStaffWords()
  const may = useMay()
  const [open, setOpen] = useState<string | null>(null)
  const [shown, setShown] = useState<Shown | null>(null)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const accounts = useAccounts()
  const { pages, found } = accounts
  const account = [...rowsOf(pages), ...(found.data?.rows ?? [])].find((row) => row.id === open)
  const waiting = accounts.state === 'waiting' && !accounts.searching && may('account.manage')
  const table = (rows: readonly Account[]) => (
    <AccountTable
      rows={rows}
      selection={waiting ? { selected, onSelect: setSelected } : null}
      onPassword={(login, password) => setShown({ login, password })}
      onRoles={(one) => setOpen(one.id)}
    />
  )
  return (
    <div className={`split ${open === null ? '' : 'has-panel'}`}>
      <Page
        title={words.title}
        error={pages.error}
        actions={
          may('account.manage') && (
            <>
              <Link className="btn" to="/accounts/import">
                {staff.fromList}
              </Link>
              <button type="button" className="btn btn-main" onClick={() => setOpen('new')}>
                {words.create}
              </button>
            </>
          )
        }
      >
        {shown !== null && (
          <FirstPassword login={shown.login} password={shown.password} onDone={() => setShown(null)} />
        )}
        <AccountTools accounts={accounts} />
        {accounts.searching ? (
          <Loaded query={found} rows={4}>
            {({ rows, more }) => (
              <>
                {rows.length === 0 ? <EmptyState title={words.noneFound} /> : table(rows)}
                {more && <p className="muted">{words.foundMore}</p>}
              </>
            )}
          </Loaded>
        ) : (
          <PagedList
            query={pages}
            skeleton={10}
            empty={<EmptyState title={accounts.state === 'waiting' ? staff.noneWaiting : words.empty} />}
          >
            {(rows) => (
              <>
                {waiting && <WaitingCards listed={rows} selected={selected} onSelect={setSelected} />}
                {table(rows)}
              </>
            )}
          </PagedList>
        )}
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
