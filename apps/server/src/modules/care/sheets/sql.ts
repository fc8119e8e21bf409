import type { NextDue } from '@lianfang/domain/care'
import type { Tier } from '@lianfang/domain/policy'
import type { Day, Instant, PlaceCode } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { LifeRow } from '../people/life-row.js'
import type { ListedRow } from '../people/rows.js'

export type SheetTeam = { readonly id: string; readonly name: string; readonly township: PlaceCode }

export const teamHere = (tx: Tx, home: string, id: string): Promise<SheetTeam | undefined> =>
  tx.row(sql<SheetTeam>`select id, name, township from care.team where home = ${home} and id = ${id}`)

export const sheetBefore = (tx: Tx, home: string, id: string) =>
  tx.row(sql<{ team: string | null; printed_by: string }>`
    select team, printed_by from care.day_sheet where home = ${home} and id = ${id}`)

type NewSheet = {
  readonly home: string
  readonly id: string
  readonly code: string
  readonly township: string
  readonly village: string | null
  readonly team: string | null
  readonly day: Day
  readonly at: Date
  readonly account: string
  readonly people: number
  readonly leftOver: number
}

/** Answers 0 when the code, or the id, is another sheet's. */
export const addSheet = (tx: Tx, s: NewSheet): Promise<number> =>
  tx.run(sql`
    insert into care.day_sheet (home, id, code, township, village, team, day, printed_at, printed_by, people, left_over)
    values (${s.home}, ${s.id}, ${s.code}, ${s.township}, ${s.village}, ${s.team}::uuid, ${s.day}::date, ${s.at}, ${s.account},
      ${s.people}, ${s.leftOver}) on conflict do nothing`)

type Line = { readonly row: ListedRow; readonly followup: string; readonly medicine: string }

export const addLines = (tx: Tx, home: string, sheet: string, lines: readonly Line[]): Promise<number> => {
  const of = <T>(pick: (line: Line) => T): T[] => lines.map(pick)
  return tx.run(sql`
    insert into care.day_sheet_row (home, sheet, n, person, tier, due_at, reason, mode, rule_id, attempts, followup, medicine)
    select ${home}, ${sheet}::uuid, l.n, l.person, l.tier, l.due_at, l.reason, l.mode, l.rule_id, l.attempts, l.followup, l.medicine
    from unnest(${of((l) => l.row.id)}::uuid[], ${of((l) => l.row.tier)}::text[],
      ${of((l) => (l.row.due_at === null ? null : new Date(l.row.due_at)))}::timestamptz[], ${of((l) => l.row.reason)}::text[],
      ${of((l) => l.row.mode)}::text[], ${of((l) => l.row.rule_id)}::text[], ${of((l) => l.row.attempts)}::smallint[],
      ${of((l) => l.followup)}::uuid[], ${of((l) => l.medicine)}::uuid[])
      with ordinality as l (person, tier, due_at, reason, mode, rule_id, attempts, followup, medicine, n)`)
}

export type SheetHeadRow = {
  readonly id: string
  readonly code: string
  readonly township: PlaceCode
  readonly village: PlaceCode | null
  readonly team: string | null
  readonly team_name: string | null
  readonly day: Day
  readonly printed_at: Instant
  readonly printed_name: string | null
  readonly people: number
  readonly left_over: number
  readonly entered: number
}

const heads = sql`
  select s.id, s.code, s.township, s.village, s.team, t.name as team_name, s.day, s.printed_at, a.name as printed_name, s.people,
    s.left_over, (select count(*) from care.day_sheet_row r join care.followup f on f.home = r.home and f.id = r.followup
      where r.home = s.home and r.sheet = s.id)::int as entered
  from care.day_sheet s
    left join care.team t on t.home = s.home and t.id = s.team
    left join kernel.account a on a.id = s.printed_by
    left join kernel.division v on v.code = coalesce(s.village, s.township)`

const inPlace = (place: string): RawBuilder<unknown> => {
  if (place.length === 12) return sql`s.village = ${place}`
  return place.length === 9 ? sql`s.township = ${place}` : sql`true`
}

