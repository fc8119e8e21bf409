import type { FundInfo, Language, OrderPage, OrderRow } from '@lianfang/contract'
import { type Actor, mayAnywhere } from '@lianfang/domain/org'
import { fundLeft, mayAct, type OrderAct, type OrderState, orderActs, restOf } from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import { type Call, idCursor } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { SupplyNeeds } from '../needs.js'
import { stepsOf } from '../steps.js'
import { kindNames } from '../stock/export-stock.js'
import {
  type FundRow,
  fundsIn,
  type LineRow,
  linesOf,
  type OrderListRow,
  orderById,
  ordersComing,
  ordersIn,
  type ReceiptRow,
  receiptsOf,
} from './sql.js'

const placeNames = async (tx: Tx, codes: readonly string[]) => {
  const names = await placesByCode(tx, codes)
  return (code: string) => names.get(code) ?? { code, name: code, level: 'county' as const }
}

/** Fund lines with what is left of each. */
export const tellFunds = async (tx: Tx, rows: readonly FundRow[]): Promise<FundInfo[]> => {
  const named = await placeNames(
    tx,
    rows.map(({ home }) => home),
  )
  return rows.map((row) => {
    const { id, name, budget, above, committed, spent, version } = row
    return { id, county: named(row.home), name, budget, above, committed, spent, left: fundLeft(row), version }
  })
}

const tellOrders = async (tx: Tx, rows: readonly OrderListRow[]): Promise<OrderRow[]> => {
  const named = await placeNames(
    tx,
    rows.map(({ home }) => home),
  )
  return rows.map((row) => ({
    ...{ id: row.id, county: named(row.home), name: row.name, state: row.state, costFen: row.cost },
    fund: row.fund === null ? null : { id: row.fund, name: row.fund_name ?? '' },
    ...{ clinics: row.clinics, lines: row.lines, proposedBy: row.proposed_name },
    ...{ at: new Date(row.at).toISOString(), approvedBy: row.approved_name, version: row.version },
  }))
}

const tellLine = (row: LineRow, receipts: readonly ReceiptRow[], place: OrderPage['lines'][number]['place']) => ({
  ...{ id: row.id, facility: row.facility, facilityName: row.facility_name, place, kind: row.kind },
  ...{ ordered: row.ordered, received: row.received, refused: row.refused, rest: restOf(row), priceFen: row.price },
  proposal: row.proposal,
  receipts: receipts
    .filter(({ line }) => line === row.id)
    .map(({ id, received, refused, reason, at, by_name: by }) => {
      return { id, received, refused, reason, at: new Date(at).toISOString(), by }
    }),
})

const tellLines = async (tx: Tx, row: OrderListRow): Promise<OrderPage['lines']> => {
  const lines = await linesOf(tx, row.home, [row.id])
  const receipts = await receiptsOf(
    tx,
    row.home,
    lines.map(({ id }) => id),
  )
  const named = await placeNames(
    tx,
    lines.map(({ place }) => place),
  )
  return lines.map((line) => tellLine(line, receipts, named(line.place)))
}

const actions: Readonly<Record<OrderAct, Parameters<typeof mayAnywhere>[1]>> = {
  ...{ change: 'order.write', approve: 'order.approve', order: 'order.write', receive: 'order.receive' },
  ...{ close: 'order.write', withdraw: 'order.write' },
}

/** The page of an order as one reader sees it. */
export const tellOrder = async (tx: Tx, row: OrderListRow, actor: Actor): Promise<OrderPage> => {
  const [shown] = await tellOrders(tx, [row])
  if (shown === undefined) throw problem('not-found')
  const allowed = (act: OrderAct): boolean =>
    mayAct(row.state, act) &&
    mayAnywhere(actor, actions[act]) &&
    (act !== 'approve' || row.proposed_by !== actor.accountId)
  return {
    ...shown,
    lines: await tellLines(tx, row),
    decision: row.decision,
    steps: await stepsOf(tx, row.home, row.id),
    may: Object.fromEntries(orderActs.map((act) => [act, allowed(act)])) as Record<OrderAct, boolean>, // one of each act
  }
}

/** The order, for who may do this with it. */
export const mustReachOrder = async (tx: Tx, id: string, require: Call<'order.read'>['require']) => {
  const row = await orderById(tx, id)
  if (row === undefined) throw problem('not-found')
  require({ place: row.home })
  return row
}

/** The page after a command. */
export const orderAfter = async (tx: Tx, id: string, actor: Actor): Promise<OrderPage> => {
  const row = await orderById(tx, id)
  if (row === undefined) throw problem('not-found')
  return tellOrder(tx, row, actor)
}

