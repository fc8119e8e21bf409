import type { LivingClass, NumberToCall } from '@lianfang/domain/care'
import type { PersonKind } from '@lianfang/domain/policy'
import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { type ReadingRow, readingColumns } from '../alarms/reading-row.js'
import { type AlarmRow, alarmColumns } from '../alarms/sql.js'

export type LinkRow = {
  readonly id: string
  readonly person: string
  readonly phone: string
  readonly expires_at: Instant
  readonly withdrawn_at: Instant | null
}

/** The link of a secret, in force or not; of somebody recorded twice it is the record's that goes on. */
export const linkOf = (tx: Tx, home: string, secretHash: Buffer): Promise<LinkRow | undefined> =>
  tx.row(sql<LinkRow>`
    select l.id, coalesce(p.joined_to, l.person) as person, l.phone, l.expires_at, l.withdrawn_at
    from care.home_link l left join care.person p on p.home = l.home and p.id = l.person
    where l.home = ${home} and l.secret_hash = ${secretHash}`)

/** The last link of a person that nobody ended, in force or run out, with who made it. */
export const lastLink = (tx: Tx, at: { readonly home: string; readonly person: string }) =>
  tx.row(sql<{ expires_at: Instant; phone: string; name: string | null }>`
    select l.expires_at, l.phone, a.name from care.home_link l left join kernel.account a on a.id = l.made_by
    where l.home = ${at.home} and l.person = ${at.person} and l.withdrawn_at is null
    order by l.made_at desc limit 1`)

type NewLink = {
  readonly home: string
  readonly id: string
  readonly person: string
  readonly secretHash: Buffer
  readonly by: string
  readonly at: Date
  readonly until: Date
  readonly phone: string
}

export const addLink = (tx: Tx, l: NewLink): Promise<number> =>
  tx.run(sql`
    insert into care.home_link (home, id, person, secret_hash, made_by, made_at, expires_at, phone)
    values (${l.home}, ${l.id}, ${l.person}, ${l.secretHash}, ${l.by}, ${l.at}, ${l.until}, ${l.phone})
    on conflict do nothing`)

export const withdrawLinks = (tx: Tx, at: { readonly home: string; readonly person: string; readonly now: Date }) =>
  tx.run(sql`
    update care.home_link set withdrawn_at = ${at.now}
    where home = ${at.home} and person = ${at.person} and withdrawn_at is null`)

export type Watched = ReadingRow & {
  readonly township: string
  readonly village: string | null
  readonly team: string | null
  readonly kinds: readonly PersonKind[]
  readonly living: LivingClass
  readonly gone: boolean
}

/** The person whom a reading is about, with what is kept of earlier readings, locked. */
export const lockWatched = (tx: Tx, home: string, person: string): Promise<Watched | undefined> =>
  tx.row(sql<Watched>`
    select p.township, p.village, p.team, p.kinds, p.living, p.life in ('dead', 'left') as gone, ${readingColumns}
    from care.due d join care.person p on p.home = d.home and p.id = d.person
    where d.home = ${home} and d.person = ${person} for update of p, d`)

/** Whether the person of a link is on the ledger still. */
export const isWatched = async (tx: Tx, home: string, person: string): Promise<boolean> => {
  const row = await tx.row(sql<{ here: boolean }>`
    select p.life not in ('dead', 'left') as here from care.person p where p.home = ${home} and p.id = ${person}`)
  return row?.here === true
}

export type SentRow = { readonly link: string; readonly body_hash: Buffer; readonly alarmed: boolean }

export const sentBefore = (tx: Tx, home: string, id: string): Promise<SentRow | undefined> =>
  tx.row(sql<SentRow>`select link, body_hash, alarmed from care.home_reading where home = ${home} and id = ${id}`)

export const sentSince = async (
  tx: Tx,
  at: { readonly home: string; readonly link: string; readonly since: Date },
): Promise<number> => {
  const row = await tx.row(sql<{ n: number }>`
    select count(*)::int as n from care.home_reading
    where home = ${at.home} and link = ${at.link} and received_at > ${at.since}`)
  return row?.n ?? 0
}

/** The alarm that came from home and is open, locked: another low value is kept with it and raises no second. */
export const openFromHome = (tx: Tx, home: string, person: string): Promise<AlarmRow | undefined> =>
  tx.row(sql<AlarmRow>`
    select ${alarmColumns} from care.alarm a join care.home_reading r on r.home = a.home and r.id = a.id
    where a.home = ${home} and a.person = ${person} and a.closed_at is null
    order by a.raised_at desc, a.id limit 1 for update of a`)

type NewReading = {
  readonly home: string
  readonly id: string
  readonly person: string
  readonly link: string
  readonly at: Date
  readonly receivedAt: Date
  readonly spo2Percent: number | null
  readonly temperatureC: number | null
  readonly breathsPerMinute: number | null
  readonly symptoms: string | null
  readonly signs: readonly string[]
  readonly alarmed: boolean
  readonly bodyHash: Buffer
}

export const addReading = (tx: Tx, r: NewReading): Promise<number> =>
  tx.run(sql`
    insert into care.home_reading (home, id, person, link, at, received_at, spo2_percent, temperature_c, breaths, symptoms,
      signs, alarmed, body_hash)
    values (${r.home}, ${r.id}, ${r.person}, ${r.link}, ${r.at}, ${r.receivedAt}, ${r.spo2Percent}, ${r.temperatureC},
      ${r.breathsPerMinute}, ${r.symptoms}, ${r.signs}::text[], ${r.alarmed}, ${r.bodyHash})
    on conflict do nothing`)

type Kept = {
  readonly home: string
  readonly person: string
  readonly spo2: { readonly percent: number | null; readonly at: Date | null }
  readonly feverSince: Date | null
}

/** What the next reading is judged by. */
export const keepReading = (tx: Tx, k: Kept): Promise<number> =>
  tx.run(sql`
    update care.due set last_spo2 = ${k.spo2.percent}, last_spo2_at = ${k.spo2.at}, fever_since = ${k.feverSince}
    where home = ${k.home} and person = ${k.person}`)

type Of = { readonly home: string; readonly township: string; readonly team: string | null }

/** The 24-hour numbers in force: the team's family doctor before the township's institution. */
export const deskNumbers = async (tx: Tx, { home, township, team }: Of): Promise<NumberToCall[]> =>
  tx.rows(sql<NumberToCall>`
    select number, case when team is null then 'desk' else 'doctor' end as whose from care.desk_number
    where home = ${home} and township = ${township} and until_at is null and (team is null or team = ${team}::uuid)
    order by team nulls last`)
