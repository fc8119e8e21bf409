import { createHash } from 'node:crypto'
import { dayIn, type Instant } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../../../kernel/db/index.js'
import { addStay, homeOfPerson, setResident, setRoundSince } from './sql-roster.js'

type Leaving = {
  readonly home: string
  readonly person: string
  /** Where the person lives from now on; null when only the township is known. */
  readonly village: string | null
  /** Null: a ledger loaded from the command line. */
  readonly account: string | null
  readonly now: Instant
  readonly zone: string
}

/**
 * Who moves to another village leaves the home of the old one, as a fact (K21): its round would ask for somebody who is not
 * there, and the new home could not take them in. What the caller's scope does not show stays as it is; a move between
 * townships is decided over the whole county.
 */
export const leaveHome = async (tx: Tx, { home, person, village, account, now, zone }: Leaving): Promise<void> => {
  const stays = await homeOfPerson(tx, home, person)
  if (stays === undefined || stays.village === village) return
  const id = uuidv7()
  const fact = { home, id, careHome: stays.careHome, person, kind: 'out', day: dayIn(now, zone), room: null } as const
  const bodyHash = createHash('sha256').update(id).digest()
  await addStay(tx, { ...fact, takesBack: null, at: new Date(now), account, bodyHash })
  await setResident({ home, person, stands: null }, tx)
  await setRoundSince(tx, { home, careHome: stays.careHome, now: new Date(now) })
}
