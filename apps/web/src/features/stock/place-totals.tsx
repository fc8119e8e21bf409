import { addFigures, noFigures, type StockFigure, type StockFigures, stockFigures } from '@lianfang/domain/supply'
import { Link } from '@tanstack/react-router'
import type { Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useStock } from '../../i18n/stock.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { useKinds } from '../supply/use-kinds.js'
import { FigureCells, FigureHeads } from './figure-cells.js'

type Totals = Reply<'stock.totals'>
type Child = Totals['children'][number]
type Props = { readonly of: Totals; readonly kind: string }

const townshipLength = 9

type FigureProps = {
  readonly place: string
  readonly kind: string
  readonly figure: StockFigure
  readonly text: string
  /** The place's own stores. */
  readonly own?: true
}

/** From the nation to a county the places below; of a township, a village or a place's own the stores themselves. */
const Behind = ({ place, kind, figure, text, own }: FigureProps) => {
  const search = { place: placeInUrl(place) }
  return own || place.length >= townshipLength ? (
    <Link to="/stores" search={{ ...search, has: kind, figure, ...(own ? { own: 'yes' } : {}) }} className="quiet-link">
      {text}
    </Link>
  ) : (
    <Link to="/stock" search={{ ...search, kind }} className="quiet-link">
      {text}
    </Link>
  )
}

const ChildRow = ({ child, kind }: { readonly child: Child; readonly kind: string }) => {
  const { place } = child
  return (
    <tr>
      <th scope="row">
        {place.code.length > townshipLength ? (
          <span className="keep">{place.name}</span>
        ) : (
          <Link to="/stock" search={{ place: placeInUrl(place.code), kind }} data-row className="keep">
            {place.name}
          </Link>
        )}
      </th>
      <FigureCells
        of={child}
        link={(figure, text) => <Behind place={place.code} kind={kind} figure={figure} text={text} />}
      />
    </tr>
  )
}

/** What stands in no place below: a county's or a township's own stores. */
const ownOf = (total: StockFigures, children: readonly Child[]): StockFigures => {
  const below = children.reduce<StockFigures>(addFigures, noFigures)
  const rest = (one: StockFigure): number => Math.max(0, total[one] - below[one])
  return {
    onHand: rest('onHand'),
    held: rest('held'),
    expired: rest('expired'),
    reserved: rest('reserved'),
    available: rest('available'),
  }
}

const Places = ({ of, kind }: Props) => {
  const { totals: words } = useStock()
  const { named } = useKinds()
  const total = of.kinds.find((row) => row.kind === kind) ?? { ...noFigures, kind }
  const own = ownOf(total, of.children)
  const title = words.places(named(kind))
  return (
    <TableBox label={title} tall>
      <table className="table">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{words.place}</th>
            <FigureHeads />
          </tr>
        </thead>
        <tbody>
          {of.children.map((child) => (
            <ChildRow key={child.place.code} child={child} kind={kind} />
          ))}
          {stockFigures.some((one) => own[one] > 0) && (
            <tr>
              <th scope="row">{words.own}</th>
              <FigureCells
                of={own}
                link={(figure, text) => <Behind place={of.place.code} kind={kind} figure={figure} text={text} own />}
              />
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.total}</th>
            <FigureCells
              of={total}
              link={(figure, text) => (
                <Link
                  to="/stores"
                  search={{ place: placeInUrl(of.place.code), has: kind, figure }}
                  className="quiet-link"
                >
                  {text}
                </Link>
              )}
            />
          </tr>
        </tfoot>
      </table>
    </TableBox>
  )
}

/** One kind by the places below, or the stores behind it. */
export const PlaceTotals = ({ of, kind }: Props) => {
  const { totals: words } = useStock()
  const { named, unitOf } = useKinds()
  const place = placeInUrl(of.place.code)
  const none = !of.kinds.some((row) => row.kind === kind)
  return (
    <>
      <div className="between">
        <h2>
          {named(kind)} <span className="muted small">{unitOf(kind)}</span>
        </h2>
        <span className="line">
          <Link to="/stock" search={{ place }} className="btn btn-quiet">
            {words.all}
          </Link>
          <Link to="/stores" search={{ place, has: kind }} className="btn">
            {words.stores}
          </Link>
        </span>
      </div>
      {none ? <EmptyState title={words.emptyPlaces} /> : <Places of={of} kind={kind} />}
    </>
  )
}
