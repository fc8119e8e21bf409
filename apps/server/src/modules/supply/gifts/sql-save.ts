import type { Day } from '@lianfang/domain/shared'
import type { AimBy, FailCause, GiftUse, NoticeKind } from '@lianfang/domain/supply'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { actorName } from '../steps.js'
import type { CountRow, GiftRow, LineRow } from './sql.js'

type At = Pick<GiftRow, 'home' | 'id'>

export type NewGift = Omit<
  GiftRow,
  'name' | 'aim_facility' | 'aim_place' | 'aim_name' | 'declined_why' | 'declined_text' | 'at'
> & { readonly code: string | null; readonly at: Date }

/** Answers 0 when the id, the number or the code is in use. */
export const addGift = (tx: Tx, g: NewGift): Promise<number> =>
  tx.run(sql`
    insert into supply.gift (home, id, number, code, source, state, donor_kind, country, named, directed, ready_on, lies, transport,
      note, store, store_name, at, body_hash)
    values (${g.home}, ${g.id}, ${g.number}, ${g.code}::uuid, ${g.source}, ${g.state}, ${g.donor_kind}, ${g.country}, ${g.named},
      ${g.directed}, ${g.ready_on}::date, ${g.lies}, ${g.transport}, ${g.note}, ${g.store}::uuid, ${g.store_name}, ${g.at},
      ${g.body_hash})
    on conflict do nothing`)

export const changeGift = (tx: Tx, { home, id }: At, set: RawBuilder<unknown>): Promise<number> =>
  tx.run(sql`update supply.gift set ${set}, version = version + 1 where home = ${home} and id = ${id}`)

type Sealed = { readonly keyId: string; readonly wrapped: Buffer; readonly sealed: Buffer }
export const addDonor = (tx: Tx, { home, id }: At, s: Sealed): Promise<number> =>
  tx.run(sql`
    insert into supply.gift_donor (home, gift, key_id, wrapped, sealed) values (${home}, ${id}, ${s.keyId}, ${s.wrapped}, ${s.sealed})`)

export const addName = (tx: Tx, { home, id }: At, name: string): Promise<number> =>
  tx.run(sql`insert into supply.gift_name (home, gift, name) values (${home}, ${id}, ${name})`)

export const addLines = (tx: Tx, { home, id }: At, lines: readonly Omit<LineRow, 'gift'>[]): Promise<number> =>
  tx.run(sql`
    insert into supply.gift_line (home, gift, n, kind, words, quantity, unit, lot, expiry, claimed)
    select ${home}, ${id}, n, kind, words, quantity, unit, lot, expiry, claimed
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(n int, kind text, words text, quantity numeric, unit text, lot text,
      expiry date, claimed text)`)

export type NewCount = Omit<CountRow, 'gift' | 'kept' | 'issued' | 'disposed' | 'lost' | 'looked' | 'note'>
export const addCounts = (tx: Tx, { home, id }: At, rows: readonly NewCount[]): Promise<number> =>
  tx.run(sql`
    insert into supply.gift_count (home, gift, n, store, item, kind, box, lot, expiry, serial, counted, quarantine)
    select ${home}, ${id}, n, store, item, kind, box, lot, expiry, serial, counted, quarantine
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c(n int, store uuid, item uuid, kind text, box text, lot text, expiry date,
      serial text, counted bigint, quarantine bigint)`)

type CountChange = Pick<
  CountRow,
  'n' | 'counted' | 'quarantine' | 'kept' | 'issued' | 'disposed' | 'lost' | 'looked' | 'note'
>
export const saveCounts = (tx: Tx, { home, id }: At, rows: readonly CountChange[]): Promise<number> =>
  tx.run(sql`
    update supply.gift_count c set counted = x.counted, quarantine = x.quarantine, kept = x.kept, issued = x.issued,
      disposed = x.disposed, lost = x.lost, looked = x.looked, note = x.note
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(n int, counted bigint, quarantine bigint, kept bigint, issued bigint,
      disposed bigint, lost bigint, looked boolean, note text)
    where c.home = ${home} and c.gift = ${id} and c.n = x.n`)

export const addGiftOffer = (
  tx: Tx,
  { home, id }: At,
  o: { readonly kind: string; readonly offer: string; readonly offered: number },
): Promise<number> =>
  tx.run(sql`
    insert into supply.gift_offer (home, gift, kind, offer, offered) values (${home}, ${id}, ${o.kind}, ${o.offer}, ${o.offered})
    on conflict do nothing`)

/** The units of a gift's offers follow what there is. */
export const followOffers = (tx: Tx, { home, id }: At): Promise<number> =>
  tx.run(sql`select supply.gift_offers_follow(${home}, ${id})`)

export const followDelivery = (tx: Tx, home: string, target: string): Promise<number> =>
  tx.run(sql`select supply.gift_delivered(${home}, ${target}::uuid)`)

