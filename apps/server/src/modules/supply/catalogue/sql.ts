import type { Evidence } from '@lianfang/domain/policy'
import type { Day, Instant, PlaceCode } from '@lianfang/domain/shared'
import type {
  Destination,
  Kind,
  KindClass,
  KindKeeping,
  KindUnit,
  PaperKind,
  RiskClass,
  SourcedDemand,
} from '@lianfang/domain/supply'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type KindRow = {
  readonly code: string
  readonly class: KindClass
  readonly name: string
  readonly name_en: string
  readonly unit: KindUnit
  readonly keeping: KindKeeping
  readonly risk: RiskClass | null
  readonly evidence: Evidence
  readonly closed_on: Day | null
  readonly version: number
}
const columns = sql`code, class, name, name_en, unit, keeping, risk, evidence, closed_on, version`

/** The whole catalogue in the order of its lists. */
export const kindsOf = (tx: Tx): Promise<KindRow[]> =>
  tx.rows(sql<KindRow>`select ${columns} from supply.kind order by place_in_list, code`)

export const kindOf = (tx: Tx, code: string): Promise<KindRow | undefined> =>
  tx.row(sql<KindRow>`select ${columns} from supply.kind where code = ${code}`)

type DemandRow = {
  readonly kind: string
  readonly destination: Destination
  readonly papers: readonly PaperKind[]
  readonly standards: readonly string[]
  readonly source: string
  readonly evidence: Evidence
}
export const demandsOf = (tx: Tx): Promise<DemandRow[]> =>
  tx.rows(sql<DemandRow>`
    select kind, destination, papers, standards, source, evidence from supply.paper_demand order by kind, destination`)

export type KindFields = {
  readonly class: KindClass
  readonly name: string
  readonly nameEn: string
  readonly unit: KindUnit
  readonly keeping: KindKeeping
  readonly risk: RiskClass | null
}

/** Answers 0 when the code is in use. A kind that a desk adds stands at the end of its list. */
export const addKind = (tx: Tx, k: KindFields & { readonly code: string; readonly evidence: Evidence }) =>
  tx.run(sql`
    insert into supply.kind (code, class, name, name_en, unit, keeping, risk, evidence, place_in_list)
    values (${k.code}, ${k.class}, ${k.name}, ${k.nameEn}, ${k.unit}, ${k.keeping}, ${k.risk}, ${k.evidence},
      (select coalesce(max(place_in_list), 0) + 1 from supply.kind))
    on conflict do nothing`)

type Changed = KindFields & { readonly code: string; readonly version: number; readonly closedOn: Day | null }

/** Answers 0 when the version has moved on. */
export const changeKindRow = (tx: Tx, k: Changed): Promise<number> =>
  tx.run(sql`
    update supply.kind set class = ${k.class}, name = ${k.name}, name_en = ${k.nameEn}, unit = ${k.unit},
      keeping = ${k.keeping}, risk = ${k.risk}, closed_on = ${k.closedOn}::date, version = version + 1
    where code = ${k.code} and version = ${k.version}`)

/** Whether anything was ever counted in the kind's unit: then the unit cannot become another. */
export const isReported = async (tx: Tx, code: string): Promise<boolean> =>
  (await tx.row(sql`select from supply.product where kind = ${code} limit 1`)) !== undefined

/** Adds kinds of the seed that are missing, with what destinations ask of them. Idempotent. */
export const addSeedKinds = async (
  tx: Tx,
  seed: readonly (Kind & { readonly demands: readonly SourcedDemand[] })[],
) => {
  const rows = seed.map(({ name, demands: _demands, ...kind }, i) => ({ ...kind, zh: name.zh, en: name.en, i }))
  const added = await tx.run(sql`
    insert into supply.kind (code, class, name, name_en, unit, keeping, risk, evidence, place_in_list)
    select code, class, zh, en, unit, keeping, risk, evidence, i from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as k(code text, class text, zh text, en text, unit text, keeping text, risk text, evidence text, i int)
    on conflict do nothing`)
  const demands = seed.flatMap(({ code, demands: own }) => own.map((demand) => ({ kind: code, ...demand })))
  await tx.run(sql`
    insert into supply.paper_demand (kind, destination, papers, standards, source, evidence)
    select kind, destination, papers, standards, source, evidence
    from jsonb_to_recordset(${JSON.stringify(demands)}::jsonb)
      as d(kind text, destination text, papers text[], standards text[], source text, evidence text)
    on conflict do nothing`)
  return added
}

export type KindLiaisonRow = {
  readonly id: string
  readonly kind: string
  readonly place: PlaceCode
  readonly account: string
  readonly name: string
  readonly phone: string | null
  readonly from_at: Instant
  readonly until_at: Instant | null
  readonly body_hash: Buffer
}
const liaisonColumns = sql`id, kind, place, account, name, phone, from_at, until_at, body_hash`

/** Who is named for kinds now, as far as the reader may see. */
export const kindLiaisons = (tx: Tx): Promise<KindLiaisonRow[]> =>
  tx.rows(sql<KindLiaisonRow>`
    select ${liaisonColumns} from supply.kind_liaison where until_at is null order by kind, length(place), place`)

export const kindLiaisonById = (tx: Tx, id: string): Promise<KindLiaisonRow | undefined> =>
  tx.row(sql<KindLiaisonRow>`select ${liaisonColumns} from supply.kind_liaison where id = ${id}`)

export const kindLiaisonAt = (tx: Tx, kind: string, place: string): Promise<KindLiaisonRow | undefined> =>
  tx.row(sql<KindLiaisonRow>`
    select ${liaisonColumns} from supply.kind_liaison where kind = ${kind} and place = ${place} and until_at is null`)

type NewLiaison = Pick<KindLiaisonRow, 'id' | 'kind' | 'place' | 'account' | 'name' | 'phone'> & {
  readonly at: Date
  readonly by: string
  readonly bodyHash: Buffer
}
/** Answers 0 when somebody is named already. */
export const addKindLiaison = (tx: Tx, l: NewLiaison): Promise<number> =>
  tx.run(sql`
    insert into supply.kind_liaison (id, kind, place, account, name, phone, from_at, named_by, body_hash)
    values (${l.id}, ${l.kind}, ${l.place}, ${l.account}, ${l.name}, ${l.phone}, ${l.at}, ${l.by}, ${l.bodyHash})
    on conflict do nothing`)

export const endKindLiaison = (tx: Tx, l: { readonly id: string; readonly at: Date; readonly by: string }) =>
  tx.run(sql`
    update supply.kind_liaison set until_at = ${l.at}, ended_by = ${l.by} where id = ${l.id} and until_at is null`)
