import { ageToday, dayBucket } from '@lianfang/domain/care'
import { addDays, type Day, dayIn, instantOf, parseDay, startOfDay } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Scope, type Tx } from '../../../kernel/db/index.js'
import { type Call, momentCursor, writeMomentCursor } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { openFields } from '../people/secrets.js'
import { type DoneAim, type DoneRow, doneRows, doneTotal, townshipOfTeam } from './sql-done.js'

/** The board's figure: today and the six days before. */
const daysShown = 7

const daysOf = (day: string | undefined, today: Day): { readonly from: Day; readonly until: Day | null } => {
  // Without an end, as the figure has none: a clock that was set back must not tear the two apart.
  if (day === undefined) return { from: addDays(today, 1 - daysShown), until: null }
  const only = parseDay(day)
  if (only === null) throw problem('request.invalid', { day })
  return { from: only, until: only }
}

type Asked = { readonly place: string; readonly team: string | undefined; readonly scope: Scope }

/** Whose work is read: the acting team's, else the asked team's, else the place's, where field staff without a team have their village. */
const aimOf = async (tx: Tx, { place, team, scope }: Asked): Promise<DoneAim & { readonly place: string }> => {
  const home = scope.county
  // Who sees one village alone is not told what a team did in others.
  if (scope.team === '' && scope.village !== '' && team !== undefined) throw problem('forbidden')
  const one = scope.team === '' ? (team ?? null) : scope.team
  if (one !== null) {
    const township = (await townshipOfTeam(tx, home, one)) ?? ''
    return { home, township, village: null, team: one, place: township }
  }
  const at = scope.village === '' ? place : scope.village
  const [township, village] = [at.length < 9 ? null : at.slice(0, 9), at.length < 12 ? null : at]
  return { home, township, village, team: null, place: at }
}

const tell = async (needs: CareNeeds, tx: Tx, home: string, rows: readonly DoneRow[]) => {
  const people = rows.flatMap((r) => (r.person === null ? [] : [r.person]))
  const secrets = await openFields(needs, tx, { home, people: [...new Set(people)], fields: ['name'] })
  const names = await placesByCode(
    tx,
    rows.flatMap((r) => [r.township, r.village]).filter((code) => code !== null),
  )
  const named = (code: string | null): string => (code === null ? '' : (names.get(code)?.name ?? code))
  const today = dayIn(instantOf(needs.now()), needs.zone)
  return rows.map((r) => ({
    id: r.id,
    at: new Date(r.at).toISOString(),
    person:
      r.person === null || r.tier === null
        ? null
        : {
            id: r.person,
            name: secrets.get(r.person)?.get('name') ?? '',
            age: ageToday({ day: r.birth_day, year: r.birth_year }, today),
            tier: r.tier,
          },
    place: `${named(r.township)} ${named(r.village)}`.trim(),
    teamName: r.team_name,
    by: r.by_name,
    channel: r.channel,
    outcome: 'reached' as const,
    spo2Percent: r.spo2_percent,
    temperatureC: r.temperature_c,
    breathsPerMinute: r.breaths,
    atRest: r.at_rest,
    warmHand: r.warm_hand,
    onOxygen: r.on_oxygen,
    signs: [...r.signs],
    symptoms: r.symptoms,
    unwell: r.unwell,
    answeredBy: r.answered_by,
    talkSeconds: r.talk_seconds,
  }))
}

/** The follow-ups behind the board's figure of seven days, or of one day, newest first (K3, X6). */
export const listDone = async (needs: CareNeeds, { scope, query, actor, require }: Call<'followup.done'>) => {
  const { place, team, limit } = query
  require({ place, ...(team === undefined ? {} : { teamId: team }) })
  // Above the county nobody is named, and a bare total would betray a small count.
  if (scope.county === '' || !place.startsWith(scope.county)) throw problem('place.outside')
  const after = momentCursor(query.cursor)
  const days = daysOf(query.day, dayIn(instantOf(needs.now()), needs.zone))
  const span = {
    from: new Date(startOfDay(days.from, needs.zone)),
    until: days.until === null ? null : new Date(startOfDay(addDays(days.until, 1), needs.zone)),
  }
  const buckets = { from: dayBucket(days.from), until: days.until === null ? null : dayBucket(days.until) }
  const read = async (tx: Tx) => {
    const aim = await aimOf(tx, { place, team, scope })
    const [rows, total] = await Promise.all([
      doneRows(tx, { ...aim, ...span, after, limit: limit + 1 }),
      // Not a team of the reader's: its counters are the county's to read, its number is not.
      aim.township === '' ? 0 : doneTotal(tx, { ...aim, days: buckets }),
    ])
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    await writeAudit(tx, actor, { action: 'followup.done', place, count: shown.length })
    return {
      rows: await tell(needs, tx, scope.county, shown),
      next: rows.length > limit && last !== undefined ? writeMomentCursor(last) : null,
      total,
    }
  }
  return inTransaction(needs.db.app, scope, read, { noted: true })
}
