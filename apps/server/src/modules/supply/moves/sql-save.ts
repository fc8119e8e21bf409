import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { actorName } from '../steps.js'
import type { LegRow, LineRow, MoveRow } from './sql.js'

/** Who writes: an account, or a driver over a link, whose name the link has. */
export type Writer = {
  /** The account's id, or the link's. */
  readonly account: string
  readonly name: string | null
  readonly at: Date
}

const nameOf = ({ account, name }: Writer): RawBuilder<unknown> => (name === null ? actorName(account) : sql`${name}`)

export type NewMove = Pick<
  MoveRow,
  | 'home'
  | 'id'
  | 'state'
  | 'source'
  | 'urgency'
  | 'place'
  | 'from_home'
  | 'from_store'
  | 'from_name'
  | 'party'
  | 'to_home'
  | 'to_store'
  | 'to_name'
  | 'to_place'
  | 'reference'
  | 'split_from'
  | 'turned_back'
  | 'heard_at'
>

/** Answers 0 when the id is in use. */
export const addMove = (tx: Tx, m: NewMove, by: Writer, hash: Buffer): Promise<number> =>
  tx.run(sql`
    insert into supply.move (home, id, state, source, urgency, place, from_home, from_store, from_name, party, to_home, to_store,
      to_name, to_place, reference, split_from, turned_back, heard_at, account, by_name, at, body_hash)
    values (${m.home}, ${m.id}, ${m.state}, ${m.source}, ${m.urgency}, ${m.place}, ${m.from_home}, ${m.from_store}::uuid, ${m.from_name},
      ${m.party}, ${m.to_home}, ${m.to_store}, ${m.to_name}, ${m.to_place}, ${m.reference}, ${m.split_from}::uuid, ${m.turned_back},
      ${m.heard_at === null ? null : new Date(m.heard_at)}, ${by.account}, ${nameOf(by)}, ${by.at}, ${hash})
    on conflict do nothing`)

type At = { readonly home: string; readonly id: string }

export const addLegs = (tx: Tx, { home, id }: At, legs: readonly LegRow[]): Promise<number> =>
  tx.run(sql`
    insert into supply.move_leg (home, move, n, mode, from_name, from_zone, to_name, to_zone, carrier, customs)
    select ${home}, ${id}, n, mode, from_name, from_zone, to_name, to_zone, carrier, customs
    from jsonb_to_recordset(${JSON.stringify(legs)}::jsonb) as l(n int, mode text, from_name text, from_zone text, to_name text,
      to_zone text, carrier text, customs boolean)`)

type Want = {
  readonly kind: string
  readonly product: string | null
  readonly quantity: number
  readonly assignment: string | null
}
export const addWants = (tx: Tx, { home, id }: At, wants: readonly Want[]): Promise<number> =>
  tx.run(sql`
    insert into supply.move_want (home, move, n, kind, product, quantity, assignment)
    select ${home}, ${id}, n - 1, (w ->> 'kind'), (w ->> 'product')::uuid, (w ->> 'quantity')::bigint, (w ->> 'assignment')::uuid
    from jsonb_array_elements(${JSON.stringify(wants)}::jsonb) with ordinality as x(w, n)`)

/** Puts lines on a consignment, or changes those that are there. */
export const saveLines = (tx: Tx, { home, id }: At, lines: readonly LineRow[]): Promise<number> =>
  tx.run(sql`
    insert into supply.move_line (home, move, n, kind, product, lot, expiry, serial, quantity, arrived, lost, road, road_n, origin,
      assignment)
    select ${home}, ${id}, n, kind, product, lot, expiry, serial, quantity, arrived, lost, road, road_n, origin, assignment
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(n int, kind text, product uuid, lot text, expiry date, serial text,
      quantity bigint, arrived bigint, lost bigint, road uuid, road_n int, origin text, assignment uuid)
    on conflict (home, move, n) do update set quantity = excluded.quantity, arrived = excluded.arrived, lost = excluded.lost,
      assignment = excluded.assignment`)

