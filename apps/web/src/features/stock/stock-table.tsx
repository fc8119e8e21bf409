import { Link, useSearch } from '@tanstack/react-router'
import type { Reply } from '../../api/client.js'
import { storeListSearch } from '../../app/search-supply.js'
import { useI18n } from '../../i18n/i18n.js'
import { useStock } from '../../i18n/stock.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { useMay } from '../session/session.js'
import { useKinds } from '../supply/use-kinds.js'
import { useItemText } from './item-text.js'
import type { Store } from './store-form.js'

type Row = Reply<'stock.list'>['rows'][number]

/** Why units are not available: each unit for one reason (SUP-BOOK-2). */
const Excluded = ({ row }: { readonly row: Row }) => {
  const { stock: words, whys } = useStock()
  const { number, language } = useI18n()
  if (row.excluded.length === 0) return <span className="muted">{words.none}</span>
  return (
    <ul>
      {row.excluded.map(({ why, quantity, since }) => (
        <li key={why}>
          {words.outOf(since === null ? whys[why] : words.expiredSince(formatDay(since, language)), number(quantity))}
          {why === 'reserved' &&
            row.reservedFor.map(({ reference, quantity: kept }) => (
              <div key={reference} className="muted small">
                {words.reservedFor(reference, number(kept))}
              </div>
            ))}
        </li>
      ))}
    </ul>
  )
}

type LineProps = { readonly store: Store; readonly row: Row }

const Leads = ({ store, row }: LineProps) => {
  const { stock: words } = useStock()
  const may = useMay()
  const kept = storeListSearch(useSearch({ from: '/stores' }))
  const recallable = row.lot !== null || row.serial !== null
  return (
    <p className="links small">
      <Link
        to="/stores/$id"
        params={{ id: store.id }}
        search={{ ...kept, tab: 'book', item: row.id }}
        resetScroll={false}
      >
        {words.book}
      </Link>
      {may('recall.manage') && recallable && !row.excluded.some(({ why }) => why === 'recalled') && (
        <Link
          to="/recalls/$id"
          params={{ id: 'new' }}
          search={{
            ...(kept.place === undefined ? {} : { place: kept.place }),
            kind: row.kind,
            ...(row.product === null ? {} : { product: row.product }),
            // Of a lot the whole lot; a single unit only where nobody knows its lot.
            ...(row.lot !== null ? { code: row.lot } : row.serial === null ? {} : { serial: row.serial }),
          }}
        >
          {words.recall}
        </Link>
      )}
    </p>
  )
}

const Line = ({ store, row }: LineProps) => {
  const { figures, item } = useStock()
  const { number } = useI18n()
  const { named } = useKinds()
  const textOf = useItemText()
  return (
    <tr>
      <th scope="row" className="cell-line">
        {named(row.kind)}
        <div className="muted small">{textOf(row)}</div>
        {row.model !== null && <div className="muted small">{item.product(row.model, row.maker ?? '')}</div>}
        <Leads store={store} row={row} />
      </th>
      <td className="n" data-label={figures.available}>
        <strong>{number(row.available)}</strong>
      </td>
      <td className="n" data-label={figures.onHand}>
        {number(row.onHand)}
      </td>
      <td className="cell-line">
        <Excluded row={row} />
      </td>
    </tr>
  )
}

type Props = { readonly store: Store; readonly rows: readonly Row[] }

/** Items of a store: what is available first, then why the rest is not. */
export const StockTable = ({ store, rows }: Props) => {
  const { stock: words, figures } = useStock()
  return (
    <TableBox label={words.items}>
      <table className="table table-rows">
        <caption>{words.items}</caption>
        <thead>
          <tr>
            <th scope="col">{words.item}</th>
            <th scope="col" className="n">
              {figures.available}
            </th>
            <th scope="col" className="n">
              {figures.onHand}
            </th>
            <th scope="col">{words.excluded}</th>
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
