import { useI18n } from '../../i18n/i18n.js'
import { useOrders } from '../../i18n/orders.js'
import { Moment } from '../../ui/moment.js'
import { useGoodsWords } from '../deals/use-many.js'
import { ProposalLine } from '../grassroots/proposal-lines.js'
import type { Order, OrderLine } from '../grassroots/types.js'
import { useYuan } from './use-yuan.js'

const Receipts = ({ line }: { readonly line: OrderLine }) => {
  const { line: words } = useOrders()
  const { many } = useGoodsWords()
  if (line.receipts.length === 0) return null
  return (
    <ul aria-label={words.receipts}>
      {line.receipts.map((one) => (
        <li key={one.id} className="small">
          <span className="num">{words.receipt(many(one.received, line.kind), many(one.refused, line.kind))}</span>
          {one.reason !== null && ` · ${words.because(one.reason)}`}{' '}
          <span className="muted">
            {one.by} <Moment at={one.at} exact />
          </span>
        </li>
      ))}
    </ul>
  )
}

const Line = ({ line }: { readonly line: OrderLine }) => {
  const { line: words } = useOrders()
  const { number } = useI18n()
  const { named, many } = useGoodsWords()
  const yuan = useYuan()
  const { proposal, kind } = line
  return (
    <li className="card stack">
      <p className="line">
        <strong>{line.facilityName}</strong> <span className="muted">{line.place.name}</span>
      </p>
      <p>
        {named(kind)} <strong className="num">{many(line.ordered, kind)}</strong>{' '}
        {proposal === null ? (
          <span className="muted small">{words.added}</span>
        ) : (
          <span className="muted small num">{words.proposed(many(proposal.ordered, proposal.kind))}</span>
        )}
      </p>
      <dl className="facts num">
        <dt>{words.price}</dt>
        <dd>
          {line.priceFen === 0 ? words.noPrice : `${yuan(line.priceFen)} · ${yuan(line.priceFen * line.ordered)}`}
        </dd>
        <dt>{words.received}</dt>
        <dd>{number(line.received)}</dd>
        {line.refused > 0 && (
          <>
            <dt>{words.refused}</dt>
            <dd>{number(line.refused)}</dd>
          </>
        )}
        <dt>{words.rest}</dt>
        <dd>{number(line.rest)}</dd>
      </dl>
      <Receipts line={line} />
      {proposal !== null && (
        <details>
          <summary>{words.why}</summary>
          <ul>
            <ProposalLine proposal={proposal} />
          </ul>
        </details>
      )}
    </li>
  )
}

/** Each clinic's line: what was proposed, ordered, received, refused and is outstanding, with its receipts. */
export const OrderLines = ({ order }: { readonly order: Order }) => {
  const { line: words } = useOrders()
  return (
    <ul className="stack" aria-label={words.caption}>
      {order.lines.map((line) => (
        <Line key={line.id} line={line} />
      ))}
    </ul>
  )
}
