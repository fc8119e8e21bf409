import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useDesk } from '../../i18n/desk.js'
import { SortHead } from '../../ui/sort-head.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { TierMark } from '../../ui/tier-mark.js'
import { AlarmCount, Count, DoneCount, RegisterCount } from './count.js'
import { listBehind } from './list-behind.js'

type Board = Reply<'board.read'>
type Row = Board['rows'][number]
const columns = [
  'onLedger',
  'registered',
  'red',
  'yellow',
  'green',
  'overdue',
  'neverReached',
  'provisional',
  'withoutTeam',
  'followups7d',
  'alarms',
] as const
type Column = (typeof columns)[number]
type Sort = { readonly by: Column | 'place'; readonly down: boolean }

const compare = (a: Row, b: Row, { by, down }: Sort): number => {
  if (by === 'place') return (a.place.code < b.place.code ? -1 : 1) * (down ? -1 : 1)
  return ((a[by] ?? 0) - (b[by] ?? 0)) * (down ? -1 : 1)
}

/**
 * Rows keep the order of the last sort while numbers change: nothing moves under the pointer. A new place or a tap on a
 * heading sorts anew.
 */
const useFrozenOrder = (rows: readonly Row[], sort: Sort, place: string): readonly Row[] => {
  const names = rows.map((row) => row.place.code).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the numbers in rows are left out on purpose
  const order = useMemo(
    () => [...rows].sort((a, b) => compare(a, b, sort)).map((row) => row.place.code),
    [names, sort, place],
  )
  const byCode = new Map(rows.map((row) => [row.place.code, row]))
  return order.flatMap((code) => byCode.get(code) ?? [])
}

export const ChildrenTable = ({ board }: { readonly board: Board }) => {
  const { board: words, table } = useDesk()
  const [sort, setSort] = useState<Sort>({ by: 'overdue', down: true })
  const rows = useFrozenOrder(board.rows, sort, board.place.code)
  if (rows.length === 0) return <EmptyState title={words.noChildren} />
  const head = {
    onLedger: words.onLedger,
    registered: words.register,
    red: <TierMark tier="red" />,
    yellow: <TierMark tier="yellow" />,
    green: <TierMark tier="green" />,
    overdue: words.overdue,
    neverReached: words.neverReached,
    provisional: words.provisionalShort,
    withoutTeam: words.withoutTeamShort,
    followups7d: words.followupsShort,
    alarms: words.alarms,
  }
  const names: Readonly<Record<Column, string>> = { ...head, red: words.red, yellow: words.yellow, green: words.green }
  const sortBy = (by: Sort['by']): void => setSort({ by, down: sort.by === by ? !sort.down : by !== 'place' })
  const cells = (row: Row) =>
    columns.map((column) => <Cell key={column} column={column} row={row} least={board.minimumCell} />)
  return (
    <TableBox label={words.childrenCaption}>
      <table className="table">
        <caption>{words.childrenCaption}</caption>
        <thead>
          <tr>
            <SortHead
              label={table.sortBy(words.place)}
              sorted={sort.by === 'place' ? sort.down : null}
              onSort={() => sortBy('place')}
            >
              {words.place}
            </SortHead>
            {columns.map((column) => (
              <SortHead
                key={column}
                numeric
                label={table.sortBy(names[column])}
                sorted={sort.by === column ? sort.down : null}
                onSort={() => sortBy(column)}
              >
                {head[column]}
              </SortHead>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.place.code}>
              <th scope="row" className="nowrap">
                <Link to="/board/$place" params={{ place: placeInUrl(row.place.code) }} data-row>
                  {row.place.name}
                </Link>
              </th>
              {cells(row)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.total}</th>
            {cells(board.total)}
          </tr>
        </tfoot>
      </table>
    </TableBox>
  )
}

const Cell = ({ column, row, least }: { readonly column: Column; readonly row: Row; readonly least: number }) => {
  const place = row.place.code
  const value = row[column]
  // Without a register there is nothing to count, which is not the same as hidden.
  if (column === 'registered' && value === 0) return <td className="n muted">–</td>
  if (column === 'alarms') {
    return (
      <td className="n">
        <AlarmCount value={value} least={least} place={place} />
      </td>
    )
  }
  if (column === 'registered' || column === 'followups7d') {
    const Opening = column === 'registered' ? RegisterCount : DoneCount
    return (
      <td className="n">
        <Opening value={value} least={least} place={place} />
      </td>
    )
  }
  return (
    <td className="n">
      <Count value={value} least={least} list={listBehind(column, place)} alarm={column === 'overdue'} />
    </td>
  )
}
