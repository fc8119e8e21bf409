import type { LifeStatus, MedicineSaid, RequestEnd } from '@lianfang/domain/care'
import type { Tier } from '@lianfang/domain/policy'
import type { Day, Instant } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { MomentCursor } from '../../../kernel/http/index.js'
import { buildOn } from '../people/built-on.js'
import { type LifeRow, lifeColumns } from '../people/life-row.js'

type Asked = { readonly home: string; readonly person: string }

export type ToldOf = LifeRow & {
  readonly township: string
  readonly village: string | null
  readonly team: string | null
}

/** The person who is told about, locked: two facts about one person wait for each other. */
export const lockToldOf = (tx: Tx, { home, person }: Asked): Promise<ToldOf | undefined> =>
  tx.row(sql<ToldOf>`
    select p.township, p.village, p.team, ${lifeColumns} from care.person p where p.home = ${home} and p.id = ${person} for update of p`)

/** Asked after the lock: the statement that waited for it still sees what stood before. */
export const openRequestOf = async (tx: Tx, { home, person }: Asked): Promise<string | null> => {
  const row = await tx.row(sql<{ id: string }>`
    select id from care.medicine_request where home = ${home} and person = ${person} and closed_at is null`)
  return row?.id ?? null
}

export const factBefore = (tx: Tx, home: string, id: string) =>
  tx.row(sql<{ person: string; body_hash: Buffer; request: 'opens' | 'isOpen' | 'none' }>`
    select person, body_hash, request from care.medicine_fact where home = ${home} and id = ${id}`)

export type NewFact = Asked &
  Omit<MedicineSaid, 'note' | 'missing'> & {
    readonly id: string
    readonly at: Date
    readonly account: string
    readonly noteSealed: Buffer | null
    readonly request: 'opens' | 'isOpen' | 'none'
    readonly lateAt: Date
    readonly bodyHash: Buffer
  }

/**
 * The fact, what is known since, and the request it opens. Answers 0 when the id is in use. Received after the person was
 * locked: of two who tell at once the order of the locks counts, not that in which their transactions began.
 */
export const addFact = async (tx: Tx, f: NewFact): Promise<number> => {
  const added = await tx.run(sql`
    insert into care.medicine_fact (home, id, person, at, received_at, account, days_left, control, guided, note_sealed, request, body_hash)
    values (${f.home}, ${f.id}, ${f.person}, ${f.at}, clock_timestamp(), ${f.account}, ${f.daysLeft}, ${f.control}, ${f.guided}, ${f.noteSealed},
      ${f.request}, ${f.bodyHash}) on conflict do nothing`)
  if (added === 0) return 0
  await renewState(tx, f)
  await buildOn(tx, f.home, f.person)
  if (f.request === 'isOpen' && f.daysLeft !== null)
    await tx.run(sql`
      update care.medicine_request set days_left = least(days_left, ${f.daysLeft}::smallint)
      where home = ${f.home} and person = ${f.person} and closed_at is null`)
  if (f.request === 'opens')
    await tx.run(sql`
      insert into care.medicine_request (home, id, person, asked_at, asked_by, days_left, note_sealed, late_at)
      values (${f.home}, ${f.id}, ${f.person}, ${f.at}, ${f.account}, ${f.daysLeft}, ${f.noteSealed}, ${f.lateAt})`)
  return added
}

type Known = Asked & Omit<MedicineSaid, 'note' | 'missing'> & { readonly at: Date }

// What arrives late from a phone without a network does not push aside what is newer.
/** What is known of a person's medicine since this was told. */
export const renewState = (tx: Tx, s: Known): Promise<number> =>
  tx.run(sql`
    insert into care.medicine_state as m (home, person, days_left, days_at, control, control_at, guided, guided_at)
    values (${s.home}, ${s.person}, ${s.daysLeft}::smallint, ${s.daysLeft === null ? null : s.at}::timestamptz,
      ${s.control}::text, ${s.control === null ? null : s.at}::timestamptz,
      ${s.guided}::boolean, ${s.guided === null ? null : s.at}::timestamptz)
    on conflict (home, person) do update set
      days_left = case when excluded.days_at >= coalesce(m.days_at, excluded.days_at) then excluded.days_left else m.days_left end,
      days_at = greatest(m.days_at, excluded.days_at),
      control = case when excluded.control_at >= coalesce(m.control_at, excluded.control_at) then excluded.control else m.control end,
      control_at = greatest(m.control_at, excluded.control_at),
      guided = case when excluded.guided_at >= coalesce(m.guided_at, excluded.guided_at) then excluded.guided else m.guided end,
      guided_at = greatest(m.guided_at, excluded.guided_at)`)

