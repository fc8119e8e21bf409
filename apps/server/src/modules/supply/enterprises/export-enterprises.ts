import type { Language } from '@lianfang/contract'
import { sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { kindsOf } from '../catalogue/sql.js'
import { reportRules, type SupplyNeeds } from '../needs.js'
import { filterOf, owedBy } from './list-enterprises.js'
import { tellRows } from './read-enterprise.js'
import { type EnterpriseFilter, enterprisesIn } from './sql.js'
import { newestFigures } from './sql-parts.js'

type Words = {
  readonly headings: readonly string[]
  readonly freshness: Readonly<Record<'fresh' | 'late' | 'silent' | 'never', string>>
}
const wordsIn: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    headings: [
      ...[
        '企业',
        '地区',
        '地区代码',
        '统一社会信用代码',
        '特派员',
        '特派员电话',
        '日报',
        '最近日报',
        '存疑',
        '在岗',
        '总人数',
      ],
      ...['品类', '型号', '日产能', '数据日期', '当日产量', '库存', '在手订单'],
    ],
    freshness: { fresh: '正常', late: '逾期', silent: '失联', never: '从未报送' },
  },
  en: {
    headings: [
      ...[
        'enterprise',
        'place',
        'place code',
        'credit code',
        'liaison',
        "liaison's number",
        'reporting',
        'last report',
        'doubts',
      ],
      ...['back at work', 'workforce', 'kind', 'model', 'capacity a day', 'figures of', 'made', 'in stock', 'on order'],
    ],
    freshness: { fresh: 'fresh', late: 'late', silent: 'silent', never: 'never reported' },
  },
}

type LineRow = {
  readonly enterprise: string
  readonly kind: string
  readonly model: string
  readonly capacity: number | null
  readonly last_day: string | null
  readonly made: number | null
  readonly in_stock: number | null
  readonly on_order: number | null
}
const linesOf = (tx: Tx, ids: readonly string[]): Promise<LineRow[]> =>
  tx.rows(sql<LineRow>`
    select d.enterprise, d.kind, d.model, d.capacity, f.last_day, f.made, f.in_stock, f.on_order
    from supply.product d join supply.kind k on k.code = d.kind ${newestFigures}
    where d.enterprise = any(${[...ids]}::uuid[]) and d.closed_on is null order by d.enterprise, k.place_in_list, d.model`)

const pageRows = 200

/** The enterprises of a list as a file, a line a product; an enterprise without products has a line of its own. */
export const exportEnterprises = async (needs: SupplyNeeds, call: Call<'enterprise.export'>): Promise<undefined> => {
  const { scope, actor, query, require, reply } = call
  require({ place: query.place })
  const { format, language } = query
  const rules = await reportRules(needs, actor.place)
  const wanted: EnterpriseFilter = filterOf(query, owedBy(rules, needs.zone), rules.today)
  const { headings, freshness } = wordsIn[language]
  await inTransaction(needs.db.app, scope, (tx) =>
    writeAudit(tx, actor, { action: 'enterprise.export', place: query.place }),
  )
  const readPage = (after: string | null) =>
    inTransaction(
      needs.db.app,
      scope,
      async (tx) => {
        const rows = await enterprisesIn(tx, { ...wanted, after, limit: pageRows })
        const shown = await tellRows(tx, rows, { rules, zone: needs.zone })
        const lines = await linesOf(
          tx,
          rows.map((row) => row.id),
        )
        const kinds = new Map((await kindsOf(tx)).map((k) => [k.code, language === 'zh-CN' ? k.name : k.name_en]))
        return { rows, shown, lines, kinds }
      },
      { readOnly: true },
    )
  async function* rows() {
    let after: string | null = null
    do {
      const page: Awaited<ReturnType<typeof readPage>> = await readPage(after)
      for (const [i, e] of page.shown.entries()) {
        const { reporting: r } = e
        const place = e.place.code === e.county.code ? e.county.name : `${e.county.name} ${e.place.name}`
        const name = language === 'en' && e.nameEn !== null ? e.nameEn : e.name
        const who = [
          name,
          place,
          e.place.code,
          page.rows[i]?.credit_code ?? null,
          e.liaison?.name ?? null,
          e.liaison?.phone ?? null,
        ]
        const state = [freshness[r.freshness], r.lastDay, r.openDoubts, r.workforceBack, r.workforceOf]
        const own = page.lines.filter((line) => line.enterprise === e.id)
        if (own.length === 0) yield [...who, ...state, null, null, null, null, null, null, null]
        for (const l of own) {
          const figures = [l.capacity, l.last_day, l.made, l.in_stock, l.on_order]
          yield [...who, ...state, page.kinds.get(l.kind) ?? l.kind, l.model, ...figures]
        }
      }
      after = page.rows.length < pageRows ? null : (page.rows.at(-1)?.id ?? null)
    } while (after !== null)
  }
  const name = `enterprises-${query.place === '' ? 'nation' : query.place}`
  await needs.sendTable(reply, { format, name, headings, rows: rows() })
}
