import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useApi } from '../../api/use-api.js'
import { Panel } from '../../app/page.js'
import { orderListSearch, orderTabs } from '../../app/search-grassroots.js'
import { useOrders } from '../../i18n/orders.js'
import { Moment } from '../../ui/moment.js'
import { Loaded } from '../../ui/states.js'
import type { Order } from '../grassroots/types.js'
import { Funds } from './funds.js'
import { OrderActs } from './order-acts.js'
import { OrderLines } from './order-lines.js'
import { useYuan } from './use-yuan.js'

type Props = { readonly order: Order }

const Tabs = ({ order }: Props) => {
  const words = useOrders()
  const raw = useSearch({ from: '/orders' })
  const { tab = 'lines' } = raw
  const search = orderListSearch(raw)
  return (
    <nav className="tabs" aria-label={words.tabsLabel}>
      {orderTabs.map((one) => (
        <Link
          key={one}
          to="/orders/$id"
          params={{ id: order.id }}
          search={one === 'lines' ? search : { ...search, tab: one }}
          activeOptions={{ exact: true }}
          className="tab"
          aria-current={one === tab ? 'page' : undefined}
          resetScroll={false}
          replace
        >
          {words.tabs[one]}
        </Link>
      ))}
    </nav>
  )
}

const Steps = ({ order }: Props) => {
  const { steps: words } = useOrders()
  const names: Readonly<Record<string, string>> = words.names
  return (
    <ol className="timeline">
      {[...order.steps].reverse().map((step) => (
        <li key={step.id}>
          <p className="entry-main">{names[step.what] ?? step.what}</p>
          <p className="muted small">
            {step.by} · <Moment at={step.at} exact />
          </p>
          {step.reason !== null && <p>{words.because(step.reason)}</p>}
        </li>
      ))}
    </ol>
  )
}

const One = ({ order }: Props) => {
  const words = useOrders()
  const yuan = useYuan()
  const { tab = 'lines' } = useSearch({ from: '/orders' })
  const { decision } = order
  return (
    <div className="stack">
      <h2 className="panel-title">{order.name}</h2>
      <p className="line">
        <span className="tag">{words.states[order.state]}</span>
        <strong className="num">{yuan(order.costFen)}</strong>
        <span className="muted">{order.county.name}</span>
        {order.fund !== null && <span>{order.fund.name}</span>}
      </p>
      <p className="muted small">
        {words.proposedBy(order.proposedBy)}
        {order.approvedBy !== null && ` · ${words.approvedBy(order.approvedBy)}`}
      </p>
      {decision !== null && (
        <p className="note note-warn">{words.decision(decision.number, decision.reason, yuan(decision.fen))}</p>
      )}
      <Tabs order={order} />
      {tab === 'lines' && <OrderLines order={order} />}
      {tab === 'do' && <OrderActs key={order.version} order={order} />}
      {tab === 'steps' && <Steps order={order} />}
    </div>
  )
}

const Known = ({ id }: { readonly id: string }) => {
  const query = useApi('order.read', { params: { id } })
  return <Loaded query={query}>{(order) => <One order={order} />}</Loaded>
}

/** A joint order with its lines, what can be done with it, and what happened; or the fund lines (E10). */
export const OrderPanel = () => {
  const { id } = useParams({ from: '/orders/$id' })
  const search = orderListSearch(useSearch({ from: '/orders' }))
  const navigate = useNavigate()
  const words = useOrders()
  const close = (): void => void navigate({ to: '/orders', search, resetScroll: false })
  return (
    <Panel key={id} label={id === 'funds' ? words.fund.title : words.panel} onClose={close}>
      {id === 'funds' ? <Funds /> : <Known id={id} />}
    </Panel>
  )
}
