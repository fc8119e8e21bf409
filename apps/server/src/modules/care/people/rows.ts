import type { PersonRow } from '@lianfang/contract'
import { ageToday, type Baseline, lateLevel, type NextDue } from '@lianfang/domain/care'
import type { PersonKind, Tier } from '@lianfang/domain/policy'
import { type Day, dayIn, type Instant, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { askedAbout } from '../life/ask-sql.js'
import type { CareNeeds } from '../needs.js'
import type { LifeRow } from './life-row.js'
import { openFields, type SecretField } from './secrets.js'

export type ListedRow = Pick<LifeRow, 'life' | 'life_since' | 'away'> & {
  /** The record that goes on in this one's place. */
  readonly joined_to?: string | null
  /** The same where the reader sees that record. */
  readonly goes_on?: string | null
  readonly id: string
  readonly township: string
  readonly village: string | null
  readonly team: string | null
  readonly team_name: string | null
  readonly sex: 'male' | 'female' | 'unknown'
  readonly birth_day: Day | null
  readonly birth_year: number | null
  readonly tier: Tier
  readonly provisional: boolean
  readonly kinds: PersonKind[]
  readonly due_at: Instant | null
  readonly reason: NextDue['reason']
  readonly mode: NextDue['mode']
  readonly rule_id: string
  readonly two_way_at: Instant[]
  readonly attempts: number
  readonly rank: number
  readonly daily: boolean
  readonly no_disease: boolean
  readonly household: string | null
  readonly baseline: Baseline | null
}

export const listedColumns = sql`p.id, p.township, p.village, p.team, t.name as team_name, p.sex, p.birth_day, p.birth_year, p.tier,
  p.provisional <> '{}' as provisional, p.kinds, d.due_at, d.reason, d.mode, d.rule_id, d.two_way_at,
  coalesce(array_length(d.attempts_at, 1), 0) as attempts, d.rank, p.life, p.life_since, p.away, p.joined_to,
  case when p.joined_to is not null then (select k.id from care.person k where k.home = p.home and k.id = p.joined_to) end as goes_on,
  p.episode_since is not null as daily, p.disease_class = 'none' as no_disease, p.household, p.baseline`

const joined = sql`join care.person p on p.home = d.home and p.id = d.person
  left join care.team t on t.home = d.home and t.id = d.team`

export const listedFrom = sql`care.due d ${joined}`

/** The same from a source that stands in for `care.due d`. */
export const listedOf = (source: RawBuilder<unknown>): RawBuilder<unknown> => sql`${source} ${joined}`

/** Where a page of a list begins: the keys of the last row before it. */
export type ListCursor = { readonly rank: number; readonly due: number | null; readonly id: string }

export const writeCursor = (row: Pick<ListedRow, 'rank' | 'due_at' | 'id'>): string =>
  Buffer.from(JSON.stringify([row.rank, row.due_at, row.id])).toString('base64url')

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** The end of the year 9999: later ones are no instants for the database. */
const lastInstant = 253_402_300_799_999
export const endOfTime = new Date(lastInstant)
const isWhole = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most

/** Reads a cursor; anything else begins at the beginning, inside the reader's own scope. */
export const readCursor = (text: string | undefined): ListCursor | null => {
  if (text === undefined) return null
  try {
    const [rank, due, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[]
    if (!isWhole(rank, 9) || typeof id !== 'string' || !uuid.test(id)) return null
    if (due !== null && !isWhole(due, lastInstant)) return null
    return { rank, due, id }
  } catch {
    return null
  }
}

export const afterCursor = (cursor: ListCursor | null): RawBuilder<unknown> => {
  if (cursor === null) return sql`true`
  const due = cursor.due === null ? sql`'infinity'::timestamptz` : sql`${new Date(cursor.due)}::timestamptz`
  return sql`(d.rank, d.due_order, d.person) > (${cursor.rank}::smallint, ${due}, ${cursor.id}::uuid)`
}

/** A stretch of the index: ranks, and whom among them (conditions on columns of `care.due d`). */
export type Range = { readonly ranks: readonly number[]; readonly who: RawBuilder<unknown> }

const everybody: readonly Range[] = [{ ranks: [0, 1, 2, 3, 4, 5], who: sql`true` }]
const ownRanks = { red: [0, 1], yellow: [2, 3], green: [4, 5] } as const

/**
 * Where the people of a tier stand: in its own ranks, and where an infection has lifted some of them to the rank of red (K5).
 * `d.lifted` is the last key of the same indexes, so that those who are passed over cost no visit to their rows.
 */
export const rangesOf = (tier: Tier | undefined): readonly Range[] => {
  if (tier === undefined) return everybody
  if (tier === 'red') return [{ ranks: ownRanks.red, who: sql`d.lifted is null` }]
  return [
    { ranks: ownRanks.red, who: sql`d.lifted = ${tier}` },
    { ranks: ownRanks[tier], who: sql`true` },
  ]
}

/** The same as one condition. */
export const ofTier = (tier: Tier | undefined): RawBuilder<unknown> =>
  sql`(${sql.join(
    rangesOf(tier).map(({ ranks, who }) => sql`d.rank in (${sql.join(ranks)}) and ${who}`),
    sql` or `,
  )})`

const noId = '00000000-0000-0000-0000-000000000000'

export type DueBefore = {
  readonly home: string
  /** Whose people: conditions on columns of `care.due d`. */
  readonly whose: RawBuilder<unknown>
  /** Null: everybody, also who owes nothing. */
  readonly before: Date | null
  /** From which due moment on; from the beginning when left out. */
  readonly from?: Date
  readonly ranges?: readonly Range[]
  readonly cursor: ListCursor | null
  readonly limit: number
}

const startsOf = (ranks: readonly number[], { before, from, cursor }: DueBefore): readonly RawBuilder<unknown>[] => {
  const first = from === undefined ? sql`'-infinity'::timestamptz` : sql`${from}::timestamptz`
  const last = before === null
  return ranks
    .filter((rank) => cursor === null || rank > cursor.rank || (rank === cursor.rank && (last || cursor.due !== null)))
    .map((rank) => {
      if (cursor === null || cursor.rank !== rank) return sql`(${rank}::smallint, ${first}, ${noId}::uuid)`
      const due = cursor.due === null ? sql`'infinity'::timestamptz` : sql`${new Date(cursor.due)}::timestamptz`
      return sql`(${rank}::smallint, ${due}, ${cursor.id}::uuid)`
    })
}

/**
 * Who is due before a moment, in the order of lists, as the source of a listed row. The index is ordered by rank and then
 * by due moment, so a plain condition reads everybody who is not due yet on the way to the next rank (108,000 people when
 * all is done, 60 ms); one range a rank reads whom it shows.
 */
export const dueBefore = (asked: DueBefore): RawBuilder<unknown> => {
  const { home, whose, before, ranges = everybody, limit } = asked
  const until = before === null ? sql`true` : sql`d.due_order < ${before}`
  const parts = ranges.flatMap(({ ranks, who }) => {
    const starts = startsOf(ranks, asked)
    if (starts.length === 0) return []
    return [
      sql`select d.* from (values ${sql.join(starts)}) as r (rank, after_due, after_id)
        cross join lateral (
          select d.* from care.due d
          where d.home = ${home} and ${whose} and d.rank = r.rank and ${who} and ${until}
            and (d.due_order, d.person) > (r.after_due, r.after_id)
          order by d.due_order, d.person limit ${limit}) d`,
    ]
  })
  if (parts.length === 0) return sql`(select * from care.due where false) d`
  return sql`(select d.* from (${sql.join(parts, sql` union all `)}) d
    order by d.rank, d.due_order, d.person limit ${limit}) d`
}

/** More than any place asks for in a week, and few enough to send for a hundred people. */
const reachedShown = 5

const iso = (at: Instant | null | undefined): string | null => (at == null ? null : new Date(at).toISOString())

export const dueInfoOf = (row: Pick<ListedRow, 'due_at' | 'reason' | 'mode' | 'rule_id'>) => ({
  dueAt: iso(row.due_at),
  reason: row.reason,
  mode: row.mode,
  ruleId: row.rule_id,
})

export const lifeInfoOf = (row: Pick<ListedRow, 'life' | 'life_since' | 'away' | 'joined_to' | 'goes_on'>) => ({
  status: row.life,
  since: iso(row.life_since),
  away: row.away,
  ...(row.joined_to == null ? {} : { joined: true as const }),
  ...(row.goes_on == null ? {} : { goesOn: row.goes_on }),
})

/** Who recorded last about each of them. */
const lastRecorders = async (tx: Tx, home: string, people: readonly string[]): Promise<Map<string, string>> => {
  const rows = await tx.rows(sql<{ person: string; name: string }>`
    select p.person, a.name from unnest(${people}::uuid[]) as p (person)
      cross join lateral (select f.account from care.followup f where f.home = ${home} and f.person = p.person
        order by f.at desc limit 1) f
      join kernel.account a on a.id = f.account`)
  return new Map(rows.map((row) => [row.person, row.name]))
}

/** How many alarms of each of them are open; whoever has none is not there. */
const openAlarms = async (tx: Tx, home: string, people: readonly string[]): Promise<Map<string, number>> => {
  const rows = await tx.rows(sql<{ person: string; n: number }>`
    select person, count(*)::int as n from care.alarm
    where home = ${home} and person = any(${people}::uuid[]) and closed_at is null group by person`)
  return new Map(rows.map((row) => [row.person, row.n]))
}

type Fields = ReadonlyMap<string, ReadonlyMap<SecretField, string>>

type Opened = { readonly rows: readonly ListedRow[]; readonly home: string; readonly fields?: readonly SecretField[] }

/** Listed rows with their names opened and places named. */
export const openRows = async (
  needs: CareNeeds,
  tx: Tx,
  { rows, home, fields = ['name'] }: Opened,
): Promise<{ readonly people: PersonRow[]; readonly secrets: Fields }> => {
  const now = instantOf(needs.now())
  const today = dayIn(now, needs.zone)
  const { late } = await needs.policy.care(home as PlaceCode, today) // a county's code, stored from a checked one
  const levels = rows.map((r) => (late.state === 'open' ? lateLevel(r.due_at, now, late.values) : 0))
  const climbed = rows.filter((_, i) => levels[i] !== 0).map((r) => r.id)
  const people = rows.map((r) => r.id)
  const places = rows.flatMap((r) => (r.village === null ? [r.township] : [r.township, r.village]))
  // Sent together: each wait of its own is a turn on processors that others use as well.
  const dead = rows.filter(({ life }) => life === 'dead').map((r) => r.id)
  const [secrets, names, recorders, alarms, asked] = await Promise.all([
    openFields(needs, tx, { home, people, fields }),
    placesByCode(tx, places),
    climbed.length === 0 ? new Map<string, string>() : lastRecorders(tx, home, climbed),
    openAlarms(tx, home, people),
    askedAbout(tx, home, dead),
  ])
  const listed = rows.map((r, i) => ({
    id: r.id,
    name: secrets.get(r.id)?.get('name') ?? '',
    sex: r.sex,
    age: ageToday({ day: r.birth_day, year: r.birth_year }, today),
    place: [names.get(r.township)?.name ?? r.township, r.village === null ? '' : (names.get(r.village)?.name ?? '')]
      .join(' ')
      .trim(),
    village: r.village === null ? null : (names.get(r.village)?.name ?? r.village),
    teamName: r.team_name,
    tier: r.tier,
    provisional: r.provisional,
    kinds: r.kinds,
    due: dueInfoOf(r),
    neverReached: r.two_way_at.length === 0,
    attempts: r.attempts,
    life: lifeInfoOf(r),
    askedBack: asked.has(r.id),
    lastReachedAt: iso(r.two_way_at[0]),
    daily: r.daily,
    noDisease: r.no_disease,
    ...(r.baseline === null ? {} : { baseline: { spo2Percent: r.baseline.spo2Percent, until: r.baseline.until } }),
    alarms: alarms.get(r.id) ?? 0,
    household: r.household,
    late: levels[i] ?? 0,
    lastBy: recorders.get(r.id) ?? null,
    reachedLately: r.two_way_at.slice(0, reachedShown).map((at) => new Date(at).toISOString()),
  }))
  return { people: listed, secrets }
}

/** The condition that narrows a list to a place: equality on the column of its level. */
export const inPlace = (place: string): RawBuilder<unknown> => {
  if (place.length === 12) return sql`d.village = ${place} and d.township = ${place.slice(0, 9)}`
  if (place.length === 9) return sql`d.township = ${place}`
  return sql`true`
}