export const readOrder = (needs: SupplyNeeds, { scope, actor, params, require }: Call<'order.read'>) =>
  inTransaction(needs.db.app, scope, async (tx) => tellOrder(tx, await mustReachOrder(tx, params.id, require), actor), {
    readOnly: true,
  })

/** Joint orders of the counties of a place, a page at a time (E10). */
export const listOrders = async (needs: SupplyNeeds, { scope, query, require }: Call<'order.list'>) => {
  require({ place: query.place })
  const after = idCursor(query.cursor)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      if (after !== null && (await orderById(tx, after)) === undefined) throw problem('cursor.stale')
      const wanted = { place: query.place, state: query.state ?? null, after, limit: query.limit + 1 }
      const rows = await ordersIn(tx, wanted)
      const shown = rows.slice(0, query.limit)
      return { rows: await tellOrders(tx, shown), next: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null }
    },
    { readOnly: true },
  )
}

/** What is ordered for the clinics whose stores one keeps. */
export const listComing = (needs: SupplyNeeds, { scope, actor, require }: Call<'order.mine'>) => {
  require({ place: actor.place })
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const rows = await ordersComing(tx)
      const told = []
      for (const row of rows)
        told.push({ id: row.id, name: row.name, state: row.state, lines: await tellLines(tx, row) })
      return { rows: told }
    },
    { readOnly: true },
  )
}

/** Fund lines of the counties of a place. */
export const listFunds = (needs: SupplyNeeds, { scope, query, require }: Call<'fund.list'>) => {
  require({ place: query.place })
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => ({ rows: await tellFunds(tx, await fundsIn(tx, query.place)) }),
    { readOnly: true },
  )
}

type Words = { readonly headings: readonly string[]; readonly states: Readonly<Record<OrderState, string>> }
const wordsIn: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    headings: [
      ...['采购单', '县', '状态', '资金科目', '机构', '地区代码', '品类', '品类编码', '订购数', '已收', '拒收', '未到'],
      ...['单价（元）', '金额（元）', '提出人', '批准人', '编号'],
    ],
    states: {
      ...{ proposed: '待批准', approved: '已批准', ordered: '已下单', partlyReceived: '部分到货', received: '已到齐' },
      ...{ closed: '已办结', withdrawn: '已撤回' },
    },
  },
  en: {
    headings: [
      ...['order', 'county', 'state', 'fund line', 'institution', 'place code', 'kind', 'kind code', 'ordered'],
      ...['received', 'refused', 'outstanding', 'price (yuan)', 'sum (yuan)', 'proposed by', 'approved by', 'id'],
    ],
    states: {
      ...{ proposed: 'to be approved', approved: 'approved', ordered: 'ordered', partlyReceived: 'received in part' },
      ...{ received: 'received', closed: 'closed', withdrawn: 'withdrawn' },
    },
  },
}
const pageRows = 100
const yuan = (fen: number): number => fen / 100

/** The orders of a list as a file, a line a line. */
export const exportOrders = async (needs: SupplyNeeds, call: Call<'order.export'>): Promise<undefined> => {
  const { scope, actor, query, require, reply } = call
  require({ place: query.place })
  const words = wordsIn[query.language]
  const kinds = await inTransaction(needs.db.app, scope, async (tx) => {
    await writeAudit(tx, actor, { action: 'order.export', place: query.place })
    return kindNames(tx, query.language)
  })
  async function* rows() {
    for (let after: string | null = null; ; ) {
      const from: string | null = after
      const shown: OrderPage[] = await inTransaction(
        needs.db.app,
        scope,
        async (tx) => {
          const wanted = { place: query.place, state: query.state ?? null, after: from, limit: pageRows }
          const told = []
          for (const row of await ordersIn(tx, wanted)) told.push(await tellOrder(tx, row, actor))
          return told
        },
        { readOnly: true },
      )
      for (const o of shown) {
        const head = [o.name, o.county.name, words.states[o.state], o.fund?.name ?? null]
        for (const l of o.lines) {
          yield [
            ...[...head, l.facilityName, l.place.code, kinds.get(l.kind) ?? l.kind, l.kind, l.ordered, l.received],
            ...[l.refused, l.rest, yuan(l.priceFen), yuan(l.priceFen * l.ordered), o.proposedBy, o.approvedBy, o.id],
          ]
        }
      }
      if (shown.length < pageRows) return
      after = shown.at(-1)?.id ?? null
    }
  }
  const name = `orders-${query.place === '' ? 'nation' : query.place}`
  await needs.sendTable(reply, { format: query.format, name, headings: words.headings, rows: rows() })
}
