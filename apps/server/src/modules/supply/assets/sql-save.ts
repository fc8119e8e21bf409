import type { Day } from '@lianfang/domain/shared'
import type { AssetAct } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { AssetSqlRow } from './sql.js'

/** What the row of a unit says after an act; what is left out stays. */
export type AssetChange = {
  readonly use?: { readonly at: string; readonly since: Day } | null
  readonly fault?: { readonly cause: string; readonly since: Day } | null
  readonly maintenanceSince?: Day | null
  readonly maintenanceDue?: Day | null
  readonly contract?: { readonly own: boolean; readonly until: Day | null }
  readonly checkedOn?: Day | null
  readonly consumableDays?: number | null
  readonly loan?: {
    readonly to: string
    readonly home: string | null
    readonly store: string | null
    readonly on: Day
    readonly dueBack: Day
  } | null
}

export const changeAsset = (
  tx: Tx,
  row: Pick<AssetSqlRow, 'home' | 'store' | 'item'>,
  { use, fault, loan, contract, ...c }: AssetChange,
  at: Date,
): Promise<number> => {
  const sets = [
    ...(use === undefined ? [] : [sql`use_at = ${use?.at ?? null}, use_since = ${use?.since ?? null}::date`]),
    ...(fault === undefined ? [] : [sql`fault = ${fault?.cause ?? null}, fault_since = ${fault?.since ?? null}::date`]),
    ...(c.maintenanceSince === undefined ? [] : [sql`maintenance_since = ${c.maintenanceSince}::date`]),
    ...(c.maintenanceDue === undefined ? [] : [sql`maintenance_due = ${c.maintenanceDue}::date`]),
    ...(contract === undefined ? [] : [sql`contract_own = ${contract.own}, contract_until = ${contract.until}::date`]),
    ...(c.checkedOn === undefined ? [] : [sql`checked_on = ${c.checkedOn}::date`]),
    ...(c.consumableDays === undefined ? [] : [sql`consumable_days = ${c.consumableDays}::int`]),
    ...(loan === undefined
      ? []
      : [
          sql`lent_to = ${loan?.to ?? null}, lent_to_home = ${loan?.home ?? null}, lent_to_store = ${loan?.store ?? null}::uuid,
            lent_on = ${loan?.on ?? null}::date, due_back = ${loan?.dueBack ?? null}::date`,
        ]),
    sql`changed_at = ${at}`,
  ]
  return tx.run(sql`
    update supply.asset set ${sql.join(sets)}
    where home = ${row.home} and store = ${row.store} and item = ${row.item}`)
}

type NewFact = {
  readonly id: string
  readonly what: AssetAct
  readonly day: Day
  readonly at: Date
  readonly account: string
  readonly by: string
  readonly detail: object
  readonly hash: Buffer
}

export const addFact = (tx: Tx, row: AssetSqlRow, f: NewFact): Promise<number> =>
  tx.run(sql`
    insert into supply.asset_fact (home, id, store, item, kind, product, serial, what, day, at, account, by_name, store_name, detail,
      body_hash)
    values (${row.home}, ${f.id}, ${row.store}, ${row.item}, ${row.kind},
      coalesce(${row.product}::uuid, '00000000-0000-0000-0000-000000000000'::uuid), ${row.serial}, ${f.what}, ${f.day}::date,
      ${f.at}, ${f.account}, ${f.by}, ${row.store_name}, ${JSON.stringify(f.detail)}::jsonb, ${f.hash})`)
