import type { NewValue } from '@lianfang/domain/policy'
import type { PlaceCode } from '@lianfang/domain/shared'
import type { Database, Scope } from '../db/index.js'
import type { Policy } from './policy.js'

/** What would change if a value were in force now. */
export type TriedOut = {
  readonly people: number
  readonly tier: number
  readonly waiting: number
  readonly sooner: number
  readonly later: number
}

/** What the policy pages are handed. What follows from a value is a module's business and comes from outside. */
export type PolicyNeeds = {
  readonly db: Database
  readonly policy: Policy
  readonly now: () => number
  readonly zone: string
  /** Asks for the renewal of what follows from the rules inside a place; answers the counties. */
  readonly renew: (place: PlaceCode) => Promise<readonly string[]>
  /** Counts what a value would change for the people of the caller's county; null where they cannot be counted. */
  readonly tryOut: (scope: Scope, value: NewValue) => Promise<TriedOut | null>
}
