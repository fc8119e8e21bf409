import type { AlarmInfo } from '@lianfang/contract'
import { type Actor, may } from '@lianfang/domain/org'
import type { PlaceCode } from '@lianfang/domain/shared'
import type { Tx } from '../../../kernel/db/index.js'
import { openCall } from '../desk/call-rows.js'
import type { CareNeeds } from '../needs.js'
import { type BehindRow, callsBehindOf } from './sql-behind.js'

type Asking = { readonly home: string; readonly reader: Actor; readonly alarms: readonly string[] }

const closedOf = ({ closed_at: at, closed_name: by, result }: BehindRow): NonNullable<AlarmInfo['call']>['closed'] =>
  at === null || result === null ? null : { at: new Date(at).toISOString(), by: by ?? '', result }

/**
 * The calls to a desk that raised alarms, by the alarm's id (K4). Rows of another place's desk are not there; who called and
 * from which number is opened for those alone who may read the call.
 */
export const callsBehind = async (
  { keys }: Pick<CareNeeds, 'keys'>,
  tx: Tx,
  { home, reader, alarms }: Asking,
): Promise<ReadonlyMap<string, NonNullable<AlarmInfo['call']>>> => {
  const rows = await callsBehindOf(tx, home, alarms)
  const callerOf = (row: BehindRow) => {
    if (!may(reader, 'call.read', { place: row.place as PlaceCode })) return null // stored from a checked code
    const { name, number } = openCall(keys, home, row)
    return { name, number }
  }
  return new Map(
    rows.map((row) => [
      row.id,
      { at: new Date(row.at).toISOString(), by: row.by_name ?? '', caller: callerOf(row), closed: closedOf(row) },
    ]),
  )
}
