import type { TakingState } from '@lianfang/domain/care'
import type { PersonKind, Tier } from '@lianfang/domain/policy'
import type { Day, Instant, PlaceCode } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { MomentCursor } from '../../../kernel/http/index.js'

export type MoveState = TakingState

export type MoveRecord = {
  readonly id: string
  readonly person: string
  readonly from_township: string
  readonly from_village: string | null
  readonly to_township: PlaceCode
  readonly to_village: PlaceCode | null
  readonly asked_at: Instant
  readonly state: MoveState
  readonly decision_id: string | null
  readonly body_hash: Buffer
  /** Null inside one county; else whether this county gives or takes, and which the other one is. */
  readonly side: 'gives' | 'takes' | null
  readonly other: string | null
  readonly key_id: string | null
  readonly wrapped: Buffer | null
  /** When they died, by the county they left; known there only after they had gone. */
  readonly died_at: Instant | null
}

const columns = sql`m.id, m.person, m.from_township, m.from_village, m.to_township, m.to_village, m.asked_at, m.state,
  m.decision_id, m.body_hash, m.side, m.other, m.key_id, m.wrapped, m.died_at`

export const lockMove = (tx: Tx, home: string, id: string): Promise<MoveRecord | undefined> =>
  tx.row(sql<MoveRecord>`select ${columns} from care.move m where home = ${home} and id = ${id} for update`)

export const hasOpenMove = async (tx: Tx, home: string, person: string): Promise<boolean> =>
  (await tx.row(sql<{ id: string }>`
    select id from care.move
    where home = ${home} and person = ${person} and state = 'asked' and side is distinct from 'takes'`)) !== undefined

type NewMove = {
  readonly home: string
  readonly id: string
  readonly person: string
  readonly from: { readonly township: string; readonly village: string | null }
  readonly to: { readonly township: string; readonly village: string | null }
  readonly by: string
  readonly at: Instant
  readonly noteSealed: Buffer | null
  readonly bodyHash: Buffer
  /** The county it is to, where that is another one. */
  readonly other: string | null
}

export const addMove = (tx: Tx, m: NewMove): Promise<number> =>
  tx.run(sql`
    insert into care.move (home, id, person, from_township, from_village, to_township, to_village, asked_by, asked_at,
      note_sealed, body_hash, side, other)
    values (${m.home}, ${m.id}, ${m.person}, ${m.from.township}, ${m.from.village}, ${m.to.township}, ${m.to.village},
      ${m.by}, ${new Date(m.at)}, ${m.noteSealed}, ${m.bodyHash}, ${m.other === null ? null : 'gives'}, ${m.other})
    on conflict do nothing`)

type Decision = {
  readonly home: string
  readonly id: string
  readonly state: Exclude<MoveState, 'asked'>
  readonly village: string | null
  readonly by: string
  readonly at: Instant
  readonly reasonSealed: Buffer | null
  readonly decision: string | null
  readonly why?: 'asker'
}

export const closeMove = (tx: Tx, d: Decision): Promise<number> =>
  tx.run(sql`
    update care.move set state = ${d.state}, to_village = coalesce(${d.village}, to_village), decided_by = ${d.by},
      decided_at = ${new Date(d.at)}, reason_sealed = ${d.reasonSealed}, decision_id = ${d.decision},
      withdrawn_why = ${d.why ?? null}
    where home = ${d.home} and id = ${d.id} and state = 'asked'`)

type Read = { readonly home: string; readonly id: string; readonly by: string; readonly at: Date }

/** Notes who has read a refusal; nothing where it was read already or the move was not refused. */
export const setRefusalRead = (tx: Tx, { home, id, by, at }: Read): Promise<number> =>
  tx.run(sql`
    update care.move set refusal_read_at = ${at}, refusal_read_by = ${by}
    where home = ${home} and id = ${id} and state = 'refused' and refusal_read_at is null`)

