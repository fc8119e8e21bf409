import { ageToday } from '@lianfang/domain/care'
import { dayIn, instantOf } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { countUpTo, inAllOf, inTransaction, type Tx } from '../../../kernel/db/index.js'
import { type Call, momentCursor, writeMomentCursor } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import type { CareNeeds } from '../needs.js'
import { openFields } from '../people/secrets.js'
import { aimAt, sinceEvening } from './read-morning.js'
import { type NewsRow, newsIn, newsRows } from './sql.js'

const tell = async (needs: CareNeeds, tx: Tx, home: string, rows: readonly NewsRow[]) => {
  const secrets = await openFields(needs, tx, { home, people: rows.map((r) => r.person), fields: ['name'] })
  const names = await placesByCode(
    tx,
    rows.flatMap((r) => [r.township, r.village]).filter((code) => code !== null),
  )
  const named = (code: string | null): string => (code === null ? '' : (names.get(code)?.name ?? code))
  const today = dayIn(instantOf(needs.now()), needs.zone)
  return rows.map((r) => ({
    id: r.id,
    personId: r.person,
    name: secrets.get(r.person)?.get('name') ?? '',
    age: ageToday({ day: r.birth_day, year: r.birth_year }, today),
    tier: r.tier,
    place: `${named(r.township)} ${named(r.village)}`.trim(),
    at: new Date(r.at).toISOString(),
    by: r.by_name ?? '',
  }))
}

/** Whom a figure of the night is about, newest first (K6). */
export const listNews = async (needs: CareNeeds, call: Call<'morning.news'>) => {
  aimAt(call)
  const { scope, query, actor } = call
  const { place, kind, limit } = query
  const since = new Date(sinceEvening({ today: dayIn(instantOf(needs.now()), needs.zone), zone: needs.zone }))
  const after = momentCursor(query.cursor)
  const read = async (tx: Tx) => {
    const rows = await newsRows(tx, { home: scope.county, place, since, kind, after, limit: limit + 1 })
    const shown = rows.slice(0, limit)
    await writeAudit(tx, actor, { action: 'morning.news', place, count: shown.length, detail: { kind } })
    const last = shown.at(-1)
    const at = { home: scope.county, place, since, kind }
    return {
      inAll: await inAllOf({ cursor: query.cursor, read: rows.length, limit }, () => countUpTo(tx, newsIn(at))),
      rows: await tell(needs, tx, scope.county, shown),
      next: rows.length > limit && last !== undefined ? writeMomentCursor(last) : null,
    }
  }
  return inTransaction(needs.db.app, scope, read, { noted: true })
}
