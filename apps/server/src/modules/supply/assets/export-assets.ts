import type { AssetRow, Language } from '@lianfang/contract'
import type { AssetState } from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { assetRules, type SupplyNeeds } from '../needs.js'
import { kindNames } from '../stock/export-stock.js'
import { assetFilter, tellAssets } from './read-assets.js'
import { assetsIn } from './sql.js'

type Words = {
  readonly headings: readonly string[]
  readonly states: Readonly<Record<AssetState, string>>
  readonly own: string
}

const wordsIn: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    headings: [
      ...['品类', '品类编码', '型号', '生产企业', '序列号', '库点', '县', '状态', '不可用原因', '使用地点', '故障'],
      ...['下次保养', '维保合同至', '最近检查', '随带耗材天数', '借给', '应归还', '借自'],
    ],
    states: {
      ...{ onLoan: '借出', inUse: '在用', fault: '故障', maintenance: '保养', held: '停用', outOfContract: '维保到期' },
      ...{ consumablesShort: '耗材不足', notTold: '情况不明', reserved: '已预留', ready: '可用' },
    },
    own: '自有技术人员',
  },
  en: {
    headings: [
      ...[
        'kind',
        'kind code',
        'model',
        'maker',
        'serial number',
        'store',
        'county',
        'state',
        'why not ready',
        'used at',
      ],
      ...['fault', 'next maintenance', 'service contract until', 'last check', 'days of consumables', 'lent to'],
      ...['due back', 'borrowed from'],
    ],
    states: {
      ...{ onLoan: 'on loan', inUse: 'in use', fault: 'fault', maintenance: 'maintenance', held: 'held' },
      ...{ outOfContract: 'out of contract', consumablesShort: 'consumables short', notTold: 'not known' },
      ...{ reserved: 'reserved', ready: 'ready' },
    },
    own: 'own technicians',
  },
}
const pageRows = 500

/** The units of a list as a file. */
export const exportAssets = async (needs: SupplyNeeds, call: Call<'asset.export'>): Promise<undefined> => {
  const { scope, actor, query, require, reply } = call
  require({ place: query.place })
  const { format, language } = query
  const words = wordsIn[language]
  const rules = await assetRules(needs, actor.place)
  const kinds = await inTransaction(needs.db.app, scope, async (tx) => {
    await writeAudit(tx, actor, { action: 'asset.export', place: query.place })
    return kindNames(tx, language)
  })
  const wanted = assetFilter(query, { place: query.place }, rules)
  async function* rows() {
    for (let after: string | null = null; ; ) {
      const from: string | null = after
      const shown: AssetRow[] = await inTransaction(
        needs.db.app,
        scope,
        async (tx) => tellAssets(tx, await assetsIn(tx, { ...wanted, after: from, limit: pageRows }, rules), rules),
        { readOnly: true },
      )
      for (const a of shown) {
        yield [
          ...[kinds.get(a.kind) ?? a.kind, a.kind, a.model, a.maker, a.serial, a.store.name, a.store.county.name],
          ...[words.states[a.state], a.reasons.map((state) => words.states[state]).join('; '), a.use?.at ?? null],
          ...[a.fault?.cause ?? null, a.maintenanceDue, a.contract.own ? words.own : a.contract.until, a.checkedOn],
          ...[a.consumableDays, a.loan?.to ?? null, a.loan?.dueBack ?? null, a.borrowed?.from ?? null],
        ]
      }
      const last = shown.at(-1)
      if (last === undefined || shown.length < pageRows) return
      after = last.id
    }
  }
  const name = `assets-${query.place === '' ? 'nation' : query.place}`
  await needs.sendTable(reply, { format, name, headings: words.headings, rows: rows() })
}
