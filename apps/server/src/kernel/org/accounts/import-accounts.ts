import type { JudgedAccount } from '@lianfang/domain/org'
import { writeAudit } from '../../audit/index.js'
import { inTransaction } from '../../db/index.js'
import type { Call, OpenUpload } from '../../http/index.js'
import { type PlaceName, placesByCode } from '../places.js'
import { readStaff, type StaffNeeds } from './read-staff.js'
import { saveStaff } from './save-staff.js'

export type ImportNeeds = StaffNeeds & { readonly openUpload: OpenUpload }

/** Rows as they stand after the accounts were made; a sign-in name that was taken meanwhile is said to be so. */
export const afterSaving = (
  rows: readonly JudgedAccount[],
  made: ReadonlyMap<string, string>,
): readonly (JudgedAccount & { readonly made?: string })[] =>
  rows.map((row) => {
    if (row.outcome !== 'new') return row
    const { login, name } = row.account
    const id = made.get(login)
    if (id !== undefined) return { ...row, made: id }
    return {
      row: row.row,
      outcome: 'wrong',
      name,
      login,
      faults: [{ field: 'login', code: 'loginTaken', value: login }],
    }
  })

/** How many rows are what. */
export const countStaff = (rows: readonly JudgedAccount[]) => {
  const of = (outcome: JudgedAccount['outcome']): number => rows.filter((row) => row.outcome === outcome).length
  return { rows: rows.length, new: of('new'), exists: of('exists'), wrong: of('wrong') }
}

type Named = ReadonlyMap<string, PlaceName>

const rowOf = (row: JudgedAccount & { readonly made?: string }, names: Named) => {
  if (row.outcome === 'wrong') {
    const { outcome, name, login, faults } = row
    return { row: row.row, outcome, id: null, name, login, role: null, place: null, faults: [...faults] }
  }
  const { name, login, role, place } = row.account
  const id = row.outcome === 'exists' ? row.id : (row.made ?? null)
  return { row: row.row, outcome: row.outcome, id, name, login, role, place: names.get(place) ?? null, faults: [] }
}

/**
 * A list of staff: a dry run, or the same file again and the accounts are made. Nothing of the file is kept between the two, so
 * that no list of names lies about; what was judged is judged anew, by what is there now.
 */
export const importAccounts = async (needs: ImportNeeds, call: Call<'account.import'>) => {
  const { actor, scope, query, request, require } = call
  const { county } = query
  require({ place: county })
  const source = await needs.openUpload({ stream: request.raw })
  try {
    const read = await readStaff(needs, { county, admin: actor.place }, source)
    const staff = query.mode === 'take' ? read.rows.flatMap((row) => (row.outcome === 'new' ? [row.account] : [])) : []
    const save = { pool: needs.db.admin, scope, actor, language: query.language }
    const rows = query.mode === 'take' ? afterSaving(read.rows, await saveStaff(save, staff)) : read.rows
    const counts = countStaff(rows)
    const names = await inTransaction(needs.db.admin, scope, async (tx) => {
      const { new: made, exists, wrong } = counts
      const detail = { mode: query.mode, made, exists, wrong }
      await writeAudit(tx, actor, { action: 'account.import', place: county, count: counts.rows, detail })
      return placesByCode(tx, [county, ...rows.flatMap((row) => (row.outcome === 'wrong' ? [] : [row.account.place]))])
    })
    const { sheet, encoding } = source.info()
    return {
      county: names.get(county) ?? { code: county, name: county, level: 'county' as const },
      sheet,
      encoding,
      teams: read.teams,
      counts,
      rows: rows.map((row) => rowOf(row, names)),
    }
  } finally {
    await source.close()
  }
}
