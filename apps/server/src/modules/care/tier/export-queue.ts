import { dayIn, instantOf } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { queueLines } from './queue.js'

const headings = {
  'zh-CN': ['乡镇', '村', '人数', '待核实', '待降级', '现标识最早起始日'],
  en: ['township', 'village', 'people', 'provisional', 'lower tier', 'oldest tier since'],
} as const

/** The queue as a file: counts by village, nobody's name. */
export const exportQueue = async (needs: CareNeeds, call: Call<'tier.export'>): Promise<undefined> => {
  const { query, scope, actor, reply } = call
  const lines = await queueLines(needs, call)
  await inTransaction(needs.db.app, scope, (tx) =>
    writeAudit(tx, actor, { action: 'tier.export', place: query.place, count: lines.length }),
  )
  async function* rows() {
    for (const line of lines) {
      const since = dayIn(instantOf(line.since), needs.zone)
      yield [line.townshipName, line.villageName, line.people, line.provisional, line.downgrades, since]
    }
  }
  await needs.sendTable(reply, {
    format: query.format,
    name: `tiers-${query.place}`,
    headings: headings[query.language],
    rows: rows(),
  })
}
