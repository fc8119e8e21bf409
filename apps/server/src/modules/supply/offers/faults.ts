import type { ProblemDetails } from '@lianfang/contract'
import type { AssignRefusal, Kept } from '@lianfang/domain/supply'
import { problem } from '../../../kernel/problems/index.js'

/** What the contract keeps: the reasons, and how many units each keeps. */
export const contractProblem = ({ give, kept }: { readonly give: number; readonly kept: readonly Kept[] }) => {
  const each = Object.fromEntries(kept.map(({ why, quantity }): [string, number] => [why, quantity]))
  const details: ProblemDetails = { ...each, most: give, kept: kept.map(({ why }) => why) }
  return problem('supply.transfer-contract', details)
}

/** Why units cannot be assigned, as it is told. */
export const assignProblem = (refusal: AssignRefusal) => {
  switch (refusal.why) {
    case 'request':
      return problem('supply.request-state', { state: refusal.state })
    case 'offer':
      return problem('supply.offer-state', { state: refusal.state })
    case 'kind':
      return problem('supply.assign-kind')
    case 'gates':
      return problem('supply.gates-missing', { gates: refusal.missing })
    case 'licence':
      return problem('supply.assign-licence', { state: refusal.state })
    case 'need':
      return problem('supply.assign-need', { left: refusal.left })
    case 'quantity':
      return problem('supply.assign-offer', { left: refusal.left })
    case 'directed':
      return problem('gift.directed', { rule: 'SUP-GIFT-1', left: refusal.left })
    case 'contract':
      return contractProblem({ give: refusal.most, kept: refusal.kept })
  }
}
