import type { AssetFactInfo, AssetPage, AssetRow } from '@lianfang/contract'
import { addDays, countyOf } from '@lianfang/domain/shared'
import { assetStates, isDueSoon, reasonsOfAsset } from '@lianfang/domain/supply'
import { countUpTo, inAllOf, inTransaction, type Tx } from '../../../kernel/db/index.js'
import { type Call, idCursor } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { bookOf, productsKnown } from '../movements/sql-load.js'
import { type AssetRules, assetRules, type SupplyNeeds } from '../needs.js'
import { mustReachStore } from '../stores/read-store.js'
import {
  type AssetFilter,
  type AssetSqlRow,
  assetById,
  assetCounts,
  assetOf,
  assetsIn,
  assetsListed,
  type CountRow,
  type FactRow,
  factsOf,
  isListed,
} from './sql.js'

type Places = Awaited<ReturnType<typeof placesByCode>>

const loanOf = ({ lent_to, lent_to_store, lent_on, due_back }: AssetSqlRow, { today }: AssetRules) =>
  lent_to === null || lent_on === null
    ? null
    : { to: lent_to, store: lent_to_store, on: lent_on, dueBack: due_back, late: due_back !== null && due_back < today }

const tell = (row: AssetSqlRow, rules: AssetRules, places: Places) => {
  const county = countyOf(row.place)
  const { today } = rules
  const { borrowed_from: from, borrowed_due: dueBack } = row
  return {
    store: {
      ...{ id: row.store, name: row.store_name, nameEn: row.store_name_en },
      county: places.get(county) ?? { code: county, name: county, level: 'county' as const },
    },
    ...{ id: row.id, item: row.item, kind: row.kind, serial: row.serial, state: row.state },
    reasons: [...reasonsOfAsset(assetOf(row), rules)],
    use: row.use_at === null || row.use_since === null ? null : { at: row.use_at, since: row.use_since },
    fault: row.fault === null || row.fault_since === null ? null : { cause: row.fault, since: row.fault_since },
    ...{ inMaintenanceSince: row.maintenance_since, maintenanceDue: row.maintenance_due },
    dueSoon: isDueSoon(assetOf(row), rules),
    contract: { own: row.contract_own, until: row.contract_until },
    ...{ checkedOn: row.checked_on, consumableDays: row.consumable_days },
    loan: loanOf(row, rules),
    borrowed: from === null ? null : { from, dueBack, late: dueBack !== null && dueBack < today },
  }
}

/** Units as a list shows them, with the names of their makers and counties. */
export const tellAssets = async (tx: Tx, rows: readonly AssetSqlRow[], rules: AssetRules): Promise<AssetRow[]> => {
  const ids = [...new Set(rows.map(({ product }) => product).filter((id) => id !== null))]
  const products = new Map((ids.length === 0 ? [] : await productsKnown(tx, { ids })).map((p) => [p.id, p]))
  const places = await placesByCode(
    tx,
    rows.map(({ place }) => countyOf(place)),
  )
  return rows.map((row) => {
    const product = products.get(row.product ?? '')
    return { ...tell(row, rules, places), model: product?.model ?? null, maker: product?.maker ?? null }
  })
}

const text = (value: FactRow['detail'][string] | undefined): string | null => (typeof value === 'string' ? value : null)
const tellFact = ({ detail, ...f }: FactRow): AssetFactInfo => ({
  ...{ id: f.id, what: f.what, day: f.day, at: new Date(f.at).toISOString(), by: f.by_name, storeName: f.store_name },
  ...{ cause: text(detail.cause), where: text(detail.where), reason: text(detail.reason) },
  ...{ condition: text(detail.condition), maintenanceDue: text(detail.maintenanceDue), dueBack: text(detail.dueBack) },
  consumableDays: typeof detail.consumableDays === 'number' ? detail.consumableDays : null,
})

/** One unit with everything that was said of it. */
export const tellAsset = async (
  tx: Tx,
  row: AssetSqlRow,
  { rules, write }: { readonly rules: AssetRules; readonly write: boolean },
): Promise<AssetPage> => {
  const [shown] = await tellAssets(tx, [row], rules)
  if (shown === undefined) throw problem('not-found')
  return { ...shown, history: (await factsOf(tx, row)).map(tellFact), may: { write } }
}

