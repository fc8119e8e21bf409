import type { Day, Instant, PlaceCode } from '@lianfang/domain/shared'
import type {
  AimBy,
  DeclineReason,
  DonorKind,
  FailCause,
  GiftSource,
  GiftState,
  GiftUse,
  KindUnit,
  NameConsent,
  NoticeKind,
} from '@lianfang/domain/supply'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type GiftRow = {
  readonly home: PlaceCode
  readonly id: string
  readonly number: string
  readonly source: GiftSource
  readonly state: GiftState
  readonly donor_kind: DonorKind
  readonly name: string | null
  readonly country: string | null
  readonly named: NameConsent
  readonly directed: string | null
  readonly aim_facility: string | null
  readonly aim_place: PlaceCode | null
  readonly aim_name: string | null
  readonly ready_on: Day | null
  readonly lies: string | null
  readonly transport: boolean
  readonly note: string | null
  readonly store: string | null
  readonly store_name: string | null
  readonly declined_why: DeclineReason | null
  readonly declined_text: string | null
  readonly at: Instant
  readonly body_hash: Buffer
}

const columns = sql`
  g.home, g.id, g.number, g.source, g.state, g.donor_kind,
  (select n.name from supply.gift_name n where n.home = g.home and n.gift = g.id) as name, g.country, g.named, g.directed,
  g.aim_facility, g.aim_place, g.aim_name, g.ready_on, g.lies, g.transport, g.note, g.store, g.store_name, g.declined_why,
  g.declined_text, g.at, g.body_hash`

export const giftById = (tx: Tx, id: string): Promise<GiftRow | undefined> =>
  tx.row(sql<GiftRow>`select ${columns} from supply.gift g where g.id = ${id}`)

/** The one gift that the reader's code reaches. */
export const giftByCode = (tx: Tx, code: string): Promise<GiftRow | undefined> =>
  tx.row(sql<GiftRow>`select ${columns} from supply.gift g where g.code = ${code}::uuid`)

export type GiftFilter = {
  /** Gifts of a place, or those of a store that are not closed. */
  readonly of: { readonly place: string } | { readonly store: string }
  readonly state: GiftState | null
  readonly kind: string | null
  readonly directed: boolean | null
  readonly text: string | null
  readonly sort: 'newest' | 'ready'
}

const scopeOf = (of: GiftFilter['of']): RawBuilder<unknown> =>
  'place' in of
    ? sql`g.home >= ${of.place} and g.home < ${`${of.place}:`}`
    : sql`g.store = ${of.store}::uuid and g.state not in ('offered', 'declined', 'closed')`

/** What a list and its count look through. A place below the county is reached through its county. */
export const giftsListed = (f: GiftFilter): RawBuilder<unknown> => sql`
  supply.gift g
  where ${scopeOf(f.of)} and (${f.state}::text is null or g.state = ${f.state})
    and (${f.directed}::boolean is null or (g.directed is not null) = ${f.directed}::boolean)
    and (${f.kind}::text is null or exists (select from supply.gift_line l where l.home = g.home and l.gift = g.id and l.kind = ${f.kind})
      or exists (select from supply.gift_count c where c.home = g.home and c.gift = g.id and c.kind = ${f.kind}))
    and (${f.text}::text is null or g.number = upper(${f.text}::text) or strpos(lower(g.directed), lower(${f.text}::text)) > 0
      or exists (select from supply.gift_name n where n.home = g.home and n.gift = g.id
        and strpos(lower(n.name), lower(${f.text}::text)) > 0))`

export const giftsIn = (
  tx: Tx,
  f: GiftFilter & { readonly after: string | null; readonly limit: number },
): Promise<GiftRow[]> => {
  const newest = f.sort === 'newest'
  const past = newest
    ? sql`and (g.at, g.id) < (select a.at, a.id from supply.gift a where a.id = ${f.after}::uuid)`
    : sql`and (coalesce(g.ready_on, '0001-01-01'), g.id)
        > (select coalesce(a.ready_on, '0001-01-01'), a.id from supply.gift a where a.id = ${f.after}::uuid)`
  return tx.rows(sql<GiftRow>`
    select ${columns} from ${giftsListed(f)} ${f.after === null ? sql`` : past}
    order by ${newest ? sql`g.at desc, g.id desc` : sql`coalesce(g.ready_on, '0001-01-01'), g.id`} limit ${f.limit}`)
}

type Of = readonly string[]
const ofGifts = (ids: Of) => sql`any(${[...ids]}::uuid[])`

