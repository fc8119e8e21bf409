import type { LifeEventKind, LifeFact } from '@lianfang/domain/care'
import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

type FactRow = {
  readonly id: string
  readonly kind: LifeEventKind | 'takenBack'
  readonly at: Instant
  readonly account: string
  readonly takes_back: string | null
}

/** All life facts of a person. */
export const lifeFacts = async (tx: Tx, home: string, person: string): Promise<LifeFact[]> => {
  const rows = await tx.rows(sql<FactRow>`
    select id, kind, at, account, takes_back from care.life_event where home = ${home} and person = ${person}`)
  return rows.map(({ id, kind, at, account: by, takes_back }) =>
    kind === 'takenBack' ? { id, kind, at, by, takesBack: takes_back ?? '' } : { id, kind, at, by },
  )
}

/** The fact of a command id, when it was recorded before. */
export const lifeBefore = (tx: Tx, home: string, id: string) =>
  tx.row(sql<{ person: string; body_hash: Buffer }>`
    select person, body_hash from care.life_event where home = ${home} and id = ${id}`)

type NewFact = {
  readonly home: string
  readonly id: string
  readonly person: string
  readonly kind: LifeEventKind | 'takenBack'
  readonly at: Instant
  readonly claimedAt: Instant
  readonly doubt: string
  readonly account: string
  readonly day: string | null
  readonly noteSealed: Buffer | null
  readonly takesBack: string | null
  readonly bodyHash: Buffer
}

/** Appends a fact; answers 0 when its id was taken by a fact about somebody else. */
export const addLifeFact = (tx: Tx, f: NewFact): Promise<number> =>
  tx.run(sql`
    insert into care.life_event (home, id, person, kind, at, claimed_at, doubt, account, day, note_sealed, takes_back, body_hash)
    values (${f.home}, ${f.id}, ${f.person}, ${f.kind}, ${new Date(f.at)}, ${new Date(f.claimedAt)}, ${f.doubt},
      ${f.account}, ${f.day}::date, ${f.noteSealed}, ${f.takesBack}, ${f.bodyHash})
    on conflict do nothing`)
