import { messagesOf } from '@lianfang/contract'
import { makePlaceIndex } from '@lianfang/domain/care'
import {
  type AccountColumns,
  type AccountPlaces,
  type JudgedAccount,
  judgeAccounts,
  type KnownAccount,
  type Role,
  readAccountHeadings,
  readAccountRow,
  roles,
} from '@lianfang/domain/org'
import { dayIn, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { type Database, inTransaction, noScope } from '../../db/index.js'
import type { IncomingTable } from '../../http/index.js'
import { problem } from '../../problems/index.js'
import { oldCodesInto } from '../division-changes.js'
import { knownPlaces, placesOfCounty } from '../places.js'

export type StaffNeeds = { readonly db: Database; readonly now: () => number; readonly zone: string }

/** Rows of people in one file: the staff of the largest county fits, and the answer is one page. */
export const mostStaff = 2_000
/** Rows looked at for the headings: above them stand titles and particulars. */
const headRows = 20

// '村级工作人员', 'village worker': the words of both languages, whoever reads.
const roleWords = new Map<string, Role>(
  roles.flatMap((role) =>
    (['zh-CN', 'en'] as const).map(
      (language) => [messagesOf(language).roles[role].replaceAll(' ', '').toLowerCase(), role] as const,
    ),
  ),
)

const placesFor = (needs: StaffNeeds, county: PlaceCode): Promise<AccountPlaces> =>
  inTransaction(
    needs.db.app,
    noScope,
    async (tx) => {
      const places = await placesOfCounty(tx, county)
      const own = (await knownPlaces(tx, [county])).get(county)
      if (own === undefined || places.length === 0) throw problem('place.unknown')
      return {
        county,
        countyName: own.name,
        codes: new Set<string>([county, ...places.map((place) => place.code)]),
        renamed: await oldCodesInto(tx, county, dayIn(instantOf(needs.now()), needs.zone)),
        index: makePlaceIndex([own, ...places]),
        roleWords,
      }
    },
    { readOnly: true },
  )

type Sheet = {
  readonly columns: AccountColumns
  readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[]
}

/** Titles before the headings, blank rows, totals and headings repeated on a later page are no people. */
const readSheet = async (source: IncomingTable): Promise<Sheet> => {
  let columns: AccountColumns | null = null
  let before = 0
  const rows: Sheet['rows'][number][] = []
  for await (const row of source.rows) {
    const headings = readAccountHeadings(row.cells)
    if (columns === null) {
      columns = headings
      before += 1
      if (columns === null && before >= headRows) throw problem('account.no-headings')
      continue
    }
    const filled = row.cells.filter((cell) => cell.trim() !== '')
    if (headings !== null || filled.length === 0 || /^(合计|总计|小计|total)/i.test(filled[0]?.trim() ?? '')) continue
    // Prepared forms number their empty rows.
    if (filled.length === 1 && /^\d+$/.test(filled[0]?.trim() ?? '')) continue
    if (rows.length >= mostStaff) throw problem('file.too-many-rows', { most: mostStaff })
    rows.push(row)
  }
  if (columns === null) throw problem('account.no-headings')
  return { columns, rows }
}

/**
 * Accounts that a row may mean: by sign-in name wherever it is, so that a name which is taken is known before; by name and role
 * only inside the administrator's place. Outside of it nothing but "taken" is told.
 */
const knownAccounts = (
  needs: StaffNeeds,
  at: { readonly county: PlaceCode; readonly admin: PlaceCode; readonly logins: readonly string[] },
): Promise<KnownAccount[]> =>
  inTransaction(
    needs.db.auth,
    noScope,
    (tx) =>
      tx.rows(sql<KnownAccount>`
        select a.id, a.login, a.name, case when starts_with(a.place, ${at.admin}) and a.state = 'active'
          then coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'place', g.place))
            from kernel.account_grant g where g.account = a.id and g.withdrawn_at is null), '[]') else '[]' end as grants
        from kernel.account a
        where lower(a.login) = any(${at.logins.map((login) => login.toLowerCase())}::text[])
          or starts_with(lower(a.login), ${at.county})
          or exists (select from kernel.account_grant g
            where g.account = a.id and starts_with(g.place, ${at.county}) and g.withdrawn_at is null)`),
    { readOnly: true },
  )

export type ReadStaff = {
  readonly rows: readonly JudgedAccount[]
  /** Whether there is a column of teams, which is not read. */
  readonly teams: boolean
}

/** Where the list is from, and how far whoever loads it administers. */
type Where = { readonly county: PlaceCode; readonly admin: PlaceCode }

/** Reads a list of staff and says of every row what it is. Throws the problems of files and `account.no-headings`. */
export const readStaff = async (needs: StaffNeeds, where: Where, source: IncomingTable): Promise<ReadStaff> => {
  const places = await placesFor(needs, where.county)
  const { columns, rows } = await readSheet(source)
  const read = rows.map(({ number, cells }) => ({ row: number, read: readAccountRow(cells, columns, places) }))
  const logins = read.flatMap(({ read: one }) =>
    one.outcome === 'read' && one.account.login !== null ? [one.account.login] : [],
  )
  const known = await knownAccounts(needs, { ...where, logins })
  return { rows: judgeAccounts(read, known), teams: columns.team !== undefined }
}