type Wanted = {
  readonly home: string
  readonly place: string
  readonly since: Date
  /** A whole code finds a sheet of any age. */
  readonly code: string | null
  readonly text: string
  readonly limit: number
}

/** The newest first. */
export const sheetsOf = (tx: Tx, w: Wanted): Promise<SheetHeadRow[]> =>
  tx.rows(sql<SheetHeadRow>`
    ${heads} where s.home = ${w.home} and ${inPlace(w.place)}
      and (s.code = ${w.code} or (s.printed_at > ${w.since} and (${w.text} = '' or strpos(t.name, ${w.text}) > 0
        or strpos(v.name, ${w.text}) > 0 or starts_with(s.code, upper(${w.text})))))
    order by s.printed_at desc, s.id limit ${w.limit}`)

export const sheetById = (tx: Tx, home: string, id: string): Promise<SheetHeadRow | undefined> =>
  tx.row(sql<SheetHeadRow>`${heads} where s.home = ${home} and s.id = ${id}`)

type Recorded<P extends string> = {
  readonly [K in `${P}_at`]: Instant | null
} & {
  readonly [K in `${P}_channel`]: 'phone' | 'visit' | 'video' | 'message'
} & {
  readonly [K in `${P}_outcome`]: 'reached' | 'unanswered' | 'withdrawn'
} & {
  readonly [K in `${P}_spo2` | `${P}_temperature` | `${P}_breaths`]: number | null
} & { readonly [K in `${P}_by`]: string | null }

export type LineRow = Recorded<'e'> &
  Recorded<'m'> &
  Pick<LifeRow, 'life' | 'life_since' | 'away'> & {
    readonly n: number
    readonly person: string
    readonly here: boolean
    readonly village: PlaceCode | null
    readonly birth_day: Day | null
    readonly birth_year: number | null
    readonly tier: Tier
    readonly due_at: Instant | null
    readonly reason: NextDue['reason']
    readonly mode: NextDue['mode']
    readonly rule_id: string
    readonly attempts: number
    readonly followup: string
    readonly medicine: string
  }

const recorded = (fact: string, as: string): RawBuilder<unknown> => {
  const [f, a] = [sql.ref(fact), sql.ref(`${fact}_account`)]
  const named = (column: string) => sql.ref(`${as}_${column}`)
  return sql`${f}.at as ${named('at')}, ${f}.channel as ${named('channel')}, ${f}.outcome as ${named('outcome')},
    ${f}.spo2_percent as ${named('spo2')}, ${f}.temperature_c::float8 as ${named('temperature')}, ${f}.breaths as ${named('breaths')},
    ${a}.name as ${named('by')}`
}

type Lines = { readonly home: string; readonly sheet: string; readonly from: Date; readonly until: Date }

/** The lines in the order of the paper, with what came of each: from the sheet, or since it was printed by another way. */
export const linesOf = (tx: Tx, l: Lines): Promise<LineRow[]> =>
  tx.rows(sql<LineRow>`
    select r.n, r.person, p.id is not null as here, p.village, p.birth_day, p.birth_year, p.life, p.life_since, p.away,
      r.tier, r.due_at, r.reason, r.mode, r.rule_id, r.attempts, r.followup, r.medicine,
      ${recorded('f', 'e')}, ${recorded('o', 'm')}
    from care.day_sheet_row r
      join care.day_sheet s on s.home = r.home and s.id = r.sheet
      left join care.person p on p.home = r.home and p.id = r.person
      left join care.followup f on f.home = r.home and f.id = r.followup
      left join kernel.account f_account on f_account.id = f.account
      left join lateral (
        select g.* from care.followup g
        where g.home = r.home and g.person = r.person and g.id <> r.followup and g.received_at > s.printed_at
          and g.at >= ${l.from} and g.at < ${l.until} and g.corrects is null
          and not exists (select from care.followup c where c.home = g.home and c.person = g.person and c.corrects = g.id)
        order by g.at desc limit 1) o on true
      left join kernel.account o_account on o_account.id = o.account
    where r.home = ${l.home} and r.sheet = ${l.sheet} order by r.n`)
