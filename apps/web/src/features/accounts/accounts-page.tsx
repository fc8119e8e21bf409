import { useState } from 'react'
import { urlOf } from '../../api/client.js'
import { Page, Panel } from '../../app/page.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { FileLinks } from '../../ui/file-links.js'
import { Field, TextField } from '../../ui/form.js'
import { PagedList, rowsOf } from '../../ui/paged-list.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { useMay } from '../session/session.js'
import { FirstPassword } from './account-actions.js'
import { AccountForm } from './account-form.js'
import { AccountTable } from './account-table.js'
import { GrantsPanel } from './grants-panel.js'
import { type Account, useAccounts } from './use-accounts.js'

type Shown = { readonly login: string; readonly password: string }

const orders = ['login', 'name', 'seen'] as const

/** What to look for, in which order, and the list as a file. */
const AccountTools = ({ accounts }: { readonly accounts: ReturnType<typeof useAccounts> }) => {
  const { accounts: words } = useDesk()
  const { words: base, language } = useI18n()
  const { text, setText, order, setOrder } = accounts
  return (
    <div className="filters">
      <div className="search">
        <TextField
          label={words.searchLabel}
          type="search"
          autoComplete="off"
          maxLength={60}
          data-search
          value={text}
          onChange={setText}
        />
      </div>
      <Field label={base.common.order}>
        {(ids) => (
          <select
            className="input"
            {...ids}
            value={order}
            onChange={(event) => setOrder(orders.find((one) => one === event.target.value) ?? 'login')}
          >
            {orders.map((one) => (
              <option key={one} value={one}>
                {words.orders[one]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <FileLinks urlOf={(format) => urlOf('account.export', { query: { format, language } })} />
    </div>
  )
}

export const AccountsPage = () => {
  const { accounts: words } = useDesk()
  const may = useMay()
  const [open, setOpen] = useState<string | null>(null)
  const [shown, setShown] = useState<Shown | null>(null)
  const accounts = useAccounts()
  const { pages, found } = accounts
  const account = [...rowsOf(pages), ...(found.data?.rows ?? [])].find((row) => row.id === open)
  const table = (rows: readonly Account[]) => (
    <AccountTable
      rows={rows}
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
            <button type="button" className="btn btn-main" onClick={() => setOpen('new')}>
              {words.create}
            </button>
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
          <PagedList query={pages} skeleton={10} empty={<EmptyState title={words.empty} />}>
            {table}
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
