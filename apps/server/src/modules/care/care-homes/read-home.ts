import type { CareHomePage, Resident } from '@lianfang/contract'
import { residentState, signsFor } from '@lianfang/domain/care'
import { addHours, dayIn, type Instant, instantOf } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { ageMonthsOn } from '../alarms/reading-row.js'
import type { CareNeeds } from '../needs.js'
import { openRows } from '../people/rows.js'
import { openFields } from '../people/secrets.js'
import { type CareHomeRow, changesOf, homesOf } from './sql.js'
import { type RosterRow, rosterOf, staysOfHome } from './sql-roster.js'
import { openRoundOf, roundsOf } from './sql-rounds.js'
import { fullHour, iso, roundValues, targetOf, tellHomes } from './tell.js'

/** The page of a home: numbers, roster, rounds, who moved, what changed (K21). */
export const readHome = async (needs: CareNeeds, call: Call<'careHome.read'>): Promise<CareHomePage> => {
  const { scope, params, actor, require } = call
  const home = scope.county
  const now = instantOf(needs.now())
  const values = await roundValues(needs, actor.place)
  const read = async (tx: Tx): Promise<CareHomePage> => {
    const [row] = await homesOf(tx, { home, place: '', id: params.id, closed: false, hour: fullHour(now) })
    if (row === undefined) throw problem('not-found')
    require(targetOf(row))
    const [told] = await tellHomes(tx, [row], { now, values })
    if (told === undefined) throw problem('not-found')
    const after = new Date(addHours(now, -values.gapHours))
    const open = await openRoundOf(tx, { home, careHome: row.id, after })
    const roster = await rosterOf(tx, { home, careHome: row.id, round: open?.id ?? null })
    const page = {
      ...told,
      facility: row.facility,
      version: row.version,
      residents: await residentsOf(needs, tx, { call, roster, row, now }),
      rounds: await tellRounds(tx, home, row.id),
      openRound: open?.id ?? null,
      stays: await tellStays(needs, tx, home, row.id),
      changes: (await changesOf(tx, home, row.id)).map((c) => ({
        version: c.version,
        at: iso(c.at),
        by: c.name ?? '',
      })),
    }
    await writeAudit(tx, actor, { action: 'careHome.read', subject: row.id, place: row.village, count: roster.length })
    return page
  }
  return inTransaction(needs.db.app, scope, read, { noted: true })
}

type Telling = {
  readonly call: Call<'careHome.read'>
  readonly roster: readonly RosterRow[]
  readonly row: CareHomeRow
  readonly now: Instant
}

const residentsOf = async (
  needs: CareNeeds,
  tx: Tx,
  { call, roster, row, now }: Telling,
): Promise<CareHomePage['residents']> => {
  const { people, secrets } = await openRows(needs, tx, {
    rows: roster,
    home: call.scope.county,
    fields: ['name', 'phones'],
  })
  const today = dayIn(now, needs.zone)
  const { alarms } = await needs.policy.care(call.actor.place, today)
  const signs = (r: RosterRow): Resident['signs'] =>
    alarms.state === 'closed' ? [] : [...signsFor({ ageMonths: ageMonthsOn(r, today), kinds: r.kinds }, alarms.values)]
  const residents: Resident[] = []
  for (const [i, r] of roster.entries()) {
    const person = people[i]
    if (person === undefined) continue
    const life = { status: r.life, since: r.life_since, away: r.away, resumed: null }
    residents.push({
      ...person,
      phones: (secrets.get(r.id)?.get('phones') ?? '').split('\n').filter((x) => x !== ''),
      room: r.room,
      since: r.since,
      state: residentState({ village: r.village, life }, row.village),
      alarm: r.alarm,
      signs: signs(r),
      told: r.told,
    })
  }
  return residents
}

const tellRounds = async (tx: Tx, home: string, id: string): Promise<CareHomePage['rounds']> =>
  (await roundsOf(tx, home, id)).map((r) => ({
    id: r.id,
    startedAt: iso(r.started_at),
    completedAt: r.completed_at === null ? null : iso(r.completed_at),
    by: r.name ?? '',
    well: r.well,
    unwell: r.unwell,
    refused: r.refused,
    absent: r.absent,
  }))

const tellStays = async (needs: CareNeeds, tx: Tx, home: string, id: string): Promise<CareHomePage['stays']> => {
  const stays = await staysOfHome(tx, home, id)
  const people = [...new Set(stays.map((s) => s.person))]
  const names = await openFields(needs, tx, { home, people, fields: ['name'] })
  return stays.map((s) => ({
    id: s.id,
    personId: s.person,
    name: names.get(s.person)?.get('name') ?? '',
    kind: s.kind,
    day: s.day,
    at: iso(s.at),
    by: s.name ?? '',
    takenBack: s.back_at === null ? null : { at: iso(s.back_at), by: s.back_name ?? '' },
    last: s.last,
  }))
}
