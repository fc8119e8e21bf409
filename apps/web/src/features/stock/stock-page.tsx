import type { StockFigure } from '@lianfang/domain/supply'
import { Link, useSearch } from '@tanstack/react-router'
import { type Reply, urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useI18n } from '../../i18n/i18n.js'
import { useStock } from '../../i18n/stock.js'
import { FileLinks } from '../../ui/file-links.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { useKinds } from '../supply/use-kinds.js'
import { FigureCells, FigureHeads } from './figure-cells.js'
import { PlaceTotals } from './place-totals.js'

type Totals = Reply<'stock.totals'>

const villageLength = 12

type FigureProps = {
  readonly place: string
  readonly kind: string
  readonly figure: StockFigure
  readonly text: string
}

/** Of a village the stores themselves, elsewhere the places below. */
const Behind = ({ place, kind, figure, text }: FigureProps) => {
  const search = { place: placeInUrl(place) }
  return place.length === villageLength ? (
    <Link to="/stores" search={{ ...search, has: kind, figure }} className="quiet-link">
      {text}
    </Link>
  ) : (
    <Link to="/stock" search={{ ...search, kind }} className="quiet-link">
      {text}
    </Link>
  )
}

const KindTotals = ({ of }: { readonly of: Totals }) => {
  const { totals: words } = useStock()
  const { named, unitOf } = useKinds()
  return (
    <TableBox label={words.caption} tall>
      <table className="table">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.kind}</th>
            <FigureHeads />
          </tr>
        </thead>
        <tbody>
          {of.kinds.map((row) => (
            <tr key={row.kind}>
              <th scope="row">
                {named(row.kind)} <span className="muted small">{unitOf(row.kind)}</span>
              </th>
              <FigureCells
                of={row}
                link={(figure, text) => <Behind place={of.place.code} kind={row.kind} figure={figure} text={text} />}
              />
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

const Whole = ({ of }: { readonly of: Totals }) => {
  const { totals: words } = useStock()
  if (of.kinds.length === 0) return <EmptyState title={words.empty}>{words.emptyHint}</EmptyState>
  return (
    <>
      <p className="muted">{words.pick}</p>
      <KindTotals of={of} />
    </>
  )
}

/** What a place has of each kind (E9), and of one kind the places below it: from the nation down to the stores. */
export const StockPage = () => {
  const { totals: words } = useStock()
  const { language } = useI18n()
  const place = usePlace()
  const { kind } = useSearch({ from: '/stock' })
  const asked = { place: placeInUrl(place), ...(kind === undefined ? {} : { kind }) }
  const query = useApi('stock.totals', { query: asked }, { refetchInterval: 30_000 })
  const file = (format: 'xlsx' | 'csv'): string =>
    urlOf('stock.totals-export', { query: { ...asked, format, language } })
  return (
    <Page
      title={words.title}
      error={query.error}
      aside={query.data === undefined ? undefined : words.intro(formatDay(query.data.day, language))}
      actions={
        <>
          <Link to="/stores" search={{ place: placeInUrl(place) }} className="btn">
            {words.toStores}
          </Link>
          <FileLinks urlOf={file} />
        </>
      }
    >
      <Loaded query={query} rows={10}>
        {(of) => (kind === undefined ? <Whole of={of} /> : <PlaceTotals of={of} kind={kind} />)}
      </Loaded>
    </Page>
  )
}
