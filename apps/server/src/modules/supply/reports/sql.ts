import type { Day, Instant } from '@lianfang/domain/shared'
import type { ObstacleKind, ReportDoubt } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type ReportPart = 'reporter' | 'liaison' | 'kindLiaison'
type At = { readonly home: string; readonly enterprise: string }

export type ReportRow = {
  readonly id: string
  readonly day: Day
  readonly at: Instant
  readonly by_name: string
  readonly part: ReportPart
  readonly told_by: string | null
  readonly workforce_back: number | null
  readonly workforce_of: number | null
  readonly obstacles: readonly { readonly kind: ObstacleKind; readonly text: string | null }[]
  readonly corrects: string | null
  readonly doubted: boolean
  readonly superseded: boolean
  readonly cleared_at: Instant | null
  readonly cleared_by: string | null
  readonly cleared_reason: string | null
  readonly body_hash: Buffer
}

const columns = sql`
  r.id, r.day, r.at, r.by_name, r.part, r.told_by, r.workforce_back, r.workforce_of, r.obstacles, r.corrects, r.doubted,
  r.body_hash, exists (select from supply.report c where c.home = r.home and c.corrects = r.id) as superseded,
  d.at as cleared_at, d.by_name as cleared_by, d.reason as cleared_reason
  from supply.report r left join supply.report_cleared d on d.home = r.home and d.report = r.id`

export const reportById = (tx: Tx, { home, enterprise }: At, id: string): Promise<ReportRow | undefined> =>
  tx.row(sql<ReportRow>`select ${columns} where r.home = ${home} and r.enterprise = ${enterprise} and r.id = ${id}`)

/** The report of a day that stands: the one that nothing corrects. */
export const standingReport = (tx: Tx, { home, enterprise }: At, day: Day): Promise<ReportRow | undefined> =>
  tx.row(sql<ReportRow>`
    select ${columns} where r.home = ${home} and r.enterprise = ${enterprise} and r.day = ${day}::date
      and not exists (select from supply.report c where c.home = r.home and c.corrects = r.id)`)

/** Reports of an enterprise, the newest day first, of a day the newest first. */
export const reportsOf = (
  tx: Tx,
  { home, enterprise }: At,
  page: { readonly after: string | null; readonly limit: number },
): Promise<ReportRow[]> =>
  tx.rows(sql<ReportRow>`
    select ${columns} where r.home = ${home} and r.enterprise = ${enterprise}
      and (${page.after}::uuid is null
        or (r.day, r.at, r.id) < (select a.day, a.at, a.id from supply.report a where a.home = ${home} and a.id = ${page.after}::uuid))
    order by r.day desc, r.at desc, r.id desc limit ${page.limit}`)

export type LineRow = {
  readonly report: string
  readonly product: string
  readonly made: number | null
  readonly in_stock: number | null
  readonly on_order: number | null
  readonly doubts: readonly ReportDoubt[]
}
export const linesOf = (tx: Tx, home: string, reports: readonly string[]): Promise<LineRow[]> =>
  tx.rows(sql<LineRow>`
    select l.report, l.product, l.made, l.in_stock, l.on_order, l.doubts
    from supply.report_line l join supply.product d on d.home = l.home and d.id = l.product
      join supply.kind k on k.code = d.kind
    where l.home = ${home} and l.report = any(${[...reports]}::uuid[]) order by l.report, k.place_in_list, d.model, d.id`)

export type EarlierRow = {
  readonly product: string
  readonly day: Day
  readonly made: number | null
  readonly in_stock: number | null
  readonly on_order: number | null
}

/** The last figures of each product before a day, newest first: as many reports as doubts look back over. */
export const earlierFigures = (tx: Tx, { home, enterprise }: At, before: Day, reports: number): Promise<EarlierRow[]> =>
  tx.rows(sql<EarlierRow>`
    select l.product, r.day, l.made, l.in_stock, l.on_order
    from (select r.home, r.id, r.day from supply.report r
      where r.home = ${home} and r.enterprise = ${enterprise} and r.day < ${before}::date
        and not exists (select from supply.report c where c.home = r.home and c.corrects = r.id)
      order by r.day desc limit ${reports}) r
      join supply.report_line l on l.home = r.home and l.report = r.id
    order by l.product, r.day desc`)

/** Days since one that have a report. */
export const reportedDays = async (tx: Tx, { home, enterprise }: At, since: Day): Promise<ReadonlySet<Day>> =>
  new Set(
    (
      await tx.rows(sql<{ day: Day }>`
        select distinct day from supply.report where home = ${home} and enterprise = ${enterprise} and day >= ${since}::date`)
    ).map(({ day }) => day),
  )

type NewReport = At & {
  readonly id: string
  readonly day: Day
  readonly at: Date
  readonly account: string
  readonly part: ReportPart
  readonly toldBy: string | null
  readonly workforceBack: number | null
  readonly workforceOf: number | null
  readonly obstacles: ReportRow['obstacles']
  readonly corrects: string | null
  readonly doubted: boolean
  readonly bodyHash: Buffer
}

