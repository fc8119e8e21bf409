import type { CallResult, RequestEnd, TriageOutcome } from '@lianfang/domain/care'
import type { DangerSign, DayFlag, PersonKind, RedFlag, Tier } from '@lianfang/domain/policy'
import type { Instant } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { MomentCursor } from '../../../kernel/http/index.js'
import { type ReadingRow, readingColumns } from '../alarms/reading-row.js'

export type CallRow = {
  readonly id: string
  readonly place: string
  readonly at: Instant
  readonly by_name: string | null
  readonly person: string | null
  readonly person_township: string | null
  readonly person_village: string | null
  readonly tier: Tier | null
  /** Whom it is about has died or moved away. */
  readonly gone: 'dead' | 'left' | null
  readonly key_id: string
  readonly wrapped: Buffer
  readonly said_sealed: Buffer
  readonly red_flags: RedFlag[]
  readonly day_flags: DayFlag[]
  readonly signs: DangerSign[]
  readonly spo2_percent: number | null
  readonly temperature_c: number | null
  readonly breaths: number | null
  readonly outcome: TriageOutcome
  readonly alarm: boolean
  readonly request: string | null
  readonly request_at: Instant | null
  readonly request_closed_at: Instant | null
  readonly request_closed_name: string | null
  readonly request_how: RequestEnd | null
  readonly due_at: Instant
  readonly owner_account: string | null
  readonly owner_team: string | null
  readonly owner_name: string | null
  readonly tries: number
  readonly reached_at: Instant | null
  readonly closed_at: Instant | null
  readonly closed_name: string | null
  readonly result: CallResult | null
  readonly body_hash: Buffer
  readonly us: number
}

const isGone = sql`p.life in ('dead', 'left')`
const goneNow = sql`case when ${isGone} then p.life end`
const columns = sql`c.id, c.place, c.at, b.name as by_name, c.person, p.township as person_township, p.village as person_village, p.tier, ${goneNow} as gone, c.key_id, c.wrapped, c.said_sealed, c.red_flags, c.day_flags, c.signs,
  c.spo2_percent, c.temperature_c::float8 as temperature_c, c.breaths, c.outcome, c.alarm, c.due_at, c.owner_account, c.owner_team,
  coalesce(o.name, t.name) as owner_name, c.tries, c.reached_at, c.closed_at, k.name as closed_name, c.result, c.body_hash,
  q.id as request, q.asked_at as request_at, q.closed_at as request_closed_at, qk.name as request_closed_name, q.closed_how as request_how`
const joined = sql`care.desk_call c left join kernel.account b on b.id = c.account left join kernel.account o on o.id = c.owner_account
  left join kernel.account k on k.id = c.closed_by left join care.team t on t.home = c.home and t.id = c.owner_team
  left join care.person p on p.home = c.home and p.id = c.person
  left join care.medicine_request q on q.home = c.home and q.id = c.request left join kernel.account qk on qk.id = q.closed_by`

/** Open calls `c` that somebody is owed: not those about who died or moved away since (K20). */
export const callIsOwed = sql`c.closed_at is null and not exists (select from care.person p
  where p.home = c.home and p.id = c.person and ${isGone})`

/** A county sees its own desk and those of its townships. */
export const atDesk = (place: string): RawBuilder<unknown> => (place.length === 6 ? sql`true` : sql`c.place = ${place}`)

type Listing = {
  readonly home: string
  readonly place: string
  /** This one alone, open or closed. */
  readonly call: string | null
  readonly state: 'open' | 'closed'
  readonly sort: 'due' | 'newest'
  readonly after: MomentCursor | null
  readonly limit: number
}

// One number to sort and to go on from: whatever is no emergency stands as if it were due a hundred years later, in microseconds,
// and what is owed to nobody any more another hundred.
const worstFirst = sql`(extract(epoch from c.due_at) * 1000000)::bigint
  + case when ${isGone} then 6311520000000000 when c.outcome = 'emergency' then 0 else 3155760000000000 end`
const newestFirst = sql`(extract(epoch from c.at) * 1000000)::bigint`

const chosen = ({ home, place, call, state }: Omit<Listing, 'sort' | 'after' | 'limit'>): RawBuilder<unknown> => {
  const inState = state === 'open' ? sql`c.closed_at is null` : sql`c.closed_at is not null`
  return sql`c.home = ${home} and ${atDesk(place)} and ${call === null ? inState : sql`c.id = ${call}`}`
}

