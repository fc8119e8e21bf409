import type { BoardRow } from '@lianfang/contract'
import type { PlaceName } from '../../../kernel/org/index.js'
import type { Figure } from './sql.js'

export type Plain = { readonly [K in Exclude<keyof BoardRow, 'place'>]: number }

/** The counter that each column of a board shows. */
export const metricOf = {
  registered: 'registered',
  onLedger: 'ledger',
  red: 'red',
  yellow: 'yellow',
  green: 'green',
  provisional: 'provisional',
  overdue: 'due',
  neverReached: 'never',
  withoutTeam: 'noTeam',
  followups7d: 'done',
  alarms: 'alarm',
} as const satisfies Record<keyof Plain, string>

export const columns = Object.keys(metricOf) as (keyof Plain)[] // the keys of the table above

const plainOf = (figures: readonly Figure[], place: string): Plain => {
  const own = new Map(figures.filter((f) => f.place === place).map((f) => [f.metric, f.n]))
  return Object.fromEntries(columns.map((c) => [c, own.get(metricOf[c]) ?? 0])) as Plain // one entry for each column
}

export type Rows = { readonly total: BoardRow; readonly rows: readonly BoardRow[] }
type Given = { readonly place: PlaceName; readonly children: readonly PlaceName[]; readonly figures: readonly Figure[] }

/** The table of a place for those who see its people. */
export const openTable = ({ place, children, figures }: Given): Rows => ({
  total: { place, ...plainOf(figures, place.code) },
  rows: children.map((c) => ({ place: c, ...plainOf(figures, c.code) })),
})