type NewPaper = { readonly id: string; readonly kind: string; readonly number: string; readonly until: string | null }
export const addPapers = async (tx: Tx, { home, id }: At, papers: readonly NewPaper[], at: Date): Promise<void> => {
  await tx.run(sql`
    insert into supply.gift_paper (home, id, gift, kind, number, until_day, at)
    select ${home}, id, ${id}, kind, number, until, ${at} from jsonb_to_recordset(${JSON.stringify(papers)}::jsonb)
      as p(id uuid, kind text, number text, until date)`)
  await tx.run(sql`
    update supply.offer f set seen_number = p.number, seen_until = p.until
    from jsonb_to_recordset(${JSON.stringify(papers)}::jsonb) as p(kind text, number text, until date), supply.gift_offer o
    where o.home = ${home} and o.gift = ${id} and o.kind = p.kind and f.home = o.home and f.id = o.offer`)
}

export type NewConsent = {
  readonly id: string
  readonly kind: string | null
  readonly quantity: number | null
  readonly facility: string | null
  readonly place: string | null
  readonly name: string | null
  readonly paper: string
  readonly day: Day
  readonly takenBy: string
  readonly at: Date
  readonly account: string
}
export const addConsent = (tx: Tx, { home, id }: At, c: NewConsent): Promise<number> =>
  tx.run(sql`
    insert into supply.gift_consent (home, id, gift, kind, quantity, aim_facility, aim_place, aim_name, paper, day, taken_by, at, account,
      by_name)
    values (${home}, ${c.id}, ${id}, ${c.kind}, ${c.quantity}, ${c.facility}::uuid, ${c.place}, ${c.name}, ${c.paper}, ${c.day}::date,
      ${c.takenBy}, ${c.at}, ${c.account}, ${actorName(c.account)})`)

export type NewTarget = {
  readonly id: string
  readonly kind: string
  readonly quantity: number
  readonly facility: string
  readonly name: string
  readonly place: string
  readonly request: string | null
  readonly by: AimBy
  readonly drawn: readonly object[]
  readonly asProposed: boolean
  readonly use: GiftUse
  readonly reason: string | null
  readonly at: Date
  readonly account: string
}
/** A problem where the id is in use. */
export const addTarget = async (tx: Tx, { home, id }: At, t: NewTarget): Promise<void> => {
  const made = await tx.run(sql`
    insert into supply.gift_target (home, id, gift, kind, quantity, facility, name, place, request, by_what, drawn, as_proposed, use,
      reason, at, account, by_name)
    values (${home}, ${t.id}, ${id}, ${t.kind}, ${t.quantity}, ${t.facility}, ${t.name}, ${t.place}, ${t.request}::uuid, ${t.by},
      ${JSON.stringify(t.drawn)}::jsonb, ${t.asProposed}, ${t.use}, ${t.reason}, ${t.at}, ${t.account}, ${actorName(t.account)})
    on conflict do nothing`)
  if (made === 0) throw problem('command.other-body', { id: t.id })
}

export const takeTargetBack = (tx: Tx, { home }: At, target: string): Promise<number> =>
  tx.run(sql`
    update supply.gift_target set back = true where home = ${home} and id = ${target} and issued = 0 and not back`)

export const addIssued = (tx: Tx, { home }: At, target: string, units: number): Promise<number> =>
  tx.run(sql`update supply.gift_target set issued = issued + ${units} where home = ${home} and id = ${target}`)

type NewPhoto = { readonly id: string; readonly type: string; readonly bytes: Buffer }
export const addPhoto = (tx: Tx, { home, id }: At, p: NewPhoto, at: Date): Promise<number> =>
  tx.run(sql`
    insert into supply.gift_photo (home, id, gift, type, bytes, at) values (${home}, ${p.id}, ${id}, ${p.type}, ${p.bytes}, ${at})`)

export type NewNotice = {
  readonly id: string
  readonly what: NoticeKind
  readonly correction: boolean
  readonly movement: string
  readonly day: Day
  readonly kind: string
  readonly quantity: number
  readonly to: string | null
  readonly use: GiftUse | null
  readonly cause: FailCause | null
}
/** Publishes what happened: nobody's name, and nothing that anybody wrote. */
export const addNotices = (
  tx: Tx,
  { home, id, number, donor_kind }: Pick<GiftRow, 'home' | 'id' | 'number' | 'donor_kind'>,
  notices: readonly NewNotice[],
  at: Date,
): Promise<number> =>
  tx.run(sql`
    insert into supply.gift_notice (home, id, gift, number, donor_kind, what, correction, movement, day, kind, quantity, to_name, use,
      cause, at)
    select ${home}, id, ${id}, ${number}, ${donor_kind}, what, correction, movement, day, kind, quantity, "to", use, cause, ${at}
    from jsonb_to_recordset(${JSON.stringify(notices)}::jsonb) as n(id uuid, what text, correction boolean, movement uuid, day date,
      kind text, quantity bigint, "to" text, use text, cause text)`)
