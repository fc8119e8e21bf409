import type { Language, RequisitionRow } from '@lianfang/contract'
import type { Day } from '@lianfang/domain/shared'
import type { RequisitionPaper, RequisitionState } from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { countUpTo, inAllOf, inTransaction } from '../../../kernel/db/index.js'
import { type Call, idCursor } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { dealRules, type SupplyNeeds } from '../needs.js'
import { kindNames } from '../stock/export-stock.js'
import { tellRequisitions } from './read-requisition.js'
import { type RequisitionFilter, requisitionById, requisitionsIn, requisitionsListed } from './sql.js'

type Query = Omit<Call<'requisition.list'>['query'], 'cursor' | 'limit'>

const filterOf = (query: Query, today: Day): RequisitionFilter => ({
  place: query.place,
  kind: query.kind ?? null,
  state: query.state ?? null,
  overdueOn: query.overdue === true ? today : null,
  text: query.text === undefined || query.text === '' ? null : query.text,
})

/** Requisitions of owners of a place, newest first (E3). */
export const listRequisitions = async (needs: SupplyNeeds, call: Call<'requisition.list'>) => {
  const { scope, actor, query, require } = call
  require({ place: query.place })
  const after = idCursor(query.cursor)
  const { limit } = query
  const rules = await dealRules(needs, actor.place)
  const wanted = filterOf(query, rules.today)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      if (after !== null && (await requisitionById(tx, after)) === undefined) throw problem('cursor.stale')
      const rows = await requisitionsIn(tx, { ...wanted, after, limit: limit + 1 })
      const shown = await tellRequisitions(tx, rows.slice(0, limit), rules)
      const first = { cursor: query.cursor, read: rows.length, limit }
      return {
        rows: shown,
        inAll: await inAllOf(first, () => countUpTo(tx, requisitionsListed(wanted))),
        next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
      }
    },
    { readOnly: true },
  )
}

type Words = {
  readonly headings: readonly string[]
  readonly states: Readonly<Record<RequisitionState, string>>
  readonly papers: Readonly<Record<RequisitionPaper, string>>
}
const wordsIn: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    headings: [
      ...['原单位', '县', '地区代码', '品类', '品类编码', '数量', '状态', '文号', '决定机关', '归还日期', '逾期'],
      ...['缺项', '登记人', '登记时间', '编号'],
    ],
    states: { ordered: '已下达', executed: '已执行', returned: '已归还', cancelled: '已取消' },
    papers: {
      ...{ orderNumber: '文号', authority: '决定机关', receipt: '收据', condition: '交接状况', compensation: '补偿' },
      returnDay: '归还日期',
    },
  },
  en: {
    headings: [
      ...['owner', 'county', 'place code', 'kind', 'kind code', 'quantity', 'state', 'order number', 'authority'],
      ...['return by', 'overdue', 'missing', 'entered by', 'entered at', 'id'],
    ],
    states: { ordered: 'ordered', executed: 'executed', returned: 'returned', cancelled: 'cancelled' },
    papers: {
      ...{ orderNumber: 'order number', authority: 'authority', receipt: 'receipt', condition: 'condition' },
      ...{ compensation: 'compensation', returnDay: 'return date' },
    },
  },
}
const pageRows = 500

/** The requisitions of a list as a file. */
export const exportRequisitions = async (needs: SupplyNeeds, call: Call<'requisition.export'>): Promise<undefined> => {
  const { scope, actor, query, require, reply } = call
  require({ place: query.place })
  const { format, language } = query
  const words = wordsIn[language]
  const rules = await dealRules(needs, actor.place)
  const wanted = filterOf(query, rules.today)
  const kinds = await inTransaction(needs.db.app, scope, async (tx) => {
    await writeAudit(tx, actor, { action: 'requisition.export', place: query.place })
    return kindNames(tx, language)
  })
  async function* rows() {
    for (let after: string | null = null; ; ) {
      const from: string | null = after
      const shown: RequisitionRow[] = await inTransaction(
        needs.db.app,
        scope,
        async (tx) =>
          tellRequisitions(tx, await requisitionsIn(tx, { ...wanted, after: from, limit: pageRows }), rules),
        { readOnly: true },
      )
      for (const q of shown) {
        yield [
          ...[q.owner.name, q.county.name, q.place.code, kinds.get(q.kind) ?? q.kind, q.kind, q.quantity],
          ...[words.states[q.state], q.orderNumber, q.authority, q.returnDay, q.overdue ? 1 : 0],
          ...[q.missing.map((paper) => words.papers[paper]).join('; '), q.by, q.at, q.id],
        ]
      }
      if (shown.length < pageRows) return
      after = shown.at(-1)?.id ?? null
    }
  }
  const name = `requisitions-${query.place === '' ? 'nation' : query.place}`
  await needs.sendTable(reply, { format, name, headings: words.headings, rows: rows() })
}
