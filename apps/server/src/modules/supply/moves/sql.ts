import type { Day, Instant, PlaceCode } from '@lianfang/domain/shared'
import type {
  CargoSource,
  ConsignmentState,
  DelayWhy,
  LegMode,
  Milestone,
  MoveUrgency,
  RequestState,
} from '@lianfang/domain/supply'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type MoveRow = {
  readonly home: PlaceCode
  readonly id: string
  readonly state: ConsignmentState
  readonly source: CargoSource
  readonly urgency: MoveUrgency
  readonly place: PlaceCode
  readonly from_home: PlaceCode | null
  readonly from_store: string | null
  readonly from_name: string | null
  readonly party: string | null
  readonly to_home: PlaceCode
  readonly to_store: string
  readonly to_name: string
  readonly to_place: PlaceCode
  readonly reference: string | null
  readonly modes: readonly LegMode[]
  readonly next: string | null
  readonly promised_at: Instant | null
  readonly expected_at: Instant | null
  readonly arrived_at: Instant | null
  readonly disputed: boolean
  readonly heard_at: Instant | null
  readonly alarm_why: DelayWhy | null
  readonly alarm_from: Instant | null
  readonly differences: number
  readonly undecided: boolean
  readonly turned_back: boolean
  readonly split_from: string | null
  readonly merged_into: string | null
  readonly by_name: string
  readonly at: Instant
  readonly version: number
  readonly body_hash: Buffer
  readonly kinds: readonly { readonly kind: string; readonly quantity: number; readonly left: number }[]
  /** Who last took over the alarm that rings or will ring first. */
  readonly alarm_taken: { readonly by: string; readonly at: string } | null
}

export const moveColumns = sql`
  m.home, m.id, m.state, m.source, m.urgency, m.place, m.from_home, m.from_store, m.from_name, m.party, m.to_home, m.to_store, m.to_name,
  m.to_place, m.reference, m.modes, m.next, m.promised_at, m.expected_at, m.arrived_at, m.disputed, m.heard_at, m.alarm_why,
  m.alarm_from, m.differences, m.undecided, m.turned_back, m.split_from, m.merged_into, m.by_name, m.at, m.version, m.body_hash,
  (select coalesce(jsonb_agg(jsonb_build_object('kind', k.kind, 'quantity', k.quantity, 'left', k.travelling) order by k.kind), '[]')
    from (select kind, sum(quantity) as quantity, sum(travelling) as travelling from (
        select l.kind, l.quantity, l.quantity - l.arrived - l.lost as travelling from supply.move_line l
          where l.home = m.home and l.move = m.id
        union all
        select w.kind, w.quantity, 0 from supply.move_want w where w.home = m.home and w.move = m.id and m.state = 'planned') x
      group by kind having sum(quantity) > 0) k) as kinds,
  (select jsonb_build_object('by', s.by_name, 'at', s.at) from supply.step s
    where m.alarm_from is not null and s.home = m.home and s.subject = m.id and s.what = 'alarm' and s.at >= m.alarm_from
    order by s.at desc, s.id limit 1) as alarm_taken`

export const moveById = (tx: Tx, id: string): Promise<MoveRow | undefined> =>
  tx.row(sql<MoveRow>`select ${moveColumns} from supply.move m where m.id = ${id}`)

/** Whoever changes these consignments waits for others who do, in the order of their hashes. */
export const lockMoves = (tx: Tx, ids: readonly string[]): Promise<unknown> =>
  tx.run(sql`
    select pg_advisory_xact_lock(h) from (select distinct hashtextextended(k, 71266) as h from unnest(${[...ids]}::text[]) k
      order by 1) x`)

/** Whether the account is named for a store at either end. */
export const isAtEnd = async (tx: Tx, row: MoveRow, account: string): Promise<boolean> =>
  (await tx.row(sql`
    select from supply.store_reach where account = ${account}::uuid
      and store in (${row.to_store}::uuid, ${row.from_store}::uuid) limit 1`)) !== undefined

export type LegRow = {
  readonly n: number
  readonly mode: LegMode
  readonly from_name: string
  readonly from_zone: string
  readonly to_name: string
  readonly to_zone: string
  readonly carrier: string | null
  readonly customs: boolean
}
type At = { readonly home: string; readonly id: string }
export const legsOf = (tx: Tx, at: At): Promise<LegRow[]> =>
  tx.rows(sql<LegRow>`
    select n, mode, from_name, from_zone, to_name, to_zone, carrier, customs from supply.move_leg
    where home = ${at.home} and move = ${at.id} order by n`)

export type MilestoneRow = Omit<Milestone, 'sourceName' | 'enteredAt'> & {
  readonly local: string
  readonly zone: string
  readonly source_name: string
  readonly reason: string | null
  readonly doubt: 'order' | 'zone' | 'long' | null
  readonly by_name: string
  readonly entered_at: Instant
}
export const milestonesOf = (tx: Tx, at: At): Promise<MilestoneRow[]> =>
  tx.rows(sql<MilestoneRow>`
    select id, leg, what, basis, at, local, zone, source, source_name, reason, doubt, by_name, entered_at from supply.move_milestone
    where home = ${at.home} and move = ${at.id} order by seq`)

