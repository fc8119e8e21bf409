import { ageToday } from '@lianfang/domain/care'
import { dayIn, instantOf } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inAllOf, inTransaction, type Tx } from '../../../kernel/db/index.js'
import { type Call, idCursor } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { openFields } from '../people/secrets.js'
import { longMs, windowOf } from './read-league.js'
import { type MissedRow, missedOf } from './sql.js'

const tell = async (needs: CareNeeds, tx: Tx, home: string, rows: readonly MissedRow[]) => {
  const secrets = await openFields(needs, tx, { home, people: rows.map((r) => r.id), fields: ['name'] })
  const names = await placesByCode(
    tx,
    rows.flatMap((r) => [r.township, r.village]).filter((code) => code !== null),
  )
  const named = (code: string | null): string => (code === null ? '' : (names.get(code)?.name ?? code))
  const today = dayIn(instantOf(needs.now()), needs.zone)
  return rows.map((r) => ({
    personId: r.id,
    name: secrets.get(r.id)?.get('name') ?? '',
    age: ageToday({ day: r.birth_day, year: r.birth_year }, today),
    tier: r.tier,
    place: `${named(r.township)} ${named(r.village)}`.trim(),
    teamName: r.team_name,
    missed: r.missed,
    lastDueAt: new Date(r.last).toISOString(),
  }))
}

/** The people behind what a township or a team did not do in time (K6). */
export const listMissed = async (needs: CareNeeds, { scope, query, actor, require }: Call<'league.missed'>) => {
  const { place, team, limit } = query
  require({ place, ...(team === undefined ? {} : { teamId: team }) })
  if ((place.length !== 6 && place.length !== 9) || !place.startsWith(scope.county)) throw problem('place.outside')
  const after = idCursor(query.cursor)
  const read = async (tx: Tx) => {
    const { at } = await windowOf(needs, tx, { home: scope.county, township: place.length === 9 ? place : '', team })
    const rows = await missedOf(tx, at, { after, limit: limit + 1 })
    const shown = rows.slice(0, limit)
    await writeAudit(tx, actor, { action: 'league.missed', place, count: shown.length })
    return {
      inAll: await inAllOf({ cursor: query.cursor, read: rows.length, limit }, async () => ({
        n: rows[0]?.in_all ?? 0,
        more: false,
      })),
      rows: await tell(needs, tx, scope.county, shown),
      next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    }
  }
  return inTransaction(needs.db.app, scope, read, { noted: true, longMs })
}
