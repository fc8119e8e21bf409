import { actionWord, actionWordsOf } from '@lianfang/contract'
import { addDays, parseDay, startOfDay } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { type Database, inTransaction, type Scope, type Tx } from '../db/index.js'
import { type Call, type MomentCursor, momentCursor, type SendTable, writeMomentCursor } from '../http/index.js'
import { problem } from '../problems/index.js'
import { writeAudit } from './audit.js'

export type AuditNeeds = { readonly db: Database; readonly zone: string; readonly sendTable: SendTable }

type Row = {
  readonly id: string
  readonly at: number
  readonly us: number
  readonly account: string | null
  readonly login: string | null
  readonly role: string | null
  readonly action: string
  readonly subject: string | null
  readonly place: string
  readonly outcome: 'allowed' | 'refused'
  readonly n: number | null
  readonly seal: number | null
}

type Filter = Omit<Call<'audit.list'>['query'], 'cursor' | 'limit'>

/** The moment a day begins; null when none is asked for. Throws `request.invalid` for a day there is not. */
const beginning = (text: string | undefined, zone: string, later: number): number | null => {
  if (text === undefined) return null
  const day = parseDay(text)
  if (day === null) throw problem('request.invalid')
  return startOfDay(addDays(day, later), zone)
}

type Page = {
  readonly filter: Filter
  readonly zone: string
  readonly past: MomentCursor | null
  readonly limit: number
}

const rowsOf = (tx: Tx, { filter, zone, past, limit }: Page): Promise<Row[]> => {
  const oldest = filter.order === 'oldest'
  const from = beginning(filter.from, zone, 0)
  const until = beginning(filter.until, zone, 1)
  const moment =
    past === null ? null : sql`(timestamptz 'epoch' + ${past.us}::float8 * interval '1 microsecond', ${past.id}::uuid)`
  // Many rows share a millisecond: the id tells which of them were shown.
  const onward = moment === null ? sql`true` : oldest ? sql`(at, id) > ${moment}` : sql`(at, id) < ${moment}`
  const wanted = sql`${onward}
    and (${filter.action ?? null}::text is null or action = ${filter.action ?? null}::text)
    and (${filter.account ?? null}::uuid is null or account = ${filter.account ?? null}::uuid)
    and (${filter.subject ?? null}::text is null or subject = ${filter.subject ?? null}::text)
    and (${filter.outcome ?? null}::text is null or outcome = ${filter.outcome ?? null}::text)
    and (${from}::float8 is null or at >= to_timestamp(${from}::float8 / 1000))
    and (${until}::float8 is null or at < to_timestamp(${until}::float8 / 1000))`
  const order = oldest ? sql`at, id` : sql`at desc, id desc`
  // Each table gives its own first rows by its index; sorting both whole took seconds at a million rows.
  return tx.rows(sql<Row>`
    select r.id, r.at, (extract(epoch from r.at) * 1000000)::bigint as us, r.account, a.login, r.role, r.action, r.subject, r.place,
      r.outcome, r.n, r.seal
    from (
      (select id, at, account, role, action, subject, place, outcome, n, seal from kernel.audit
        where ${wanted} order by ${order} limit ${limit})
      union all
      (select id, at, account, role, action, subject, place, outcome, n, null from kernel.audit_open
        where ${wanted} order by ${order} limit ${limit})
    ) r left join kernel.account a on a.id = r.account
    order by ${oldest ? sql`r.at, r.id` : sql`r.at desc, r.id desc`} limit ${limit}`)
}

/** Audit rows within the reader's place, a page at a time. */
export const listAudit = ({ db, zone }: AuditNeeds, { scope, query }: Call<'audit.list'>) =>
  inTransaction(
    db.auditor,
    scope,
    async (tx) => {
      const { cursor, limit, ...filter } = query
      const rows = await rowsOf(tx, { filter, zone, past: momentCursor(cursor), limit: limit + 1 })
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      return {
        rows: shown.map((r) => ({
          id: r.id,
          at: new Date(r.at).toISOString(),
          accountId: r.account,
          actor: r.login,
          role: r.role,
          action: r.action,
          subject: r.subject,
          place: r.place,
          outcome: r.outcome,
          count: r.n,
          seal: r.seal,
        })),
        next: rows.length > limit && last !== undefined ? writeMomentCursor(last) : null,
      }
    },
    { readOnly: true },
  )

const headings = {
  'zh-CN': ['时间', '账号', '角色', '操作', '操作代号', '对象编号', '地区', '结果', '数量', '封存'],
  en: ['time', 'account', 'role', 'action', 'code of the action', 'subject', 'place', 'outcome', 'count', 'seal'],
} as const

const pageRows = 2_000
const mostRows = 100_000

async function* allRows({ db, zone }: AuditNeeds, scope: Scope, filter: Filter) {
  let past: MomentCursor | null = null
  for (let given = 0; given < mostRows; given += pageRows) {
    const at: MomentCursor | null = past
    const some: readonly Row[] = await inTransaction(
      db.auditor,
      scope,
      (tx) => rowsOf(tx, { filter, zone, past: at, limit: pageRows }),
      { readOnly: true },
    )
    yield* some
    const last = some.at(-1)
    if (some.length < pageRows || last === undefined) return
    past = { us: last.us, id: last.id }
  }
}

const defined = (asked: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(asked).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))

/** The filter in the name of the file: whoever opens it in a year sees what it holds. Ids and days only. */
const fileNameOf = (place: string, { action, account, subject, outcome, from, until }: Omit<Filter, 'order'>): string =>
  [
    'audit',
    place === '' ? 'nation' : place,
    action,
    account,
    subject,
    outcome,
    from && `from-${from}`,
    until && `until-${until}`,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join('-')

/** The same rows as a file; that they were taken away is a row of its own. */
export const exportAudit = async (needs: AuditNeeds, call: Call<'audit.export'>): Promise<undefined> => {
  const { actor, scope, reply } = call
  const { format, language, ...filter } = call.query
  beginning(filter.from, needs.zone, 0)
  beginning(filter.until, needs.zone, 0)
  // What was taken away is told by what was asked for: the file holds these rows and no others.
  const { order: _order, ...asked } = filter
  await inTransaction(needs.db.app, scope, (tx) =>
    writeAudit(tx, actor, { action: 'audit.export', detail: defined(asked) }),
  )
  const words = actionWordsOf(language)
  async function* rows() {
    for await (const r of allRows(needs, scope, filter))
      yield [
        ...[new Date(r.at).toISOString(), r.login, r.role, actionWord(words, r.action), r.action, r.subject, r.place],
        ...[r.outcome, r.n, r.seal],
      ]
  }
  await needs.sendTable(reply, {
    format,
    name: fileNameOf(actor.place, filter),
    headings: headings[language],
    rows: rows(),
  })
}

/** The account behind a login, for the filter; within the reader's place, since the login of anybody else is none of theirs. */
export const findAuditAccount = ({ db }: AuditNeeds, { scope, body }: Call<'audit.account'>) =>
  inTransaction(
    db.auditor,
    scope,
    async (tx) => {
      const row = await tx.row(sql<{ id: string }>`
        select id from kernel.account where lower(login) = lower(${body.login})`)
      return { id: row?.id ?? null }
    },
    { readOnly: true },
  )