export type LineRow = {
  readonly gift: string
  readonly n: number
  readonly kind: string | null
  readonly words: string | null
  readonly quantity: number
  readonly unit: string
  readonly lot: string | null
  readonly expiry: Day | null
  readonly claimed: string | null
}
export const linesOf = (tx: Tx, ids: Of): Promise<LineRow[]> =>
  tx.rows(sql<LineRow>`
    select gift, n, kind, words, quantity::float8 as quantity, unit, lot, expiry, claimed from supply.gift_line
    where gift = ${ofGifts(ids)} order by gift, n`)

export type CountRow = {
  readonly gift: string
  readonly n: number
  readonly store: string
  readonly item: string
  readonly kind: string
  readonly box: string | null
  readonly lot: string | null
  readonly expiry: Day | null
  readonly serial: string | null
  readonly counted: number
  readonly quarantine: number
  readonly kept: number
  readonly issued: number
  readonly disposed: number
  readonly lost: number
  readonly looked: boolean
  readonly note: string | null
}
export const countsOf = (tx: Tx, ids: Of): Promise<CountRow[]> =>
  tx.rows(sql<CountRow>`
    select gift, n, store, item, kind, box, lot, expiry, serial, counted, quarantine, kept, issued, disposed, lost, looked, note
    from supply.gift_count where gift = ${ofGifts(ids)} order by gift, n`)

export type OfferOfGift = {
  readonly gift: string
  readonly kind: string
  readonly offer: string
  readonly offered: number
}
export const offersOf = (tx: Tx, ids: Of): Promise<OfferOfGift[]> =>
  tx.rows(sql<OfferOfGift>`
    select gift, kind, offer, offered from supply.gift_offer where gift = ${ofGifts(ids)} order by gift, kind`)

export type TargetRow = {
  readonly gift: string
  readonly id: string
  readonly kind: string
  readonly quantity: number
  readonly issued: number
  readonly facility: string
  readonly name: string
  readonly place: PlaceCode
  readonly request: string | null
  readonly by_what: AimBy
  readonly drawn: readonly { readonly consent: string; readonly units: number }[]
  readonly as_proposed: boolean
  readonly use: GiftUse
  readonly reason: string | null
  readonly back: boolean
  readonly at: Instant
  readonly by_name: string
}
export const targetsOf = (tx: Tx, ids: Of): Promise<TargetRow[]> =>
  tx.rows(sql<TargetRow>`
    select gift, id, kind, quantity, issued, facility, name, place, request, by_what, drawn, as_proposed, use, reason, back, at, by_name
    from supply.gift_target where gift = ${ofGifts(ids)} order by gift, at, id`)

export type ConsentRow = {
  readonly id: string
  readonly kind: string | null
  readonly quantity: number | null
  readonly aim_facility: string | null
  readonly aim_place: PlaceCode | null
  readonly aim_name: string | null
  readonly paper: string
  readonly day: Day
  readonly taken_by: string
  readonly at: Instant
  readonly by_name: string
}
export const consentsOf = (tx: Tx, { home, id }: Pick<GiftRow, 'home' | 'id'>): Promise<ConsentRow[]> =>
  tx.rows(sql<ConsentRow>`
    select id, kind, quantity, aim_facility, aim_place, aim_name, paper, day, taken_by, at, by_name from supply.gift_consent
    where home = ${home} and gift = ${id} order by at, id`)

export type PaperRow = { readonly kind: string; readonly number: string; readonly until_day: Day | null }
/** The newest paper of each kind. */
export const papersOf = (tx: Tx, { home, id }: Pick<GiftRow, 'home' | 'id'>): Promise<PaperRow[]> =>
  tx.rows(sql<PaperRow>`
    select distinct on (kind) kind, number, until_day from supply.gift_paper where home = ${home} and gift = ${id}
    order by kind, at desc, id desc`)

export const photosOf = async (tx: Tx, { home, id }: Pick<GiftRow, 'home' | 'id'>): Promise<string[]> =>
  (
    await tx.rows(
      sql<{ id: string }>`select id from supply.gift_photo where home = ${home} and gift = ${id} order by at, id`,
    )
  ).map((row) => row.id)

type PhotoRow = { readonly type: string; readonly bytes: Buffer }
export const photoOf = (tx: Tx, { home, id }: GiftRow, photo: string): Promise<PhotoRow | undefined> =>
  tx.row(sql<PhotoRow>`
    select type, bytes from supply.gift_photo where home = ${home} and gift = ${id} and id = ${photo}::uuid`)

type SealedRow = { readonly key_id: string; readonly wrapped: Buffer; readonly sealed: Buffer }
export const donorOf = (tx: Tx, { home, id }: GiftRow): Promise<SealedRow | undefined> =>
  tx.row(sql<SealedRow>`select key_id, wrapped, sealed from supply.gift_donor where home = ${home} and gift = ${id}`)

