import type { Day, Instant, PlaceCode } from '@lianfang/domain/shared'
import type { OfferChannel, OfferState, Owner, Paper, PaperKind, Reliability } from '@lianfang/domain/supply'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { actorName } from '../steps.js'
import { figureColumns } from '../stock/sql.js'

export type Owned = Omit<Owner, 'keeping'>

export type OfferListRow = {
  readonly home: PlaceCode
  readonly id: string
  readonly channel: OfferChannel
  readonly place: PlaceCode
  readonly enterprise: string | null
  readonly store: string | null
  readonly facility: string | null
  readonly owner_name: string | null
  readonly party: string | null
  readonly kind: string
  readonly keeping: Owner['keeping']
  readonly product: string | null
  readonly said_quantity: number
  readonly said_unit: string
  readonly quantity: number
  readonly assigned: number
  readonly state: OfferState
  readonly ready_on: Day
  readonly reliability: Reliability
  readonly said_by: string
  readonly seen_number: string | null
  readonly seen_until: Day | null
  readonly owned: Owned | null
  readonly by_name: string
  readonly at: Instant
  readonly body_hash: Buffer
}
const columns = sql`
  o.home, o.id, o.channel, o.place, o.enterprise, o.store, o.facility, o.owner_name, o.party, o.kind,
  (select keeping from supply.kind where code = o.kind) as keeping, o.product, o.said_quantity::float8 as said_quantity, o.said_unit,
  o.quantity, o.assigned, o.state, o.ready_on, o.reliability, o.said_by, o.seen_number, o.seen_until, o.owned, o.by_name, o.at,
  o.body_hash`

export const offerById = (tx: Tx, id: string): Promise<OfferListRow | undefined> =>
  tx.row(sql<OfferListRow>`select ${columns} from supply.offer o where o.id = ${id}`)

export type OfferFilter = {
  /** Offers of a place, or those of what an account is named for. */
  readonly of: { readonly place: string } | { readonly account: string }
  readonly kind: string | null
  readonly channel: OfferChannel | null
  readonly state: OfferState | null
  readonly readyBy: Day | null
  readonly text: string | null
  readonly sort: 'ready' | 'newest'
}

const scopeOf = (of: OfferFilter['of']): RawBuilder<unknown> =>
  'place' in of
    ? sql`o.place >= ${of.place} and o.place < ${`${of.place}:`}`
    : sql`o.id in (
        select x.id from supply.facility_reach r join supply.offer x on x.facility = r.facility where r.account = ${of.account}::uuid
        union all
        select x.id from supply.store_reach r join supply.offer x on x.store = r.store where r.account = ${of.account}::uuid
        union all
        select x.id from supply.reach r join supply.offer x on x.enterprise = r.enterprise where r.account = ${of.account}::uuid)`

/** What a list and its count look through. */
export const offersListed = (f: OfferFilter): RawBuilder<unknown> => sql`
  supply.offer o
  where ${scopeOf(f.of)} and (${f.kind}::text is null or o.kind = ${f.kind})
    and (${f.channel}::text is null or o.channel = ${f.channel}) and (${f.state}::text is null or o.state = ${f.state})
    and (${f.readyBy}::date is null or o.ready_on <= ${f.readyBy}::date)
    and (${f.text}::text is null or strpos(lower(o.owner_name), lower(${f.text}::text)) > 0
      or strpos(lower(o.party), lower(${f.text}::text)) > 0)`

/** The first to be ready first, or the newest. */
export const offersIn = (
  tx: Tx,
  f: OfferFilter & { readonly after: string | null; readonly limit: number },
): Promise<OfferListRow[]> => {
  const newest = f.sort === 'newest'
  const past = newest
    ? sql`and (o.at, o.id) < (select a.at, a.id from supply.offer a where a.id = ${f.after}::uuid)`
    : sql`and (o.ready_on, o.id) > (select a.ready_on, a.id from supply.offer a where a.id = ${f.after}::uuid)`
  return tx.rows(sql<OfferListRow>`
    select ${columns} from ${offersListed(f)} ${f.after === null ? sql`` : past}
    order by ${newest ? sql`o.at desc, o.id desc` : sql`o.ready_on, o.id`} limit ${f.limit}`)
}

