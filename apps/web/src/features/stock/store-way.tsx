import { Link } from '@tanstack/react-router'
import type { Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useConsignments } from '../../i18n/consignments.js'
import { useI18n } from '../../i18n/i18n.js'
import { useStock } from '../../i18n/stock.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { useName } from '../facilities/use-name.js'
import { useMay } from '../session/session.js'
import { useKinds } from '../supply/use-kinds.js'
import { useItemText } from './item-text.js'
import type { Store } from './store-form.js'

type Road = Reply<'transit.list'>['rows'][number]

const Consignment = ({ road }: { readonly road: Road }) => {
  const { way: words, accounts } = useStock()
  const { make } = useConsignments()
  const may = useMay()
  const { language, number } = useI18n()
  const { named, unitOf } = useKinds()
  const nameOf = useName()
  const textOf = useItemText()
  const title = road.way === 'out' ? words.out(nameOf(road.to)) : words.in(nameOf(road.from))
  return (
    <section className="stack">
      <h3>{title}</h3>
      <p className="muted small">
        {words.sentOn(formatDay(road.sentOn, language))}
        {road.reference !== null && ` · ${words.reference(road.reference)}`}
      </p>
      {may('consignment.manage') && road.way === 'out' && !road.carried && (
        <p>
          <Link
            to="/consignments/$id"
            params={{ id: 'new' }}
            search={{ transfer: road.id, to: road.to.id }}
            className="btn"
          >
            {make.fromTransfer}
          </Link>
        </p>
      )}
      <TableBox label={title}>
        <table className="table">
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.goods}</th>
              <th scope="col" className="n">
                {words.left}
              </th>
              <th scope="col" className="n">
                {words.sent}
              </th>
              <th scope="col" className="n">
                {words.arrived}
              </th>
              <th scope="col" className="n">
                {words.back}
              </th>
            </tr>
          </thead>
          <tbody>
            {road.lines.map((line) => (
              <tr key={line.n}>
                <th scope="row">
                  {named(line.kind)} <span className="muted small">{unitOf(line.kind)}</span>
                  <div className="muted small">{textOf(line)}</div>
                  {line.state !== 'free' && <div className="small">{words.state(accounts[line.state])}</div>}
                </th>
                <td className="n">
                  <strong>{number(line.left)}</strong>
                </td>
                <td className="n">{number(line.sent)}</td>
                <td className="n">{number(line.arrived)}</td>
                <td className="n">{number(line.back)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </section>
  )
}

/** What was sent from or to a store and has not arrived (E9). */
export const StoreWay = ({ store }: { readonly store: Store }) => {
  const { way: words } = useStock()
  const query = useApi('transit.list', { params: { id: store.id } })
  return (
    <Loaded query={query}>
      {({ rows }) =>
        rows.length === 0 ? (
          <EmptyState title={words.empty}>{words.emptyHint}</EmptyState>
        ) : (
          <div className="stack-wide">
            {rows.map((road) => (
              <Consignment key={`${road.id} ${road.way}`} road={road} />
            ))}
          </div>
        )
      }
    </Loaded>
  )
}
