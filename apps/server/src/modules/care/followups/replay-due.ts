import { type DueHistory, type Lodging, lodgingFlags, replayDue } from '@lianfang/domain/care'
import type { Tier } from '@lianfang/domain/policy'
import {
  addDays,
  type Day,
  type Instant,
  instantOf,
  type PlaceCode,
  parseDay,
  startOfDay,
} from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { lifeFacts } from '../life/sql.js'
import type { CareNeeds } from '../needs.js'
import { type SinceRow, sinceOfRow } from '../people/since-row.js'
import { factsOf } from './sql.js'

type PersonRow = Lodging &
  SinceRow & {
    readonly township: string
    readonly village: string | null
    readonly team: string | null
  }

const personRow = (tx: Tx, home: string, id: string): Promise<PersonRow | undefined> =>
  tx.row(sql<PersonRow>`
    select township, village, team, taken_in_at, living, kinds, living_since, kinds_since from care.person
    where home = ${home} and id = ${id}`)

const tierChanges = (tx: Tx, home: string, person: string) =>
  tx.rows(sql<{ at: Instant; from: Tier | null; to: Tier }>`
    select at, from_tier as from, to_tier as to from care.tier_change where home = ${home} and person = ${person} order by at`)

// From when it was known, as the engine counts: nobody was overdue on the days before the report.
const episodes = (tx: Tx, home: string, person: string) =>
  tx.rows(sql<{ since: Instant; until: Instant | null }>`
    select known_at as since, ended_at as until from care.episode where home = ${home} and person = ${person}`)

const historyOf = async (
  tx: Tx,
  row: PersonRow,
  at: { home: string; person: string; zone: string },
): Promise<DueHistory> => {
  const { home, person, zone } = at
  const tiers = await tierChanges(tx, home, person)
  const ill = await episodes(tx, home, person)
  return {
    takenInAt: row.taken_in_at,
    tiers,
    facts: await factsOf(tx, home, person),
    life: await lifeFacts(tx, home, person),
    flags: [
      ...lodgingFlags(row, sinceOfRow(row)).map((held) => ({ ...held, until: null })),
      ...ill.map((one) => ({ flag: 'episode' as const, ...one })),
    ],
    zone,
  }
}

const iso = (at: Instant): string => new Date(at).toISOString()

/** The last moment of a day that is over, or now. */
const momentOf = (day: Day, now: Instant, zone: string): Instant =>
  instantOf(Math.min(startOfDay(addDays(day, 1), zone) - 1, now))

/** Why a person was or was not due on a day, by the rules in force in that place on that day (K3, X3). */
export const replayDueOn = async (needs: CareNeeds, call: Call<'due.replay'>) => {
  const { params, query, scope, actor, require } = call
  const now = instantOf(needs.now())
  const day = parseDay(query.day)
  if (day === null || startOfDay(day, needs.zone) > now) throw problem('request.invalid', { day: query.day })
  const at = momentOf(day, now, needs.zone)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const home = scope.county
      const row = await personRow(tx, home, params.id)
      if (row === undefined) throw problem('not-found')
      const place = (row.village ?? row.township) as PlaceCode // stored from a checked code
      require({ place, teamId: row.team, personId: params.id })
      await writeAudit(tx, actor, { action: 'due.replay', subject: params.id, place })
      const values = openGate((await needs.policy.care(place, day)).due)
      const replayed = replayDue(await historyOf(tx, row, { home, person: params.id, zone: needs.zone }), at, values)
      if (replayed.outcome === 'notOnLedger') return { day, at: iso(at), found: null }
      const { tier, life, flags, twoWayAt, attemptsAt, due, lines } = replayed
      return {
        day,
        at: iso(at),
        found: {
          tier,
          status: life.status,
          away: life.away,
          flags: flags.map(({ flag, since }) => ({ flag, since: iso(since) })),
          talks: twoWayAt.map(iso),
          attempts: attemptsAt.map(iso),
          due: { ...due, dueAt: due.dueAt === null ? null : iso(due.dueAt) },
          overdue: due.dueAt !== null && due.dueAt < at,
          lines: lines.map((line) => ({ ...line, dueAt: iso(line.dueAt) })),
        },
      }
    },
    { noted: true },
  )
}
