import type { Hanging } from '@lianfang/domain/care'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

type Two = { readonly home: string; readonly kept: string; readonly other: string }

/** What hangs on a record and does not go along with it. */
export const hangingOn = async (tx: Tx, home: string, person: string): Promise<Hanging[]> => {
  const row = await tx.row(sql<Record<Hanging, boolean>>`
    select exists (select from care.move where home = ${home} and person = ${person} and state = 'asked' and side is distinct from 'takes') as move,
      exists (select from care.care_home_resident where home = ${home} and person = ${person}) as "careHome",
      exists (select from care.medicine_request where home = ${home} and person = ${person} and closed_at is null) as medicine`)
  return (['move', 'careHome', 'medicine'] as const).filter((one) => row?.[one] === true)
}

/** From now on the other record says in which one it goes on; rows of files that were read as it are the kept one's. */
export const setJoined = async (tx: Tx, { home, kept, other }: Two): Promise<void> => {
  await tx.run(sql`update care.person set joined_to = ${kept} where home = ${home} and id = ${other}`)
  await tx.run(sql`update care.ledger_row set person = ${kept} where home = ${home} and person = ${other}`)
}

export const setApart = (tx: Tx, home: string, person: string): Promise<number> =>
  tx.run(sql`update care.person set joined_to = null where home = ${home} and id = ${person}`)

/** Talks that came with a joined record go back with it. */
export const dropCarried = (
  tx: Tx,
  at: { readonly home: string; readonly person: string; readonly by: string },
): Promise<number> =>
  tx.run(sql`
    delete from care.carried_contact where home = ${at.home} and person = ${at.person} and move = ${at.by}`)

type Note = Two & { readonly id: string; readonly at: Date; readonly account: string; readonly sealed: Buffer }

/** What the two said where they differed stands on the timeline of the one that goes on. */
export const addMerged = (tx: Tx, n: Note): Promise<number> =>
  tx.run(sql`
    insert into care.record_merged (home, id, person, at, account, sealed, other)
    values (${n.home}, ${n.id}, ${n.kept}, ${n.at}, ${n.account}, ${n.sealed}, ${n.other})`)
