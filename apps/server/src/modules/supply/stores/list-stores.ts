import type { Language, StoreListed } from '@lianfang/contract'
import type { Day } from '@lianfang/domain/shared'
import { noFigures, stockFigures } from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { countUpTo, inAllOf, inTransaction, type Tx } from '../../../kernel/db/index.js'
import { type Call, idCursor } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { bookRules, type SupplyNeeds } from '../needs.js'
import { tellStores } from './read-store.js'
import { figuresAt, type StoreFilter, type StoreListRow, storeById, storesIn, storesListed } from './sql.js'

type Query = Omit<Call<'store.list'>['query'], 'cursor' | 'limit'>

const filterOf = (query: Query, today: Day): StoreFilter => ({
  place: query.place,
  kind: query.kind ?? null,
  closed: query.closed ?? false,
  text: query.text === undefined || query.text === '' ? null : query.text,
  has: query.has === undefined ? null : { kind: query.has, figure: query.figure, today },
  own: query.own ?? false,
})

/** Rows of the list, with what each store has of the kind that was asked for. */
const tellListed = async (tx: Tx, rows: readonly StoreListRow[], { has }: StoreFilter): Promise<StoreListed[]> => {
  const told = await tellStores(tx, rows)
  if (has === null) return told.map((row) => ({ ...row, stock: null }))
  const found = new Map((await figuresAt(tx, rows, has)).map(({ store, ...figures }) => [store, figures]))
  return told.map((row) => ({ ...row, stock: found.get(row.id) ?? noFigures }))
}

/** Stores of a place, a page at a time (E9). */
export const listStores = async (needs: SupplyNeeds, { scope, actor, query, require }: Call<'store.list'>) => {
  require({ place: query.place })
  const after = idCursor(query.cursor)
  const { limit } = query
  const wanted = filterOf(query, (await bookRules(needs, actor.place)).today)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      if (after !== null && (await storeById(tx, after)) === undefined) throw problem('cursor.stale')
      const rows = await storesIn(tx, { ...wanted, after, limit: limit + 1 })
      const shown = await tellListed(tx, rows.slice(0, limit), wanted)
      const first = { cursor: query.cursor, read: rows.length, limit }
      return {
        rows: shown,
        inAll: await inAllOf(first, () => countUpTo(tx, storesListed(wanted))),
        next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
      }
    },
    { readOnly: true },
  )
}

const wordsIn: Readonly<
  Record<
    Language,
    {
      readonly headings: readonly string[]
      readonly figures: readonly string[]
      readonly kinds: Readonly<Record<Query['kind'] & string, string>>
    }
  >
> = {
  'zh-CN': {
    headings: ['库点', '类别', '县', '地区', '地区代码', '库管员', '停用日期'],
    figures: ['可用', '现存', '停用', '过期', '预留'],
    kinds: {
      warehouse: '仓库',
      hospitalStore: '医院库房',
      townshipStore: '乡镇库点',
      villageStore: '村级库点',
      finishedGoods: '企业成品库',
    },
  },
  en: {
    headings: ['store', 'kind', 'county', 'place', 'place code', 'keepers', 'closed on'],
    figures: ['available', 'on hand', 'held', 'expired', 'reserved'],
    kinds: {
      warehouse: 'warehouse',
      hospitalStore: 'hospital store',
      townshipStore: 'township store',
      villageStore: 'village store',
      finishedGoods: 'finished goods of an enterprise',
    },
  },
}
const pageRows = 500

/** The stores of a list as a file. */
export const exportStores = async (needs: SupplyNeeds, call: Call<'store.export'>): Promise<undefined> => {
  const { scope, actor, query, require, reply } = call
  require({ place: query.place })
  const { format, language } = query
  const wanted = filterOf(query, (await bookRules(needs, actor.place)).today)
  const { headings, figures, kinds } = wordsIn[language]
  await inTransaction(needs.db.app, scope, (tx) =>
    writeAudit(tx, actor, { action: 'store.export', place: query.place }),
  )
  async function* rows() {
    for (let after: string | null = null; ; ) {
      const from: string | null = after
      const shown: StoreListed[] = await inTransaction(
        needs.db.app,
        scope,
        async (tx) => tellListed(tx, await storesIn(tx, { ...wanted, after: from, limit: pageRows }), wanted),
        { readOnly: true },
      )
      for (const s of shown) {
        const name = language === 'en' && s.nameEn !== null ? s.nameEn : s.name
        const place = s.place.code === s.county.code ? null : s.place.name
        const keepers = s.keepers.map((k) => (k.phone === null ? k.name : `${k.name} ${k.phone}`)).join('; ')
        const stock = s.stock === null ? [] : stockFigures.map((one) => s.stock?.[one] ?? 0)
        yield [name, kinds[s.kind], s.county.name, place, s.place.code, keepers, s.closedOn, ...stock]
      }
      if (shown.length < pageRows) return
      after = shown.at(-1)?.id ?? null
    }
  }
  const name = `stores-${query.place === '' ? 'nation' : query.place}`
  await needs.sendTable(reply, {
    format,
    name,
    headings: wanted.has === null ? headings : [...headings, ...figures],
    rows: rows(),
  })
}
