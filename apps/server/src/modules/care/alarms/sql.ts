import type { AlarmsOnly } from '@lianfang/contract'
import type { AlarmEnd, AlarmReason, LifeStatus } from '@lianfang/domain/care'
import type { Instant } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { MomentCursor } from '../../../kernel/http/index.js'

export type AlarmRow = {
  readonly id: string
  readonly person: string
  readonly township: string
  readonly village: string | null
  readonly team: string | null
  readonly kind: 'reading' | 'referNow'
  readonly raised_at: Instant
  readonly measured_at: Instant
  readonly reasons: readonly AlarmReason[]
  readonly spo2_percent: number | null
  readonly urgent: boolean
  readonly climbs_at: readonly Instant[]
  readonly acknowledged_at: Instant | null
  readonly acknowledged_by: string | null
  readonly offer_again_at: Instant | null
  readonly closed_at: Instant | null
  readonly closed_how: AlarmEnd | null
  /** When a graver reading came than it knew. */
  readonly graver_at: Instant | null
}

export const alarmColumns = sql`a.id, a.person, a.township, a.village, a.team, a.kind, a.raised_at, a.measured_at, a.reasons, a.spo2_percent,
  a.urgent, a.climbs_at, a.acknowledged_at, a.acknowledged_by, a.offer_again_at, a.closed_at, a.closed_how, a.graver_at`

/** An alarm to be acted on, with where its person is by now; who is not in reach of the reader any more has left. */
export type ActedRow = AlarmRow & { readonly life: LifeStatus }

export const lockAlarm = (tx: Tx, home: string, id: string): Promise<ActedRow | undefined> =>
  tx.row(sql<ActedRow>`
    select ${alarmColumns}, coalesce(p.life, 'left') as life from care.alarm a
    left join care.person p on p.home = a.home and p.id = a.person
    where a.home = ${home} and a.id = ${id} for update of a`)

export type ListedAlarm = AlarmRow & {
  readonly us: number
  readonly acknowledged_name: string | null
  readonly closed_name: string | null
  readonly team_name: string | null
  /** The entry that raised it was corrected or taken back since. */
  readonly corrected: boolean
}

export type WaitingRow = ListedAlarm & { readonly turn: number }

const inPlace = (place: string): RawBuilder<unknown> => {
  if (place.length === 12) return sql`a.village = ${place}`
  return place.length === 9 ? sql`a.township = ${place}` : sql`true`
}

/** The moments that lists of the open ones cut at: taken up before the one, to be offered again before the other. */
export type AlarmCuts = { readonly heldBefore: Date; readonly todayEnds: Date }

/** Which of the open ones. */
export const ofKind = (only: AlarmsOnly | undefined, { heldBefore, todayEnds }: AlarmCuts): RawBuilder<unknown> => {
  if (only === undefined) return sql`true`
  if (only === 'held') return sql`a.closed_at is null and a.acknowledged_at < ${heldBefore}`
  if (only === 'unanswered') return sql`a.closed_at is null and a.acknowledged_at is null`
  if (only === 'referNow') return sql`a.closed_at is null and a.kind = 'referNow'`
  return sql`a.closed_at is null and a.offer_again_at < ${todayEnds}`
}

type Listing = {
  readonly home: string
  /** Conditions on `care.alarm a`. */
  readonly whose: RawBuilder<unknown>
  readonly limit: number
}

export const ofPlace = inPlace
export const ofPerson = (person: string): RawBuilder<unknown> => sql`a.person = ${person}`

const moment = (us: number): RawBuilder<unknown> => sql`timestamptz 'epoch' + ${us}::bigint * interval '1 microsecond'`

const listed = sql`select ${alarmColumns}, (extract(epoch from a.raised_at) * 1000000)::bigint as us,
    k.name as acknowledged_name, c.name as closed_name, t.name as team_name, a.corrected`
const joined = sql`left join kernel.account k on k.id = a.acknowledged_by
    left join kernel.account c on c.id = a.closed_by left join care.team t on t.home = a.home and t.id = a.team`

/** The alarms of a list, for counting them. */
export const alarmsIn = ({
  home,
  whose,
  open,
}: Omit<Listing, 'limit'> & { readonly open: boolean }): RawBuilder<unknown> =>
  sql`care.alarm a where a.home = ${home} and ${whose} and ${open ? sql`a.closed_at is null` : sql`a.closed_at is not null`}`

type Newest = Listing & { readonly open: boolean; readonly after: MomentCursor | null }

