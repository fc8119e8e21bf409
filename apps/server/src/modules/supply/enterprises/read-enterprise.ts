import type { EnterprisePage, EnterpriseRow } from '@lianfang/contract'
import { type Actor, may } from '@lianfang/domain/org'
import { countyOf, type Instant } from '@lianfang/domain/shared'
import { freshnessOf } from '@lianfang/domain/supply'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { type PlaceName, placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { reportRules, type SupplyNeeds } from '../needs.js'
import { type EnterpriseListRow, enterpriseById, namedFor } from './sql.js'
import { kindPeople, namedPeople, papersOf, productsOf } from './sql-parts.js'
import { tellSuppliers } from './suppliers.js'

export type Rules = Awaited<ReturnType<typeof reportRules>>

const iso = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString())

type Told = { readonly names: ReadonlyMap<string, PlaceName>; readonly rules: Rules; readonly zone: string }

/** An enterprise as a list shows it. */
const tellRow = (row: EnterpriseListRow, { names, rules, zone }: Told): EnterpriseRow => {
  const named = (code: typeof row.place): PlaceName => names.get(code) ?? { code, name: code, level: 'county' }
  const { last_day: lastDay, since } = row
  return {
    id: row.id,
    name: row.name,
    nameEn: row.name_en,
    place: named(row.place),
    county: named(countyOf(row.place)),
    kinds: [...row.kinds],
    liaison: row.liaison_name === null ? null : { name: row.liaison_name, phone: row.liaison_phone },
    phone: row.phone,
    closedOn: row.closed_on,
    reporting: {
      freshness: freshnessOf({ lastDay, since, zone }, rules.at, rules.values),
      lastDay,
      lastAt: iso(row.last_at),
      workforceBack: row.workforce_back,
      workforceOf: row.workforce_of,
      obstacles: [...(row.obstacles ?? [])],
      openDoubts: row.open_doubts ?? 0,
    },
  }
}

/** Enterprises as a list shows them, with the names of their places. */
export const tellRows = async (
  tx: Tx,
  rows: readonly EnterpriseListRow[],
  at: { readonly rules: Rules; readonly zone: string },
): Promise<EnterpriseRow[]> => {
  const names = await placesByCode(
    tx,
    rows.flatMap((row) => [row.place, countyOf(row.place)]),
  )
  return rows.map((row) => tellRow(row, { ...at, names }))
}

type Reading = { readonly needs: SupplyNeeds; readonly actor: Actor; readonly rules: Rules }

/** The whole page of an enterprise, as one reader sees it. */
export const tellPage = async (
  tx: Tx,
  row: EnterpriseListRow,
  { needs, actor, rules }: Reading,
): Promise<EnterprisePage> => {
  const at = { home: row.home, enterprise: row.id }
  const [shown] = await tellRows(tx, [row], { rules, zone: needs.zone })
  if (shown === undefined) throw problem('not-found')
  const products = await productsOf(tx, at)
  const papers = await papersOf(tx, at)
  const people = await namedPeople(tx, at)
  const named = await namedFor(tx, row.home, row.id)
  const target = { place: row.place, named }
  const open = row.closed_on === null
  return {
    ...shown,
    creditCode: row.credit_code,
    since: row.since,
    version: row.version,
    products: products.map((p) => ({
      id: p.id,
      kind: p.kind,
      model: p.model,
      gtin: p.gtin,
      perPack: p.per_pack,
      capacity: p.capacity,
      closedOn: p.closed_on,
      version: p.version,
      last: p.last_day === null ? null : { day: p.last_day, made: p.made, inStock: p.in_stock, onOrder: p.on_order },
    })),
    papers: papers.map((p) => ({
      id: p.id,
      product: p.product,
      kind: p.kind,
      number: p.number,
      from: p.from_day,
      until: p.until_day,
      withdrawnAt: iso(p.withdrawn_at),
    })),
    people: people.map((n) => ({
      id: n.id,
      accountId: n.account,
      part: n.part,
      name: n.name,
      phone: n.phone,
      from: new Date(n.from_at).toISOString(),
      until: iso(n.until_at),
    })),
    kindLiaisons: await kindPeople(tx, at),
    suppliers: await tellSuppliers(tx, at, rules.today),
    today: rules.today,
    warnDays: rules.values.licenceWarnDays,
    may: {
      manage: may(actor, 'enterprise.manage', target),
      keep: open && may(actor, 'product.manage', target),
      report: open && may(actor, 'report.record', target),
      clear: may(actor, 'report.clear', target),
    },
  }
}

type Asking = { readonly require: Call<'enterprise.read'>['require'] }

/** An enterprise by id, after the reader's right to it was checked. Nobody learns that another's enterprise exists. */
export const mustReach = async (tx: Tx, id: string, { require }: Asking): Promise<EnterpriseListRow> => {
  const row = await enterpriseById(tx, id)
  if (row === undefined) throw problem('not-found')
  require({ place: row.place, named: await namedFor(tx, row.home, row.id) })
  return row
}

/** The page as it stands after a change. */
export const pageAfter = async (tx: Tx, id: string, reading: Reading): Promise<EnterprisePage> => {
  const row = await enterpriseById(tx, id)
  if (row === undefined) throw problem('not-found')
  return tellPage(tx, row, reading)
}

/** One enterprise (E1): its desk, its liaisons and its own reporter read it. */
export const readEnterprise = async (
  needs: SupplyNeeds,
  { scope, actor, params, require }: Call<'enterprise.read'>,
) => {
  const rules = await reportRules(needs, actor.place)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => tellPage(tx, await mustReach(tx, params.id, { require }), { needs, actor, rules }),
    { readOnly: true },
  )
}
