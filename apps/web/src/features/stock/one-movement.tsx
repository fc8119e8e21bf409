import type { MovementInfo } from '@lianfang/contract'
import { Link, useSearch } from '@tanstack/react-router'
import { useApi } from '../../api/use-api.js'
import { useI18n } from '../../i18n/i18n.js'
import { useStock } from '../../i18n/stock.js'
import { Moment } from '../../ui/moment.js'
import { Loaded } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { useKinds } from '../supply/use-kinds.js'
import { changeSearch } from './change-search.js'
import { useItemText } from './item-text.js'
import type { Store } from './store-form.js'

type Props = { readonly store: Store; readonly id: string }
type Of = { readonly of: MovementInfo }

const Facts = ({ of }: Of) => {
  const { book: words } = useStock()
  const { language } = useI18n()
  const facts = [
    [words.dayOf, formatDay(of.day, language)],
    [words.entered, <Moment key="at" at={of.at} exact />],
    [words.enteredBy, of.by],
    [words.reference, of.reference],
    [words.partyLabel, of.party],
    [words.whyLabel, of.why],
    [words.countedAt, of.countedAt === null ? null : <Moment key="counted" at={of.countedAt} exact />],
  ] as const
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== null)
        .map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

const Lines = ({ of }: Of) => {
  const { book: words, accounts, stock } = useStock()
  const { number } = useI18n()
  const { named, unitOf } = useKinds()
  const textOf = useItemText()
  if (of.lines.length === 0) return <p className="muted">{words.nothing}</p>
  return (
    <TableBox label={words.lines}>
      <table className="table">
        <caption>{words.lines}</caption>
        <thead>
          <tr>
            <th scope="col">{stock.item}</th>
            <th scope="col">{words.move}</th>
            <th scope="col" className="n">
              {words.quantity}
            </th>
          </tr>
        </thead>
        <tbody>
          {of.lines.map(({ item, from, to, quantity }) => (
            <tr key={`${item.id} ${from} ${to}`}>
              <th scope="row">
                {named(item.kind)}
                <div className="muted small">{textOf(item)}</div>
              </th>
              <td>{`${accounts[from]} → ${accounts[to]}`}</td>
              <td className="n">{stock.units(number(quantity), unitOf(item.kind, quantity))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

/** The movement that this one takes back, or that took it back: both stay in the book. */
const Counterpart = ({ store, of }: Pick<Props, 'store'> & Of) => {
  const { book: words } = useStock()
  const search = useSearch({ from: '/stores' })
  const other = of.reverses ?? of.reversedBy
  if (other === null) return null
  return (
    <p className="note between">
      <span>{of.reverses === null ? words.reversedBy : words.reverses}</span>
      <Link to="/stores/$id" params={{ id: store.id }} search={{ ...search, movement: other }} resetScroll={false}>
        {words.open}
      </Link>
    </p>
  )
}

/** One movement with all its lines, and its reversal. */
export const OneMovement = ({ store, id }: Props) => {
  const { book: words, movements } = useStock()
  const search = useSearch({ from: '/stores' })
  const query = useApi('movement.read', { params: { id: store.id, movement: id } })
  return (
    <div className="stack">
      <p>
        <Link
          to="/stores/$id"
          params={{ id: store.id }}
          search={changeSearch(search, { movement: undefined })}
          resetScroll={false}
        >
          {words.back}
        </Link>
      </p>
      <Loaded query={query}>
        {(of) => (
          <div className="stack">
            <h3>{movements[of.what]}</h3>
            <Counterpart store={store} of={of} />
            <Facts of={of} />
            <Lines of={of} />
          </div>
        )}
      </Loaded>
    </div>
  )
}
