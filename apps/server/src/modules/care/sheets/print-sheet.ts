import { randomInt } from 'node:crypto'
import { sheetCodeDigits, sheetCodeLength } from '@lianfang/domain/care'
import { addDays, type Day, dayIn, instantOf, type PlaceCode, startOfDay } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, inTurn, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { bulkId } from '../../../kernel/ids/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { dayRows, type Whose as WhoseRows } from '../followups/day-order.js'
import type { CareNeeds } from '../needs.js'
import type { ListedRow } from '../people/rows.js'
import { addLines, addSheet, sheetBefore, teamHere } from './sql.js'

/** A team visits some dozens a day; more than this on one sheet is a stack that nobody carries. */
const most = 300

type Printing = Call<'sheet.print'>
type Whose = { readonly township: PlaceCode; readonly village: PlaceCode | null; readonly team: string | null }

/** Whose day is printed: a team's that was chosen or is the reader's own, else the own village's. */
const whoseDay = async (tx: Tx, { scope, body, require }: Printing): Promise<Whose | null> => {
  const id = body.team ?? (scope.team === '' ? null : scope.team)
  if (id !== null) {
    const team = await teamHere(tx, scope.county, id)
    if (team === undefined) throw problem('not-found')
    require({ place: team.township, teamId: team.id })
    return { township: team.township, village: null, team: team.id }
  }
  if (scope.village === '') return null
  const [township, village] = [scope.township as PlaceCode, scope.village as PlaceCode] // codes of the session's own grant
  require({ place: village, teamId: null })
  return { township, village, team: null }
}

const makeCode = (): string =>
  Array.from({ length: sheetCodeLength }, () => sheetCodeDigits[randomInt(sheetCodeDigits.length)]).join('')

/** Keeps a day list as it is printed: the order of the paper stays when the day's list has moved on (K3). */
export const printSheet = async (needs: CareNeeds, call: Printing) => {
  const { scope, actor, body } = call
  const now = instantOf(needs.now())
  const day = dayIn(now, needs.zone)
  const home = scope.county
  const keep = async (tx: Tx) => {
    await inTurn(tx, body.id)
    const before = await sheetBefore(tx, home, body.id)
    if (before !== undefined) return repeated(before, call)
    const whose = await whoseDay(tx, call)
    if (whose === null) return { outcome: 'refused', reason: 'sheet-team' } as const
    const rows = await dueOn(needs, tx, { home, whose, day })
    if (rows.length === 0) return { outcome: 'refused', reason: 'sheet-empty' } as const
    const lines = rows.slice(0, most).map((row) => ({ row, followup: bulkId(), medicine: bulkId() }))
    const leftOver = rows.length - lines.length
    const sheet = { home, id: body.id, ...whose, day, at: new Date(now), account: actor.accountId }
    await addUnderCode(tx, { ...sheet, people: lines.length, leftOver })
    await addLines(tx, home, body.id, lines)
    const place = whose.village ?? whose.township
    await writeAudit(tx, actor, { action: 'sheet.print', subject: body.id, place, count: lines.length })
    return { outcome: 'recorded', id: body.id } as const
  }
  return inTransaction(needs.db.app, scope, keep)
}

const repeated = (before: { team: string | null; printed_by: string }, { actor, body }: Printing) => {
  const same = before.printed_by === actor.accountId && (body.team === null || body.team === before.team)
  if (!same) throw problem('command.other-body', { id: body.id })
  return { outcome: 'already-recorded', id: body.id } as const
}

type Of = { readonly home: string; readonly whose: Whose; readonly day: Day }

const dueOn = (needs: CareNeeds, tx: Tx, { home, whose, day }: Of): Promise<ListedRow[]> => {
  const { team, township, village } = whose
  const whoseRows: WhoseRows = (alias) => {
    const column = (name: 'team' | 'township' | 'village') => sql.ref(`${alias}.${name}`)
    if (team !== null) return sql`${column('team')} = ${team}::uuid`
    return sql`${column('township')} = ${township} and ${column('village')} = ${village}`
  }
  return dayRows(tx, {
    home,
    whose: whoseRows,
    wide: false,
    before: new Date(startOfDay(addDays(day, 1), needs.zone)),
    cursor: null,
    // Some more than a sheet holds, so that it can say how many are left over.
    limit: most * 4,
  })
}

const addUnderCode = async (tx: Tx, sheet: Omit<Parameters<typeof addSheet>[1], 'code'>): Promise<void> => {
  for (let tries = 0; tries < 5; tries += 1) if ((await addSheet(tx, { ...sheet, code: makeCode() })) === 1) return
  // Five codes in a row that are taken: the id is, by a sheet that this reader does not see.
  throw problem('command.other-body', { id: sheet.id })
}
