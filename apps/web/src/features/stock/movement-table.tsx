import type { MovementInfo } from '@lianfang/contract'
import { Link, useSearch } from '@tanstack/react-router'
import { useI18n } from '../../i18n/i18n.js'
import { useStock } from '../../i18n/stock.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { useKinds } from '../supply/use-kinds.js'
import { useItemText } from './item-text.js'
import type { Store } from './store-form.js'

// More lines than these are read in the movement itself.
const linesShown = 3

type LineProps = { readonly store: Store; readonly row: MovementInfo }

const Goods = ({ row }: Pick<LineProps, 'row'>) => {
  const { book: words, stock } = useStock()
  const { number } = useI18n()
  const { named, unitOf } = useKinds()
  const textOf = useItemText()
  if (row.lines.length === 0) return <span className="muted">{words.nothing}</span>
  return (
    <>
      {row.lines.slice(0, linesShown).map(({ item, from, to, quantity }) => (
        <div key={`${item.id} ${from} ${to}`}>
          {named(item.kind)} <span className="num">{stock.units(number(quantity), unitOf(item.kind, quantity))}</span>
          <span className="muted small"> {textOf(item)}</span>
        </div>
      ))}
      {row.lines.length > linesShown && <div className="muted small">{words.more(number(row.lines.length))}</div>}
    </>
  )
}

const Line = ({ store, row }: LineProps) => {
  const { book: words, movements } = useStock()
  const { language } = useI18n()
  const search = useSearch({ from: '/stores' })
  return (
    <tr>
      <th scope="row" className="cell-line">
        <Link
          to="/stores/$id"
          params={{ id: store.id }}
          search={{ ...search, movement: row.id }}
          data-row
          resetScroll={false}
        >
          {movements[row.what]}
        </Link>{' '}
        {row.reversedBy !== null && <span className="tag">{words.reversedTag}</span>}
        <div className="muted small num">{formatDay(row.day, language)}</div>
        <div className="muted small">{words.by(row.by)}</div>
      </th>
      <td className="cell-line">
        <Goods row={row} />
        {row.reference !== null && <div className="small">{words.referenceOf(row.reference)}</div>}
        {row.party !== null && <div className="small">{words.party(row.party)}</div>}
        {row.why !== null && <div className="small">{words.why(row.why)}</div>}
      </td>
    </tr>
  )
}

type Props = { readonly store: Store; readonly rows: readonly MovementInfo[] }

/** Movements, each with its first lines. */
export const MovementTable = ({ store, rows }: Props) => {
  const { book: words } = useStock()
  return (
    <TableBox label={words.caption}>
      <table className="table table-rows">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.goods}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.id} store={store} row={row} />
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}