export type StateRow = {
  readonly days_left: number | null
  readonly days_at: Instant | null
  readonly control: 'stable' | 'unstable' | null
  readonly control_at: Instant | null
  readonly guided: boolean | null
  readonly guided_at: Instant | null
}

export const stateOf = (tx: Tx, { home, person }: Asked): Promise<StateRow | undefined> =>
  tx.row(sql<StateRow>`
    select days_left, days_at, control, control_at, guided, guided_at from care.medicine_state
    where home = ${home} and person = ${person}`)

export type RequestRow = {
  readonly id: string
  readonly us: number
  readonly person: string
  readonly township: string
  readonly village: string | null
  readonly team: string | null
  readonly team_name: string | null
  readonly tier: Tier
  readonly birth_day: Day | null
  readonly birth_year: number | null
  readonly life: LifeStatus
  readonly asked_at: Instant
  readonly asked_name: string | null
  readonly days_left: number | null
  /** When it is used up by what was told. */
  readonly out_at: Instant | null
  readonly note_sealed: Buffer | null
  readonly late_at: Instant
  readonly closed_at: Instant | null
  readonly closed_name: string | null
  readonly closed_how: RequestEnd | null
  readonly closed_days: number | null
  readonly close_sealed: Buffer | null
  readonly close_command: string | null
  readonly close_hash: Buffer | null
}

const requestColumns = sql`r.id, r.person, p.township, p.village, p.team, t.name as team_name, p.tier, p.birth_day, p.birth_year, p.life,
  r.asked_at, k.name as asked_name, r.days_left, (select min(f.at + make_interval(days => f.days_left)) from care.medicine_fact f
    where f.home = r.home and f.person = r.person and f.days_left is not null and f.request <> 'none' and f.at >= r.asked_at
      and f.at <= coalesce(r.closed_at, 'infinity')) as out_at, r.note_sealed, r.late_at, r.closed_at, c.name as closed_name, r.closed_how,
  r.closed_days, r.close_sealed, r.close_command, r.close_hash`
const requestFrom = sql`care.medicine_request r join care.person p on p.home = r.home and p.id = r.person
  left join care.team t on t.home = p.home and t.id = p.team left join kernel.account k on k.id = r.asked_by
  left join kernel.account c on c.id = r.closed_by`

/** Whose requests: conditions on `care.person p`. */
export const requestsOfPlace = (place: string): RawBuilder<unknown> => {
  if (place.length === 12) return sql`p.village = ${place}`
  return place.length === 9 ? sql`p.township = ${place}` : sql`true`
}

type Listing = {
  readonly home: string
  readonly place: string
  readonly open: boolean
  readonly after: MomentCursor | null
  readonly limit: number
}

/** An open request that somebody still waits for. */
export const requestIsOpen = sql`r.closed_at is null and p.life not in ('dead', 'left')`

const listed = ({ home, place, open }: Omit<Listing, 'after' | 'limit'>): RawBuilder<unknown> => sql`
  r.home = ${home} and ${requestsOfPlace(place)} and ${open ? requestIsOpen : sql`r.closed_at is not null`}`

/** The requests of a list, for counting them. */
export const requestsListed = (l: Omit<Listing, 'after' | 'limit'>): RawBuilder<unknown> =>
  sql`care.medicine_request r join care.person p on p.home = r.home and p.id = r.person where ${listed(l)}`

