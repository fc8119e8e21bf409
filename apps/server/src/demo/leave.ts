import { randomUUID } from 'node:crypto'
import type { ClientBase } from 'pg'
import { otherSessions } from '../kernel/backup/index.js'
import type { Database } from '../kernel/db/index.js'
import { countPeople, emptyTables, readDemonstration, tablesToEmpty } from './sql-leave.js'

export type LeaveNeeds = {
  /** A connection of the administrator's (`house.admin()`). */
  readonly admin: ClientBase
  /** This process's own pools: their connections are not somebody else's. */
  readonly db: Database
  /** What the emptied database is: a real one, or again a demonstration (after a filling that was cut off). */
  readonly turnInto: 'real' | 'demonstration'
}

export type Left =
  | { readonly outcome: 'left' }
  | { readonly outcome: 'refused'; readonly why: 'not-a-demonstration' }
  | { readonly outcome: 'refused'; readonly why: 'in-use'; readonly others: number }

export type WhatGoes = {
  readonly invented: number
  /** Taken in from ledgers loaded on trial: they may be real people. */
  readonly onTrial: number
  /** Others are connected, so that leaving would be refused now. */
  readonly inUse: boolean
}

/** Whom leaving would delete, and whether it can be done now; null when this is no demonstration. */
export const whatGoes = async (admin: ClientBase, db: Database): Promise<WhatGoes | null> => {
  if (!(await readDemonstration(admin))) return null
  const { all, onTrial } = await countPeople(admin)
  return { invented: all - onTrial, onTrial, inUse: (await otherSessions(admin, db)) > 0 }
}

/**
 * Empties a demonstration database: people, ledgers loaded on trial, follow-ups, accounts, audit, local policy. One
 * transaction that truncates, rather than dropping the database: it needs no right that a rented database may lack, and
 * a power cut leaves either all or nothing. Structure, places and the key file stay.
 */
export const leaveDemonstration = async ({ admin, db, turnInto }: LeaveNeeds): Promise<Left> => {
  if (!(await readDemonstration(admin))) return { outcome: 'refused', why: 'not-a-demonstration' }
  const others = await otherSessions(admin, db)
  if (others > 0) return { outcome: 'refused', why: 'in-use', others }
  const tables = await tablesToEmpty(admin)
  await admin.query('begin')
  try {
    await emptyTables(admin, { tables, id: randomUUID(), demonstration: turnInto === 'demonstration' })
    await admin.query('commit')
  } catch (error) {
    await admin.query('rollback')
    throw error
  }
  return { outcome: 'left' }
}
