import type { DaySheet, SheetHead, SheetRecord } from '@lianfang/contract'
import { ageToday, readSheetCode } from '@lianfang/domain/care'
import { addDays, DAY_MS, dayIn, type Instant, instantOf, startOfDay } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { type PlaceName, placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { dueInfoOf, lifeInfoOf } from '../people/rows.js'
import { openFields } from '../people/secrets.js'
import { type LineRow, linesOf, type SheetHeadRow, sheetById, sheetsOf } from './sql.js'

const listedDays = 14
// More than a township prints in two weeks; a county is searched.
const listedMost = 300

type Places = ReadonlyMap<string, PlaceName>

const iso = (at: Instant): string => new Date(at).toISOString()

const headOf = (row: SheetHeadRow, places: Places): SheetHead => {
  const code = row.village ?? row.township
  const { name, level } = places.get(code) ?? { name: code, level: 'township' as const }
  return {
    id: row.id,
    code: row.code,
    day: row.day,
    place: { code, name, level },
    team: row.team === null ? null : { id: row.team, name: row.team_name ?? '' },
    printedAt: iso(row.printed_at),
    printedBy: row.printed_name,
    people: row.people,
    entered: row.entered,
  }
}

/** Sheets printed in a place in the last two weeks, the newest first; an older one by its whole number. */
export const listSheets = (needs: CareNeeds, { scope, query, actor, require }: Call<'sheet.list'>) => {
  require({ place: query.place })
  const home = scope.county
  if (query.place.length >= 6 && !query.place.startsWith(home)) throw problem('place.outside')
  const text = query.text ?? ''
  const since = new Date(needs.now() - listedDays * DAY_MS)
  const read = async (tx: Tx) => {
    const wanted = { home, place: query.place, since, code: readSheetCode(text), text, limit: listedMost + 1 }
    const rows = await sheetsOf(tx, wanted)
    const shown = rows.slice(0, listedMost)
    const places = await placesByCode(
      tx,
      shown.map((row) => row.village ?? row.township),
    )
    await writeAudit(tx, actor, { action: 'sheet.list', place: query.place, count: shown.length })
    return { rows: shown.map((row) => headOf(row, places)), more: rows.length > shown.length }
  }
  return inTransaction(needs.db.app, scope, read, { noted: true })
}

const recordOf = (row: LineRow, of: 'e' | 'm'): SheetRecord | null => {
  const at = row[`${of}_at`]
  if (at === null) return null
  return {
    at: iso(at),
    channel: row[`${of}_channel`],
    outcome: row[`${of}_outcome`],
    spo2Percent: row[`${of}_spo2`],
    temperatureC: row[`${of}_temperature`],
    breathsPerMinute: row[`${of}_breaths`],
    by: row[`${of}_by`],
  }
}

/** A sheet in the order of the paper. Names are those of now; whoever is no longer the reader's has none. */
export const readSheet = (
  needs: CareNeeds,
  { scope, params, actor, require }: Call<'sheet.read'>,
): Promise<DaySheet> => {
  const home = scope.county
  const read = async (tx: Tx): Promise<DaySheet> => {
    const head = await sheetById(tx, home, params.id)
    if (head === undefined) throw problem('not-found')
    require({ place: head.village ?? head.township, teamId: head.team })
    const [from, until] = [startOfDay(head.day, needs.zone), startOfDay(addDays(head.day, 1), needs.zone)]
    const lines = await linesOf(tx, { home, sheet: head.id, from: new Date(from), until: new Date(until) })
    const rows = await tellLines(needs, tx, home, lines)
    const places = await placesByCode(tx, [head.village ?? head.township])
    await writeAudit(tx, actor, { action: 'sheet.read', subject: head.id, place: head.township, count: rows.length })
    return { ...headOf(head, places), leftOver: head.left_over, rows }
  }
  return inTransaction(needs.db.app, scope, read, { noted: true })
}

const tellLines = async (needs: CareNeeds, tx: Tx, home: string, lines: readonly LineRow[]) => {
  const people = lines.filter((l) => l.here).map((l) => l.person)
  const secrets = await openFields(needs, tx, { home, people, fields: ['name', 'phones', 'address'] })
  const places = await placesByCode(
    tx,
    lines.flatMap((l) => (l.village === null ? [] : [l.village])),
  )
  const today = dayIn(instantOf(needs.now()), needs.zone)
  const personOf = (l: LineRow) => ({
    name: secrets.get(l.person)?.get('name') ?? '',
    age: ageToday({ day: l.birth_day, year: l.birth_year }, today),
    village: l.village === null ? null : (places.get(l.village)?.name ?? l.village),
    address: secrets.get(l.person)?.get('address') || null,
    phones: (secrets.get(l.person)?.get('phones') ?? '').split('\n').filter((phone) => phone !== ''),
    life: lifeInfoOf(l),
  })
  return lines.map((l) => ({
    n: l.n,
    personId: l.person,
    person: l.here ? personOf(l) : null,
    tier: l.tier,
    due: dueInfoOf(l),
    attempts: l.attempts,
    followup: l.followup,
    medicine: l.medicine,
    entered: recordOf(l, 'e'),
    meanwhile: recordOf(l, 'm'),
  }))
}
