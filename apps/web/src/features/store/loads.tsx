import { useApi } from '../../api/use-api.js'
import { FieldLink } from '../../app/field-router.js'
import { useConsignments } from '../../i18n/consignments.js'
import { useI18n } from '../../i18n/i18n.js'
import { Gone } from '../consignments/gone.js'
import { Marks } from '../consignments/marks.js'
import { useGoods } from './use-store.js'

/** Consignments to a store or from it that are neither closed nor cancelled: each is sent off or taken in on its own page. */
export const Loads = ({ id, way }: { readonly id: string; readonly way: 'to' | 'from' }) => {
  const words = useConsignments()
  const { number } = useI18n()
  const goods = useGoods()
  const query = useApi('consignment.mine', { query: { [way]: id, open: 'true', limit: 100 } })
  const rows = query.data?.rows ?? []
  const title = way === 'to' ? words.keeper.coming : words.keeper.going
  const gone = way === 'to' && <Gone of={{ store: id }} />
  if (rows.length === 0) return gone
  return (
    <section className="stack" aria-label={title}>
      <h2>{title}</h2>
      <ul className="stack">
        {rows.map((row) => (
          <li key={row.id} className="card stack">
            <h3>{words.fromTo(row.from?.name ?? row.party ?? '', row.to.name)}</h3>
            <Marks row={row} />
            <ul>
              {row.kinds.map((one) => (
                <li key={one.kind}>
                  {goods.nameOf(one.kind)}{' '}
                  <span className="num">{words.leftOf(number(one.left), goods.many(one.quantity, one.kind))}</span>
                </li>
              ))}
            </ul>
            <FieldLink to={`${id}/load/${row.id}`} className="btn btn-main btn-big">
              {words.keeper.open}
              <span className="sr"> {row.from?.name ?? row.party}</span>
            </FieldLink>
          </li>
        ))}
      </ul>
      {gone}
    </section>
  )
}