type Query = Omit<Call<'asset.here'>['query'], 'cursor' | 'limit'>

export const assetFilter = (query: Query, of: AssetFilter['of'], { today, values }: AssetRules): AssetFilter => ({
  ...{ of, kind: query.kind ?? null, state: query.state ?? null, sort: query.sort, late: query.late ?? false },
  dueUntil: query.dueSoon === true ? addDays(today, values.dueSoonDays) : null,
  text: query.text === undefined || query.text === '' ? null : query.text,
})

const pageOf = async (
  tx: Tx,
  wanted: AssetFilter,
  { cursor, limit, rules }: { readonly cursor: string | undefined; readonly limit: number; readonly rules: AssetRules },
) => {
  const after = idCursor(cursor)
  if (after !== null && !(await isListed(tx, after))) throw problem('cursor.stale')
  const rows = await assetsIn(tx, { ...wanted, after, limit: limit + 1 }, rules)
  const shown = await tellAssets(tx, rows.slice(0, limit), rules)
  return {
    rows: shown,
    inAll: await inAllOf({ cursor, read: rows.length, limit }, () => countUpTo(tx, assetsListed(wanted, rules))),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

/** Units that have a serial number in a place (E9). */
export const listAssets = async (needs: SupplyNeeds, { scope, actor, query, require }: Call<'asset.list'>) => {
  require({ place: query.place })
  const rules = await assetRules(needs, actor.place)
  const wanted = assetFilter(query, { place: query.place }, rules)
  const { cursor, limit } = query
  return inTransaction(needs.db.app, scope, (tx) => pageOf(tx, wanted, { cursor, limit, rules }), { readOnly: true })
}

/** The same of one store. */
export const listAssetsHere = async (needs: SupplyNeeds, call: Call<'asset.here'>) => {
  const { scope, actor, params, query, require } = call
  const rules = await assetRules(needs, actor.place)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const { home, id: store } = await mustReachStore(tx, params.id, { require })
      const { cursor, limit } = query
      return pageOf(tx, assetFilter(query, { home, store }, rules), { cursor, limit, rules })
    },
    { readOnly: true },
  )
}

/** One unit (E9). */
export const readAsset = async (needs: SupplyNeeds, { scope, actor, params, require }: Call<'asset.read'>) => {
  const rules = await assetRules(needs, actor.place)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      await mustReachStore(tx, params.id, { require })
      const row = await assetById(tx, { store: params.id, item: params.item }, rules)
      const book = await bookOf(tx, params.id, { account: actor.accountId, id: params.item })
      if (row === undefined || book === undefined) throw problem('not-found')
      return tellAsset(tx, row, { rules, write: book.keeper !== null && book.closed_on === null })
    },
    { readOnly: true },
  )
}

const summed = (rows: readonly CountRow[]) => ({
  units: rows.reduce((sum, { units }) => sum + units, 0),
  deployable: rows.filter(({ state }) => state === 'ready').reduce((sum, { units }) => sum + units, 0),
  states: assetStates
    .map((state) => ({
      state,
      units: rows.filter((row) => row.state === state).reduce((sum, { units }) => sum + units, 0),
    }))
    .filter(({ units }) => units > 0),
})

/** How many units a place has by state (SUP-ASSET-1): what a reserve may count on. */
export const readAssetTotals = async (needs: SupplyNeeds, { scope, actor, query, require }: Call<'asset.totals'>) => {
  const { place, kind = null } = query
  require({ place })
  const rules = await assetRules(needs, actor.place)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const counts = await assetCounts(tx, { place, kind }, rules)
      const groups = [...new Set(counts.map(({ group }) => group))]
      const places = kind === null ? new Map() : await placesByCode(tx, groups as (typeof place)[]) // codes that the statement cut off codes
      const rows = groups.map((group) => ({
        ...summed(counts.filter((row) => row.group === group)),
        kind: kind === null ? group : null,
        place: kind === null ? null : (places.get(group) ?? { code: group, name: group, level: 'county' as const }),
      }))
      return { day: rules.today, total: summed(counts), rows }
    },
    { readOnly: true },
  )
}
