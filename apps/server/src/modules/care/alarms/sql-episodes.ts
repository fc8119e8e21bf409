import type { EpisodeKind } from '@lianfang/domain/care'
import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type EpisodeRow = {
  readonly id: string
  readonly person: string
  readonly kind: EpisodeKind
  readonly began_at: Instant
  /** The last symptoms told, else when it was reported. */
  readonly symptoms_at: Instant
  readonly account: string
  readonly note_sealed: Buffer | null
  readonly name: string | null
}

/** The open infection or worsening of a person. */
export const openEpisode = (tx: Tx, home: string, person: string): Promise<EpisodeRow | undefined> =>
  tx.row(sql<EpisodeRow>`
    select e.id, e.person, e.kind, e.began_at, e.account, e.note_sealed, a.name,
      greatest(e.known_at, p.symptoms_at) as symptoms_at
    from care.episode e left join kernel.account a on a.id = e.account
      left join care.person p on p.home = e.home and p.id = e.person
    where e.home = ${home} and e.person = ${person} and e.ended_at is null`)

/** An episode by the command that began or ended it. */
export const episodeBefore = (tx: Tx, home: string, id: string) =>
  tx.row(sql<{ id: string; person: string; body_hash: Buffer; end_command: string | null }>`
    select id, person, body_hash, end_command from care.episode where home = ${home} and (id = ${id} or end_command = ${id})`)

type NewEpisode = {
  readonly home: string
  readonly id: string
  readonly person: string
  readonly kind: EpisodeKind
  readonly at: Date
  /** When whoever follows it daily came to know of it. */
  readonly knownAt: Date
  readonly account: string
  readonly noteSealed: Buffer | null
  readonly bodyHash: Buffer
}

export const addEpisode = (tx: Tx, e: NewEpisode): Promise<number> =>
  tx.run(sql`
    insert into care.episode (home, id, person, kind, began_at, known_at, account, note_sealed, body_hash)
    values (${e.home}, ${e.id}, ${e.person}, ${e.kind}, ${e.at}, ${e.knownAt}, ${e.account}, ${e.noteSealed}, ${e.bodyHash})
    on conflict do nothing`)

type Ending = {
  readonly home: string
  readonly person: string
  readonly at: Date
  readonly by: string | null
  readonly reason: 'doctor' | 'symptomFree' | 'gone'
  readonly noteSealed: Buffer | null
  readonly command: string | null
}

export const endEpisode = (tx: Tx, e: Ending): Promise<number> =>
  tx.run(sql`
    update care.episode set ended_at = ${e.at}, ended_by = ${e.by}::uuid, end_reason = ${e.reason}, end_sealed = ${e.noteSealed},
      end_command = ${e.command}::uuid
    where home = ${e.home} and person = ${e.person} and ended_at is null`)

type Symptoms = {
  readonly home: string
  readonly person: string
  readonly since: Date | null
  readonly at: Date | null
}

/** The person's own note of daily monitoring, which the due engine reads. */
export const setMonitoring = (tx: Tx, m: Symptoms): Promise<number> =>
  tx.run(sql`
    update care.person set episode_since = ${m.since}, symptoms_at = ${m.at} where home = ${m.home} and id = ${m.person}`)

export type StoredBaseline = {
  readonly spo2Percent: number
  readonly until: string
  readonly by: string
  readonly byName: string
}

type BaselineFact = {
  readonly home: string
  readonly id: string
  readonly person: string
  readonly at: Date
  readonly account: string
  readonly spo2Percent: number | null
  readonly until: string | null
  readonly noteSealed: Buffer | null
  readonly bodyHash: Buffer
}

/** Notes who set which usual SpO2 and why; answers 0 when the id was taken. */
export const addBaseline = (tx: Tx, b: BaselineFact): Promise<number> =>
  tx.run(sql`
    insert into care.baseline (home, id, person, at, account, spo2_percent, until, note_sealed, body_hash)
    values (${b.home}, ${b.id}, ${b.person}, ${b.at}, ${b.account}, ${b.spo2Percent}, ${b.until}::date, ${b.noteSealed}, ${b.bodyHash})
    on conflict do nothing`)

export const baselineBefore = (tx: Tx, home: string, id: string) =>
  tx.row(sql<{ body_hash: Buffer }>`select body_hash from care.baseline where home = ${home} and id = ${id}`)

export const setBaseline = (tx: Tx, home: string, person: string, baseline: StoredBaseline | null): Promise<number> =>
  tx.run(sql`
    update care.person set baseline = ${baseline === null ? null : JSON.stringify(baseline)}::jsonb
    where home = ${home} and id = ${person}`)
