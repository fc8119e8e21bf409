import { type RequisitionValues, requisitionWords } from '../../policy/index.js'
import type { Day } from '../../shared/index.js'

/** States of a requisition (征用 / 调用): ordered, executed with all its papers, returned; or cancelled before it was executed. */
export const requisitionStates = ['ordered', 'executed', 'returned', 'cancelled'] as const
export type RequisitionState = (typeof requisitionStates)[number]

/** What a requisition needs before it is executed. */
export const requisitionPapers = requisitionWords
export type RequisitionPaper = (typeof requisitionPapers)[number]

export type RequisitionSaid = {
  readonly orderNumber: string | null
  /** The authority that decided it. */
  readonly authority: string | null
  /** Number of the receipt that the owner was given. */
  readonly receipt: string | null
  /** Condition of the units at hand-over. */
  readonly condition: string | null
  /** How the owner is compensated. */
  readonly compensation: string | null
  readonly returnDay: Day | null
}

/** SUP-SEI-1: what is still missing, in the order in which it is asked. Nothing is executed while anything is. */
export const missingOf = (
  said: RequisitionSaid,
  { papers }: Pick<RequisitionValues, 'papers'>,
): readonly RequisitionPaper[] =>
  requisitionPapers.filter((paper) => papers.includes(paper) && (said[paper] ?? '').trim() === '')

/** SUP-SEI-2: how many an order can take at most: what the owner keeps at least stays, those in use counted. */
export const takableOf = (
  owner: { readonly ready: number; readonly inUse: number; readonly ownNeed: number },
  { lastUnits }: Pick<RequisitionValues, 'lastUnits'>,
): number => {
  const total = owner.ready + owner.inUse
  // Only ready units can be handed over; the owner's critical need and its last unit stay.
  return Math.max(0, Math.min(owner.ready - owner.ownNeed, total - lastUnits))
}