/** Answers 0 when the id is in use, or the day has a report that this one does not correct. */
export const addReport = (tx: Tx, r: NewReport): Promise<number> =>
  tx.run(sql`
    insert into supply.report (home, id, enterprise, day, at, account, part, by_name, told_by, workforce_back, workforce_of,
      obstacles, corrects, doubted, body_hash)
    select ${r.home}, ${r.id}, ${r.enterprise}, ${r.day}::date, ${r.at}, ${r.account}, ${r.part},
      coalesce((select p.name from supply.enterprise_person p where p.home = ${r.home} and p.enterprise = ${r.enterprise}
          and p.account = ${r.account} and p.until_at is null order by p.part = ${r.part} desc limit 1),
        (select l.name from supply.kind_liaison l where l.account = ${r.account} and l.until_at is null limit 1), ''),
      ${r.toldBy}, ${r.workforceBack}::bigint, ${r.workforceOf}::bigint, ${JSON.stringify(r.obstacles)}::jsonb,
      ${r.corrects}::uuid, ${r.doubted}, ${r.bodyHash}
    on conflict do nothing`)

type NewLine = Omit<LineRow, 'report' | 'doubts' | 'in_stock' | 'on_order'> & {
  readonly inStock: number | null
  readonly onOrder: number | null
  readonly doubts: readonly ReportDoubt[]
}
export const addLines = (tx: Tx, at: { readonly home: string; readonly report: string }, lines: readonly NewLine[]) =>
  tx.run(sql`
    insert into supply.report_line (home, report, product, made, in_stock, on_order, doubts)
    select ${at.home}, ${at.report}, l.product, l.made, l."inStock", l."onOrder", l.doubts
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      as l(product uuid, made bigint, "inStock" bigint, "onOrder" bigint, doubts jsonb)`)

/** Brings what follows from an enterprise's reports to what they say now. Doubts older than `since` are left alone. */
export const renewState = (tx: Tx, { home, enterprise }: At, since: Day): Promise<number> =>
  tx.run(sql`
    insert into supply.enterprise_state (home, enterprise, last_day, last_report, last_at, workforce_back, workforce_of,
      obstacles, open_doubts)
    select r.home, r.enterprise, r.day, r.id, r.at,
      coalesce(r.workforce_back, p.workforce_back), coalesce(r.workforce_of, p.workforce_of),
      (select coalesce(array_agg(distinct o ->> 'kind'), '{}') from jsonb_array_elements(r.obstacles) o),
      (select count(*)::int from supply.report x where x.home = r.home and x.enterprise = r.enterprise and x.doubted
        and x.day >= ${since}::date
        and not exists (select from supply.report c where c.home = x.home and c.corrects = x.id)
        and not exists (select from supply.report_cleared d where d.home = x.home and d.report = x.id))
    from supply.report r
      left join lateral (
        select b.workforce_back, b.workforce_of from supply.report b
        where b.home = r.home and b.enterprise = r.enterprise and b.day < r.day and b.workforce_of is not null
          and not exists (select from supply.report c where c.home = b.home and c.corrects = b.id)
        order by b.day desc limit 1) p on true
    where r.home = ${home} and r.enterprise = ${enterprise}
      and not exists (select from supply.report c where c.home = r.home and c.corrects = r.id)
    order by r.day desc limit 1
    on conflict (home, enterprise) do update set last_day = excluded.last_day, last_report = excluded.last_report,
      last_at = excluded.last_at, workforce_back = excluded.workforce_back, workforce_of = excluded.workforce_of,
      obstacles = excluded.obstacles, open_doubts = excluded.open_doubts`)

type NewClearing = {
  readonly home: string
  readonly id: string
  readonly report: string
  readonly at: Date
  readonly account: string
  readonly name: string
  readonly reason: string
  readonly bodyHash: Buffer
}
/** Answers 0 when somebody has looked at it already. */
export const addClearing = (tx: Tx, c: NewClearing): Promise<number> =>
  tx.run(sql`
    insert into supply.report_cleared (home, id, report, at, account, by_name, reason, body_hash)
    values (${c.home}, ${c.id}, ${c.report}, ${c.at}, ${c.account}, ${c.name}, ${c.reason}, ${c.bodyHash})
    on conflict do nothing`)

export const clearingOf = (tx: Tx, home: string, report: string) =>
  tx.row(sql<{ id: string; body_hash: Buffer }>`
    select id, body_hash from supply.report_cleared where home = ${home} and report = ${report}`)

/** As what somebody reaches an enterprise: its reporter first, then its liaison. */
export const partOf = async (tx: Tx, at: At & { readonly account: string }): Promise<ReportPart | undefined> =>
  (
    await tx.row(sql<{ part: ReportPart }>`
      select part from supply.reach where account = ${at.account} and home = ${at.home} and enterprise = ${at.enterprise}
      order by array_position(array['reporter', 'liaison', 'kindLiaison'], part) limit 1`)
  )?.part

export type MineRow = {
  readonly id: string
  readonly part: ReportPart
}

/** Enterprises that an account is named for, open ones. */
export const enterprisesOf = (tx: Tx, account: string): Promise<MineRow[]> =>
  tx.rows(sql<MineRow>`
    select distinct on (e.place, e.name, e.id) e.id, r.part
    from supply.reach r join supply.enterprise e on e.home = r.home and e.id = r.enterprise
    where r.account = ${account} and e.closed_on is null
    order by e.place, e.name, e.id, array_position(array['reporter', 'liaison', 'kindLiaison'], r.part) limit 500`)
