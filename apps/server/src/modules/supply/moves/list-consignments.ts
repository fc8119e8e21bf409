import type { ConsignmentRow, Language } from '@lianfang/contract'
import { writeAudit } from '../../../kernel/audit/index.js'
import { countUpTo, inAllOf, inTransaction } from '../../../kernel/db/index.js'
import { type Call, idCursor } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { type MoveRules, moveRules, type SupplyNeeds } from '../needs.js'
import { kindNames } from '../stock/export-stock.js'
import { tellConsignments } from './read-consignment.js'
import { moveById } from './sql.js'
import { type MoveFilter, movesIn, movesListed } from './sql-list.js'

type Query = Omit<Call<'consignment.mine'>['query'], 'cursor' | 'limit'>

const filterOf = (query: Query, of: MoveFilter['of'], { at, values }: MoveRules): MoveFilter => {
  const text = query.text === undefined || query.text === '' ? null : query.text
  const { state = null, kind = null, mode = null, source = null, urgency = null, to = null, from = null, sort } = query
  const { open = false, undecided = false, delayed = null } = query
  return {
    ...{ of, state, kind, mode, source, urgency, to, from, text, sort, open, undecided, delayed },
    ...{ now: new Date(at), climbHours: values.climbHours },
  }
}

const listOf = async (
  needs: SupplyNeeds,
  { scope, actor, query }: Call<'consignment.mine'> | Call<'consignment.list'>,
  of: MoveFilter['of'],
) => {
  const after = idCursor(query.cursor)
  const { limit } = query
  const rules = await moveRules(needs, actor.place)
  const wanted = filterOf(query, of, rules)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      if (after !== null && (await moveById(tx, after)) === undefined) throw problem('cursor.stale')
      const rows = await movesIn(tx, { ...wanted, after, limit: limit + 1 })
      const shown = await tellConsignments(tx, rows.slice(0, limit), rules)
      const first = { cursor: query.cursor, read: rows.length, limit }
      return {
        rows: shown,
        inAll: await inAllOf(first, () => countUpTo(tx, movesListed(wanted))),
        next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
      }
    },
    { readOnly: true },
  )
}

/** Consignments from or to a place (E5). */
export const listConsignments = (needs: SupplyNeeds, call: Call<'consignment.list'>) => {
  call.require({ place: call.query.place })
  return listOf(needs, call, { place: call.query.place })
}

/** Consignments from or to the stores that one is named for. */
export const listMyConsignments = (needs: SupplyNeeds, call: Call<'consignment.mine'>) => {
  call.require({ place: call.actor.place })
  return listOf(needs, call, { account: call.actor.accountId })
}

type Words = {
  readonly headings: readonly string[]
  readonly states: Readonly<Record<ConsignmentRow['state'], string>>
  readonly sources: Readonly<Record<ConsignmentRow['source'], string>>
  readonly urgencies: Readonly<Record<ConsignmentRow['urgency'], string>>
  readonly modes: Readonly<Record<ConsignmentRow['modes'][number], string>>
  readonly alarms: Readonly<Record<Exclude<ConsignmentRow['alarm'], null>['why'], string>>
}
const wordsIn: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    headings: [
      ...[
        '编号',
        '单号',
        '状态',
        '来源',
        '紧急程度',
        '发货方',
        '发货县',
        '收货库点',
        '收货县',
        '物资',
        '运输方式',
        '下一站',
      ],
      ...['承诺到达', '推算到达', '实际到达', '最近消息', '报警', '报警时间', '差异', '登记人', '登记时间'],
    ],
    states: { planned: '计划', onTheRoad: '在途', arrived: '已到部分', closed: '已结清', cancelled: '已取消' },
    sources: { books: '库存', production: '生产', donation: '捐赠', procurement: '采购' },
    urgencies: { critical: '救命急需', urgent: '紧急', routine: '一般' },
    modes: { road: '公路', rail: '铁路', air: '航空', water: '水运', hand: '人工携运' },
    alarms: { late: '晚到', foreseen: '预计晚到', silent: '失联' },
  },
  en: {
    headings: [
      ...[
        'id',
        'reference',
        'state',
        'source',
        'urgency',
        'from',
        'from county',
        'to',
        'to county',
        'goods',
        'modes',
        'next stop',
      ],
      ...[
        'promised',
        'expected',
        'arrived',
        'last heard',
        'alarm',
        'alarm since',
        'differences',
        'entered by',
        'entered at',
      ],
    ],
    states: {
      planned: 'planned',
      onTheRoad: 'on the road',
      arrived: 'partly arrived',
      closed: 'closed',
      cancelled: 'cancelled',
    },
    sources: { books: 'store', production: 'production', donation: 'donation', procurement: 'procurement' },
    urgencies: { critical: 'critical', urgent: 'urgent', routine: 'routine' },
    modes: { road: 'road', rail: 'rail', air: 'air', water: 'water', hand: 'by hand' },
    alarms: { late: 'late', foreseen: 'will be late', silent: 'silent' },
  },
}
const pageRows = 500

/** The consignments of a list as a file. */
export const exportConsignments = async (needs: SupplyNeeds, call: Call<'consignment.export'>): Promise<undefined> => {
  const { scope, actor, query, require, reply } = call
  require({ place: query.place })
  const { format, language } = query
  const words = wordsIn[language]
  const rules = await moveRules(needs, actor.place)
  const wanted = filterOf(query, { place: query.place }, rules)
  const kinds = await inTransaction(needs.db.app, scope, async (tx) => {
    await writeAudit(tx, actor, { action: 'consignment.export', place: query.place })
    return kindNames(tx, language)
  })
  async function* rows() {
    for (let after: string | null = null; ; ) {
      const from: string | null = after
      const shown: ConsignmentRow[] = await inTransaction(
        needs.db.app,
        scope,
        async (tx) => tellConsignments(tx, await movesIn(tx, { ...wanted, after: from, limit: pageRows }), rules),
        { readOnly: true },
      )
      for (const c of shown) {
        yield [
          ...[c.id, c.reference, words.states[c.state], words.sources[c.source], words.urgencies[c.urgency]],
          ...[c.from?.name ?? c.party, c.from?.county.name ?? null, c.to.name, c.to.county.name],
          c.kinds.map((k) => `${kinds.get(k.kind) ?? k.kind} ${k.quantity}`).join('; '),
          ...[c.modes.map((mode) => words.modes[mode]).join('; '), c.next, c.promisedAt, c.expectedAt, c.arrivedAt],
          ...[c.heardAt, c.alarm === null ? null : words.alarms[c.alarm.why], c.alarm?.since ?? null, c.differences],
          ...[c.by, c.at],
        ]
      }
      if (shown.length < pageRows) return
      after = shown.at(-1)?.id ?? null
    }
  }
  const name = `consignments-${query.place === '' ? 'nation' : query.place}`
  await needs.sendTable(reply, { format, name, headings: words.headings, rows: rows() })
}