export type NewMilestone = {
  readonly id: string
  readonly leg: number
  readonly what: string
  readonly basis: string
  readonly at: Date
  readonly local: string
  readonly zone: string
  readonly source: string
  readonly sourceName: string
  readonly reason: string | null
  readonly doubt: string | null
}
export const addMilestone = async (tx: Tx, { home, id }: At, m: NewMilestone, by: Writer): Promise<void> => {
  const made = await tx.run(sql`
    insert into supply.move_milestone (home, id, move, leg, what, basis, at, local, zone, source, source_name, reason, doubt, account,
      by_name, entered_at, seq)
    values (${home}, ${m.id}, ${id}, ${m.leg}, ${m.what}, ${m.basis}, ${m.at}, ${m.local}, ${m.zone}, ${m.source}, ${m.sourceName},
      ${m.reason}, ${m.doubt}, ${by.account}, ${nameOf(by)}, ${by.at},
      (select coalesce(max(seq), 0) + 1 from supply.move_milestone where home = ${home} and move = ${id}))
    on conflict do nothing`)
  if (made === 0) throw problem('command.other-body', { id: m.id })
}

type NewChoice = { readonly id: string; readonly milestone: string; readonly reason: string }
export const addChoice = (tx: Tx, { home, id }: At, c: NewChoice, by: Writer): Promise<number> =>
  tx.run(sql`
    insert into supply.move_choice (home, id, move, milestone, reason, account, by_name, at)
    values (${home}, ${c.id}, ${id}, ${c.milestone}, ${c.reason}, ${by.account}, ${nameOf(by)}, ${by.at})`)

type NewNote = { readonly id: string; readonly what: string; readonly detail: object; readonly at?: Date }
export const addNote = async (tx: Tx, { home, id }: At, n: NewNote, by: Writer): Promise<void> => {
  const made = await tx.run(sql`
    insert into supply.move_note (home, id, move, what, detail, account, by_name, at, seq)
    values (${home}, ${n.id}, ${id}, ${n.what}, ${JSON.stringify(n.detail)}::jsonb, ${by.account}, ${nameOf(by)}, ${n.at ?? by.at},
      (select coalesce(max(seq), 0) + 1 from supply.move_note where home = ${home} and move = ${id}))
    on conflict do nothing`)
  if (made === 0) throw problem('command.other-body', { id: n.id })
}

type NewPhoto = { readonly id: string; readonly of: string | null; readonly type: string; readonly bytes: Buffer }
export const addPhoto = async (tx: Tx, { home, id }: At, p: NewPhoto, at: Date): Promise<void> => {
  const made = await tx.run(sql`
    insert into supply.move_photo (home, id, move, of_note, type, bytes, at)
    values (${home}, ${p.id}, ${id}, ${p.of}::uuid, ${p.type}, ${p.bytes}, ${at}) on conflict do nothing`)
  if (made === 0) throw problem('command.other-body', { id: p.id })
}

type NewStep = {
  readonly id: string
  readonly what: string
  readonly reason: string | null
  readonly detail: Readonly<Record<string, string | number | boolean | null>>
  readonly hash: Buffer
}
export const addMoveStep = async (tx: Tx, { home, id }: At, s: NewStep, by: Writer): Promise<void> => {
  const made = await tx.run(sql`
    insert into supply.step (home, id, subject, what, at, account, by_name, reason, detail, body_hash)
    values (${home}, ${s.id}, ${id}, ${s.what}, ${by.at}, ${by.account}, ${nameOf(by)}, ${s.reason}, ${JSON.stringify(s.detail)}::jsonb,
      ${s.hash}) on conflict do nothing`)
  if (made === 0) throw problem('command.other-body', { id: s.id })
}

/** Changes what a consignment says of itself. */
export const changeMove = (tx: Tx, { home, id }: At, set: RawBuilder<unknown>): Promise<number> =>
  tx.run(sql`update supply.move set ${set}, version = version + 1 where home = ${home} and id = ${id}`)
