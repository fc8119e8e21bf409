import type { NewValue, PolicyValue } from '@lianfang/domain/policy'
import type { Instant } from '@lianfang/domain/shared'
import type { Database, Scope } from '../db/index.js'
import type { Policy } from './policy.js'

/** What would change if a value were in force now. */
export type TriedOut = {
  readonly people: number
  readonly tier: number
  readonly waiting: number
  readonly sooner: number
  readonly later: number
  /** Of those due later: why, and until when. */
  readonly putOff: {
    /** Of another tier by it, with more time. */
    readonly byTier: number
    /** Of the same tier, with a longer time between talks. */
    readonly byTime: number
    /** Owed no routine talk any more. */
    readonly ended: number
    /** The most hours by which one is put off, and the latest moment of them; null where none is put off to a moment. */
    readonly mostHours: number | null
    readonly until: Instant | null
  }
}

/** What the policy pages are handed. What follows from a value is a module's business and comes from outside. */
export type PolicyNeeds = {
  readonly db: Database
  readonly policy: Policy
  readonly now: () => number
  readonly zone: string
  /** Asks for the renewal of what follows from the rule inside the value's place; answers the counties, none where nothing is kept of it. */
  readonly renew: (value: Pick<PolicyValue, 'ruleId' | 'place'>) => Promise<readonly string[]>
  /** Counts what a value would change for the people of the caller's county; null where they cannot be counted. */
  readonly tryOut: (scope: Scope, value: NewValue) => Promise<TriedOut | null>
}
