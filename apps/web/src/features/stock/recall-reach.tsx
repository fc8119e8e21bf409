import type { RecallReach } from '@lianfang/contract'
import { Link } from '@tanstack/react-router'
import { useI18n } from '../../i18n/i18n.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { useStock } from '../../i18n/stock.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { useName } from '../facilities/use-name.js'
import { useKinds } from '../supply/use-kinds.js'

type Props = {
  readonly reach: RecallReach
  readonly kind: string
  /** Without links: nothing leads away from a recall that is not sent yet. */
  readonly plain?: true
}

export const sumOf = (rows: readonly { readonly quantity: number }[]): number =>
  rows.reduce((sum, { quantity }) => sum + quantity, 0)

/** A quantity with the unit of a kind. */
export const useUnits = (kind: string): ((n: number) => string) => {
  const { stock } = useStock()
  const { number } = useI18n()
  const { unitOf } = useKinds()
  return (n) => stock.units(number(n), unitOf(kind, n))
}

/** Stores that have any of it, each leading to its held items. */
export const Here = ({ reach, kind, plain }: Props) => {
  const { recalls: words } = useStock()
  const units = useUnits(kind)
  const nameOf = useName()
  const placeName = usePlaceName()
  return (
    <TableBox label={words.here} maxHeight={320}>
      <table className="table">
        <caption>{words.here}</caption>
        <thead>
          <tr>
            <th scope="col">{words.store}</th>
            <th scope="col" className="n">
              {words.quantity}
            </th>
          </tr>
        </thead>
        <tbody>
          {reach.here.map(({ store, quantity }) => (
            <tr key={store.id}>
              <th scope="row">
                {plain ? (
                  nameOf(store)
                ) : (
                  <Link
                    to="/stores/$id"
                    params={{ id: store.id }}
                    search={{ tab: 'stock', kind }}
                    className="quiet-link"
                  >
                    {nameOf(store)}
                  </Link>
                )}
                <div className="muted small">{placeName(store.place)}</div>
              </th>
              <td className="n">{units(quantity)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

const mostLeft = 500

/** Where those that have left went, each leading to its line of the book. */
export const Left = ({ reach, kind, plain }: Props) => {
  const { recalls: words, book } = useStock()
  const { language } = useI18n()
  const units = useUnits(kind)
  const nameOf = useName()
  return (
    <>
      <TableBox label={words.left} maxHeight={320}>
        <table className="table">
          <caption>{words.left}</caption>
          <thead>
            <tr>
              <th scope="col">{words.store}</th>
              <th scope="col">{words.where}</th>
              <th scope="col" className="n">
                {words.quantity}
              </th>
            </tr>
          </thead>
          <tbody>
            {reach.left.map((row) => (
              <tr key={`${row.movement} ${row.to} ${row.quantity}`}>
                <th scope="row">
                  {plain ? (
                    nameOf(row.store)
                  ) : (
                    <Link
                      to="/stores/$id"
                      params={{ id: row.store.id }}
                      search={{ tab: 'book', movement: row.movement }}
                      className="quiet-link"
                    >
                      {nameOf(row.store)}
                    </Link>
                  )}
                  <div className="muted small num">{formatDay(row.day, language)}</div>
                </th>
                <td>
                  {words.to[row.to]}
                  {row.party !== null && <div className="small">{book.party(row.party)}</div>}
                  {row.reference !== null && <div className="small">{book.referenceOf(row.reference)}</div>}
                </td>
                <td className="n">{units(row.quantity)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      {reach.left.length >= mostLeft && <p className="muted small">{words.leftMost}</p>}
    </>
  )
}

/** Goods of the kind whose lot nobody entered. */
export const LotUnknown = ({ reach, kind }: Props) => {
  const { recalls: words } = useStock()
  const units = useUnits(kind)
  return reach.lotUnknown === 0 ? null : <p className="note note-warn">{words.lotUnknown(units(reach.lotUnknown))}</p>
}