export type MoveListed = MoveRecord & {
  readonly us: number
  readonly asked_by_name: string | null
  readonly decided_at: Instant | null
  readonly decided_by_name: string | null
  readonly note_sealed: Buffer | null
  readonly reason_sealed: Buffer | null
  readonly told_sealed: Buffer | null
  readonly withdrawn_why: 'asker' | 'gone' | null
  /** Perhaps on the ledger already: somebody has to look. */
  readonly doubted: boolean
}

type Listing = {
  readonly home: string
  readonly place: string
  readonly open: boolean
  /** Only those that the place itself answers. */
  readonly into: boolean
  readonly after: MomentCursor | null
  readonly limit: number
}

/** A death that the other county told of, and that nobody has recorded here: somebody has to find out. */
const deathToldOf = sql`(m.side = 'takes' and m.died_at is not null and exists (
  select from care.person p where p.home = m.home and p.id = m.person and p.life <> 'dead'))`

const listed = ({ home, place, open, into }: Omit<Listing, 'after' | 'limit'>): RawBuilder<unknown> => sql`
  m.home = ${home} and (m.state in ('asked', 'accepting') or ${deathToldOf}) = ${open}
  and ${place.length < 9 ? sql`true` : sql`${place.slice(0, 9)} in (m.from_township, m.to_township)`}
  and ${place.length < 12 ? sql`true` : sql`${place} in (m.from_village, m.to_village)`}
  and ${into ? sql`m.state <> 'accepting' and m.side is distinct from 'gives'` : sql`true`}
  and ${into && place.length >= 9 ? sql`m.to_township = ${place.slice(0, 9)}` : sql`true`}`

/** The moves of a list, for counting them. */
export const movesIn = (l: Omit<Listing, 'after' | 'limit'>): RawBuilder<unknown> => sql`care.move m where ${listed(l)}`

/** Moves that touch a place, newest first. */
export const movesAt = (tx: Tx, { home, place, open, into, after, limit }: Listing): Promise<MoveListed[]> =>
  tx.rows(sql<MoveListed>`
    select ${columns}, (extract(epoch from m.asked_at) * 1000000)::bigint as us, a.name as asked_by_name, m.decided_at,
      b.name as decided_by_name, m.note_sealed, m.reason_sealed, m.told_sealed, m.withdrawn_why,
      m.state = 'accepting' and exists (select from care.doubtful_pair p
        where p.home = m.home and p.move = m.id and p.decision is null) as doubted
    from care.move m left join kernel.account a on a.id = m.asked_by left join kernel.account b on b.id = m.decided_by
    where ${listed({ home, place, open, into })}
      and ${after === null ? sql`true` : sql`(m.asked_at, m.id) < (timestamptz 'epoch' + ${after.us}::bigint * interval '1 microsecond', ${after.id}::uuid)`}
    order by m.asked_at desc, m.id desc limit ${limit}`)

export type MovingRow = {
  readonly id: string
  readonly birth_day: Day | null
  readonly birth_year: number | null
  readonly tier: Tier
  readonly kinds: readonly PersonKind[]
}

/** What the receiving desk is told of the people beside their names. */
export const movingPeople = (tx: Tx, home: string, people: readonly string[]): Promise<MovingRow[]> =>
  tx.rows(sql<MovingRow>`
    select id, birth_day, birth_year, tier, kinds from care.person where home = ${home} and id = any(${people}::uuid[])`)

/** Moves `m` into a township that its desk has to answer: by the index on the receiving township. */
export const movesToAnswer = (home: string, township: string): RawBuilder<unknown> => sql`care.move m
  where m.home = ${home} and (m.state = 'asked' or ${deathToldOf}) and m.side is distinct from 'gives' and m.to_township = ${township.slice(0, 9)}`

export const waitingAt = async (tx: Tx, { home, place }: Pick<Listing, 'home' | 'place'>): Promise<number> => {
  const row = await tx.row(sql<{ n: number }>`select count(*)::int as n from ${movesToAnswer(home, place)}`)
  return row?.n ?? 0
}