/** Requests of a place: open ones with the oldest first, closed ones with the newest. Nobody asks for the dead. */
export const requestsIn = (tx: Tx, { home, place, open, after, limit }: Listing): Promise<RequestRow[]> => {
  const key = open ? sql`r.asked_at` : sql`r.closed_at`
  const past =
    after === null
      ? null
      : sql`(timestamptz 'epoch' + ${after.us}::bigint * interval '1 microsecond', ${after.id}::uuid)`
  const onward = past === null ? sql`true` : open ? sql`(${key}, r.id) > ${past}` : sql`(${key}, r.id) < ${past}`
  return tx.rows(sql<RequestRow>`
    select ${requestColumns}, (extract(epoch from ${key}) * 1000000)::bigint as us from ${requestFrom}
    where ${listed({ home, place, open })} and ${onward}
    order by ${open ? sql`${key}, r.id` : sql`${key} desc, r.id desc`} limit ${limit}`)
}

/** The requests for one person, newest first; the open one in front. */
export const requestsFor = (tx: Tx, { home, person }: Asked): Promise<RequestRow[]> =>
  tx.rows(sql<RequestRow>`
    select ${requestColumns}, 0::bigint as us from ${requestFrom} where r.home = ${home} and r.person = ${person}
    order by r.closed_at is not null, r.asked_at desc limit 10`)

export type LaterRow = {
  readonly request: string
  readonly id: string
  readonly person: string
  readonly at: Instant
  readonly by_name: string | null
  readonly note_sealed: Buffer
}

/** What was named as missing while these requests were open: it opened none of its own. */
export const toldLater = (tx: Tx, home: string, requests: readonly string[]): Promise<LaterRow[]> =>
  tx.rows(sql<LaterRow>`
    select o.id as request, f.id, f.person, f.at, k.name as by_name, f.note_sealed
    from care.medicine_fact o
    join care.medicine_fact f on f.home = o.home and f.person = o.person and f.request = 'isOpen'
      and f.note_sealed is not null and (f.received_at, f.id) > (o.received_at, o.id)
    left join kernel.account k on k.id = f.account
    where o.home = ${home} and o.id = any(${requests}::uuid[])
      and not exists (select from care.medicine_fact n where n.home = o.home and n.person = o.person and n.request = 'opens'
        and (n.received_at, n.id) > (o.received_at, o.id) and (n.received_at, n.id) < (f.received_at, f.id))
    order by f.received_at, f.id`)

export type AskingCall = {
  readonly request: string
  readonly id: string
  readonly place: string
  readonly at: Instant
  readonly by_name: string | null
}

/** The calls at a desk that opened or joined these requests, oldest first; none of a desk that the reader may not see. */
export const callsAsking = (tx: Tx, home: string, requests: readonly string[]): Promise<AskingCall[]> =>
  tx.rows(sql<AskingCall>`
    select c.request, c.id, c.place, c.at, k.name as by_name from care.desk_call c left join kernel.account k on k.id = c.account
    where c.home = ${home} and c.request = any(${requests}::uuid[]) order by c.at, c.id`)

/** The request that a command closed, whichever it was. */
export const closedWith = (tx: Tx, home: string, command: string) =>
  tx.row(sql<{ id: string }>`select id from care.medicine_request where home = ${home} and close_command = ${command}`)

export const lockRequest = async (tx: Tx, home: string, id: string): Promise<RequestRow | undefined> => {
  await tx.row(sql`select id from care.medicine_request where home = ${home} and id = ${id} for update`)
  return tx.row(sql<RequestRow>`
    select ${requestColumns}, 0::bigint as us from ${requestFrom} where r.home = ${home} and r.id = ${id}`)
}

type Closing = {
  readonly home: string
  readonly id: string
  readonly at: Date
  readonly by: string
  readonly how: RequestEnd
  readonly daysLeft: number | null
  readonly noteSealed: Buffer | null
  readonly command: string
  readonly bodyHash: Buffer
}

export const closeRow = (tx: Tx, c: Closing): Promise<number> =>
  tx.run(sql`
    update care.medicine_request set closed_at = ${c.at}, closed_by = ${c.by}, closed_how = ${c.how}, closed_days = ${c.daysLeft},
      close_sealed = ${c.noteSealed}, close_command = ${c.command}, close_hash = ${c.bodyHash}
    where home = ${c.home} and id = ${c.id} and closed_at is null`)
