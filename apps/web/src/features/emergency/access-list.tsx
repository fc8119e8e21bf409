import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { ListTools, useListTools } from '../../ui/list-tools.js'
import { EmptyState } from '../../ui/states.js'
import { AccessTable } from './access-table.js'
import type { Access } from './use-accesses.js'

/** The accesses with their search and order: by who opened, the reason, the place. */
export const AccessList = ({ rows }: { readonly rows: readonly Access[] }) => {
  const { emergency: words } = useDesk()
  const { shared } = useI18n()
  const tools = useListTools({
    rows,
    keyOf: (row) => row.id,
    textOf: (row) =>
      [row.by ?? row.accountId, shared.roles[row.role], row.placeName, row.countyName, row.reason ?? ''].join(' '),
    orders: {
      newest: { value: (row) => row.openedAt, down: true },
      oldest: { value: (row) => row.openedAt },
      open: { value: (row) => (row.open ? 0 : 1) },
    },
    first: 'newest',
  })
  return (
    <>
      <ListTools tools={tools} label={words.searchLabel} orders={words.orders} />
      {tools.shown.length === 0 ? <EmptyState title={words.noneFound} /> : <AccessTable rows={tools.shown} />}
    </>
  )
}
