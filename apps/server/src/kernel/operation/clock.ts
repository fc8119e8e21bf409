import { DAY_MS, type Day, dayIn, instantOf, startOfDay } from '@lianfang/domain/shared'
import { type Database, inTransaction, noScope } from '../db/index.js'
import { type OperationRow, readOperation } from './sql.js'

/** The clock of a house: the real one, and in a demonstration of the operation the operation's. */
export type Clock = {
  /** Milliseconds since 1970 by which rules and lists go. */
  readonly now: () => number
  /** The real time: sessions and passwords go by it, so that nobody is signed out by a day that is played. */
  readonly wall: () => number
  /** The operation that is played; null in every other database. */
  readonly operation: () => OperationRow | null
  /** Reads anew where the operation stands: another process may have played a day. */
  readonly refresh: () => Promise<OperationRow | null>
}

type Anchor = { readonly day: Day; readonly playedOn: Day; readonly zone: string }

/**
 * The moment it is in the operation: its day at the real time of day. It never goes back: after midnight it stands at the last
 * moment of its day until the next day is played (decision 0022).
 */
export const momentOf = (real: number, { day, playedOn, zone }: Anchor): number => {
  const since = real - startOfDay(playedOn, zone)
  return startOfDay(day, zone) + Math.min(DAY_MS - 1, Math.max(0, since))
}

/** A clock that goes by the wall alone, for houses that play nothing. */
export const wallClock = (wall: () => number): Clock => ({
  now: wall,
  wall,
  operation: () => null,
  refresh: async () => null,
})

type Needs = { readonly db: Database; readonly zone: string; readonly wall: () => number }

/** Opens the clock of a database: what it demonstrates is kept there, so that a restart goes on where it was. */
export const openClock = async ({ db, zone, wall }: Needs): Promise<Clock> => {
  let known: OperationRow | null = null
  const refresh = async (): Promise<OperationRow | null> => {
    known = (await inTransaction(db.worker, noScope, readOperation, { readOnly: true })) ?? null
    return known
  }
  await refresh()
  const now = (): number =>
    known === null ? wall() : momentOf(wall(), { day: known.day, playedOn: known.played_on, zone })
  return { now, wall, operation: () => known, refresh }
}

/** The real day it is now, for the mark of a day that is played. */
export const realDay = ({ wall }: Pick<Clock, 'wall'>, zone: string): Day => dayIn(instantOf(wall()), zone)
