import { Link } from '@tanstack/react-router'
import type { Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useDesk } from '../../i18n/desk.js'

type Board = Reply<'board.read'>
type Row = Board['rows'][number]

/** Upper ends of the four shares; the last one is open. */
const ends = [2, 5, 10] as const

/** Overdue as a share of those on the ledger, in whole per cent; null when either is hidden. */
export const shareOf = (row: Pick<Row, 'overdue' | 'onLedger'>): number | null => {
  if (row.overdue === null || row.onLedger === null) return null
  return row.onLedger === 0 ? 0 : Math.round((row.overdue / row.onLedger) * 100)
}

export const stepOf = (share: number): number => {
  const found = ends.findIndex((end) => share < end)
  return found === -1 ? ends.length : found
}

/** One square a place. Schematic on purpose: the order of codes, not borders. */
export const TileMap = ({ board }: { readonly board: Board }) => {
  const { board: words } = useDesk()
  const legend = ['0–1%', '2–4%', '5–9%', '≥10%']
  const rows = [...board.rows].sort((a, b) => (a.place.code < b.place.code ? -1 : 1))
  return (
    <section className="card stack" aria-labelledby="tiles-title">
      <div className="between">
        <h2 id="tiles-title">{words.tilesTitle}</h2>
        <span className="line small muted">
          {words.shareLegend}
          {legend.map((text, step) => (
            <span key={text} className={`legend tile-${step} num`}>
              {text}
            </span>
          ))}
        </span>
      </div>
      <ul className="tiles">
        {rows.map((row) => {
          const share = shareOf(row)
          return (
            <li key={row.place.code}>
              <Link
                to="/board/$place"
                params={{ place: placeInUrl(row.place.code) }}
                className={`tile ${share === null ? 'tile-hidden' : `tile-${stepOf(share)}`}`}
              >
                <span className="tile-name">{row.place.name}</span>
                <span className="tile-share num">
                  {share === null ? words.tilesHidden : words.share(String(share))}
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
      <p className="muted small">{words.tilesNote}</p>
    </section>
  )
}
