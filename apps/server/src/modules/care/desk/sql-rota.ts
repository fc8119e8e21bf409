import type { Day, Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type Desk = { readonly home: string; readonly place: string }

export type ShiftRow = {
  readonly id: string
  readonly account: string
  readonly name: string | null
  readonly from_at: Instant
  readonly until_at: Instant
  /** Who stands in while this one is away on a part of the shift, and until which day. */
  readonly by_name: string | null
  readonly away_until: Day | null
}

/** The shifts of a desk that touch a time, in order. */
export const shiftsIn = (tx: Tx, { home, place, from, until }: Desk & { readonly from: Date; readonly until: Date }) =>
  tx.rows(sql<ShiftRow>`
    select s.id, s.account, a.name, s.from_at, s.until_at, x.by_name, x.away_until
    from care.desk_shift s left join kernel.account a on a.id = s.account
      left join lateral (select b.name as by_name, y.until_day as away_until
        from care.substitute y join kernel.account b on b.id = y.substitute
        where y.home = s.home and y.absent = s.account and y.ended_at is null and y.from_at < s.until_at and y.until_at > s.from_at
        order by y.from_at, y.id limit 1) x on true
    where s.home = ${home} and s.place = ${place} and s.cancelled_at is null and s.until_at > ${from} and s.from_at < ${until}
    order by s.from_at, s.id limit 500`)

/**
 * Who can sit at a desk: the medics and the desk people of its township; at a county's, its officers and all medics. Whoever never
 * signed in can be put there by somebody who knows better, and is told apart.
 */
export const staffOf = (tx: Tx, place: string) =>
  tx.rows(sql<{ id: string; name: string; signedIn: boolean }>`
    select distinct a.id, a.name, a.first_signed_in_at is not null as "signedIn"
    from kernel.account_grant g join kernel.account a on a.id = g.account
    where g.withdrawn_at is null and a.state = 'active' and g.role in ('medic', 'townshipManager', 'countyOfficer')
      and starts_with(g.place, ${place}) order by a.name limit 1000`)

/** Who is away from their team now, who stands in, and until which day; the one that ends last where there are several. */
export const awayAt = async (tx: Tx, home: string, now: Date) => {
  const rows = await tx.rows(sql<{ absent: string; substitute: string; by: string; until: Day }>`
    select distinct on (s.absent) s.absent, s.substitute, b.name as by, s.until_day as until
    from care.substitute s join kernel.account b on b.id = s.substitute
    where s.home = ${home} and s.ended_at is null and s.from_at <= ${now} and ${now} < s.until_at
    order by s.absent, s.until_at desc, s.id`)
  return new Map(rows.map(({ absent, ...rest }) => [absent, rest]))
}

export const shiftBefore = (tx: Tx, home: string, id: string) =>
  tx.row(sql<{ body_hash: Buffer }>`select body_hash from care.desk_shift where home = ${home} and id = ${id}`)

type NewShift = Desk & {
  readonly id: string
  readonly account: string
  readonly from: Date
  readonly until: Date
  readonly by: string
  readonly at: Date
  readonly bodyHash: Buffer
}

export const addShift = (tx: Tx, s: NewShift): Promise<number> =>
  tx.run(sql`
    insert into care.desk_shift (home, id, place, account, from_at, until_at, made_by, made_at, body_hash)
    values (${s.home}, ${s.id}, ${s.place}, ${s.account}, ${s.from}, ${s.until}, ${s.by}, ${s.at}, ${s.bodyHash})
    on conflict do nothing`)

export const cancelShift = (tx: Tx, s: Desk & { readonly id: string; readonly by: string; readonly at: Date }) =>
  tx.run(sql`
    update care.desk_shift set cancelled_by = ${s.by}, cancelled_at = ${s.at}
    where home = ${s.home} and place = ${s.place} and id = ${s.id} and cancelled_at is null`)

export type HandoverRow = {
  readonly id: string
  readonly from_account: string
  readonly from_name: string | null
  readonly to_account: string
  readonly to_name: string | null
  readonly at: Instant
  readonly calls: readonly string[]
  readonly key_id: string
  readonly wrapped: Buffer
  readonly note_sealed: Buffer | null
  readonly accepted_at: Instant | null
  readonly body_hash: Buffer
}

const handoverColumns = sql`h.id, h.from_account, f.name as from_name, h.to_account, t.name as to_name, h.at, h.calls, h.key_id, h.wrapped,
  h.note_sealed, h.accepted_at, h.body_hash
  from care.desk_handover h left join kernel.account f on f.id = h.from_account left join kernel.account t on t.id = h.to_account`

export const handoversOf = (tx: Tx, { home, place }: Desk): Promise<HandoverRow[]> =>
  tx.rows(sql<HandoverRow>`
    select ${handoverColumns} where h.home = ${home} and h.place = ${place} order by h.at desc, h.id desc limit 10`)

export const lockHandover = (tx: Tx, { home, place, id }: Desk & { readonly id: string }) =>
  tx.row(sql<HandoverRow>`
    select ${handoverColumns} where h.home = ${home} and h.place = ${place} and h.id = ${id} for update of h`)

/** Who took a desk over last, by name. */
export const lastTaken = (tx: Tx, { home, place }: Desk) =>
  tx.row(sql<{ account: string; name: string | null; at: Instant }>`
    select h.to_account as account, t.name, h.accepted_at as at
    from care.desk_handover h left join kernel.account t on t.id = h.to_account
    where h.home = ${home} and h.place = ${place} and h.accepted_at is not null order by h.accepted_at desc, h.id desc limit 1`)

export const handoverBefore = (tx: Tx, home: string, id: string) =>
  tx.row(sql<{ body_hash: Buffer }>`select body_hash from care.desk_handover where home = ${home} and id = ${id}`)

type NewHandover = Desk & {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly at: Date
  readonly calls: readonly string[]
  readonly keyId: string
  readonly wrapped: Buffer
  readonly noteSealed: Buffer | null
  readonly bodyHash: Buffer
}

export const addHandover = (tx: Tx, h: NewHandover): Promise<number> =>
  tx.run(sql`
    insert into care.desk_handover (home, id, place, from_account, to_account, at, calls, key_id, wrapped, note_sealed, body_hash)
    values (${h.home}, ${h.id}, ${h.place}, ${h.from}, ${h.to}, ${h.at}, ${h.calls}::uuid[], ${h.keyId}, ${h.wrapped},
      ${h.noteSealed}, ${h.bodyHash}) on conflict do nothing`)

type Accepting = Desk & { readonly id: string; readonly from: string; readonly to: string; readonly at: Date }

/** The hand-over is accepted, and what the other had, or nobody, is the one's who takes over; each call keeps that as a fact. */
export const acceptHandover = async (tx: Tx, a: Accepting): Promise<number> => {
  await tx.run(sql`update care.desk_handover set accepted_at = ${a.at} where home = ${a.home} and id = ${a.id}`)
  return tx.run(sql`
    with taken as (
      update care.desk_call c set owner_account = ${a.to}
      from care.desk_handover h
      where h.home = ${a.home} and h.id = ${a.id} and c.home = h.home and c.place = ${a.place} and c.id = any(h.calls)
        and c.closed_at is null and c.owner_team is null and (c.owner_account is null or c.owner_account = ${a.from})
      returning c.id)
    insert into care.desk_call_act (home, id, call, place, kind, at, account, to_account, body_hash)
    select ${a.home}, gen_random_uuid(), id, ${a.place}, 'handover', ${a.at}, ${a.from}, ${a.to}, '' from taken`)
}
