import type { TableEntry, Tier, TierValues } from '../../policy/index.js'
import { outcomeOf } from './assess-tier.js'

/** One of the 27 combinations: what the criteria say, what the score says, which colour stands. */
export type Combination = {
  readonly age: TableEntry['age']
  readonly disease: TableEntry['disease']
  readonly vaccination: TableEntry['vaccination']
  readonly ruleTier: Tier | null
  readonly score: number
  readonly scoreTier: Tier
  readonly tier: Tier
  readonly mark: 'uncovered' | 'contradicting' | 'agree'
}

const MARK = { score: 'uncovered', higher: 'contradicting', rule: 'agree' } as const

/** All 27 combinations, so that the holes of the criteria can be shown to whoever signs the rule. */
export const listCombinations = (values: TierValues): readonly Combination[] =>
  values.table.map(({ age, disease, vaccination }) => {
    const { decidedBy, ...outcome } = outcomeOf({ age, disease, vaccination }, values)
    return { age, disease, vaccination, ...outcome, mark: MARK[decidedBy] }
  })
