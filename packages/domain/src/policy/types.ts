import type { Day, PlaceCode } from '../shared/index.js'

/** A rule's name in documents, tests and code, such as 'CARE-TIER-2'. */
export type RuleId = `${string}-${string}`

/**
 * What stricter means below the level that set a rule: a larger number or longer list (min), a smaller number or shorter
 * list (max), the same obligations or more (set), or anything goes (none).
 */
export type Direction = 'min' | 'max' | 'set' | 'none'

/** How sure a value is. Only the quality officer and a second person turn 'unconfirmed' into something else. */
export type Evidence = 'official' | 'reposted' | 'ours' | 'unconfirmed'

export type Bilingual = { readonly zh: string; readonly en: string }

export type PolicyRule = {
  readonly id: RuleId
  readonly module: string
  readonly title: Bilingual
  /** The unit of the value, '' when it is a list or a table. */
  readonly unit: string
  readonly direction: Direction
  /** Whether a wrong value can harm someone: such a rule is closed while unconfirmed. */
  readonly safety: boolean
}

export type PolicySource = { readonly document: string; readonly clause: string }

/** What the level that issued a value wrote when it let a place below deviate from it (X3). */
export type PolicyApproval = {
  /** The level that issued the value deviated from. */
  readonly by: PlaceCode
  /** Number or title of the approving document. */
  readonly reference: string
  readonly day: Day
}

export type PolicyValue = {
  readonly ruleId: RuleId
  /** Where it is in force; '' is the nation. */
  readonly place: PlaceCode
  /** JSON. */
  readonly value: unknown
  readonly source: PolicySource
  readonly evidence: Evidence
  readonly from: Day
  /** The last day in force, or null while open-ended. */
  readonly until: Day | null
  /** Absent or null: the value is not looser than the one above. */
  readonly approval?: PolicyApproval | null
}

export type OpenRule = {
  readonly state: 'open'
  readonly value: unknown
  readonly source: PolicySource
  readonly evidence: Evidence
  readonly place: PlaceCode
  readonly from: Day
  readonly until: Day | null
}
export type ClosedWhy = 'unconfirmed' | 'missing'
export type ClosedRule = { readonly state: 'closed'; readonly why: ClosedWhy }
export type RuleState = OpenRule | ClosedRule

/** What is in force at a place on a day, and the local values that were left out because they are looser. */
export type InForce = {
  readonly states: ReadonlyMap<RuleId, RuleState>
  readonly ignored: readonly PolicyValue[]
}
