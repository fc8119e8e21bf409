import { useApi } from '../../api/use-api.js'
import { FieldLink } from '../../app/field-router.js'
import { useOrders } from '../../i18n/orders.js'
import { useGoods } from './use-store.js'

type Props = { readonly id: string; readonly facility: string }

/** What the county ordered for the clinic of a store and has not all come (E10): each line is taken in on its own page. */
export const OrdersComing = ({ id, facility }: Props) => {
  const { receive: words } = useOrders()
  const goods = useGoods()
  const query = useApi('order.mine', {})
  const open = (query.data?.rows ?? []).flatMap((order) =>
    order.lines.filter((line) => line.facility === facility && line.rest > 0).map((line) => ({ order, line })),
  )
  if (open.length === 0) return null
  return (
    <section className="stack" aria-label={words.coming}>
      <h2>{words.coming}</h2>
      <ul className="stack">
        {open.map(({ order, line }) => (
          <li key={line.id} className="card stack">
            <h3>{goods.nameOf(line.kind)}</h3>
            <p className="num">{words.rest(goods.many(line.rest, line.kind), goods.many(line.ordered, line.kind))}</p>
            <p className="muted">{order.name}</p>
            <FieldLink to={`${id}/order/${order.id}/${line.id}`} className="btn btn-main btn-big">
              {words.open}
              <span className="sr"> {goods.nameOf(line.kind)}</span>
            </FieldLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