/** The calls of a list, for counting them. */
export const callsIn = (l: Omit<Listing, 'sort' | 'after' | 'limit'>): RawBuilder<unknown> =>
  sql`care.desk_call c where ${chosen(l)}`

/** Calls of a desk: of the open the emergencies by when they are due and then the others, or newest first; the closed newest first. */
export const callsOf = (tx: Tx, l: Listing): Promise<CallRow[]> => {
  const byDue = l.state === 'open' && l.sort === 'due'
  const key = byDue ? worstFirst : newestFirst
  const later = byDue ? sql`>` : sql`<`
  return tx.rows(sql<CallRow>`
    select ${columns}, ${key} as us from ${joined}
    where ${chosen(l)}
      and ${l.after === null ? sql`true` : sql`(${key}, c.id) ${later} (${l.after.us}::bigint, ${l.after.id}::uuid)`}
    order by ${byDue ? sql`us, c.id` : sql`c.at desc, c.id desc`} limit ${l.limit}`)
}

/** Calls that carry every group of tokens. */
export const callsWith = (tx: Tx, home: string, place: string, groups: readonly (readonly Buffer[])[]) =>
  tx.rows(sql<CallRow>`
    select ${columns}, 0 as us from ${joined}
    where c.home = ${home} and ${atDesk(place)} and ${sql.join(
      groups.map((group) => sql`c.tokens && ${group}::bytea[]`),
      sql` and `,
    )}
    order by c.at desc, c.id desc limit 50`)

export const callBefore = (tx: Tx, home: string, id: string): Promise<CallRow | undefined> =>
  tx.row(sql<CallRow>`select ${columns}, 0 as us from ${joined} where c.home = ${home} and c.id = ${id}`)

/** Locked first and read then: the statement that waited would still show the names that stood before. */
export const lockCall = async (tx: Tx, home: string, id: string): Promise<CallRow | undefined> => {
  await tx.row(sql`select id from care.desk_call where home = ${home} and id = ${id} for update`)
  return callBefore(tx, home, id)
}

/** How many calls are open at a desk and when each is due, and when one was last worked on. */
export const openAt = (
  tx: Tx,
  { home, place, now }: { readonly home: string; readonly place: string; readonly now: Date },
) =>
  tx.row(sql<{ open: number; overdue: number; latest: Instant | null }>`
    select count(*) filter (where c.closed_at is null)::int as open,
      count(*) filter (where c.reached_at is null and c.due_at < ${now} and ${callIsOwed})::int as overdue,
      greatest(max(c.at), max(c.closed_at), (select max(x.at) from care.desk_call_act x
        where x.home = ${home} and ${place.length === 6 ? sql`true` : sql`x.place = ${place}`})) as latest
    from care.desk_call c where c.home = ${home} and ${atDesk(place)}
      and (c.closed_at is null or c.at > ${now}::timestamptz - interval '2 days')`)

export const openIds = async (tx: Tx, home: string, place: string): Promise<string[]> => {
  const rows = await tx.rows(sql<{ id: string }>`
    select id from care.desk_call c where c.home = ${home} and c.place = ${place} and c.closed_at is null limit 2000`)
  return rows.map(({ id }) => id)
}

export type AboutRow = ReadingRow & {
  readonly township: string
  readonly village: string | null
  readonly team: string | null
  readonly life: string
  readonly kinds: readonly PersonKind[]
}

/** What the triage has to know of whom a call is about, their readings locked; nobody whom the reader may not see. */
export const calledAbout = (tx: Tx, home: string, person: string): Promise<AboutRow | undefined> =>
  tx.row(sql<AboutRow>`
    select p.township, p.village, p.team, p.life, p.kinds, ${readingColumns}
    from care.due d join care.person p on p.home = d.home and p.id = d.person
    where d.home = ${home} and d.person = ${person} for update of d`)

