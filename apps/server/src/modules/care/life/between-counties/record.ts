import type { AlarmReason, EpisodeKind, KindsSince, LifeFact, TierOverride } from '@lianfang/domain/care'
import { countingEvents } from '@lianfang/domain/care'
import type { Tier } from '@lianfang/domain/policy'
import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../../kernel/db/index.js'
import type { StoredBaseline } from '../../alarms/sql-episodes.js'
import { openEpisode } from '../../alarms/sql-episodes.js'
import type { CareNeeds } from '../../needs.js'
import type { StoredPerson } from '../../people/load-people.js'
import { personKey } from '../../people/secrets.js'
import { lifeFacts } from '../sql.js'

type Kept = {
  readonly override: TierOverride | null
  readonly baseline: StoredBaseline | null
  readonly symptomsAt: Instant | null
  readonly trial: boolean
  readonly lastSpo2: number | null
  readonly lastSpo2At: Instant | null
  readonly feverSince: Instant | null
}

export type CarriedAlarm = {
  readonly kind: 'reading' | 'referNow'
  readonly measuredAt: Instant
  readonly reasons: readonly AlarmReason[]
  readonly spo2Percent: number | null
  readonly urgent: boolean
}

type CarriedEpisode = {
  readonly id: string
  readonly kind: EpisodeKind
  readonly beganAt: Instant
  readonly account: string
  readonly note: string | null
}

/** A person as they stood in one county, for another: what care goes on with. Calls, medicine requests and day sheets stay. */
export type CarriedRecord = Kept &
  Pick<
    StoredPerson,
    | 'fields'
    | 'tier'
    | 'tierSince'
    | 'dutySince'
    | 'takenInAt'
    | 'livingSince'
    | 'episodeSince'
    | 'twoWayAt'
    | 'attemptsAt'
  > & {
    /** Left out in records of before. */
    readonly kindsSince?: KindsSince
    readonly tiers: readonly {
      readonly at: Instant
      readonly from: Tier | null
      readonly to: Tier
      readonly cause: string
    }[]
    readonly life: readonly LifeFact[]
    readonly episode: CarriedEpisode | null
    readonly alarms: readonly CarriedAlarm[]
  }

const kept = (tx: Tx, home: string, person: string): Promise<Kept | undefined> =>
  tx.row(sql<Kept>`
    select p.override, p.baseline, p.symptoms_at as "symptomsAt", p.trial, d.last_spo2 as "lastSpo2",
      d.last_spo2_at as "lastSpo2At", d.fever_since as "feverSince"
    from care.person p join care.due d on d.home = p.home and d.person = p.id
    where p.home = ${home} and p.id = ${person}`)

const tiersOf = (tx: Tx, home: string, person: string) =>
  tx.rows(sql<CarriedRecord['tiers'][number]>`
    select at, from_tier as from, to_tier as to, cause from care.tier_change
    where home = ${home} and person = ${person} order by at, id`)

const openAlarms = (tx: Tx, home: string, person: string) =>
  tx.rows(sql<CarriedAlarm>`
    select kind, measured_at as "measuredAt", reasons, spo2_percent as "spo2Percent", urgent from care.alarm
    where home = ${home} and person = ${person} and closed_at is null order by raised_at`)

const episodeOf = async (needs: CareNeeds, tx: Tx, home: string, person: string): Promise<CarriedEpisode | null> => {
  const row = await openEpisode(tx, home, person)
  if (row === undefined) return null
  const key = await personKey(tx, home, person)
  const at = { county: home, person, field: `episode:${row.id}` }
  const note = row.note_sealed === null ? null : needs.keys.open({ key, at, sealed: row.note_sealed })
  return { id: row.id, kind: row.kind, beganAt: row.began_at, account: row.account, note }
}

/** Living elsewhere than registered ends with the move; everything else of a life goes on. */
const goesAlong = ({ kind }: LifeFact): boolean => kind !== 'away' && kind !== 'home'

/** The record of a locked person, as it stands at this moment. */
export const recordOf = async (
  needs: CareNeeds,
  tx: Tx,
  { home, person }: { readonly home: string; readonly person: StoredPerson },
): Promise<CarriedRecord> => {
  const row = await kept(tx, home, person.id)
  if (row === undefined) throw new Error('a locked person has a row')
  const { fields, tier, tierSince, dutySince, takenInAt, livingSince, kindsSince } = person
  const { episodeSince, twoWayAt, attemptsAt } = person
  return {
    ...row,
    ...{ fields, tier, tierSince, dutySince, takenInAt, livingSince, kindsSince },
    ...{ episodeSince, twoWayAt, attemptsAt },
    tiers: await tiersOf(tx, home, person.id),
    life: countingEvents(await lifeFacts(tx, home, person.id)).filter(goesAlong),
    episode: await episodeOf(needs, tx, home, person.id),
    alarms: await openAlarms(tx, home, person.id),
  }
}

export const writeRecord = (record: CarriedRecord): string => JSON.stringify(record)
/** Reads what `writeRecord` wrote and the key of its row sealed. */
export const readRecord = (text: string): CarriedRecord => JSON.parse(text) as CarriedRecord // our own, sealed
