/** A fund line (资金科目) of a county, in fen. `above`: what named decisions allow beyond the budget. */
export type Fund = {
  readonly budget: number
  readonly above: number
  /** Promised by approved orders and not received yet. */
  readonly committed: number
  readonly spent: number
}

/** What can still be committed. Never below nothing: a budget is not lowered below what is bound. */
export const fundLeft = ({ budget, above, committed, spent }: Fund): number => budget + above - committed - spent

/** Whether a fund holds: nothing below nothing, and no more bound than budget and decisions allow (E10). */
export const fundHolds = (fund: Fund): boolean =>
  fund.committed >= 0 && fund.spent >= 0 && fund.above >= 0 && fund.budget >= 0 && fundLeft(fund) >= 0

export type FundDecision =
  | { readonly outcome: 'committed'; readonly fund: Fund }
  | { readonly outcome: 'refused'; readonly why: 'aboveLine'; readonly missing: number }

/** An approved order binds its cost. Above the line only with a decision that names its number and reason. */
export const commit = (
  fund: Fund,
  cost: number,
  decision: { readonly number: string; readonly reason: string } | null,
): FundDecision => {
  const missing = cost - fundLeft(fund)
  if (missing <= 0) return { outcome: 'committed', fund: { ...fund, committed: fund.committed + cost } }
  if (decision === null) return { outcome: 'refused', why: 'aboveLine', missing }
  return { outcome: 'committed', fund: { ...fund, above: fund.above + missing, committed: fund.committed + cost } }
}

/** What is received is spent; what is refused or never comes is free again. */
export const settle = (fund: Fund, { spent, freed }: { readonly spent: number; readonly freed: number }): Fund => ({
  ...fund,
  committed: fund.committed - spent - freed,
  spent: fund.spent + spent,
})

/** Why another budget is not taken: it would lie below what is bound. */
export const faultOfBudget = (fund: Fund, budget: number): { readonly least: number } | null => {
  const least = Math.max(0, fund.committed + fund.spent - fund.above)
  return budget < least ? { least } : null
}