export type ChoiceRow = {
  readonly id: string
  readonly milestone: string
  readonly reason: string
  readonly by_name: string
  readonly at: Instant
}
export const choicesOf = (tx: Tx, at: At): Promise<ChoiceRow[]> =>
  tx.rows(sql<ChoiceRow>`
    select id, milestone, reason, by_name, at from supply.move_choice where home = ${at.home} and move = ${at.id} order by at, id`)

export type LineRow = {
  readonly n: number
  readonly kind: string
  readonly product: string | null
  readonly lot: string | null
  readonly expiry: Day | null
  readonly serial: string | null
  readonly quantity: number
  readonly arrived: number
  readonly lost: number
  readonly road: string | null
  readonly road_n: number | null
  readonly origin: string
  readonly assignment: string | null
}
export const linesOn = (tx: Tx, at: At): Promise<LineRow[]> =>
  tx.rows(sql<LineRow>`
    select n, kind, product, lot, expiry, serial, quantity, arrived, lost, road, road_n, origin, assignment from supply.move_line
    where home = ${at.home} and move = ${at.id} order by n`)

export type WantRow = {
  readonly kind: string
  readonly product: string | null
  readonly quantity: number
  readonly assignment: string | null
}
export const wantsOf = (tx: Tx, at: At): Promise<WantRow[]> =>
  tx.rows(sql<WantRow>`
    select kind, product, quantity, assignment from supply.move_want where home = ${at.home} and move = ${at.id} order by n`)

export type NoteRow = {
  readonly id: string
  readonly what: 'paper' | 'handOver' | 'word' | 'receipt'
  readonly detail: Readonly<Record<string, unknown>>
  readonly by_name: string
  readonly at: Instant
}
export const notesOf = (tx: Tx, at: At): Promise<NoteRow[]> =>
  tx.rows(sql<NoteRow>`
    select id, what, detail, by_name, at from supply.move_note where home = ${at.home} and move = ${at.id} order by seq limit 1000`)

export type PhotoRow = {
  readonly id: string
  readonly of_note: string | null
  readonly bytes: number
  readonly at: Instant
}
export const photosOf = (tx: Tx, at: At): Promise<PhotoRow[]> =>
  tx.rows(sql<PhotoRow>`
    select id, of_note, length(bytes) as bytes, at from supply.move_photo where home = ${at.home} and move = ${at.id} order by at, id`)

export const photoById = (tx: Tx, at: At, photo: string) =>
  tx.row(sql<{ type: string; bytes: Buffer }>`
    select type, bytes from supply.move_photo where home = ${at.home} and move = ${at.id} and id = ${photo}`)

export type LinkRow = {
  readonly home: PlaceCode
  readonly id: string
  readonly move: string
  readonly name: string
  readonly leg: number | null
  readonly phones: readonly string[]
  readonly expires_at: Instant
  readonly withdrawn_at: Instant | null
}
const linkColumns = sql`home, id, move, name, leg, phones, expires_at, withdrawn_at`

export const linkOf = (tx: Tx, at: At): Promise<LinkRow | undefined> =>
  tx.row(sql<LinkRow>`
    select ${linkColumns} from supply.move_link where home = ${at.home} and move = ${at.id} and withdrawn_at is null
    order by made_at desc limit 1`)

export const linkByCode = (tx: Tx, code: string): Promise<LinkRow | undefined> =>
  tx.row(sql<LinkRow>`select ${linkColumns} from supply.move_link where code = ${code}::uuid`)

/** What was said over a link, oldest first. */
export const saidOver = (tx: Tx, link: LinkRow) =>
  tx.rows(sql<{ id: string; what: string; at: Instant }>`
    select id, detail ->> 'word' as what, at from supply.step
    where home = ${link.home} and subject = ${link.move} and account = ${link.id}::uuid order by at, id limit 200`)

export type CarriedRow = {
  readonly assignment: string
  readonly request: string
  readonly hospital: string
  readonly state: RequestState
  readonly quantity: number
}
/** Requests that units of a consignment are assigned to, as far as the reader sees them. */
export const requestsOn = (tx: Tx, at: At): Promise<CarriedRow[]> =>
  tx.rows(sql<CarriedRow>`
    select a.id as assignment, r.id as request, r.name as hospital, r.state, a.quantity from supply.assignment a
      join supply.request r on r.home = a.home and r.id = a.request
    where a.id in (select assignment from supply.move_line where home = ${at.home} and move = ${at.id}
      -- What it was to carry says nothing of what it carries once it has left.
      union select w.assignment from supply.move_want w join supply.move m on m.home = w.home and m.id = w.move
        where w.home = ${at.home} and w.move = ${at.id} and m.state = 'planned') order by a.id`)

export type RelatedRow = { readonly id: string; readonly how: 'splitFrom' | 'splitInto' | 'mergedInto' | 'mergedFrom' }
export const relatedTo = (tx: Tx, row: MoveRow): Promise<RelatedRow[]> =>
  tx.rows(sql<RelatedRow>`
    select ${row.split_from}::uuid as id, 'splitFrom' as how where ${row.split_from}::uuid is not null
    union all select ${row.merged_into}::uuid, 'mergedInto' where ${row.merged_into}::uuid is not null
    union all select id, 'splitInto' from supply.move where home = ${row.home} and split_from = ${row.id}
    union all select id, 'mergedFrom' from supply.move where home = ${row.home} and merged_into = ${row.id}`)
