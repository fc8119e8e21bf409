import type { Language } from '@lianfang/contract'
import type { PlaceCode } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { bookRules, type SupplyNeeds } from '../needs.js'
import { kindNames } from '../stock/export-stock.js'
import { type TotalRow, totalsBelow, totalsByVillage, totalsOf } from './sql.js'

const figures = ({ on_hand: onHand, held, expired, reserved, available }: TotalRow) => ({
  ...{ onHand, held, expired, reserved, available },
})

type Asked = { readonly place: PlaceCode; readonly kind?: string | undefined }

const read = async (tx: Tx, { place, kind }: Asked, today: TotalsDay) => {
  const kinds =
    place.length > 9 ? await totalsByVillage(tx, { place, kind: null }, today) : await totalsOf(tx, place, today)
  const below =
    kind === undefined || place.length > 9
      ? []
      : place.length === 9
        ? await totalsByVillage(tx, { place, kind }, today)
        : await totalsBelow(tx, { place, kind }, today)
  const names = await placesByCode(tx, [place, ...below.map((row) => row.place)])
  const named = (code: PlaceCode) => names.get(code) ?? { code, name: code, level: 'nation' as const }
  return {
    place: named(place),
    day: today,
    kinds: kinds.map((row) => ({ kind: row.kind, ...figures(row) })),
    children: below.map((row) => ({ place: named(row.place), ...figures(row) })),
  }
}
type TotalsDay = Parameters<typeof totalsOf>[2]

/** What stores of a place can issue of each kind on a day; kinds that no store has are left out. */
export const availableAt = async (tx: Tx, place: PlaceCode, today: TotalsDay): Promise<ReadonlyMap<string, number>> => {
  const rows =
    place.length > 9 ? await totalsByVillage(tx, { place, kind: null }, today) : await totalsOf(tx, place, today)
  return new Map(rows.map(({ kind, available }) => [kind, available]))
}

/** What a place has of each kind (E9), from totals that the settler keeps: never by looking through the stores. */
export const readStockTotals = async (needs: SupplyNeeds, call: Call<'stock.totals'>) => {
  const { scope, actor, query, require } = call
  require({ place: query.place })
  const { today } = await bookRules(needs, actor.place)
  return inTransaction(needs.db.app, scope, (tx) => read(tx, query, today), { readOnly: true })
}

const headingsIn: Readonly<Record<Language, readonly string[]>> = {
  'zh-CN': ['地区', '地区代码', '品类', '品类编码', '现存', '停用', '过期', '预留', '可用', '日期'],
  en: ['place', 'place code', 'kind', 'kind code', 'on hand', 'held', 'expired', 'reserved', 'available', 'day'],
}

/** The same as a file: the kinds of the place, or of one kind the places below it. */
export const exportStockTotals = async (needs: SupplyNeeds, call: Call<'stock.totals-export'>): Promise<undefined> => {
  const { scope, actor, query, require, reply } = call
  require({ place: query.place })
  const { format, language } = query
  const { today } = await bookRules(needs, actor.place)
  const { told, kinds } = await inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const found = { told: await read(tx, query, today), kinds: await kindNames(tx, language) }
      await writeAudit(tx, actor, { action: 'stock.totals-export', place: query.place })
      return found
    },
    { noted: true },
  )
  const { kind } = query
  async function* rows() {
    const lines =
      kind === undefined
        ? told.kinds.map((row) => ({ ...row, place: told.place }))
        : told.children.map((row) => ({ ...row, kind }))
    for (const l of lines) {
      const what = [l.place.name, l.place.code, kinds.get(l.kind) ?? l.kind, l.kind]
      yield [...what, l.onHand, l.held, l.expired, l.reserved, l.available, told.day]
    }
  }
  const name = `stock-${query.place === '' ? 'nation' : query.place}`
  await needs.sendTable(reply, { format, name, headings: headingsIn[language], rows: rows() })
}
