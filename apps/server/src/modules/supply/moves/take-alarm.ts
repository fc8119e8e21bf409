import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { SupplyNeeds } from '../needs.js'
import { onMove } from './command.js'

/** Takes an alarm over by name (E5): who sees to it is told; it ends, and climbs on until then, as it would without. */
export const takeAlarm = (needs: SupplyNeeds, call: Call<'consignment.alarm'>) =>
  onMove(needs, call, { act: 'alarm' }, async ({ row, rules }) => {
    if (row.alarm_why === null || row.alarm_from === null || row.alarm_from > rules.at)
      throw problem('consignment.no-alarm')
    return { reason: call.body.reason, detail: { why: row.alarm_why } }
  })
