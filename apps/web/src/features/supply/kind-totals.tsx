import { Link } from '@tanstack/react-router'
import type { Reply } from '../../api/client.js'
import type { EnterpriseSearch } from '../../app/search-supply.js'
import { useI18n } from '../../i18n/i18n.js'
import { useSupply } from '../../i18n/supply.js'
import { TableBox } from '../../ui/table-box.js'

type Totals = Reply<'enterprise.totals'>
type Kind = Reply<'kind.list'>['rows'][number]
type Props = { readonly totals: Totals; readonly kinds: readonly Kind[]; readonly search: EnterpriseSearch }

/** What is made, in stock and on order of each kind that somebody makes, in the catalogue's order. */
export const KindTotals = ({ totals, kinds, search }: Props) => {
  const { enterprises: words, units } = useSupply()
  const { number, language } = useI18n()
  const place = search.place === undefined ? {} : { place: search.place }
  const found = kinds.flatMap((kind) => {
    const total = totals.kinds.find((each) => each.kind === kind.code)
    return total === undefined ? [] : [{ kind, total }]
  })
  return (
    <TableBox label={words.byKind}>
      <table className="table">
        <caption>{words.byKind}</caption>
        <thead>
          <tr>
            <th scope="col">{words.kinds}</th>
            <th scope="col" className="n">
              {words.makers}
            </th>
            <th scope="col" className="n">
              {words.counted}
            </th>
            <th scope="col" className="n">
              {words.made}
            </th>
            <th scope="col" className="n">
              {words.inStock}
            </th>
            <th scope="col" className="n">
              {words.onOrder}
            </th>
            <th scope="col" className="n">
              {words.capacity}
            </th>
          </tr>
        </thead>
        <tbody>
          {found.map(({ kind, total }) => (
            <tr key={kind.code}>
              <th scope="row">
                {language === 'zh-CN' ? kind.name : kind.nameEn} <span className="muted small">{units[kind.unit]}</span>
              </th>
              <td className="n">
                <Link to="/enterprises" search={{ ...place, kind: kind.code }} className="quiet-link">
                  {number(total.makers)}
                </Link>
              </td>
              <td className="n">{number(total.counted)}</td>
              <td className="n">{number(total.made)}</td>
              <td className="n">{number(total.inStock)}</td>
              <td className="n">{number(total.onOrder)}</td>
              <td className="n">{number(total.capacity)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}
