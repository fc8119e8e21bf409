import type { Database } from '../../kernel/db/index.js'
import type { Keys } from '../../kernel/keys/index.js'
import type { Policy } from '../../kernel/policy/index.js'

/** What the care module is handed. */
export type CareNeeds = {
  readonly db: Database
  readonly keys: Keys
  readonly policy: Policy
  /** Milliseconds since 1970; a test moves it. */
  readonly now: () => number
  /** IANA zone of the places, for days and lists. */
  readonly zone: string
  readonly demonstration: boolean
  readonly log: (line: string) => void
}
