import type { StorePage, StoreRow } from '@lianfang/contract'
import { type Actor, may } from '@lianfang/domain/org'
import { countyOf } from '@lianfang/domain/shared'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { SupplyNeeds } from '../needs.js'
import { enterpriseOf, facilityOf, keepersOf, keptBy, type StoreListRow, storeById, storesOf } from './sql.js'

/** Stores as a list shows them, with the names of their places. */
export const tellStores = async (tx: Tx, rows: readonly StoreListRow[]): Promise<StoreRow[]> => {
  const names = await placesByCode(
    tx,
    rows.flatMap((row) => [row.place, countyOf(row.place)]),
  )
  const named = (code: StoreListRow['place']) => names.get(code) ?? { code, name: code, level: 'county' as const }
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    nameEn: row.name_en,
    place: named(row.place),
    county: named(countyOf(row.place)),
    kind: row.kind,
    keepers: [...row.keepers],
    closedOn: row.closed_on,
  }))
}

/** The whole page of a store, as one reader sees it. */
const tellPage = async (tx: Tx, row: StoreListRow, actor: Actor): Promise<StorePage> => {
  const at = { home: row.home, store: row.id }
  const [shown] = await tellStores(tx, [row])
  if (shown === undefined) throw problem('not-found')
  const people = await keepersOf(tx, at)
  const unnamed = (id: string) => ({ id, name: '' })
  const target = { place: row.place, named: keptBy(people) }
  return {
    ...shown,
    facility: row.facility === null ? null : ((await facilityOf(tx, row.home, row.facility)) ?? unnamed(row.facility)),
    enterprise:
      row.enterprise === null ? null : ((await enterpriseOf(tx, row.home, row.enterprise)) ?? unnamed(row.enterprise)),
    version: row.version,
    people: people.map((k) => ({
      id: k.id,
      accountId: k.account,
      name: k.name,
      phone: k.phone,
      from: new Date(k.from_at).toISOString(),
      until: k.until_at === null ? null : new Date(k.until_at).toISOString(),
    })),
    may: {
      manage: may(actor, 'store.manage', target),
      write: row.closed_on === null && may(actor, 'stock.write', target),
    },
  }
}

type Asking = { readonly require: Call<'store.read'>['require'] }

/** A store by id, after the reader's right to it was checked. Nobody learns that another's store exists. */
export const mustReachStore = async (tx: Tx, id: string, { require }: Asking): Promise<StoreListRow> => {
  const row = await storeById(tx, id)
  if (row === undefined) throw problem('not-found')
  require({ place: row.place, named: keptBy(await keepersOf(tx, { home: row.home, store: row.id })) })
  return row
}

/** The page as it stands after a change. */
export const storeAfter = async (tx: Tx, id: string, actor: Actor): Promise<StorePage> => {
  const row = await storeById(tx, id)
  if (row === undefined) throw problem('not-found')
  return tellPage(tx, row, actor)
}

/** One store (E9): its desk and its keepers read it. */
export const readStore = (needs: SupplyNeeds, { scope, actor, params, require }: Call<'store.read'>) =>
  inTransaction(
    needs.db.app,
    scope,
    async (tx) => tellPage(tx, await mustReachStore(tx, params.id, { require }), actor),
    { readOnly: true },
  )

/** The stores that one is named for. */
export const listMyStores = (needs: SupplyNeeds, { scope, actor, require }: Call<'store.mine'>) => {
  require({ place: actor.place })
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => ({ rows: await tellStores(tx, await storesOf(tx, actor.accountId)) }),
    { readOnly: true },
  )
}
