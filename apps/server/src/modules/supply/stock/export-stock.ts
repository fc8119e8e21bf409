import type { Language } from '@lianfang/contract'
import type { Account, MovementKind } from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { kindsOf } from '../catalogue/sql.js'
import { bookRules, type SupplyNeeds } from '../needs.js'
import { mustReachStore } from '../stores/read-store.js'
import { bookFilter } from './book.js'
import { stockFilter, tellStock } from './list-stock.js'
import { movementsIn, stockIn } from './sql.js'
import { tellMovements } from './tell-movements.js'

type Words = {
  readonly stock: readonly string[]
  readonly book: readonly string[]
  readonly whys: Readonly<Record<string, string>>
  readonly what: Readonly<Record<MovementKind, string>>
  readonly accounts: Readonly<Record<Account, string>>
}

export const wordsIn: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    stock: [
      ...['品类', '品类编码', '型号', '生产企业', '批号', '有效期至', '序列号'],
      ...['现存', '停用', '过期', '预留', '可用', '不可用原因', '预留单号'],
    ],
    book: [
      ...['日期', '记账时间', '事项', '品类', '品类编码', '批号', '有效期至', '序列号'],
      ...['从', '到', '数量', '单号', '对方', '原因', '经手人', '冲销', '编号'],
    ],
    whys: { quarantine: '隔离', onHold: '停用', damaged: '损坏', recalled: '召回', expired: '过期', reserved: '预留' },
    what: {
      ...{ receive: '入库', issue: '出库', send: '发往库点', arrive: '到货', hold: '停用', release: '解除停用' },
      ...{ reserve: '预留', unreserve: '取消预留', dispose: '处置', count: '盘点', reverse: '冲销' },
    },
    accounts: {
      ...{ free: '库存', reserved: '预留', quarantine: '隔离', onHold: '停用', damaged: '损坏', outside: '外部' },
      ...{ consumed: '领用', loss: '盘盈盘亏', transit: '在途', disposed: '处置' },
    },
  },
  en: {
    stock: [
      ...['kind', 'kind code', 'model', 'maker', 'lot', 'expiry', 'serial number'],
      ...['on hand', 'held', 'expired', 'reserved', 'available', 'why not available', 'reserved for'],
    ],
    book: [
      ...['day', 'entered at', 'what', 'kind', 'kind code', 'lot', 'expiry', 'serial number'],
      ...['from', 'to', 'quantity', 'reference', 'party', 'reason', 'by', 'taken back', 'id'],
    ],
    whys: {
      ...{ quarantine: 'in quarantine', onHold: 'on hold', damaged: 'damaged' },
      ...{ recalled: 'recalled', expired: 'expired', reserved: 'reserved' },
    },
    what: {
      ...{ receive: 'received', issue: 'issued', send: 'sent', arrive: 'arrived', hold: 'held', release: 'released' },
      ...{ reserve: 'reserved', unreserve: 'reservation freed', dispose: 'disposed of', count: 'counted' },
      reverse: 'taken back',
    },
    accounts: {
      ...{ free: 'stock', reserved: 'reserved', quarantine: 'quarantine', onHold: 'on hold', damaged: 'damaged' },
      ...{ outside: 'outside', consumed: 'consumed', loss: 'found or lost', transit: 'on the way' },
      disposed: 'disposed of',
    },
  },
}

const pageRows = 500

/** Names of kinds in a language. */
export const kindNames = async (tx: Tx, language: Language): Promise<ReadonlyMap<string, string>> =>
  new Map((await kindsOf(tx)).map((k) => [k.code, language === 'zh-CN' ? k.name : k.name_en]))

/** Pages of a list one after the other, each in a short read of its own. */
async function* pagesOf<T extends { readonly id: string }>(read: (after: string | null) => Promise<readonly T[]>) {
  for (let after: string | null = null; ; ) {
    const page: readonly T[] = await read(after)
    yield* page
    if (page.length < pageRows) return
    after = page.at(-1)?.id ?? null
  }
}

/** What a store has, as a file. */
export const exportStock = async (needs: SupplyNeeds, call: Call<'stock.export'>): Promise<undefined> => {
  const { scope, actor, params, query, require, reply } = call
  const { format, language } = query
  const words = wordsIn[language]
  const { today } = await bookRules(needs, actor.place)
  const { at, kinds } = await inTransaction(needs.db.app, scope, async (tx) => {
    const store = await mustReachStore(tx, params.id, { require })
    await writeAudit(tx, actor, { action: 'stock.export', subject: store.id, place: store.place })
    return { at: { home: store.home, store: store.id }, kinds: await kindNames(tx, language) }
  })
  const wanted = { ...stockFilter(query, today), today, limit: pageRows }
  const read = (after: string | null) =>
    inTransaction(
      needs.db.app,
      scope,
      async (tx) => tellStock(tx, { ...at, today }, await stockIn(tx, at, { ...wanted, after })),
      { readOnly: true },
    )
  async function* rows() {
    for await (const s of pagesOf(read)) {
      const why = s.excluded.map((one) => `${words.whys[one.why]} ${one.quantity}`).join('; ')
      const kept = s.reservedFor.map((one) => `${one.reference} ${one.quantity}`).join('; ')
      const item = [kinds.get(s.kind) ?? s.kind, s.kind, s.model, s.maker, s.lot, s.expiry, s.serial]
      yield [...item, s.onHand, s.held, s.expired, s.reserved, s.available, why, kept]
    }
  }
  await needs.sendTable(reply, { format, name: 'stock', headings: words.stock, rows: rows() })
}

/** The book of a store as a file, a line a line. */
export const exportMovements = async (needs: SupplyNeeds, call: Call<'movement.export'>): Promise<undefined> => {
  const { scope, actor, params, query, require, reply } = call
  const { format, language } = query
  const words = wordsIn[language]
  const wanted = { ...bookFilter(query), limit: pageRows }
  const { at, kinds } = await inTransaction(needs.db.app, scope, async (tx) => {
    const store = await mustReachStore(tx, params.id, { require })
    await writeAudit(tx, actor, { action: 'movement.export', subject: store.id, place: store.place })
    return { at: { home: store.home, store: store.id }, kinds: await kindNames(tx, language) }
  })
  const read = (after: string | null) =>
    inTransaction(
      needs.db.app,
      scope,
      async (tx) => tellMovements(tx, at.home, await movementsIn(tx, at, { ...wanted, after })),
      { readOnly: true },
    )
  async function* rows() {
    for await (const m of pagesOf(read)) {
      const end = [m.reference, m.party, m.why, m.by, m.reversedBy ?? m.reverses, m.id]
      const head = [m.day, m.at, words.what[m.what]]
      if (m.lines.length === 0) yield [...head, null, null, null, null, null, null, null, null, ...end]
      for (const { item: i, from, to, quantity } of m.lines) {
        const item = [kinds.get(i.kind) ?? i.kind, i.kind, i.lot, i.expiry, i.serial]
        yield [...head, ...item, words.accounts[from], words.accounts[to], quantity, ...end]
      }
    }
  }
  await needs.sendTable(reply, { format, name: 'stock-book', headings: words.book, rows: rows() })
}