/** Open offers of a kind that the reader reaches, the first to be ready first. */
export const openOffers = (tx: Tx, kind: string, limit: number): Promise<OfferListRow[]> =>
  tx.rows(sql<OfferListRow>`
    select ${columns} from supply.offer o where o.kind = ${kind} and o.state = 'open' and o.assigned < o.quantity
    order by o.ready_on, o.id limit ${limit}`)

/** Papers of products and of their works, by product. */
export const papersKnown = async (
  tx: Tx,
  products: readonly string[],
): Promise<ReadonlyMap<string, readonly Paper[]>> => {
  const found = new Map<string, Paper[]>(products.map((id) => [id, []]))
  const rows = await tx.rows(sql<{ product: string; kind: PaperKind; from_day: Day | null; until_day: Day | null }>`
    select p.id as product, k.kind, k.from_day, k.until_day from unnest(${[...products]}::uuid[]) as p (id)
      cross join lateral supply.papers_known(p.id) k`)
  for (const row of rows) found.get(row.product)?.push({ kind: row.kind, from: row.from_day, until: row.until_day })
  return found
}

/** What the destination at home asks of kinds. */
export const demandsAtHome = async (tx: Tx): Promise<ReadonlyMap<string, readonly PaperKind[]>> =>
  new Map(
    (
      await tx.rows(
        sql<{
          kind: string
          papers: PaperKind[]
        }>`select kind, papers from supply.paper_demand where destination = 'CN'`,
      )
    ).map((row) => [row.kind, row.papers]),
  )

export type OwnerRow = {
  readonly home: PlaceCode
  readonly id: string
  readonly place: PlaceCode
  readonly name: string
  readonly closed_on: Day | null
  /** The institution that a store belongs to: both are one owner. */
  readonly hospital: string | null
  readonly named: readonly string[]
}
/** The owner that an offer names, as far as the reader reaches it, with the accounts that are named for it. */
export const ownerOf = (
  tx: Tx,
  { kind, id }: { readonly kind: 'enterprise' | 'store' | 'facility'; readonly id: string },
): Promise<OwnerRow | undefined> => {
  const rows = {
    enterprise: sql<OwnerRow>`
      select e.home, e.id, e.place, e.name, e.closed_on, null as hospital, array(select r.account::text from supply.reach r
        where r.home = e.home and r.enterprise = e.id) as named from supply.enterprise e where e.id = ${id}`,
    store: sql<OwnerRow>`
      select s.home, s.id, s.place, s.name, s.closed_on, s.facility as hospital, array(select k.account::text from supply.store_keeper k
        where k.home = s.home and k.store = s.id and k.until_at is null) as named from supply.store s where s.id = ${id}`,
    facility: sql<OwnerRow>`
      select f.home, f.id, f.place, f.name, f.closed_on, f.id as hospital, array(select p.account::text from supply.facility_person p
        where p.home = f.home and p.facility = f.id and p.until_at is null) as named
      from supply.hospitals_known(array[${id}::uuid]) f`,
  }
  return tx.row(rows[kind])
}

