import { Link } from '@tanstack/react-router'
import { useApi } from '../../api/use-api.js'
import { useDeals } from '../../i18n/deals.js'
import { useI18n } from '../../i18n/i18n.js'
import { useRequests } from '../../i18n/requests.js'
import { useStock } from '../../i18n/stock.js'
import { Moment } from '../../ui/moment.js'
import { Loaded } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import type { Request } from '../deals/types.js'
import { useGoodsWords } from '../deals/use-many.js'
import { FigureCells, FigureHeads } from '../stock/figure-cells.js'

type Props = { readonly request: Request }

/** Stores of the county that have any of the kind, by one figure: what a stock figure is made of. */
const storesSearch = (request: Request, figure: 'available' | 'onHand' | 'held' | 'expired' | 'reserved') => ({
  place: request.hospital.county.code,
  has: request.kind,
  figure,
})

/** What stands beside a request: the hospital's stock and use by its books, what comes to it, and what it asked for before (E3). */
export const RequestBeside = ({ request }: Props) => {
  const { beside: words, list } = useRequests()
  const { requestStates, overstated } = useDeals()
  const { stock: stockWords } = useStock()
  const { number, language } = useI18n()
  const { many, named } = useGoodsWords()
  const query = useApi('request.beside', { params: { id: request.id } })
  return (
    <Loaded query={query}>
      {({ day, stock, use, onTheWay, assigned, earlier }) => (
        <div className="stack-wide">
          <section className="stack">
            <h3>{words.stock}</h3>
            {stock === null ? (
              <p className="note note-warn">{words.noStock}</p>
            ) : (
              <>
                <TableBox label={words.stock}>
                  <table className="table">
                    <caption>{words.stock}</caption>
                    <thead>
                      <tr>
                        <th scope="col">{stockWords.kind}</th>
                        <FigureHeads />
                      </tr>
                    </thead>
                    <tbody>
                      <tr>
                        <th scope="row">{named(request.kind)}</th>
                        <FigureCells
                          of={stock}
                          link={(figure, text) => (
                            <Link to="/stores" search={storesSearch(request, figure)} className="quiet-link">
                              {text}
                            </Link>
                          )}
                        />
                      </tr>
                    </tbody>
                  </table>
                </TableBox>
                <p className="muted small">{words.ofDay(formatDay(day, language))}</p>
              </>
            )}
            <dl className="facts">
              <dt>{words.use(number(use.days))}</dt>
              <dd className="num">{many(use.units, request.kind)}</dd>
              <dt>{words.onTheWay}</dt>
              <dd className="num">{many(onTheWay, request.kind)}</dd>
              <dt>{words.assigned}</dt>
              <dd className="num">{many(assigned, request.kind)}</dd>
            </dl>
          </section>
          <section className="stack">
            <h3>{words.earlier}</h3>
            {earlier.length === 0 ? (
              <p className="muted">{words.noEarlier}</p>
            ) : (
              <TableBox label={words.earlier}>
                <table className="table">
                  <caption>{words.earlier}</caption>
                  <thead>
                    <tr>
                      <th scope="col">{words.when}</th>
                      <th scope="col" className="n">
                        {words.requested}
                      </th>
                      <th scope="col" className="n">
                        {words.verified}
                      </th>
                      <th scope="col">{list.state}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {earlier.map((one) => (
                      <tr key={one.id}>
                        <th scope="row">
                          <Link to="/requests/$id" params={{ id: one.id }} search={{}} className="quiet-link">
                            <Moment at={one.createdAt} />
                          </Link>
                        </th>
                        <td className="n">{number(one.requested)}</td>
                        <td className="n">{one.verified === null ? '' : number(one.verified)}</td>
                        <td>
                          {requestStates[one.state]}
                          {one.overstated && <span className="tag tag-alarm">{overstated}</span>}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </TableBox>
            )}
          </section>
        </div>
      )}
    </Loaded>
  )
}