export type NoticeRow = {
  readonly home: PlaceCode
  readonly id: string
  readonly gift: string
  readonly number: string
  readonly donor_kind: DonorKind
  readonly name: string | null
  readonly what: NoticeKind
  readonly correction: boolean
  readonly movement: string
  readonly day: Day
  readonly kind: string
  readonly quantity: number
  readonly to_name: string | null
  readonly use: GiftUse | null
  readonly cause: FailCause | null
}
const noticeColumns = sql`
  n.home, n.id, n.gift, n.number, n.donor_kind,
  (select x.name from supply.gift_name x where x.home = n.home and x.gift = n.gift) as name, n.what, n.correction, n.movement, n.day,
  n.kind, n.quantity, n.to_name, n.use, n.cause`

export const noticesOf = (tx: Tx, { home, id }: Pick<GiftRow, 'home' | 'id'>): Promise<NoticeRow[]> =>
  tx.rows(sql<NoticeRow>`
    select ${noticeColumns} from supply.gift_notice n where n.home = ${home} and n.gift = ${id} order by n.at desc, n.id desc limit 500`)

export type NoticeFilter = {
  readonly place: string
  readonly kind: string | null
  readonly what: NoticeKind | null
  readonly from: Day | null
  readonly until: Day | null
  readonly number: string | null
}
/** What is published, under the filters of a reader. */
export const noticesListed = (f: NoticeFilter): RawBuilder<unknown> => sql`
  supply.gift_notice n
  where (${f.place} = '' or (n.home >= ${f.place} and n.home < ${`${f.place}:`})) and (${f.kind}::text is null or n.kind = ${f.kind})
    and (${f.what}::text is null or n.what = ${f.what}) and (${f.from}::date is null or n.day >= ${f.from}::date)
    and (${f.until}::date is null or n.day <= ${f.until}::date) and (${f.number}::text is null or n.number = ${f.number})`

export const noticeById = (tx: Tx, id: string) =>
  tx.row(sql<{ id: string }>`select id from supply.gift_notice where id = ${id}::uuid`)

export const noticesIn = (
  tx: Tx,
  f: NoticeFilter & { readonly after: string | null; readonly limit: number },
): Promise<NoticeRow[]> =>
  tx.rows(sql<NoticeRow>`
    select ${noticeColumns} from ${noticesListed(f)}
      ${f.after === null ? sql`` : sql`and (n.at, n.id) < (select a.at, a.id from supply.gift_notice a where a.id = ${f.after}::uuid)`}
    order by n.at desc, n.id desc limit ${f.limit}`)

export type SumRow = {
  readonly kind: string
  readonly received: number
  readonly issued: number
  readonly disposed: number
}
const sums = sql`
  coalesce(sum(n.quantity) filter (where n.what = 'received'), 0)::bigint as received,
  coalesce(sum(n.quantity) filter (where n.what = 'issued'), 0)::bigint as issued,
  coalesce(sum(n.quantity) filter (where n.what = 'disposed'), 0)::bigint as disposed`

/** The same as `publishedSums` of the domain, which the tests hold it against. */
export const noticeSums = (tx: Tx, f: NoticeFilter): Promise<SumRow[]> =>
  tx.rows(sql<SumRow>`select n.kind, ${sums} from ${noticesListed(f)} group by n.kind order by n.kind`)

export const noticeDays = (tx: Tx, f: NoticeFilter): Promise<(SumRow & { readonly day: Day })[]> =>
  tx.rows(sql<SumRow & { readonly day: Day }>`
    select n.day, n.kind, ${sums} from ${noticesListed(f)} group by n.day, n.kind order by n.day desc, n.kind limit 1000`)

export type GiftKind = {
  readonly code: string
  readonly name: string
  readonly name_en: string
  readonly unit: KindUnit
}
/** Kinds by code, or all that are open. */
export const giftKinds = (tx: Tx, codes: readonly string[] | null): Promise<GiftKind[]> =>
  tx.rows(sql<GiftKind>`
    select code, name, name_en, unit from supply.kind
    where ${codes === null ? sql`closed_on is null` : sql`code = any(${[...codes]}::text[])`} order by code`)

export const receivingCounties = async (tx: Tx): Promise<PlaceCode[]> =>
  (await tx.rows(sql<{ home: PlaceCode }>`select home from supply.gift_places() order by home`)).map(({ home }) => home)

export const giftsSince = async (tx: Tx, home: string, since: Date): Promise<number> =>
  (await tx.row(sql<{ n: number }>`select supply.gifts_since(${home}, ${since}) as n`))?.n ?? 0
