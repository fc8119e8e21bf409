import type { RecordFollowup } from '@lianfang/contract'
import {
  countingFacts,
  type FollowupFact,
  type Measured,
  type Monitored,
  noReadings,
  type ReadingState,
  type ToldSymptoms,
} from '@lianfang/domain/care'
import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { countOpen } from '../alarms/sql-ends.js'
import type { KnownRow } from './sql.js'

type ToldFact = Omit<FollowupFact, 'corrects'> & {
  readonly corrects: string | null
  readonly spo2Percent: number | null
  readonly temperatureC: number | null
  readonly symptoms: ToldSymptoms['symptoms'] | null
}

type EpisodeRow = { readonly id: string; readonly known_at: Instant; readonly ended_at: Instant | null }

/** What a correction or a withdrawal is worked out from: all that stands beside it. */
export type Anew = {
  /** The moment of what is put right. */
  readonly at: Instant
  readonly others: readonly (Measured & Pick<ToldFact, 'symptoms'>)[]
  /** What came with the person from another county, of which there are no readings here. */
  readonly start: ReadingState
  /** The one that is open, or that the entry itself had ended. */
  readonly episode: (Monitored & { readonly id: string; readonly ended: boolean }) | null
  readonly openAlarms: number
}

/** Everything measured and told of a person: followed up, from home, and by callers where this reader sees that desk. */
const toldOf = (tx: Tx, home: string, person: string): Promise<ToldFact[]> =>
  tx.rows(sql<ToldFact>`
    select id, at, channel, outcome, corrects, spo2_percent as "spo2Percent", temperature_c::float8 as "temperatureC", symptoms
    from care.followup where home = ${home} and person = ${person}
    union all
    select id, at, 'message', 'reached', null, spo2_percent, temperature_c::float8, null
    from care.home_reading where home = ${home} and person = ${person}
    union all
    select id, at, 'phone', 'reached', null, spo2_percent, temperature_c::float8, null
    from care.desk_call where home = ${home} and person = ${person}
    order by at, id`)

const episodeOf = (tx: Tx, home: string, person: string, endedAt: Instant): Promise<EpisodeRow | undefined> =>
  tx.row(sql<EpisodeRow>`
    select id, known_at, ended_at from care.episode where home = ${home} and person = ${person}
      and (ended_at is null or ended_at = ${new Date(endedAt)} and end_reason = 'symptomFree')
    order by ended_at desc nulls first limit 1`)

/** An infection or worsening whose end was a mistake is open again. */
export const reopenEpisode = (tx: Tx, home: string, id: string): Promise<number> =>
  tx.run(sql`update care.episode set ended_at = null, end_reason = null where home = ${home} and id = ${id}`)

const startOf = (known: KnownRow, told: readonly ToldFact[]): ReadingState => {
  const here = new Set<Instant | null>(told.map(({ at }) => at))
  const carried = (at: Instant | null): boolean => at !== null && !here.has(at)
  const spo2 = carried(known.last_spo2_at) ? { lastSpo2Percent: known.last_spo2, lastSpo2At: known.last_spo2_at } : {}
  return { ...noReadings, ...spo2, ...(carried(known.fever_since) ? { feverSince: known.fever_since } : {}) }
}

const asFact = ({ corrects, ...fact }: ToldFact) => (corrects === null ? fact : { ...fact, corrects })

/** Reads what stands beside a correction; null for what corrects nothing, or nothing that is known. */
export const loadAnew = async (
  tx: Tx,
  home: string,
  { command, known }: { readonly command: RecordFollowup; readonly known: KnownRow },
): Promise<Anew | null> => {
  if (command.corrects === null) return null
  const person = command.personId
  const told = await toldOf(tx, home, person)
  const corrected = told.find(({ id }) => id === command.corrects)
  if (corrected === undefined) return null
  const { at } = corrected
  const own = { ...corrected, id: command.id, outcome: command.outcome, corrects: corrected.id }
  const others = countingFacts([...told, own].map(asFact)).filter((f) => f.outcome === 'reached' && f.id !== command.id)
  const row = await episodeOf(tx, home, person, at)
  const symptomsHere = told.some((fact) => fact.symptoms !== null && fact.at === known.symptoms_at)
  const symptomsAt = symptomsHere ? null : known.symptoms_at
  return {
    ...{ at, others, start: startOf(known, told) },
    episode: row === undefined ? null : { id: row.id, since: row.known_at, symptomsAt, ended: row.ended_at !== null },
    openAlarms: await countOpen(tx, { home, person }),
  }
}
