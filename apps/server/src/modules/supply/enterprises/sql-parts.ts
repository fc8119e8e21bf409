import type { Day, Instant } from '@lianfang/domain/shared'
import type { PaperKind } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

type At = { readonly home: string; readonly enterprise: string }

export type ProductRow = {
  readonly id: string
  readonly kind: string
  readonly model: string
  readonly gtin: string | null
  readonly per_pack: number
  readonly capacity: number | null
  readonly closed_on: Day | null
  readonly version: number
  readonly last_day: Day | null
  readonly made: number | null
  readonly in_stock: number | null
  readonly on_order: number | null
}

/** The newest figures of a product: of the newest day whose report stands. */
export const newestFigures = sql`
  left join lateral (
    select r.day as last_day, f.made, f.in_stock, f.on_order
    from supply.report r join supply.report_line f on f.home = r.home and f.report = r.id and f.product = d.id
    where r.home = d.home and r.enterprise = d.enterprise
      and not exists (select from supply.report c where c.home = r.home and c.corrects = r.id)
    order by r.day desc limit 1) f on true`

/** Products of an enterprise, the open ones first. */
export const productsOf = (tx: Tx, { home, enterprise }: At): Promise<ProductRow[]> =>
  tx.rows(sql<ProductRow>`
    select d.id, d.kind, d.model, d.gtin, d.per_pack, d.capacity, d.closed_on, d.version,
      f.last_day, f.made, f.in_stock, f.on_order
    from supply.product d join supply.kind k on k.code = d.kind ${newestFigures}
    where d.home = ${home} and d.enterprise = ${enterprise}
    order by d.closed_on is not null, k.place_in_list, d.model, d.id`)

export type ProductFields = {
  readonly model: string
  readonly gtin: string | null
  readonly perPack: number
  readonly capacity: number | null
}

/** Answers 0 when the id is in use, or the enterprise has a product of this GTIN. */
export const addProductRow = (tx: Tx, p: ProductFields & At & { readonly id: string; readonly kind: string }) =>
  tx.run(sql`
    insert into supply.product (home, id, enterprise, kind, model, gtin, per_pack, capacity)
    values (${p.home}, ${p.id}, ${p.enterprise}, ${p.kind}, ${p.model}, ${p.gtin}, ${p.perPack}, ${p.capacity})
    on conflict do nothing`)

export const gtinTaken = async (tx: Tx, at: At & { readonly gtin: string; readonly id: string }): Promise<boolean> =>
  (await tx.row(sql`
    select from supply.product where home = ${at.home} and enterprise = ${at.enterprise} and gtin = ${at.gtin}
      and closed_on is null and id <> ${at.id}`)) !== undefined

/** Answers 0 when the version has moved on. */
export const changeProductRow = (
  tx: Tx,
  p: ProductFields & At & { readonly id: string; readonly version: number; readonly closedOn: Day | null },
): Promise<number> =>
  tx.run(sql`
    update supply.product set model = ${p.model}, gtin = ${p.gtin}, per_pack = ${p.perPack}, capacity = ${p.capacity},
      closed_on = ${p.closedOn}::date, version = version + 1
    where home = ${p.home} and enterprise = ${p.enterprise} and id = ${p.id} and version = ${p.version}`)

export type PaperRow = {
  readonly id: string
  readonly product: string | null
  readonly kind: PaperKind
  readonly number: string
  readonly from_day: Day | null
  readonly until_day: Day | null
  readonly withdrawn_at: Instant | null
  readonly body_hash: Buffer
}
const paperColumns = sql`id, product, kind, number, from_day, until_day, withdrawn_at, body_hash`

export const papersOf = (tx: Tx, { home, enterprise }: At): Promise<PaperRow[]> =>
  tx.rows(sql<PaperRow>`
    select ${paperColumns} from supply.paper where home = ${home} and enterprise = ${enterprise}
    order by withdrawn_at is not null, kind, until_day desc nulls first, id`)

type NewPaper = Omit<PaperRow, 'withdrawn_at' | 'body_hash' | 'from_day' | 'until_day'> &
  At & {
    readonly from: Day | null
    readonly until: Day | null
    readonly by: string
    readonly at: Date
    readonly bodyHash: Buffer
  }
export const addPaperRow = (tx: Tx, p: NewPaper): Promise<number> =>
  tx.run(sql`
    insert into supply.paper (home, id, enterprise, product, kind, number, from_day, until_day, account, at, body_hash)
    values (${p.home}, ${p.id}, ${p.enterprise}, ${p.product}::uuid, ${p.kind}, ${p.number}, ${p.from}::date,
      ${p.until}::date, ${p.by}, ${p.at}, ${p.bodyHash})
    on conflict do nothing`)

/** Answers 0 when it was withdrawn before. */
export const withdrawPaperRow = (tx: Tx, p: At & { readonly id: string; readonly at: Date; readonly by: string }) =>
  tx.run(sql`
    update supply.paper set withdrawn_at = ${p.at}, withdrawn_by = ${p.by}
    where home = ${p.home} and enterprise = ${p.enterprise} and id = ${p.id} and withdrawn_at is null`)

export type NamedRow = {
  readonly id: string
  readonly account: string
  readonly part: 'reporter' | 'liaison'
  readonly name: string
  readonly phone: string | null
  readonly from_at: Instant
  readonly until_at: Instant | null
  readonly body_hash: Buffer
}

/** Everybody who was ever named for an enterprise, who is named now first. */
export const namedPeople = (tx: Tx, { home, enterprise }: At): Promise<NamedRow[]> =>
  tx.rows(sql<NamedRow>`
    select id, account, part, name, phone, from_at, until_at, body_hash from supply.enterprise_person
    where home = ${home} and enterprise = ${enterprise} order by until_at is not null, part, from_at desc, id`)

type NewNamed = Omit<NamedRow, 'from_at' | 'until_at' | 'body_hash'> &
  At & { readonly at: Date; readonly by: string; readonly bodyHash: Buffer }
/** Answers 0 when the id is in use or the part is taken. */
export const addNamed = (tx: Tx, n: NewNamed): Promise<number> =>
  tx.run(sql`
    insert into supply.enterprise_person (home, id, enterprise, account, part, name, phone, from_at, named_by, body_hash)
    values (${n.home}, ${n.id}, ${n.enterprise}, ${n.account}, ${n.part}, ${n.name}, ${n.phone}, ${n.at}, ${n.by}, ${n.bodyHash})
    on conflict do nothing`)

/** Answers 0 when it had ended. */
export const endNamed = (tx: Tx, n: At & { readonly id: string; readonly at: Date; readonly by: string }) =>
  tx.run(sql`
    update supply.enterprise_person set until_at = ${n.at}, ended_by = ${n.by}
    where home = ${n.home} and enterprise = ${n.enterprise} and id = ${n.id} and until_at is null`)

export type KindNamedRow = { readonly kind: string; readonly name: string; readonly phone: string | null }

/** Who is named for the kinds that an enterprise makes, over its place, as far as the reader sees them. */
export const kindPeople = (tx: Tx, { home, enterprise }: At): Promise<KindNamedRow[]> =>
  tx.rows(sql<KindNamedRow>`
    select distinct l.kind, l.name, l.phone from supply.kind_liaison l
      join supply.product d on d.kind = l.kind and d.home = ${home} and d.enterprise = ${enterprise} and d.closed_on is null
    where l.until_at is null and starts_with(${home}, l.place) order by l.kind, l.name`)
