import { FieldLink } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { useStoreWords } from '../../i18n/store.js'
import { formatDay } from '../../ui/time.js'
import type { StockRow } from './goods.js'
import { useGoods, useItemWords } from './use-store.js'

/** Why units of an item are not available, each for one reason (SUP-BOOK-2). */
export const Excluded = ({ row }: { readonly row: StockRow }) => {
  const words = useStoreWords()
  const { language, number } = useI18n()
  if (row.excluded.length === 0) return null
  return (
    <ul className="s-why" aria-label={words.whyNot}>
      {row.excluded.map(({ why, quantity, since }) => (
        <li key={why}>
          <span className="num">{number(quantity)}</span>{' '}
          {since === null ? words.why[why] : words.whySince(words.why[why], formatDay(since, language))}
          {why === 'reserved' &&
            row.reservedFor.map((one) => (
              <span key={one.reference} className="muted">
                {' '}
                {words.reservedFor(one.reference, number(one.quantity))}
              </span>
            ))}
        </li>
      ))}
    </ul>
  )
}

/** An item of a store: what can be used of it first, then the rest with its reasons. */
export const ItemCard = ({
  store,
  row,
  showKind,
}: {
  readonly store: string
  readonly row: StockRow
  readonly showKind: boolean
}) => {
  const words = useStoreWords()
  const { number } = useI18n()
  const { nameOf, many } = useGoods()
  const said = useItemWords()(row)
  return (
    <li className="card stack r-tight">
      {showKind && <p className="muted">{nameOf(row.kind)}</p>}
      <h2>{said}</h2>
      <p className="line">
        <span className="strong num">
          {words.figures.available} {many(row.available, row.kind)}
        </span>
        <span className="muted num">{words.figureOf(words.figures.onHand, number(row.onHand))}</span>
      </p>
      <Excluded row={row} />
      <p>
        <FieldLink to={`${store}/book/item/${row.id}`}>
          {words.itemBook}
          <span className="sr"> {said}</span>
        </FieldLink>
      </p>
    </li>
  )
}
