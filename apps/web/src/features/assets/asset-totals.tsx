import type { AssetState } from '@lianfang/domain/supply'
import { Link } from '@tanstack/react-router'
import { placeInUrl } from '../../api/path.js'
import type { AssetSearch } from '../../app/search-assets.js'
import { useAssets } from '../../i18n/assets.js'
import { useI18n } from '../../i18n/i18n.js'
import { TableBox } from '../../ui/table-box.js'
import { useGoodsWords } from '../deals/use-many.js'
import { changeSearch } from '../stock/change-search.js'
import type { AssetTotals } from './types.js'

type Props = { readonly totals: AssetTotals; readonly search: AssetSearch }

/** How many devices are ready, and what keeps the others; each number opens the devices behind it. */
export const StateStrip = ({ totals, search }: Props) => {
  const words = useAssets()
  const { number } = useI18n()
  const { total } = totals
  const others = total.states.filter(({ state }) => state !== 'ready')
  const to = (state: AssetState) => changeSearch(search, { device: state, only: undefined })
  return (
    <section className="card stack" aria-label={words.byState}>
      <p>
        <Link to="/devices" search={to('ready')} className="quiet-link">
          <strong className="num">
            {words.deployable} {number(total.deployable)}
          </strong>
        </Link>{' '}
        <span className="muted">{words.ofUnits(number(total.units))}</span>
      </p>
      {others.length > 0 && (
        <ul className="line">
          {others.map(({ state, units }) => (
            <li key={state}>
              <Link to="/devices" search={to(state)} className="quiet-link num">
                {words.states[state]} {number(units)}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const unitsOf = (row: AssetTotals['rows'][number], state: AssetState): number =>
  row.states.find((one) => one.state === state)?.units ?? 0

const columns: readonly AssetState[] = ['inUse', 'fault', 'maintenance', 'notTold', 'onLoan']

/** The same by kind, or of one kind by the places below. */
export const TotalsTable = ({ totals, search }: Props) => {
  const words = useAssets()
  const { number } = useI18n()
  const { named } = useGoodsWords()
  if (totals.rows.length < 2) return null
  const ofPlaces = search.kind !== undefined
  const caption = ofPlaces ? words.byPlace : words.byKind
  return (
    <details>
      <summary>{caption}</summary>
      <TableBox label={caption} tall>
        <table className="table">
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{ofPlaces ? words.byPlace : words.kind}</th>
              <th scope="col" className="num">
                {words.deployable}
              </th>
              <th scope="col" className="num">
                {words.unit}
              </th>
              {columns.map((state) => (
                <th key={state} scope="col" className="num col-wide">
                  {words.states[state]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {totals.rows.map((row) => {
              const change =
                row.place === null ? { kind: row.kind ?? undefined } : { place: placeInUrl(row.place.code) }
              return (
                <tr key={row.kind ?? row.place?.code}>
                  <th scope="row">
                    <Link to="/devices" search={changeSearch(search, change)} className="quiet-link">
                      {row.place === null ? named(row.kind ?? '') : row.place.name}
                    </Link>
                  </th>
                  <td className="num" data-label={words.deployable}>
                    {number(row.deployable)}
                  </td>
                  <td className="num" data-label={words.unit}>
                    {number(row.units)}
                  </td>
                  {columns.map((state) => (
                    <td key={state} className="num col-wide">
                      {number(unitsOf(row, state))}
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </TableBox>
    </details>
  )
}
