import { dayIn, instantOf } from '@lianfang/domain/shared'
import type { Tx } from '../../../kernel/db/index.js'
import { expireStep, foldStep, recallStep } from './sql.js'

// A change of a lot climbs to five places: so many take about half a second where each is of a lot of its own.
const batch = 4_000
// A chunk of units takes well below the half second that a chunk of long work may.
const atOnce = 2_000

/** What the settler does for stock, in one transaction each: recalls marked, the day moved on, changes summed up. Answers how much. */
export const settleStock = async (tx: Tx, at: { readonly now: number; readonly zone: string }): Promise<number> => {
  const marked = await recallStep(tx, atOnce)
  const moved = await expireStep(tx, dayIn(instantOf(at.now), at.zone))
  const folded = await foldStep(tx, batch)
  return marked + folded + Number(moved)
}