export type NewCall = {
  readonly home: string
  readonly id: string
  readonly place: string
  readonly at: Date
  readonly account: string
  readonly person: string | null
  readonly keyId: string
  readonly wrapped: Buffer
  readonly saidSealed: Buffer
  readonly tokens: readonly Buffer[]
  readonly redFlags: readonly string[]
  readonly dayFlags: readonly string[]
  readonly signs: readonly string[]
  readonly spo2Percent: number | null
  readonly temperatureC: number | null
  readonly breathsPerMinute: number | null
  readonly outcome: TriageOutcome
  readonly alarm: boolean
  /** The request for medicine that it opened or joined. */
  readonly request: string | null
  readonly dueAt: Date
  readonly bodyHash: Buffer
}

/** The call, in the hand of who answered it. */
export const addCall = (tx: Tx, c: NewCall): Promise<number> =>
  tx.run(sql`
    insert into care.desk_call (home, id, place, at, account, person, key_id, wrapped, said_sealed, tokens, red_flags, day_flags, signs,
      spo2_percent, temperature_c, breaths, outcome, alarm, request, due_at, owner_account, body_hash)
    values (${c.home}, ${c.id}, ${c.place}, ${c.at}, ${c.account}, ${c.person}::uuid, ${c.keyId}, ${c.wrapped}, ${c.saidSealed},
      ${c.tokens}::bytea[], ${c.redFlags}::text[], ${c.dayFlags}::text[], ${c.signs}::text[], ${c.spo2Percent}, ${c.temperatureC}, ${c.breathsPerMinute},
      ${c.outcome}, ${c.alarm}, ${c.request}::uuid, ${c.dueAt}, ${c.account}, ${c.bodyHash}) on conflict do nothing`)

export type CallActRow = {
  readonly call: string
  readonly id: string
  readonly kind: 'take' | 'tried' | 'reached' | 'hand' | 'handover' | 'close'
  readonly at: Instant
  readonly by_name: string | null
  readonly to_name: string | null
  readonly note_sealed: Buffer | null
}

/** What was done with calls, oldest first. */
export const callActs = (tx: Tx, home: string, calls: readonly string[]): Promise<CallActRow[]> =>
  tx.rows(sql<CallActRow>`
    select x.call, x.id, x.kind, x.at, a.name as by_name, coalesce(o.name, t.name) as to_name, x.note_sealed
    from care.desk_call_act x left join kernel.account a on a.id = x.account left join kernel.account o on o.id = x.to_account
      left join care.team t on t.home = x.home and t.id = x.to_team
    where x.home = ${home} and x.call = any(${calls}::uuid[]) order by x.at, x.id`)

export const callActBefore = (tx: Tx, home: string, id: string) =>
  tx.row(sql<{ body_hash: Buffer }>`select body_hash from care.desk_call_act where home = ${home} and id = ${id}`)

type NewCallAct = {
  readonly home: string
  readonly id: string
  readonly call: string
  readonly place: string
  readonly kind: string
  readonly at: Date
  readonly account: string
  readonly toAccount: string | null
  readonly toTeam: string | null
  readonly noteSealed: Buffer | null
  readonly bodyHash: Buffer
}

export const addCallAct = (tx: Tx, a: NewCallAct): Promise<number> =>
  tx.run(sql`
    insert into care.desk_call_act (home, id, call, place, kind, at, account, to_account, to_team, note_sealed, body_hash)
    values (${a.home}, ${a.id}, ${a.call}, ${a.place}, ${a.kind}, ${a.at}, ${a.account}, ${a.toAccount}::uuid, ${a.toTeam}::uuid,
      ${a.noteSealed}, ${a.bodyHash}) on conflict do nothing`)

type NextCall = {
  readonly home: string
  readonly id: string
  readonly ownerAccount: string | null
  readonly ownerTeam: string | null
  readonly tries: number
  readonly reachedAt: Date | null
  readonly closed: { readonly at: Date; readonly by: string; readonly result: CallResult } | null
}

export const changeCall = (tx: Tx, c: NextCall): Promise<number> =>
  tx.run(sql`
    update care.desk_call set owner_account = ${c.ownerAccount}::uuid, owner_team = ${c.ownerTeam}::uuid, tries = ${c.tries},
      reached_at = ${c.reachedAt}::timestamptz, closed_at = ${c.closed?.at ?? null}::timestamptz,
      closed_by = ${c.closed?.by ?? null}::uuid, result = ${c.closed?.result ?? null}
    where home = ${c.home} and id = ${c.id}`)