/** Alarms, newest first. */
export const newestAlarms = (tx: Tx, { home, whose, open, after, limit }: Newest): Promise<ListedAlarm[]> =>
  tx.rows(sql<ListedAlarm>`${listed} from care.alarm a ${joined}
    where a.home = ${home} and ${whose} and ${open ? sql`a.closed_at is null` : sql`a.closed_at is not null`}
      and ${after === null ? sql`true` : sql`(a.raised_at, a.id) < (${moment(after.us)}, ${after.id}::uuid)`}
    order by a.raised_at desc, a.id desc limit ${limit}`)

/** The last row of a page in the order of work. Order and levels go with time: all pages are read as of the moment of the first. */
export type WorkCursor = MomentCursor & { readonly turn: number; readonly asOf: Instant }

type Unanswered = Listing & { readonly asOf: Instant; readonly after: WorkCursor | null }

/**
 * Open alarms in the order in which they are to be taken up: the domain's `compareAlarms`, which a test holds this to. The
 * newest were read first and sorted on the screen: in a wave those who had waited longest fell off the end.
 */
export const openAlarms = (tx: Tx, { home, whose, asOf, after, limit }: Unanswered): Promise<WaitingRow[]> => {
  const now = new Date(asOf)
  const hand = sql`case when a.acknowledged_at is null then 0 when a.offer_again_at <= ${now} then 1 else 2 end`
  const level = sql`(select count(*) from unnest(a.climbs_at) x where x <= coalesce(a.acknowledged_at, ${now}))`
  return tx.rows(sql<WaitingRow>`
    select * from (${listed}, (${hand} * 8 + (3 - least(3, ${level})) * 2 + case when a.urgent then 0 else 1 end)::int as turn
      from care.alarm a ${joined}
      where a.home = ${home} and ${whose} and a.closed_at is null) w
    where ${after === null ? sql`true` : sql`(w.turn, w.raised_at, w.id) > (${after.turn}::int, ${moment(after.us)}, ${after.id}::uuid)`}
    order by w.turn, w.raised_at, w.id limit ${limit}`)
}

export type ActRow = {
  readonly alarm: string
  readonly id: string
  readonly person: string
  readonly kind: 'acknowledge' | 'referred' | 'familyRefused' | 'doctorDecided' | 'reopen'
  readonly at: Instant
  readonly name: string | null
  readonly note_sealed: Buffer | null
}

/** What was done with alarms, oldest first. */
export const actsOf = (tx: Tx, home: string, alarms: readonly string[]): Promise<ActRow[]> =>
  tx.rows(sql<ActRow>`
    select x.alarm, x.id, x.person, x.kind, x.at, b.name, x.note_sealed
    from care.alarm_act x left join kernel.account b on b.id = x.account
    where x.home = ${home} and x.alarm = any(${alarms}::uuid[]) order by x.at, x.id`)

export const actBefore = (tx: Tx, home: string, id: string) =>
  tx.row(sql<{ alarm: string; body_hash: Buffer }>`
    select alarm, body_hash from care.alarm_act where home = ${home} and id = ${id}`)

type NewAct = {
  readonly home: string
  readonly id: string
  readonly alarm: string
  readonly person: string
  readonly kind: ActRow['kind']
  readonly at: Date
  readonly account: string
  readonly noteSealed: Buffer | null
  readonly bodyHash: Buffer
}

export const addAct = (tx: Tx, a: NewAct): Promise<number> =>
  tx.run(sql`
    insert into care.alarm_act (home, id, alarm, person, kind, at, account, note_sealed, body_hash)
    values (${a.home}, ${a.id}, ${a.alarm}, ${a.person}, ${a.kind}, ${a.at}, ${a.account}, ${a.noteSealed}, ${a.bodyHash})
    on conflict do nothing`)

type Changed = {
  readonly home: string
  readonly id: string
  readonly at: Date
  readonly by: string
  readonly acknowledges: boolean
  readonly closes: 'referred' | 'doctorDecided' | null
  readonly offerAgainAt: Date | null
}

export const changeAlarm = (tx: Tx, c: Changed): Promise<number> =>
  tx.run(sql`
    update care.alarm set
      acknowledged_at = case when ${c.acknowledges} then ${c.at} else acknowledged_at end,
      acknowledged_by = case when ${c.acknowledges} then ${c.by}::uuid else acknowledged_by end,
      offer_again_at = ${c.offerAgainAt}::timestamptz, closed_how = ${c.closes}::text,
      closed_at = case when ${c.closes}::text is null then null else ${c.at}::timestamptz end,
      closed_by = case when ${c.closes}::text is null then null else ${c.by}::uuid end
    where home = ${c.home} and id = ${c.id}`)
