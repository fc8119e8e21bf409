import type { LifeEventKind, LifeFact } from '@lianfang/domain/care'
import type { Day, Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

type FactRow = {
  readonly id: string
  readonly kind: LifeEventKind | 'takenBack'
  readonly at: Instant
  readonly account: string | null
  readonly takes_back: string | null
  readonly move: string | null
  readonly counts_from: Instant | null
  readonly day: Day | null
  readonly joined_to: string | null
}

/** All life facts of a person. */
export const lifeFacts = async (tx: Tx, home: string, person: string): Promise<LifeFact[]> => {
  const rows = await tx.rows(sql<FactRow>`
    select id, kind, at, account, takes_back, move, counts_from, day::text as day, joined_to
    from care.life_event where home = ${home} and person = ${person}`)
  return rows.map(({ id, kind, at, account, takes_back, move, counts_from, day, joined_to }) => {
    const told = { ...(counts_from === null ? {} : { countsFrom: counts_from }), ...(day === null ? {} : { day }) }
    const joined = joined_to === null ? {} : { joinedTo: joined_to }
    const fact = { id, at, by: account ?? '', ...(move === null ? {} : { move }), ...told, ...joined }
    return kind === 'takenBack' ? { ...fact, kind, takesBack: takes_back ?? '' } : { ...fact, kind }
  })
}

/** The fact of a command id, when it was recorded before. */
export const lifeBefore = (tx: Tx, home: string, id: string) =>
  tx.row(sql<{ person: string; body_hash: Buffer }>`
    select person, body_hash from care.life_event where home = ${home} and id = ${id}`)

export type NewFact = {
  readonly home: string
  readonly id: string
  readonly person: string
  readonly kind: LifeEventKind | 'takenBack'
  readonly at: Instant
  readonly claimedAt: Instant
  readonly doubt: string
  /** Null where a move between counties makes it. */
  readonly account: string | null
  readonly day: string | null
  readonly countsFrom?: Instant | null
  readonly noteSealed: Buffer | null
  readonly takesBack: string | null
  readonly bodyHash: Buffer
  readonly move?: string
  /** The record that goes on in this one's place. */
  readonly joinedTo?: string
}

/** Appends a fact; answers 0 when its id was taken by a fact about somebody else. */
export const addLifeFact = (tx: Tx, f: NewFact): Promise<number> =>
  tx.run(sql`
    insert into care.life_event (home, id, person, kind, at, claimed_at, doubt, account, day, note_sealed, takes_back, body_hash, move,
      counts_from, joined_to)
    values (${f.home}, ${f.id}, ${f.person}, ${f.kind}, ${new Date(f.at)}, ${new Date(f.claimedAt)}, ${f.doubt},
      ${f.account}, ${f.day}::date, ${f.noteSealed}, ${f.takesBack}, ${f.bodyHash},
      ${f.move ?? null}, ${f.countsFrom == null ? null : new Date(f.countsFrom)},
      ${f.joinedTo ?? null}::uuid)
    on conflict do nothing`)
