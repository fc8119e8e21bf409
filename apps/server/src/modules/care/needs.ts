import type { Readable } from 'node:stream'
import type { Database } from '../../kernel/db/index.js'
import type { SendTable } from '../../kernel/http/index.js'
import type { Keys } from '../../kernel/keys/index.js'
import type { Policy } from '../../kernel/policy/index.js'
import type { TableSource } from './ledger/table.js'

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
  /** Opens an uploaded file as a table (interop, handed in by compose). */
  readonly openUpload: (upload: {
    readonly stream: Readable
    readonly sheet?: string
    readonly choose?: (sheets: readonly string[]) => Promise<string | undefined>
  }) => Promise<TableSource & { readonly close: () => Promise<void> }>
  /** Sends a table as a file (interop, handed in by compose). */
  readonly sendTable: SendTable
}

/** What teams need besides. */
export type TeamNeeds = CareNeeds & {
  /** Sessions remember their team: forgotten when members or substitutes change. */
  readonly forgetSessions: () => void
}