/** What a store's book has available of a kind, and what of it came since a moment. */
export const bookOf = async (
  tx: Tx,
  at: {
    readonly home: string
    readonly store: string
    readonly kind: string
    readonly today: Day
    readonly since: Date
  },
): Promise<{ readonly ready: number; readonly recent: number }> =>
  (await tx.row(sql<{ ready: number; recent: number }>`
    select coalesce(sum(f.available), 0)::bigint as ready,
      (select coalesce(sum(l.quantity), 0)::bigint from supply.movement_line l
        where l.home = ${at.home} and l.store = ${at.store}::uuid and l.kind = ${at.kind} and l.at >= ${at.since}
          and l.from_account in ('outside', 'transit') and l.to_account = 'free') as recent
    from (select ${figureColumns(at.today)} from supply.stock s join supply.item i on i.home = s.home and i.id = s.item
      cross join lateral (select supply.is_recalled(i.home, i.kind, i.product, i.lot, i.serial) as recalled) c
      where s.home = ${at.home} and s.store = ${at.store}::uuid and s.kind = ${at.kind}) f`)) ?? { ready: 0, recent: 0 }

/**
 * What an owner has promised of a kind and still has, in other offers than `not` and in requisitions. A hospital and its stores
 * are one owner.
 */
export const promisedOf = async (
  tx: Tx,
  owner: { readonly store: string | null; readonly facility: string | null },
  of: { readonly kind: string; readonly not: string },
): Promise<number> =>
  (
    await tx.row(sql<{ n: number }>`
      select supply.promised_units(${owner.store}::uuid, ${owner.facility}::uuid, ${of.kind}, ${of.not}::uuid) as n`)
  )?.n ?? 0

/** What a hospital's own requests for a kind were verified to need and have not been given. */
export const needOfFacility = async (tx: Tx, facility: string, kind: string): Promise<number> =>
  (
    await tx.row(sql<{ n: number }>`
      select coalesce(sum(r.verified - r.assigned), 0)::bigint as n from supply.request r
      where r.facility = ${facility}::uuid and r.kind = ${kind} and r.state = 'verified'`)
  )?.n ?? 0

/** What a prefecture's books have of a kind, what of it is to leave, and all that was given to others. */
export const regionOf = async (
  tx: Tx,
  prefecture: string,
  kind: string,
): Promise<{ readonly has: number; readonly pending: number; readonly given: number }> =>
  (await tx.row(
    sql<{ has: number; pending: number; given: number }>`select * from supply.region_units(${prefecture}, ${kind})`,
  )) ?? {
    ...{ has: 0, pending: 0, given: 0 },
  }

export type NewOffer = Omit<
  OfferListRow,
  'assigned' | 'state' | 'by_name' | 'at' | 'body_hash' | 'keeping' | 'home' | 'place'
> & {
  readonly home: string
  readonly place: string
  readonly account: string
  readonly at: Date
  readonly hash: Buffer
}
/** Answers 0 when the id is in use. */
export const addOffer = (tx: Tx, o: NewOffer): Promise<number> =>
  tx.run(sql`
    insert into supply.offer (home, id, channel, place, enterprise, store, facility, owner_name, party, kind, product, said_quantity,
      said_unit, quantity, ready_on, reliability, said_by, seen_number, seen_until, owned, account, by_name, at, body_hash)
    values (${o.home}, ${o.id}, ${o.channel}, ${o.place}, ${o.enterprise}::uuid, ${o.store}::uuid, ${o.facility}::uuid,
      ${o.owner_name}, ${o.party}, ${o.kind}, ${o.product}::uuid, ${o.said_quantity}, ${o.said_unit}, ${o.quantity},
      ${o.ready_on}::date, ${o.reliability}, ${o.said_by}, ${o.seen_number}, ${o.seen_until}::date,
      ${o.owned === null ? null : JSON.stringify(o.owned)}::jsonb, ${o.account}, ${actorName(o.account)}, ${o.at}, ${o.hash})
    on conflict do nothing`)

type At = { readonly home: string; readonly id: string }
export const lowerOffer = (tx: Tx, at: At, quantity: number): Promise<number> =>
  tx.run(sql`update supply.offer set quantity = ${quantity} where home = ${at.home} and id = ${at.id}`)
export const endOffer = (tx: Tx, at: At, state: OfferState): Promise<number> =>
  tx.run(sql`update supply.offer set state = ${state} where home = ${at.home} and id = ${at.id}`)
